"""Falls and rises of one price series: drawdowns, the largest swing of a window, bull and bear phases."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Protocol, cast

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from figurecheck.errors import DegenerateInputError, InsufficientDataError
from figurecheck.measures.checks import Floats, observations
from figurecheck.measures.daily import daily_prices

BEAR = 0.20
_ROUNDING = 1e-12  # a price exactly on a threshold counts as crossed, however the machine rounds 1 - 0.2


@dataclass(frozen=True)
class Swing:
    """The move from one extreme to a later one: ``change`` is a fraction (-0.5 is a halving), days are closes."""

    change: float
    start: pd.Timestamp
    end: pd.Timestamp
    start_price: float
    end_price: float


@dataclass(frozen=True)
class Drawdown:
    """One stretch below the running maximum; counts are observations and include both ends.

    ``peak`` is the day of the maximum; ``start`` the first day below it, ``trough`` the lowest, ``end`` the first
    day back at or above it (None while it has not come back); ``depth`` is a negative fraction. ``length`` counts
    ``start`` to ``end`` (to the last observation while there is no end), ``to_trough`` ``start`` to ``trough`` and
    ``recovery`` the observations after the trough (None while there is no end).
    """

    peak: pd.Timestamp
    start: pd.Timestamp
    trough: pd.Timestamp
    end: pd.Timestamp | None
    depth: float
    length: int
    to_trough: int
    recovery: int | None


class Direction(StrEnum):
    """Which way a phase goes."""

    BULL = "bull"
    BEAR = "bear"


@dataclass(frozen=True)
class Phase:
    """One bull or bear phase between two extremes.

    ``confirmed`` is the first day on which the threshold was crossed, so that the phase could be known.
    ``censored_start``: nothing before ``start`` was observed, the true extreme may lie earlier. ``censored_end``: the
    phase had not turned by the last observation; ``end`` is its extreme so far.
    """

    direction: Direction
    start: pd.Timestamp
    end: pd.Timestamp
    start_price: float
    end_price: float
    confirmed: pd.Timestamp
    censored_start: bool
    censored_end: bool

    @property
    def change(self) -> float:
        """The move from extreme to extreme as a fraction."""
        return self.end_price / self.start_price - 1.0

    @property
    def censored(self) -> bool:
        """Whether either end is unknown."""
        return self.censored_start or self.censored_end


def drawdown_path(prices: pd.Series) -> pd.Series:
    """Return each day's price over the running maximum, minus 1 (0 at a new high, negative below it).

    ``prices``: positive, one row a day (DatetimeIndex); a gap (NaN) is a DegenerateInputError.
    """
    checked = daily_prices(prices)
    values = checked.to_numpy()
    return pd.Series(values / np.maximum.accumulate(values) - 1.0, index=checked.index, name=checked.name)


def maximum_drawdown(prices: pd.Series) -> Swing:
    """Return the deepest fall from a high to a later low among ``prices`` (pass the window's prices only).

    The first of equally deep troughs, from the last of equally high peaks. Prices that never fall give a change
    of 0 on the first day. A window's extremes are known only in hindsight.
    """
    checked = daily_prices(prices)
    values = checked.to_numpy()
    trough = int(np.argmin(values / np.maximum.accumulate(values)))
    return _swing(checked, _last(np.argmax, values[: trough + 1]), trough)


def _last(extreme: Callable[[Floats], np.intp], values: Floats) -> int:
    return values.size - 1 - int(extreme(values[::-1]))


def _day(prices: pd.Series, position: int) -> pd.Timestamp:
    return cast("pd.Timestamp", prices.index[position])


def _swing(prices: pd.Series, start: int, end: int) -> Swing:
    first, last = float(prices.iloc[start]), float(prices.iloc[end])
    return Swing(last / first - 1.0, _day(prices, start), _day(prices, end), first, last)


def drawdown_table(prices: pd.Series, minimum: float = 0.0) -> tuple[Drawdown, ...]:
    """Return every stretch below the running maximum at least ``minimum`` deep, the deepest first.

    Columns and counts as in ``table.Drawdowns`` of R's PerformanceAnalytics (Bacon 2004, p. 88), except that an
    unrecovered stretch is counted to the last observation, where that program counts one more. ``minimum`` is a
    positive fraction: 0.10 keeps corrections, 0.20 bear markets.
    """
    path = drawdown_path(prices)
    below = np.concatenate(([False], path.to_numpy() < 0.0, [False]))
    starts = np.flatnonzero(below[1:] & ~below[:-1])
    ends = np.flatnonzero(below[:-1] & ~below[1:])
    found = [_drawdown(path, int(start), int(end)) for start, end in zip(starts, ends, strict=True)]
    deep = [drawdown for drawdown in found if drawdown.depth <= _ROUNDING - minimum]
    return tuple(sorted(deep, key=lambda drawdown: (drawdown.depth, drawdown.start)))


def _drawdown(path: pd.Series, start: int, end: int) -> Drawdown:
    trough = start + int(np.argmin(path.to_numpy()[start:end]))
    recovered = end < path.size
    return Drawdown(
        peak=_day(path, start - 1),
        start=_day(path, start),
        trough=_day(path, trough),
        end=_day(path, end) if recovered else None,
        depth=float(path.iloc[trough]),
        length=end - start + int(recovered),
        to_trough=trough - start + 1,
        recovery=end - trough if recovered else None,
    )


def bull_and_bear_phases(
    prices: pd.Series, up: float | pd.Series = BEAR, down: float | pd.Series = BEAR
) -> tuple[Phase, ...]:
    """Return the phases of Lunde and Timmermann's (2004) filter, oldest first, each starting where the last ended.

    ``prices``: positive, one row a day. A bull phase ends when the price is at or below its running maximum times
    ``1 - down``, a bear phase when it is at or above its running minimum times ``1 + up``; the dates are the
    extremes, so they are hindsight, while ``Phase.confirmed`` is not. ``up`` and ``down`` are fractions, or series
    on the days of ``prices`` with one fraction a day. The first phase is that of whichever threshold is crossed first:
    a move before it has crossed none, so it is no phase, however near it came. A first phase from the first day on and
    the last phase are censored. Prices that cross no threshold give no phase.
    """
    checked = daily_prices(prices, 2)
    values = checked.to_numpy()
    rise = (1.0 + _threshold(up, checked, np.inf)) * (1.0 - _ROUNDING)
    fall = (1.0 - _threshold(down, checked, 1.0)) * (1.0 + _ROUNDING)
    return _phases(checked, _turns(values, rise, fall))


def _threshold(level: float | pd.Series, prices: pd.Series, below: float) -> Floats:
    if isinstance(level, pd.Series):
        if not level.index.equals(prices.index):
            raise DegenerateInputError("thresholds: asked for the days of the prices, found others; align them")
        levels: Floats = observations(level.to_numpy(), "thresholds")
    else:
        levels = np.full(prices.size, float(level))
    if levels.min() <= 0.0 or levels.max() >= below:
        raise DegenerateInputError(
            f"thresholds: asked for fractions above 0 and below {below:g}, found {levels.min():g} to {levels.max():g}"
        )
    return levels


@dataclass(frozen=True)
class _Turn:
    """The phase in ``direction`` began at position ``extreme``, which ``crossed`` revealed."""

    direction: Direction
    extreme: int
    crossed: int


def _turns(values: Floats, rise: Floats, fall: Floats) -> list[_Turn]:
    turns: list[_Turn] = []
    direction: Direction | None = None
    high = low = 0
    for now, price in enumerate(values):
        high = now if price >= values[high] else high
        low = now if price <= values[low] else low
        if direction is not Direction.BEAR and price <= values[high] * fall[now]:
            direction = Direction.BEAR
            turns.append(_Turn(direction, high, now))
            high = low = now
        elif direction is not Direction.BULL and price >= values[low] * rise[now]:
            direction = Direction.BULL
            turns.append(_Turn(direction, low, now))
            high = low = now
    return turns


def _phases(prices: pd.Series, turns: Sequence[_Turn]) -> tuple[Phase, ...]:
    if not turns:
        return ()
    values = prices.to_numpy()
    ends = [turn.extreme for turn in turns[1:]]
    last = turns[-1]
    extreme = np.argmax if last.direction is Direction.BULL else np.argmin
    ends.append(last.crossed + _last(extreme, values[last.crossed :]))
    phases = [_phase(prices, turn, end) for turn, end in zip(turns, ends, strict=True)]
    phases[-1] = replace(phases[-1], censored_end=True)
    phases[0] = replace(phases[0], censored_start=turns[0].extreme == 0)
    return tuple(phases)


def _phase(prices: pd.Series, turn: _Turn, end: int) -> Phase:
    return Phase(
        direction=turn.direction,
        start=_day(prices, turn.extreme),
        end=_day(prices, end),
        start_price=float(prices.iloc[turn.extreme]),
        end_price=float(prices.iloc[end]),
        confirmed=_day(prices, turn.crossed),
        censored_start=False,
        censored_end=False,
    )


def bear_phases(phases: Sequence[Phase]) -> tuple[Phase, ...]:
    """Return the bear phases among ``phases``, censored ones included (they say so themselves)."""
    return tuple(phase for phase in phases if phase.direction is Direction.BEAR)


def volatility_scaled_thresholds(prices: pd.Series, deviations: float = 10.0, window: int = 250) -> pd.DataFrame:
    """Return thresholds ``up`` and ``down`` that widen with volatility, one row a day from the day ``window + 1`` on.

    ``down = 1 - exp(-deviations s)`` and ``up = exp(deviations s) - 1``, where ``s`` is the standard deviation of
    the ``window`` daily log returns up to the day before: ten deviations are 10 % for a stock index whose
    daily standard deviation is 1 %, so the same rule asks more of a wilder asset. Raises InsufficientDataError
    when there are not more than ``window + 1`` prices, DegenerateInputError where they stand still for a window.
    """
    checked = daily_prices(prices)
    if checked.size < window + 2:
        raise InsufficientDataError(
            f"prices: asked for at least {window + 2} days, found {checked.size}; shorten the window"
        )
    logs = pd.Series(np.log(checked.to_numpy()), index=checked.index)
    spread = deviations * logs.diff().rolling(window).std().shift(1).iloc[window + 1 :]
    if not float(spread.min()) > 0.0:
        raise DegenerateInputError(f"prices: they stand still for {window} days; no threshold can widen with that")
    return pd.DataFrame({"up": np.expm1(spread), "down": -np.expm1(-spread)})


class Bounded(Protocol):
    """Anything with a first and a last day: a phase, or a span of days."""

    @property
    def start(self) -> pd.Timestamp:
        """The close from which on it is counted."""

    @property
    def end(self) -> pd.Timestamp:
        """Its last close."""


def in_phase(days: pd.DatetimeIndex, phases: Sequence[Bounded]) -> NDArray[np.bool_]:
    """Return, for each of ``days``, whether it lies after the start and at or before the end of one of ``phases``.

    The day of the start itself is outside, because its return belongs to the move before.
    """
    inside = np.zeros(len(days), dtype=np.bool_)
    for phase in phases:
        inside |= np.asarray((days > phase.start) & (days <= phase.end))
    return inside
