"""Holm across claims: p-values turned out of intervals, against tables of the normal and of Student's law."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from figurecheck.pages import words
from figurecheck.verdicts.holm import holm, p_value
from figurecheck.verdicts.outcome import AsOf, Interval, Measurement, Outcome, PartOutcome, ReadingOutcome, Verdict
from test_verdicts_rule import STRONG, Target, measured

ABOVE_NIL = Target(0.0, None, low_included=False, high_included=False, claimed=None, why="a rise")
BENJAMINI_HOCHBERG = (0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719,
                      0.6528, 0.7590, 1.0)  # fmt: skip


@pytest.mark.parametrize(
    ("distance", "expected"),
    [
        pytest.param(1.959963984540054, 0.05, id="the edge of a 95 % interval"),
        pytest.param(2.5758293035489004, 0.01, id="table of the normal law"),
        pytest.param(3.2905267314919255, 0.001, id="table of the normal law, far out"),
    ],
)
def test_the_p_value_is_that_of_the_normal_law(distance: float, expected: float) -> None:
    reach = 1.959963984540054
    found = p_value(measured(distance, ABOVE_NIL, (distance - reach, distance + reach)))
    assert found == pytest.approx(expected, rel=1e-9)


def test_the_p_value_is_that_of_students_law_where_the_interval_says_so() -> None:
    """Table of Student's t with 10 degrees of freedom: 2.2281 at 5 %, 3.1693 at 1 %."""
    interval = Interval(3.169272667 - 2.228138852, 3.169272667 + 2.228138852, 0.95, "t", degrees=10)
    found = p_value(replace(measured(3.169272667, ABOVE_NIL), interval=interval))
    assert found == pytest.approx(0.01, rel=1e-7)


def test_the_side_of_the_edge_counts_and_of_two_methods_the_larger_p_value() -> None:
    lopsided = measured(0.6, STRONG, (0.5, 0.9))
    assert p_value(lopsided) == pytest.approx(0.05)
    wide = replace(lopsided, second_interval=Interval(0.4, 0.61, 0.95, "bootstrap"))
    assert p_value(wide) == pytest.approx(0.3271, abs=1e-4)  # half of 1.96, table


def test_an_interval_of_another_estimator_is_turned_around_its_own_estimate() -> None:
    other = Interval(0.5, 0.9, 0.95, "least squares", estimate=0.7)
    assert p_value(replace(measured(0.51, STRONG), interval=other)) == pytest.approx(0.05)


def test_a_resampled_interval_that_misses_its_estimate_is_read_from_its_middle() -> None:
    assert p_value(measured(0.45, STRONG, (0.5, 0.9))) == pytest.approx(0.05)


def test_a_ratio_is_turned_around_on_the_scale_of_logarithms() -> None:
    """From 4 down to 2 is a factor of 2, and on to 1 another: twice 1.96 (0.0000886)."""
    more = Target(1.0, None, low_included=False, high_included=False, claimed=None, why="more")
    ratio = replace(measured(4.0, more, (2.0, 8.0)), unit="ratio")
    assert p_value(ratio) == pytest.approx(8.857e-5, rel=1e-3)
    assert p_value(replace(ratio, unit="coefficient")) == pytest.approx(0.00328, rel=1e-2)  # 1.5 times 1.96


def test_an_exact_figure_has_no_p_value_and_a_p_value_is_its_own() -> None:
    assert p_value(measured(0.6, STRONG)) is None
    assert p_value(replace(measured(0.217, STRONG), unit="p-value")) == 0.217


def test_a_p_value_is_never_nothing() -> None:
    """A hundred half widths from the edge the normal law is below the smallest number; so is a test's own answer."""
    far = p_value(measured(200.0, ABOVE_NIL, (199.0, 201.0)))
    own = p_value(replace(measured(0.0, STRONG), unit="p-value"))
    point = p_value(measured(0.6, STRONG, (0.6, 0.6)))
    assert far == own == point == 2.2250738585072014e-308
    assert words.value(far, "p-value") == words.value(0.0, "p-value") == "less than 0.001"


def test_a_p_value_is_not_adjusted_twice() -> None:
    """Both tests must reject, so the larger of the two counts (Berger 1982); Holm for the article comes after."""
    tests = replace(measured(0.217, STRONG), unit="p-value", p_values=(0.043, 0.217), unadjusted=(0.0072, 0.0434))
    assert p_value(tests) == 0.0434


def outcome(claim: str, parts: Mapping[str, Measurement]) -> dict[AsOf, Outcome]:
    found = tuple(
        PartOutcome(name, name, Verdict.HOLDS, ReadingOutcome((), True, replace(one, part=name), ""), (), (), "")
        for name, one in parts.items()
    )
    one = Outcome(claim, AsOf.TODAY, Verdict.HOLDS, False, found, (), date(2026, 1, 2), {}, "")
    return {AsOf.TODAY: one, AsOf.PUBLICATION: replace(one, parts=())}


def test_holm_counts_all_claims_as_one_family() -> None:
    """The 15 p-values of Benjamini and Hochberg (1995): Holm rejects 3; exact parts do not count."""
    tested = {f"part-{at}": replace(measured(p, STRONG), unit="p-value") for at, p in enumerate(BENJAMINI_HOCHBERG)}
    outcomes = {
        "first": outcome("first", {**dict(list(tested.items())[:7]), "exact": measured(0.6, STRONG)}),
        "second": outcome("second", dict(list(tested.items())[7:])),
    }
    found = holm(outcomes, AsOf.TODAY)
    assert {entry.family for entry in found.values()} == {15}
    assert [key for key, entry in found.items() if entry.survives()] == [("first", f"part-{at}") for at in range(3)]
    assert found["first", "part-2"].adjusted == pytest.approx(13 * 0.0019)
    assert holm(outcomes, AsOf.PUBLICATION) == {}
