"""Two states compared, on real observations: each cause is found, named, and given its share of the whole."""

import json
import os
import shutil
import subprocess
import sys
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pandas as pd
import pytest

from changing import committed, copied, git, observations, publish, small_project, store
from figurecheck.errors import FigurecheckError, UsageError
from figurecheck.ledger.changes import Cause, ClaimChange, Diff, Kind
from figurecheck.paths import Project
from figurecheck.pipeline.diff.command import diff
from projects import ROOT, figurecheck

PRICES = ["open", "high", "low", "close"]
NEWER = 5


def quiet(_words: str, _done: int, _total: int) -> None:
    """Nobody listens."""


@pytest.fixture(scope="module")
def today(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The state that changes lead to, with all of its history."""
    return small_project(tmp_path_factory.mktemp("today") / "project")


@pytest.fixture
def before(today: Project, tmp_path: Path) -> Project:
    """The same, to be changed into an older state."""
    return copied(today, tmp_path / "before")


def compared(old: Project, new: Project) -> Diff:
    (found,) = diff(new, f"{old.root}..today", quiet).articles
    return found


def since(found: Diff) -> ClaimChange:
    """The claim on the newest day, as judged today."""
    (change,) = [one for one in found.claims if (one.claim, one.as_of) == ("since", "today")]
    return change


def shares(found: Diff) -> dict[Cause, Decimal]:
    """The shares of its figure, after checking that they sum to the whole to the last digit."""
    (figure,) = since(found).figures
    assert sum(share.amount for share in figure.shares) == figure.whole
    return {share.cause: share.amount for share in figure.shares}


def total_return(frame: pd.DataFrame) -> float:
    """Of PSCT since 2 January 2024, by the rule of adjusted closes, with pandas alone."""
    part = frame.loc["2024-01-02":]
    factors = (1.0 - part["dividend"] / part["close"].shift(1)).fillna(1.0)
    factors.iloc[0] = 1.0
    return float(part["close"].iloc[-1] / part["close"].iloc[0] / factors.prod() - 1.0)


def values(old: Project, new: Project) -> tuple[float, float]:
    return total_return(observations(old, "PSCT")), total_return(observations(new, "PSCT"))


def test_the_same_state_has_no_changes(today: Project, before: Project) -> None:
    found = compared(before, today)
    assert (found.claims, found.series, found.calm, found.flipped) == ((), (), True, False)


def test_new_days_alone(today: Project, before: Project) -> None:
    store(before, "PSCT", observations(before, "PSCT").iloc[:-NEWER])
    found = compared(publish(before), today)
    old, new = values(before, today)
    assert {one.series: one.new_days for one in found.series} == {"PSCT": NEWER}
    assert {cause: float(amount) for cause, amount in shares(found).items()} == pytest.approx(
        {Cause.NEW_DAYS: new - old}, abs=1e-9
    )
    assert [change.claim for change in found.claims] == ["since"]
    assert found.calm


def test_a_revised_day_alone(today: Project, before: Project) -> None:
    frame = observations(before, "PSCT")
    frame.loc["2024-01-02", PRICES] *= 1.02
    store(before, "PSCT", frame)
    found = compared(publish(before), today)
    old, new = values(before, today)
    assert {c: float(a) for c, a in shares(found).items()} == pytest.approx({Cause.REVISED: new - old}, abs=1e-9)
    assert since(found).causes == (Cause.REVISED,)
    assert not found.calm


def test_a_split_alone(today: Project, before: Project) -> None:
    """The old state had a split left out: a jump to half in the middle of 2025."""
    frame = observations(before, "PSCT")
    frame.loc[frame.index < "2025-06-02", [*PRICES, "dividend"]] *= 2.0
    store(before, "PSCT", frame)
    found = compared(publish(before), today)
    old, new = values(before, today)
    assert old < 0 < new
    assert {c: float(a) for c, a in shares(found).items()} == pytest.approx({Cause.SPLIT: new - old}, abs=1e-6)
    assert since(found).kind is Kind.FLIP
    assert since(found).turned == (Cause.SPLIT,)
    (series,) = found.series
    assert (series.split, str(series.split_day)) == (2.0, "2025-06-02")


def test_a_split_carried_through_the_past_moves_no_return(today: Project, before: Project) -> None:
    frame = observations(before, "PSCT")
    frame[[*PRICES, "dividend"]] *= 4.0
    store(before, "PSCT", frame)
    found = compared(publish(before), today)
    assert [one.split for one in found.series] == [4.0]
    assert all(abs(figure.whole or 0) < Decimal("1e-4") for change in found.claims for figure in change.figures)


def test_a_dividend_alone(today: Project, before: Project) -> None:
    frame = observations(before, "PSCT")
    frame.loc["2025-03-03", "dividend"] = 3.0
    store(before, "PSCT", frame)
    found = compared(publish(before), today)
    old, new = values(before, today)
    assert {c: float(a) for c, a in shares(found).items()} == pytest.approx({Cause.DIVIDEND: new - old}, abs=1e-9)
    assert since(found).causes == (Cause.DIVIDEND,)


def test_a_definition_alone(today: Project, before: Project) -> None:
    file = before.article("small")
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("from: 2024-01-02, to: latest", "from: 2023-01-03, to: latest"), encoding="utf-8")
    found = compared(publish(before), today)
    assert set(shares(found)) == {Cause.DEFINITION}
    assert since(found).causes == (Cause.DEFINITION,)
    assert found.series == ()
    assert not found.calm


def test_a_threshold_that_flips_a_verdict_is_a_definition(today: Project, before: Project) -> None:
    file = before.article("small")
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("at_least: 0.2, why: A fifth.", "at_least: 20, why: Much."), encoding="utf-8")
    change = since(compared(publish(before), today))
    assert (change.kind, change.turned) == (Kind.FLIP, (Cause.DEFINITION,))


def test_the_code_is_what_is_left(today: Project, before: Project) -> None:
    """The results of the old state were made by other code, which gave another figure."""
    results = json.loads(before.results("small").read_text(encoding="utf-8"))
    results["code"] = "0.0.1+0000000000000000"
    (claim,) = [one for one in results["claims"] if one["id"] == "since"]
    claim["today"]["measurements"][0]["value"] += 0.125
    before.results("small").write_text(json.dumps(results), encoding="utf-8")
    found = compared(before, today)
    assert shares(found) == {Cause.CODE: Decimal("-0.125")}
    assert since(found).causes == (Cause.CODE,)
    assert not found.calm


def test_a_changed_measure_is_code(today: Project, before: Project, tmp_path: Path) -> None:
    """The older results are made by a copy of the source in which a return is counted twice."""
    shutil.copytree(ROOT / "generator" / "figurecheck", tmp_path / "source" / "figurecheck")
    measure = tmp_path / "source" / "figurecheck" / "measures" / "returns.py"
    text = measure.read_text(encoding="utf-8")
    assert text.count("return float(end / start - 1)") == 1
    measure.write_text(text.replace("float(end / start - 1)", "2.0 * float(end / start - 1)"), encoding="utf-8")
    paths = os.pathsep.join((str(tmp_path / "source"), str(ROOT / "tests")))
    program = (
        "import sys; from pathlib import Path; from changing import publish; from figurecheck.paths import Project; "
    )
    run = [sys.executable, "-c", f"{program}publish(Project(Path(sys.argv[1])))", str(before.root)]
    subprocess.run(run, check=True, env={**os.environ, "PYTHONPATH": paths})
    found = compared(before, today)
    _, new = values(before, today)
    assert {cause: float(amount) for cause, amount in shares(found).items()} == pytest.approx(
        {Cause.CODE: -new}, abs=1e-9
    )
    assert since(found).causes == (Cause.CODE,)
    assert found.code[0] != found.code[1]


def test_all_causes_at_once_each_get_their_share(today: Project, before: Project) -> None:
    """The shares are those of states built by hand, one cause more at a time."""
    newest = observations(before, "PSCT")
    split_day = pd.Timestamp("2025-06-02")
    frame = newest.copy()
    frame.loc["2025-03-03", "dividend"] = 3.0
    frame.loc[frame.index < split_day, [*PRICES, "dividend"]] *= 2.0
    unrevised = frame.copy()
    unrevised.loc["2024-01-02", PRICES] *= 1.02
    shortest = unrevised.iloc[:-NEWER]
    file = before.article("small")
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("why: To the newest day.", "why: To the last day."), encoding="utf-8")
    store(before, "PSCT", shortest)
    publish(before)
    results = json.loads(before.results("small").read_text(encoding="utf-8"))
    results["code"] = "0.0.1+0000000000000000"
    (claim,) = [one for one in results["claims"] if one["id"] == "since"]
    claim["today"]["measurements"][0]["value"] += 0.25
    before.results("small").write_text(json.dumps(results), encoding="utf-8")

    found = compared(before, today)
    dividend_left = newest.copy()
    dividend_left.loc["2025-03-03", "dividend"] = 3.0
    path = [total_return(each) for each in (shortest, unrevised, frame, dividend_left, newest)]
    expected = [after - earlier for earlier, after in pairwise(path)]
    got = shares(found)
    data = (Cause.NEW_DAYS, Cause.REVISED, Cause.SPLIT, Cause.DIVIDEND)
    assert [float(got[cause]) for cause in data] == pytest.approx(expected, abs=2e-6)
    assert float(got[Cause.CODE]) == pytest.approx(-0.25, abs=1e-9)
    assert since(found).causes == tuple(Cause)


def test_publication_against_today_is_new_days(today: Project) -> None:
    (found,) = diff(today, "publication..today", quiet).articles
    assert set(shares_since_publication(found)) == {Cause.NEW_DAYS}
    assert str(found.days[0]) == "2025-10-02"
    frame = observations(today, "PSCT")
    (change,) = [one for one in found.claims if one.claim == "since"]
    moved = total_return(frame) - total_return(frame.loc[:"2025-10-02"])
    assert float(change.figures[0].whole or 0) == pytest.approx(moved, abs=1e-9)


def shares_since_publication(found: Diff) -> set[Cause]:
    return {share.cause for change in found.claims for figure in change.figures for share in figure.shares}


def test_two_results_files_name_causes_without_amounts(today: Project, before: Project) -> None:
    frame = observations(before, "PSCT").iloc[:-NEWER]
    frame.loc["2024-06-03", PRICES] *= 1.02
    frame.loc["2023-06-05", "dividend"] = 0.25
    store(before, "PSCT", frame)
    publish(before)
    (found,) = diff(today, f"{before.results('small')}..{today.results('small')}", quiet).articles
    change = since(found)
    assert change.causes == (Cause.NEW_DAYS, Cause.REVISED, Cause.DIVIDEND)
    assert all(not figure.shares for figure in change.figures)


def test_two_results_files_name_a_split(today: Project, before: Project) -> None:
    frame = observations(before, "PSCT")
    frame.loc[frame.index < "2025-06-02", [*PRICES, "dividend"]] *= 2.0
    store(before, "PSCT", frame)
    publish(before)
    (found,) = diff(today, f"{before.results('small')}..{today.results('small')}", quiet).articles
    assert since(found).causes == (Cause.SPLIT,)
    assert [one.split for one in found.series] == [2.0]


def test_a_new_and_a_removed_claim(today: Project, before: Project) -> None:
    file = before.article("small")
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("- id: since", "- id: renamed"), encoding="utf-8")
    found = compared(publish(before), today)
    assert {(one.claim, one.kind) for one in found.claims} == {("since", Kind.NEW), ("renamed", Kind.REMOVED)}


def test_revisions_are_compared_with_their_own_data_and_definitions(before: Project) -> None:
    full = observations(before, "PSCT")
    store(before, "PSCT", full.iloc[:-NEWER])
    first = committed(publish(before))
    git(before.root, "tag", "old")
    store(before, "PSCT", full)
    committed(publish(before))
    (found,) = diff(before, "old..HEAD", quiet).articles
    assert set(shares(found)) == {Cause.NEW_DAYS}
    (again,) = diff(before, f"{first[:10]}..today", quiet).articles
    assert shares(again) == shares(found)
    assert git(before.root, "status", "--porcelain") == ""


@pytest.mark.parametrize("words", ["HEAD~1..HEAD", "HEAD..today", "HEAD~1..HEAD~0"])
def test_a_revision_whose_data_changed_without_a_build_is_refused(before: Project, words: str) -> None:
    committed(before)
    frame = observations(before, "PSCT")
    frame.loc["2024-12-31", PRICES] *= 1.02
    store(before, "PSCT", frame)
    committed(before, "other data, no build")
    with pytest.raises(UsageError, match=r"results of small were made from other data of PSCT .* figurecheck build"):
        diff(before, words, quiet)


def test_a_revision_whose_article_changed_without_a_build_is_refused(before: Project) -> None:
    committed(before)
    file = before.article("small")
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("at_least: 0.2, why: A fifth.", "at_least: 20, why: Much."), encoding="utf-8")
    committed(before, "another definition, no build")
    with pytest.raises(UsageError, match=r"HEAD; its results .* other definition of since than it holds"):
        diff(before, "HEAD~1..HEAD", quiet)
    publish(before)
    committed(before, "the build")
    (found,) = diff(before, "HEAD~2..HEAD", quiet).articles
    assert since(found).turned == (Cause.DEFINITION,)


def test_the_command_refuses_a_stale_revision_with_an_error(before: Project) -> None:
    committed(before)
    frame = observations(before, "PSCT")
    frame.loc["2024-12-31", PRICES] *= 1.02
    store(before, "PSCT", frame)
    committed(before, "other data, no build")
    told = figurecheck(before, "diff", "HEAD~1..HEAD")
    assert told.returncode != 0
    assert "other data of PSCT" in " ".join(told.stderr.split())


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("nothing..today", "no file, ledger date or revision"),
        ("--output=x..today", "hyphen"),
        ("today..publication", "publication..today"),
        ("old..today", "both|revision"),
        ("HEAD", "two dots"),
        ("HEAD...today", "two dots"),
        ("..", "two dots"),
        ("a\x00b..today", "two dots"),
        ("2026-02-30..today", "no such day"),
        ("2019-01-01..today", "ledger of small"),
        ("missing.json..today", "no such file"),
        ("articles..today", "no articles/ and data/"),
        ("mkdocs.json..today", "cannot be read as results"),
        ("$(touch x)..today", "no file, ledger date or revision"),
    ],
)
def test_words_that_name_no_state_are_refused(
    before: Project, words: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    committed(before)
    git(before.root, "branch", "old")
    (before.root / "old").mkdir()
    (before.root / "mkdocs.json").write_text("[]", encoding="utf-8")
    monkeypatch.chdir(before.root)
    with pytest.raises(UsageError, match=said):
        diff(before, words, quiet)
    assert not (before.root / "x").exists()


def test_without_a_repository_a_revision_is_refused(before: Project) -> None:
    with pytest.raises(UsageError, match="not a git repository"):
        diff(before, "HEAD~1..today", quiet)


def test_a_shallow_clone_says_how_to_get_the_others(before: Project, tmp_path: Path) -> None:
    first = committed(before)
    (before.root / "more").write_text("x", encoding="utf-8")
    committed(before)
    git(tmp_path, "clone", "--quiet", "--depth=1", f"file://{before.root}", "shallow")
    with pytest.raises(UsageError, match="unshallow"):
        diff(Project(tmp_path / "shallow"), f"{first}..today", quiet)


def test_results_of_other_code_or_data_are_refused_as_today(before: Project) -> None:
    store(before, "PSCT", observations(before, "PSCT").iloc[:-1])
    with pytest.raises(FigurecheckError, match="figurecheck build"):
        diff(before, "publication..today", quiet)


def test_the_command_prints_each_form(today: Project, before: Project) -> None:
    frame = observations(before, "PSCT")
    frame.loc[frame.index < "2025-06-02", [*PRICES, "dividend"]] *= 2.0
    store(before, "PSCT", frame)
    publish(before)
    words = f"{before.root}..today"
    told = figurecheck(today, "diff", words)
    assert told.returncode == 0, told.stderr
    assert "verdict flipped" in told.stdout
    assert "split" in told.stdout
    said = json.loads(figurecheck(today, "diff", words, "--json").stdout)
    assert (said["verdict_flipped"], said["calm"]) == (True, False)
    comment = figurecheck(today, "diff", words, "--markdown").stdout
    assert comment.startswith("## What changed in the figures\n")
    rows = [line for line in comment.splitlines() if line.startswith("| ") and ":--" not in line]
    assert rows[1].startswith("| verdict flipped | since | today | does not hold | holds |")
    both = figurecheck(today, "diff", words, "--json", "--markdown")
    assert both.returncode == 2
