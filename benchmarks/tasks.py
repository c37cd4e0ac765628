"""The seconds of one processor that each task and topic of a build takes: ``python -m benchmarks.tasks FILE``.

With a further word, RESAMPLES, those of ``benchmarks.lean``. The tasks of the project of the working directory are done
one after the other in one process, which has imported what they need before. A topic is a module of measures or charts;
what it calls elsewhere, in libraries above all, counts as its own.
"""

import json
import signal
import sys
import time
from collections import defaultdict
from importlib import import_module
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from types import FrameType

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

_EVERY = 0.005
"""Seconds of a processor between two looks."""
_TOPICS = ("figurecheck.measures.", "figurecheck.charts.")
_ELSEWHERE = "all else"


def main(file: str, resamples: int | None) -> None:
    """Write the seconds of every task by its name."""
    for module in (*PRELOADED, *FOR_ALL):
        import_module(module)
    draws = FULL if resamples is None else Draws(resamples, other=0)
    topics = _Topics()
    tasks = {" ".join(task.name): round(_timed(task, topics), 3) for task in _tasks(Project(Path.cwd()), draws)}
    told = {"tasks": tasks, "topics": {name: round(seconds, 3) for name, seconds in topics.found.items()}}
    Path(file).write_text(json.dumps(told), encoding="utf-8")


class _Topics:
    """Looks many times a second where the work is, and counts the time since it looked last there."""

    def __init__(self) -> None:
        self.found: defaultdict[str, float] = defaultdict(float)
        self._since = time.process_time()

    def begin(self) -> None:
        self._since = time.process_time()
        signal.signal(signal.SIGPROF, self._look)
        signal.setitimer(signal.ITIMER_PROF, _EVERY, _EVERY)

    def end(self) -> None:
        signal.setitimer(signal.ITIMER_PROF, 0)
        self._count(_ELSEWHERE)

    def _look(self, _number: int, frame: FrameType | None) -> None:
        while frame is not None:
            name = str(frame.f_globals.get("__name__", ""))
            if name.startswith(_TOPICS):
                self._count(name.removeprefix("figurecheck.").replace(".", "/"))
                return
            frame = frame.f_back
        self._count(_ELSEWHERE)

    def _count(self, topic: str) -> None:
        now = time.process_time()
        self.found[topic] += now - self._since
        self._since = now


def _tasks(project: Project, draws: Draws) -> list[Task]:
    workspace = open_workspace(project)
    with TemporaryDirectory() as nothing:
        kept = Kept(Path(nothing))
        beside = Pieces(kept)
        beside.want(chain(site_pieces(workspace), series_pieces(workspace)))
        plans = [plan(workspace, article, kept, draws) for article in workspace.articles]
    return [*(task for each in plans for task in each.tasks), *beside.tasks]


def _timed(task: Task, topics: _Topics) -> float:
    used = time.process_time()
    topics.begin()
    task.done()
    topics.end()
    return time.process_time() - used


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else None)
