"""Tasks on a real Dask cluster: the same results as here, whoever is killed meanwhile."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from distributed import LocalCluster

from figurecheck.errors import ClusterError, MeasureError
from figurecheck.pipeline import cluster as cluster_module
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


class Cluster:
    """A scheduler and one worker, each a process of its own; the worker outlives nobody."""

    def __init__(self, folder: Path) -> None:
        file = folder / "scheduler.address"
        program = (
            "import asyncio, pathlib, sys\n"
            "from distributed import Scheduler\n"
            "async def main():\n"
            "    async with Scheduler(host='127.0.0.1', port=0, dashboard=False) as running:\n"
            "        pathlib.Path(sys.argv[1]).write_text(running.address)\n"
            "        await running.finished()\n"
            "asyncio.run(main())\n"
        )
        self.scheduler = _started("-c", program, str(file))
        ends = time.monotonic() + 30
        while not (file.is_file() and file.read_text(encoding="utf-8")):
            assert time.monotonic() < ends, "the scheduler did not start"
            time.sleep(0.05)
        self.address = file.read_text(encoding="utf-8")
        words = ("--nthreads", "1", "--no-dashboard", "--no-nanny", "--local-directory", str(folder))
        self.worker = _started("-m", "distributed.cli.dask_worker", self.address, *words)


def _started(*words: str) -> subprocess.Popen[bytes]:
    quiet = subprocess.DEVNULL
    path = os.pathsep.join([str(Path(__file__).parent), *filter(None, [os.environ.get("PYTHONPATH")])])
    environment = {**os.environ, "PYTHONPATH": path}
    return subprocess.Popen([sys.executable, *words], stdin=quiet, stdout=quiet, stderr=quiet, env=environment)


@contextmanager
def started(folder: Path) -> Iterator[Cluster]:
    folder.mkdir()
    running = Cluster(folder)
    try:
        yield running
    finally:
        for process in (running.worker, running.scheduler):
            process.kill()
            process.wait(timeout=10)


@pytest.mark.parametrize(
    ("stopped", "said"),
    [
        (signal.SIGKILL, "went away"),
        (signal.SIGSTOP, "went away: it no longer answers"),
    ],
)
def test_a_scheduler_that_is_killed_or_hangs_leaves_the_rest_to_this_machine(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    stopped: signal.Signals,
    said: str,
) -> None:
    monkeypatch.setattr(cluster_module, "PATIENCE", 3.0)
    (tmp_path / "pids").mkdir()
    with started(tmp_path / "dask") as running:
        began = time.monotonic()
        found = run(tasks(slow_square, str(tmp_path / "pids")), running.address)
        first = next(found)
        os.kill(running.scheduler.pid, stopped)
        assert dict([first, *found]) == EXPECTED
        assert time.monotonic() - began < 40
        (worker,) = (int(file.name) for file in (tmp_path / "pids").iterdir() if int(file.name) == running.worker.pid)
        others = {int(file.name) for file in (tmp_path / "pids").iterdir()} - {worker}
        assert others, "this machine did nothing"
    (line,) = (record.getMessage() for record in caplog.records if record.name == "figurecheck.pipeline.tasks")
    assert said in line
    assert running.address in line
    assert "this machine does the" in line


def test_a_cluster_that_has_lost_all_its_workers_leaves_the_rest_to_this_machine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(cluster_module, "WORKERLESS", 3.0)
    (tmp_path / "pids").mkdir()
    with started(tmp_path / "dask") as running:
        began = time.monotonic()
        found = run(tasks(slow_square, str(tmp_path / "pids")), running.address)
        first = next(found)
        running.worker.kill()
        assert dict([first, *found]) == EXPECTED
        assert time.monotonic() - began < 40
    assert "without a worker for 3 seconds" in caplog.text
