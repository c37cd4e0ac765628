"""From a window as an article declares it to two positions among the observations of a series."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import singledispatch
from typing import Any

from figurecheck.claims.model import Article
from figurecheck.claims.settings import (
    HINDSIGHT,
    AroundEvent,
    CalendarMonth,
    CalendarQuarter,
    CalendarYear,
    Closes,
    Day,
    FirstToLast,
    FromEvent,
    HighToEnd,
    HighToLow,
    LowToEnd,
    LowToHigh,
    Shift,
)
from figurecheck.errors import WindowError
from figurecheck.measures.windows import (
    Days,
    Values,
    first_at_or_after,
    largest_fall,
    largest_rise,
    last_at_or_before,
    ordered,
)
from figurecheck.series.model import Series


@dataclass(frozen=True)
class Track:
    """What a window is looked up in: a series, its days, and its low and high path (both the close, as a rule)."""

    series: Series
    days: Days
    low: Values
    high: Values
    article: Article
    latest: date

    def at(self, day: date) -> int:
        """Position of the last observation at or before ``day``; raises WindowError, in plain words, without one."""
        try:
            return last_at_or_before(self.days, day, self.series.max_gap_days)
        except WindowError as problem:
            raise self._without(day, problem) from problem

    def _without(self, day: date, problem: WindowError) -> WindowError:
        if not self.days.size:
            return problem
        first, last = self.days[0].item(), self.days[-1].item()
        if day > last:
            return WindowError(f"the observations of {self.series.id} end on {last}, before {day}")
        if day < first:
            return WindowError(f"the observations of {self.series.id} begin on {first}, after {day}")
        return WindowError(f"{self.series.id} has no observation close to {day}")

    def day(self, day: Day) -> date:
        """A day of the article file as a date."""
        if isinstance(day, date):
            return day
        return self.article.article.publication_day if day == "publication" else self.latest

    def before(self, moment: datetime) -> int:
        """Position of the last observation that was public at ``moment``."""
        at = self.at(moment.date() + timedelta(days=1))
        while self.series.known_at(self.days[at].item()) > moment:
            at -= 1
            if at < 0:
                raise WindowError(f"asked for the last observation before {moment}; the first is of {self.days[0]}")
        return at


def positions(window: Any, track: Track) -> tuple[int, int, bool]:
    """Positions of the first and last observation of ``window``, and whether it was chosen in hindsight.

    Raises WindowError where the window lies outside the observations.
    """
    start, end = _positions(window, track)
    return (*ordered(start, end, track.days), isinstance(window, HINDSIGHT))


def shifted(found: tuple[int, int, bool], by: Shift | None, days: Days) -> tuple[int, int, bool]:
    """``found`` with both ends moved by so many sessions; raises WindowError where they leave the observations."""
    if by is None:
        return found
    start, end = found[0] + by.start, found[1] + by.end
    if start < 0 or end >= days.size:
        raise WindowError(
            f"asked for a window moved by {by.start:+d} and {by.end:+d} sessions; the days are {days[0]} to {days[-1]}"
        )
    return (*ordered(start, end, days), found[2])


@singledispatch
def _positions(window: Any, _track: Track) -> tuple[int, int]:
    raise WindowError(f"no rule for the window {window!r}")


@_positions.register
def _(window: CalendarYear, track: Track) -> tuple[int, int]:
    return track.at(date(window.year - 1, 12, 31)), track.at(date(window.year, 12, 31))


@_positions.register
def _(window: CalendarQuarter, track: Track) -> tuple[int, int]:
    first = 3 * window.quarter - 2
    return track.at(_eve(window.year, first)), track.at(_eve(window.year, first + 3))


@_positions.register
def _(window: CalendarMonth, track: Track) -> tuple[int, int]:
    return track.at(_eve(window.year, window.month)), track.at(_eve(window.year, window.month + 1))


def _eve(year: int, month: int) -> date:
    """The day before the first of a month; month 13 is January of the next year."""
    return date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1) - timedelta(days=1)


@_positions.register
def _(window: Closes, track: Track) -> tuple[int, int]:
    return track.at(window.start), track.at(track.day(window.end))


@_positions.register
def _(window: FirstToLast, track: Track) -> tuple[int, int]:
    return _inside(window, track)


@_positions.register
def _(window: LowToHigh, track: Track) -> tuple[int, int]:
    start, end = _inside(window, track)
    low, high = largest_rise(track.low[start : end + 1], track.high[start : end + 1])
    return start + low, start + high


@_positions.register
def _(window: HighToLow, track: Track) -> tuple[int, int]:
    start, end = _inside(window, track)
    high, low = largest_fall(track.high[start : end + 1], track.low[start : end + 1])
    return start + high, start + low


@_positions.register
def _(window: LowToEnd, track: Track) -> tuple[int, int]:
    start, end = _inside(window, track)
    return start + int(track.low[start:end].argmin()), end


@_positions.register
def _(window: HighToEnd, track: Track) -> tuple[int, int]:
    start, end = _inside(window, track)
    return start + int(track.high[start:end].argmax()), end


@_positions.register
def _(window: FromEvent, track: Track) -> tuple[int, int]:
    return track.before(track.article.event(window.event).moment), track.at(track.day(window.end))


@_positions.register
def _(window: AroundEvent, track: Track) -> tuple[int, int]:
    eve = track.before(track.article.event(window.event).moment)
    start, end = eve + window.first, eve + 1 + window.last
    if start < 0 or end >= track.days.size:
        raise WindowError(f"sessions {window.first} to {window.last} around {window.event} reach outside the data")
    return start, end


def _inside(window: FirstToLast | LowToHigh | HighToLow | LowToEnd | HighToEnd, track: Track) -> tuple[int, int]:
    start = first_at_or_after(track.days, window.start, track.series.max_gap_days)
    return ordered(start, track.at(track.day(window.end)), track.days)
