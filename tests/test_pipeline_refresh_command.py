"""Refreshing from the providers as the command line does, against a local server and through the real clients."""

import hashlib
import json
import logging
import shutil
import traceback
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from fault_making import (
    FUND,
    NOW,
    RATE,
    STORED_TO,
    answered,
    halved,
    halved_and_revised,
    revised,
    value_of,
)
from figurecheck.errors import OutputError, RevisedHistoryError, SourceError, UsageError
from figurecheck.paths import Project
from figurecheck.pipeline.alone import alone
from figurecheck.pipeline.doctor import Ailment, diagnose
from figurecheck.pipeline.providers import policy_for
from figurecheck.pipeline.refresh_command import RefreshTable, Wishes, refresh_from
from figurecheck.sources.fred import FredSource
from figurecheck.sources.policy import Policy
from figurecheck.store.health import Cause, State, read_health
from figurecheck.store.reading import read
from local_providers import KEY, Providers
from projects import ROOT, tree
from refreshing import ASKED, CATALOGUE, WITH_KEY, data, fresh_client, project, run, stored, world

__all__ = ["fresh_client", "project", "stored", "world"]

pytestmark = pytest.mark.usefixtures("fresh_client")


def outcomes(table: RefreshTable) -> dict[str, str]:
    return {row[0]: row[1] for row in table.rows}


def test_only_the_days_since_and_an_overlap_are_asked_for(project: Project, world: Providers) -> None:
    """30 days before the last stored day, 2024-02-29, is 2024-01-30; ten sessions are fewer days than that."""
    asked: dict[str, dict[str, str]] = {}
    for name in ASKED:
        world.faults[name] = lambda question, answer: (asked.update({question.code: question.parameters}), answer)[1]
    run(project, world)
    assert asked[RATE]["observation_start"] == "2024-01-30"
    assert datetime.fromtimestamp(int(asked["BTC-USD"]["period1"]), NOW.tzinfo).date() == date(2024, 1, 30)
    assert asked["NFCI"]["observation_start"] == "2014-01-02"
    assert (world.asked["chart"], world.asked["crumb"], world.asked["fred"]) == (2, 1, 2)


def test_without_a_key_the_rest_is_refreshed_and_fred_stays(project: Project, world: Providers) -> None:
    before = data(project)
    table = run(project, world, key=None)
    assert outcomes(table) == {FUND: "written", "BTC-USD": "written", RATE: "kept", "NFCI": "kept"}
    assert table.refused == 0
    assert any("No FRED key: 2 series stay as they were" in notice for notice in table.notices)
    assert data(project)[f"series/{RATE}.csv"] == before[f"series/{RATE}.csv"]
    health = read_health(project)[RATE]
    assert (health.state, health.last_success) == (State.KEPT, date(2024, 3, 1))
    assert "FRED_API_KEY" in health.reason


def test_the_report_is_kept_and_counts_requests(project: Project, world: Providers) -> None:
    table = run(project, world)
    said = json.loads(table.json)
    assert (project.root / ".cache" / "refresh-report.json").read_text(encoding="utf-8") == table.json
    assert said["counts"] == {"written": 4, "unchanged": 0, "refused": 0, "kept": 0}
    assert said["requests"]["yahoo"]["chart"] == 2
    assert said["requests"]["fred"] == {"observations": 2}
    assert KEY not in table.json


def test_a_dry_run_writes_nothing(project: Project, world: Providers) -> None:
    before = data(project)
    table = run(project, world, dry_run=True)
    assert set(outcomes(table).values()) == {"written"}
    assert data(project) == before


