"""Leaving out what is not finished yet: the bar of a running session, the day that has not ended, empty last bars."""

from datetime import UTC, date, datetime, timedelta

import pandas as pd

from figurecheck.series.model import Calendar, Kind, Series
from figurecheck.store.calendars import session_closes

SETTLING = timedelta(hours=2)
"""How long after the close a bar is still taken as provisional."""


def complete_rows(frame: pd.DataFrame, series: Series, now: datetime) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """The rows of ``frame`` that are final at ``now`` (an aware datetime), and what was left out, in words.

    A session is over two hours after its close, which on a half-day is at 13.00 in New York; a day of a market that
    never closes is over with the day in UTC. Other series are left as they are. A last bar without a close is left
    out, a bar in the future is kept for the checks to refuse.
    """
    if series.kind is not Kind.PRICE or frame.empty:
        return frame, ()
    notices = []
    last = _last(frame)
    if last <= now.astimezone(UTC).date() and not _over(last, series, now):
        frame = frame.iloc[:-1]
        notices.append(f"the bar of {last} was left out: its {_name(series)} was not over")
    while not frame.empty and pd.isna(frame["close"].iloc[-1]):
        notices.append(f"the bar of {_last(frame)} was left out: it has no close")
        frame = frame.iloc[:-1]
    return frame, tuple(notices)


def _over(day: date, series: Series, now: datetime) -> bool:
    if series.calendar is Calendar.ALWAYS:
        return day < now.astimezone(UTC).date()
    close = session_closes(day, day).get(day)
    return close is None or now >= close + SETTLING


def _name(series: Series) -> str:
    return "day" if series.calendar is Calendar.ALWAYS else "session"


def _last(frame: pd.DataFrame) -> date:
    last: pd.Timestamp = frame.index[-1]
    return last.date()
