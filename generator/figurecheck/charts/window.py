"""One window of one series: how far it moved from its start, against the band of values that would match the claim."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MaxNLocator

from figurecheck.charts import style
from figurecheck.charts.band import draw_band
from figurecheck.charts.days import as_moment, label_days, place, places
from figurecheck.charts.placing import Spot, best_spot, covered
from figurecheck.charts.svg import to_svg
from figurecheck.charts.thinning import thin
from figurecheck.errors import InsufficientDataError

_HEIGHT = 230
_TOP = 24
_MARGIN = 0.12


@dataclass(frozen=True)
class WindowChart:
    """What the chart shows.

    ``prices`` has a sorted DatetimeIndex, one row a day, and reaches beyond ``start`` and ``end`` where it can; NaN
    are left out. ``first`` and ``last`` are the prices of the figure, ``low`` and ``high`` the band as fractions
    (None: no bound). All words come from the caller.
    """

    name: str
    title: str
    description: str
    prices: pd.Series
    start: date
    end: date
    first: float
    last: float
    low: float | None
    high: float | None
    band_label: str
    start_label: str
    end_label: str
    percent: Callable[[float], str]


def draw_window(chart: WindowChart) -> str:
    """The chart as SVG; raises InsufficientDataError where the window holds fewer than two prices."""
    shown = _shown(chart)
    with style.house_style():
        figure = style.new_figure(_HEIGHT)
        axes = style.add_panel(figure, _TOP, _HEIGHT - _TOP - style.BOTTOM)
        _limits(axes, chart, shown)
        _band(axes, chart)
        _lines(axes, chart, shown)
        _ends(axes, chart, shown)
        axes.yaxis.set_major_locator(MaxNLocator(5, steps=[1, 2, 2.5, 5, 10]))
        axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: chart.percent(value)))
        label_days(axes)
    return to_svg(figure, chart.name, chart.title, chart.description)


def _shown(chart: WindowChart) -> pd.Series:
    """Moves from the start, over the window and a margin on both sides."""
    margin = timedelta(days=max(5, round((chart.end - chart.start).days * _MARGIN)))
    prices = chart.prices.loc[as_moment(chart.start - margin) : as_moment(chart.end + margin)].dropna()
    inside = prices.loc[as_moment(chart.start) : as_moment(chart.end)]
    if len(inside) < 2:
        raise InsufficientDataError(
            f"a chart of {chart.start} to {chart.end} was asked for, {len(inside)} prices lie in it; at least 2 needed"
        )
    return prices / chart.first - 1


def _limits(axes: Axes, chart: WindowChart, shown: pd.Series) -> None:
    """Room for the line, the zero line and the band (an open band shows a part of what lies beyond its edge)."""
    values = [float(shown.min()), float(shown.max()), 0.0, chart.last / chart.first - 1]
    values += [bound for bound in (chart.low, chart.high) if bound is not None]
    lowest, highest = min(values), max(values)
    room = 0.13 * (highest - lowest)
    axes.set_ylim(lowest - room, highest + room)
    days = places(shown)
    axes.set_xlim(float(days[0]), float(days[-1] + 0.02 * (days[-1] - days[0])))


def _band(axes: Axes, chart: WindowChart) -> None:
    """The band, and above the panel, where no line goes, what it is."""
    draw_band(axes, chart.low, chart.high)
    axes.axhline(0, color=style.MUTED, linewidth=style.THIN, zorder=1)
    axes.annotate(
        chart.band_label,
        (0, 1),
        (4 - style.LEFT, 5),
        xycoords="axes fraction",
        textcoords="offset points",
        color=style.EDGE,
    )


def _lines(axes: Axes, chart: WindowChart, shown: pd.Series) -> None:
    start, end = as_moment(chart.start), as_moment(chart.end)
    for part in (shown.loc[:start], shown.loc[end:]):
        line = thin(part)
        axes.plot(places(line), line.to_numpy(), color=style.MUTED, linewidth=style.THIN)
    line = thin(shown.loc[start:end])
    axes.plot(places(line), line.to_numpy(), color=style.FIRST, linewidth=style.LINE)


def _ends(axes: Axes, chart: WindowChart, shown: pd.Series) -> None:
    """A ring at the start, a dot at the end; their labels hide as little of the line, and of each other, as can be."""
    move = chart.last / chart.first - 1
    axes.plot([place(chart.start)], [0], "o", color=style.FIRST, markerfacecolor=style.PAPER, markersize=7)
    axes.plot([place(chart.end)], [move], "o", color=style.FIRST, markersize=8)
    line = np.column_stack([places(shown), shown.to_numpy(dtype=np.float64)])
    last, first = (place(chart.end), move), (place(chart.start), 0.0)
    band = _bounds(axes, chart)
    spot = best_spot(axes, last, chart.end_label, line, _END, band)
    _label(axes, last, chart.end_label, spot, weight="bold")
    taken = np.vstack([line, covered(axes, last, chart.end_label, spot)])
    _label(axes, first, chart.start_label, best_spot(axes, first, chart.start_label, taken, _START, band))


def _bounds(axes: Axes, chart: WindowChart) -> tuple[float, float] | None:
    if chart.low is None and chart.high is None:
        return None
    lowest, highest = axes.get_ylim()
    return lowest if chart.low is None else chart.low, highest if chart.high is None else chart.high


_HEIGHTS = ((9.0, True), (-9.0, False), (24.0, True), (-24.0, False), (44.0, True), (-44.0, False))
_ACROSS = (("right", 6.0), ("center", 12.0), ("center", 24.0))
_END = (
    *(Spot(x, y, side, above) for y, above in _HEIGHTS[:2] for side, x in _ACROSS),
    *(Spot(x, y, side, above) for y, above in _HEIGHTS[2:] for side, x in _ACROSS),
)
_START = tuple(Spot(x, y, "left", above) for y, above in _HEIGHTS for x in (-3.0, 9.0, 24.0, -24.0, -40.0))
"""Places for the labels at the two ends of the line, the best liked first."""


def _label(axes: Axes, at: tuple[float, float], words: str, spot: Spot, *, weight: str = "normal") -> None:
    axes.annotate(
        words,
        at,
        (spot.x, spot.y),
        textcoords="offset points",
        horizontalalignment=spot.side,
        verticalalignment="bottom" if spot.above else "top",
        weight=weight,
        color=style.INK,
        gid=style.HALO,
    )
