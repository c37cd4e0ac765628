"""What happened around an event: raw and abnormal returns, and how often ordinary days did as much."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from typing import cast

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.stats import t as student

from figurecheck.errors import DegenerateInputError, InsufficientDataError, WindowError
from figurecheck.measures.checks import Floats, observations, same_length, varying
from figurecheck.measures.daily import daily_prices
from figurecheck.measures.placebo import OLDEST_CLOSE

ESTIMATION = (-260, -11)
"""Sessions around the event from which the ordinary return is learnt."""
_FEWEST_FOR_ESTIMATION = 30

Positions = npt.NDArray[np.intp]


@dataclass(frozen=True)
class EventWindow:
    """Sessions from ``first`` to ``last`` around the session of the event, which is 0; both are included."""

    first: int
    last: int

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise WindowError(f"event window: found [{self.first}, {self.last}]; the end must not come first")

    @property
    def length(self) -> int:
        """Number of daily returns in the window."""
        return self.last - self.first + 1


@dataclass(frozen=True)
class AbnormalReturn:
    """Return of a window beyond what the estimation window makes ordinary.

    ``value`` is the sum over the window of return less ``intercept`` less ``slope`` times the market (0 without one);
    ``raw`` is the plain sum. ``standard_error`` is that of a forecast: the spread of the days ahead and the error of
    intercept and slope; ``p_value`` is two-sided by Student's t with ``degrees``.
    """

    value: float
    standard_error: float
    lower: float
    upper: float
    p_value: float
    raw: float
    intercept: float
    slope: float
    degrees: int
    level: float


@dataclass(frozen=True)
class EventPermutation:
    """Mean window return over events beside the means over as many matched ordinary days.

    ``p_value`` is two-sided around ``placebo_mean``, ``at_or_above`` the share of draws at or above ``value``; both
    count the observed mean among the draws. ``n_candidates`` is the number of ordinary days that could be drawn.
    """

    value: float
    placebo_mean: float
    lower: float
    upper: float
    p_value: float
    at_or_above: float
    n_events: int
    n_candidates: int
    replications: int
    seed: int
    level: float


def event_position(days: pd.DatetimeIndex, day: pd.Timestamp) -> int:
    """Return the position of the first of ``days`` at or after ``day``: the first session that can know of it.

    Raises WindowError when there is none within a week.
    """
    position = int(days.searchsorted(day))
    if position == len(days) or (days[position] - day).days > OLDEST_CLOSE:
        raise WindowError(f"event: no session within {OLDEST_CLOSE} days after {day.date()}; take another series")
    return position


def _inside(first: int, last: int, n: int, what: str) -> None:
    if first < 0 or last >= n:
        raise WindowError(f"{what}: rows {first} to {last} were asked of {n}; take an event further from the edge")


def abnormal_return(
    returns: npt.ArrayLike,
    event: int,
    window: EventWindow,
    market: npt.ArrayLike | None = None,
    estimation: tuple[int, int] = ESTIMATION,
    level: float = 0.95,
) -> AbnormalReturn:
    """Return the abnormal return of a window: mean-adjusted, or by the market model when ``market`` is given.

    ``returns``, ``market``: aligned log or simple returns in one unit, shape (n,); ``event`` is the row of the event,
    ``estimation`` the first and last row of the estimation window counted from it. The forecast error follows Campbell,
    Lo and MacKinlay (1997, section 4.4). Raises WindowError when a window leaves the rows or the two overlap,
    DegenerateInputError for NaN, infinities, or constants in the estimation window.
    """
    values = observations(returns, "returns")
    first, last = event + estimation[0], event + estimation[1]
    if last >= event + window.first:
        raise WindowError(
            f"estimation: it ends at {estimation[1]} and must end before the window [{window.first}, ...]"
        )
    _inside(first, last, values.size, "estimation window")
    _inside(event + window.first, event + window.last, values.size, "event window")
    learn, look = slice(first, last + 1), slice(event + window.first, event + window.last + 1)
    design = _design(market, values, learn)
    slopes, error_variance, degrees = _ordinary(design[learn], values[learn])
    summed = design[look].sum(axis=0)
    value = float(values[look].sum() - summed @ slopes)
    spread = float(summed @ np.linalg.solve(design[learn].T @ design[learn], summed))
    error = sqrt(error_variance * (window.length + spread))
    reach = float(student.ppf((1.0 + level) / 2.0, degrees)) * error
    return AbnormalReturn(
        value=value,
        standard_error=error,
        lower=value - reach,
        upper=value + reach,
        p_value=2.0 * float(student.sf(abs(value) / error, degrees)),
        raw=float(values[look].sum()),
        intercept=float(slopes[0]),
        slope=float(slopes[1]) if slopes.size == 2 else 0.0,
        degrees=degrees,
        level=level,
    )


def _design(market: npt.ArrayLike | None, values: Floats, learn: slice) -> Floats:
    varying(values[learn], "returns of the estimation window", _FEWEST_FOR_ESTIMATION)
    if market is None:
        return np.ones((values.size, 1))
    index = observations(market, "market")
    same_length(values, index, "returns, market")
    varying(index[learn], "market of the estimation window", _FEWEST_FOR_ESTIMATION)
    return np.column_stack([np.ones(index.size), index])


def _ordinary(design: Floats, values: Floats) -> tuple[Floats, float, int]:
    """Least squares: slopes, residual variance and its degrees of freedom."""
    slopes = np.asarray(np.linalg.solve(design.T @ design, design.T @ values), dtype=np.float64)
    residuals = values - design @ slopes
    degrees = values.size - slopes.size
    variance = float(residuals @ residuals) / degrees
    if variance <= 1e-24 * float(values.var()):
        raise DegenerateInputError("event: the series is a multiple of its market; no error is left to compare with")
    return slopes, variance, degrees


def event_permutation(
    prices: pd.Series,
    days: Sequence[pd.Timestamp],
    window: EventWindow,
    seed: int,
    replications: int = 10_000,
    level: float = 0.95,
    avoid: Sequence[pd.Timestamp] = (),
) -> EventPermutation:
    """Compare the mean return around events with that around as many ordinary days of the same weekday and year.

    ``prices``: positive, one row a session; ``days``: the events, each moved to the first session at or after it. An
    ordinary day is one whose window shares no return with the window of any event or of any day to ``avoid`` (other
    decisions; those outside the prices change nothing); each draw takes, for every year
    and weekday, as many different ordinary days as there are events (two events of one session count once). Raises
    WindowError for an event that the series does not cover, InsufficientDataError for no event or for a year and
    weekday with fewer ordinary days than events, DegenerateInputError for prices that never move.
    """
    checked = daily_prices(prices)
    varying(checked.to_numpy(), "prices")
    index = cast("pd.DatetimeIndex", checked.index)
    events = np.unique(np.array([event_position(index, day) for day in days], dtype=np.intp))
    if events.size == 0:
        raise InsufficientDataError("event: no day was given; name at least one event inside the prices")
    _inside(int(events[0]) + window.first - 1, int(events[-1]) + window.last, len(index), "event window")
    strata = _strata(index)
    others = [day for day in avoid if index[0] <= day <= index[-1]]
    near = np.union1d(events, np.array([event_position(index, day) for day in others], dtype=np.intp))
    candidates = _ordinary_days(near, window, len(index))
    candidates = candidates[np.isin(strata[candidates], strata[events])]
    returns = _window_returns(checked.to_numpy(), window)
    draws = _draw_means(returns, strata, events, candidates, replications, seed)
    value = float(returns[events].mean())
    lower, upper = np.quantile(draws, [(1.0 - level) / 2.0, (1.0 + level) / 2.0])
    centre = float(draws.mean())
    far = np.abs(draws - centre) >= abs(value - centre) * (1.0 - 1e-12)
    return EventPermutation(
        value=value,
        placebo_mean=centre,
        lower=float(lower),
        upper=float(upper),
        p_value=(1.0 + float(np.count_nonzero(far))) / (1.0 + replications),
        at_or_above=(1.0 + float(np.count_nonzero(draws >= value))) / (1.0 + replications),
        n_events=events.size,
        n_candidates=candidates.size,
        replications=replications,
        seed=seed,
        level=level,
    )


def _ordinary_days(events: Positions, window: EventWindow, n: int) -> Positions:
    """Rows whose window lies inside the n rows and at least a window's length away from every event."""
    rows = np.arange(max(0, 1 - window.first), min(n, n - window.last))
    free = np.ones(n, dtype=np.bool_)
    for event in events:
        free[max(0, event - window.length + 1) : event + window.length] = False
    return rows[free[rows]]


