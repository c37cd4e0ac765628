"""Returns of assets that keep different hours, taken over the same days and never filled forward."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal
from warnings import catch_warnings, simplefilter

import numpy as np
import pandas as pd
from exchange_calendars import ExchangeCalendar, get_calendar

from figurecheck.errors import DegenerateInputError, InsufficientDataError, WindowError

Calendar = Literal["XNYS", "24/7"]
Frequency = Literal["daily", "weekly", "two_day"]
Change = Literal["simple", "log", "difference"]

_FIRST_SESSION = pd.Timestamp("1990-01-02")
_STEPS: dict[Frequency, int] = {"daily": 1, "weekly": 1, "two_day": 2}


@dataclass(frozen=True, eq=False)
class AlignedReturns:
    """Returns over common days.

    ``returns`` has one row a return, indexed by the day on which it ends, and the columns of the prices.
    ``left_out`` counts the days (sessions, or last sessions of a week) between the first and the last common price
    on which at least one price is missing; ``spanning`` the returns that reach across such a day. ``starts`` has the
    day of the price from which each return is taken, ``first_day`` the first of them.
    """

    returns: pd.DataFrame
    left_out: int
    spanning: int
    starts: pd.DatetimeIndex

    @property
    def first_day(self) -> pd.Timestamp:
        """The day of the first price used, which lies before the first return."""
        return self.starts[0]


def sessions(first: pd.Timestamp | str, last: pd.Timestamp | str) -> pd.DatetimeIndex:
    """Sessions of the New York Stock Exchange from ``first`` to ``last``, both included, at midnight, no time zone.

    Special closures such as 2025-01-09 are no sessions; early closes are. Raises WindowError before 1990 or when
    ``last`` lies before ``first``.
    """
    start, end = pd.Timestamp(first), pd.Timestamp(last)
    if start < _FIRST_SESSION.replace(day=1) or end < start:
        raise WindowError(f"sessions from {start:%Y-%m-%d} to {end:%Y-%m-%d}: ask for days in order, from 1990 on")
    every: pd.DatetimeIndex = _exchange(start.year, end.year).sessions
    return every[(every >= start) & (every <= end)]


def aligned_returns(
    prices: pd.DataFrame,
    *,
    calendar: Calendar = "XNYS",
    frequency: Frequency = "daily",
    change: Change = "simple",
) -> AlignedReturns:
    """Returns of every column of ``prices`` between days on which all of them have a price.

    ``prices`` has a sorted DatetimeIndex at midnight (one row a day) and one column an asset; NaN means no price.
    With ``calendar`` "XNYS" the days are the exchange's sessions, so a 24/7 asset's Monday return covers the
    weekend; with "24/7" they are all days. A day on which any price is missing is left out and the next return
    spans it. "weekly" goes from the last session of a week to that of the next (24/7: Friday to Friday), complete
    weeks only; "two_day" returns overlap by one day (Forbes and Rigobon 2002). ``change`` "difference" is for
    yields and other levels, in their own unit; the others need positive prices.

    Raises DegenerateInputError for a malformed frame, InsufficientDataError when no return can be formed.
    """
    checked = _checked(prices, change)
    complete = checked.dropna()
    if len(complete) == 0:
        raise InsufficientDataError(f"aligned returns: no day on which all of {list(prices.columns)} have a price")
    days = pd.DatetimeIndex(complete.index)
    grid = _grid(days[0], days[-1], calendar, frequency).as_unit(days.unit)
    common = complete.loc[complete.index.isin(grid)]
    steps = _STEPS[frequency]
    if len(common) <= steps:
        raise InsufficientDataError(f"{frequency} returns: {steps + 1} common days are needed, found {len(common)}")
    distances = grid.get_indexer(common.index)
    inside = int(distances[-1] - distances[0]) + 1
    spanned = int(np.count_nonzero(distances[steps:] - distances[:-steps] > steps))
    starts = pd.DatetimeIndex(common.index[:-steps])
    return AlignedReturns(_changes(common, steps, change), inside - len(common), spanned, starts)


def _changes(common: pd.DataFrame, steps: int, change: Change) -> pd.DataFrame:
    before = common.shift(steps).iloc[steps:]
    after = common.iloc[steps:]
    if change == "difference":
        return after - before
    ratio = after / before
    return ratio.transform(np.log) if change == "log" else ratio - 1.0


def _grid(first: pd.Timestamp, last: pd.Timestamp, calendar: Calendar, frequency: Frequency) -> pd.DatetimeIndex:
    # A week that the prices leave before its last session must not seem complete.
    end = last + pd.Timedelta(days=6) if frequency == "weekly" else last
    days = sessions(first, end) if calendar == "XNYS" else pd.date_range(first, end, freq="D")
    return _last_of_weeks(days) if frequency == "weekly" else days


def _last_of_weeks(days: pd.DatetimeIndex) -> pd.DatetimeIndex:
    fridays = days[days.day_of_week <= 4]
    series = pd.Series(fridays, index=fridays)
    return pd.DatetimeIndex(series.groupby(fridays.to_period("W-FRI")).max())


def _checked(prices: pd.DataFrame, change: Change) -> pd.DataFrame:
    index = prices.index
    if not isinstance(index, pd.DatetimeIndex) or index.tz is not None or not (index == index.normalize()).all():
        raise DegenerateInputError("prices: a DatetimeIndex at midnight without time zone is needed")
    if not (index.is_monotonic_increasing and index.is_unique) or prices.columns.empty:
        raise DegenerateInputError("prices: one row a day, oldest first, and at least one column are needed")
    values = prices.astype(np.float64)
    if np.isinf(values.to_numpy()).any():
        raise DegenerateInputError("prices: an infinity was found; correct the series first")
    if change != "difference" and (values <= 0).to_numpy().any():
        raise DegenerateInputError('prices: a price of 0 or less was found; levels need change="difference"')
    return values


def _exchange(first_year: int, last_year: int) -> ExchangeCalendar:
    """Calendar of at least these years; in whole decades, for a calendar takes long to build."""
    return _decades(first_year // 10 * 10, last_year // 10 * 10 + 9)


@lru_cache(maxsize=16)
def _decades(first_year: int, last_year: int) -> ExchangeCalendar:
    start = max(pd.Timestamp(first_year, 1, 1), _FIRST_SESSION)
    with catch_warnings():
        # exchange_calendars 4.13 still asks pandas 3.1 for an attribute that pandas 4 will change.
        simplefilter("ignore", pd.errors.Pandas4Warning)
        return get_calendar("XNYS", start=start, end=pd.Timestamp(last_year, 12, 31))
