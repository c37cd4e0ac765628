"""The numbers that each kind of chart draws, taken from what the chart itself is given."""

from collections.abc import Mapping
from datetime import date
from math import isnan

import pandas as pd

from figurecheck.charts.intervals import IntervalChart
from figurecheck.charts.overview import IndexedLine, OverviewChart
from figurecheck.charts.paths import PathChart
from figurecheck.charts.specification_curve import SpecificationCurve, sorted_points
from figurecheck.charts.steps import corners
from figurecheck.pages import words
from figurecheck.pages.figures.numbers import ChartNumbers, Column, Value, provider
from figurecheck.series.model import Series
from figurecheck.verdicts.outcome import Measurement

Row = tuple[Value, ...]


def window_numbers(series: Series, prices: pd.Series, measured: Measurement) -> ChartNumbers:
    """Changes since the start of the window: every day, or where prices may not be passed on, the points that count.

    ``prices`` (sorted DatetimeIndex, NaN left out) reaches over the window; the last row is the figure itself.
    """
    inside = prices.loc[pd.Timestamp(measured.start) : pd.Timestamp(measured.end)].dropna()
    changes = inside / measured.trace[0].value - 1
    heads = (Column("Day"), Column(f"Change since {words.short_day(measured.start)}", words.FRACTION))
    source = provider(series)
    if source is None:
        return ChartNumbers(heads, tuple((_day(changes, at), float(changes.iloc[at])) for at in range(len(changes))))
    places = {
        "start": 0,
        "lowest": int(changes.to_numpy().argmin()),
        "highest": int(changes.to_numpy().argmax()),
        "end": len(changes) - 1,
    }
    rows = tuple((name, _day(changes, at), float(changes.iloc[at])) for name, at in places.items())
    return ChartNumbers((Column("Point"), *heads), rows, (source,))


def step_numbers(
    series: Series, upper: pd.Series, lower: pd.Series | None, counted: Mapping[date, float]
) -> ChartNumbers:
    """The level on its first and last day and whenever it moved; only the moves ``counted`` where it is not free."""
    source = provider(series)
    if source is not None:
        return ChartNumbers((Column("Day"), Column(f"To, {series.unit}")), tuple(counted.items()), (source,))
    levels = {"Level" if lower is None else "Upper limit": upper, **({} if lower is None else {"Lower limit": lower})}
    table = pd.DataFrame({name: corners(level) for name, level in levels.items()})
    return _over_days(
        pd.DataFrame({name: levels[name].reindex(table.index) for name in levels}), f", {series.unit}", ""
    )


def path_numbers(chart: PathChart, unit: str) -> ChartNumbers:
    """Every line on every day, to six decimals; a day on which a line is not known yet has no value of it."""
    return _over_days(pd.DataFrame({line.label: line.path.dropna().round(6) for line in chart.lines}), "", unit)


def interval_numbers(chart: IntervalChart, unit: str) -> ChartNumbers:
    """The rows from top to bottom: what it is, the value, its limits."""
    heads = (Column("What"), Column("Figure", unit), Column("Lower limit", unit), Column("Upper limit", unit))
    return ChartNumbers(heads, tuple((row.label, float(row.value), row.lower, row.upper) for row in chart.rows))


def curve_numbers(chart: SpecificationCurve, unit: str) -> ChartNumbers:
    """The readings from left to right: value, answer, if it is the primary one, its intervals, and its choices."""
    ways = max(len(point.intervals) for point in chart.points)
    limits = [Column(f"{side}{f' ({way})' if ways > 1 else ''}", unit) for way in _ways(ways) for side in _SIDES]
    heads = (Column("Figure", unit), Column("Holds"), Column("Primary"), *limits)
    heads = (*heads, *(Column(axis.title) for axis in chart.axes))
    rows: list[Row] = []
    for point in sorted_points(chart.points):
        intervals = [limit for interval in point.intervals for limit in interval]
        chosen = (tuple(axis.values)[pick] for axis, pick in zip(chart.axes, point.picks, strict=True))
        missing = [None] * (2 * ways - len(intervals))
        rows.append((float(point.value), _HELD[point.holds], _yes(point.primary), *intervals, *missing, *chosen))
    return ChartNumbers(heads, tuple(rows), table_at="readings")


_SIDES = ("Lower limit", "Upper limit")


def _ways(count: int) -> tuple[str, ...]:
    return ("first way", "second way")[:count]


_HELD: dict[bool | None, str] = {True: "yes", False: "no", None: "open"}


def _yes(said: bool) -> str:
    return "yes" if said else "no"


def overview_numbers(chart: OverviewChart, lines: tuple[Series, Series], falls_of: str) -> ChartNumbers:
    """The points of both lines that count, the falls that are shaded, and every move of the rate."""
    base = words.short_day(chart.base)
    heads = ("What", "Day", "Until", f"Index, {base} = 100", "Change", chart.rate_label)
    columns = tuple(Column(head, words.FRACTION if head == "Change" else "") for head in heads)
    rows = [*_points(chart.first, chart.base), *_points(chart.second, chart.base)]
    prices = chart.first.prices
    for start, end in chart.corrections:
        change = float(prices.loc[pd.Timestamp(end)] / prices.loc[pd.Timestamp(start)] - 1)
        rows.append((f"fall of {falls_of}", start, end, None, change, None))
    rate = corners(chart.rate.loc[pd.Timestamp(chart.base) :])
    rows += [(chart.rate_label, _day(rate, at), None, None, None, float(rate.iloc[at])) for at in range(len(rate))]
    withheld = tuple(source for series in lines if (source := provider(series)) is not None)
    return ChartNumbers(columns, tuple(rows), withheld)


def _points(line: IndexedLine, base: date) -> list[Row]:
    known = line.prices.loc[pd.Timestamp(base) :].dropna()
    index = (known / float(known.iloc[0]) * 100).round(1)
    places = (0, int(index.to_numpy().argmin()), int(index.to_numpy().argmax()), len(index) - 1)
    named = zip(("first", "lowest", "highest", "last"), places, strict=True)
    return [(f"{line.label}, {name}", _day(index, at), None, float(index.iloc[at]), None, None) for name, at in named]


def _over_days(table: pd.DataFrame, after: str, unit: str) -> ChartNumbers:
    """A row a day, in the order of days, and a column a line."""
    heads = (Column("Day"), *(Column(f"{name}{after}", unit) for name in table))
    values = table.sort_index().to_numpy(dtype="float64", na_value=float("nan"))
    rows = tuple(
        (moment.date(), *(None if isnan(value) else float(value) for value in row))
        for moment, row in zip(table.sort_index().index, values, strict=True)
    )
    return ChartNumbers(heads, rows)


def _day(line: pd.Series, at: int) -> date:
    moment: pd.Timestamp = line.index[at]
    return moment.date()
