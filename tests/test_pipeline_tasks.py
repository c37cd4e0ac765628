"""Tasks on a real Dask cluster: the same results as here, whoever is killed meanwhile."""

import os
import re
import signal
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from distributed import LocalCluster

from clusters import started
from figurecheck.errors import ClusterError, MeasureError, UsageError, WorkerLostError
from figurecheck.pipeline import cluster as cluster_module
from figurecheck.pipeline.tasks import Task, run
from projects import copy_project, figurecheck

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
    return [Task(("square", str(n)), n, call, (n, *more), ()) for n in range(8)]  # type: ignore[arg-type]


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
        list(run([Task(("deadly", "1"), 1, deadly, (1,), ())], cluster.scheduler_address))


def test_an_error_of_ours_comes_back_as_itself(cluster: LocalCluster) -> None:
    with pytest.raises(MeasureError, match="take another window"):
        list(run([Task(("failing", "1"), 1, failing, (1,), ())], cluster.scheduler_address))


def test_no_scheduler_at_the_address() -> None:
    with pytest.raises(ClusterError, match=r"tcp://127\.0\.0\.1:9.*build without --scheduler"):
        list(run(tasks(square), "tcp://127.0.0.1:9"))


def test_another_program_at_the_address(monkeypatch: pytest.MonkeyPatch) -> None:
    """As where somebody gives the port of a web server: a client of Dask would wait for it without an end."""
    monkeypatch.setattr(cluster_module, "PATIENCE", 2.0)
    with ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        began = time.monotonic()
        with pytest.raises(ClusterError, match=r"cannot be reached.*does not answer as Dask does in 2 seconds"):
            list(run(tasks(square), f"tcp://127.0.0.1:{server.server_port}"))
        assert time.monotonic() - began < 10
        server.shutdown()


@pytest.mark.parametrize(
    "address",
    [
        "nonsense",
        "127.0.0.1",
        " ",
        "nonsense://x:1",
        "tcp://127.0.0.1",
        "tcp://127.0.0.1:8786/",
        "inproc://127.0.0.1/1/2",
        "::1:8786",
        ":8786",
        "127.0.0.1:0",
        "127.0.0.1:99999",
        "127.0.0.1:port",
        "127.0.0.1: 8786",
    ],
)
def test_an_address_that_is_none(address: str) -> None:
    with pytest.raises(UsageError, match=rf"{re.escape(repr(address))}.*as tcp://HOST:8786"):
        list(run(tasks(square), address))


def test_tls_without_certificates() -> None:
    with pytest.raises(UsageError, match=r"'tls://127\.0\.0\.1:9'.*distributed\.comm\.tls"):
        list(run(tasks(square), "tls://127.0.0.1:9"))


@pytest.mark.parametrize("address", ["nonsense", "127.0.0.1", " ", "", "tls://127.0.0.1:9", "tcp://127.0.0.1:9"])
def test_the_command_line_says_what_is_wrong_with_an_address_in_one_line(address: str, tmp_path: Path) -> None:
    """A scheduler that is not there gets the time to start; an address that cannot be used is refused before that."""
    project = copy_project(tmp_path / "project")
    began = time.monotonic()
    done = figurecheck(project, "build", "--scheduler", address)
    assert done.stdout == ""
    (line,) = done.stderr.splitlines()
    assert line.startswith(f"error: asked the scheduler {address if done.returncode == 1 else repr(address)} to work;")
    assert done.returncode == (1 if address.startswith("tcp") else 2)
    assert done.returncode == 1 or time.monotonic() - began < 25


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


def deadly_once(number: int, folder: str) -> int:
    """The first process that comes to the number 3 is killed, as by a machine that has no memory left."""
    mark = Path(folder, "killed")
    if number == 3 and not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return number * number


def test_a_process_of_this_machine_that_is_killed_is_survived_once(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    assert dict(run(tasks(deadly_once, str(tmp_path)))) == EXPECTED
    assert (tmp_path / "killed").exists()
    assert "a process of this build was killed; others do the" in caplog.text


def test_a_task_that_kills_its_process_again_and_again_is_one_error_of_ours() -> None:
    """What comes before it is handed on."""
    with pytest.raises(WorkerLostError, match=r"killed twice, with .* tasks left; nothing was published.*memory"):
        list(run(tasks(deadly)))
    assert dict(run(tasks(square))) == EXPECTED, "the next work has processes again"


def test_a_worker_with_other_code_or_libraries_is_named_and_gives_nothing(
    cluster: LocalCluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The workers were begun with what is installed; this process claims another colour of charts, then numpy."""
    work = [Task(("square", "1"), 1, square, (1,), ("charts.style",))]
    assert dict(run(work, cluster.scheduler_address)) == {("square", "1"): 1}
    real = cluster_module.inputs_of(("charts.style",))
    for name in ("code charts/style.py", "python"):
        monkeypatch.setattr(cluster_module, "inputs_of", lambda _, name=name: {**real, name: "other"})
        cluster_module.digest_of.cache_clear()
        with pytest.raises(ClusterError, match=f"differs from this machine in: {name}; install the same versions"):
            list(run(work, cluster.scheduler_address))
    monkeypatch.undo()
    cluster_module.digest_of.cache_clear()
