"""Every named fault of a provider, over real HTTP and through the real clients: refused, or survived."""

import html
import re
import shutil
import signal
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
import yfinance.data

from fault_making import COIN, FUND, NOW, OFFERED_TO, RATE, STORED_TO, answered
from faults import CASES, Case
from figurecheck import cli, errors
from figurecheck.pages.data import data_page
from figurecheck.pages.health import health_page
from figurecheck.pages.templating import environment, render
from figurecheck.paths import Project
from figurecheck.pipeline import refresh_command
from figurecheck.pipeline.providers import Providers, open_providers
from figurecheck.pipeline.refresh import Outcome, RefreshReport, Status, refresh
from figurecheck.pipeline.refresh_facts import health_facts
from figurecheck.series.catalogue import builtin_catalogue
from figurecheck.sources.policy import Policy
from figurecheck.sources.secrets import hidden
from figurecheck.sources.session import PatientAdapter, Secret, session_over
from figurecheck.store.health import State, read_health
from figurecheck.store.reading import read
from local_providers import KEY, frames_of, serving
from local_providers import Providers as Server
from projects import ROOT, tree
from small_site import small_site

THREE = (FUND, COIN, RATE)
FEW_SECONDS = 0.4
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


def patience(world: Server, seconds: float = 5.0) -> Patience:
    """``seconds`` are waited for an answer, twice as many for its end: few where a fault is to be waited out."""
    waits: list[float] = []
    policy = Policy(
        timeout=seconds,
        deadline=2 * seconds,
        spacing=0.0,
        address=world.address,
        sleep=waits.append,
        maximum_bytes=2_000_000,
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


def test_a_redirect_target_never_hears_from_us(
    project: Project, world: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(world, "asked", type(world.asked)())
    heard: list[dict[str, str]] = []
    away = answered(302, Location="http://evil.invalid/x")
    elsewhere = lambda question, answer: (heard.append(question.parameters), answer)[1]  # noqa: E731
    monkeypatch.setattr(world, "faults", {RATE: away, "cookie": elsewhere})
    assert run(project, world).refused[0].series == RATE
    assert world.asked["fred"] == 1
    assert KEY not in str(heard)  # the local server takes any other path, /x too, for a question about cookies


@pytest.mark.parametrize(
    "address", ["http://evil.invalid/x", "http://api.stlouisfed.org/x", "https://api.stlouisfed.org.evil/x"]
)
def test_the_key_goes_to_its_host_alone(address: str, world: Server) -> None:
    heard: list[dict[str, str]] = []
    world.faults["cookie"] = lambda question, answer: (heard.append(question.parameters), answer)[1]
    try:
        secret = Secret("api.stlouisfed.org", {"api_key": KEY})
        for place in (address, "https://api.stlouisfed.org/x"):
            session_over(PatientAdapter(patience(world).policy, lambda _: True, secret)).get(place)
    finally:
        world.faults.clear()
    assert heard == [{}, {"api_key": KEY}]


def test_a_dry_run_writes_nothing_at_all(project: Project, world: Server) -> None:
    environment = {"FIGURECHECK_PROVIDERS": world.address, "FRED_API_KEY": KEY}
    left = project.series / ".SPY.csv.1.tmp"
    left.write_text("left by a killed process")
    before = tree(project.root)
    table = refresh_command.refresh_from(
        project, refresh_command.Wishes("providers", THREE, dry_run=True), NOW, lambda *_: None, environment
    )
    assert table.refused == 0
    assert tree(project.root) == before


SPELLINGS = (KEY.upper(), f"{KEY[:5]}-{KEY[5:]}", "".join(f"%{ord(letter):02X}" for letter in KEY), " ".join(KEY))


@pytest.mark.parametrize("said", SPELLINGS)
def test_every_spelling_of_the_key_is_hidden(said: str) -> None:
    assert hidden(f"before {said} after", KEY) == "before [key] after"


def test_words_of_a_provider_are_one_bounded_line() -> None:
    text = str(errors.WrongAnswerError("::error::\x1b[2J\r\n\u202e##[error]" + "x" * 1000))
    assert len(text) <= 300
    assert not any(sign in text for sign in ("::", "\x1b", "\n", "\r", "\u202e", "##["))


@pytest.fixture
def project(stored: Project, tmp_path: Path) -> Project:
    shutil.copytree(stored.root, tmp_path / "project")
    (tmp_path / "project" / "articles").mkdir()
    shutil.copy(ROOT / "mkdocs.yml", tmp_path / "project")
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
    monkeypatch.setattr(world, "faults", {} if case.fault is None else {case.service or case.code: case.fault})
    if case.error != "ClockError":
        monkeypatch.setattr(world, "now", case.now)
    if case.change is not None:
        case.change(world)
    waits: list[float] = []
    code, report = command(project, world, case.now, waits, monkeypatch)
    outcome = next(one for one in report.outcomes if one.series == case.code)
    assert code == (0 if case.error is None else 3)
    if case.waits is not None:
        assert waits == list(case.waits)
    _told_on_the_page(project, case, outcome)
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


def command(
    project: Project, world: Server, now: datetime, waits: list[float], monkeypatch: pytest.MonkeyPatch
) -> tuple[object, RefreshReport]:
    """The command line's own ``main`` at a moment and with recorded waits; its exit code and what it reported."""
    kept: list[RefreshReport] = []

    def noted(*arguments: Any, **options: Any) -> RefreshReport:
        kept.append(refresh(*arguments, **options))
        return kept[-1]

    policy = replace(patience(world, FEW_SECONDS).policy, sleep=waits.append)
    monkeypatch.setattr(refresh_command, "policy_for", lambda _address: policy)
    monkeypatch.setattr(refresh_command, "refresh", noted)
    monkeypatch.setattr(cli, "datetime", type("Then", (), {"now": staticmethod(lambda _zone: now)}))
    monkeypatch.setattr(signal, "signal", lambda *_: None)
    monkeypatch.setenv("FRED_API_KEY", KEY)
    asked = [word for name in THREE for word in ("--series", name)]
    monkeypatch.setattr(sys, "argv", ["figurecheck", "refresh", "--project", str(project.root), *asked])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    return ended.value.code, kept[0]


def _told_on_the_page(project: Project, case: Case, outcome: Outcome) -> None:
    """The page of source health and the data page say what was refused or left out, in bounded lines."""
    plain = small_site("Plain words")
    facts = replace(plain.series[0], series=builtin_catalogue().get(case.code))
    site = replace(plain, series=(facts,), health=health_facts(project))
    text = html.unescape(render(environment(ROOT / "templates"), "health.md.j2", health_page(site)))
    told = [line for line in text.splitlines() if line.startswith(f"- [{case.code}](")]
    said = [outcome.reason] if case.error else list(outcome.notices)
    assert len(told) == len(said)
    assert all("refused" in line for line in told) or case.error is None
    for word in re.findall(r"[A-Za-z]{4,}", case.words):
        assert word in " ".join(told)
    page = html.unescape(render(environment(ROOT / "templates"), "data.md.j2", data_page(site)))
    found = [line for line in page.splitlines() if line.startswith("At the last refresh")]
    assert len(found) == (1 if said else 0)
    assert all("refused" in line for line in found) or case.error is None
    for word in re.findall(r"[A-Za-z]{4,}", case.words):
        assert word in " ".join(found)
    named = re.search(r"; refused: ([^.]+)\.", page)
    assert (named is not None and case.code in named[1].split(", ")) == (case.error is not None)
    assert all(len(line) < 1300 and "\x1b" not in line and "::" not in line for line in found)
    assert all(len(line) < 1100 and "\x1b" not in line and "::" not in line for line in told)


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
