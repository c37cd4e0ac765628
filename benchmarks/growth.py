"""Items (h) and (i): articles of more and more claims, and the same claims by more and more workers."""

import json
import shutil
import sys
from pathlib import Path

from benchmarks.builds import Ours
from benchmarks.project import ROOT, article_project
from benchmarks.record import now
from benchmarks.timing import command
from benchmarks.workload import Workload
from figurecheck.pages.speed.study import Growing, Run, Step


def growth(work: Workload, folder: Path, sizes: tuple[int, ...], longest: float, times: int) -> Growing:
    """(h) ``times`` cold builds of each number of claims: time, and memory of all its processes at the peak.

    The articles are the lean one of the common work, made longer.
    A size that the one before lets take more than ``longest`` seconds is left out, with all above it; one whose first
    build takes more than a third of that is built once.
    """
    when = now()
    found: list[Step] = []
    for size in sizes:
        if found and found[-1].runs[0].wall * size / found[-1].size > longest:
            break
        ours = Ours(article_project(work, size, folder / f"growth{size}", lean=True), lean=True)
        first = ours.cold_by_phases()
        built = [first, *(ours.cold_by_phases() for _ in range(times - 1 if first[0].wall <= longest / 3 else 0))]
        found.append(Step(size, tuple(run for run, _ in built), built[-1][1]))
        shutil.rmtree(ours.project.root)
    return Growing(when, tuple(found))


def workers(work: Workload, folder: Path, sizes: tuple[int, ...], claims: int, times: int) -> Growing:
    """(i) the claims of one article judged and drawn ``times`` on a local Dask cluster of each number of workers."""
    when = now()
    project = article_project(work, claims, folder / "cluster")
    words = [sys.executable, "-m", "benchmarks.cluster", str(folder / "cluster.json"), str(times), *map(str, sizes)]
    command(words, project.root, {"PYTHONPATH": str(ROOT)})
    return Growing(when, read_steps(folder / "cluster.json"))


def read_steps(file: Path) -> tuple[Step, ...]:
    """What ``benchmarks.cluster`` wrote."""
    found: dict[int, list[Run]] = {}
    for one in json.loads(file.read_text("utf-8")):
        found.setdefault(one["size"], []).append(Run(one["wall"], one["cpu"]))
    return tuple(Step(size, tuple(runs)) for size, runs in found.items())
