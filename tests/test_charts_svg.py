"""What every chart owes a page: the same bytes, theme colours, no fixed size, a name, a long description, few bytes."""

import gzip
import re
from collections.abc import Callable
from datetime import date
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree as ET

import numpy as np
import pandas as pd
import pytest

from figurecheck.charts import style
from figurecheck.charts.corrections import FallChart, FallRow, draw_falls
from figurecheck.charts.intervals import IntervalChart, IntervalRow, draw_intervals
from figurecheck.charts.movement import Observations, correlation_paths, share_path
from figurecheck.charts.overview import IndexedLine, OverviewChart, draw_overview
from figurecheck.charts.paths import DayMark, Look, PathChart, PathLine, draw_paths
from figurecheck.charts.placing import Spot, best_spot
from figurecheck.charts.rows import broken, rows_of
from figurecheck.charts.specification_curve import CurveAxis, CurvePoint, SpecificationCurve, draw_specification_curve
from figurecheck.charts.steps import Mark, StepChart, draw_steps
from figurecheck.charts.style import COLOURS
from figurecheck.charts.window import WindowChart, draw_window
from figurecheck.errors import InsufficientDataError
from figurecheck.measures.alignment import sessions

SVG = "{http://www.w3.org/2000/svg}"
LARGEST = 25_000


def parsed(text: str) -> ET.Element:
    return ET.fromstring(text)  # noqa: S314 (our own chart)


def walk(first: str, last: str, seed: int) -> pd.Series:
    days = pd.date_range(first, last, freq="D")
    steps = np.random.default_rng(seed).normal(0, 0.03, len(days))
    return pd.Series(100 * np.exp(np.cumsum(steps)), index=days)


def percent(value: float) -> str:
    return f"{value:.0%}"


def window(
    name: str = "window", *, low: float | None = 0.1, high: float | None = None, title: str = "A < B & C"
) -> str:
    prices = walk("2019-06-01", "2021-06-01", 1)
    start, end = date(2019, 12, 31), date(2020, 12, 31)
    first, last = float(prices[str(start)]), float(prices[str(end)])
    chart = WindowChart(
        name, title, "long words", prices, start, end, first, last, low, high, "band", "start", "+1 %", percent
    )
    return draw_window(chart)


def steps(name: str = "steps") -> str:
    upper = pd.Series([0.25, 0.25, 0.5, 0.5, 1.0, 1.0], index=pd.date_range("2022-01-01", periods=6, freq="60D"))
    marks = (Mark(date(2022, 5, 1), "first"),)
    chart = StepChart(name, "t", "d", upper, upper - 0.25, date(2022, 2, 1), date(2022, 10, 1), marks, percent)
    return draw_steps(chart)


def curve(name: str = "curve") -> str:
    axes = (CurveAxis("Window", ("calendar year", "words of a label that has to be broken into lines " * 2)),)
    points = tuple(
        CurvePoint(at / 10, at % 3 == 0, at == 7, (at % 2,), ((at / 10 - 1, at / 10 + 1), (at / 10 - 2, at / 10)))
        for at in range(40)
    )
    chart = SpecificationCurve(name, "t", "d", points, axes, 0.05, 0.15, 0.1, "band", "primary", percent)
    return draw_specification_curve(chart)


def overview(name: str = "overview") -> str:
    first = IndexedLine("Bitcoin", walk("2014-01-02", "2026-08-20", 2))
    second = IndexedLine("PSCT", walk("2014-01-02", "2026-08-20", 3))
    rate = pd.Series(1.5, index=first.prices.index)
    spans = ((date(2021, 11, 8), date(2022, 11, 21)),)
    published = date(2025, 10, 3)
    words = ("rate", spans, "shaded", published, "article")
    chart = OverviewChart(name, "t", "d", date(2014, 1, 2), first, second, rate, *words, str, percent)
    return draw_overview(chart)


def paths(name: str = "paths") -> str:
    lines = tuple(
        PathLine(look.name, walk("2014-01-02", "2026-08-20", seed) / 100, look) for seed, look in enumerate(Look, 4)
    )
    marks = (DayMark(date(2020, 3, 1), "Mar 2020"), DayMark(date(2025, 10, 3), "article"))
    return draw_paths(PathChart(name, "t", "d", lines, marks, 0.5, None, "holds: 0.5 or more", percent))


