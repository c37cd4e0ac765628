"""Items (a) to (d): whole builds against the plain script, each pair in turn, and where their time goes."""

import json
import shutil
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from benchmarks.lean import RESAMPLES
from benchmarks.project import ROOT, article_project, edit_claim, flagship_project
from benchmarks.record import slower
from benchmarks.timing import command
from benchmarks.workload import PAGES, Workload, write_plain
from figurecheck.pages.speed.study import Comparison, Run, Site
from figurecheck.paths import Project

BIN = Path(sys.executable).parent
FIGURECHECK = BIN / "figurecheck"
OWN_PLAIN = Path(__file__).with_name("plain")
DEAREST = 20
"""So many tasks, and topics, are written down."""


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

    def site(self, times: int) -> Site:
        """What it built last, and the times of ``mkdocs build`` alone on it."""
        runs = [command([BIN / "mkdocs", "build", "-q"], self.folder) for _ in range(times)]
        charts = len(list((self.folder / "docs").rglob("*.svg")))
        return Site(_pages(self.folder / "site"), charts, tuple(run.wall for run in runs))


def plain_script(work: Workload, folder: Path, source: Path = OWN_PLAIN) -> Plain:
    """A copy of the plain script with the files of W beside it."""
    write_plain(work, folder / "work")
    shutil.copytree(source, folder / "plain")
    return Plain(folder / "plain", folder / "work")


@dataclass(frozen=True)
class Ours:
    """A project to be built; ``lean`` with as many resamples as the plain script."""

    project: Project
    lean: bool = False

    def build(self) -> Run:
        """A build with what is kept of earlier ones."""
        if self.lean:
            return self._program("benchmarks.lean")
        return command([FIGURECHECK, "build"], self.project.root)

    def cold(self) -> Run:
        """A build with nothing of earlier ones."""
        _forget(self.project)
        return self.build()

    def cold_by_phases(self) -> tuple[Run, dict[str, float]]:
        """The same, and how many seconds each of its phases takes."""
        _forget(self.project)
        return self._told("benchmarks.phases")

    def explained(self, row: Comparison, plain: Plain, *, cold: bool = True) -> Comparison:
        """``row`` with where its time goes: phases, tasks where all are done, and the sites."""
        if cold:
            _forget(self.project)
        shares = self._told("benchmarks.phases")[1]
        told = self._told("benchmarks.tasks")[1] if cold else {"tasks": {}, "topics": {}}
        charts = len({file.name for file in self.project.reports.glob("*/charts/*.svg")})
        ours = Site(_pages(self.project.site), charts, self._builder(len(row.other)))
        tasks, topics = (_dearest(told[name]) for name in ("tasks", "topics"))
        work = round(sum(told["tasks"].values()), 3)
        sites = (ours, plain.site(len(row.other)))
        return replace(row, shares=shares, tasks=tasks, topics=topics, work=work, sites=sites)

    def _builder(self, times: int) -> tuple[float, ...]:
        """The times of MkDocs alone on the pages, as a build runs it, with nothing beside it."""
        asked = json.dumps([str(self.project.reports), str(self.project.root / ".cache" / "alone"), []])
        alone = (
            f"printf %s '{asked}' | '{sys.executable}' -m figurecheck.pipeline.mkdocs_process '{self.project.mkdocs}'"
        )
        more = {"SOURCE_DATE_EPOCH": "0"}
        return tuple(command(["sh", "-c", alone], self.project.root, more).wall for _ in range(times))

    def _told(self, program: str) -> tuple[Run, dict[str, Any]]:
        file = self.project.root / ".cache" / "told.json"
        file.parent.mkdir(exist_ok=True)
        run = self._program(program, str(file), *([str(RESAMPLES)] if self.lean else []))
        return run, json.loads(file.read_text(encoding="utf-8"))

    def _program(self, name: str, *words: str) -> Run:
        return command([sys.executable, "-m", name, *words], self.project.root, {"PYTHONPATH": str(ROOT)})


def builds(work: Workload, plain: Plain, folder: Path, times: int) -> list[Comparison]:
    """(a) W cold, (d) one claim edited, (c) nothing changed since a build by the command line with all resamples."""
    ours = Ours(article_project(work, PAGES, folder / "w", lean=True), lean=True)
    found = [ours.explained(slower("a", ours.cold, plain.run, times), plain)]
    turns = iter(range(times + 1))

    def edited() -> Run:
        edit_claim(ours.project, next(turns))
        return ours.build()

    measured = slower("d", edited, plain.run, times)
    edit_claim(ours.project, next(turns))
    found.append(ours.explained(measured, plain, cold=False))
    unchanged = Ours(ours.project)
    unchanged.build()
    return [*found, slower("c", unchanged.build, plain.run, times)]


def everything(work: Workload, plain: Plain, folder: Path, times: int) -> Comparison:
    """W cold as an author would write it: second readings, a chart a claim, all resamples."""
    ours = Ours(article_project(work, PAGES, folder / "everything"))
    return ours.explained(slower("a-everything", ours.cold, plain.run, times), plain)


def flagship(plain: Plain, folder: Path, times: int) -> Comparison:
    """(b) the flagship cold, with everything."""
    ours = Ours(flagship_project(folder / "flagship"))
    return ours.explained(slower("b", ours.cold, plain.run, times), plain)


def _dearest(tasks: dict[str, float]) -> dict[str, float]:
    return dict(sorted(tasks.items(), key=lambda task: -task[1])[:DEAREST])


def _pages(site: Path) -> int:
    return len(list(site.rglob("*.html")))


def _forget(project: Project) -> None:
    for made in (project.root / ".cache", project.reports, project.site):
        shutil.rmtree(made, ignore_errors=True)
    project.site.mkdir()
