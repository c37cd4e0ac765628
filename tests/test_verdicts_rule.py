"""The verdict rule: its order, its boundaries, and the worst part of a claim."""

from dataclasses import replace
from datetime import date

import pytest

from figurecheck.verdicts.convention import deciding_axes, separation
from figurecheck.verdicts.outcome import Choice, Interval, Measurement, Question, ReadingOutcome, Target, Verdict
from figurecheck.verdicts.rule import holds, judge_part, share_holding, straddles, worst

Limits = tuple[float, float]

BAND = Target(2.5, 3.5, low_included=True, high_included=False, claimed=3.0, why="rounds to 300 %")
STRONG = Target(0.5, None, low_included=True, high_included=False, claimed=None, why="strong")


def measured(
    value: float,
    target: Target = BAND,
    interval: Limits | None = None,
    second: Limits | None = None,
) -> Measurement:
    bare = Measurement(
        part="btc",
        title="Bitcoin",
        series=("BTC-USD",),
        proxy=False,
        measure="window_return",
        method="close",
        value=value,
        unit="fraction",
        interval=None if interval is None else Interval(*interval, level=0.95, method="HAC"),
        second_interval=None if second is None else Interval(*second, level=0.95, method="bootstrap"),
        n=250,
        start=date(2019, 12, 31),
        end=date(2020, 12, 31),
        target=target,
        holds=None,
        hindsight=False,
        formula="end / start - 1",
        trace=(),
    )
    return replace(bare, holds=holds(bare))


def reading(
    value: float | None,
    choices: tuple[Choice, ...] = (),
    target: Target = BAND,
    interval: Limits | None = None,
) -> ReadingOutcome:
    found = None if value is None else measured(value, target, interval)
    return ReadingOutcome(choices, primary=False, measurement=found, reason="" if found else "outside the data")


def verdict(primary: ReadingOutcome, *others: ReadingOutcome) -> Verdict:
    return judge_part("btc", "Bitcoin", primary, others).verdict


@pytest.mark.parametrize(("value", "expected"), [(2.5, True), (3.4999, True), (3.5, False), (2.4999, False)])
def test_the_band_is_half_open(value: float, expected: bool) -> None:
    assert measured(value).holds is expected


def test_the_primary_reading_decides_when_it_holds_whatever_the_others_say() -> None:
    assert verdict(reading(3.03), *[reading(9.0)] * 9) is Verdict.HOLDS


@pytest.mark.parametrize(("holding", "expected"), [(0, Verdict.FAILS), (1, Verdict.FAILS), (2, Verdict.DEPENDS)])
def test_a_quarter_of_the_conventional_readings_makes_a_failed_claim_depend(holding: int, expected: Verdict) -> None:
    others = [reading(3.0)] * holding + [reading(1.0)] * (8 - holding)
    assert verdict(reading(1.2), *others) is expected


def test_readings_that_cannot_be_computed_do_not_count() -> None:
    others = (reading(3.0), reading(None), reading(None), reading(1.0))
    assert share_holding(others) == 0.5
    assert share_holding((reading(None),)) is None
    assert verdict(reading(1.2), reading(None)) is Verdict.FAILS


def test_without_a_primary_figure_nothing_is_tested() -> None:
    part = judge_part("btc", "Bitcoin", reading(None), (reading(3.0),))
    assert part.verdict is Verdict.NOT_TESTABLE
    assert [test.question for test in part.tests] == [Question.AVAILABLE]


@pytest.mark.parametrize(
    ("interval", "expected"),
    [((0.5, 0.7), Verdict.HOLDS), ((0.3, 0.7), Verdict.NOT_PROVEN), ((0.1, 0.4), Verdict.FAILS)],
)
def test_an_interval_that_straddles_its_threshold_proves_nothing(interval: Limits, expected: Verdict) -> None:
    middle = sum(interval) / 2
    assert verdict(reading(middle, target=STRONG, interval=interval)) is expected


def test_an_interval_around_a_whole_band_straddles_it() -> None:
    assert straddles(Interval(2.0, 4.0, 0.95, "HAC"), BAND)
    assert not straddles(Interval(3.6, 4.0, 0.95, "HAC"), BAND)
    assert not straddles(Interval(2.6, 3.0, 0.95, "HAC"), BAND)


def test_an_interval_that_straddles_outweighs_the_readings() -> None:
    others = [reading(0.9, target=STRONG)] * 8
    assert verdict(reading(0.5, target=STRONG, interval=(0.3, 0.7)), *others) is Verdict.NOT_PROVEN