def _window_returns(values: Floats, window: EventWindow) -> Floats:
    """Return around every row, shape (n,); NaN where the window leaves the rows."""
    rows = np.arange(values.size)
    base, last = rows + window.first - 1, rows + window.last
    inside = (base >= 0) & (last < values.size)
    returns = np.full(values.size, np.nan)
    returns[inside] = values[last[inside]] / values[base[inside]] - 1.0
    return returns


def _strata(index: pd.DatetimeIndex) -> Positions:
    """One number a year and weekday."""
    return np.asarray(index.year * 7 + index.day_of_week, dtype=np.intp)


def _draw_means(
    returns: Floats,
    strata: Positions,
    events: Positions,
    candidates: Positions,
    replications: int,
    seed: int,
) -> Floats:
    """Mean of one draw of ordinary days, as many a stratum as there are events, shape (replications,)."""
    random = np.random.Generator(np.random.PCG64(seed))
    total = np.zeros(replications)
    for stratum, count in zip(*np.unique(strata[events], return_counts=True), strict=True):
        pool = returns[candidates[strata[candidates] == stratum]]
        if pool.size < count:
            raise InsufficientDataError(
                f"event: {count} events and {pool.size} ordinary days share a year and weekday; shorten the window"
            )
        order = random.random((replications, pool.size)).argpartition(count - 1, axis=1)[:, :count]
        total += pool[order].sum(axis=1)
    means: Floats = total / events.size
    return means
