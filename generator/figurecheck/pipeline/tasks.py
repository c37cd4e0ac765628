"""Running the tasks of a build: on all cores of this machine, or on the workers of a Dask cluster.

A task is a function with its arguments, so what comes back does not depend on where it ran. distributed is an optional
package (the extra ``cluster``) and is imported only where an address is given.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from joblib import Parallel, delayed

from figurecheck.errors import ClusterError
from figurecheck.ledger.code import code_version

Name = tuple[str, str]

RETRIES = 3
"""How often a task is begun again whose worker was lost."""

PATIENCE = "15s"
"""How long a scheduler may take to answer at first."""


@dataclass(frozen=True)
class Task:
    """A function with its arguments, the name under which its result is asked for, and how heavy it is."""

    name: Name
    weight: int
    call: Callable[..., Any]
    arguments: tuple[Any, ...]


def run(tasks: Sequence[Task], scheduler: str = "") -> Iterator[tuple[Name, Any]]:
    """The results by name, in the order in which they come; the heaviest tasks begin first.

    ``scheduler`` is the address of a Dask scheduler; without it the cores of this machine do the work. Raises
    ClusterError where the cluster cannot be reached, runs other code, loses a task again and again, or goes away.
    """
    ordered = sorted(tasks, key=lambda task: -task.weight)
    if scheduler and ordered:
        return _on_cluster(ordered, scheduler)
    return _here(ordered)


def _here(tasks: list[Task]) -> Iterator[tuple[Name, Any]]:
    """One task alone needs no second process."""
    if len(tasks) <= 1:
        yield from (_done(task) for task in tasks)
        return
    yield from Parallel(n_jobs=-1, batch_size=1, return_as="generator_unordered")(delayed(_done)(t) for t in tasks)


def _done(task: Task) -> tuple[Name, Any]:
    return task.name, task.call(*task.arguments)


def _same_code(task: Task, code: str) -> tuple[Name, Any]:
    """``_done`` on a worker that has the code of whoever asks."""
    if code_version() != code:
        raise ClusterError(f"a worker has figurecheck {code_version()}, this machine has {code}; install the same one")
    return _done(task)


def _on_cluster(tasks: list[Task], address: str) -> Iterator[tuple[Name, Any]]:
    try:
        from distributed import Client, as_completed
        from distributed.client import FutureCancelledError
        from distributed.scheduler import KilledWorker
    except ImportError as problem:
        raise ClusterError("asked for a Dask cluster; distributed is not installed: figurecheck[cluster]") from problem
    try:
        with Client(address, timeout=PATIENCE, set_as_default=False) as client:
            code = code_version()
            futures = [client.submit(_same_code, task, code, retries=RETRIES, pure=False) for task in tasks]
            for _, found in as_completed(futures, loop=client.loop, with_results=True):
                yield found
    except KilledWorker as problem:
        raise ClusterError(
            f"the workers of {address} die of a task: {problem.task}; nothing was published"
        ) from problem
    except (OSError, ValueError, FutureCancelledError) as problem:
        found = f"it cannot be reached or went away ({problem})"
        remedy = "nothing was published; start it again, or build without --scheduler"
        raise ClusterError(f"asked the scheduler {address} to work; {found}; {remedy}") from problem
