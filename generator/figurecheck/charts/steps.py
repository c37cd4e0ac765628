"""The Fed's target range as a step line, with the days of the decisions that the claim speaks of marked."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MaxNLocator

from figurecheck.charts import style
from figurecheck.charts.days import as_moment, label_days, place, places
from figurecheck.charts.placing import Points, Spot, best_spot, covered, inside
from figurecheck.charts.svg import to_svg
from figurecheck.errors import InsufficientDataError

_HEIGHT = 210
_OFF, _FAR = 8.0, 24.0
"""Units of the view box between a mark and its words."""


@dataclass(frozen=True)
class Mark:
    """A day on which the level moved, and the words beside it ("" for none)."""

    day: date
    words: str


@dataclass(frozen=True)
class StepChart:
    """What the chart shows: ``upper`` (and ``lower``, where there is one) in percent, each with a DatetimeIndex.

    ``start`` and ``end`` bound the window of the claim, which is shaded; the series reach beyond it where they can.
    """

    name: str
    title: str
    description: str
    upper: pd.Series
    lower: pd.Series | None
    start: date
    end: date
    marks: tuple[Mark, ...]
    percent: Callable[[float], str]


def draw_steps(chart: StepChart) -> str:
    """The chart as SVG; raises InsufficientDataError where the window holds no two values."""
    if len(chart.upper.loc[as_moment(chart.start) : as_moment(chart.end)].dropna()) < 2:
        raise InsufficientDataError(f"a step chart of {chart.start} to {chart.end} needs at least 2 values in it")
    with style.house_style():
        figure = style.new_figure(_HEIGHT)
        axes = style.add_panel(figure, style.TOP, _HEIGHT - style.TOP - style.BOTTOM)
        axes.axvspan(place(chart.start), place(chart.end), facecolor=style.SHADE, edgecolor="none", zorder=0.4)
        draw_range(axes, chart.upper, chart.lower)
        axes.set_xlim(*places(chart.upper)[[0, -1]].tolist())
        axes.set_ylim(0, max(1.0, float(chart.upper.max())) * 1.2)
        _marks(axes, chart)
        axes.yaxis.set_major_locator(MaxNLocator(5, steps=[1, 2, 2.5, 5, 10]))
        axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: chart.percent(value)))
        label_days(axes)
    return to_svg(figure, chart.name, chart.title, chart.description)


def draw_range(axes: Axes, upper: pd.Series, lower: pd.Series | None) -> None:
    """The upper bound as a line of steps, the range down to the lower bound as a tint."""
    steps = corners(upper)
    axes.plot(places(steps), steps.to_numpy(), drawstyle="steps-post", color=style.FIRST, linewidth=style.LINE)
    if lower is not None:
        both = pd.DataFrame({"upper": upper, "lower": lower}).dropna()
        kept = both.index.isin(corners(both["upper"]).index.union(corners(both["lower"]).index))
        tint = both.loc[kept]
        axes.fill_between(
            places(tint), tint["lower"], tint["upper"], step="post", facecolor=style.FIRST, alpha=0.25, linewidth=0
        )


def corners(level: pd.Series) -> pd.Series:
    """``level`` (shape (n,), NaN dropped) on its first and last day and on each day on which it moved."""
    known = level.dropna()
    moved = known.ne(known.shift()).to_numpy(copy=True)
    moved[-1:] = True
    return known.loc[moved]


def _marks(axes: Axes, chart: StepChart) -> None:
    """A dot at the end of each marked step; its words above a rise, below a cut, or where the line does not go."""
    known = chart.upper.dropna()
    bounds = [chart.upper] if chart.lower is None else [chart.upper, chart.lower]
    line = np.vstack([_stairs(corners(bound)) for bound in bounds])
    for mark in chart.marks:
        until = known.loc[: as_moment(mark.day)]
        value, before = float(until.iloc[-1]), float(until.iloc[-2:].iloc[0])
        axes.plot([place(mark.day)], [value], "o", color=style.FIRST, markersize=6, markeredgecolor=style.PAPER)
        if mark.words:
            line = _words(axes, (place(mark.day), value), mark.words, line, cut=value < before)


def _stairs(level: pd.Series) -> Points:
    """The corners of a line of steps, shape (n, 2): along at the old level, then up or down."""
    across, up = places(level), level.to_numpy(dtype=np.float64)
    return np.column_stack([np.repeat(across, 2)[1:], np.repeat(up, 2)[:-1]])


def _words(axes: Axes, at: tuple[float, float], words: str, line: Points, *, cut: bool) -> Points:
    """Returns ``line`` with points all over the words, for those of other marks to keep clear of."""
    lifts = (-_OFF, _OFF, -_FAR, _FAR) if cut else (_OFF, -_OFF, _FAR, -_FAR)
    sides = {"center": 0.0, "left": _OFF, "right": -_OFF}
    first = inside(axes, at[0], words)
    asked = sorted(sides, key=lambda side: side != first)
    spots = tuple(Spot(sides[side], lift, side, lift > 0) for lift in lifts for side in asked)
    spot = best_spot(axes, at, words, line, spots)
    axes.annotate(
        words,
        at,
        (spot.x, spot.y),
        textcoords="offset points",
        horizontalalignment=spot.side,
        verticalalignment="bottom" if spot.above else "top",
        color=style.INK,
        gid=style.HALO,
    )
    return np.vstack([line, covered(axes, at, words, spot)])
