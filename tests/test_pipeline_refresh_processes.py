"""A refresh as a process of its own: a full disk, a kill, and two at once."""

import json
import os
import resource
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from datetime import date, datetime

import pytest

from fault_making import FUND, NOW, OFFERED_TO, sent
from figurecheck.paths import Project
from figurecheck.pipeline.doctor import Ailment, diagnose
from figurecheck.store.reading import read
from local_providers import Answer, Handler, Providers, hang_inside
from projects import ROOT
from refreshing import CATALOGUE, WITH_KEY, data, fresh_client, project, stored, world

__all__ = ["fresh_client", "project", "stored", "world"]

pytestmark = pytest.mark.usefixtures("fresh_client")


def _limited() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))


def command(project: Project, world: Providers, *words: str, **options: object) -> "subprocess.Popen[str]":
    environment = {**os.environ, **WITH_KEY, "FIGURECHECK_PROVIDERS": world.address, "NO_COLOR": "1", "COLUMNS": "200"}
    call = [sys.executable, "-m", "figurecheck", "refresh", "--project", str(project.root), *words]
    pipe = subprocess.PIPE
    return subprocess.Popen(call, env=environment, stdout=pipe, stderr=pipe, text=True, **options)  # type: ignore[call-overload,no-any-return]


@pytest.fixture
def real(project: Project, world: Providers) -> Project:
    """The project as the command line finds it, on a server that lives today."""
    shutil.copy(ROOT / "mkdocs.yml", project.root)
    project.articles.mkdir()
    world.now = datetime.now(NOW.tzinfo)
    return project


def test_a_full_disk_is_an_error_and_keeps_everything(real: Project, world: Providers) -> None:
    """No file may grow beyond 100 kB, which is what a full disk does to the fund's 200."""
    before = data(real)
    process = command(real, world, "--series", FUND, preexec_fn=_limited)
    _, said = process.communicate(timeout=120)
    assert process.returncode == 1, said
    assert "cannot write" in said
    assert "Traceback" not in said
    assert data(real) == before
    assert not list(real.data.rglob("*.tmp"))


def test_a_killed_refresh_is_continued(real: Project, world: Providers) -> None:
    """The fund comes in, then the provider hangs and the process is killed; the next one asks for the rest alone."""
    world.faults["BTC-USD"] = sent(hang_inside)
    process = command(real, world, "--source", "yahoo")
    deadline = time.monotonic() + 60
    while not world.asked["chart/BTC-USD"] and time.monotonic() < deadline:
        time.sleep(0.02)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert process.returncode == -signal.SIGKILL
    assert Ailment.UNFINISHED in {one.ailment for one in diagnose(real, date.today(), WITH_KEY).complaints}  # noqa: DTZ011
    world.faults.clear()
    world.asked.clear()
    again = command(real, world, "--source", "yahoo", "--json")
    said, problems = again.communicate(timeout=120)
    assert again.returncode == 3, problems
    found = {one["series"]: one["status"] for one in json.loads(said)["series"]}
    assert found["BTC-USD"] == "written"
    assert not (real.root / ".cache" / "refresh-began").exists()


def held_back(go_on: threading.Event) -> Callable[[Handler, Answer], None]:
    """The ordinary answer after blanks, which come slowly until the event is set: slower than anything, yet alive."""

    def send(handler: Handler, answer: Answer) -> None:
        blanks = 1000
        handler.head(answer, len(answer.body) + blanks)
        while blanks and not go_on.wait(0.1):
            handler.wfile.write(b" ")
            handler.wfile.flush()
            blanks -= 1
        handler.wfile.write(b" " * blanks + answer.body)

    return send


def test_two_refreshes_at_once_are_one(real: Project, world: Providers) -> None:
    """Two processes: the provider keeps the first waiting, the second gives up at once, then the first ends."""
    before, go_on = data(real), threading.Event()
    world.faults[FUND] = sent(held_back(go_on))
    first = command(real, world, "--series", FUND)
    try:
        deadline = time.monotonic() + 60
        while not world.asked[f"chart/{FUND}"] and time.monotonic() < deadline:
            time.sleep(0.02)
        second = command(real, world, "--series", FUND)
        _, said = second.communicate(timeout=60)
        assert first.poll() is None
        assert data(real) == before
    finally:
        go_on.set()
        _, problems = first.communicate(timeout=60)
    assert second.returncode == 1, said
    assert "another refresh of this project is running" in " ".join(said.split())
    assert first.returncode == 0, problems
    assert world.asked[f"chart/{FUND}"] == 1
    assert read(real, CATALOGUE.get(FUND)).last_day == OFFERED_TO
