"""Running tasks on the workers of a Dask cluster; every wait has an end, whatever becomes of the cluster."""

import asyncio
import logging
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cache
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Any

from figurecheck.errors import ClusterError, ClusterGoneError
from figurecheck.keys.code import depends
from figurecheck.keys.digests import differing, digest
from figurecheck.keys.packages import python_version
from figurecheck.pipeline.scheduler_address import require_address

if TYPE_CHECKING:
    from figurecheck.pipeline.tasks import Name, Task

RETRIES = 3
"""How often a task is begun again whose worker was lost."""

PATIENCE = 15.0
"""Seconds that a scheduler may take to answer."""

WORKERLESS = 60.0
"""Seconds that a scheduler may be without a single worker, as while the cluster starts them."""

_LOOK = 2.0
"""Seconds without a result after which the scheduler is asked whether it is still there."""
_CLOSING = 5.0


def results(tasks: "Sequence[Task]", address: str) -> "Iterator[tuple[Name, Any]]":
    """The results of ``tasks`` by name, in the order in which they come from the cluster.

    Raises UsageError for an address that is none, ClusterError where the scheduler cannot be reached, a worker has
    other code or a task kills its workers, and ClusterGoneError where the scheduler, or all its workers, went away
    after that.
    """
    require_address(address)
    from distributed.scheduler import KilledWorker

    with _quiet(), _client(address) as client:
        watch = _Watch(client, address)
        done: SimpleQueue[Any] = SimpleQueue()
        futures = [client.submit(_compared, task, digest_of(task.code), retries=RETRIES, pure=False) for task in tasks]
        for future in futures:
            future.add_done_callback(done.put)
        try:
            for _ in futures:
                yield _same(_result(watch.next_of(done), watch))
        except KilledWorker as problem:
            raise ClusterError(
                f"the workers of {address} die of a task: {problem.task}; nothing was published"
            ) from problem


@dataclass
class _Watch:
    """Waits for a cluster as long as it is there."""

    client: Any
    address: str
    _without: float | None = field(init=False, default=None)

    def next_of(self, done: "SimpleQueue[Any]") -> Any:
        """The next future that is done; raises ClusterGoneError."""
        while True:
            try:
                return done.get(timeout=_LOOK)
            except Empty:
                self.require()

    def require(self) -> None:
        """Raise ClusterGoneError unless the scheduler answers and has, or lately had, a worker."""
        if self.client.status != "running":
            raise self.gone("the connection to it was lost")
        try:
            said = self.client.sync(self.client.scheduler.identity, callback_timeout=PATIENCE)
        except (OSError, TimeoutError) as problem:
            raise self.gone("it no longer answers") from problem
        if said["workers"]:
            self._without = None
            return
        now = time.monotonic()
        self._without = self._without or now
        if now - self._without > WORKERLESS:
            raise self.gone(f"it has been without a worker for {WORKERLESS:.0f} seconds")

    def gone(self, why: str) -> ClusterGoneError:
        """The error that says so."""
        return ClusterGoneError(f"the scheduler {self.address} went away: {why}")


def _result(future: Any, watch: _Watch) -> "tuple[Name, Any] | Other":
    """What a worker holds; where that one is lost, the scheduler has the task done again and this waits for it."""
    from distributed.client import FutureCancelledError

    while True:
        try:
            found: tuple[Name, Any] | Other = future.result(timeout=PATIENCE)
        except TimeoutError:
            watch.require()
        except FutureCancelledError as problem:
            raise watch.gone("it dropped its tasks") from problem
        else:
            return found


@dataclass(frozen=True)
class Other:
    """What a worker answers in place of a result whose ``code`` is not the asker's: what it has of it itself."""

    code: tuple[str, ...]
    has: Mapping[str, str]


@cache
def inputs_of(code: tuple[str, ...]) -> Mapping[str, str]:
    """What the modules ``code`` depend on in this process: files of the package, libraries, Python."""
    return {**depends(*code).inputs, "python": python_version()}


@cache
def digest_of(code: tuple[str, ...]) -> str:
    """One digest of all of that."""
    return digest("\n".join(f"{name}\t{value}" for name, value in sorted(inputs_of(code).items())))


def _compared(task: "Task", wanted: str) -> "tuple[Name, Any] | Other":
    """Do ``task`` on a worker, unless what it depends on there is not what it depends on for whoever asks."""
    if digest_of(task.code) != wanted:
        return Other(task.code, inputs_of(task.code))
    return task.done()


def _same(found: "tuple[Name, Any] | Other") -> "tuple[Name, Any]":
    """A result; raises ClusterError for one that was not made because the worker has something else."""
    if not isinstance(found, Other):
        return found
    others = list(differing(inputs_of(found.code), found.has))
    more = f" and {len(others) - 1} more" if len(others) > 1 else ""
    raise ClusterError(
        f"a worker of the cluster differs from this machine in: {others[0]}{more}; install the same versions there"
    )


@contextmanager
def _quiet() -> Iterator[None]:
    """What becomes of the cluster is told in a line of ours; the library would print its stack as well."""
    logger = logging.getLogger("distributed.client")
    level = logger.level
    logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        logger.setLevel(level)


async def _greet(address: str) -> None:
    """Raise OSError unless a program of Dask answers in time; a client would wait for another one without an end."""
    from distributed.comm.core import connect
    from distributed.security import Security

    arguments = Security().get_connection_args("client")
    try:
        connection = await asyncio.wait_for(connect(address, timeout=PATIENCE, **arguments), PATIENCE + 1)
    except TimeoutError as problem:
        raise OSError(f"what listens there does not answer as Dask does in {PATIENCE:.0f} seconds") from problem
    connection.abort()


@contextmanager
def _client(address: str) -> Iterator[Any]:
    """A connection to the scheduler; raises ClusterError where there is none."""
    from distributed import Client

    try:
        asyncio.run(_greet(address))
        client = Client(address, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError) as problem:
        remedy = "nothing was published; start it again, or build without --scheduler"
        raise ClusterError(
            f"asked the scheduler {address} to work; it cannot be reached ({problem}); {remedy}"
        ) from problem
    try:
        yield client
    finally:
        with suppress(OSError, TimeoutError):
            client.close(timeout=_CLOSING)
