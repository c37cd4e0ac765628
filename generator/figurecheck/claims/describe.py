"""The values of the axes in words, as a reader meets them in a table of readings."""

from collections.abc import Callable
from datetime import date
from typing import Any

from figurecheck.claims.model import Article
from figurecheck.claims.settings import Price

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
QUARTERS = ("first", "second", "third", "fourth")

_PRICES = {
    Price.CLOSE: "closing price",
    Price.TOTAL_RETURN: "total return, dividends reinvested",
    Price.INTRADAY: "intraday extremes",
}


def day_words(day: date | str) -> str:
    """``2020-03-15`` as ``15 March 2020``; publication and latest by name."""
    if isinstance(day, str):
        return {"publication": "publication", "latest": "the last day of the data"}[day]
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _span(window: Any) -> str:
    return f"{day_words(window.start)} to {day_words(window.end)}"


def _sessions(window: Any, article: Article) -> str:
    """``session 0`` for the day of the event itself, counted backwards with a true minus sign."""
    first, last = (str(session).replace("-", "\N{MINUS SIGN}") for session in (window.first, window.last))
    which = f"session {first}" if first == last else f"sessions {first} to {last}"
    return f"{which} around {article.event(window.event).title}"


_WINDOWS: dict[str, Callable[[Any, Article], str]] = {
    "calendar_year": lambda w, _: f"calendar year {w.year}",
    "calendar_quarter": lambda w, _: f"{QUARTERS[w.quarter - 1]} quarter of {w.year}",
    "calendar_month": lambda w, _: f"{MONTHS[w.month - 1]} {w.year}",
    "closes": lambda w, _: f"close to close, {_span(w)}",
    "first_to_last": lambda w, _: f"first close to last close inside {_span(w)}",
    "low_to_high": lambda w, _: f"low to later high inside {_span(w)}",
    "high_to_low": lambda w, _: f"high to later low inside {_span(w)}",
    "low_to_end": lambda w, _: f"low to the end inside {_span(w)}",
    "high_to_end": lambda w, _: f"high to the end inside {_span(w)}",
    "from_event": lambda w, a: f"last close before {a.event(w.event).title} to {day_words(w.end)}",
    "around_event": _sessions,
}


def describe(axis: str, value: Any, article: Article) -> str:
    """The value of one axis in words; a series is named by its id."""
    if axis == "window":
        return _WINDOWS[value.rule](value, article)
    if axis == "price":
        return _PRICES[value]
    return str(value)
