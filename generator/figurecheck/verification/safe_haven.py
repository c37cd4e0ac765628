"""Second route to the safe-haven regression: the GARCH likelihood written out, its optimum found by another search."""

from collections.abc import Callable
from math import log, pi, sqrt

import numpy as np
from scipy.linalg import null_space
from scipy.optimize import Bounds, LinearConstraint, OptimizeResult, minimize
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
_GUESSES = ((0.05, 0.05, 0.90), (0.05, 0.001, 0.95))
"""Where the variance is searched from: as volatile returns mostly are, and as if it hardly moved."""
_ON_A_BOUND = 1e-7


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
    tails = tuple(share for share in TAILS if share * y.size >= FEWEST_TAIL_DAYS)
    if tail is not None and tail not in tails:
        raise InsufficientDataError(f"the lowest {tail:.0%} of {y.size} returns are too few")
    design, summed = _design(x, tails), _summed(tail, tails)
    value, half = _of_sum(_likelihood(y, design), summed)
    scale = spreads[0] / spreads[1]
    limits = _resampled(y, x, design, summed)
    return Figure(
        value * scale, ((value - half) * scale, (value + half) * scale), (limits[0] * scale, limits[1] * scale)
    )


def tail_regression(y: Array, x: Array, tails: tuple[float, ...]) -> Callable[[float | None], tuple[float, Limits]]:
    """The slope of ``y`` on ``x`` inside a tail, or outside of all of them, with its interval; fitted once for all."""
    scale = float(y.std() / x.std())
    fitted = _likelihood(y / y.std(), _design(x / x.std(), tails))

    def found(tail: float | None) -> tuple[float, Limits]:
        value, half = _of_sum(fitted, _summed(tail, tails))
        return value * scale, ((value - half) * scale, (value + half) * scale)

    return found


def _design(x: Array, tails: tuple[float, ...]) -> Array:
    return np.column_stack([np.ones_like(x), x, *(x * (x <= np.quantile(x, share)) for share in tails)])


def _summed(tail: float | None, tails: tuple[float, ...]) -> Array:
    """Which coefficients add up to the slope inside ``tail``; the slope outside of all without one."""
    return np.array([0.0, 1.0, *(tail is not None and share >= tail for share in tails)])


def _of_sum(fitted: tuple[Array, Array], summed: Array) -> tuple[float, float]:
    """A sum of the parameters and half of its 95 % interval."""
    parameters, covariance = fitted
    contrast = np.concatenate([summed, np.zeros(3)])
    return float(contrast @ parameters), NORMAL * sqrt(contrast @ covariance @ contrast)


def _likelihood(y: Array, design: Array) -> tuple[Array, Array]:
    """The parameters at the optimum and their covariance by Bollerslev and Wooldridge's sandwich."""
    k = design.shape[1]
    start = np.linalg.lstsq(design, y, rcond=None)[0]
    first = _first_variance(y - design @ start)

    def days(parameters: Array) -> Array:
        omega, alpha, beta = parameters[k:].tolist()
        return _log_likelihoods(y - design @ parameters[:k], omega, alpha, beta, first)

    def objective(parameters: Array) -> float:
        return -float(days(parameters).sum()) / y.size

    found = min((_search(objective, [*start.tolist(), *guess], k) for guess in _GUESSES), key=lambda one: one.fun)
    if not found.success:
        raise DegenerateInputError(f"the second search for the likelihood's optimum failed: {found.message}")
    free = null_space(_held(found.x))
    curvature, scores = free.T @ _hessian(days, found.x) @ free, _gradient(days, found.x) @ free
    inverse = np.linalg.inv(curvature)
    return found.x, free @ inverse @ (scores.T @ scores) @ inverse @ free.T


def _held(parameters: Array) -> Array:
    """The bounds on which the optimum lies, one a row, shape (held, parameters): what they fix has no error."""
    bounds = np.vstack([np.eye(3), [0.0, 1.0, 1.0]])
    omega, alpha, beta = parameters[-3:].tolist()
    distances = np.array([omega, alpha, beta, 1.0 - alpha - beta])
    rows: Array = np.hstack([np.zeros((4, parameters.size - 3)), bounds])[distances <= _ON_A_BOUND]
    return rows


def _search(objective: Callable[[Array], float], guess: list[float], k: int) -> OptimizeResult:
    """The optimum that one search finds, with a variance that is positive and does not explode."""
    return minimize(
        objective,
        guess,
        method="SLSQP",
        bounds=Bounds([-np.inf] * k + [1e-8, 0.0, 0.0], [np.inf] * (k + 1) + [1.0, 1.0]),
        constraints=LinearConstraint(np.eye(k + 3)[-2:].sum(axis=0), 0.0, 1.0),
        options={"ftol": 1e-13, "maxiter": 1000},
    )


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
