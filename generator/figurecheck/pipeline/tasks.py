"""Running the tasks of a build: on all cores of this machine, or on the workers of a Dask cluster.

A task is a function with its arguments, so what comes back does not depend on where it ran: where a cluster goes away
in the midst of the work, this machine does the rest, and the results are the same.
"""

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from joblib import Parallel, delayed

from figurecheck.errors import ClusterGoneError

Name = tuple[str, str]

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Task:
    """A function with its arguments, the name under which its result is asked for, and how heavy it is."""

    name: Name
    weight: int
    call: Callable[..., Any]
    arguments: tuple[Any, ...]

    def done(self) -> tuple[Name, Any]:
        """Do it: the name and the result."""
        return self.name, self.call(*self.arguments)


def run(tasks: Sequence[Task], scheduler: str = "") -> Iterator[tuple[Name, Any]]:
    """The results by name, in the order in which they come; the heaviest tasks begin first.

    ``scheduler`` is the address of a Dask scheduler; without it the cores of this machine do the work. Raises
    ClusterError where the cluster cannot be reached, runs other code, or loses a task again and again. One that goes
    away in the midst of the work is told on standard error, and this machine does what is left.
    """
    ordered = sorted(tasks, key=lambda task: -task.weight)
    if scheduler and ordered:
        return _there(ordered, scheduler)
    return _here(ordered)


def _here(tasks: list[Task]) -> Iterator[tuple[Name, Any]]:
    """One task alone needs no second process."""
    if len(tasks) <= 1:
        yield from (task.done() for task in tasks)
        return
    yield from Parallel(n_jobs=-1, batch_size=1, return_as="generator_unordered")(delayed(Task.done)(t) for t in tasks)


def _there(tasks: list[Task], address: str) -> Iterator[tuple[Name, Any]]:
    """The package for clusters is optional (the extra ``cluster``), and imported only where an address is given."""
    from figurecheck.pipeline.cluster import results

    left = {task.name: task for task in tasks}
    try:
        for name, found in results(tasks, address):
            del left[name]
            yield name, found
    except ClusterGoneError as problem:
        _log.warning("%s; this machine does the %d of %d tasks that are left", problem, len(left), len(tasks))
        yield from _here(list(left.values()))
