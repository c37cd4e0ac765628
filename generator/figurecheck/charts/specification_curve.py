"""The specification curve: readings sorted by value against the claimed band, and below it what each of them chose."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, LogLocator, MaxNLocator, NullLocator

from figurecheck.charts import style
from figurecheck.charts.band import draw_band
from figurecheck.charts.rows import broken
from figurecheck.charts.svg import to_svg
from figurecheck.errors import InsufficientDataError

_TOP = 43
_LINE_ABOVE = 17
_HEIGHT = 190
_GAP = 12
_WIDE_LEFT = 80
_HEADING = 22
_LINE = 15
_STRIP = 17
_DOT = 7
_LETTERS = 52
_ROOM = 0.07
_PRIMARY = "D"


@dataclass(frozen=True)
class _Look:
    """A state of a reading: its mark, its colour, and if the mark is hollow."""

    marker: str
    colour: str
    hollow: bool = False


_LOOKS: dict[bool | None, _Look] = {
    True: _Look("o", style.GOOD),
    None: _Look("o", style.OPEN, hollow=True),
    False: _Look("X", style.BAD),
}


@dataclass(frozen=True)
class CurveAxis:
    """An axis on which readings differ: its name, and its values in words."""

    title: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class CurvePoint:
    """One reading: its value in the unit of the axis, whether it holds, and which value it takes on each axis.

    ``holds`` is None where the data leave that open, as an interval on both sides of a mark does.
    ``intervals`` are the limits that each way of inference gives; ``picks`` are positions in the values of the axes.
    """

    value: float
    holds: bool | None
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
    """The chart as SVG: a disc where a reading holds, a cross where not, a ring where that is open.

    The primary reading is a diamond.

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
    for holds, look in _LOOKS.items():
        chosen = [(at, p.value) for at, p in enumerate(points, 1) if p.holds is holds and not p.primary]
        _marks(axes, chosen, look, _size(len(points)))
    _primary_mark(axes, chart, points)
    locator = LogLocator(numticks=5) if chart.logarithmic else MaxNLocator(5, steps=[1, 2, 2.5, 5, 10])
    axes.yaxis.set_major_locator(locator)
    axes.yaxis.set_minor_locator(NullLocator())
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: chart.tick(value)))


def _size(count: int) -> float:
    return 6.5 if count <= 20 else 5.5


def _marks(axes: Axes, places: Sequence[tuple[int, float]], look: _Look, size: float, *, order: float = 3) -> None:
    """Marks of one state; a paper edge parts those that are filled from lines behind."""
    if places:
        across, up = zip(*places, strict=True)
        axes.plot(
            across,
            up,
            look.marker,
            color=style.PAPER if look.hollow else look.colour,
            markersize=size,
            markeredgecolor=look.colour if look.hollow else style.PAPER,
            markeredgewidth=1.6 if look.hollow else 0.6,
            zorder=order,
        )


def _intervals(axes: Axes, point: CurvePoint, at: int) -> None:
    """The first interval through the mark, the second one beside it and thinner."""
    colour = _LOOKS[point.holds].colour
    for number, (lower, upper) in enumerate(point.intervals):
        axes.vlines(at + 0.28 * number, lower, upper, color=colour, linewidth=1.4 - 0.6 * number, zorder=2)


def _primary_mark(axes: Axes, chart: SpecificationCurve, points: tuple[CurvePoint, ...]) -> None:
    """The primary reading on top of all others, its words above the panel."""
    at = _primary(points)
    if at is None:
        return
    point = points[at]
    _marks(axes, [(at + 1, point.value)], replace(_LOOKS[point.holds], marker=_PRIMARY), 8.5, order=4)
    _above(axes, f"\N{BLACK DIAMOND} {chart.primary_label}", 0, color=style.INK, weight="bold")


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
    _above(axes, chart.band_label, _LINE_ABOVE, color=style.EDGE)


def _above(axes: Axes, words: str, lift: int, color: str, weight: str = "normal") -> None:
    """Words above the panel, where no interval passes through them."""
    axes.annotate(
        words, (0, 1), (0, 6 + lift), xycoords="axes fraction", textcoords="offset points", color=color, weight=weight
    )


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
        bottom - 1,
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
    for holds, look in _LOOKS.items():
        chosen = [(at, line) for at, p in enumerate(points, 1) if p.picks[axis] == position and p.holds is holds]
        _marks(axes, chosen, look, _size(len(points)))
