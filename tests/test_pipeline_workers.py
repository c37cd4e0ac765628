"""The server of worker processes: begun once, without a trace in this process, gone with a build that is killed."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from joblib import Parallel, delayed

from figurecheck.pipeline.workers import FOR_ALL, PRELOADED, end_workers, start_server, use_server
from projects import copy_project

ONE = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS"), "1")


def test_the_environment_stays_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OMP_NUM_THREADS", "3")
    monkeypatch.delenv("MKL_NUM_THREADS", raising=False)
    before = dict(os.environ)
    assert start_server()
    assert dict(os.environ) == before


@pytest.mark.parametrize("kept", [False, True], ids=["nothing is kept", "results are kept"])
def test_workers_have_one_thread_and_the_libraries(tmp_path: Path, kept: bool) -> None:
    """Seen from inside of a worker: the variables, and what is imported before it does anything.

    Where results of an earlier build are kept, what only some tasks import is left to them.
    """
    if kept:
        (tmp_path / ".cache" / "units").mkdir(parents=True)
        (tmp_path / ".cache" / "units" / "journal.json").write_text("{}", encoding="utf-8")
    program = tmp_path / "asks.py"
    program.write_text(f"""
import os, sys
from joblib import Parallel, delayed
from pathlib import Path
from figurecheck.pipeline.workers import start_server, use_server

def seen():
    variables = {{name: os.environ.get(name) for name in {list(ONE)!r}}}
    return variables, [module for module in {(*PRELOADED, *FOR_ALL)!r} if module not in sys.modules], os.getppid()

if __name__ == "__main__":
    start_server(Path({str(tmp_path)!r}))
    assert use_server()
    (variables, absent, parent), = Parallel(n_jobs=2)([delayed(seen)()])
    print(variables == {ONE!r}, parent == os.getpid(), *absent)
""")
    done = subprocess.run([sys.executable, program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["True", "False", *(FOR_ALL if kept else ())]


def test_joblib_takes_processes_of_the_server_and_hands_on_errors() -> None:
    assert use_server()
    assert Parallel(n_jobs=2)(delayed(abs)(number) for number in (-1, -2, -3)) == [1, 2, 3]
    with pytest.raises(ZeroDivisionError):
        Parallel(n_jobs=2)(delayed(divmod)(1, number) for number in (1, 0))


def test_workers_end_when_they_are_asked_to_and_come_again_when_needed() -> None:
    assert use_server()
    (first,) = Parallel(n_jobs=2)([delayed(os.getpid)()])
    assert Path(f"/proc/{first}").exists()
    end_workers()
    assert not Path(f"/proc/{first}").exists()
    end_workers()
    assert Parallel(n_jobs=2)([delayed(os.getpid)()]) != [first]


def test_what_a_worker_has_imported_is_not_searched_for_garbage() -> None:
    """Else Python looks so rarely through what tasks leave behind that thousands of pictures pile up."""
    program = (
        "import gc, pandas; from figurecheck.pipeline.workers import begin_worker; begin_worker(); "
        "print(gc.get_freeze_count(), len(gc.get_objects()))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    frozen, searched = map(int, done.stdout.split())
    assert frozen > 10_000
    assert searched < 100


@pytest.mark.slow
def test_a_killed_build_leaves_no_process_behind(tmp_path: Path) -> None:
    """Killed in the midst of its work; the server and its workers notice and end."""
    command, quiet = [sys.executable, "-m", "figurecheck", "build"], subprocess.DEVNULL
    place = copy_project(tmp_path / "project").root
    with subprocess.Popen(command, cwd=place, start_new_session=True, stdout=quiet, stderr=quiet) as build:
        while len(_group(build.pid)) < 4:
            assert build.poll() is None
            time.sleep(0.1)
        build.send_signal(signal.SIGKILL)
        build.wait()
    until = time.monotonic() + 60
    while _group(build.pid) and time.monotonic() < until:
        time.sleep(0.2)
    assert _group(build.pid) == []


def _group(leader: int) -> list[str]:
    """Every process of the session of ``leader``."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()
            if int(fields[3]) == leader and fields[0] != "Z":
                found.append((folder / "cmdline").read_text(encoding="utf-8"))
        except OSError:
            continue
    return found
