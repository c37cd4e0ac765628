"""Killed at random moments, 360 times: every file is old or new, and the next start makes the whole new."""

import multiprocessing
import random
import time
from collections.abc import Callable
from http.client import HTTPConnection
from pathlib import Path
from threading import Thread

import pytest

import killed
from figurecheck.paths import Project
from figurecheck.pipeline.generation import Generation
from figurecheck.pipeline.serve import server
from figurecheck.store.atomic import sweep
from figurecheck.store.health import health_text, read_health, write_health
from figurecheck.store.pending import finish, pending
from killed import NAMES, PAGES, text_of

pytestmark = pytest.mark.slow
KILLS = 120


class Moments:
    """Random moments to kill at: later after a kill that came before anything was whole, else earlier.

    How long a version takes depends on the disk; this finds it, so that about half of the kills fall into the first.
    """

    def __init__(self, seed: int) -> None:
        self._draw = random.Random(seed)  # noqa: S311  # moments, not secrets
        self._longest = 0.03

    def next(self) -> float:
        """Seconds to let the writer work."""
        return self._draw.uniform(0, self._longest)

    def told(self, *, moved: bool) -> None:
        """Say whether the last writer finished a version before it was killed."""
        self._longest *= 0.9 if moved else 1.25


def kill(writer: Callable[..., None], project: Project, wait: float) -> None:
    """Let ``writer`` work on ``project`` for a while, then kill it with SIGKILL."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["killed"])
    ours, theirs = context.Pipe()
    process = context.Process(target=writer, args=(str(project.root), theirs))
    process.start()
    assert ours.poll(60)
    assert ours.recv() == "ready"
    time.sleep(wait)
    process.kill()
    process.join()
    assert process.exitcode == -9
    ours.close()
    theirs.close()


def versions(folder: Path, names: tuple[str, ...]) -> list[int]:
    """The version of each file, each of which must be whole."""
    found = []
    for name in names:
        text = (folder / name).read_text(encoding="utf-8")
        version = int(text.split()[1])
        assert text == text_of(version, name), f"{name} is neither old nor new"
        found.append(version)
    return found


@pytest.fixture
def project(tmp_path: Path) -> Project:
    project = Project(tmp_path)
    for folder in (project.series, project.site, project.reports):
        folder.mkdir(parents=True)
    return project


def test_a_series_is_old_or_new_after_each_kill_and_whole_after_the_next_start(project: Project) -> None:
    moments = Moments(5)
    rolled, before = 0, 0
    for name in NAMES:
        (project.series / name).write_text(text_of(0, name), encoding="utf-8")
    for number in range(KILLS):
        kill(killed.rewrite_series, project, moments.next())
        data, record = versions(project.series, NAMES)
        assert before <= record <= data <= record + 1
        assert data == record or pending(project)
        moments.told(moved=record > before)
        before = record
        if number % 2:  # else the next writer has to find what was left
            rolled += finish(project)
            after = versions(project.series, NAMES)
            assert after[0] == after[1] >= data
            before = after[0]
    assert before > KILLS / 4
    assert rolled > 0, "no kill fell between manifest and end: nothing was proven"
    assert sorted(path.name for path in project.series.iterdir()) == sorted(NAMES)


def test_health_and_description_are_old_or_new_after_each_kill(project: Project) -> None:
    moments = Moments(7)
    write_health(project, killed.health_of(0))
    project.datapackage.write_text(text_of(0, "datapackage.json"), encoding="utf-8")
    before, between, oldest = 0, 0, 0
    for _ in range(KILLS):
        kill(killed.rewrite_descriptions, project, moments.next())
        (health,) = {int(one.reason) for one in read_health(project).values()}
        assert project.health.read_text(encoding="utf-8") == health_text(killed.health_of(health).values())
        (described,) = versions(project.data, ("datapackage.json",))
        assert oldest <= described <= health
        assert before <= health
        between += described < health
        moments.told(moved=health > before)
        before, oldest = health, described
    assert before > KILLS / 4
    assert between > 0, "no kill fell between the two files"
    sweep(project.data)
    assert not list(project.data.glob(".*"))


def test_a_site_is_old_or_new_page_by_page_and_whole_after_the_next_start(project: Project) -> None:
    moments = Moments(6)
    rolled, before = 0, 0
    for tree in (project.site, project.reports):
        for name in PAGES:
            (tree / name).parent.mkdir(exist_ok=True)
            (tree / name).write_text(text_of(0, name), encoding="utf-8")
    with server(project, 0) as running:
        thread = Thread(target=running.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        for _ in range(KILLS):
            kill(killed.publish, project, moments.next())
            found = [*versions(project.reports, PAGES), *versions(project.site, PAGES)]
            assert before <= min(found) <= max(found) <= min(found) + 1
            assert len(set(found)) == 1 or Generation(project).manifest.is_file()
            _still_serves(running.server_address[1])
            rolled += Generation(project).recover()
            after = {*versions(project.reports, PAGES), *versions(project.site, PAGES)}
            (now,) = after
            moments.told(moved=now > before)
            before = now
        running.shutdown()
        thread.join()
    assert before > KILLS / 4
    assert rolled > 0, "no kill fell between manifest and end: nothing was proven"


def _still_serves(port: int) -> None:
    connection = HTTPConnection("127.0.0.1", port, timeout=5)
    connection.request("GET", f"/{PAGES[0]}")
    answer = connection.getresponse()
    assert answer.status == 200
    assert answer.read().startswith(PAGES[0].encode())
    connection.close()
