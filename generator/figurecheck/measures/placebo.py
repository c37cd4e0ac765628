"""What another series did inside episodes, and what it did in windows of the same length elsewhere."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, cast

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from figurecheck.errors import InsufficientDataError, WindowError
from figurecheck.measures.checks import Floats
from figurecheck.measures.daily import daily_prices

OLDEST_CLOSE = 7
"""Days that the close used for the edge of a window may be older than the edge: a closed week is still ordinary."""


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
    """One number among those that the same computation gives elsewhere.

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


def episode_return(prices: pd.Series, span: Span) -> EpisodeReturn | None:
    """Return what ``prices`` did inside ``span``, or None where the series does not cover it.

    ``prices``: positive, one row a session; no price is filled forward: an edge without a close uses the last close at
    or before it, at most OLDEST_CLOSE days old. Raises WindowError when the span ends before it starts.
    """
    edges = _edges(daily_prices(prices), span)
    return None if edges is None else _return(prices, *edges)


def _edges(prices: pd.Series, span: Span) -> tuple[int, int] | None:
    if span.end < span.start:
        raise WindowError(f"span: found {span.start.date()} to {span.end.date()}; the end must not come first")
    start, end = _at_or_before(prices, span.start), _at_or_before(prices, span.end)
    return None if start is None or end is None else (start, end)


def _at_or_before(prices: pd.Series, day: pd.Timestamp) -> int | None:
    position = int(prices.index.searchsorted(day, side="right")) - 1
    if position < 0 or (day - _day(prices, position)).days > OLDEST_CLOSE:
        return None
    return position


def _day(prices: pd.Series, position: int) -> pd.Timestamp:
    return cast("pd.Timestamp", prices.index[position])


def _return(prices: pd.Series, start: int, end: int) -> EpisodeReturn:
    value = float(prices.iloc[end] / prices.iloc[start]) - 1.0
    return EpisodeReturn(value, _day(prices, start), _day(prices, end), end - start)


def placebo_windows(prices: pd.Series, span: Span, excluded: Sequence[Span] = (), level: float = 0.95) -> Placebo:
    """Compare the return inside ``span`` with those of all windows of as many sessions elsewhere.

    Overlap rule: a window counts as elsewhere when it shares no return with ``span`` and none with the spans in
    ``excluded`` (touching at a close is allowed); placebo windows may overlap each other, and ``effective_n`` says how
    many fit side by side. Raises WindowError when the series does not cover the span, InsufficientDataError when the
    span has no session or fewer than two windows remain.
    """
    checked = daily_prices(prices)
    edges = _edges(checked, span)
    if edges is None:
        raise WindowError(f"span: {span.start.date()} to {span.end.date()} is not covered by these prices")
    start, end = edges
    taken = _taken(checked, [span, *excluded])
    sessions = end - start
    values, effective = _elsewhere(checked.to_numpy(), taken, sessions)
    if sessions == 0 or values.size < 2:
        raise InsufficientDataError(
            f"placebo: found {sessions} sessions inside the span and {values.size} windows elsewhere; "
            "give a longer history or exclude fewer spans"
        )
    observed = float(checked.iloc[end] / checked.iloc[start]) - 1.0
    return _placebo(observed, np.append(values, observed), effective + 1, level)


def placebo_before(prices: pd.Series, span: Span, years: int = 3, level: float = 0.95) -> Placebo:
    """Compare the return inside ``span`` with those of all windows of as many sessions in the ``years`` before it.

    Overlap rule: a window counts when it starts at or after the day ``years`` before the span and ends at or before
    the span's first close; windows overlap each other, and ``effective_n`` says how many fit side by side. Raises
    WindowError when the series does not cover the span, InsufficientDataError when it does not reach back that far or
    the span has no session.
    """
    checked = daily_prices(prices)
    edges = _edges(checked, span)
    if edges is None:
        raise WindowError(f"span: {span.start.date()} to {span.end.date()} is not covered by these prices")
    start, end = edges
    sessions, earliest = end - start, span.start - pd.DateOffset(years=years)
    first = int(checked.index.searchsorted(earliest))
    if sessions == 0 or start - first < sessions or _at_or_before(checked, earliest) is None:
        raise InsufficientDataError(
            f"placebo: found {sessions} sessions inside the span and prices from {_day(checked, 0).date()}; "
            f"they must reach back to {earliest.date()}"
        )
    history = checked.to_numpy()[first : start + 1]
    values = history[sessions:] / history[:-sessions] - 1.0
    observed = float(checked.iloc[end] / checked.iloc[start]) - 1.0
    # The window of the span, which counts among the values, touches the last of the others at a close.
    return _placebo(observed, np.append(values, observed), (history.size - 1) // sessions + 1, level)


def _taken(prices: pd.Series, spans: Sequence[Span]) -> Floats:
    """One number a return (n - 1 of them): above 0 where the return belongs to one of the spans."""
    taken = np.zeros(prices.size - 1)
    days = prices.index.to_numpy()
    edges = np.array([[span.start.to_datetime64(), span.end.to_datetime64()] for span in spans])
    for first, last in days.searchsorted(edges, side="right") - 1:
        taken[max(first, 0) : max(last, 0)] = 1.0
    return taken


def _elsewhere(values: Floats, taken: Floats, sessions: int) -> tuple[Floats, int]:
    if not 0 < sessions <= taken.size:
        return np.empty(0), 0
    used = np.concatenate(([0.0], np.cumsum(taken)))
    free = used[sessions:] == used[:-sessions]
    returns = values[sessions:] / values[:-sessions] - 1.0
    return returns[free], _side_by_side(np.flatnonzero(free), sessions)


def _side_by_side(starts: NDArray[np.intp], sessions: int) -> int:
    count, next_free = 0, 0
    for start in starts:
        if start >= next_free:
            count, next_free = count + 1, int(start) + sessions
    return count


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


def placebo_shifts(prices: pd.Series, spans: Sequence[Span], level: float = 0.95) -> Placebo:
    """Compare the mean return over all ``spans`` with its values when the whole set is moved through the calendar.

    All spans move together by every number of sessions, the end of the series joined to its start, so lengths and
    distances stay as they are; the shift by 0 is the observed set. Moved spans may fall on true episodes, which makes
    the comparison conservative. Spans that the series does not cover, or without a session, are left out.
    ``effective_n`` is the number of sessions over the length of the longest span, at least 1. Raises
    InsufficientDataError when no span remains.
    """
    checked = daily_prices(prices, 3)
    edges = [found for found in (_edges(checked, span) for span in spans) if found and found[1] > found[0]]
    if not edges:
        raise InsufficientDataError(f"placebo: none of {len(spans)} spans has a session; give other spans or prices")
    moves = np.diff(np.log(checked.to_numpy()))
    n = moves.size
    total = np.concatenate(([0.0], np.cumsum(np.tile(moves, 2))))
    shifts = np.arange(n)
    means = np.zeros(n)
    for start, end in edges:
        begin = (start + shifts) % n
        means += np.expm1(total[begin + end - start] - total[begin])
    means /= len(edges)
    longest = max(end - start for start, end in edges)
    return _placebo(float(means[0]), _rounded_ties(means), max(1, n // longest), level)


def _rounded_ties(means: Floats) -> Floats:
    """Lift values that differ from the observed one by rounding alone to it, so that a tie counts as a tie."""
    return np.where(np.isclose(means, means[0], rtol=0.0, atol=1e-12), means[0], means)
