"""Quantile regression of one return series on another, with errors from blocks of days."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import linprog

from figurecheck.errors import DegenerateInputError
from figurecheck.measures.checks import Floats, pair, probability
from figurecheck.measures.resampling import (
    IndexArray,
    influence_block_length,
    percentile_interval,
    stationary_index_chunks,
)

TAUS = (0.05, 0.25, 0.50, 0.75, 0.95)
MINIMUM_DAYS = 100
_MOST_TURNS = 200
_SHARE_SORTED = 0.1
"""Days that are sorted at first, those whose slopes lie next to the line of all days."""


Line = tuple[float, float]
"""Intercept and slope."""


@dataclass(frozen=True)
class QuantileSlope:
    """Slope of the conditional quantile ``tau`` with its stationary-bootstrap error and percentile interval.

    ``below`` counts the days under the line; the days on it, as many as the line has coefficients, are not among them.
    """

    tau: float
    intercept: float
    slope: float
    standard_error: float
    lower: float
    upper: float
    level: float
    n: int
    below: int
    block_length: float
    replications: int
    seed: int


def quantile_line(response: npt.ArrayLike, regressor: npt.ArrayLike, tau: float) -> Line:
    """Return intercept and slope of the quantile regression of ``response`` on ``regressor``, shape (n,), n >= 10.

    Solved exactly, as the dual linear programme of Koenker and Bassett (1978): iteratively reweighted least squares
    may stop early at the median of returns. NaN or a constant raises DegenerateInputError.
    """
    y, x = pair(response, regressor, "response, regressor", 10)
    # Standardised, so that the solver's tolerance does not depend on the units.
    design = np.column_stack([np.ones(x.size), (x - x.mean()) / x.std()])
    centre, spread = float(np.median(y)), float(y.std())
    solved = linprog(
        -(y - centre) / spread,
        A_eq=design.T,
        b_eq=(1.0 - probability(tau, "tau")) * design.sum(axis=0),
        bounds=(0.0, 1.0),
        method="highs",
    )
    if solved.status != 0:
        raise DegenerateInputError(f"quantile regression at {tau:g}: no solution on {y.size} days ({solved.message})")
    level, tilt = (-float(price) for price in solved.eqlin.marginals)
    slope = tilt * spread / float(x.std())
    return centre + spread * level - slope * float(x.mean()), slope


def quantile_slopes(
    response: npt.ArrayLike,
    regressor: npt.ArrayLike,
    seed: int,
    taus: Sequence[float] = TAUS,
    replications: int = 999,
    level: float = 0.95,
) -> tuple[QuantileSlope, ...]:
    """Estimate the slope at each of ``taus`` from aligned returns, shape (n,), n >= 100.

    Days are resampled in pairs by the stationary bootstrap with the longest of the block lengths of the quantile
    scores, one set of samples for all taus, and each sample has its exact slope (:func:`weighted_slopes`): a smoothed
    check function is faster, but its slopes spread less than those that are published. Errors as in
    :func:`quantile_line`.
    """
    y, x = pair(response, regressor, "response, regressor", MINIMUM_DAYS)
    lines = [quantile_line(y, x, tau) for tau in taus]
    block = max(_block_length(y, x, line, tau) for line, tau in zip(lines, taus, strict=True))
    draws = _resampled_slopes(y, x, lines, taus, stationary_counts(y.size, block, replications, seed))
    slopes = []
    for (intercept, slope), tau, column in zip(lines, taus, draws.T, strict=True):
        interval = percentile_interval(column, level)
        slopes.append(
            QuantileSlope(
                tau=tau,
                intercept=intercept,
                slope=slope,
                standard_error=interval.standard_error,
                lower=interval.lower,
                upper=interval.upper,
                level=level,
                n=y.size,
                below=int(np.count_nonzero(_under(y - intercept - slope * x))),
                block_length=block,
                replications=replications,
                seed=seed,
            )
        )
    return tuple(slopes)


def _under(residuals: Floats) -> npt.NDArray[np.bool_]:
    """Which days lie under the line; what a solver leaves of a residual of 0 is 0, so that no rounding decides."""
    under: npt.NDArray[np.bool_] = residuals < -1e-9 * residuals.std()
    return under


def stationary_counts(n: int, block_length: float, replications: int, seed: int) -> Floats:
    """How often each day occurs in each stationary-bootstrap sample, shape (replications, n)."""
    rows = [
        np.bincount(row, minlength=n)
        for chunk in stationary_index_chunks(n, block_length, replications, seed)
        for row in chunk
    ]
    return np.asarray(rows, dtype=np.float64)


def weighted_slopes(response: Floats, regressor: Floats, tau: float, weights: Floats, start: Line) -> Floats:
    """Slope of the weighted quantile regression for each row of ``weights``, (rows, n) -> (rows,).

    A line of least loss passes through two days. Held at one of them, the best slope is a weighted quantile of the
    slopes to all others; the day that it meets is held next, until the slope stays (Bloomfield and Steiger 1980). All
    rows at once, from the line ``start``. Exact where no three days lie on one line. Raises DegenerateInputError for
    NaN, a constant, and where the lines do not settle.
    """
    pair(response, regressor, "response, regressor")
    held = _weighted_quantile(np.broadcast_to(response - start[1] * regressor, weights.shape), weights, tau)
    slopes, active = np.full(len(weights), np.nan), np.arange(len(weights))
    least = 1e-12 * float(response.std() / regressor.std())
    for _ in range(_MOST_TURNS):
        met, found = _turned((response, regressor), tau, weights[active], held[active], start[1])
        turned = ~np.isclose(found, slopes[active], rtol=1e-12, atol=least)
        slopes[active], held[active] = found, met
        active = active[turned]
        if not active.size:
            return slopes
    raise DegenerateInputError(f"quantile regression at {tau:g}: a resample does not settle; take a middle quantile")


def _turned(
    days: tuple[Floats, Floats], tau: float, weights: Floats, held: IndexArray, near: float
) -> tuple[IndexArray, Floats]:
    """The day that the best line through the day ``held`` of each row meets, and its slope, likely ``near``.

    ``days`` are the responses and the regressors.
    """
    y, x = days
    across = x - x[held][:, None]
    with np.errstate(divide="ignore", invalid="ignore"):
        slopes = np.where(across == 0.0, np.inf, (y - y[held][:, None]) / across)
    mass = weights * np.abs(across)
    wanted = (mass * np.where(across > 0.0, tau, 1.0 - tau)).sum(axis=1)
    met = _reached_near(slopes, mass, wanted, near)
    return met, slopes[np.arange(len(met)), met]


def _reached_near(values: Floats, mass: Floats, wanted: Floats, near: float) -> IndexArray:
    """:func:`_reached`, where the value most likely lies about ``near``: only those about it are sorted.

    Where it does not, or too many do, the whole row is.
    """
    width = float(np.quantile(np.abs(values[0] - near), _SHARE_SORTED))
    under, about = values < near - width, values <= near + width
    below = np.einsum("ij,ij->i", mass, under)
    about ^= under
    cells, counts = np.flatnonzero(about), about.sum(axis=1)
    shape = len(values), int(counts.max())
    places = np.arange(cells.size) + np.repeat(shape[1] * np.arange(len(values)) + counts - np.cumsum(counts), counts)
    kept, kept_mass, day = np.full(shape, np.inf), np.zeros(shape), np.zeros(shape, dtype=np.intp)
    kept.ravel()[places], kept_mass.ravel()[places] = values.ravel()[cells], mass.ravel()[cells]
    day.ravel()[places] = cells % values.shape[1]
    found = day[np.arange(len(values)), _reached(kept, kept_mass, wanted - below)]
    outside = (below >= wanted) | (below + kept_mass.sum(axis=1) < wanted)
    if outside.any():
        found[outside] = _reached(values[outside], mass[outside], wanted[outside])
    return found


def _weighted_quantile(values: Floats, weights: Floats, tau: float) -> IndexArray:
    return _reached(values, weights, tau * weights.sum(axis=1))


def _reached(values: Floats, mass: Floats, wanted: Floats) -> IndexArray:
    """In each row the position of the value, in order of size, at which the mass so far reaches what is wanted."""
    order = np.argsort(values, axis=1)
    below = np.cumsum(np.take_along_axis(mass, order, axis=1), axis=1) < wanted[:, None]
    at = np.minimum(below.sum(axis=1), values.shape[1] - 1)
    return np.asarray(order[np.arange(len(values)), at], dtype=np.intp)


def _resampled_slopes(y: Floats, x: Floats, lines: Sequence[Line], taus: Sequence[float], counts: Floats) -> Floats:
    """Slopes of all samples, shape (replications, taus); slices fit the processor's cache."""
    slices = np.array_split(counts, max(1, counts.size // 100_000))
    columns = [
        np.concatenate([weighted_slopes(y, x, tau, part, line) for part in slices])
        for line, tau in zip(lines, taus, strict=True)
    ]
    return np.column_stack(columns)


def _block_length(y: Floats, x: Floats, line: Line, tau: float) -> float:
    """Block length for the scores of the slope: (tau - [residual < 0]) times the centred regressor."""
    return influence_block_length((tau - _under(y - line[0] - line[1] * x)) * (x - x.mean()))