def test_a_dry_run_tells_of_a_refresh_that_was_cut_short_and_leaves_it(project: Project, world: Providers) -> None:
    """Killed between the manifest and the move of the files: the next real refresh completes it, a dry run does not."""
    stage = project.root / ".cache" / "series"
    stage.mkdir(parents=True)
    files = {name: (project.series / name).read_bytes() for name in (f"{FUND}.csv", f"{FUND}.json")}
    for name, content in files.items():
        (stage / name).write_bytes(content)
    manifest = {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    (stage / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    words = "A refresh was cut short while storing a series; refresh without --dry-run to complete it."
    before = tree(project.root)
    assert words in run(project, world, dry_run=True).notices
    assert tree(project.root) == before
    assert words not in run(project, world).notices
    assert not stage.exists()


def test_doctor_says_how_the_list_of_decisions_is_continued_by_hand(project: Project, tmp_path: Path) -> None:
    for name in ("FOMC.csv", "FOMC.json"):
        shutil.copy(ROOT / "data" / "series" / name, project.series)
    decisions = read(project, CATALOGUE.get("FOMC"))
    day = decisions.last_day + timedelta(days=CATALOGUE.get("FOMC").max_age_days)
    assert "FOMC" not in {one.what for one in diagnose(project, day, WITH_KEY).complaints}
    (one,) = (one for one in diagnose(project, day + timedelta(days=1), WITH_KEY).complaints if one.what == "FOMC")
    assert one.ailment is Ailment.STALE
    assert one.remedy.startswith("decisions are kept by hand, no command fetches them")
    command_line = one.remedy.rpartition("then ")[2]
    assert command_line == "figurecheck refresh --series FOMC --source archive:DIR"
    archive = tmp_path / "archive"
    archive.mkdir()
    lines = (project.series / "FOMC.csv").read_text(encoding="utf-8").splitlines()
    last = lines[-1].split(",")
    more = ",".join([str(day), *last[1:]])
    (archive / "fomc.csv").write_text("\n".join([lines[0].replace("day", "date", 1), *lines[1:], more, ""]))
    now = datetime.combine(day + timedelta(days=1), NOW.timetz())
    table = refresh_from(project, Wishes(f"archive:{archive}", ("FOMC",)), now, lambda *_: None, {})
    assert outcomes(table) == {"FOMC": "written"}, table.rows
    assert read(project, CATALOGUE.get("FOMC")).last_day == day


def test_a_second_refresh_changes_no_byte(project: Project, world: Providers) -> None:
    run(project, world)
    before = data(project)
    assert set(outcomes(run(project, world)).values()) == {"unchanged"}
    assert data(project) == before


def test_accepted_revisions_are_stored_with_their_cause(project: Project, world: Providers) -> None:
    revised("2024-02-21", 1.01)(world)
    assert run(project, world).refused == 1
    table = run(project, world, accept_revisions=True)
    assert table.refused == 0
    close = read(project, CATALOGUE.get(FUND)).frame["close"]
    assert close.loc["2024-02-21"] == pytest.approx(497.21 * 1.01, rel=1e-6)  # the close that day was 497.21
    changes = read_health(project)[FUND].changes
    assert {(change.day, change.cause, change.accepted) for change in changes} == {
        (date(2024, 2, 21), Cause.REVISION, True)
    }
    assert {change.field for change in changes} == {"open", "high", "low", "close"}


LEDGERS = {
    "corrections: the old value stays": (
        "corrections:\n  - {series: DGS2, day: 2024-02-20, field: value, wrong: 4.99, right: 4.59, reason: A slip., "
        "source: Treasury}\n",
        4.59,
    ),
    "kept: the new value is taken": (
        "kept:\n  - {series: DGS2, day: 2024-02-20, field: value, value: 4.99, reason: Looked at.}\n",
        4.99,
    ),
}


@pytest.mark.parametrize("name", LEDGERS)
def test_the_ledger_settles_a_revision(project: Project, world: Providers, name: str) -> None:
    world.faults[RATE] = value_of("2024-02-20", "4.99")
    assert run(project, world, only=(RATE,)).refused == 1
    text, expected = LEDGERS[name]
    project.corrections.write_text(text, encoding="utf-8")
    table = run(project, world, only=(RATE,))
    assert outcomes(table) == {RATE: "written"}, table.rows
    assert read(project, CATALOGUE.get(RATE)).frame["value"].loc["2024-02-20"] == expected


def test_a_split_rescales_history_and_is_its_own_cause(project: Project, world: Providers) -> None:
    before = read(project, CATALOGUE.get(FUND)).frame
    halved(world)
    assert outcomes(run(project, world))[FUND] == "written"
    after = read(project, CATALOGUE.get(FUND)).frame.loc[before.index]
    for column, factor in (("close", 0.5), ("open", 0.5), ("volume", 2.0)):
        assert after[column].to_numpy() == pytest.approx(before[column].to_numpy() * factor, rel=1e-6)
    assert after["dividend"].to_numpy() == pytest.approx(before["dividend"].to_numpy() / 2, abs=6e-4)
    (change,) = read_health(project)[FUND].changes
    assert (change.day, change.after, change.cause) == (date(2024, 3, 5), 2.0, Cause.SPLIT)


def test_an_accepted_revision_beside_a_split_is_stored_on_the_new_basis(project: Project, world: Providers) -> None:
    before = read(project, CATALOGUE.get(FUND)).frame["close"]
    halved_and_revised(world)
    assert run(project, world).refused == 1
    assert read(project, CATALOGUE.get(FUND)).frame["close"].equals(before)
    assert run(project, world, accept_revisions=True).refused == 0
    after = read(project, CATALOGUE.get(FUND)).frame["close"]
    assert after.loc["2024-02-21"] == pytest.approx(497.21 / 2 * 1.05, rel=1e-6)  # the close that day was 497.21
    assert after.loc["2014-01-02"] == pytest.approx(before.loc["2014-01-02"] / 2, rel=1e-6)
    causes = [change.cause for change in read_health(project)[FUND].changes]
    assert causes == [Cause.SPLIT, *[Cause.REVISION] * 4]


def test_every_accepted_revision_is_recorded_and_counted(project: Project, world: Providers) -> None:
    """31 days of five fields; the volumes of the last five days were provisional and need nobody's consent."""
    days = world.frames["BTC-USD"].loc["2024-01-30":"2024-02-29"].index
    for column in ("open", "high", "low", "close", "volume"):
        world.frames["BTC-USD"].loc[days, column] *= 1.03
    only = ("BTC-USD",)
    assert "150 stored values differ" in run(project, world, only=only).rows[0][5]
    assert len(read_health(project)["BTC-USD"].changes) == 150
    table = run(project, world, only=only, accept_revisions=True)
    assert any(notice.startswith("155 stored values were replaced;") for notice in table.notices), table.notices
    changes = read_health(project)["BTC-USD"].changes
    assert len(changes) == 155
    assert {change.day for change in changes} == {day.date() for day in days}
    assert all(change.accepted for change in changes)


def test_a_history_that_is_always_estimated_anew_is_taken_with_a_notice(project: Project, world: Providers) -> None:
    world.frames["NFCI"] = world.frames["NFCI"] + 0.001
    table = run(project, world)
    assert outcomes(table)["NFCI"] == "written"
    assert "estimated anew by the provider" in read_health(project)["NFCI"].notices[0]
    assert read_health(project)["NFCI"].changes == ()


def test_a_dead_provider_is_not_asked_for_ever_and_the_other_goes_on(project: Project, world: Providers) -> None:
    world.faults["chart"] = answered(502)
    names = (FUND, "BTC-USD", "QQQ", "IWM", "IWC", RATE)
    table = run(project, world, only=names)
    assert [row[1] for row in table.rows] == ["refused"] * 5 + ["written"]
    assert "not asked for, because yahoo failed 3 times in a row" in table.rows[3][5]
    assert {question.split("/")[1] for question in world.asked if question.startswith("chart/")} == {
        FUND,
        "BTC-USD",
        "QQQ",
    }


def test_a_refresh_finds_the_lock_of_another(project: Project, world: Providers) -> None:
    before = data(project)
    with alone(project, "refresh"), pytest.raises(OutputError, match="another refresh of this project is running"):
        run(project, world)
    assert data(project) == before
    assert run(project, world).refused == 0


def test_a_refresh_waits_for_no_build_and_says_so(project: Project, world: Providers) -> None:
    with alone(project, "build"), pytest.raises(OutputError, match="another build of this project is running"):
        run(project, world)


def test_another_machine_is_no_place_for_a_rehearsal() -> None:
    with pytest.raises(UsageError, match="may only name this machine"):
        policy_for("http://example.org:8080")
    assert policy_for("").address is None


def test_a_read_only_folder_is_an_error_and_keeps_everything(
    project: Project, world: Providers, request: pytest.FixtureRequest
) -> None:
    (project.root / ".cache").mkdir(exist_ok=True)
    for folder in (project.root.parent, project.root, project.root / ".cache"):
        folder.chmod(0o777)
    for parent in project.root.parents:
        if parent.stat().st_mode & 0o001 == 0:
            parent.chmod(parent.stat().st_mode | 0o011)
    shutil.rmtree(project.root / ".cache")
    (project.root / ".cache").mkdir(mode=0o777)
    (project.root / ".cache").chmod(0o777)
    project.series.chmod(0o555)
    before = data(project)
    request.getfixturevalue("unprivileged")
    with pytest.raises(OutputError, match="cannot write") as found:
        run(project, world)
    assert found.value.exit_code == 1
    assert data(project) == before


def test_doctor_sums_up_what_is_out_of_date_in_one_row(project: Project) -> None:
    day = STORED_TO + timedelta(days=60)
    stale = [one for one in diagnose(project, day, {}).complaints if one.ailment is Ailment.STALE]
    assert {one.what for one in stale} == set(ASKED)
    said = [row for row in diagnose(project, day, {}).rows if row[1] == "stale"]
    fix = "figurecheck refresh (for 2 of them, from FRED, set FRED_API_KEY first)"
    (row,) = said
    assert (row[0], row[3]) == ("4 series", fix)
    assert row[2].startswith("out of date; the oldest is NFCI, last day 2024-02-23, 66 days ago")
    (row,) = (row for row in diagnose(project, day, WITH_KEY).rows if row[1] == "stale")
    assert row[3] == "figurecheck refresh"


def test_doctor_names_what_is_stale_missing_and_unset(project: Project) -> None:
    day = STORED_TO + timedelta(days=20)
    found = {(one.what, one.ailment) for one in diagnose(project, day, {}).complaints}
    assert (FUND, Ailment.STALE) in found
    assert ("QQQ", Ailment.MISSING) in found
    assert ("FRED_API_KEY", Ailment.UNSET) in found
    assert ("CBBTCUSD", Ailment.UNCOMPARED) in found
    assert diagnose(project, day, {}).exit_code == 3
    (project.series / f"{FUND}.csv").write_text("edited", encoding="utf-8")
    edited = [one for one in diagnose(project, STORED_TO, WITH_KEY).complaints if one.what == FUND]
    assert [one.ailment for one in edited] == [Ailment.EDITED]


ECHOES = {
    "an error that repeats the key": answered(400, f'<error message="api_key {KEY} is bad"/>'.encode(), "text/xml"),
    "nonsense that repeats the key": answered(200, f"<a {KEY}".encode()),
    "no answer": answered(503),
    "a page that forwards to another address": answered(302, b"", Location=f"http://127.0.0.1:9/?api_key={KEY}"),
}


@pytest.mark.parametrize("name", ECHOES)
def test_the_key_is_nowhere_to_be_seen(
    world: Providers, name: str, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    world.faults[RATE] = ECHOES[name]
    policy = Policy(timeout=0.2, spacing=0.0, address=world.address, sleep=lambda _: None)
    caplog.set_level(logging.DEBUG)
    with pytest.raises(SourceError) as caught:
        FredSource(KEY, NOW, policy).fetch(CATALOGUE.get(RATE), None)
    problem: BaseException | None = caught.value
    assert (problem.__cause__, problem.__context__) == (None, None)
    shown = "".join(traceback.format_exception(problem)) + repr(problem) + str(vars(problem))
    assert KEY not in shown + caplog.text + "".join(capsys.readouterr())


def test_a_revision_error_carries_its_values() -> None:
    assert RevisedHistoryError("x", (1, 2)).changes == (1, 2)
