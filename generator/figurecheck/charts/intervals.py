"""Figures with their intervals in rows on one scale, so that they can be compared at a glance."""

from collections.abc import Callable
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, LogLocator, MaxNLocator, NullLocator

from figurecheck.charts import style
from figurecheck.charts.placing import inside
from figurecheck.charts.rows import Rows, broken, rows_of
from figurecheck.charts.svg import to_svg
from figurecheck.errors import InsufficientDataError

_TOP = 34
_SIDE = 18
_ROOM = 0.07
_LETTERS = 38
_NUMBER = 8.2
"""Room for a letter of a figure in bold, left of the label."""


@dataclass(frozen=True)
class IntervalRow:
    """One figure: what it is, its value, the limits of its interval (None: it has none), the value in words.

    ``mark`` with its words is a mark of this row alone (None: that of the chart, if any).
    """

    label: str
    value: float
    lower: float | None
    upper: float | None
    words: str
    strong: bool
    mark: float | None = None
    mark_label: str = ""

    @property
    def said(self) -> str:
        """The label, with what the mark of this row is."""
        return f"{self.label}; {self.mark_label}" if self.mark_label else self.label


@dataclass(frozen=True)
class IntervalChart:
    """What the chart shows; ``mark`` is a line across all rows with its words (None: only the neutral one).

    On a ``logarithmic`` scale, for ratios, the neutral value is 1; otherwise it is 0.
    """

    name: str
    title: str
    description: str
    rows: tuple[IntervalRow, ...]
    mark: float | None
    mark_label: str
    tick: Callable[[float], str]
    logarithmic: bool = False

    @property
    def neutral(self) -> float:
        """The value that says nothing."""
        return 1.0 if self.logarithmic else 0.0


def draw_intervals(chart: IntervalChart) -> str:
    """The chart as SVG; raises InsufficientDataError where there is no row."""
    if not chart.rows:
        raise InsufficientDataError(f"a chart of intervals ({chart.name}) was asked for without a figure")
    rows = rows_of((row.said for row in chart.rows), _LETTERS)
    with style.house_style():
        figure = style.new_figure(_TOP + rows.height + style.BOTTOM)
        axes = style.add_panel(figure, _TOP, rows.height, left=_SIDE, grid="x")
        axes.set_ylim(rows.height, 0)
        _limits(axes, chart)
        _lines(axes, chart, rows)
        beside = _NUMBER * max(len(row.words) for row in chart.rows) + 8
        for position, row in enumerate(chart.rows):
            _row(axes, row, beside, rows.label(position), rows.middle(position))
        axes.spines["bottom"].set_visible(False)
        axes.set_yticks([])
        axes.tick_params(axis="x", length=0)
        axes.xaxis.set_major_locator(
            LogLocator(numticks=6) if chart.logarithmic else MaxNLocator(6, steps=[1, 2, 2.5, 5, 10])
        )
        axes.xaxis.set_minor_locator(NullLocator())
        axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: chart.tick(value)))
    return to_svg(figure, chart.name, chart.title, chart.description)


def _limits(axes: Axes, chart: IntervalChart) -> None:
    every = [chart.neutral] if chart.mark is None else [chart.neutral, chart.mark]
    every += [value for row in chart.rows for value in (row.value, row.lower, row.upper, row.mark) if value is not None]
    if chart.logarithmic:
        axes.set_xscale("log")
        factor = (max(every) / min(every)) ** _ROOM
        axes.set_xlim(min(every) / factor, max(every) * factor)
    else:
        room = _ROOM * (max(every) - min(every)) or 0.01
        axes.set_xlim(min(every) - room, max(every) + room)


def _lines(axes: Axes, chart: IntervalChart, rows: Rows) -> None:
    """The neutral value and the mark in the strip of every row, so that they cross no label."""
    for row, shown in enumerate(chart.rows):
        axes.vlines(chart.neutral, *rows.strip(row), color=style.MUTED, linewidth=1.2, zorder=1)
        mark = chart.mark if shown.mark is None else shown.mark
        if mark is not None:
            axes.vlines(mark, *rows.strip(row), color=style.EDGE, linewidth=1.6, linestyle=(0, (3, 2)), zorder=1)
    if chart.mark is None:
        return
    axes.text(
        chart.mark,
        1.02,
        chart.mark_label,
        transform=axes.get_xaxis_transform(),
        horizontalalignment=inside(axes, chart.mark, chart.mark_label),
        verticalalignment="bottom",
        color=style.EDGE,
    )


def _row(axes: Axes, row: IntervalRow, beside: float, text: float, line: float) -> None:
    """The figure first, its label ``beside`` it, so that both are seen where a phone shows the left part alone."""
    left, _ = axes.get_xlim()
    colour = style.FIRST if row.strong else style.MUTED
    for words, offset, weight in ((row.words, 0.0, "bold"), (broken(row.said, _LETTERS), beside, "normal")):
        axes.annotate(
            words,
            (left, text),
            (offset, 0),
            textcoords="offset points",
            verticalalignment="bottom",
            color=style.INK,
            weight=weight,
            gid=style.HALO,
        )
    if row.lower is not None and row.upper is not None:
        axes.plot([row.lower, row.upper], [line, line], "|-", color=colour, linewidth=2.4, markersize=9)
    axes.plot([row.value], [line], "D" if row.strong else "o", color=colour, markersize=8)
