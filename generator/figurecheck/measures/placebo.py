"""What another series did inside episodes, and what it did in equally long times."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from figurecheck.errors import InsufficientDataError, WindowError
from figurecheck.measures.checks import Floats, observations, varying
from figurecheck.measures.daily import daily_prices

OLDEST_CLOSE = 7
"""Days that the close used for the edge of a window may be older than the edge: a closed week is still ordinary."""
_TOO_OLD = np.timedelta64(OLDEST_CLOSE + 1, "D")
_ROUNDING = 1e-12


class Span(Protocol):
    """Anything with a first and a last day, such as a phase or a swing."""

    @property
    def start(self) -> pd.Timestamp:
        """The day whose close is the base of the return."""

    @property
    def end(self) -> pd.Timestamp:
        """The day whose close is the last."""


@dataclass(frozen=True)
class Interval:
    """A first and a last day."""

    start: pd.Timestamp
    end: pd.Timestamp


@dataclass(frozen=True)
class EpisodeReturn:
    """Return of a series from the last close at or before ``start`` to the last at or before ``end``.

    ``value`` is a fraction; ``first_close`` and ``last_close`` are the days used; ``sessions`` counts the closes after
    the first. With no session inside, the value is 0 because nothing could be traded.
    """

    value: float
    first_close: pd.Timestamp
    last_close: pd.Timestamp
    sessions: int


@dataclass(frozen=True)
class Placebo:
    """One number among those that the same computation gives in equally long times.

    ``at_or_below`` and ``at_or_above`` are the shares of the placebo values (the observed one among them) on either
    side of ``value``; ``lower`` and ``upper`` hold the middle ``level`` of them; ``n`` counts them and ``effective_n``
    how many fit side by side without overlap, the observed one among them as in ``n``.
    """

    value: float
    mean: float
    median: float
    lower: float
    upper: float
    at_or_below: float
    at_or_above: float
    n: int
    effective_n: int
    level: float


@dataclass(frozen=True, eq=False)
class Closes:
    """A series that was checked once, for many spans: its ``index``, the same days as an array, and its prices."""

    index: pd.DatetimeIndex
    days: NDArray[np.datetime64]
    prices: Floats

    @classmethod
    def of(cls, prices: "pd.Series | Closes", minimum: int = 1) -> "Closes":
        """Check ``prices``, one row a session, as :func:`daily_prices` does; what was checked stays as it is."""
        if isinstance(prices, Closes):
            observations(prices.prices, "prices", minimum)
            return prices
        checked = daily_prices(prices, minimum)
        index = pd.DatetimeIndex(checked.index)
        return cls(index, index.to_numpy(dtype="datetime64[ns]"), checked.to_numpy(dtype=np.float64))

    @cached_property
    def moves(self) -> Floats:
        """Log returns from close to close, shape (n - 1,)."""
        return np.diff(np.log(self.prices))

    def every_return(self, sessions: int) -> Floats:
        """The return over ``sessions`` from every close on, the end of the series joined to its start: (n - 1,)."""
        n = self.moves.size
        found: Floats = np.expm1(self._twice[sessions : sessions + n] - self._twice[:n])
        return found

    @cached_property
    def _twice(self) -> Floats:
        return np.concatenate(([0.0], np.cumsum(np.tile(self.moves, 2))))


def episode_return(prices: pd.Series | Closes, span: Span) -> EpisodeReturn | None:
    """Return what ``prices`` did inside ``span``, or None where the series does not cover it.

    ``prices``: positive, one row a session; no price is filled forward: an edge without a close uses the last close at
    or before it, at most OLDEST_CLOSE days old. Raises WindowError when the span ends before it starts.
    """
    closes = Closes.of(prices)
    edges = _edges(closes, span)
    return None if edges is None else _return(closes, *edges)


def _edges(closes: Closes, span: Span) -> tuple[int, int] | None:
    if span.end < span.start:
        raise WindowError(f"span: found {span.start.date()} to {span.end.date()}; the end must not come first")
    start, end = _at_or_before(closes, span.start), _at_or_before(closes, span.end)
    return None if start is None or end is None else (start, end)


def _at_or_before(closes: Closes, day: pd.Timestamp) -> int | None:
    wanted = day.to_datetime64()
    position = int(closes.days.searchsorted(wanted, side="right")) - 1
    if position < 0 or wanted - closes.days[position] >= _TOO_OLD:
        return None
    return position


def _day(closes: Closes, position: int) -> pd.Timestamp:
    return closes.index[position]


def _return(closes: Closes, start: int, end: int) -> EpisodeReturn:
    value = float(closes.prices[end] / closes.prices[start]) - 1.0
    return EpisodeReturn(value, _day(closes, start), _day(closes, end), end - start)


def placebo_before(prices: pd.Series, span: Span, years: int = 3, level: float = 0.95) -> Placebo:
    """Compare the return inside ``span`` with those of all windows of as many sessions in the ``years`` before it.

    Overlap rule: a window counts when it starts at or after the day ``years`` before the span and ends at or before
    the span's first close; windows overlap each other, and ``effective_n`` says how many fit side by side. Raises
    WindowError when the series does not cover the span, InsufficientDataError when it does not reach back that far or
    the span has no session, DegenerateInputError for prices that never move.
    """
    checked = _moving(prices, 2)
    edges = _edges(checked, span)
    if edges is None:
        raise WindowError(f"span: {span.start.date()} to {span.end.date()} is not covered by these prices")
    start, end = edges
    sessions, earliest = end - start, span.start - pd.DateOffset(years=years)
    first = int(checked.days.searchsorted(earliest.to_datetime64()))
    if sessions == 0 or start - first < sessions or _at_or_before(checked, earliest) is None:
        raise InsufficientDataError(
            f"placebo: found {sessions} sessions inside the span and prices from {_day(checked, 0).date()}; "
            f"they must reach back to {earliest.date()}"
        )
    history = checked.prices[first : start + 1]
    values = history[sessions:] / history[:-sessions] - 1.0
    observed = _return(checked, start, end).value
    # The window of the span, which counts among the values, touches the last of the others at a close.
    return _placebo(observed, np.append(values, observed), (history.size - 1) // sessions + 1, level)


def _moving(prices: pd.Series | Closes, minimum: int) -> Closes:
    checked = Closes.of(prices, minimum)
    varying(checked.prices, "prices")
    return checked


def _placebo(observed: float, values: Floats, effective: int, level: float) -> Placebo:
    tail = (1.0 - level) / 2.0
    lower, median, upper = np.quantile(values, [tail, 0.5, 1.0 - tail])
    return Placebo(
        value=observed,
        mean=float(values.mean()),
        median=float(median),
        lower=float(lower),
        upper=float(upper),
        at_or_below=float(np.mean(values <= observed)),
        at_or_above=float(np.mean(values >= observed)),
        n=int(values.size),
        effective_n=effective,
        level=level,
    )


def placebo_shifts(prices: pd.Series | Closes, spans: Sequence[Span], level: float = 0.95) -> Placebo:
    """Compare the mean return over all ``spans`` with its values when the whole set is moved through the calendar.

    All spans move together by every number of sessions, the end of the series joined to its start, so lengths and
    distances stay as they are; the shift by 0 is the observed set. A single span is so ranked among all windows of as
    many sessions, as many of them as the series has returns. Moved spans may fall on true episodes, which makes
    the comparison conservative. Spans that the series does not cover, or without a session, are left out.
    ``effective_n`` is the number of sessions over the length of the longest span, at least 1. Raises
    InsufficientDataError when no span remains, DegenerateInputError for prices that never move.
    """
    checked = _moving(prices, 3)
    edges = [found for found in (_edges(checked, span) for span in spans) if found and found[1] > found[0]]
    if not edges:
        raise InsufficientDataError(f"placebo: none of {len(spans)} spans has a session; give other spans or prices")
    n = checked.moves.size
    means = np.zeros(n)
    for start, end in edges:
        means += np.roll(checked.every_return(end - start), -start)
    means /= len(edges)
    longest = max(end - start for start, end in edges)
    return _placebo(float(means[0]), _rounded_ties(means), max(1, n // longest), level)


def _rounded_ties(means: Floats) -> Floats:
    """Lift values that differ from the observed one by rounding alone to it, so that a tie counts as a tie."""
    return np.where(np.abs(means - means[0]) <= _ROUNDING, means[0], means)
