"""Second route to the safe-haven regression: the GARCH likelihood written out, its optimum found by another search."""

from collections.abc import Callable
from math import log, pi, sqrt

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, minimize
from scipy.signal import lfilter

from figurecheck.claims.settings import Settings
from figurecheck.errors import DegenerateInputError, InsufficientDataError
from figurecheck.verification.data import Data
from figurecheck.verification.figures import Figure, Limits
from figurecheck.verification.long_run import Array
from figurecheck.verification.pairs import returns
from figurecheck.verification.resampling import block_length, middle, resampled

TAILS = (0.10, 0.05, 0.01)
FEWEST_TAIL_DAYS = 20
NORMAL = 1.959964


def hedge_slope(settings: Settings, data: Data) -> Figure:
    """Slope of the series on the other outside the tails."""
    return _slope(settings, data, None)


def tail_slope(settings: Settings, data: Data) -> Figure:
    """Slope inside one lower tail of the other series: the sum of all slopes that hold there."""
    return _slope(settings, data, settings.tail)


def _slope(settings: Settings, data: Data, tail: float | None) -> Figure:
    """Quasi-maximum likelihood with a robust interval; beside it the interval of least squares on resampled days."""
    pair = returns((settings.series, settings.against), settings, data).to_numpy()
    spreads = pair.std(axis=0)
    y, x = (pair / spreads).T
    tails = [share for share in TAILS if share * y.size >= FEWEST_TAIL_DAYS]
    if tail is not None and tail not in tails:
        raise InsufficientDataError(f"the lowest {tail:.0%} of {y.size} returns are too few")
    inside = [x <= np.quantile(x, share) for share in tails]
    design = np.column_stack([np.ones_like(x), x, *(x * days for days in inside)])
    summed = np.array([0.0, 1.0, *(tail is not None and share >= tail for share in tails)])
    value, half = _likelihood(y, design, summed)
    scale = spreads[0] / spreads[1]
    limits = _resampled(y, x, design, summed)
    return Figure(
        value * scale, ((value - half) * scale, (value + half) * scale), (limits[0] * scale, limits[1] * scale)
    )


def _likelihood(y: Array, design: Array, summed: Array) -> tuple[float, float]:
    """The sum of slopes at the optimum and half its 95 % interval by Bollerslev and Wooldridge's sandwich."""
    k = design.shape[1]
    start = np.linalg.lstsq(design, y, rcond=None)[0]
    first = _first_variance(y - design @ start)

    def days(parameters: Array) -> Array:
        omega, alpha, beta = parameters[k:].tolist()
        return _log_likelihoods(y - design @ parameters[:k], omega, alpha, beta, first)

    def objective(parameters: Array) -> float:
        return -float(days(parameters).sum()) / y.size

    guess: list[float] = [*start.tolist(), 0.05, 0.05, 0.90]
    found = minimize(
        objective,
        guess,
        method="SLSQP",
        bounds=Bounds([-np.inf] * k + [1e-8, 0.0, 0.0], [np.inf] * (k + 1) + [1.0, 1.0]),
        constraints=LinearConstraint(np.eye(k + 3)[-2:].sum(axis=0), 0.0, 1.0),
        options={"ftol": 1e-13, "maxiter": 1000},
    )
    if not found.success:
        raise DegenerateInputError(f"the second search for the likelihood's optimum failed: {found.message}")
    contrast = np.concatenate([summed, np.zeros(3)])
    inverse, scores = np.linalg.inv(_hessian(days, found.x)), _gradient(days, found.x)
    variance = contrast @ inverse @ (scores.T @ scores) @ inverse @ contrast
    return float(contrast @ found.x), NORMAL * sqrt(variance)


def _log_likelihoods(errors: Array, omega: float, alpha: float, beta: float, first: float) -> Array:
    """Normal log likelihood of each day; the variance is a linear filter of yesterday's squared error."""
    driven = omega + alpha * np.concatenate([[first], errors[:-1] ** 2])
    variance = lfilter([1.0], [1.0, -beta], driven, zi=[beta * first])[0]
    likelihoods: Array = -0.5 * (log(2 * pi) + np.log(variance) + errors**2 / variance)
    return likelihoods


def _gradient(days: Callable[[Array], Array], at: Array) -> Array:
    """Central differences of each day's log likelihood, shape (n, parameters)."""
    steps = np.diag(1e-5 * np.maximum(np.abs(at), 0.1))
    return np.column_stack([(days(at + h) - days(at - h)) / (2 * h.max()) for h in steps])


def _hessian(days: Callable[[Array], Array], at: Array) -> Array:
    """Central differences of the summed gradient, made symmetric."""
    steps = np.diag(1e-4 * np.maximum(np.abs(at), 0.1))
    rows = [(_gradient(days, at + h).sum(axis=0) - _gradient(days, at - h).sum(axis=0)) / (2 * h.max()) for h in steps]
    matrix = np.array(rows)
    symmetric: Array = (matrix + matrix.T) / 2
    return symmetric


def _first_variance(errors: Array) -> float:
    """The variance before the sample: the first 75 squared errors, each counting 0.94 of the one before it."""
    weights = 0.94 ** np.arange(min(75, errors.size))
    return float((weights * errors[: weights.size] ** 2).sum() / weights.sum())


def _resampled(y: Array, x: Array, design: Array, summed: Array) -> Limits:
    """Least squares on resampled days, each with its marks of the tails."""
    centred = x - x.mean()
    line = float(centred @ y / (centred @ centred))
    block = block_length(centred * (y - y.mean() - line * centred))

    def slope(rows: Array) -> float:
        return float(summed @ np.linalg.solve(rows[:, 1:].T @ rows[:, 1:], rows[:, 1:].T @ rows[:, 0]))

    return middle(resampled(np.column_stack([y, design]), slope, block))
