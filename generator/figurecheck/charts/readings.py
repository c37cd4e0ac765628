"""Every reading of a claim as a mark on one scale, in rows by the choice that matters, against the claimed band."""

from collections.abc import Callable
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MaxNLocator

from figurecheck.charts import style
from figurecheck.charts.svg import to_svg
from figurecheck.errors import InsufficientDataError

_ROW = 42
_TOP = 22
_SIDE = 18


@dataclass(frozen=True)
class ReadingMark:
    """One reading: its value in the unit of the axis, whether it holds, and whether it is the primary one."""

    value: float
    holds: bool
    primary: bool


@dataclass(frozen=True)
class ReadingRow:
    """Readings that share a choice, and that choice in words."""

    label: str
    marks: tuple[ReadingMark, ...]


@dataclass(frozen=True)
class ReadingChart:
    """What the chart shows; ``low`` and ``high`` bound the band (None: no bound). All words come from the caller."""

    name: str
    title: str
    description: str
    rows: tuple[ReadingRow, ...]
    low: float | None
    high: float | None
    band_label: str
    tick: Callable[[float], str]


def draw_readings(chart: ReadingChart) -> str:
    """The chart as SVG; a mark is filled where the reading holds, hollow where not, a diamond where it is primary.

    Raises InsufficientDataError where there is no reading to draw.
    """
    values = [mark.value for row in chart.rows for mark in row.marks]
    if not values:
        raise InsufficientDataError("a chart of readings was asked for, none could be computed; at least 1 needed")
    height = _TOP + _ROW * len(chart.rows) + style.BOTTOM
    with style.house_style():
        figure = style.new_figure(height)
        axes = style.add_panel(figure, _TOP, _ROW * len(chart.rows), left=_SIDE, grid="x")
        _limits(axes, chart, values)
        _band(axes, chart)
        for position, row in enumerate(chart.rows):
            _row(axes, row, position)
        axes.spines["bottom"].set_visible(False)
        axes.set_yticks([])
        axes.tick_params(axis="x", length=0)
        axes.xaxis.set_major_locator(MaxNLocator(5, steps=[1, 2, 2.5, 5, 10]))
        axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: chart.tick(value)))
    return to_svg(figure, chart.name, chart.title, chart.description)


def _limits(axes: Axes, chart: ReadingChart, values: list[float]) -> None:
    every = [*values, *(bound for bound in (chart.low, chart.high) if bound is not None)]
    lowest, highest = min(every), max(every)
    room = 0.06 * (highest - lowest) or 0.01
    open_left = 3 * room if chart.low is None else 0
    open_right = 3 * room if chart.high is None else 0
    axes.set_xlim(lowest - room - open_left, highest + room + open_right)
    axes.set_ylim(len(chart.rows) - 0.5, -0.5)


def _band(axes: Axes, chart: ReadingChart) -> None:
    left, right = axes.get_xlim()
    low = left if chart.low is None else chart.low
    high = right if chart.high is None else chart.high
    axes.axvspan(low, high, facecolor=style.BAND, edgecolor="none", zorder=0.5)
    for bound in (chart.low, chart.high):
        if bound is not None:
            axes.axvline(bound, color=style.EDGE, linewidth=style.THIN, linestyle=(0, (4, 3)), zorder=1)
    centre = ((low + high) / 2 - left) / (right - left)
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


def _row(axes: Axes, row: ReadingRow, position: int) -> None:
    """The label above a thin line from the smallest to the largest value, the marks on it, the primary one on top."""
    left, _ = axes.get_xlim()
    line = position + 0.25
    axes.text(left, position - 0.06, row.label, verticalalignment="bottom", color=style.INK, gid=style.HALO)
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
