"""The mark of narrow intervals as pages and results tell it."""

from dataclasses import replace
from datetime import date

import pytest

from figurecheck.pages.calibrated import mark_document, marks_of, narrow_intervals
from figurecheck.pages.covered import KINDS
from figurecheck.pages.methods.coverage import CoverageStudy
from figurecheck.verdicts.outcome import AsOf, Interval, Outcome, Target
from figurecheck.verdicts.rule import judge_part
from small_site import measurement, outcome, reading, small_site
from test_pages_covered import row

MEASURE, METHOD = "tail_shape", "profile likelihood"
STRONG = Target(0.5, None, low_included=True, high_included=False, claimed=None, why="Half.")
CLAIM = small_site().articles[0].claims[0].claim


def study(covered: int) -> CoverageStudy:
    return CoverageStudy(date(2026, 1, 2), 7, 1250, 0.95, {}, (row(KINDS[MEASURE, METHOD], covered),))


def judged(*lowers: float) -> Outcome:
    """A claim of parts with the figure 0.7 and intervals from these ends to 0.8; the mark is 0.5 or more."""
    parts = []
    for number, lower in enumerate(lowers, 1):
        told = measurement("FUND", 1.0, 1.7, STRONG, title=f"Tail {number}", proxy=False)
        limits = Interval(lower, 0.8, 0.95, METHOD)
        told = replace(told, measure=MEASURE, value=0.7, unit="coefficient", interval=limits, trace=())
        parts.append(judge_part(f"part-{number}", f"Tail {number}", reading(told, "year", primary=True), ()))
    return outcome("coin", AsOf.TODAY, tuple(parts))


@pytest.mark.parametrize(
    ("covered", "lowers", "said"),
    [
        (
            900,
            (0.6,),
            "The best intervals cover the truth in only 90.0 % of simulated histories with clustered volatility, not "
            "in 95 %. Made 1.19 times as wide, which restores 95 % there, they still give the same answers.",
        ),
        (
            900,
            (0.6, 0.53),
            "The best intervals cover the truth in only 90.0 % of simulated histories with clustered volatility, not "
            "in 95 %. Made 1.19 times as wide, which restores 95 % there, what is said of “Tail 2” would be open, and "
            "with it the verdict not proven.",
        ),
        (
            900,
            (0.6, 0.4),
            "The best intervals of “Tail 1” cover the truth in only 90.0 % of simulated histories with clustered "
            "volatility, not in 95 %. Made 1.19 times as wide, which restores 95 % there, they still give the same "
            "answers.",
        ),
        (
            0,
            (0.6,),
            "The best intervals cover the truth in only 0.0 % of simulated histories with clustered volatility, not "
            "in 95 %. No widening mends that: what is said of “Tail 1” would be open, and with it the verdict not "
            "proven.",
        ),
        (
            900,
            (0.6, 0.6, 0.4),
            "The best intervals of two parts cover the truth in only 90.0 % of simulated histories with clustered "
            "volatility, not in 95 %. Made 1.19 times as wide, which restores 95 % there, they still give the same "
            "answers.",
        ),
        (920, (0.6,), ""),
    ],
)
def test_a_verdict_on_narrow_intervals_says_what_becomes_of_it(
    covered: int, lowers: tuple[float, ...], said: str
) -> None:
    told = narrow_intervals(study(covered), CLAIM, judged(*lowers))
    assert told.replace("\N{NO-BREAK SPACE}", " ") == said
    assert narrow_intervals(None, CLAIM, judged(*lowers)) == ""


def test_results_carry_the_widened_limits() -> None:
    """By hand: 1.959964 / 1.644854 = 1.191573; 0.7 less 0.1 of it is 0.580843, and 0.1 more is 0.819157."""
    found = mark_document(marks_of(study(900), CLAIM, judged(0.6))["part-1"])
    assert found is not None
    assert found.pop("limits") == pytest.approx([0.580843, 0.819157], abs=1e-6)
    assert found.pop("widened_by") == pytest.approx(1.191573, abs=1e-6)
    assert found == {"method": METHOD, "coverage": 0.9, "survives": True}


def test_an_interval_that_never_covers_has_no_widened_limits() -> None:
    found = mark_document(marks_of(study(0), CLAIM, judged(0.6))["part-1"])
    assert found == {"method": METHOD, "coverage": 0.0, "widened_by": None, "limits": None, "survives": False}
    assert mark_document(None) is None
