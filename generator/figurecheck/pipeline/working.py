"""The work of a build on all cores: what was judged and drawn before is used again, the rest are tasks.

Claims are independent of each other, so what comes out does not depend on the number of cores or on what was kept.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from figurecheck.keys.kept import Kept
from figurecheck.pipeline.judge import FULL, Draws
from figurecheck.pipeline.judging import Judged, Step
from figurecheck.pipeline.pieces import Piece, Pieces
from figurecheck.pipeline.planning import Plan, plan
from figurecheck.pipeline.tasks import Name, run
from figurecheck.pipeline.workspace import Workspace

RECOMPUTING = "recomputing claims"


def work(
    workspace: Workspace,
    kept: Kept,
    pieces: Iterable[Piece],
    step: Step,
    scheduler: str = "",
    draws: Draws = FULL,
    meanwhile: Callable[[], object] = tuple,
) -> tuple[tuple[Judged, ...], Mapping[str, Any]]:
    """Judge and draw every article of the project, and make the ``pieces`` beside, which come back by their names.

    ``step`` is told what goes on (words, done, total). ``scheduler`` is the address of a Dask scheduler that does the
    work in place of this machine; raises ClusterError. Each result is kept as it comes. ``meanwhile`` is called once
    the workers of this machine have begun, before the first result is waited for; a cluster is asked after that.
    """
    plans = [plan(workspace, article, kept, draws) for article in workspace.articles]
    beside = Pieces(kept)
    beside.want(pieces)
    every: tuple[Plan | Pieces, ...] = (*plans, beside)
    takers: dict[Name, Plan | Pieces] = {task.name: each for each in every for task in each.tasks}
    tasks = [task for each in every for task in each.tasks]
    step(RECOMPUTING, 0, len(tasks))
    results = run(tasks, scheduler)
    meanwhile()
    for done, (name, found) in enumerate(results, 1):
        takers[name].take(name, found)
        step(RECOMPUTING, done, len(tasks))
    return tuple(each.judged for each in plans), beside.found
