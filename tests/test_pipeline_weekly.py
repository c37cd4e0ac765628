"""What a week proposes: the decision, a body with flips first that fits, words of providers that call nobody."""

from typing import Any

import pytest

from figurecheck.pipeline.weekly.proposal import LIMIT, Decision, propose

CHANGES = "## What changed in the figures\n\n| Claim | Change |\n|:--|:--|\n| a flip | holds to does not hold |\n"


def refresh(*refused: str) -> dict[str, Any]:
    row = {"added": 5, "revised": 0, "last_day": "2026-08-20", "reason": "", "error": ""}
    series = [{"series": name, "status": "written", **row} for name in ("BTC-USD", "PSCT")]
    for name in refused:
        reason = f"{name} <b> @someone | x"
        series.append({**row, "series": name, "status": "refused", "added": 0, "reason": reason})
    counts = {"written": 2, "unchanged": 0, "refused": len(refused), "kept": 0}
    return {"schema": "figurecheck.refresh/1", "day": "2026-08-21", "counts": counts, "series": series}


def diff(*, flipped: bool = False, calm: bool = True, moved: int = 0) -> dict[str, Any]:
    claim = {"claim": "rally", "as_of": "today", "kind": "flip", "before": "holds", "after": "does_not_hold"}
    still = {**claim, "claim": "other", "kind": "moved", "after": "holds"}
    counts = {"flip": int(flipped), "moved": moved, "new": 0, "removed": 0}
    article = {"counts": counts, "claims": [still, *([claim] if flipped else [])]}
    return {"schema": "figurecheck.diff/1", "verdict_flipped": flipped, "calm": calm, "articles": [article]}


@pytest.mark.parametrize(
    ("flipped", "calm", "changed", "decision"),
    [
        (False, True, True, Decision.MERGE),
        (False, True, False, Decision.NOTHING),
        (False, False, True, Decision.WAIT),
        (True, False, True, Decision.FLIP),
        (True, True, True, Decision.FLIP),
    ],
)
def test_only_a_calm_week_merges_itself(flipped: bool, calm: bool, changed: bool, decision: Decision) -> None:
    found = propose(refresh(), diff(flipped=flipped, calm=calm), CHANGES, {}, changed=changed)
    assert found.decision is decision
    assert bool(found.issue) is flipped


def test_the_title_says_what_moved() -> None:
    weeks = (diff(), diff(moved=3), diff(flipped=True))
    titles = [propose(refresh(), week, CHANGES, {}, changed=True).title for week in weeks]
    assert titles == [
        "Weekly refresh of 2026-08-21: no figure moved",
        "Weekly refresh of 2026-08-21: three claims moved",
        "Weekly refresh of 2026-08-21: one verdict flipped",
    ]


def test_the_issue_names_the_flipped_claims_only() -> None:
    issue = propose(refresh(), diff(flipped=True, calm=False), CHANGES, {}, changed=True).issue
    assert "- rally (today): holds to does&#95;not&#95;hold" in issue
    assert "other" not in issue


def test_the_body_has_the_changes_before_the_series_and_the_refused_first() -> None:
    body = propose(refresh("ETH-USD"), diff(), CHANGES, {}, changed=True).body
    assert body.index("a flip") < body.index("### Source health") < body.index("ETH-USD") < body.index("BTC-USD")
    assert "Of the series asked for: 2 written, 0 unchanged, 1 refused and 0 kept." in body


def test_words_of_providers_stay_letters_and_call_nobody() -> None:
    body = propose(refresh("ETH-USD"), diff(), CHANGES, {}, changed=True).body
    assert "ETH-USD &#60;b&#62; &#64;someone &#124; x" in body
    assert "@" not in body


@pytest.mark.parametrize("size", [LIMIT - 2_000, LIMIT - 300, LIMIT, 2 * LIMIT])
def test_a_body_fits_whatever_changed(size: int) -> None:
    long = CHANGES + "| x | y |\n" * (size // 10)
    body = propose(refresh(*(f"S{n}" for n in range(60))), diff(), long, {}, changed=True).body
    assert len(body) <= LIMIT
    assert body.startswith("A calm week")
    assert "a flip" in body


def dead(error: str = "UnreachableError") -> dict[str, Any]:
    found = refresh("ETH-USD", "SPY")
    series = [{**one, "error": error} for one in found["series"] if one["status"] == "refused"]
    return {**found, "counts": {"written": 0, "unchanged": 0, "refused": 2, "kept": 3}, "series": series}


def test_a_week_in_which_nothing_came_says_so_first() -> None:
    found = propose(dead(), diff(), CHANGES, {"SPY": 1, "ETH-USD": 1}, changed=True)
    assert (found.decision, found.alarm) == (Decision.MERGE, "")
    assert found.title == "Weekly refresh of 2026-08-21: nothing came in"
    assert found.body.startswith("**Nothing came in: every series that was asked for was refused.**")
    flip = propose(dead(), diff(flipped=True, calm=False), CHANGES, {}, changed=True)
    assert "**A verdict flipped.**" in flip.body
    assert flip.title.endswith("one verdict flipped")


@pytest.mark.parametrize(("times", "lines"), [(2, 0), (3, 1), (10, 1)])
def test_a_source_that_was_refused_three_times_in_a_row_needs_a_person(times: int, lines: int) -> None:
    found = propose(dead(), diff(), CHANGES, {"SPY": times, "ETH-USD": 1, "BTC-USD": 9}, changed=True)
    said = [line for line in found.alarm.splitlines() if line.startswith("- ")]
    assert len(said) == lines
    assert all(
        line.startswith("- SPY: refused ") and "times in a row: SPY &#60;b&#62; &#64;someone" in line for line in said
    )
    assert ("an issue names them" in found.body) == bool(lines)


def test_a_revision_that_waits_needs_a_person_at_once() -> None:
    found = propose(dead("RevisedHistoryError"), diff(), CHANGES, {"SPY": 1, "ETH-USD": 1}, changed=False)
    assert found.decision is Decision.NOTHING
    assert "- ETH-USD: a revision waits for a person: ETH-USD" in found.alarm
