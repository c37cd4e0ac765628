"""Tasks on a real Dask cluster: the same results as here, lost workers survived, no scheduler reported."""

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from distributed import LocalCluster

from figurecheck.errors import ClusterError, MeasureError
from figurecheck.pipeline.tasks import Task, run

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore")]


@pytest.fixture
def cluster() -> Iterator[LocalCluster]:
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None, host="127.0.0.1") as running:
        yield running


def square(number: int) -> int:
    return number * number


def slow_square(number: int, folder: str) -> int:
    """Leaves its process id behind, so that a test can kill it, and takes a moment."""
    Path(folder, str(os.getpid())).touch()
    time.sleep(0.4)
    return number * number


def deadly(_: int) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def failing(_: int) -> None:
    raise MeasureError("asked for a figure; found no days; take another window")


def tasks(call: object, *more: object) -> list[Task]:
    return [Task(("square", str(n)), n, call, (n, *more)) for n in range(8)]  # type: ignore[arg-type]


EXPECTED = {("square", str(n)): n * n for n in range(8)}


def test_the_cluster_gives_what_this_machine_gives(cluster: LocalCluster) -> None:
    assert dict(run(tasks(square))) == EXPECTED
    assert dict(run(tasks(square), cluster.scheduler_address)) == EXPECTED


def test_workers_that_are_killed_are_survived(cluster: LocalCluster, tmp_path: Path) -> None:
    """Both workers are killed once in the midst of the work; their nannies start others."""
    found = run(tasks(slow_square, str(tmp_path)), cluster.scheduler_address)
    first = next(found)
    killed = [int(file.name) for file in tmp_path.iterdir()]
    for process in killed:
        os.kill(process, signal.SIGKILL)
    assert len(killed) == 2
    assert dict([first, *found]) == EXPECTED
    assert {int(file.name) for file in tmp_path.iterdir()} > set(killed)


def test_a_task_that_kills_its_workers_is_reported(cluster: LocalCluster) -> None:
    with pytest.raises(ClusterError, match="die of a task"):
        list(run([Task(("deadly", "1"), 1, deadly, (1,))], cluster.scheduler_address))


def test_an_error_of_ours_comes_back_as_itself(cluster: LocalCluster) -> None:
    with pytest.raises(MeasureError, match="take another window"):
        list(run([Task(("failing", "1"), 1, failing, (1,))], cluster.scheduler_address))


def test_no_scheduler_at_the_address() -> None:
    with pytest.raises(ClusterError, match=r"tcp://127\.0\.0\.1:9.*build without --scheduler"):
        list(run(tasks(square), "tcp://127.0.0.1:9"))


def test_an_address_that_is_none() -> None:
    with pytest.raises(ClusterError, match="nonsense://"):
        list(run(tasks(square), "nonsense://x"))