def test_the_tests_that_led_to_a_verdict_are_listed_in_their_order() -> None:
    part = judge_part("x", "X", reading(0.5, target=STRONG, interval=(0.3, 0.7)), (reading(0.6, target=STRONG),))
    assert [(test.question, test.passed) for test in part.tests] == [
        (Question.AVAILABLE, True),
        (Question.PRIMARY, False),
        (Question.INTERVAL, False),
        (Question.READINGS, True),
    ]
    assert part.tests[-1].found == 1.0


def test_a_claim_takes_its_worst_part() -> None:
    order = [Verdict.FAILS, Verdict.DEPENDS, Verdict.NOT_PROVEN, Verdict.HOLDS]
    for position, expected in enumerate(order):
        assert worst(tuple(order[position:])) is expected
    assert worst((Verdict.HOLDS, Verdict.NOT_TESTABLE)) is Verdict.NOT_TESTABLE
    assert worst(()) is Verdict.NOT_TESTABLE


def test_the_axis_that_separates_the_readings_decides() -> None:
    def at(window: str, price: str, value: float) -> ReadingOutcome:
        return reading(value, (Choice("window", window, "why"), Choice("price", price, "why")))

    readings = (at("year", "close", 1.0), at("low", "close", 3.0), at("year", "total", 1.1), at("low", "total", 3.1))
    assert deciding_axes(readings) == ("window",)
    assert deciding_axes(readings[:1]) == ()
    assert judge_part("x", "X", readings[0], readings[1:]).deciding_axis == "window"


def test_many_values_with_a_reading_each_do_not_decide_and_close_axes_are_both_named() -> None:
    """By hand: six readings, three hold. Uncorrected, window (a b c d e e) explains more than price (x x x y y y).

    Total 1.5 over 5. Window: within 0.5 over 1, so 1 - 0.5 / 0.3 = -2/3. Price: within 4/3 over 4, so -1/9 where two of
    three hold against one of three, and 1 where all against none do.
    """

    def at(window: str, price: str, method: str, *, holds: bool) -> ReadingOutcome:
        values = (("window", window), ("price", price), ("method", method))
        return reading(3.0 if holds else 1.0, tuple(Choice(axis, value, "why") for axis, value in values))

    holding = (True, True, True, False, False, False)
    rows = [at(w, p, m, holds=h) for w, p, m, h in zip("abecde", "xxxyyy", "rrrsss", holding, strict=True)]
    assert separation(rows, "window") == pytest.approx(-2 / 3)
    assert separation(rows, "price") == separation(rows, "method") == pytest.approx(1.0)
    assert deciding_axes(tuple(rows)) == ("price", "method")
    mixed = [at(w, p, m, holds=h) for w, p, m, h in zip("abecde", "xxyxyy", "uvwxyz", holding, strict=True)]
    assert separation(mixed, "price") == pytest.approx(-1 / 9)
    assert separation(mixed, "method") is None
    assert deciding_axes(tuple(mixed)) == ()


@pytest.mark.parametrize(
    ("second", "expected", "fragile"),
    [
        ((0.52, 0.68), Verdict.HOLDS, False),
        ((0.45, 0.68), Verdict.NOT_PROVEN, True),
        ((0.1, 0.4), Verdict.NOT_PROVEN, True),
    ],
)
def test_inference_methods_that_disagree_prove_nothing_and_are_fragile(
    second: Limits, expected: Verdict, fragile: bool
) -> None:
    primary = ReadingOutcome((), primary=True, measurement=measured(0.6, STRONG, (0.55, 0.7), second), reason="")
    part = judge_part("x", "X", primary, (reading(0.6, target=STRONG),))
    assert (part.verdict, part.fragile) == (expected, fragile)


@pytest.mark.parametrize(
    ("p_values", "expected", "fragile"),
    [
        ((0.01, 0.05), Verdict.HOLDS, False),
        ((0.04, 0.2), Verdict.NOT_PROVEN, True),
        ((0.2, 0.7), Verdict.NOT_PROVEN, False),
    ],
)
def test_a_test_that_does_not_rule_out_chance_proves_nothing(
    p_values: Limits, expected: Verdict, *, fragile: bool
) -> None:
    """The larger p-value is the figure; where only one of two tests rules chance out, the answer is fragile too."""
    mark = Target(None, 0.05, low_included=False, high_included=True, claimed=None, why="5 %")
    found = replace(measured(max(p_values), mark), unit="p-value", p_values=p_values)
    found = replace(found, holds=holds(found))
    part = judge_part("tie", "Tie", ReadingOutcome((), primary=True, measurement=found, reason=""), ())
    assert (part.verdict, part.fragile) == (expected, fragile)
