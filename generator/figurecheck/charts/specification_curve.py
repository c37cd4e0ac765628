"""The specification curve: readings sorted by value against the claimed band, and below it what each of them chose."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, LogLocator, MaxNLocator, NullLocator

from figurecheck.charts import style
from figurecheck.charts.band import draw_band
from figurecheck.charts.rows import broken
from figurecheck.charts.svg import to_svg
from figurecheck.errors import InsufficientDataError

_TOP = 26
_HEIGHT = 210
_GAP = 12
_WIDE_LEFT = 84
_HEADING = 26
_LINE = 17
_STRIP = 22
_DOT = 8
_LETTERS = 70
_ROOM = 0.07
_HOLDS, _FAILS, _PRIMARY = "o", "X", "D"


@dataclass(frozen=True)
class CurveAxis:
    """An axis on which readings differ: its name, and its values in words."""

    title: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class CurvePoint:
    """One reading: its value in the unit of the axis, whether it holds, and which value it takes on each axis.

    ``intervals`` are the limits that each way of inference gives; ``picks`` are positions in the values of the axes.
    """

    value: float
    holds: bool
    primary: bool
    picks: tuple[int, ...]
    intervals: tuple[tuple[float, float], ...] = ()


@dataclass(frozen=True)
class SpecificationCurve:
    """What the chart shows; ``low`` and ``high`` bound the band (None: no bound). All words come from the caller.

    ``claimed`` is the figure of the article (None: only a threshold). A ``logarithmic`` scale is for values above 0.
    """

    name: str
    title: str
    description: str
    points: tuple[CurvePoint, ...]
    axes: tuple[CurveAxis, ...]
    low: float | None
    high: float | None
    claimed: float | None
    band_label: str
    primary_label: str
    tick: Callable[[float], str]
    logarithmic: bool = False


def sorted_points(points: Sequence[CurvePoint]) -> tuple[CurvePoint, ...]:
    """The points from the smallest value to the largest; equal ones keep their order."""
    return tuple(sorted(points, key=lambda point: point.value))


def draw_specification_curve(chart: SpecificationCurve) -> str:
    """The chart as SVG: a disc where a reading holds, a cross where not; the primary one is a diamond with its words.

    Raises InsufficientDataError where there is no reading to draw.
    """
    if not chart.points:
        raise InsufficientDataError("a specification curve was asked for, no reading could be computed; at least 1")
    points = sorted_points(chart.points)
    below = sum(_HEADING + sum(_row_height(value) for value in axis.values) for axis in chart.axes)
    with style.house_style():
        figure = style.new_figure(_TOP + _HEIGHT + _GAP + below + 6)
        _curve(figure, chart, points)
        if chart.axes:
            _choices(figure, chart, points, below)
    return to_svg(figure, chart.name, chart.title, chart.description)


def _left(chart: SpecificationCurve) -> int:
    """The left margin; ratios in the millions need a wider one."""
    return _WIDE_LEFT if chart.logarithmic else style.LEFT


def _row_height(value: str) -> int:
    return _LINE * (broken(value, _LETTERS).count("\n") + 1) + _STRIP


def _across(axes: Axes, points: tuple[CurvePoint, ...]) -> None:
    """The same horizontal scale in both panels: one column a reading."""
    axes.set_xlim(0.3, len(points) + 0.7)
    axes.set_xticks([])
    axes.spines["bottom"].set_visible(False)


def _shade(axes: Axes, points: tuple[CurvePoint, ...], bottom: float, top: float) -> None:
    """The column of the primary reading, between two heights: where words stand, it leaves them alone."""
    at = _primary(points)
    if at is not None:
        column = (at + 0.6, at + 1.4)
        axes.fill_between(column, bottom, top, facecolor=style.SHADE, edgecolor="none", linewidth=0, zorder=0.2)


def _primary(points: tuple[CurvePoint, ...]) -> int | None:
    return next((at for at, point in enumerate(points) if point.primary), None)


def _curve(figure: Figure, chart: SpecificationCurve, points: tuple[CurvePoint, ...]) -> None:
    axes = style.add_panel(figure, _TOP, _HEIGHT, left=_left(chart))
    _limits(axes, chart)
    _across(axes, points)
    _shade(axes, points, *axes.get_ylim())
    _band(axes, chart)
    for at, point in enumerate(points, 1):
        _intervals(axes, point, at)
    for marker, holds in ((_HOLDS, True), (_FAILS, False)):
        chosen = [(at, p.value) for at, p in enumerate(points, 1) if p.holds is holds and not p.primary]
        _marks(axes, chosen, marker, _size(len(points)))
    _primary_mark(axes, chart, points)
    locator = LogLocator(numticks=5) if chart.logarithmic else MaxNLocator(5, steps=[1, 2, 2.5, 5, 10])
    axes.yaxis.set_major_locator(locator)
    axes.yaxis.set_minor_locator(NullLocator())
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: chart.tick(value)))


def _size(count: int) -> float:
    return 8.0 if count <= 20 else 6.5


def _marks(axes: Axes, places: list[tuple[int, float]], marker: str, size: float) -> None:
    """Discs of readings that hold, crosses of those that do not; a paper edge parts them from lines behind."""
    if places:
        across, up = zip(*places, strict=True)
        colour = style.GOOD if marker == _HOLDS else style.BAD
        axes.plot(
            across,
            up,
            marker,
            color=colour,
            markersize=size,
            markeredgecolor=style.PAPER,
            markeredgewidth=0.6,
            zorder=3,
        )


def _intervals(axes: Axes, point: CurvePoint, at: int) -> None:
    """The first interval through the mark, the second one beside it and thinner."""
    colour = style.GOOD if point.holds else style.BAD
    for number, (lower, upper) in enumerate(point.intervals):
        axes.vlines(at + 0.28 * number, lower, upper, color=colour, linewidth=1.4 - 0.6 * number, zorder=2)


def _primary_mark(axes: Axes, chart: SpecificationCurve, points: tuple[CurvePoint, ...]) -> None:
    """The primary reading on top of all others, its words beside it on the side with more room."""
    at = _primary(points)
    if at is None:
        return
    point = points[at]
    colour = style.GOOD if point.holds else style.BAD
    axes.plot([at + 1], [point.value], _PRIMARY, color=colour, markersize=10, markeredgecolor=style.PAPER, zorder=4)
    left = at + 1 <= len(points) / 2
    axes.annotate(
        chart.primary_label,
        (at + 1, point.value),
        xytext=(10 if left else -10, -14 if left else 8),
        textcoords="offset points",
        horizontalalignment="left" if left else "right",
        color=style.INK,
        weight="bold",
        gid=style.HALO,
        zorder=5,
    )


def _limits(axes: Axes, chart: SpecificationCurve) -> None:
    """Room for every value, every interval and the band; a band without an end reaches the edge."""
    limits = [limit for point in chart.points for interval in point.intervals for limit in interval]
    bounds = [bound for bound in (chart.low, chart.high, chart.claimed) if bound is not None]
    every = np.array([*(point.value for point in chart.points), *limits, *bounds])
    lowest, highest = float(every.min()), float(every.max())
    if chart.logarithmic:
        factor = (highest / lowest) ** _ROOM or 1.1
        axes.set_yscale("log")
        axes.set_ylim(lowest / factor, highest * factor)
        return
    room = _ROOM * (highest - lowest) or 0.01
    axes.set_ylim(
        lowest - room * (2 if chart.low is None else 1),
        highest + room * (2 if chart.high is None else 1),
    )


def _band(axes: Axes, chart: SpecificationCurve) -> None:
    draw_band(axes, chart.low, chart.high)
    if chart.claimed is not None:
        axes.axhline(chart.claimed, color=style.EDGE, linewidth=style.LINE, zorder=1)
    axes.text(0, 1.03, chart.band_label, transform=axes.transAxes, verticalalignment="bottom", color=style.EDGE)


def _choices(figure: Figure, chart: SpecificationCurve, points: tuple[CurvePoint, ...], height: int) -> None:
    """For each axis its name, then for each of its values the words and a row of dots."""
    axes = style.add_panel(figure, _TOP + _HEIGHT + _GAP, height, left=_left(chart))
    axes.grid(visible=False)
    axes.set_ylim(height, 0)
    axes.set_yticks([])
    _across(axes, points)
    top = 0
    for number, axis in enumerate(chart.axes):
        _words(axes, _left(chart), axis.title, top + _HEADING, bold=True)
        top += _HEADING
        for position, value in enumerate(axis.values):
            top += _row_height(value)
            _words(axes, _left(chart), value, top - _STRIP, bold=False)
            _dots(axes, points, (number, position), top - _STRIP + _DOT)


def _words(axes: Axes, left: int, text: str, bottom: float, *, bold: bool) -> None:
    axes.text(
        -left / (style.WIDTH - left - style.RIGHT),
        bottom - 3,
        broken(text, _LETTERS),
        transform=axes.get_yaxis_transform(),
        verticalalignment="bottom",
        color=style.INK if bold else style.MUTED,
        weight="bold" if bold else "normal",
        gid=style.HALO,
    )


def _dots(axes: Axes, points: tuple[CurvePoint, ...], place: tuple[int, int], line: float) -> None:
    """A mark in the column of every reading that takes the value; a thin line leads the eye along the row."""
    axis, position = place
    _shade(axes, points, line + _DOT, line - _DOT)
    axes.axhline(line, color=style.GRID, linewidth=style.THIN, zorder=0.4)
    for marker, holds in ((_HOLDS, True), (_FAILS, False)):
        chosen = [(at, line) for at, p in enumerate(points, 1) if p.picks[axis] == position and p.holds is holds]
        _marks(axes, chosen, marker, _size(len(points)))
