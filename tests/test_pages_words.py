"""Numbers in words: rounded once from the exact value, with a true minus, never onto an edge that they do not touch."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from figurecheck.claims.figures import parse_figure
from figurecheck.measures.names import MEASURES
from figurecheck.pages import words
from figurecheck.verdicts.outcome import Interval, Question, Target, Verdict


def plain(text: str) -> str:
    return text.replace(words.SPACE, " ")


def band(low: float | None, high: float | None, *, low_included: bool = True, high_included: bool = False) -> Target:
    return Target(low, high, low_included, high_included, claimed=None, why="")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (3.0316, "+303.2 %"),
        (-0.225, "−22.5 %"),
        (0.0, "0.0 %"),
        (-0.0001, "0.0 %"),
        (12.3456, "+1,234.6 %"),
        # 0.00125 is stored as 0.001250000000000000026..., 0.00135 as 0.0013500000000000001318...
        (0.00125, "+0.1 %"),
        (0.0005, "+0.1 %"),
    ],
)
def test_a_fraction_as_a_percentage(value: float, expected: str) -> None:
    assert plain(words.percent(value)) == expected


@given(st.floats(-50, 50))
def test_a_percentage_is_within_half_a_digit_of_the_value(value: float) -> None:
    shown = Decimal(plain(words.percent(value)).rstrip(" %").replace("−", "-").replace(",", ""))
    assert abs(shown - Decimal(value) * 100) <= Decimal("0.05")


def test_a_figure_just_short_of_an_edge_is_not_shown_on_it() -> None:
    wanted = band(0.125, 0.175)
    assert plain(words.value(0.1249, "fraction", wanted)) == "+12.49 %"
    assert plain(words.value(0.125, "fraction", wanted)) == "+12.5 %"
    assert plain(words.value(0.15, "fraction", wanted)) == "+15.0 %"


@given(st.floats(0.001, 5), st.floats(0.001, 5))
def test_what_is_shown_lies_on_the_side_of_the_edge_where_the_value_lies(value: float, edge: float) -> None:
    shown = Decimal(plain(words.value(value, "fraction", band(edge, None))).rstrip(" %").replace(",", "")) / 100
    if abs(value - edge) > 1e-5:
        assert (shown > Decimal(edge)) == (value > edge)


@pytest.mark.parametrize(
    ("wanted", "unit", "expected"),
    [
        (band(2.5, 3.5), "fraction", "250 % to just short of 350 %"),
        (band(-0.65, -0.55, low_included=False, high_included=True), "fraction", "−55 % to just short of −65 %"),
        (band(None, -0.6, high_included=True), "fraction", "−60 % or less"),
        (band(0.2, None), "fraction", "20 % or more"),
        (band(0.0, None, low_included=False), "fraction", "above 0 %"),
        (band(None, 0.0), "percentage points", "below 0 percentage points"),
        (band(2.0, None), "count", "2 or more"),
        (band(0.115, 0.125), "fraction", "11.5 % to just short of 12.5 %"),
    ],
)
def test_targets(wanted: Target, unit: str, expected: str) -> None:
    assert plain(words.target(wanted, unit)) == expected


def test_bands_of_stated_figures_come_out_exactly() -> None:
    """DESIGN's examples of the rounding rule, worded."""
    for stated, expected in (("300%", "250 % to just short of 350 %"), ("25%", "22.5 % to just short of 27.5 %")):
        low, high = parse_figure(stated).band
        assert plain(words.target(band(low, high), "fraction")) == expected


def test_other_units() -> None:
    assert words.value(7.0, "count") == "7"
    assert words.value(-0.25, "percentage points") == "−0.25 percentage points"
    assert plain(words.value(0.1026, "share")) == "10.3 %"
    limits = Interval(-0.01, 0.2, 0.95, "bootstrap")
    assert plain(words.interval(limits, "fraction")) == "95 % interval −1.0 % to +20.0 %"


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [
        (0.463186, "correlation", "+0.46"),
        (-0.0242722, "correlation", "−0.02"),
        (0.0313499, "slope", "+0.031"),
        (0.00029, "slope", "+0.0003"),
        (-0.00004, "slope", "−0.00004"),
        (0.0, "slope", "0.000"),
        (-0.0005, "slope", "−0.001"),
        (1.52, "ratio", "1.52 times"),
        (6467812.3, "ratio", "6.5 million times"),
        (12523491.0, "ratio", "13 million times"),
        (1016376.0, "ratio", "1.0 million times"),
        (987654.0, "ratio", "990,000 times"),
        (2345.6, "ratio", "2,346 times"),
        (0.0408, "p-value", "0.041"),
        (0.0004, "p-value", "less than 0.001"),
        (1.0, "p-value", "1.000"),
        (63.8143, "statistic", "63.8"),
        (0.05252, "z a year", "+0.053 in Fisher's z a year"),
        (0.1743, "coefficient", "0.17"),
        (0.47682, "weight", "+0.48"),
        (-5.537262, "percentage points", "−5.54 percentage points"),
    ],
)
def test_statistical_units(value: float, unit: str, expected: str) -> None:
    assert plain(words.value(value, unit)) == expected


