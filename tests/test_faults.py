"""Every named fault of a provider, over real HTTP and through the real clients: refused, or survived."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

import pytest
import yfinance.data

from faults import CASES, COIN, FUND, NOW, OFFERED_TO, RATE, STORED_TO, Case
from figurecheck import errors
from figurecheck.paths import Project
from figurecheck.pipeline.providers import Providers, open_providers
from figurecheck.pipeline.refresh import Outcome, RefreshReport, Status, refresh
from figurecheck.series.catalogue import builtin_catalogue
from figurecheck.sources.policy import Policy
from figurecheck.store.health import State, read_health
from figurecheck.store.reading import read
from local_providers import KEY, frames_of, serving
from local_providers import Providers as Server
from projects import ROOT

THREE = (FUND, COIN, RATE)
FILES = {name: (f"{name}.csv", f"{name}.json") for name in THREE}


@pytest.fixture(autouse=True)
def fresh_client(monkeypatch: pytest.MonkeyPatch) -> None:
    """The client keeps its cookie and crumb in one object of the process; each test starts without."""
    monkeypatch.setattr(yfinance.data.SingletonMeta, "_instances", {})


@pytest.fixture(scope="module")
def world() -> Iterator[Server]:
    """One server for all tests; each restores what it changes."""
    with serving(Server(frames_of(Project(ROOT), *THREE, until=OFFERED_TO), NOW)) as server:
        yield server


@dataclass(frozen=True)
class Patience:
    """A policy without real waiting, and the waits that were asked for."""

    waits: list[float]
    policy: Policy


def patience(world: Server) -> Patience:
    waits: list[float] = []
    policy = Policy(
        timeout=0.2, deadline=0.4, spacing=0.0, address=world.address, sleep=waits.append, maximum_bytes=2_000_000
    )
    return Patience(waits, policy)


def providers(world: Server, now: datetime = NOW, waits: list[float] | None = None) -> Providers:
    made = patience(world)
    policy = made.policy if waits is None else replace(made.policy, sleep=waits.append)
    return open_providers(now, KEY, policy=policy)


def run(project: Project, world: Server, now: datetime = NOW, **options: bool) -> RefreshReport:
    series = [builtin_catalogue().get(name) for name in THREE]
    return refresh(project, providers(world, now), series, now.date(), now=now, **options)


@pytest.fixture(scope="module")
def stored(world: Server, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A data folder filled by the clients from nothing, up to the end of February 2024."""
    project = Project(tmp_path_factory.mktemp("stored"))
    whole = dict(world.frames)
    world.frames = {code: frame.loc[: str(STORED_TO)] for code, frame in whole.items()}
    world.now = then = NOW.replace(month=3, day=1, hour=12)
    report = run(project, world, then)
    world.frames, world.now = whole, NOW
    assert [outcome.status for outcome in report.outcomes] == [Status.WRITTEN] * 3, report.outcomes
    return project


@pytest.fixture(scope="module")
def clean(stored: Project, world: Server, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The same after a refresh without any fault."""
    project = Project(tmp_path_factory.mktemp("clean") / "project")
    shutil.copytree(stored.root, project.root)
    assert run(project, world).count(Status.WRITTEN) == 3
    return project


@pytest.fixture
def project(stored: Project, tmp_path: Path) -> Project:
    shutil.copytree(stored.root, tmp_path / "project")
    return Project(tmp_path / "project")


def files(project: Project, name: str) -> list[bytes]:
    return [(project.series / file).read_bytes() for file in FILES[name]]


def test_the_names_are_many_and_differ() -> None:
    names = [case.name for case in CASES]
    assert len(set(names)) == len(names) >= 40


def test_what_was_stored_from_nothing_is_what_the_project_has(stored: Project) -> None:
    for name in THREE:
        series = builtin_catalogue().get(name)
        ours = read(Project(ROOT), series).frame.loc[: str(STORED_TO)]
        assert read(stored, series).frame.equals(ours), name


def test_a_refresh_without_fault_brings_the_new_days_only(clean: Project, stored: Project) -> None:
    for name in THREE:
        before, after = ((project.series / f"{name}.csv").read_text() for project in (stored, clean))
        assert after.startswith(before)
        assert read(clean, builtin_catalogue().get(name)).last_day == OFFERED_TO
    assert {entry.state for entry in read_health(clean).values()} == {State.FRESH}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_fault_is_refused_or_survived_and_touches_no_other_series(
    case: Case, project: Project, clean: Project, world: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = files(project, case.code)
    monkeypatch.setattr(world, "frames", dict(world.frames))
    monkeypatch.setattr(world, "splits", {})
    monkeypatch.setattr(world, "asked", type(world.asked)())
    monkeypatch.setattr(world, "faults", {} if case.fault is None else {case.code: case.fault})
    if case.error != "ClockError":
        monkeypatch.setattr(world, "now", case.now)
    if case.change is not None:
        case.change(world)
    report = run(project, world, case.now)
    outcome = next(one for one in report.outcomes if one.series == case.code)
    health = read_health(project)[case.code]
    if case.error is None:
        _survived(case, outcome, project)
        assert health.state is State.FRESH
        assert health.last_success == case.now.date()
    else:
        _refused(case, outcome)
        assert files(project, case.code) == before
        assert (health.state, health.refusals) == (State.REFUSED, 1)
        assert health.last_success == date(2024, 3, 1)
        assert case.words in health.reason
    if case.now == NOW:
        for other in set(THREE) - {case.code}:
            assert files(project, other) == files(clean, other)
    assert not _anywhere(project, KEY)


def _refused(case: Case, outcome: Outcome) -> None:
    assert outcome.status is Status.REFUSED, outcome
    assert outcome.error == case.error, outcome.reason
    assert case.words in outcome.reason
    assert getattr(errors, outcome.error).exit_code == 3
    assert KEY not in str(outcome)
    assert KEY.upper() not in str(outcome)


def _survived(case: Case, outcome: Outcome, project: Project) -> None:
    assert outcome.status is Status.WRITTEN, outcome.reason
    assert case.words in "; ".join(outcome.notices)
    assert read(project, builtin_catalogue().get(case.code)).last_day == (case.last_day or OFFERED_TO)


def _anywhere(project: Project, text: str) -> list[Path]:
    return [path for path in project.root.rglob("*") if path.is_file() and text.encode() in path.read_bytes()]
