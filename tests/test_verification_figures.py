"""Comparing two routes: what agrees, what differs, and what is missing on one side."""

from math import nan

import pytest

from figurecheck.verification.figures import Figure, Published, Tolerance, compare, without_second

EXACT = Tolerance("exact")
SAMPLED = Tolerance("sampled", interval=0.05, second_interval=0.10)


def published(figure: Figure | None) -> Published:
    return Published("a-claim", "part", "today", figure)


def agreed(first: Figure | None, second: Figure, tolerance: Tolerance = EXACT) -> dict[str, bool]:
    return {row.number: row.agrees for row in compare(published(first), second, tolerance)}


@pytest.mark.parametrize(
    ("first", "second", "agrees"),
    [(3.0, 3.0, True), (3.0, 3.0 + 2e-9, True), (3.0, 3.0 + 4e-9, False), (-3.0, 3.0, False), (3.0, nan, False)],
)
def test_a_value_may_differ_in_its_last_digits_only(first: float, second: float, agrees: bool) -> None:
    assert agreed(Figure(first), Figure(second)) == {"value": agrees}


def test_a_floor_allows_small_figures_to_differ() -> None:
    tolerance = Tolerance("p-values", floor=0.01)
    assert agreed(Figure(0.001), Figure(0.009), tolerance) == {"value": True}
    assert agreed(Figure(0.001), Figure(0.012), tolerance) == {"value": False}


def test_limits_may_differ_by_a_share_of_the_width() -> None:
    first = Figure(0.5, (0.0, 1.0), (0.0, 1.0))
    second = Figure(0.5, (0.04, 1.06), (0.09, 1.11))
    expected = {"value": True, "lower": True, "upper": False, "second lower": True, "second upper": False}
    assert agreed(first, second, SAMPLED) == expected


def test_an_interval_that_only_one_route_gives_is_a_difference() -> None:
    assert agreed(Figure(0.5, (0.0, 1.0)), Figure(0.5)) == {"value": True, "lower": False, "upper": False}
    assert agreed(Figure(0.5), Figure(0.5, (0.0, 1.0))) == {"value": True, "lower": False, "upper": False}


def test_a_figure_that_the_report_does_not_give_is_a_difference() -> None:
    assert agreed(None, Figure(0.5)) == {"value": False}


def test_neither_route_having_a_figure_is_agreement_and_only_one_is_not() -> None:
    assert without_second(published(None), "").agrees
    assert not without_second(published(Figure(1.0)), "no second route").agrees
    assert not without_second(published(None), "no second route").agrees
