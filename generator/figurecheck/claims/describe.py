"""The values of the axes in words, as a reader meets them in a table of readings."""

from collections.abc import Callable
from datetime import date
from typing import Any

from figurecheck.claims.model import Article
from figurecheck.claims.settings import Price, Shift
from figurecheck.claims.statistics import Estimator, Frequency, Method, Risk, Timing

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


_WORDS: dict[str, dict[Any, str]] = {
    "price": _PRICES,
    "frequency": {
        Frequency.DAILY: "daily returns",
        Frequency.TWO_DAY: "overlapping returns over two days",
        Frequency.WEEKLY: "weekly returns",
    },
    "method": {
        Method.PEARSON: "Pearson",
        Method.SPEARMAN: "Spearman, on ranks",
        Method.KENDALL: "Kendall, on ranks",
        Method.GARCH: "Pearson, on returns standardised by a GARCH(1,1)",
    },
    "timing": {
        Timing.HINDSIGHT: "in hindsight, from the peak to the trough",
        Timing.EX_ANTE: "from the day on which the fall crossed its threshold",
    },
    "risk": {
        Risk.VARIANCE: "variance",
        Risk.SEMIVARIANCE: "semivariance",
        Risk.EXPECTED_SHORTFALL_95: "expected shortfall beyond the worst 5%",
        Risk.EXPECTED_SHORTFALL_99: "expected shortfall beyond the worst 1%",
    },
    "estimator": {
        Estimator.AMIHUD: "Amihud",
        Estimator.CORWIN_SCHULTZ: "Corwin and Schultz",
        Estimator.ABDI_RANALDO: "Abdi and Ranaldo",
        Estimator.ROLL: "Roll",
        Estimator.EDGE: "EDGE",
        Estimator.ZERO_RETURNS: "share of days without a move",
        Estimator.FHT: "FHT",
    },
}


def estimator_words(method: str) -> str:
    """The name of the estimator whose code ``method`` is; ``method`` itself where it is none."""
    return _WORDS["estimator"].get(method, method)


def day_words(day: date | str) -> str:
    """``2020-03-15`` as ``15 March 2020``; publication and latest by name."""
    if isinstance(day, str):
        return {"publication": "publication", "latest": "the last day of the data"}[day]
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _span(window: Any) -> str:
    return f"{day_words(window.start)} to {day_words(window.end)}"


def _sessions(window: Any, article: Article) -> str:
    return f"{_session_words(window)} around {article.event(window.event).title}"


def _session_words(window: Any) -> str:
    """``session 0`` for the day of the event itself, counted backwards with a true minus sign."""
    first, last = (str(session).replace("-", "\N{MINUS SIGN}") for session in (window.first, window.last))
    return f"session {first}" if first == last else f"sessions {first} to {last}"


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


def _percent(share: float) -> str:
    return f"{round(100 * share, 6):g}%"


_CALLED = {"VIXCLS": "the VIX"}
"""Levels that everybody calls by another name than that of their series."""

_REGIMES: dict[str, Callable[[Any], str]] = {
    "level": lambda r: (
        f"{_CALLED.get(r.series, r.series)} in the top {_percent(1 - r.percentile)} of its days so far "
        "as the return begins"
    ),
    "volatility": lambda r: (
        f"volatility of {r.series} over {r.window} days in the top {_percent(1 - r.percentile)} so far "
        "as the return begins"
    ),
    "drawdown": lambda r: (
        f"{r.series} more than {_percent(r.depth)} below its highest close so far as the return begins"
    ),
    "since": lambda r: f"from {day_words(r.day)} on",
}

_EPISODES: dict[str, Callable[[Any], str]] = {
    "filter": lambda e: f"falls of {_percent(e.fall)}, ended by rises of {_percent(e.rise)}",
    "volatility_scaled": lambda e: f"falls and rises of {e.deviations:g} daily standard deviations of the past year",
}


def _decisions(decisions: Any) -> str:
    """``sessions 0 to 5 around every cut of FOMC from 18 September 2024 to publication``."""
    return f"{_session_words(decisions)} around every {decisions.change} of {decisions.series}, {_span(decisions)}"


def _panel(blocks: tuple[tuple[str, ...], ...]) -> str:
    return " against ".join(" + ".join(block) for block in blocks)


def _shift(shift: Shift) -> str:
    if not shift.moves:
        return "not moved"
    if shift.start == shift.end:
        return f"both ends {_moved_by(shift.start)}"
    ends = [f"{name} {_moved_by(by)}" for name, by in (("start", shift.start), ("end", shift.end)) if by]
    return ", ".join(ends)


def _moved_by(by: int) -> str:
    """``one session earlier``, ``5 sessions later``."""
    size = "one session" if abs(by) == 1 else f"{abs(by)} sessions"
    return f"{size} {'later' if by > 0 else 'earlier'}"


def describe(axis: str, value: Any, article: Article) -> str:
    """The value of one axis in words; a series is named by its id."""
    if axis == "window":
        return _WINDOWS[value.rule](value, article)
    if axis in _WORDS:
        return _WORDS[axis][value]
    return _OTHERS.get(axis, str)(value)


_OTHERS: dict[str, Callable[[Any], str]] = {
    "shift": _shift,
    "panel": _panel,
    "regime": lambda regime: _REGIMES[regime.rule](regime),
    "episodes": lambda episodes: _EPISODES[episodes.rule](episodes),
    "decisions": _decisions,
    "tail": lambda share: f"the lowest {_percent(share)} of days",
}
