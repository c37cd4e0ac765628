"""Builds that are disturbed: they end with the bytes of one that is not, or with an error and the old site."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from clusters import Cluster, started
from figurecheck.paths import Project
from projects import copy_project, figurecheck, tree

pytestmark = pytest.mark.slow
TIMES = 4


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Project, float]:
    """A project with the second article alone, built, and the seconds that took."""
    project = copy_project(tmp_path_factory.mktemp("cache") / "project")
    (project.articles / "ultra-small-cap-hedges.yml").unlink()
    began = time.monotonic()
    done = figurecheck(project, "build")
    assert done.returncode == 0, done.stderr
    return project, time.monotonic() - began


def copied(done: Project, place: Path) -> Project:
    """The same project with nothing built."""
    shutil.copytree(done.root, place, ignore=shutil.ignore_patterns(".cache", "reports", "site"))
    (place / "site").mkdir()
    return Project(place)


def outcome(project: Project) -> dict[str, dict[str, bytes]]:
    """Every published file."""
    return {name: tree(project.root / name) for name in ("reports", "site")}


@pytest.mark.long
@pytest.mark.parametrize("what", ["units", "."])
def test_the_cache_deleted_at_random_moments(built: tuple[Project, float], what: str, tmp_path: Path) -> None:
    """Each build from nothing either publishes what an undisturbed one does, or refuses and publishes nothing."""
    done, seconds = built
    whole = outcome(done)
    draw = random.Random(what)  # noqa: S311  # a moment, no secret
    for number in range(TIMES):
        project = copied(done, tmp_path / str(number))
        wait = draw.uniform(0.1, 1.0) * seconds
        with subprocess.Popen(
            [sys.executable, "-m", "figurecheck", "build"],
            cwd=project.root,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        ) as build:
            time.sleep(wait)
            shutil.rmtree(project.root / ".cache" / what, ignore_errors=True)
            _, said = build.communicate(timeout=300)
        found = outcome(project)
        if build.returncode == 0:
            assert found == whole
        else:
            assert b"Traceback" not in said, said.decode()
            assert found["site"] == {}
        if what == "units":
            assert build.returncode == 0, said.decode()
        assert figurecheck(project, "build").returncode == 0
        assert outcome(project) == whole


def _struck(project: Project, cluster: Cluster, seconds: float, victim: subprocess.Popen[bytes]) -> bytes:
    """What a build on the cluster says that loses ``victim`` after its worker has worked ``seconds``, and succeeds."""
    before = _worked(cluster.worker.pid)
    command = [sys.executable, "-m", "figurecheck", "build", "--scheduler", cluster.address]
    with subprocess.Popen(command, cwd=project.root, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as build:
        while _worked(cluster.worker.pid) < before + seconds:
            assert build.poll() is None, build.communicate()
            time.sleep(0.1)
        victim.kill()
        _, said = build.communicate(timeout=300)
    assert build.returncode == 0, said.decode()
    return said


def test_a_scheduler_that_is_killed_in_the_midst_of_a_build(built: tuple[Project, float], tmp_path: Path) -> None:
    """The cluster does some of the work, this machine the rest; the whole site has the same bytes."""
    done, _ = built
    project = copied(done, tmp_path / "project")
    with started(tmp_path / "dask") as running:
        said = _struck(project, running, 4.0, running.scheduler)
    assert b"went away" in said
    assert b"this machine does the" in said
    assert b"Traceback" not in said
    assert outcome(project) == outcome(done)


def test_a_whole_build_on_a_cluster_one_of_whose_workers_is_killed(
    built: tuple[Project, float], tmp_path: Path
) -> None:
    """The other worker does what is left; the whole site has the bytes of one that was built here."""
    done, _ = built
    project = copied(done, tmp_path / "project")
    with started(tmp_path / "dask", workers=2) as running:
        said = _struck(project, running, 3.0, running.worker)
    assert b"this machine does the" not in said
    assert outcome(project) == outcome(done)


def test_a_local_worker_that_is_killed_in_the_midst_of_a_build(built: tuple[Project, float], tmp_path: Path) -> None:
    """As by a machine that has no memory left; other processes do what is left, and the bytes are the same."""
    done, _ = built
    project = copied(done, tmp_path / "project")
    command = [sys.executable, "-m", "figurecheck", "build", "--no-cache"]
    with subprocess.Popen(command, cwd=project.root, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as build:
        victim = None
        while victim is None:
            assert build.poll() is None, build.communicate()
            victim = next((one for one in _workers_of(build.pid) if _worked(one) > 0.5), None)
            time.sleep(0.05)
        os.kill(victim, signal.SIGKILL)
        _, said = build.communicate(timeout=300)
    assert build.returncode == 0, said.decode()
    assert b"a process of this build was killed; others do the" in said
    assert b"Traceback" not in said
    assert outcome(project) == outcome(done)


def _workers_of(build: int) -> list[int]:
    """The processes that the server of a build has made: children of its children, and busy with tasks."""
    parents: dict[int, list[int]] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            fields = (folder / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()
            parents.setdefault(int(fields[1]), []).append(int(folder.name))
    return [worker for server in parents.get(build, []) for worker in parents.get(server, [])]


def _worked(process: int) -> float:
    """Seconds of processor time of a process."""
    fields = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
