"""The slopes of the safe-haven regression by least squares, with intervals from resampled blocks of days."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from numpy.typing import ArrayLike

from figurecheck.errors import InsufficientDataError
from figurecheck.measures.checks import Floats, pair
from figurecheck.measures.resampling import (
    bootstrap_sums,
    influence_block_length,
    limit_errors,
    percentile_interval,
)
from figurecheck.measures.safe_haven import BAUR_MCDERMOTT_TAILS, MINIMUM_TAIL_DAYS


@dataclass(frozen=True)
class Slope:
    """The effect outside every tail (no ``tail``) or inside one, with its percentile interval.

    ``lower_error`` and ``upper_error`` are the standard errors that the number of resamples leaves in either limit.
    """

    tail: float | None
    value: float
    lower: float
    upper: float
    lower_error: float
    upper_error: float


@dataclass(frozen=True)
class ResampledSlopes:
    """Least-squares slopes of the safe-haven regression: outside every tail first, then inside each."""

    slopes: tuple[Slope, ...]
    level: float
    n: int
    block_length: float
    replications: int
    seed: int

    def inside(self, tail: float | None) -> Slope:
        """The slope inside ``tail``; outside every tail without one."""
        return next(slope for slope in self.slopes if slope.tail == tail)


def bootstrap_safe_haven(
    asset: ArrayLike,
    source: ArrayLike,
    seed: int,
    tails: Sequence[float] = BAUR_MCDERMOTT_TAILS,
    replications: int = 9_999,
    level: float = 0.95,
) -> ResampledSlopes:
    """Regress ``asset`` on ``source`` with an extra slope in each lower tail, by least squares, shape (n,), n >= 250.

    The regression is that of :func:`safe_haven.safe_haven_regression` (Baur and McDermott 2010) without a model of the
    variance: rows are resampled in blocks (Politis and Romano 1994) with their tail marks, so thresholds count as
    known; the block length fits the scores ``source e`` of a plain regression. Raises DegenerateInputError for NaN,
    constants, or a tail so short that a resample misses it, InsufficientDataError when the narrowest tail holds fewer
    than five days.
    """
    y, x = pair(asset, source, "asset, source", minimum=250)
    marks = x[:, None] <= np.quantile(x, list(tails))[None, :]
    if int(marks[:, -1].sum()) < MINIMUM_TAIL_DAYS:
        raise InsufficientDataError(
            f"resampled slopes: {int(marks[:, -1].sum())} days in the narrowest tail, {MINIMUM_TAIL_DAYS} are needed; "
            "take a longer window or wider tails"
        )
    return _resampled(x, y, [_bands(marks)], (None, *tails), (replications, seed, level), _ONE_LINE)[0]


def bootstrap_state_slopes(
    asset: ArrayLike,
    source: ArrayLike,
    state: npt.NDArray[np.bool_],
    seed: int,
    replications: int = 9_999,
    level: float = 0.95,
) -> tuple[Slope, Slope, ResampledSlopes]:
    """The slope of ``asset`` on ``source`` where ``state`` is false, and where it is true, a line of its own for each.

    All of shape (n,), n >= 250, at least five rows on either side; rows are resampled in blocks with their state, so
    both slopes rest on the same samples. A state may be chosen by how the source moved, so the means of both differ in
    it and outside of it: one intercept for both would bend the slopes. Raises like :func:`bootstrap_safe_haven`.
    """
    return bootstrap_slopes_of_states(asset, source, [state], seed, replications, level)[0]


def bootstrap_slopes_of_states(
    asset: ArrayLike,
    source: ArrayLike,
    states: Sequence[npt.NDArray[np.bool_]],
    seed: int,
    replications: int = 9_999,
    level: float = 0.95,
) -> tuple[tuple[Slope, Slope, ResampledSlopes], ...]:
    """:func:`bootstrap_state_slopes` for each of ``states``, all in the same resamples, which are drawn once."""
    y, x = pair(asset, source, "asset, source", minimum=250)
    for state in states:
        inside = int(np.count_nonzero(state))
        if min(inside, y.size - inside) < MINIMUM_TAIL_DAYS:
            raise InsufficientDataError(
                f"slopes by state: {inside} of {y.size} days inside; {MINIMUM_TAIL_DAYS} are needed on either side"
            )
    bands = [np.column_stack([~state, state]) for state in states]
    found = _resampled(x, y, bands, (None, None), (replications, seed, level), _LINE_A_BAND)
    return tuple((one.slopes[0], one.slopes[1], one) for one in found)


def _resampled(
    x: Floats,
    y: Floats,
    divisions: Sequence[npt.NDArray[np.bool_]],
    tails: Sequence[float | None],
    plan: tuple[int, int, float],
    lines: "_Lines",
) -> list[ResampledSlopes]:
    """Slopes inside each band of each division with percentile intervals; ``plan``: replications, seed and level."""
    replications, seed, level = plan
    moments = [lines.moments(x / x.std(), y / y.std(), bands) for bands in divisions]
    block = influence_block_length(_scores(x / x.std(), y / y.std()))
    scale = float(y.std() / x.std())
    sums = np.split(bootstrap_sums(np.hstack(moments), block, replications, seed), len(divisions), axis=1)
    slopes = [
        (lines.slopes(each.sum(axis=0)[None, :])[0] * scale, lines.slopes(drawn) * scale)
        for each, drawn in zip(moments, sums, strict=True)
    ]
    return [
        ResampledSlopes(_told(values, draws, (tails, level)), level, y.size, block, replications, seed)
        for values, draws in slopes
    ]


def _told(values: Floats, draws: Floats, plan: tuple[Sequence[float | None], float]) -> tuple[Slope, ...]:
    """The slopes of one division; ``plan`` holds the tails and the level."""
    tails, level = plan
    return tuple(_slope(*row, level) for row in zip(tails, values, draws.T, strict=True))


def _bands(marks: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """The tails cut into bands that share no day, shape (n, tails + 1): outside of all, then from each to the next."""
    every = np.column_stack([np.ones(len(marks), dtype=np.bool_), marks])
    narrower = np.column_stack([marks, np.zeros(len(marks), dtype=np.bool_)])
    return every & ~narrower


def _scores(x: Floats, y: Floats) -> Floats:
    """What each day adds to the slope of a plain regression."""
    centred = x - x.mean()
    slope = float(centred @ y / (centred @ centred))
    scores: Floats = centred * (y - y.mean() - slope * centred)
    return scores


def _moments(x: Floats, y: Floats, bands: npt.NDArray[np.bool_]) -> Floats:
    """Columns 1 and y, then x, x^2 and xy inside each band, shape (n, 2 + 3 bands)."""
    inside = [bands * column[:, None] for column in (x, x * x, x * y)]
    return np.hstack([np.column_stack([np.ones_like(x), y]), *inside])


def _band_slopes(sums: Floats) -> Floats:
    """Least-squares slopes with one intercept and one slope a band, shape (rows, bands).

    The slope of a band is the sum of all slopes of the regression with nested tails that hold there.
    """
    count, response = sums[:, 0], sums[:, 1]
    x, squares, products = np.split(sums[:, 2:], 3, axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        spread = count - (x * x / squares).sum(axis=1)
        intercept = (response - (x * products / squares).sum(axis=1)) / spread
        slopes: Floats = (products - intercept[:, None] * x) / squares
    return slopes


def _moments_by_band(x: Floats, y: Floats, bands: npt.NDArray[np.bool_]) -> Floats:
    """Columns 1, x, y, x^2 and xy inside each band, shape (n, 5 bands)."""
    return np.hstack([bands * column[:, None] for column in (np.ones_like(x), x, y, x * x, x * y)])


def _slopes_by_band(sums: Floats) -> Floats:
    """Least-squares slopes with an intercept and a slope a band, shape (rows, bands)."""
    count, x, y, squares, products = np.split(sums, 5, axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        slopes: Floats = (count * products - x * y) / (count * squares - x * x)
    return slopes


class _Lines(NamedTuple):
    """What is summed of each day, and the slopes from such sums, shape (rows, bands)."""

    moments: Callable[[Floats, Floats, npt.NDArray[np.bool_]], Floats]
    slopes: Callable[[Floats], Floats]


_ONE_LINE = _Lines(_moments, _band_slopes)
_LINE_A_BAND = _Lines(_moments_by_band, _slopes_by_band)


def _slope(tail: float | None, value: float, draws: Floats, level: float) -> Slope:
    interval = percentile_interval(draws, level)
    return Slope(tail, float(value), interval.lower, interval.upper, *limit_errors(draws, level))
