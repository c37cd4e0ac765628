"""Quantile regression of one return series on another, with errors from blocks of days."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import linprog
from scipy.special import expit

from figurecheck.errors import DegenerateInputError
from figurecheck.measures.checks import Floats, pair, probability
from figurecheck.measures.resampling import (
    influence_block_length,
    percentile_interval,
    stationary_index_chunks,
)

TAUS = (0.05, 0.25, 0.50, 0.75, 0.95)
MINIMUM_DAYS = 100
_NEWTON_STEPS = 60


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
    scores, one set of samples for all taus. The spread comes from :func:`smoothed_slopes`, a hundred times faster,
    centred on the exact slope. Errors as in :func:`quantile_line`.
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
                below=_below(y - intercept - slope * x),
                block_length=block,
                replications=replications,
                seed=seed,
            )
        )
    return tuple(slopes)


def _below(residuals: Floats) -> int:
    """Days under the line; what a solver leaves of a residual of 0 is 0."""
    return int(np.count_nonzero(residuals < -1e-9 * residuals.std()))


def stationary_counts(n: int, block_length: float, replications: int, seed: int) -> Floats:
    """How often each day occurs in each stationary-bootstrap sample, shape (replications, n)."""
    rows = [
        np.bincount(row, minlength=n)
        for chunk in stationary_index_chunks(n, block_length, replications, seed)
        for row in chunk
    ]
    return np.asarray(rows, dtype=np.float64)


def smoothed_slopes(response: Floats, regressor: Floats, tau: float, weights: Floats, start: Line) -> Floats:
    """Slope of the smoothed weighted quantile regression for each row of ``weights``, (rows, n) -> (rows,).

    The check function is convolved with a logistic kernel of bandwidth ((2 + log n) / n)^(2/5) standard deviations
    (He, Pan, Tan, Zhou 2023), which makes it smooth enough for Newton steps, all rows at once, from the line
    ``start``. Raises DegenerateInputError when they do not settle.
    """
    x, unit = (regressor - regressor.mean()) / regressor.std(), float(response.std())
    bandwidth = float(((2.0 + np.log(x.size)) / x.size) ** 0.4)
    residual = (response - start[0] - start[1] * regressor) / unit
    powers = np.column_stack([np.ones(x.size), x, x * x])
    pull = tau * weights @ powers[:, :2]
    shift = np.zeros((len(weights), 2))
    for _ in range(_NEWTON_STEPS):
        below = expit((shift[:, :1] + shift[:, 1:] * x - residual) / bandwidth)
        mass = weights * below
        level, slope = (pull - mass @ powers[:, :2]).T
        one, cross, square = (((mass - mass * below) @ powers) / bandwidth).T
        determinant = one * square - cross * cross
        step = np.column_stack([square * level - cross * slope, one * slope - cross * level]) / determinant[:, None]
        shift += np.clip(step, -bandwidth, bandwidth)
        if float(np.abs(step).max()) < 1e-6:
            return start[1] + shift[:, 1] * unit / float(regressor.std())
    raise DegenerateInputError(f"quantile regression at {tau:g}: a resample does not converge; take a middle quantile")


def _resampled_slopes(y: Floats, x: Floats, lines: Sequence[Line], taus: Sequence[float], counts: Floats) -> Floats:
    """Slopes of all samples, shape (replications, taus), around the exact ones; slices fit the processor's cache."""
    slices = np.array_split(counts, max(1, counts.size // 100_000))
    columns = []
    for line, tau in zip(lines, taus, strict=True):
        smoothed = np.concatenate([smoothed_slopes(y, x, tau, part, line) for part in slices])
        centre = smoothed_slopes(y, x, tau, np.ones((1, y.size)), line)[0]
        columns.append(smoothed - centre + line[1])
    return np.column_stack(columns)


def _block_length(y: Floats, x: Floats, line: Line, tau: float) -> float:
    """Block length for the scores of the slope: (tau - [residual < 0]) times the centred regressor."""
    below = y - line[0] - line[1] * x < 0.0
    return influence_block_length((tau - below) * (x - x.mean()))