def intervals(name: str = "intervals", *, logarithmic: bool = False) -> str:
    rows = (
        IntervalRow(
            "A label that is long enough to be broken into more lines than one", 2.0, 1.0, 3.0, "+2", strong=True
        ),
        IntervalRow("Another", 1.5, None, None, "+1.5", strong=False),
    )
    return draw_intervals(IntervalChart(name, "t", "d", rows, 1.2, "mark", percent, logarithmic))


def falls(name: str = "falls") -> str:
    rows = tuple(FallRow(f"{at} Oct 2025", -0.2 - at / 100, (at / 100, None), at < 3) for at in range(1, 41))
    return draw_falls(FallChart(name, "t", "d", "Bitcoin", ("IWC", "PSCT"), rows, percent))


DRAWN: list[Callable[[], str]] = [window, steps, curve, overview, paths, intervals, falls]
every_chart = pytest.mark.parametrize("draw", DRAWN, ids=lambda draw: draw.__name__)


@every_chart
def test_the_same_chart_is_the_same_bytes(draw: Callable[[], str]) -> None:
    assert draw() == draw()


@every_chart
def test_a_chart_is_small_enough_to_stand_in_a_page(draw: Callable[[], str]) -> None:
    assert len(gzip.compress(draw().encode())) <= LARGEST


@every_chart
def test_it_has_a_name_and_a_long_description_and_no_size_of_its_own(draw: Callable[[], str]) -> None:
    root = parsed(draw())
    ids = {element.get("id"): element for element in root.iter() if element.get("id")}
    assert root.get("role") == "img"
    assert ids[root.get("aria-labelledby")].text
    assert ids[root.get("aria-describedby")].text
    assert root.get("viewBox")
    assert root.get("width") is None


@every_chart
def test_every_colour_is_a_variable_of_the_theme(draw: Callable[[], str]) -> None:
    text = draw()
    named = set(re.findall(r"var\(--fc-([a-z]+),(#[0-9a-f]{6})\)", text))
    assert named
    assert {(COLOURS[colour], colour) for _, colour in named} == named
    bare = re.sub(r"var\([^)]*\)", "", text)
    assert re.findall(r"#[0-9a-f]{6}\b", bare) == []


@every_chart
def test_nothing_in_it_reaches_beyond_it(draw: Callable[[], str]) -> None:
    text = draw()
    assert "<style" not in text
    assert "<script" not in text
    assert set(re.findall(r"https?://[^\"]+", text)) == {"http://www.w3.org/2000/svg"}
    assert text.count("\n") == 1


@every_chart
def test_two_charts_of_different_names_share_no_id(draw: Callable[[str], str]) -> None:
    ids = [set(re.findall(r' id="([^"]+)"', draw(name))) for name in ("one", "two")]
    assert ids[0]
    assert ids[0].isdisjoint(ids[1])


@every_chart
def test_every_reference_leads_to_an_id_of_the_same_chart(draw: Callable[[], str]) -> None:
    text = draw()
    ids = set(re.findall(r' id="([^"]+)"', text))
    assert set(re.findall(r'(?:url\(|href=")#([^)"]+)', text)) <= ids


def test_no_engine_of_layout_moves_what_a_chart_has_placed() -> None:
    """Every panel stands where ``add_panel`` says, in the units of the view box; an engine would place it anew."""
    with style.house_style():
        figure = style.new_figure(200.0)
        assert figure.get_layout_engine() is None
        axes = style.add_panel(figure, 20.0, 100.0)
        axes.set_ylabel("a label that an engine would make room for", fontsize=40)
        figure.canvas.draw()
    left, bottom, _, height = axes.get_position().bounds
    assert (left * style.WIDTH, bottom * 200, height * 200) == pytest.approx((style.LEFT, 80, 100))


def test_no_module_of_charts_names_an_engine_of_layout() -> None:
    files = sorted(Path(style.__file__).parent.glob("*.py"))
    assert Path(style.__file__) in files
    engines = re.compile(r"tight_layout|constrained|layout_engine|autolayout|\blayout=|bbox_inches|subplots_adjust")
    assert [(file.name, found) for file in files for found in engines.findall(file.read_text(encoding="utf-8"))] == []


def test_words_stay_text_and_are_escaped() -> None:
    text = window(title="A < B & C")
    assert "A &lt; B &amp; C" in text
    words = [element.text for element in parsed(text).iter(f"{SVG}text")]
    assert {"band", "start", "+1 %"} <= set(words)