def test_every_unit_of_the_measures_is_worded() -> None:
    assert {measure.unit for measure in MEASURES.values()} <= set(words.FORMS)


def test_a_limit_just_below_zero_is_not_shown_as_zero() -> None:
    limits = Interval(-0.1723, -0.0031, 0.95, "bootstrap")
    assert plain(words.between(limits, "correlation", band(None, 0.0))) == "−0.17 to −0.003"
    assert plain(words.between(limits, "correlation")) == "−0.17 to 0.00"


@pytest.mark.parametrize(
    ("name", "setting", "expected"),
    [
        ("seed", 20251003, "20251003"),
        ("replications", 9999, "9,999"),
        ("bandwidth", 71.0, "71"),
        ("block length", 14.162549, "14.16"),
        ("mean return in episodes", -0.0406182, "−4.1 %"),
        ("p-value of the share", 0.00046, "less than 0.001"),
        ("last day before the break", "2020-03-06", "6 March 2020"),
        ("role", "diversifier", "a diversifier and no hedge"),
        ("slope on the day before", -0.0000123456, "−0.00001235"),
    ],
)
def test_parameters(name: str, setting: str | float, expected: str) -> None:
    assert plain(words.parameter(name, setting)) == expected


def test_a_price_in_dollars_says_so_and_has_its_cents() -> None:
    assert words.price(43.747501373291016, "US dollars") == "US$\u00a043.75"
    assert words.price(42265.19, "US dollars") == "US$\u00a042,265.19"
    assert words.price(0.18126, "US dollars") == "US$\u00a00.1813"
    assert words.price(4.25, "percent") == "4.25"


def test_exact_values_keep_every_digit() -> None:
    assert words.exact(29001.72) == "29,001.72"
    assert words.exact(-4165591.0) == "−4,165,591"


def test_days() -> None:
    assert plain(words.span(date(2019, 12, 31), date(2025, 10, 2))) == "31 December 2019 to 2 October 2025"


def test_tally() -> None:
    mixed = [Verdict.HOLDS] * 2 + [Verdict.FAILS] + [Verdict.NOT_TESTABLE] * 2
    expected = "two of five claims hold, one does not hold and two cannot be tested"
    assert words.tally_sentence(mixed) == expected
    assert words.tally_sentence([Verdict.DEPENDS]) == "one of one claim depends on the reading"
    assert words.tally_sentence([]) == "there are no claims"
    assert dict(words.tally(mixed))[Verdict.NOT_PROVEN] == 0


def test_every_verdict_has_its_own_word_and_shape() -> None:
    assert set(words.VERDICTS) == set(Verdict)
    assert len({word for word, _, _ in words.VERDICTS.values()}) == len(Verdict)
    assert len({shape for _, shape, _ in words.VERDICTS.values()}) == len(Verdict)


def test_every_question_of_the_rule_is_worded() -> None:
    assert set(words.QUESTIONS) == set(Question)


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        (band(None, -0.1, high_included=True), "a fall of 10 % or more"),
        (band(None, 0.0), "any fall"),
        (band(0.1, None), "a rise of 10 % or more"),
        (band(0.0, None, low_included=False), "any rise"),
        (band(-0.45, -0.35, low_included=False, high_included=True), "a fall of 35 % to just short of 45 %"),
        (band(-0.1, 0.1), "−10 % to just short of 10 %"),
        (band(-0.1, None), "−10 % or more"),
    ],
)
def test_what_is_asked_of_a_return_is_said_as_a_rise_or_a_fall(wanted: Target, said: str) -> None:
    assert plain(words.asked_return(wanted, "fraction")) == said
