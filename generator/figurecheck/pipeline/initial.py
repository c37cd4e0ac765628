"""``figurecheck init``: a folder to check articles in, with the packaged observations, made whole or not at all."""

import re
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from figurecheck import __version__
from figurecheck.claims.schema import article_schema_text
from figurecheck.errors import OutputError, UsageError
from figurecheck.paths import SHIPPED, Project
from figurecheck.pipeline.locate import find_project
from figurecheck.pipeline.new_article import SCHEMA

STARTER = Path(__file__).parents[1] / "starter"
FILES = {
    "example.yml": "articles/example.yml",
    "catalogue.yml": "data/catalogue.yml",
    "mkdocs.yml": "mkdocs.yml",
    "weekly.yml": ".github/workflows/weekly.yml",
    "pages.yml": ".github/workflows/pages.yml",
    "dispute.yml": ".github/ISSUE_TEMPLATE/dispute.yml",
    "README.md": "README.md",
    "gitignore": ".gitignore",
}
"""From the package's starter folder to the new one; names with a dot in front would not show in a listing."""
DATA = ("series", "corrections.yml", "datapackage.json")
"""What is copied of the packaged observations. The health of their sources is not: nobody has asked them from there."""
REPOSITORY = ".git"
"""What a repository that was just made or cloned holds; the project goes beside it."""
UNSET = "OWNER/figurecheck@COMMIT"
"""Stands in the workflows until somebody says which revision of the action it calls."""
SITE = ".github/actions/site"
"""Where the action lies that builds a site and hands it to Pages; the one at the top is the weekly one."""
DEPLOY = "d6db90164ac5ed86f2b6aed7e0febac5b3c0c03e # v4.0.5"
_ACTION = re.compile(r"[\w.-]+/[\w.-]+@[0-9a-f]{40}")


@dataclass(frozen=True)
class Made:
    """The folder that was made, and what to do next, one line each."""

    project: Project
    lines: tuple[str, ...]


def make_project(folder: Path, action: str = "") -> Made:
    """Make ``folder`` a project; ``action`` (``owner/name@commit``) is what its workflows call.

    The folder must not exist, be empty or hold a fresh repository (``.git``) alone: raises UsageError otherwise and for
    an action that is not pinned to a commit, OutputError where it cannot be written. Everything is made beside it and
    moved there at once; into a repository entry by entry, and back out where one cannot be moved.
    """
    if action and not _ACTION.fullmatch(action):
        raise UsageError(f"asked for the action {action!r}; give owner/name@commit, the commit with its 40 digits")
    target = folder.absolute()
    _refuse_what_is_there(target)
    around = _around(target)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{target.name}-", dir=target.parent) as place:
            made = Path(place) / "made"
            made.mkdir()
            _fill(made, action or UNSET)
            _move(made, target)
    except OSError as problem:
        why = problem.strerror or problem
        raise OutputError(f"cannot make {folder}: {why}; name a folder that can be written to") from problem
    return Made(Project(target), (*_next(folder, action), *around))


def _around(target: Path) -> tuple[str, ...]:
    """A line that says so where the folder lies inside another project."""
    try:
        outer = find_project(target.parent)
    except UsageError:
        return ()
    return (f"It lies inside the project {outer.root}; is that meant? Commands that are run in it work on it alone.",)


def _move(made: Path, target: Path) -> None:
    if not (target / REPOSITORY).exists():
        made.replace(target)
        return
    moved: list[str] = []
    try:
        for one in sorted(made.iterdir()):
            one.replace(target / one.name)
            moved.append(one.name)
    except OSError:
        for name in moved:
            (target / name).replace(made / name)
        raise


def _refuse_what_is_there(target: Path) -> None:
    if target.is_symlink() or (target.exists() and not target.is_dir()):
        raise UsageError(f"asked to make a project in {target}; found a file or a link there; name another folder")
    there = sorted(one.name for one in target.iterdir() if one.name != REPOSITORY) if target.is_dir() else []
    if there:
        named = ", ".join(there[:3]) + (f" and {len(there) - 3} more" if len(there) > 3 else "")
        raise UsageError(
            f"asked to make a project in {target}; found {named} there and changed nothing; name an empty or new folder"
        )


def _fill(made: Path, action: str) -> None:
    unset = " It is not yet said which: replace OWNER and COMMIT in both files." if action == UNSET else ""
    name, _, commit = action.partition("@")
    words = {
        "{{ACTION}}": action,
        "{{SITE}}": f"{name}/{SITE}@{commit}",
        "{{DEPLOY}}": DEPLOY,
        "{{VERSION}}": __version__,
        "{{TOSET}}": unset,
    }
    for name, place in FILES.items():
        text = (STARTER / name).read_text(encoding="utf-8")
        for mark, said in words.items():
            text = text.replace(mark, said)
        (made / place).parent.mkdir(parents=True, exist_ok=True)
        (made / place).write_text(text, encoding="utf-8")
    schema = Project(made).reports / SCHEMA
    schema.parent.mkdir(parents=True)
    schema.write_text(article_schema_text(), encoding="utf-8")
    for name in DATA:
        source = SHIPPED / "data" / name
        if source.is_dir():
            shutil.copytree(source, made / "data" / name)
        else:
            shutil.copyfile(source, made / "data" / name)


def _next(folder: Path, action: str) -> tuple[str, ...]:
    said = [
        f"{folder} is a project now: an example article, the packaged observations, two workflows.",
        f"Next: cd {folder}; figurecheck build; figurecheck serve",
    ]
    if not action:
        said.append(f"The workflows call {UNSET}; say which revision, or make the folder anew with --action.")
    return tuple(said)
