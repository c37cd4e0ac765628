"""The commands of the guide for a cluster, played on this machine: the same bytes as without one."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from benchmarks.article import article_texts
from benchmarks.workload import workload
from figurecheck.keys.digests import folder_digests
from figurecheck.paths import Project
from projects import copy_project, figurecheck

pytestmark = pytest.mark.slow

HOST = "127.0.0.1"


def free_port() -> str:
    with socket.socket() as one:
        one.bind((HOST, 0))
        return str(one.getsockname()[1])


@contextmanager
def running(folder: Path, *words: str) -> Iterator[Path]:
    """A program of the environment that these tests run in, and the file that it prints to; it ends with the block."""
    program, *more = words
    said = folder / f"{more[0]}.log"
    with said.open("wb") as file:
        process = subprocess.Popen(
            [Path(sys.executable).with_name(program), *more], cwd=folder, stdout=file, stderr=file
        )
        try:
            yield said
        finally:
            process.terminate()
            process.wait(timeout=30)


def comes(said: Path, words: str) -> None:
    """Wait until a program has printed ``words``."""
    ends = time.monotonic() + 60
    while words not in said.read_text(encoding="utf-8"):
        assert time.monotonic() < ends, said.read_text(encoding="utf-8")
        time.sleep(0.1)


def small_project(folder: Path) -> Project:
    """Three returns and a correlation, on real series, as in ``test_pipeline_reruns``."""
    project = copy_project(folder)
    for file in project.articles.iterdir():
        file.unlink()
    work = workload()
    names = {name: {"S01": "IWM", "S19": "BTC-USD"}.get(name, "SPY") for name in map(str, work.closes)}
    project.article("w0").write_text(article_texts(work, names, 4, lean=False)["w0"], encoding="utf-8")
    return project


def test_the_commands_of_the_guide_give_the_bytes_of_one_machine(tmp_path: Path) -> None:
    here, there = (small_project(tmp_path / name) for name in ("here", "there"))
    assert figurecheck(here, "build").returncode == 0
    (tmp_path / "dask").mkdir()
    port = free_port()
    with running(tmp_path / "dask", "dask", "scheduler", "--host", HOST, "--port", port) as scheduler:
        comes(scheduler, f"tcp://{HOST}:{port}")
        with running(
            tmp_path / "dask", "dask", "worker", f"tcp://{HOST}:{port}", "--nworkers", "-1", "--nthreads", "1"
        ) as workers:
            comes(workers, "Registered to")
            done = figurecheck(there, "build", "--scheduler", f"tcp://{HOST}:{port}")
            comes(scheduler, "Receive client connection")
    assert (done.returncode, done.stderr) == (0, "")
    assert workers.read_text(encoding="utf-8").count("Registered to") == os.cpu_count()
    assert folder_digests(there.root, "reports", "site") == folder_digests(here.root, "reports", "site")
