"""Running the tasks of a build: on all cores of this machine, or on the workers of a Dask cluster.

A task is a function with its arguments, so what comes back does not depend on where it ran: where a cluster goes away
in the midst of the work, this machine does the rest, and the results are the same.
"""

import logging
from collections.abc import Callable, Generator, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from joblib import Parallel, delayed
from joblib.externals.loky.process_executor import BrokenProcessPool

from figurecheck.errors import ClusterGoneError, WorkerLostError
from figurecheck.pipeline.workers import begin_worker, use_server

Name = tuple[str, str]

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Task:
    """A function with its arguments, the name under which its result is asked for, and how heavy it is.

    ``code`` are the modules that it runs, as ``keys.code.depends`` takes them: a worker elsewhere must have the same.
    """

    name: Name
    weight: int
    call: Callable[..., Any]
    arguments: tuple[Any, ...]
    code: tuple[str, ...]

    def done(self) -> tuple[Name, Any]:
        """Do it: the name and the result."""
        return self.name, self.call(*self.arguments)


def run(tasks: Sequence[Task], scheduler: str = "") -> Generator[tuple[Name, Any]]:
    """The results by name, in the order in which they come; the heaviest tasks begin first.

    ``scheduler`` is the address of a Dask scheduler; without it the cores of this machine do the work. Raises
    ClusterError where the cluster cannot be reached, runs other code, or loses a task again and again. One that goes
    away in the midst of the work is told on standard error, and this machine does what is left. A process of this
    machine that is killed is told too, and what is left is done once more; raises WorkerLostError the second time.
    """
    ordered = sorted(tasks, key=lambda task: -task.weight)
    if scheduler and ordered:
        return _there(ordered, scheduler)
    return _here(ordered)


def _here(tasks: list[Task]) -> Generator[tuple[Name, Any]]:
    """The work begins at once, whenever its results are asked for.

    Where there is no server of processes, one task alone needs no second process.
    """
    if not tasks or (len(tasks) == 1 and not use_server()):
        return (task.done() for task in tasks)
    return _again(tasks, _begun(tasks))


def _begun(tasks: Iterable[Task]) -> Generator[tuple[Name, Any]]:
    use_server()
    calls = (delayed(Task.done)(task) for task in tasks)
    begun: Generator[tuple[Name, Any]] = Parallel(
        n_jobs=-1, batch_size=1, return_as="generator_unordered", initializer=begin_worker
    )(calls)
    return begun


def _again(tasks: Sequence[Task], begun: Generator[tuple[Name, Any]]) -> Generator[tuple[Name, Any]]:
    """What ``begun`` gives; where one of its processes is killed, other processes do what is left, once."""
    left = {task.name: task for task in tasks}
    try:
        yield from _without(left, begun)
    except BrokenProcessPool:
        _log.warning("a process of this build was killed; others do the %d of %d tasks left", len(left), len(tasks))
    if not left:
        return
    try:
        yield from _without(left, _begun(list(left.values())))
    except BrokenProcessPool as problem:
        raise WorkerLostError(
            f"processes of this build were killed twice, with {len(left)} of {len(tasks)} tasks left; nothing was "
            "published, and what is done is kept; as a rule memory ran out: free some, then build again"
        ) from problem


def _without(left: dict[Name, Task], found: Iterable[tuple[Name, Any]]) -> Generator[tuple[Name, Any]]:
    """Hands results on, and takes their tasks off the list."""
    for name, result in found:
        del left[name]
        yield name, result


def _there(tasks: list[Task], address: str) -> Generator[tuple[Name, Any]]:
    """The package for clusters is optional (the extra ``cluster``), and imported only where an address is given."""
    from figurecheck.pipeline.cluster import results

    left = {task.name: task for task in tasks}
    try:
        yield from _without(left, results(tasks, address))
    except ClusterGoneError as problem:
        _log.warning("%s; this machine does the %d of %d tasks that are left", problem, len(left), len(tasks))
        yield from _here(list(left.values()))
