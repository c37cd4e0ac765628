"""Items (a) to (d): whole builds against the plain script, each pair in turn."""

import json
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.project import ROOT, article_project, edit_claim, flagship_project
from benchmarks.record import slower
from benchmarks.timing import command, pairs
from benchmarks.workload import PAGES, Workload, write_plain
from figurecheck.pages.speed.study import Comparison, Run
from figurecheck.paths import Project

BIN = Path(sys.executable).parent
FIGURECHECK = BIN / "figurecheck"
OWN_PLAIN = Path(__file__).with_name("plain")


@dataclass(frozen=True)
class Plain:
    """The plain script in a folder of its own; one run is its Python and then ``mkdocs build``."""

    folder: Path
    work: Path

    def run(self) -> Run:
        """Build from nothing."""
        for made in ("docs", "site"):
            shutil.rmtree(self.folder / made, ignore_errors=True)
        shell = f"'{sys.executable}' build.py && '{BIN / 'mkdocs'}' build -q"
        return command(["sh", "-c", shell], self.folder, {"BENCH_DIR": str(self.work)})


def plain_script(work: Workload, folder: Path, source: Path = OWN_PLAIN) -> Plain:
    """A copy of the plain script with the files of W beside it."""
    write_plain(work, folder / "work")
    shutil.copytree(source, folder / "plain")
    return Plain(folder / "plain", folder / "work")


def cold(project: Project) -> Callable[[], Run]:
    """A build with nothing of earlier ones."""

    def run() -> Run:
        _forget(project)
        return command([FIGURECHECK, "build"], project.root)

    return run


def builds(work: Workload, plain: Plain, folder: Path, times: int) -> list[Comparison]:
    """(a) W cold, (c) nothing changed, (d) one claim edited, in an order in which each leaves the next its cache."""
    project = article_project(work, PAGES, folder / "w")
    found = [slower("a", *pairs(cold(project), plain.run, times), phases(project))]
    found.append(slower("c", *pairs(lambda: command([FIGURECHECK, "build"], project.root), plain.run, times)))
    turns = iter(range(times + 1))

    def edited() -> Run:
        edit_claim(project, next(turns))
        return command([FIGURECHECK, "build"], project.root)

    measured = pairs(edited, plain.run, times)
    edit_claim(project, next(turns))
    found.append(slower("d", *measured, phases(project, forget=False)))
    return found


def flagship(plain: Plain, folder: Path, times: int) -> Comparison:
    """(b) the flagship cold, with everything."""
    project = flagship_project(folder / "flagship")
    return slower("b", *pairs(cold(project), plain.run, times), phases(project))


def phases(project: Project, *, forget: bool = True) -> dict[str, float]:
    """Where the time of one build goes, in seconds; from nothing unless ``forget`` is false."""
    if forget:
        _forget(project)
    file = project.root / ".cache" / "phases.json"
    file.parent.mkdir(exist_ok=True)
    command([sys.executable, "-m", "benchmarks.phases", file], project.root, {"PYTHONPATH": str(ROOT)})
    found: dict[str, float] = json.loads(file.read_text(encoding="utf-8"))
    return found


def _forget(project: Project) -> None:
    for made in (project.root / ".cache", project.reports, project.site):
        shutil.rmtree(made, ignore_errors=True)
    project.site.mkdir()
