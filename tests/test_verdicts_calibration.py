"""Intervals widened until they cover what they promise: the factor by printed tables, the answer by hand."""

from dataclasses import replace

import pytest

from figurecheck.pages.methods.coverage import AIM
from figurecheck.verdicts.calibration import LINE, calibration, still_carried, widening
from figurecheck.verdicts.outcome import AsOf, Interval, Measurement, PartOutcome, Target, Verdict
from figurecheck.verdicts.rule import judge_part
from small_site import measurement, outcome, reading

STRONG = Target(0.5, None, low_included=True, high_included=False, claimed=None, why="Half.")
COVERED = {"HAC": 0.90, "blocks": 0.80}


def measured(limits: tuple[float, float], second: tuple[float, float] | None = None) -> Measurement:
    """The figure 0.7; the mark is 0.5 or more."""
    told = measurement("FUND", 1.0, 1.7, STRONG, title="The link", proxy=False)
    other = None if second is None else Interval(*second, 0.95, "blocks")
    return replace(
        told, value=0.7, unit="coefficient", interval=Interval(*limits, 0.95, "HAC"), second_interval=other, trace=()
    )


def part(limits: tuple[float, float], second: tuple[float, float] | None = None, name: str = "one") -> PartOutcome:
    return judge_part(name, "The link", reading(measured(limits, second), "year", primary=True), ())


@pytest.mark.parametrize(
    ("coverage", "degrees", "factor"),
    [
        (0.90, None, 1.959964 / 1.644854),
        (0.80, None, 1.959964 / 1.281552),
        (0.95, None, 1.0),
        (0.97, None, 1.0),
        (0.90, 5.0, 2.570582 / 2.015048),
        (0.0, None, float("inf")),
    ],
)
def test_the_factor_is_that_of_printed_quantiles(coverage: float, degrees: float | None, factor: float) -> None:
    """Normal and Student quantiles as tables print them; an interval that covers enough is left as it is."""
    assert widening(coverage, 0.95, degrees) == pytest.approx(factor, rel=1e-6)


@pytest.mark.parametrize(("lower", "survives"), [(0.54, True), (0.53, False)])
def test_an_answer_survives_while_the_wider_interval_stays_clear_of_the_mark(lower: float, survives: bool) -> None:
    """By hand: 1.191573 times 0.16 below 0.7 is 0.509, times 0.17 it is 0.497, on the other side of 0.5."""
    found = calibration(part((lower, 0.8)), COVERED)
    assert found is not None
    assert found.survives is survives
    assert found.lower == pytest.approx(0.7 - 1.191573 * (0.7 - lower), abs=1e-6)
    assert found.upper == pytest.approx(0.7 + 1.191573 * 0.1, abs=1e-6)
    assert (found.method, found.coverage) == ("HAC", 0.90)


def test_the_interval_that_covers_best_counts() -> None:
    """The blocks are the narrower ones; widened by their own 1.53 they would reach beyond the mark."""
    found = calibration(part((0.6, 0.8), (0.58, 0.8)), COVERED)
    assert found is not None
    assert (found.method, found.survives) == ("HAC", True)
    blocks = calibration(part((0.6, 0.8), (0.56, 0.8)), {"HAC": 0.7, "blocks": 0.8})
    assert blocks is not None
    assert (blocks.method, blocks.survives) == ("blocks", False)


def test_there_is_no_mark_where_nothing_rests_on_a_narrow_interval() -> None:
    """The line itself is enough; an open part stays open; what was not tried, or has no interval, is not marked."""
    assert calibration(part((0.6, 0.8)), {"HAC": LINE}) is None
    assert calibration(part((0.6, 0.8)), {"HAC": LINE - 0.001}) is not None
    assert calibration(part((0.4, 0.8)), COVERED) is None
    assert calibration(part((0.6, 0.8)), {}) is None
    exact = replace(measured((0.6, 0.8)), interval=None)
    assert calibration(judge_part("one", "It", reading(exact, "year", primary=True), ()), COVERED) is None


def test_an_answer_that_does_not_survive_is_marked_however_well_its_interval_covers() -> None:
    """By hand: 93 % lies at 1.811911, so the factor is 1.081711; times 0.195 below 0.7 it is 0.489066."""
    found = calibration(part((0.505, 0.8)), {"HAC": 0.93})
    assert found is not None
    assert (found.lower, found.survives) == (pytest.approx(0.489066, abs=1e-5), False)
    assert calibration(part((0.55, 0.8)), {"HAC": 0.93}) is None
    assert calibration(part((0.505, 0.8)), {"HAC": 0.96}) is None


def test_a_refuted_part_is_marked_too() -> None:
    """By hand: 1.191573 times 0.05 above 0.44 is 0.4996, just below the mark of 0.5."""
    below = replace(measured((0.35, 0.49)), value=0.44, holds=False)
    found = calibration(judge_part("one", "It", reading(below, "year", primary=True), ()), {"HAC": 0.90})
    assert found is not None
    assert found.upper == pytest.approx(0.44 + 1.191573 * 0.05, abs=1e-6)
    assert found.survives


def test_a_resampled_interval_that_misses_its_estimate_is_widened_from_its_middle() -> None:
    """By hand: the middle of 0.72 and 0.8 is 0.76; 1.191573 times 0.04 below it is 0.712337."""
    found = calibration(part((0.72, 0.8)), COVERED)
    assert found is not None
    assert found.lower == pytest.approx(0.712337, abs=1e-6)


def test_what_holds_needs_every_part_and_what_fails_needs_one() -> None:
    sure, doubtful = part((0.6, 0.8), name="sure"), part((0.53, 0.8), name="doubtful")
    both = outcome("coin", AsOf.TODAY, (sure, doubtful))
    marks = {each.id: calibration(each, COVERED) for each in (sure, doubtful)}
    assert both.verdict is Verdict.HOLDS
    assert not still_carried(both, marks)
    assert still_carried(outcome("coin", AsOf.TODAY, (sure,)), marks)
    low = [replace(measured((0.2, end)), value=0.4, holds=False) for end in (0.42, 0.49)]
    failed = tuple(
        judge_part(name, "It", reading(one, "year", primary=True), ())
        for name, one in zip(("sure", "doubtful"), low, strict=True)
    )
    marks = {each.id: calibration(each, COVERED) for each in failed}
    assert [mark.survives for mark in marks.values() if mark is not None] == [True, False]
    assert still_carried(outcome("coin", AsOf.TODAY, failed), marks)
    assert not still_carried(outcome("coin", AsOf.TODAY, failed[1:]), marks)


def test_the_line_is_what_is_asked_of_every_interval_on_independent_days() -> None:
    assert AIM[0] == LINE


def test_the_interval_of_a_ratio_is_widened_on_the_scale_of_logarithms() -> None:
    """By hand: from 2 down to 1.25 is a factor of 1.6, and 1.6 to the power of 1.191573 is 1.750749."""
    mark = Target(1.0, None, low_included=False, high_included=False, claimed=None, why="More.")
    told = replace(measured((1.25, 3.2)), value=2.0, unit="ratio", target=mark, holds=True)
    found = calibration(judge_part("one", "It", reading(told, "year", primary=True), ()), COVERED)
    assert found is not None
    assert (found.lower, found.upper) == (pytest.approx(2.0 / 1.750749, rel=1e-5), pytest.approx(3.501498, rel=1e-5))
    assert found.survives
