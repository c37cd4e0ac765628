"""A build is published as a whole: cut short before the manifest it changes nothing, after it it is completed."""

import json
from pathlib import Path

import pytest

from figurecheck.errors import OutputError
from figurecheck.paths import Project
from figurecheck.pipeline.generation import Generation


def staged(project: Project, site: dict[str, str], reports: dict[str, str]) -> Generation:
    generation = Generation(project)
    generation.begin()
    for tree, files in (("site", site), ("reports", reports)):
        for name, text in files.items():
            file = generation.tree(tree) / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
    return generation


def published(project: Project, tree: str) -> dict[str, str]:
    root = project.root / tree
    return {p.relative_to(root).as_posix(): p.read_text(encoding="utf-8") for p in root.rglob("*") if p.is_file()}


@pytest.fixture
def project(tmp_path: Path) -> Project:
    project = Project(tmp_path)
    project.site.mkdir()
    (project.site / ".gitkeep").write_text("", encoding="utf-8")
    assert staged(project, {"index.html": "old", "gone/index.html": "old"}, {"index.md": "old"}).finish() == (3, 0)
    return project


def test_a_generation_replaces_what_changed_and_removes_what_is_gone(project: Project) -> None:
    changed, removed = staged(project, {"index.html": "new", "a/index.html": "new"}, {"index.md": "old"}).finish()
    assert (changed, removed) == (2, 1)
    assert published(project, "site") == {".gitkeep": "", "index.html": "new", "a/index.html": "new"}
    assert published(project, "reports") == {"index.md": "old"}
    assert not (project.site / "gone").exists()
    assert not Generation(project).root.exists()


def test_an_unchanged_file_is_not_written_again(project: Project) -> None:
    before = (project.site / "index.html").stat().st_mtime_ns
    assert staged(project, {"index.html": "old", "gone/index.html": "old"}, {"index.md": "old"}).finish() == (0, 0)
    assert (project.site / "index.html").stat().st_mtime_ns == before


def test_a_build_that_dies_before_its_manifest_changes_nothing(project: Project) -> None:
    before = published(project, "site")
    staged(project, {"index.html": "half"}, {})
    assert published(project, "site") == before
    assert not Generation(project).recover()
    Generation(project).begin()
    assert published(project, "site") == before


@pytest.mark.parametrize("moved", range(4))
def test_a_publication_that_dies_midway_is_completed_by_the_next_start(project: Project, moved: int) -> None:
    files = {"index.html": "new", "a/index.html": "new", "b/index.html": "new"}
    generation = staged(project, files, {"index.md": "new"})
    checksums = {
        tree: {p.relative_to(generation.tree(tree)).as_posix(): _sha(p) for p in generation.tree(tree).rglob("*.*")}
        for tree in ("reports", "site")
    }
    generation.manifest.write_text(json.dumps(checksums), encoding="utf-8")
    for name in list(files)[:moved]:
        target = project.site / name
        target.parent.mkdir(exist_ok=True)
        (generation.tree("site") / name).replace(target)
    Generation(project).begin()
    assert published(project, "site") == {".gitkeep": "", **files}
    assert published(project, "reports") == {"index.md": "new"}


def _sha(file: Path) -> str:
    import hashlib

    return hashlib.sha256(file.read_bytes()).hexdigest()


def test_a_folder_that_cannot_be_written_is_an_error_that_names_it(tmp_path: Path) -> None:
    (tmp_path / ".cache").write_text("a file where a folder should be", encoding="utf-8")
    with pytest.raises(OutputError, match="generation"):
        Generation(Project(tmp_path)).begin()


def test_a_site_that_cannot_be_written_is_an_error_and_is_completed_later(project: Project) -> None:
    generation = staged(project, {"index.html": "new", "x/y.html": "new"}, {"index.md": "old"})
    (project.site / "x").write_text("a file where a folder should be", encoding="utf-8")
    with pytest.raises(OutputError, match="the next build completes what this one began"):
        generation.finish()
    (project.site / "x").unlink()
    assert Generation(project).recover()
    assert published(project, "site") == {".gitkeep": "", "index.html": "new", "x/y.html": "new"}
