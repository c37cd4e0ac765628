"""Claims on local Dask clusters: ``python -m benchmarks.cluster FILE TIMES SIZE ...`` in a project, written as JSON."""

import json
import os
import sys
import time
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from distributed import Client, LocalCluster

from figurecheck.keys.kept import Kept
from figurecheck.paths import Project
from figurecheck.pipeline.workers import FOR_ALL, PRELOADED
from figurecheck.pipeline.working import work
from figurecheck.pipeline.workspace import open_workspace

_WORK = (
    *PRELOADED,
    *FOR_ALL,
    "figurecheck.pipeline.evaluators.returns",
    "figurecheck.pipeline.evaluators.correlation",
)
"""What every worker imports before the clock starts, as it would have in a cluster that stands."""


def main(file: str, times: int, sizes: list[int]) -> None:
    """Judge and draw every claim of the project on clusters of ``sizes`` workers in turn, one thread each."""
    found = [measured(Project(Path.cwd()), size) for _ in range(times) for size in sizes]
    Path(file).write_text(json.dumps(found), encoding="utf-8")


def measured(project: Project, size: int) -> dict[str, Any]:
    """Seconds of the work alone: the cluster stands before, and its workers have imported what they need."""
    workspace = open_workspace(project)
    options = {"threads_per_worker": 1, "dashboard_address": None, "host": "127.0.0.1"}
    used = _children()
    with (
        TemporaryDirectory() as nothing,
        LocalCluster(n_workers=size, **options) as cluster,
        Client(cluster) as client,
    ):
        for module in _WORK:
            client.run(import_module, module)
        began = time.perf_counter()
        work(workspace, Kept(Path(nothing)), (), _silent, cluster.scheduler_address)
        wall = time.perf_counter() - began
    return {"size": size, "wall": round(wall, 3), "cpu": round(_children() - used, 3)}


def _silent(_what: str, _done: int, _total: int) -> None:
    """Nobody watches."""


def _children() -> float:
    times = os.times()
    return times.children_user + times.children_system


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), [int(word) for word in sys.argv[3:]])
