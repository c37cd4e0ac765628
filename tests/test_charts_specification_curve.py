"""The specification curve: its order is plain sorting, its marks stand where values and choices put them."""

import random
import re
from xml.etree import ElementTree as ET

import pytest

from figurecheck.charts.specification_curve import (
    CurveAxis,
    CurvePoint,
    SpecificationCurve,
    draw_specification_curve,
    sorted_points,
)
from figurecheck.errors import InsufficientDataError

SVG = "{http://www.w3.org/2000/svg}"
GOOD, BAD, OPEN = "--fc-good", "--fc-bad", "--fc-open"
TWO = (CurveAxis("Window", ("year", "month")),)


def point(value: float, *, holds: bool | None = True, primary: bool = False, pick: int = 0) -> CurvePoint:
    return CurvePoint(value, holds, primary, (pick,))


def chart(points: tuple[CurvePoint, ...], *, logarithmic: bool = False, high: float | None = None) -> ET.Element:
    drawn = SpecificationCurve(
        "c", "t", "d", points, TWO, 1.0, high, None, "band", "primary: 2", str, logarithmic=logarithmic
    )
    return ET.fromstring(draw_specification_curve(drawn))  # noqa: S314 (our own chart)


def marks(root: ET.Element) -> list[tuple[float, float, str]]:
    """Across, up and colour of every mark, in the order in which they are drawn."""
    return [
        (float(use.get("x", "nan")), float(use.get("y", "nan")), GOOD if GOOD in use.get("style", "") else BAD)
        for use in root.iter(f"{SVG}use")
    ]


def columns(root: ET.Element) -> list[tuple[float, float]]:
    """The marks of the curve itself, which stand above the rows of choices, from left to right."""
    found: dict[float, list[float]] = {}
    for across, up, _ in marks(root):
        found.setdefault(across, []).append(up)
    return sorted((across, min(ups)) for across, ups in found.items())


def test_points_are_in_the_order_of_plain_sorting() -> None:
    values = [random.Random(7).uniform(-1, 1) for _ in range(40)]  # noqa: S311 (an example)
    found = sorted_points([point(value) for value in values])
    assert [each.value for each in found] == sorted(values)


def test_equal_values_keep_the_order_of_the_file() -> None:
    found = sorted_points([point(1.0, pick=1), point(0.0), point(1.0, pick=0)])
    assert [each.picks for each in found] == [(0,), (1,), (0,)]


def test_the_curve_rises_from_left_to_right_in_equal_steps() -> None:
    """By hand: 1, 2, 4 stand in columns of equal width, and twice the difference is twice the height."""
    (x1, y1), (x2, y2), (x3, y3) = columns(chart((point(4.0), point(1.0), point(2.0))))
    assert x2 - x1 == pytest.approx(x3 - x2, abs=0.2)
    assert y2 - y3 == pytest.approx(2 * (y1 - y2), abs=0.3)


def test_ratios_far_apart_stand_on_a_logarithmic_scale() -> None:
    """By hand: 1, 100 and 10,000 stand at equal heights from each other."""
    (_, y1), (_, y2), (_, y3) = columns(chart((point(1.0), point(100.0), point(10_000.0)), logarithmic=True))
    assert y1 - y2 == pytest.approx(y2 - y3, abs=0.2)


def test_every_reading_has_one_mark_on_the_curve_and_one_for_each_axis_in_its_own_column() -> None:
    points = (point(3.0, pick=1), point(1.0), point(2.0, holds=False, pick=1))
    found = marks(chart(points))
    assert len(found) == 2 * len(points)
    for across in {x for x, _, _ in found}:
        assert len([1 for x, _, _ in found if x == across]) == 2
    rows = sorted({y for x, y, _ in found} - {y for _, y in columns(chart(points))})
    first, *_ = columns(chart(points))
    assert len(rows) == 2
    assert (first[0], rows[0]) in {(x, y) for x, y, _ in found}, "the smallest value takes the first choice"


def test_holding_and_failing_readings_differ_in_shape_and_colour() -> None:
    root = chart((point(2.0), point(0.5, holds=False)))
    looks = {(use.get("href"), GOOD in use.get("style", "")) for use in root.iter(f"{SVG}use")}
    assert len({href for href, _ in looks}) == len(looks) == 2


def test_a_reading_that_the_data_leave_open_is_a_hollow_mark_of_its_own_colour() -> None:
    """Neither the colour nor the cross of a reading that fails; the primary one too, whatever its shape."""
    for primary in (False, True):
        root = chart((point(0.5, holds=None, primary=primary), point(2.0), point(3.0)))
        edged = [use.get("style", "") for use in root.iter(f"{SVG}use") if f"stroke:var({OPEN}" in use.get("style", "")]
        assert len(edged) == 2, "one on the curve, one in the row of its choice"
        assert all("fill:var(--fc-paper" in look for look in edged)
        assert BAD not in ET.tostring(root, encoding="unicode")


def test_the_words_on_the_primary_reading_stand_above_every_mark_and_interval() -> None:
    root = chart((point(2.0, primary=True), point(0.5, holds=False)))
    words = next(text for text in root.iter(f"{SVG}text") if "primary: 2" in (text.text or ""))
    assert float(words.get("y", "nan")) < min(up for _, up in columns(root))


def test_a_curve_without_readings_is_refused() -> None:
    with pytest.raises(InsufficientDataError, match="no reading could be computed"):
        chart(())


def test_the_shade_of_the_primary_reading_leaves_the_words_of_the_choices_alone() -> None:
    """Below the curve it stands in the strips of marks: one shade a choice, none as high as a choice with its words."""
    root = chart((point(2.0, primary=True), point(0.5, holds=False)))
    shades = [path for path in root.iter(f"{SVG}path") if "--fc-shade" in path.get("style", "")]
    heights = []
    for shade in shades:
        ups = [float(pair.split(" ")[1]) for pair in re.findall(r"-?[\d.]+ -?[\d.]+", shade.get("d", ""))]
        heights.append(max(ups) - min(ups))
    assert len(heights) == 1 + len(TWO[0].values)
    assert sorted(heights)[:-1] == pytest.approx([14.0, 14.0], abs=0.2)
