"""The null of a specification curve: the whole curve again when one series is shifted in time against the other.

A circular shift keeps each series as it is, with its clusters and trends, and breaks only what ties the two together on
the same day. What the curve then still shows is chance (Simonsohn, Simmons and Nelson 2020, who shuffle a variable;
shifting in its place keeps the order in time, as for surrogates of Theiler and others 1992).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.stats import rankdata

from figurecheck.errors import DegenerateInputError, InsufficientDataError

Floats = NDArray[np.float64]
Marks = NDArray[np.bool_]
Holding = Callable[[Floats], Marks]
"""From values, any shape, to whether each would make the claim true, the same shape."""

SHIFTS = 499
NEAREST = 0.05
"""Shortest shift in either direction, as a share of the length: a shorter one leaves neighbours together."""
FEWEST_RETURNS = 20


@dataclass(frozen=True, eq=False)
class Specification:
    """One reading of a curve as arrays over all days of its family, each of shape (n,).

    ``x`` and ``y`` are returns without gaps; ``y`` is the one that is shifted. ``inside`` marks the days of the
    reading's window and ``regime`` those of its regime (None: it has none). ``regime_moves`` says that the regime is
    read off the shifted series, so that it moves with it; ``difference`` that the correlation outside of the regime is
    taken off. ``ranks`` asks for Spearman's correlation.
    """

    x: Floats
    y: Floats
    inside: Marks
    regime: Marks | None = None
    regime_moves: bool = False
    difference: bool = False
    ranks: bool = False


@dataclass(frozen=True, eq=False)
class CurveNull:
    """A curve and what chance makes of it.

    ``values`` are the readings' values, shape (readings,), ``median`` and ``holding`` their median and how many of
    them would hold by their value alone. ``medians`` and ``holdings`` are the same under each shift, shape (shifts,).
    """

    values: Floats
    median: float
    holding: int
    medians: Floats
    holdings: NDArray[np.int64]
    larger: bool

    @property
    def as_large(self) -> int:
        """Shifts under which the median is as large (or, for a claim of small values, as small)."""
        beyond = self.medians >= self.median if self.larger else self.medians <= self.median
        return int(beyond.sum())

    @property
    def as_many(self) -> int:
        """Shifts under which at least as many readings would hold."""
        return int((self.holdings >= self.holding).sum())

    @property
    def p_value(self) -> float:
        """Chance of a median as large without a tie, the observed curve counted among the shifts."""
        return (1 + self.as_large) / (1 + len(self.medians))


def draw_shifts(count: int, seed: int, nearest: float = NEAREST) -> Floats:
    """Shifts as shares of the length, shape (count,), between ``nearest`` and 1 - ``nearest``."""
    return np.random.default_rng(seed).uniform(nearest, 1.0 - nearest, count)


def curve_null(
    readings: Sequence[Specification],
    holds: Holding,
    *,
    larger: bool,
    seed: int,
    shifts: int = SHIFTS,
    nearest: float = NEAREST,
) -> CurveNull:
    """Shift the second series by ``shifts`` random distances and take the whole curve anew each time.

    All readings are shifted by the same share of their length, so that they stay as alike as they are. Raises
    InsufficientDataError without readings or with fewer than 20 returns in one, DegenerateInputError for gaps or for a
    series that does not move.
    """
    if not readings:
        raise InsufficientDataError("the null of a curve was asked for without a reading; at least 1 needed")
    shares = np.concatenate([[0.0], draw_shifts(shifts, seed, nearest)])
    curves = np.vstack([shifted_values(reading, shares) for reading in readings])
    medians, holdings = np.median(curves, axis=0), holds(curves).sum(axis=0)
    return CurveNull(curves[:, 0], float(medians[0]), int(holdings[0]), medians[1:], holdings[1:], larger)


def shifted_values(reading: Specification, shares: Floats) -> Floats:
    """The value of one reading under each shift, shape (shifts,); a share of 0 gives the reading itself."""
    _check(reading)
    length = len(reading.x)
    steps = np.rint(shares * length).astype(np.int64) % length
    if reading.regime is None:
        return (
            _of_ranks(reading, steps) if reading.ranks else _by_shift(reading, np.ones(length, dtype=np.bool_), steps)
        )
    within = _by_shift(reading, reading.regime, steps)
    return within - _by_shift(reading, ~reading.regime, steps) if reading.difference else within


def _check(reading: Specification) -> None:
    used = reading.inside if reading.regime is None or reading.regime_moves else reading.inside & reading.regime
    if int(used.sum()) < FEWEST_RETURNS:
        raise InsufficientDataError(f"a reading of {int(used.sum())} returns; at least {FEWEST_RETURNS} needed")
    if not (np.isfinite(reading.x).all() and np.isfinite(reading.y).all()):
        raise DegenerateInputError("returns with gaps; drop the days on which one series has none")
    if np.ptp(reading.x) == 0.0 or np.ptp(reading.y) == 0.0:
        raise DegenerateInputError("a series that does not move has no correlation")


def _of_ranks(reading: Specification, steps: NDArray[np.int64]) -> Floats:
    """Spearman's correlation under each shift: the days inside are ranked anew, so each has its own row."""
    days = np.flatnonzero(reading.inside)
    moved = reading.y[(days[None, :] + steps[:, None]) % len(reading.y)]
    one, many = rankdata(reading.x[days]), rankdata(moved, axis=1)
    across = one - one.mean()
    spread = np.sqrt((across @ across) * np.square(many - many.mean(axis=1, keepdims=True)).sum(axis=1))
    found: Floats = many @ across / spread
    return found


def _by_shift(reading: Specification, chosen: Marks, steps: NDArray[np.int64]) -> Floats:
    """Pearson's correlation over the days inside that are ``chosen``, which move with y or stay with x.

    Each sum of products over a shift is a circular cross-correlation: all shifts at once by the discrete Fourier
    transform.
    """
    still, moving = (reading.inside, chosen) if reading.regime_moves else (reading.inside & chosen, None)
    y, x = reading.y - reading.y.mean(), reading.x - reading.x.mean()
    after = [np.ones(y.size), y, y * y] if moving is None else [moving * each for each in (np.ones(y.size), y, y * y)]
    before = [np.fft.rfft(still * each) for each in (np.ones(x.size), x, x * x)]
    behind = [np.fft.rfft(each) for each in after]

    def total(first: int, second: int) -> Floats:
        """The sum of x to the power ``first`` times y to the power ``second`` under each shift."""
        return np.fft.irfft(np.conj(before[first]) * behind[second], x.size)[steps]

    days = np.rint(total(0, 0))
    mean_x, mean_y = total(1, 0) / days, total(0, 1) / days
    covariance = total(1, 1) / days - mean_x * mean_y
    found: Floats = covariance / np.sqrt(
        (total(2, 0) / days - mean_x * mean_x) * (total(0, 2) / days - mean_y * mean_y)
    )
    return found
