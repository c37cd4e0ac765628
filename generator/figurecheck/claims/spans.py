"""The outermost days that a window needs, told from the article file alone."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from figurecheck.claims.model import Article
from figurecheck.claims.settings import Day

Span = tuple[date, date | None]
"""First and last day needed; None for the last day of the data, whichever it is."""

_DAY = timedelta(days=1)


def span_of(window: Any, article: Article) -> Span:
    """The days that observations must reach for ``window``; the first may be closed, then the close before counts."""
    return _SPANS.get(window.rule, _from_to)(window, article)


def last_day(day: Day, article: Article) -> date | None:
    """A day of the article file as a date; None for the last day of the data."""
    if isinstance(day, date):
        return day
    return article.article.publication_day if day == "publication" else None


def eve(year: int, month: int) -> date:
    """The day before the first of a month; month 13 is January of the next year."""
    return date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1) - _DAY


def _from_to(window: Any, article: Article) -> Span:
    return window.start, last_day(window.end, article)


def _from_event(window: Any, article: Article) -> Span:
    return article.event(window.event).moment.date() - _DAY, last_day(window.end, article)


def _around_event(window: Any, article: Article) -> Span:
    """Sessions counted as days, so that the window reaches at least this far."""
    moment = article.event(window.event).moment.date()
    return moment + min(window.first - 1, 0) * _DAY, moment + max(window.last, 0) * _DAY


_SPANS: dict[str, Callable[[Any, Article], Span]] = {
    "calendar_year": lambda w, _: (eve(w.year, 1), eve(w.year, 13)),
    "calendar_quarter": lambda w, _: (eve(w.year, 3 * w.quarter - 2), eve(w.year, 3 * w.quarter + 1)),
    "calendar_month": lambda w, _: (eve(w.year, w.month), eve(w.year, w.month + 1)),
    "from_event": _from_event,
    "around_event": _around_event,
}
