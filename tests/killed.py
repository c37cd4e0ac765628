"""Writers that run in a process of their own, so that a test may kill it at any moment."""

import itertools
from datetime import date
from multiprocessing.connection import Connection
from pathlib import Path

from figurecheck.paths import Project
from figurecheck.pipeline.generation import Generation
from figurecheck.store.atomic import sweep, write_text
from figurecheck.store.health import SeriesHealth, State, read_health, write_health
from figurecheck.store.pending import replace_together

NAMES = ("X.csv", "X.json")
PAGES = ("index.html", *(f"page-{number}/index.html" for number in range(5)))


def text_of(version: int, name: str) -> str:
    """The content of a file in one version: long enough for several writes, with its version in every line."""
    return f"{name} {version}\n" * 400


def rewrite_series(root: str, ready: Connection) -> None:
    """Replace the two files of a series by the next version, for ever."""
    project = Project(Path(root))
    ready.send("ready")
    for version in itertools.count(_version(project.series / NAMES[0]) + 1):
        replace_together(project, {name: text_of(version, name) for name in NAMES})


def health_of(version: int) -> dict[str, SeriesHealth]:
    """The health of a hundred series, every one with the version in its words."""
    day = date(2024, 3, 1)
    names = (f"S{number}" for number in range(100))
    return {name: SeriesHealth(name, "yahoo", State.REFUSED, day, None, str(version)) for name in names}


def rewrite_descriptions(root: str, ready: Connection) -> None:
    """Replace data/health.json and data/datapackage.json by the next version, for ever."""
    project = Project(Path(root))
    before = {int(one.reason) for one in read_health(project).values()}
    ready.send("ready")
    for version in itertools.count(max(before) + 1):
        sweep(project.data)
        write_health(project, health_of(version))
        write_text(project.datapackage, text_of(version, "datapackage.json"))


def publish(root: str, ready: Connection) -> None:
    """Stage and publish the next version of reports and site, for ever."""
    project = Project(Path(root))
    ready.send("ready")
    for version in itertools.count(_version(project.site / PAGES[0]) + 1):
        generation = Generation(project)
        generation.begin()
        for tree in ("reports", "site"):
            for name in PAGES:
                file = generation.tree(tree) / name
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(text_of(version, name), encoding="utf-8")
        generation.finish()


def _version(file: Path) -> int:
    return int(file.read_text(encoding="utf-8").split()[1]) if file.is_file() else 0
