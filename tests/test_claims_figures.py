"""Figures as claimed, and the bands of values that round to them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from figurecheck.claims.figures import parse_figure

DESIGN_BANDS = {
    "300%": (2.5, 3.5),
    "150%": (1.25, 1.75),
    "60%": (0.55, 0.65),
    "40%": (0.35, 0.45),
    "25%": (0.225, 0.275),
    "15%": (0.125, 0.175),
    "12%": (0.115, 0.125),
    "100%": (0.95, 1.05),
}
"""The examples of the rounding rule, as its author wrote them out."""

BY_HAND = {
    "20%": (0.175, 0.225),
    "5%": (0.045, 0.055),
    "2%": (0.015, 0.025),
    "12.5%": (0.1245, 0.1255),
    "1.25%": (0.01245, 0.01255),
    "0.3%": (0.0025, 0.0035),
    "1000%": (9.5, 10.5),
    "36.6 %": (0.3655, 0.3665),
    "7": (6.5, 7.5),
    "about 15%": (0.125, 0.175),
    "25.0%": (0.2495, 0.2505),
    "25.00%": (0.24995, 0.25005),
    "300.0%": (2.9995, 3.0005),
    "2.50": (2.495, 2.505),
}
"""Worked out from the wording of the rule.

20 is rounded to 5 (10 is more than a third of it); 2 has no unit but its last digit; 12.5 is written to a tenth; 1000
is rounded to 100 by the coarsest unit of the list; a figure with decimals is rounded to the last of them.
"""


@pytest.mark.parametrize(("text", "band"), DESIGN_BANDS.items())
def test_the_bands_of_the_rounding_rule(text: str, band: tuple[float, float]) -> None:
    assert parse_figure(text).band == pytest.approx(band, abs=1e-12)


@pytest.mark.parametrize(("text", "band"), BY_HAND.items())
def test_further_bands_by_hand(text: str, band: tuple[float, float]) -> None:
    assert parse_figure(text).band == pytest.approx(band, abs=1e-12)


@pytest.mark.parametrize(
    ("text", "unit", "band"),
    [
        ("25%", 1, (0.245, 0.255)),
        ("25%", 5, (0.225, 0.275)),
        ("about 300 percent", 10, (2.95, 3.05)),
        ("4.25", 0.25, (4.125, 4.375)),
        ("2%", 1, (0.015, 0.025)),
    ],
)
def test_what_the_file_says_of_the_rounding_goes_before_the_rule(
    text: str, unit: float, band: tuple[float, float]
) -> None:
    assert parse_figure(text, unit).band == pytest.approx(band, abs=1e-12)


@pytest.mark.parametrize(
    ("text", "unit", "words"),
    [
        ("25%", 0.1, "1, the last digit of 25%"),
        ("25%", 10, "divides it"),
        ("60%", 30, "at most a third"),
        ("25.0%", 0.01, "0.1, the last digit"),
        ("over 60%", 10, "no rounding of a minimum"),
    ],
)
def test_a_rounding_that_the_figure_cannot_have(text: str, unit: float, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        parse_figure(text, unit)


@pytest.mark.parametrize("text", ["over 60%", "Over 60 %", "more than 60%", "at least 60%"])
def test_a_minimum_has_no_upper_end(text: str) -> None:
    assert parse_figure(text).band == (0.6, None)


@pytest.mark.parametrize(
    "text",
    ["up", "", "60%%", "50-50", "-5%", "sixty", "6,0%", "0%", "nan", "1e3", "a third", "nearly 60%", "17 to 19%"],
)
def test_what_is_not_a_figure(text: str) -> None:
    with pytest.raises(ValueError, match="a number"):
        parse_figure(text)


@given(st.decimals(min_value="0.1", max_value=5000, places=1))
def test_a_figure_lies_in_its_own_band(number: object) -> None:
    figure = parse_figure(f"{number}%")
    low, high = figure.band
    assert high is not None
    assert low < figure.value < high


@given(st.integers(min_value=1, max_value=5000))
def test_a_band_is_at_most_a_third_wide_and_never_finer_than_what_was_written(number: int) -> None:
    figure = parse_figure(str(number))
    low, high = figure.band
    assert high is not None
    assert 1 - 1e-12 <= high - low <= max(1, number / 3) + 1e-12
