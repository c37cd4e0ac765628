"""The first and last day of a window, looked up in the days of a table with plain pandas."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pandas as pd

from figurecheck.errors import WindowError
from figurecheck.series.model import Series
from figurecheck.verification.data import Data

Ends = tuple[pd.Timestamp, pd.Timestamp]


def ends(window: Any, data: Data, series: Series, low: pd.Series, high: pd.Series) -> Ends:
    """First and last day of ``window``; lows are looked for in ``low``, highs in ``high`` (both the close, as a rule).

    Raises WindowError where the observations do not reach the window.
    """
    first, last = _RULES[window.rule](window, data, series, low, high)
    if first >= last:
        raise WindowError(f"the window {window.rule} would run from {first:%Y-%m-%d} to {last:%Y-%m-%d}")
    return first, last


def moved(found: Ends, shift: Any, days: pd.Index, series: Series) -> Ends:
    """Both ends so many rows further on; each is looked up among the days that follow it, or precede it."""
    if shift is None:
        return found
    return _further(found[0], shift.start, days, series), _further(found[1], shift.end, days, series)


def _further(day: pd.Timestamp, by: int, days: pd.Index, series: Series) -> pd.Timestamp:
    rest = days[days >= day] if by >= 0 else days[days <= day][::-1]
    if abs(by) >= len(rest):
        raise WindowError(f"{series.id} has no session {by:+d} from {day:%Y-%m-%d}")
    found: pd.Timestamp = rest[abs(by)]
    return found


def the_day(day: Any, data: Data) -> pd.Timestamp:
    """A day of the article file; ``publication`` and ``latest`` by what they stand for."""
    if day == "latest":
        return data.latest
    return pd.Timestamp(data.article.article.publication_day if day == "publication" else day)


def at_or_before(days: pd.Index, day: pd.Timestamp, series: Series) -> pd.Timestamp:
    """The last of ``days`` up to ``day``, if it is no older than the ordinary gap of the series."""
    earlier = days[days <= day]
    if len(earlier) == 0 or (day - earlier[-1]).days > series.max_gap_days:
        raise WindowError(f"{series.id} has no observation close enough before {day:%Y-%m-%d}")
    found: pd.Timestamp = earlier[-1]
    return found


def _period(window: Any, _: Data, series: Series, low: pd.Series, __: pd.Series) -> Ends:
    """Last observation of a year, quarter or month, over the last one before it began."""
    number = {"calendar_quarter": "quarter", "calendar_month": "month"}.get(window.rule)
    letter = {None: "Y", "quarter": "Q", "month": "M"}[number]
    months = {None: 1, "quarter": 3 * getattr(window, "quarter", 1) - 2, "month": getattr(window, "month", 1)}[number]
    period = pd.Period(year=window.year, month=months, freq=letter)
    eve = period.start_time - pd.Timedelta(days=1)
    return at_or_before(low.index, eve, series), at_or_before(low.index, period.end_time.normalize(), series)


def _closes(window: Any, data: Data, series: Series, low: pd.Series, _: pd.Series) -> Ends:
    start, end = the_day(window.start, data), the_day(window.end, data)
    return at_or_before(low.index, start, series), at_or_before(low.index, end, series)


def _inside(window: Any, data: Data, series: Series, days: pd.Index) -> pd.Index:
    """The days of the span, which must reach both of its ends."""
    start, end = the_day(window.start, data), the_day(window.end, data)
    inside = days[(days >= start) & (days <= end)]
    if len(inside) == 0 or (inside[0] - start).days > series.max_gap_days:
        raise WindowError(f"{series.id} has no observation close enough after {start:%Y-%m-%d}")
    at_or_before(days, end, series)
    return inside


def _first_to_last(window: Any, data: Data, series: Series, low: pd.Series, _: pd.Series) -> Ends:
    inside = _inside(window, data, series, low.index)
    return inside[0], inside[-1]


def _low_to_high(window: Any, data: Data, series: Series, low: pd.Series, high: pd.Series) -> Ends:
    inside = _inside(window, data, series, low.index)
    return _best_pair(low[inside], high[inside], rising=True)


def _high_to_low(window: Any, data: Data, series: Series, low: pd.Series, high: pd.Series) -> Ends:
    inside = _inside(window, data, series, low.index)
    return _best_pair(high[inside], low[inside], rising=False)


def _best_pair(first: pd.Series, second: pd.Series, *, rising: bool) -> Ends:
    """Every pair of an earlier and a later day is tried, one after the other."""
    starts, finishes = first.tolist(), second.tolist()
    best, pair = 0.0, (0, 0)
    for i, start in enumerate(starts):
        for j in range(i + 1, len(finishes)):
            move = finishes[j] / start - 1
            if (move if rising else -move) > best:
                best, pair = abs(move), (i, j)
    days = pd.DatetimeIndex(first.index)
    return days[pair[0]], days[pair[1]]


def _low_to_end(window: Any, data: Data, series: Series, low: pd.Series, _: pd.Series) -> Ends:
    inside = _inside(window, data, series, low.index)
    return inside[int(low[inside[:-1]].argmin())], inside[-1]


def _high_to_end(window: Any, data: Data, series: Series, _: pd.Series, high: pd.Series) -> Ends:
    inside = _inside(window, data, series, high.index)
    return inside[int(high[inside[:-1]].argmax())], inside[-1]


def _last_before(moment: datetime, days: pd.Index, series: Series) -> int:
    """Position of the last observation that was public at ``moment``."""
    public = [at for at, day in enumerate(days) if series.known_at(day.date()) <= moment]
    if not public:
        raise WindowError(f"{series.id} has no observation before {moment}")
    return public[-1]


def _from_event(window: Any, data: Data, series: Series, low: pd.Series, _: pd.Series) -> Ends:
    start = _last_before(data.article.event(window.event).moment, low.index, series)
    return low.index[start], at_or_before(low.index, the_day(window.end, data), series)


def _around_event(window: Any, data: Data, series: Series, low: pd.Series, _: pd.Series) -> Ends:
    """Session 0 is the one after the last observation before the event; the base is the session before the first."""
    zero = _last_before(data.article.event(window.event).moment, low.index, series) + 1
    base, end = zero + window.first - 1, zero + window.last
    if base < 0 or end >= len(low):
        raise WindowError(f"{series.id} has no session {window.first} or {window.last} around {window.event}")
    return low.index[base], low.index[end]


_RULES: dict[str, Callable[[Any, Data, Series, pd.Series, pd.Series], Ends]] = {
    "calendar_year": _period,
    "calendar_quarter": _period,
    "calendar_month": _period,
    "closes": _closes,
    "first_to_last": _first_to_last,
    "low_to_high": _low_to_high,
    "high_to_low": _high_to_low,
    "low_to_end": _low_to_end,
    "high_to_end": _high_to_end,
    "from_event": _from_event,
    "around_event": _around_event,
}
