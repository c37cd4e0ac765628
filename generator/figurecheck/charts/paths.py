"""A figure through time in one or more ways, with breaks marked: one strong line, the others thinner."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import Enum

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MaxNLocator

from figurecheck.charts import style
from figurecheck.charts.days import label_years, place, places
from figurecheck.charts.svg import to_svg
from figurecheck.charts.thinning import thin
from figurecheck.errors import InsufficientDataError

_HEIGHT = 298
_TOP = 52
_COLUMNS = 110
_LEGEND_LETTER = 9.8
_LEGEND_SPACE = 14


class Look(Enum):
    """How strongly a line is drawn: its colour, its width, and its place above the others."""

    STRONG = (style.FIRST, 2.2, 3.0)
    SECOND = (style.SECOND, 1.2, 2.5)
    FAINT = (style.MUTED, 0.7, 2.0)


@dataclass(frozen=True, eq=False)
class PathLine:
    """One line, with a sorted DatetimeIndex, and its short name for the legend; NaN are left out."""

    label: str
    path: pd.Series
    look: Look = Look.STRONG


@dataclass(frozen=True)
class DayMark:
    """A day that is marked by a vertical line, and the short words on top of it ("" for none)."""

    day: date
    words: str


@dataclass(frozen=True, eq=False)
class PathChart:
    """What the chart shows: one line or more; all words come from the caller.

    ``low`` and ``high`` bound the band of values that would match the claim (None: no bound; both None: no band).
    """

    name: str
    title: str
    description: str
    lines: tuple[PathLine, ...]
    marks: tuple[DayMark, ...]
    low: float | None
    high: float | None
    band_label: str
    tick: Callable[[float], str]


def draw_paths(chart: PathChart) -> str:
    """The chart as SVG; raises InsufficientDataError where a line has fewer than two values."""
    lines = [line.path.dropna() for line in chart.lines]
    if not lines or min(len(line) for line in lines) < 2:
        raise InsufficientDataError(f"a chart of paths ({chart.name}) needs at least 2 values in every line")
    with style.house_style():
        figure = style.new_figure(_HEIGHT)
        axes = style.add_panel(figure, _TOP, _HEIGHT - _TOP - style.BOTTOM)
        for line, named in zip(lines, chart.lines, strict=True):
            colour, width, order = named.look.value
            thinned = thin(line, _COLUMNS)
            axes.plot(places(thinned), thinned.to_numpy(), color=colour, linewidth=width, zorder=order)
        _limits(axes, chart, lines)
        _band(axes, chart)
        _marks(axes, chart)
        _legend(axes, chart)
        axes.yaxis.set_major_locator(MaxNLocator(6, steps=[1, 2, 2.5, 5, 10]))
        axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: chart.tick(value)))
    return to_svg(figure, chart.name, chart.title, chart.description)


def _limits(axes: Axes, chart: PathChart, lines: list[pd.Series]) -> None:
    first = min(pd.Timestamp(line.index[0]).date() for line in lines)
    last = max(pd.Timestamp(line.index[-1]).date() for line in lines)
    edges = [0.0, *(edge for edge in (chart.low, chart.high) if edge is not None)]
    lowest = min(*(float(line.min()) for line in lines), *edges)
    highest = max(*(float(line.max()) for line in lines), *edges)
    room = 0.05 * (highest - lowest)
    axes.set_xlim(place(first), place(last))
    axes.set_ylim(lowest - room if lowest < 0 else 0, highest + room)
    label_years(axes, first, last, 2 if (last - first).days > 2500 else 1)


def _band(axes: Axes, chart: PathChart) -> None:
    lowest, highest = axes.get_ylim()
    axes.axhline(0, color=style.MUTED, linewidth=style.THIN, zorder=1)
    edges = [edge for edge in (chart.low, chart.high) if edge is not None]
    if edges:
        low = lowest if chart.low is None else chart.low
        high = highest if chart.high is None else chart.high
        axes.axhspan(low, high, facecolor=style.BAND, edgecolor="none", zorder=0.3)
        for edge in edges:
            axes.axhline(edge, color=style.EDGE, linewidth=style.THIN, linestyle=(0, (4, 3)), zorder=1)


def _marks(axes: Axes, chart: PathChart) -> None:
    for mark in chart.marks:
        at = place(mark.day)
        axes.axvline(at, color=style.INK, linewidth=style.THIN, linestyle=(0, (3, 2)), zorder=1.5)
        if mark.words:
            axes.text(
                at,
                1.015,
                mark.words,
                transform=axes.get_xaxis_transform(),
                horizontalalignment="center",
                verticalalignment="bottom",
                color=style.INK,
                fontsize=11,
            )


def _legend(axes: Axes, chart: PathChart) -> None:
    """The names of the lines in their colours, and what the band is, in one row above the panel."""
    across = 0.0
    for line in chart.lines:
        _legend_words(axes, line.label, 0.0, across, line.look.value[0], "bold")
        across += _LEGEND_LETTER * len(line.label) + _LEGEND_SPACE
    if chart.band_label:
        _legend_words(axes, chart.band_label, 1.0, 0.0, style.EDGE, "normal")


def _legend_words(axes: Axes, words: str, corner: float, across: float, colour: str, weight: str) -> None:
    axes.annotate(
        words,
        (corner, 1),
        (across, 27),
        xycoords="axes fraction",
        textcoords="offset points",
        horizontalalignment="right" if corner else "left",
        color=colour,
        weight=weight,
    )
