"""A build is published as a whole: cut short before the manifest it changes nothing, after it it is completed."""

import hashlib
import json
import os
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

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


def test_a_staged_file_that_is_gone_is_an_error_and_changes_nothing(project: Project) -> None:
    """Whoever deletes the cache in the midst of a build gets no half a site."""
    before = published(project, "site"), published(project, "reports")
    generation = staged(project, {"index.html": "new"}, {})
    generation.write("index.md", "new")
    generation.write("a.md", "new")
    (generation.tree("reports") / "a.md").unlink()
    with pytest.raises(OutputError, match=r"1 files of this build are gone from \.cache, a\.md the first"):
        generation.finish(site=["index.html"])
    generation.write("a.md", "new")
    with pytest.raises(OutputError, match=r"b/index\.html the first.*build again"):
        generation.finish(site=["index.html", "b/index.html"])
    assert (published(project, "site"), published(project, "reports")) == before


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


@pytest.fixture
def shared() -> Iterator[Project]:
    """A project in a folder that an unprivileged user may read and write."""
    with TemporaryDirectory() as folder:
        Path(folder).chmod(0o777)
        project = Project(Path(folder))
        for tree in (project.site, project.reports):
            tree.mkdir(mode=0o777)
            (tree / "index").write_text("old", encoding="utf-8")
            tree.chmod(0o777)
        yield project
        for tree in (project.site, project.reports):
            tree.chmod(0o777)


@pytest.mark.parametrize("closed", ["site", "reports"])
@pytest.mark.parametrize("moment", ["before", "during"])
def test_a_read_only_folder_is_refused_with_nothing_published(
    shared: Project, closed: str, moment: str, request: pytest.FixtureRequest
) -> None:
    before = published(shared, "site"), published(shared, "reports")
    if moment == "before":
        (shared.root / closed).chmod(0o555)
        request.getfixturevalue("unprivileged")
        with pytest.raises(OutputError, match=f"cannot write .*{closed}"):
            Generation(shared).begin()
    else:
        request.getfixturevalue("unprivileged")
        generation = staged(shared, {"index": "new"}, {"index": "new"})
        os.seteuid(os.getuid())
        (shared.root / closed).chmod(0o555)
        os.seteuid(65534 if os.getuid() == 0 else os.getuid())
        with pytest.raises(OutputError, match=f"cannot write .*{closed}"):
            generation.finish()
    assert (published(shared, "site"), published(shared, "reports")) == before
