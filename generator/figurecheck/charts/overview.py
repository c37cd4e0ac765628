"""The chart of the home page: two assets on one scale, the policy rate below, corrections shaded."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FixedLocator, FuncFormatter, MaxNLocator, NullLocator

from figurecheck.charts import style
from figurecheck.charts.days import as_moment, label_years, place, places
from figurecheck.charts.placing import EndLabel, end_labels
from figurecheck.charts.rows import broken
from figurecheck.charts.steps import draw_range
from figurecheck.charts.svg import to_svg
from figurecheck.charts.thinning import thin
from figurecheck.errors import InsufficientDataError
from figurecheck.measures.episodes import Direction, bull_and_bear_phases

_TOP = 24
_LINE = 17
_GAP = 30
_LEFT = 46
_ENDS, _LETTERS = 92, 12
"""Room for the names of the lines, right of their ends, and letters in one of their lines."""


@dataclass(frozen=True)
class _Format:
    """Sizes of one drawing in units of its view box: its width, what stands above, and the heights of the two panels.

    ``columns`` are those of its lines; ``lift`` moves the words on the shades above those on the article.
    """

    width: int
    columns: int
    lift: int
    upper: int
    lower: int

    @property
    def top(self) -> int:
        return _TOP + self.lift

    @property
    def height(self) -> int:
        return self.top + self.upper + _GAP + self.lower + style.BOTTOM


_PAGE = _Format(style.WIDE, 400, 0, 256, 84)
_PHONE = _Format(style.WIDTH, 120, _LINE, 190, 60)


@dataclass(frozen=True)
class IndexedLine:
    """One asset: its prices (sorted DatetimeIndex) and the short name written at the end of its line."""

    label: str
    prices: pd.Series


@dataclass(frozen=True)
class OverviewChart:
    """What the chart shows.

    Both lines are 100 on ``base`` and stand on a logarithmic scale. ``corrections`` are the spans to shade, ``rate`` is
    in percent. All words come from the caller.
    """

    name: str
    title: str
    description: str
    base: date
    first: IndexedLine
    second: IndexedLine
    rate: pd.Series
    rate_label: str
    corrections: tuple[tuple[date, date], ...]
    shade_label: str
    published: date
    published_label: str
    index_tick: Callable[[float], str]
    percent: Callable[[float], str]


def draw_overview(chart: OverviewChart) -> str:
    """The chart as SVG for a page; raises InsufficientDataError where a line has no price on or after ``base``."""
    return _drawn(chart, chart.name, _PAGE)


def draw_overview_for_phones(chart: OverviewChart) -> str:
    """The same, as wide as a phone, with ids of its own, so that both can stand in one page."""
    return _drawn(chart, f"{chart.name}-phone", _PHONE)


def _drawn(chart: OverviewChart, name: str, size: _Format) -> str:
    lines = [_indexed(line, chart.base, size.columns) for line in (chart.first, chart.second)]
    rate = chart.rate.loc[as_moment(chart.base) :].dropna()
    with style.house_style():
        figure = style.new_figure(size.height, size.width)
        upper = style.add_panel(figure, size.top, size.upper, left=_LEFT, right=_ENDS)
        lower = style.add_panel(figure, size.top + size.upper + _GAP, size.lower, left=_LEFT, right=_ENDS)
        last_day = max(pd.Timestamp(line.index[-1]).date() for line in lines)
        for axes in (upper, lower):
            axes.set_xlim(place(chart.base), place(last_day))
        _upper(upper, chart, lines, last_day)
        _lower(lower, chart, rate, last_day)
        _shade(upper, lower, chart, size.lift)
    return to_svg(figure, name, chart.title, chart.description)


def _indexed(line: IndexedLine, base: date, columns: int) -> pd.Series:
    prices = line.prices.loc[as_moment(base) :].dropna()
    if len(prices) < 2:
        raise InsufficientDataError(f"{line.label} has {len(prices)} prices from {base} on; at least 2 needed")
    return thin(prices / float(prices.iloc[0]) * 100, columns)


def _upper(axes: Axes, chart: OverviewChart, lines: list[pd.Series], last_day: date) -> None:
    axes.set_yscale("log")
    ends: list[EndLabel] = []
    for line, named, colour in zip(lines, (chart.first, chart.second), (style.FIRST, style.SECOND), strict=True):
        axes.plot(places(line), line.to_numpy(), color=colour, linewidth=1.3)
        ends.append(EndLabel(broken(named.label, _LETTERS), (float(places(line)[-1]), float(line.iloc[-1])), colour))
    values = np.concatenate([line.to_numpy() for line in lines])
    ticks = [tick for tick in (25, 50, 100, 200, 500, 1000, 2000, 5000) if values.min() <= tick <= values.max()]
    axes.yaxis.set_major_locator(FixedLocator(ticks))
    axes.yaxis.set_minor_locator(NullLocator())
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: chart.index_tick(value)))
    axes.tick_params(axis="x", labelbottom=False, length=0)
    end_labels(axes, ends)
    label_years(axes, chart.base, last_day)


def _lower(axes: Axes, chart: OverviewChart, rate: pd.Series, last_day: date) -> None:
    draw_range(axes, rate, None)
    axes.set_ylim(0, float(rate.max()) * 1.15)
    axes.yaxis.set_major_locator(MaxNLocator(3, integer=True))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: chart.percent(value)))
    axes.set_title(chart.rate_label, loc="left", fontsize=style.TEXT, color=style.INK, pad=5)
    label_years(axes, chart.base, last_day)


def _shade(upper: Axes, lower: Axes, chart: OverviewChart, lift: int) -> None:
    last = upper.get_xlim()[1]
    for axes in (upper, lower):
        for start, end in chart.corrections:
            axes.axvspan(place(start), place(end), facecolor=style.SHADE, edgecolor="none", zorder=0.4)
        axes.axvline(place(chart.published), color=style.INK, linewidth=style.THIN, linestyle=(0, (3, 2)), zorder=1)
        axes.set_xlim(right=last)
    _heading(upper, place(chart.published), chart.published_label, 0, side="right")
    _heading(upper, place(chart.base), chart.shade_label, lift, side="left")


def _heading(axes: Axes, at: float, words: str, lift: int, *, side: str) -> None:
    axes.annotate(
        words,
        (at, 1),
        (0, 5 + lift),
        xycoords=axes.get_xaxis_transform(),
        textcoords="offset points",
        horizontalalignment=side,
        verticalalignment="bottom",
        color=style.INK if side == "right" else style.MUTED,
    )


def falls(prices: pd.Series, depth: float) -> tuple[tuple[date, date], ...]:
    """First and last day of every fall of at least ``depth`` (a fraction), peak to trough, known in hindsight.

    ``prices``: positive, one row a day, no NaN. Phases by the filter of Lunde and Timmermann (2004).
    """
    phases = bull_and_bear_phases(prices, up=depth, down=depth)
    return tuple((phase.start.date(), phase.end.date()) for phase in phases if phase.direction is Direction.BEAR)
