"""Finding the project that a command is run in: the folder with mkdocs.yml and articles/."""

from pathlib import Path

from figurecheck.errors import UsageError
from figurecheck.paths import Project


def find_project(start: Path) -> Project:
    """The nearest folder at or above ``start`` that holds ``mkdocs.yml`` and ``articles/``; raises UsageError."""
    whole = start.resolve()
    for folder in (whole, *whole.parents):
        project = Project(folder)
        if project.mkdocs.is_file() and project.articles.is_dir():
            return project
    raise UsageError(
        f"asked to work in {start}; found no project there or above (mkdocs.yml with a folder articles/ beside it); "
        "change to a project's folder, name it with --project DIR, or make one: figurecheck init DIR"
    )


def article_files(project: Project) -> list[Path]:
    """The article files of a project, in the order of their names; raises UsageError where there are none."""
    files = sorted(project.articles.glob("*.yml"))
    if not files:
        raise UsageError(
            f"asked for the articles of {project.articles}; found no file *.yml; begin one: figurecheck new-article"
        )
    return files
