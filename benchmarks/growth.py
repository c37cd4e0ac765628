"""Items (h) and (i): articles of more and more claims, and the same claims by more and more workers."""

import json
import shutil
import sys
from pathlib import Path

from benchmarks.builds import FIGURECHECK
from benchmarks.project import ROOT, article_project
from benchmarks.timing import command
from benchmarks.workload import Workload
from figurecheck.pages.speed.study import Run, Step


def growth(work: Workload, folder: Path, sizes: tuple[int, ...], longest: float) -> tuple[Step, ...]:
    """(h) one cold build of each number of claims: time, and memory of all its processes at the peak.

    A size that the one before lets take more than ``longest`` seconds is left out, with all above it.
    """
    found: list[Step] = []
    for size in sizes:
        if found and found[-1].run.wall * size / found[-1].size > longest:
            break
        project = article_project(work, size, folder / f"growth{size}")
        found.append(Step(size, command([FIGURECHECK, "build"], project.root)))
        shutil.rmtree(project.root)
    return tuple(found)


def workers(work: Workload, folder: Path, sizes: tuple[int, ...], claims: int) -> tuple[Step, ...]:
    """(i) the claims of one article judged and drawn on a local Dask cluster of each number of workers."""
    project = article_project(work, claims, folder / "cluster")
    words = [sys.executable, "-m", "benchmarks.cluster", str(folder / "cluster.json"), *map(str, sizes)]
    command(words, project.root, {"PYTHONPATH": str(ROOT)})
    return read_steps(folder / "cluster.json")


def read_steps(file: Path) -> tuple[Step, ...]:
    """What ``benchmarks.cluster`` wrote."""
    return tuple(Step(one["size"], Run(one["wall"], one["cpu"])) for one in json.loads(file.read_text("utf-8")))