def test_the_line_ends_at_the_figure() -> None:
    """By hand: the dot at the end is drawn at the height of the move between two gridlines."""
    prices = pd.Series([100.0, 110.0, 150.0], index=pd.to_datetime(["2020-01-01", "2020-01-02", "2020-01-03"]))
    days = (date(2020, 1, 1), date(2020, 1, 3))
    chart = WindowChart("w", "t", "d", prices, *days, 100, 150, 0.4, 0.6, "band", "from", "+50 %", percent)
    root = parsed(draw_window(chart))
    ticks = {element.text: float(element.get("y", "nan")) for element in root.iter(f"{SVG}text")}
    ring, dot = [float(use.get("y", "nan")) for use in root.iter(f"{SVG}use")][-2:]
    assert (ring - dot) / (ticks["0%"] - ticks["40%"]) * 0.4 == pytest.approx(0.5, abs=0.005)


def test_the_words_of_a_band_stand_above_the_panel() -> None:
    """Above every point of the line, so that they can hide none."""
    root = parsed(window(low=0.1, high=0.2))
    (band,) = (float(text.get("y", "nan")) for text in root.iter(f"{SVG}text") if text.text == "band")
    lines = [path.get("d", "") for path in root.iter(f"{SVG}path") if path.get("d", "").count("L") > 9]
    assert lines
    assert band < min(float(y) for line in lines for y in re.findall(r"[ML][\d.]+ ([\d.]+)", line))


def test_the_words_of_two_cuts_keep_off_the_line_of_the_other() -> None:
    """The second cut follows closely; the words of the first stand neither on its drop nor on the lower bound."""
    days = pd.to_datetime(["2020-01-29", "2020-03-03", "2020-03-05", "2020-03-20"])
    upper = pd.Series([1.75, 1.25, 0.25, 0.25], index=days)
    marks = (Mark(date(2020, 3, 3), "1.25 %"), Mark(date(2020, 3, 5), "0.25 %"))
    ends = (date(2020, 1, 29), date(2020, 3, 15))
    root = parsed(draw_steps(StepChart("s", "t", "d", upper, upper - 0.25, *ends, marks, percent)))
    (line,) = (
        path.get("d", "")
        for path in root.iter(f"{SVG}path")
        if "fill:none;stroke:var(--fc-first" in path.get("style", "")
    )
    corners = np.array([[float(each) for each in pair] for pair in re.findall(r"[ML]([\d.]+) ([\d.]+)", line)])
    points = np.concatenate([np.linspace(*ends, 50) for ends in pairwise(corners)])
    for text in (each for each in root.iter(f"{SVG}text") if each.text in {"1.25 %", "0.25 %"}):
        (anchor,) = re.findall(r"text-anchor:(\w+)", text.get("style", "")) or ["start"]
        left = float(text.get("x", "nan")) - {"start": 0, "middle": 18, "end": 36}[anchor]
        foot = float(text.get("y", "nan"))
        beside = (points[:, 0] < left) | (points[:, 0] > left + 36)
        assert np.all(beside | (points[:, 1] < foot - 9) | (points[:, 1] > foot))


def test_a_window_without_prices_is_refused() -> None:
    prices = pd.Series([1.0, 2.0], index=pd.to_datetime(["2020-01-01", "2020-01-02"]))
    days = (date(2021, 1, 1), date(2021, 2, 1))
    with pytest.raises(InsufficientDataError, match="at least 2"):
        draw_window(WindowChart("w", "t", "d", prices, *days, 1, 2, None, None, "", "", "", percent))


def test_charts_of_nothing_are_refused() -> None:
    with pytest.raises(InsufficientDataError, match="without a figure"):
        draw_intervals(IntervalChart("i", "t", "d", (), None, "", percent))
    with pytest.raises(InsufficientDataError, match="without one"):
        draw_falls(FallChart("f", "t", "d", "Bitcoin", (), (), percent))
    lone = PathLine("x", pd.Series([1.0], index=pd.to_datetime(["2020-01-01"])))
    with pytest.raises(InsufficientDataError, match="at least 2"):
        draw_paths(PathChart("p", "t", "d", (lone,), (), None, None, "", percent))


def test_a_long_label_is_broken_and_its_row_alone_gets_room_for_it() -> None:
    """By hand: 15 units a line of a label, 14 for the marks, 9 between."""
    words = "one two three four five six seven eight nine ten eleven twelve thirteen"
    rows = rows_of((words, "short"))
    assert rows.lines == (2, 1)
    assert max(len(line) for line in broken(words).split("\n")) <= 62
    assert (rows.top(1), rows.height) == (2 * 15 + 14 + 9, 53 + 15 + 14 + 9)
    assert rows.label(1) == 53 + 15
    assert rows.strip(0) == (32, 46)
    assert rows.strip(0)[1] < rows.top(1)


