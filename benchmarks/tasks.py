"""The seconds of one processor that each task of a build takes: ``python -m benchmarks.tasks FILE [RESAMPLES]``.

The tasks of the project of the working directory are done one after the other in one process, which has imported what
they need before. With RESAMPLES they are those of ``benchmarks.lean``.
"""

import json
import sys
import time
from importlib import import_module
from itertools import chain
from pathlib import Path

from figurecheck.keys.kept import Kept
from figurecheck.paths import Project
from figurecheck.pipeline.judge import FULL, Draws
from figurecheck.pipeline.pieces import Pieces
from figurecheck.pipeline.planning import plan
from figurecheck.pipeline.series_pieces import series_pieces
from figurecheck.pipeline.site_pieces import site_pieces
from figurecheck.pipeline.tasks import Task
from figurecheck.pipeline.workers import FOR_ALL, PRELOADED
from figurecheck.pipeline.workspace import open_workspace


def main(file: str, resamples: int | None) -> None:
    """Write the seconds of every task by its name."""
    for module in (*PRELOADED, *FOR_ALL):
        import_module(module)
    draws = FULL if resamples is None else Draws(resamples, other=0)
    found = {" ".join(task.name): round(_timed(task), 3) for task in _tasks(Project(Path.cwd()), draws)}
    Path(file).write_text(json.dumps(found), encoding="utf-8")


def _tasks(project: Project, draws: Draws) -> list[Task]:
    workspace = open_workspace(project)
    kept = Kept(project.root / ".cache" / "units", use=False)
    beside = Pieces(kept)
    beside.want(chain(site_pieces(workspace), series_pieces(workspace)))
    plans = [plan(workspace, article, kept, draws) for article in workspace.articles]
    return [*(task for each in plans for task in each.tasks), *beside.tasks]


def _timed(task: Task) -> float:
    used = time.process_time()
    task.done()
    return time.process_time() - used


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else None)
