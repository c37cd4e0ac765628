"""The small picture of a row: places that follow from the values by hand, inside the picture whatever they are."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from figurecheck.charts.range_picture import HEIGHT, WIDTH, RangePicture, draw_range_picture

LEVEL = RangePicture("text", "fc-holds", 1.0, None, None, 0.0, 2.0, None, None)
FINITE = st.floats(-1e6, 1e6)


def places(svg: str) -> dict[str, tuple[float, float]]:
    """Left and right end of every mark, by its class."""
    found = {}
    for name, tag in re.findall(r'class="fc-(\w+)" ([^>]*)/>', svg):
        numbers = {key: float(value) for key, value in re.findall(r'(\w+)="(-?[\d.]+)"', tag)}
        left = numbers.get("x1", numbers.get("x", numbers.get("cx", 0.0)))
        found[name] = (left, numbers.get("x2", left + numbers.get("width", 0.0)))
    return found


def test_places_follow_from_the_values() -> None:
    """By hand: 0 to 2 with 8 % room at both ends on 138 units from 6 on: 0 at 15.5, 1 at 75, 2 at 134.5."""
    at = places(draw_range_picture(LEVEL))
    assert at["wanted"] == (15.5, pytest.approx(134.5, abs=0.1))
    assert at["value"] == (75.0, 75.0)


def test_a_band_without_a_bound_runs_to_the_end() -> None:
    at = places(draw_range_picture(replace(LEVEL, low=None, high=0.5)))
    assert at["wanted"][0] == 0
    at = places(draw_range_picture(replace(LEVEL, low=0.5, high=None)))
    assert at["wanted"][1] == pytest.approx(WIDTH, abs=0.1)


def test_equal_factors_are_equally_wide_on_a_logarithmic_scale() -> None:
    """By hand: 0.5, 1 and 2 stand at equal distances."""
    chart = replace(LEVEL, value=1.0, lower=0.5, upper=2.0, low=None, high=None, logarithmic=True)
    left, right = places(draw_range_picture(chart))["interval"]
    middle = places(draw_range_picture(chart))["value"][0]
    assert right - middle == pytest.approx(middle - left, abs=0.1)
    assert middle == pytest.approx(75, abs=0.1)


def test_what_is_not_there_is_not_drawn() -> None:
    assert set(places(draw_range_picture(LEVEL))) == {"axis", "wanted", "value"}
    every = replace(LEVEL, lower=0.5, upper=1.5, claimed=1.0, neutral=0.0, second=(-5.0, 1.0))
    at = places(draw_range_picture(every))
    assert set(at) == {"axis", "wanted", "neutral", "claimed", "interval", "second", "value"}
    assert at["second"][0] == pytest.approx(15.5, abs=0.2)


def test_a_narrow_band_can_still_be_seen() -> None:
    left, right = places(draw_range_picture(replace(LEVEL, low=1.0, high=1.0001, claimed=100.0)))["wanted"]
    assert right - left >= 1.4


@given(FINITE, FINITE, FINITE, st.none() | FINITE)
def test_everything_lies_inside_the_picture(value: float, low: float, high: float, claimed: float | None) -> None:
    chart = replace(LEVEL, value=value, low=min(low, high), high=max(low, high), claimed=claimed, neutral=0.0)
    for left, right in places(draw_range_picture(chart)).values():
        assert 0 <= left <= right <= WIDTH


def test_colours_are_left_to_the_style_sheet_and_the_text_is_there() -> None:
    svg = draw_range_picture(LEVEL)
    assert "#" not in svg
    assert "style=" not in svg
    assert f'viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="text"' in svg
    assert "\n" not in svg