def test_a_ratio_is_compared_with_one_on_a_logarithmic_scale() -> None:
    assert IntervalChart("i", "t", "d", (), None, "", percent, logarithmic=True).neutral == 1
    assert intervals(logarithmic=True) != intervals()


def test_a_label_keeps_clear_of_the_line() -> None:
    """By hand: the line rises to the point and stays above it, so the words stand below."""
    with style.house_style():
        axes = style.add_panel(style.new_figure(200), 10, 160)
        axes.set_xlim(0, 10)
        axes.set_ylim(0, 10)
        line = np.array([[0.0, 6.0], [5.0, 5.5], [10.0, 5.5]])
        above, below = Spot(0, 4, "right", above=True), Spot(0, -4, "right", above=False)
        assert best_spot(axes, (9.0, 5.0), "words", line, (above, below)) == below
        assert best_spot(axes, (9.0, 5.0), "words", line - [0.0, 1.0], (above, below)) == above


def test_a_label_stays_out_of_a_band_that_its_point_is_not_in() -> None:
    """By hand: the point lies just below the band, so the words stand below it; in the band they may stand above."""
    with style.house_style():
        axes = style.add_panel(style.new_figure(200), 10, 160)
        axes.set_xlim(0, 10)
        axes.set_ylim(0, 10)
        line = np.array([[0.0, 1.0], [10.0, 1.0]])
        above, below = Spot(0, 4, "right", above=True), Spot(0, -4, "right", above=False)
        assert best_spot(axes, (9.0, 5.0), "words", line, (above, below), (5.2, 8.0)) == below
        assert best_spot(axes, (9.0, 5.0), "words", line, (above, below), (4.8, 8.0)) == above


def test_a_row_with_a_mark_of_its_own_says_it_and_has_its_own_line() -> None:
    rows = (
        IntervalRow("One", 0.4, 0.3, 0.6, "+0.4", strong=True, mark=0.5, mark_label="mark: 0.5 or more"),
        IntervalRow("Two", 0.2, 0.1, 0.3, "+0.2", strong=True, mark=0.1, mark_label="mark: 0.1 or more"),
    )
    drawn = draw_intervals(IntervalChart("i", "t", "d", rows, None, "", percent))
    texts = [element.text for element in parsed(drawn).iter(f"{SVG}text")]
    assert [text for text in texts if text and "mark" in text] == ["One; mark: 0.5 or more", "Two; mark: 0.1 or more"]
    dashed = [path.get("d", "") for path in parsed(drawn).iter(f"{SVG}path") if "dasharray" in path.get("style", "")]
    assert len(dashed) == 2
    assert dashed[0].split("L")[0] != dashed[1].split("L")[0]


def test_a_moving_correlation_is_that_of_the_last_returns() -> None:
    """By hand: the last value of the path is numpy's correlation of the last 250 returns of common sessions."""
    days = pd.bdate_range("2021-01-04", "2023-12-29")
    rng = np.random.default_rng(5)
    shared = rng.normal(size=len(days))
    one, two = (pd.Series(100 * np.exp(np.cumsum(0.01 * (shared + rng.normal(size=len(days))))), days) for _ in "ab")
    pair = (
        Observations(one, price=True, around_the_clock=False),
        Observations(two, price=True, around_the_clock=False),
    )
    found = correlation_paths(pair, days[0].date(), days[-1].date()).rolling
    both = pd.DataFrame({"x": one, "y": two}).loc[lambda frame: frame.index.isin(sessions(days[0], days[-1]))]
    returns = both.pct_change().iloc[-250:]
    assert found.iloc[-1] == pytest.approx(np.corrcoef(returns["x"], returns["y"])[0, 1], abs=1e-12)
    share = share_path({"a": pair[0], "b": pair[1]}, days[0].date(), days[-1].date())
    assert share.iloc[-1] == pytest.approx((1 + abs(found.iloc[-1])) / 2, abs=1e-9)


@every_chart
def test_a_chart_opened_on_its_own_has_a_plain_font_and_outlined_words(draw: Callable[[], str]) -> None:
    root = parsed(draw())
    assert root.get("font-family") == "system-ui, sans-serif"
    outlined = [group for group in root.iter(f"{SVG}g") if "paint-order:stroke" in group.get("style", "")]
    assert bool(outlined) is (draw != falls)
    assert all("stroke:var(--fc-paper,#fefefe)" in group.get("style", "") for group in outlined)
