"""A whole refresh process killed at random moments: each series is old or new, and the next start brings the rest."""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from figurecheck.paths import Project
from figurecheck.store.health import State, read_health
from local_providers import KEY, Providers, frames_of, serving
from projects import ROOT, tree
from test_pipeline_refresh_full_disk import FEW, LONG_AGO, fresh_client, run, version

__all__ = ["fresh_client"]
KILLS = 10


def started(project: Project, world: Providers) -> "subprocess.Popen[str]":
    said = {"FRED_API_KEY": KEY, "FIGURECHECK_PROVIDERS": world.address}
    call = [sys.executable, "-m", "figurecheck", "refresh", "--json"]
    call += [word for name in FEW for word in ("--series", name)]
    pipe = subprocess.PIPE
    return subprocess.Popen(
        call, cwd=project.root, env={**os.environ, **said}, stdout=pipe, stderr=pipe, text=True, start_new_session=True
    )


def first_question(world: Providers, process: "subprocess.Popen[str]") -> None:
    """Wait until the process has asked for anything: what comes before is not a refresh yet."""
    while not sum(world.asked.values()) and process.poll() is None:
        time.sleep(0.002)


@pytest.mark.slow
def test_a_refresh_killed_at_any_moment_leaves_each_series_old_or_new_and_is_continued(tmp_path: Path) -> None:
    before, after = Project(tmp_path / "before"), Project(tmp_path / "after")
    (before.root / "articles").mkdir(parents=True)
    shutil.copy(ROOT / "mkdocs.yml", before.root)
    with serving(Providers(frames_of(Project(ROOT), *FEW, until=date(2019, 12, 31)), LONG_AGO)) as world:
        run(before, world, *FEW, now=world.now)
    shutil.copytree(before.root, after.root)
    draw, middle = random.Random(11), 0  # noqa: S311  # moments, not secrets
    with serving(Providers(frames_of(Project(ROOT), *FEW), datetime.now(UTC))) as world:
        run(after, world, *FEW, now=world.now)
        old, new = tree(before.series), tree(after.series)
        whole = _seconds(before, world, tmp_path / "timed")
        for number in range(KILLS):
            project = Project(tmp_path / f"killed-{number}")
            shutil.copytree(before.root, project.root)
            world.asked.clear()
            process = started(project, world)
            first_question(world, process)
            time.sleep(draw.uniform(0, whole))
            process.send_signal(signal.SIGKILL)
            process.communicate()
            read_health(project)
            versions = [version(project, name, old, new) for name in FEW]
            assert versions == sorted(versions), "a later series came in before an earlier one"
            middle += 0 < versions.count("new") < len(FEW)
            again = started(project, world)
            said, problems = again.communicate()
            assert again.returncode == 0, problems
            assert {one["status"] for one in json.loads(said)["series"]} <= {"written", "unchanged"}
            assert tree(project.series) == new
            assert {one.state for one in read_health(project).values()} == {State.FRESH}
    assert middle > 0, "no kill fell between two series: nothing was proven"


def _seconds(before: Project, world: Providers, folder: Path) -> float:
    """How long a refresh takes from its first question to its end, on this machine, now."""
    project = Project(folder)
    shutil.copytree(before.root, project.root)
    world.asked.clear()
    process = started(project, world)
    first_question(world, process)
    began = time.monotonic()
    process.communicate()
    return time.monotonic() - began
