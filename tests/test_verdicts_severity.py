"""The severity of a claim as a table, and how far a figure is from the edge of its target; all by hand."""

from dataclasses import replace

import pytest

from figurecheck.claims.model import ClaimKind
from figurecheck.verdicts.distance import flip_distance, nearest_reading
from figurecheck.verdicts.outcome import Choice, Interval, Measurement, PartOutcome, ReadingOutcome, Target, Verdict
from figurecheck.verdicts.rule import holds, judge_part
from figurecheck.verdicts.severity import Severity, severity_of, worst_severity
from small_site import measurement

RISE = Target(1.25, 1.75, low_included=True, high_included=False, claimed=1.5, why="")
FALL = Target(-0.65, -0.55, low_included=False, high_included=True, claimed=-0.6, why="")
OVER = Target(None, -0.6, low_included=False, high_included=True, claimed=-0.6, why="")
SURGE = Target(0.2, None, low_included=True, high_included=False, claimed=None, why="")
STRONG = Target(0.5, None, low_included=True, high_included=False, claimed=None, why="")
HEDGE = Target(None, 0.0, low_included=False, high_included=False, claimed=None, why="")
FOUND = Target(None, 0.05, low_included=False, high_included=True, claimed=None, why="")
FIGURE, DIRECTION, STRENGTH = ClaimKind.FIGURE, ClaimKind.DIRECTION, ClaimKind.STRENGTH

# kind, target, value, interval, unit, severity
TABLE = {
    "a rise that was smaller": (FIGURE, RISE, 1.21, None, "fraction", Severity.NUMBER),
    "a rise that was larger": (FIGURE, RISE, 1.75, None, "fraction", Severity.NUMBER),
    "a fall in place of a rise": (FIGURE, RISE, -0.01, None, "fraction", Severity.DIRECTION),
    "no move in place of a rise": (FIGURE, RISE, 0.0, None, "fraction", Severity.DIRECTION),
    "a rise that fits": (FIGURE, RISE, 1.25, None, "fraction", None),
    "a fall that was smaller": (FIGURE, FALL, -0.22, None, "fraction", Severity.NUMBER),
    "a rise in place of a fall": (FIGURE, FALL, 0.22, None, "fraction", Severity.DIRECTION),
    "a fall short of a minimum": (FIGURE, OVER, -0.59, None, "fraction", Severity.NUMBER),
    "a surge that was a rise": (DIRECTION, SURGE, 0.1, None, "fraction", Severity.NUMBER),
    "a surge that was a fall": (DIRECTION, SURGE, -0.1, None, "fraction", Severity.DIRECTION),
    "a strong link that is weak": (STRENGTH, STRONG, 0.3, (0.2, 0.4), "correlation", Severity.CONCLUSION),
    "a strong link that may be": (STRENGTH, STRONG, 0.45, (0.3, 0.6), "correlation", None),
    "a hedge that goes along": (ClaimKind.HEDGE, HEDGE, 0.05, (0.02, 0.08), "slope", Severity.CONCLUSION),
    "a fact that is none": (ClaimKind.POLICY, SURGE, 0.0, None, "percentage points", Severity.CONCLUSION),
    "a test that found nothing": (ClaimKind.STRUCTURE, FOUND, 0.4, None, "p-value", None),
}


def measured(target: Target, value: float, interval: tuple[float, float] | None, unit: str) -> Measurement:
    limits = None if interval is None else Interval(*interval, 0.95, "bootstrap")
    made = replace(
        measurement("COIN", 1.0, 2.0, target, title="Coin", proxy=False), value=value, unit=unit, interval=limits
    )
    return replace(made, holds=holds(made))


def reading(one: Measurement | None, *, primary: bool = False, **choices: str) -> ReadingOutcome:
    taken = {"series": "COIN", "window": "year", "price": "close"} | choices
    return ReadingOutcome(tuple(Choice(axis, value, "") for axis, value in taken.items()), primary, one, "")


def part(one: Measurement, *others: ReadingOutcome) -> PartOutcome:
    return judge_part("one", "Coin", reading(one, primary=True), others)


@pytest.mark.parametrize("name", TABLE)
def test_the_severity_of_one_part(name: str) -> None:
    kind, target, value, interval, unit, expected = TABLE[name]
    assert severity_of(kind, part(measured(target, value, interval, unit))) is expected


def test_a_claim_takes_its_worst_severity_and_none_where_it_holds() -> None:
    parts = [part(measured(RISE, value, None, "fraction")) for value in (1.5, 1.2, -0.1)]
    assert worst_severity(FIGURE, tuple(parts)) is Severity.DIRECTION
    assert worst_severity(FIGURE, tuple(parts[:2])) is Severity.NUMBER
    assert worst_severity(FIGURE, tuple(parts[:1])) is None


def test_a_claim_that_depends_on_the_reading_has_a_severity_too() -> None:
    fits = reading(measured(RISE, 1.5, None, "fraction"), window="another")
    found = part(measured(RISE, 1.2, None, "fraction"), fits)
    assert (found.verdict, severity_of(FIGURE, found)) == (Verdict.DEPENDS, Severity.NUMBER)


@pytest.mark.parametrize(
    ("target", "value", "interval", "limit", "edge"),
    [
        (RISE, 1.21, None, 1.21, 1.25),
        (RISE, 1.70, None, 1.70, 1.75),
        (RISE, 3.0, None, 3.0, 1.75),
        (STRONG, 0.3, (0.2, 0.4), 0.4, 0.5),
        (STRONG, 0.6, (0.55, 0.7), 0.55, 0.5),
        (STRONG, 0.46, (0.33, 0.58), 0.58, 0.5),
        (HEDGE, 0.05, (0.02, 0.08), 0.02, 0.0),
    ],
)
def test_the_way_to_the_nearest_edge(
    target: Target, value: float, interval: tuple[float, float] | None, limit: float, edge: float
) -> None:
    way = flip_distance(measured(target, value, interval, "correlation"))
    assert way is not None
    assert (way.limit, way.edge, way.of_interval) == (limit, edge, interval is not None)
    assert way.shift == pytest.approx(edge - limit)


def test_both_ways_of_inference_count_for_the_way_to_an_edge() -> None:
    made = replace(measured(STRONG, 0.3, (0.2, 0.4), "correlation"), second_interval=Interval(0.1, 0.45, 0.95, "HAC"))
    way = flip_distance(made)
    assert way is not None
    assert (way.limit, way.shift) == (0.45, pytest.approx(0.05))


def test_the_nearest_reading_changes_the_fewest_choices() -> None:
    fits = [measured(RISE, value, None, "fraction") for value in (1.3, 1.6, 1.4)]
    others = (
        reading(fits[0], series="OTHER", window="another"),
        reading(fits[1], window="third"),
        reading(fits[2], series="OTHER"),
        reading(measured(RISE, 1.2, None, "fraction"), price="total return"),
        reading(None, price="intraday"),
    )
    found = nearest_reading(part(measured(RISE, 1.21, None, "fraction"), *others))
    assert found is not None
    assert found.measurement.value == 1.4
    assert [(choice.axis, choice.value) for choice in found.changes] == [("series", "OTHER")]


def test_no_reading_is_named_where_none_holds() -> None:
    assert nearest_reading(part(measured(RISE, 1.2, None, "fraction"), reading(None, series="OTHER"))) is None
