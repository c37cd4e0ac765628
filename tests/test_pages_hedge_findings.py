"""The sentence on failed tests of a hedge names both sides, and nothing that did not fail."""

from dataclasses import replace
from datetime import date

import pytest

from figurecheck.pages.hedge_findings import hedge_finding
from figurecheck.verdicts.outcome import Measurement, PartOutcome, ReadingOutcome, Target, Verdict

BELOW = Target(None, 0.0, low_included=False, high_included=False, claimed=None, why="")
ABOVE = replace(BELOW, low=0.0, high=None)


def part(measure: str, title: str, target: Target, verdict: Verdict = Verdict.FAILS) -> PartOutcome:
    measured = Measurement(
        measure, title, ("IWC", "BTC-USD"), True, measure, "", 0.1, "slope", None, None, 9, date(2020, 1, 1),
        date(2021, 1, 1), target, False, False, "", (), proxies=("IWC",),
    )  # fmt: skip
    return PartOutcome(measure, title, verdict, ReadingOutcome((), True, measured, ""), (), (), ())


SLOPE = part("hedge_slope", "Small shares for each per cent, on ordinary days", BELOW)
TAIL = part("tail_slope", "Small shares for each per cent, on worst days", BELOW)
FALLS = part("excess_episode_return", "Small shares in corrections", ABOVE)


def afterwards(told: PartOutcome) -> PartOutcome:
    """The same in windows that are known only later."""
    assert told.primary.measurement is not None
    measured = replace(told.primary.measurement, hindsight=True)
    return replace(told, primary=replace(told.primary, measurement=measured))


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        (
            (SLOPE, TAIL, FALLS),
            "Small shares (IWC) moved with Bitcoin, not against it, on ordinary days and on its worst days, and earned "
            "less in its corrections than over equally long times",
        ),
        ((SLOPE,), "IWC moved with Bitcoin, not against it, on ordinary days"),
        ((FALLS,), "IWC earned less in Bitcoin's corrections than over equally long times"),
        (
            (afterwards(FALLS),),
            "IWC earned less in Bitcoin's corrections, seen in hindsight, than over equally long times",
        ),
        ((SLOPE, part("tail_slope", "x", BELOW, Verdict.NOT_PROVEN)), ""),
        ((part("hedge_slope", "x", ABOVE),), ""),
        ((), ""),
    ],
)
def test_only_failed_tests_of_a_hedge_are_told_with_both_names(parts: tuple[PartOutcome, ...], said: str) -> None:
    assert hedge_finding(parts) == said
