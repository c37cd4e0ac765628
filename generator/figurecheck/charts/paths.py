"""A figure through time in one or more ways, with breaks marked: one strong line, the others thinner."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import Enum

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MaxNLocator

from figurecheck.charts import style
from figurecheck.charts.band import draw_band
from figurecheck.charts.days import label_years, place, places
from figurecheck.charts.placing import EndLabel, end_labels, width_of
from figurecheck.charts.svg import to_svg
from figurecheck.charts.thinning import thin
from figurecheck.errors import InsufficientDataError

_HEIGHT = 254
_TOP = 58
_LINE = 15
_SPACE = 6
_LEFT = 44
_ENDS = 98
"""Room for the names of the lines, right of their ends."""
_COLUMNS = 110


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
        axes = style.add_panel(figure, _TOP, _HEIGHT - _TOP - style.BOTTOM, left=_LEFT, right=_ENDS)
        for line, named in zip(lines, chart.lines, strict=True):
            colour, width, order = named.look.value
            thinned = thin(line, _COLUMNS)
            axes.plot(places(thinned), thinned.to_numpy(), color=colour, linewidth=width, zorder=order)
        _limits(axes, chart, lines)
        _band(axes, chart)
        _marks(axes, chart)
        _names(axes, chart, lines)
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
    label_years(axes, first, last)


def _band(axes: Axes, chart: PathChart) -> None:
    axes.axhline(0, color=style.MUTED, linewidth=style.THIN, zorder=1)
    draw_band(axes, chart.low, chart.high)


def _marks(axes: Axes, chart: PathChart) -> None:
    """The days with their words, which stand a line higher where they would touch those of the day before."""
    ends = [-np.inf, -np.inf]
    for mark in chart.marks:
        at = place(mark.day)
        axes.axvline(at, color=style.INK, linewidth=style.THIN, linestyle=(0, (3, 2)), zorder=1.5)
        if mark.words:
            across, half = float(axes.transData.transform([(at, 0.0)])[0, 0]), width_of(mark.words) / 2
            line = 0 if across - half > ends[0] + _SPACE else 1
            ends[line] = across + half
            axes.annotate(
                mark.words,
                (at, 1),
                (0, 3 + line * _LINE),
                xycoords=axes.get_xaxis_transform(),
                textcoords="offset points",
                horizontalalignment="center",
                color=style.INK,
            )


def _names(axes: Axes, chart: PathChart, lines: list[pd.Series]) -> None:
    """The name of each line at its end, and above the panel what the band is."""
    ends = [
        EndLabel(named.label, (float(places(line)[-1]), float(line.iloc[-1])), named.look.value[0])
        for line, named in zip(lines, chart.lines, strict=True)
    ]
    end_labels(axes, ends)
    if chart.band_label:
        axes.annotate(
            chart.band_label,
            (0, 1),
            (0, 5 + 2 * _LINE),
            xycoords="axes fraction",
            textcoords="offset points",
            color=style.EDGE,
        )
