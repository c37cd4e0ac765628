"""Which days a series should have: exchange sessions, every day, or no more than so many days apart."""

from datetime import date, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING
from warnings import catch_warnings, simplefilter

import numpy as np
import pandas as pd

from figurecheck.series.model import Calendar, Series
from figurecheck.store.provenance import Gap

if TYPE_CHECKING:
    from exchange_calendars import ExchangeCalendar

_LONGEST_BREAK = timedelta(days=20)
"""The exchange has never been closed for longer since 1914."""


def sessions(first: pd.Timestamp, last: pd.Timestamp) -> pd.DatetimeIndex:
    """The sessions of the New York Stock Exchange from ``first`` to ``last``, both included."""
    known = _sessions(first.year, last.year)
    return known[(known >= first) & (known <= last)]


def closed_days(days: pd.DatetimeIndex, series: Series) -> pd.DatetimeIndex:
    """Those of ``days`` on which an exchange-traded series cannot have been traded; none for other calendars."""
    if series.calendar is not Calendar.XNYS or days.empty:
        return days[:0]
    return days.difference(sessions(days[0], days[-1]))


def gaps(days: pd.DatetimeIndex, series: Series) -> tuple[Gap, ...]:
    """Every stretch between neighbouring ``days`` that lacks an expected observation."""
    if len(days) < 2:
        return ()
    if series.calendar is Calendar.XNYS:
        expected = sessions(days[0], days[-1])
        steps = np.diff(expected.searchsorted(days))
        wide = steps > 1
    else:
        wide = np.diff(days.to_numpy()) > np.timedelta64(series.max_gap_days, "D")
    return tuple(Gap(days[where].date(), days[where + 1].date()) for where in np.flatnonzero(wide).tolist())


def missing_days(days: pd.DatetimeIndex, series: Series) -> int:
    """How many expected observations lie in the gaps: sessions, days, or steps of the ordinary distance."""
    if series.calendar is Calendar.XNYS and not days.empty:
        return len(sessions(days[0], days[-1]).difference(days))
    lengths = [(gap.before - gap.after).days for gap in gaps(days, series)]
    return sum((length - 1) // series.max_gap_days for length in lengths)


def session_closes(first: date, last: date) -> dict[date, datetime]:
    """The moment at which each New York session from ``first`` to ``last`` closes, early or not."""
    closes = _calendar(first.year, last.year).closes
    found = closes[(closes.index >= pd.Timestamp(first)) & (closes.index <= pd.Timestamp(last))]
    return {day.date(): close.to_pydatetime() for day, close in found.items()}


def last_closed(moment: datetime) -> date:
    """The last New York session whose close came at or before ``moment``, which has a time zone."""
    day = moment.date()
    closes = session_closes(day - _LONGEST_BREAK, day + timedelta(days=1))
    return max(session for session, close in closes.items() if close <= moment)


@cache
def _sessions(first_year: int, last_year: int) -> pd.DatetimeIndex:
    return pd.DatetimeIndex(_calendar(first_year, last_year).sessions).as_unit("s")


@cache
def _calendar(first_year: int, last_year: int) -> "ExchangeCalendar":
    from exchange_calendars import get_calendar

    with catch_warnings():
        # exchange_calendars 4.13 reads an attribute in a way that pandas 4 will change.
        simplefilter("ignore", pd.errors.Pandas4Warning)
        return get_calendar("XNYS", start=f"{first_year}-01-01", end=f"{last_year}-12-31")
