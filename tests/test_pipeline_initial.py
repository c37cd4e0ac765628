"""A new project: whole or not at all, in an empty folder only, and one that its own lint finds nothing in."""

import re
from pathlib import Path

import pytest

from figurecheck.claims.schema import described
from figurecheck.errors import OutputError, UsageError
from figurecheck.paths import SHIPPED, Project
from figurecheck.pipeline.check import check
from figurecheck.pipeline.initial import DEPLOY, FILES, SITE, STARTER, UNSET, make_project
from figurecheck.pipeline.locate import find_project
from figurecheck.series.catalogue import builtin_catalogue
from figurecheck.store.catalogue import project_catalogue
from projects import ROOT, figurecheck, tree

ACTION = f"owner/figurecheck@{'0a' * 20}"


def test_it_has_everything_and_passes_its_own_lint(tmp_path: Path) -> None:
    made = make_project(tmp_path / "new" / "checks")
    assert {place for place in FILES.values() if not (made.project.root / place).is_file()} == set()
    assert tree(made.project.series) == tree(ROOT / "data" / "series")
    assert made.project.corrections.read_bytes() == (ROOT / "data" / "corrections.yml").read_bytes()
    assert not made.project.health.exists()
    assert (made.project.reports / "schema" / "article.schema.json").read_text(encoding="utf-8") == described()
    assert check(made.project) == []
    assert find_project(made.project.articles) == made.project
    assert project_catalogue(made.project).ids == builtin_catalogue().ids
    assert list(tmp_path.joinpath("new").iterdir()) == [made.project.root]


def test_every_file_of_the_starter_folder_is_used() -> None:
    assert {file.name for file in STARTER.iterdir()} == set(FILES)


def test_templates_and_study_come_from_the_package(tmp_path: Path) -> None:
    project = make_project(tmp_path / "checks").project
    assert project.templates == SHIPPED / "templates"
    assert project.coverage_study == SHIPPED / "studies" / "coverage.json"
    assert project.coverage_study.is_file()


def test_no_mark_of_the_starter_is_left(tmp_path: Path) -> None:
    project = make_project(tmp_path / "checks", ACTION).project
    texts = {place: (project.root / place).read_text(encoding="utf-8") for place in FILES.values()}
    assert [place for place, text in texts.items() if re.search(r"\{\{[A-Z]", text)] == []
    weekly = texts[".github/workflows/weekly.yml"]
    assert weekly.count(f"uses: {ACTION}\n") == 1
    assert f"actions/deploy-pages@{DEPLOY}" in weekly
    assert UNSET not in weekly
    pages = texts[".github/workflows/pages.yml"]
    assert f"uses: owner/figurecheck/{SITE}@{'0a' * 20}\n" in pages
    assert (ROOT / SITE / "action.yml").is_file()


def test_the_form_for_objections_is_ours(tmp_path: Path) -> None:
    form = Path(".github") / "ISSUE_TEMPLATE" / "dispute.yml"
    made = make_project(tmp_path / "checks").project.root / form
    assert made.read_bytes() == (ROOT / form).read_bytes()


def test_a_folder_with_anything_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match=r"found mine\.txt there and changed nothing; name an empty or new folder"):
        make_project(tmp_path)
    assert tree(tmp_path) == {"mine.txt": b"mine"}


def test_a_file_and_a_link_are_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "elsewhere")
    for name in ("file", "link"):
        with pytest.raises(UsageError, match="found a file or a link there"):
            make_project(tmp_path / name)


def test_an_empty_folder_is_filled(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert make_project(tmp_path / "empty").project.mkdocs.is_file()


def test_what_cannot_be_finished_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("figurecheck.pipeline.initial.DATA", ("series", "gone.yml"))
    with pytest.raises(OutputError, match="cannot make"):
        make_project(tmp_path / "checks")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("action", ["owner/figurecheck@main", "owner/figurecheck", "x y/z@" + "a" * 40])
def test_an_action_must_be_pinned(tmp_path: Path, action: str) -> None:
    with pytest.raises(UsageError, match="the commit with its 40 digits"):
        make_project(tmp_path / "checks", action)
    assert list(tmp_path.iterdir()) == []


def test_elsewhere_a_command_says_what_to_do(tmp_path: Path) -> None:
    done = figurecheck(Project(tmp_path), "build")
    assert done.returncode == 2
    assert "figurecheck init DIR" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_the_project_can_be_named_from_elsewhere(tmp_path: Path) -> None:
    make_project(tmp_path / "checks")
    (tmp_path / "other").mkdir()
    done = figurecheck(Project(tmp_path / "other"), "check", "--project", str(tmp_path / "checks"))
    assert (done.returncode, done.stdout) == (0, "The articles are fine.\n")


def test_a_repository_with_nothing_in_it_becomes_a_project(tmp_path: Path) -> None:
    (tmp_path / "checks" / ".git").mkdir(parents=True)
    (tmp_path / "checks" / ".git" / "HEAD").write_text("ref: refs/heads/main\n", encoding="utf-8")
    project = make_project(tmp_path / "checks").project
    assert project.article("example").is_file()
    assert (project.root / ".git" / "HEAD").read_text(encoding="utf-8") == "ref: refs/heads/main\n"
    assert [one.name for one in tmp_path.iterdir()] == ["checks"]


def test_a_repository_is_left_as_it_was_where_the_project_cannot_be_moved_into_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "checks" / ".git").mkdir(parents=True)
    move = Path.replace

    def refusing(one: Path, target: Path) -> Path:
        if one.name == "mkdocs.yml" and target.parent.name == "checks":
            raise OSError(28, "No space left on device")
        return move(one, target)

    monkeypatch.setattr(Path, "replace", refusing)
    with pytest.raises(OutputError, match="No space left"):
        make_project(tmp_path / "checks")
    assert [one.name for one in (tmp_path / "checks").iterdir()] == [".git"]
    assert [one.name for one in tmp_path.iterdir()] == ["checks"]


def test_a_project_inside_another_one_is_told(tmp_path: Path) -> None:
    outer = make_project(tmp_path / "outer")
    assert not any(line.startswith("It lies inside") for line in outer.lines)
    inner = make_project(tmp_path / "outer" / "deep" / "inner")
    assert inner.lines[-1].startswith(f"It lies inside the project {outer.project.root}; is that meant?")
