"""Every reading of a claim as a mark on one scale, in rows by the choice that matters, against the claimed band."""

from collections.abc import Callable
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, LogLocator, MaxNLocator, NullLocator

from figurecheck.charts import style
from figurecheck.charts.rows import Rows, broken, rows_of
from figurecheck.charts.svg import to_svg
from figurecheck.errors import InsufficientDataError

_TOP = 22
_SIDE = 18
_BELOW = 7


@dataclass(frozen=True)
class ReadingMark:
    """One reading: its value in the unit of the axis, whether it holds, and whether it is the primary one.

    ``intervals`` are the limits that each way of inference gives the value, drawn for the primary reading only.
    """

    value: float
    holds: bool
    primary: bool
    intervals: tuple[tuple[float, float], ...] = ()


@dataclass(frozen=True)
class ReadingRow:
    """Readings that share a choice, and that choice in words."""

    label: str
    marks: tuple[ReadingMark, ...]


@dataclass(frozen=True)
class ReadingChart:
    """What the chart shows; ``low`` and ``high`` bound the band (None: no bound). All words come from the caller.

    A ``logarithmic`` scale is for values above 0 that lie far apart.
    """

    name: str
    title: str
    description: str
    rows: tuple[ReadingRow, ...]
    low: float | None
    high: float | None
    band_label: str
    tick: Callable[[float], str]
    logarithmic: bool = False


def draw_readings(chart: ReadingChart) -> str:
    """The chart as SVG; a mark is filled where the reading holds, hollow where not, a diamond where it is primary.

    Raises InsufficientDataError where there is no reading to draw.
    """
    values = [value for row in chart.rows for mark in row.marks for value in (mark.value, *_limits_of(mark))]
    if not values:
        raise InsufficientDataError("a chart of readings was asked for, none could be computed; at least 1 needed")
    rows = rows_of(row.label for row in chart.rows)
    with style.house_style():
        figure = style.new_figure(_TOP + rows.height + style.BOTTOM)
        axes = style.add_panel(figure, _TOP, rows.height, left=_SIDE, grid="x")
        axes.set_ylim(rows.height, 0)
        _limits(axes, chart, values)
        _band(axes, chart, rows)
        for position, row in enumerate(chart.rows):
            _row(axes, row, rows.label(position), rows.middle(position))
        axes.spines["bottom"].set_visible(False)
        axes.set_yticks([])
        axes.tick_params(axis="x", length=0)
        locator = LogLocator(numticks=6) if chart.logarithmic else MaxNLocator(5, steps=[1, 2, 2.5, 5, 10])
        axes.xaxis.set_major_locator(locator)
        axes.xaxis.set_minor_locator(NullLocator())
        axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: chart.tick(value)))
    return to_svg(figure, chart.name, chart.title, chart.description)


def _limits_of(mark: ReadingMark) -> tuple[float, ...]:
    return tuple(limit for interval in mark.intervals for limit in interval) if mark.primary else ()


def _limits(axes: Axes, chart: ReadingChart, values: list[float]) -> None:
    every = [*values, *(bound for bound in (chart.low, chart.high) if bound is not None)]
    lowest, highest = min(every), max(every)
    if chart.logarithmic:
        factor = (highest / lowest) ** 0.06
        axes.set_xscale("log")
        axes.set_xlim(lowest / factor, highest * factor)
        return
    room = 0.06 * (highest - lowest) or 0.01
    open_left = 3 * room if chart.low is None else 0
    open_right = 3 * room if chart.high is None else 0
    axes.set_xlim(lowest - room - open_left, highest + room + open_right)


def _band(axes: Axes, chart: ReadingChart, rows: Rows) -> None:
    """The band in the strip of every row, below its label, so that no word stands on a colour."""
    left, right = axes.get_xlim()
    low = left if chart.low is None else chart.low
    high = right if chart.high is None else chart.high
    edges = [bound for bound in (chart.low, chart.high) if bound is not None]
    for row in range(rows.count):
        upper, lower = rows.strip(row)
        axes.fill_between([low, high], upper, lower, facecolor=style.BAND, edgecolor="none", zorder=0.5)
        axes.vlines(edges, upper, lower, color=style.EDGE, linewidth=style.THIN, linestyle=(0, (4, 3)), zorder=1)
    ends = axes.transAxes.inverted().transform(axes.transData.transform([(low, 0), (high, 0)]))
    centre = float(ends[:, 0].mean())
    side = "left" if centre < 0.25 else "right" if centre > 0.75 else "center"
    at = {"left": 0.0, "right": 1.0, "center": centre}[side]
    axes.text(
        at,
        1.02,
        chart.band_label,
        transform=axes.transAxes,
        horizontalalignment=side,
        verticalalignment="bottom",
        color=style.EDGE,
    )


def _row(axes: Axes, row: ReadingRow, text: float, line: float) -> None:
    """The label above a thin line from the smallest to the largest value, the marks on it, the primary one on top."""
    left, _ = axes.get_xlim()
    axes.text(left, text, broken(row.label), verticalalignment="bottom", color=style.INK, gid=style.HALO)
    if not row.marks:
        return
    values = [mark.value for mark in row.marks]
    axes.plot([min(values), max(values)], [line, line], color=style.MUTED, linewidth=style.THIN)
    for mark in sorted(row.marks, key=lambda mark: mark.primary):
        axes.plot(
            [mark.value],
            [line],
            "D" if mark.primary else "o",
            color=style.FIRST,
            markerfacecolor=style.FIRST if mark.holds else style.PAPER,
            markersize=9 if mark.primary else 7,
            markeredgewidth=1.6,
        )
        if mark.primary:
            _intervals(axes, mark, line)


def _intervals(axes: Axes, mark: ReadingMark, line: float) -> None:
    """The first interval through the mark, the second one below it."""
    for number, (lower, upper) in enumerate(mark.intervals):
        at = line + _BELOW * number
        axes.plot([lower, upper], [at, at], "|-", color=style.FIRST, linewidth=2.4 - number, markersize=7 - 2 * number)
