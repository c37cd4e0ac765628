"""Maximum likelihood of the generalised Pareto law for many samples at once, and how well the law fits."""

from dataclasses import dataclass

import numpy as np
from scipy.stats import genpareto

from figurecheck.errors import DegenerateInputError
from figurecheck.measures.checks import Floats, observations, varying

_STARTS = 48
_STEPS = 60
_NEWTON_STEPS = 3
_NEAR = 1e-4
"""Newton's steps longer than this, or this close to the exponential law, are not taken."""
_GOLDEN = (np.sqrt(5.0) - 1.0) / 2.0


@dataclass(frozen=True)
class Fit:
    """Anderson-Darling distance of a sample from a fitted law; ``p_value`` by parametric bootstrap."""

    statistic: float
    p_value: float
    replications: int
    seed: int


def fit_rows(excesses: Floats) -> tuple[Floats, Floats]:
    """Return shapes and scales, both (rows,), of positive ``excesses`` of shape (rows, n), n >= 2.

    For a fixed ratio theta = shape / scale the best shape is mean(log(1 + theta x)), so that one parameter is
    searched: on a grid first, because the profile can have several maxima, then by golden section, then by Newton's
    steps, since a maximum is flat and comparing heights finds only half of its digits. Shapes below
    -1, where the likelihood has no bound, are excluded. Raises DegenerateInputError for NaN, infinity and a row
    without excesses that differ. Source: Grimshaw (1993).
    """
    if excesses.shape[1] < 2 or not np.isfinite(excesses).all() or np.ptp(excesses, axis=1).min() <= 0.0:
        raise DegenerateInputError(f"Pareto tail: finite excesses that differ are needed, found {excesses.shape}")
    mean = excesses.mean(axis=1, keepdims=True)
    data = excesses / mean
    grid = _grid(data.max(axis=1))
    heights = np.stack([_profile(data, grid[:, k]) for k in range(_STARTS)], axis=1)
    best = np.clip(heights.argmax(axis=1), 1, _STARTS - 2)
    rows = np.arange(len(data))
    theta = _settled(data, _golden_section(data, grid[rows, best - 1], grid[rows, best + 1]))
    shape = _shape(data, theta)
    scale = np.where(np.abs(theta) < 1e-12, 1.0, shape / np.where(theta == 0.0, 1.0, theta))
    return shape, scale * mean[:, 0]


def anderson_darling(excesses: Floats, shape: float, scale: float) -> float:
    """Anderson-Darling statistic of ``excesses``, shape (n,), against a given generalised Pareto law (1954).

    Raises DegenerateInputError for NaN and for excesses that are not above 0, InsufficientDataError for none.
    """
    values = observations(excesses, "excesses")
    if values.min() <= 0.0:
        raise DegenerateInputError(f"Anderson-Darling: found an excess of {values.min():g}; all must lie above 0")
    return float(_anderson_darling_rows(np.sort(values)[None, :], np.array([shape]), np.array([scale]))[0])


def goodness_of_fit(excesses: Floats, seed: int, replications: int = 499) -> Fit:
    """Test ``excesses``, shape (n,), n >= 20, against the generalised Pareto law with parameters unknown.

    Samples of the fitted law are fitted again, so the p-value allows for the estimation; a small one speaks
    against the threshold. NaN or equal values raise DegenerateInputError.
    """
    values = np.sort(varying(excesses, "excesses", 20))
    shape, scale = fit_rows(values[None, :])
    statistic = float(_anderson_darling_rows(values[None, :], shape, scale)[0])
    if not np.isfinite(statistic):
        raise DegenerateInputError("excesses: the largest lies where the fitted law ends; take another threshold")
    random = np.random.Generator(np.random.PCG64(seed))
    uniform = np.sort(random.random((replications, values.size)), axis=1)
    # Uniform draws of exactly 0 have no place in a law of positive excesses.
    samples = genpareto.ppf(np.clip(uniform, 1e-15, None), shape[0], scale=scale[0])
    again = _anderson_darling_rows(samples, *fit_rows(samples))
    p_value = (1 + int(np.count_nonzero(again >= statistic))) / (replications + 1)
    return Fit(statistic, p_value, replications, seed)


def _grid(maxima: Floats) -> Floats:
    """Ratios theta to try, ascending, for samples of mean 1 with these maxima; shape (rows, starts)."""
    share = np.linspace(0.0, 1.0, _STARTS // 2, endpoint=False)
    lowest = -(1.0 - 1e-6) / maxima
    below = lowest[:, None] * (1.0 - share) ** 2
    above = np.geomspace(1e-3, 1e4, _STARTS - _STARTS // 2)
    return np.hstack([below, np.broadcast_to(above, (len(maxima), above.size))])


def _shape(data: Floats, theta: Floats) -> Floats:
    shape: Floats = np.log1p(theta[:, None] * data).mean(axis=1)
    return shape


def _profile(data: Floats, theta: Floats) -> Floats:
    """Mean log-likelihood at the best shape for each ratio; shape (rows,)."""
    shape = _shape(data, theta)
    nil = np.abs(theta) < 1e-12
    scale = np.where(nil, 1.0, shape / np.where(nil, 1.0, theta))
    return np.where(shape > -1.0, -np.log(scale) - shape - 1.0, -np.inf)


def _golden_section(data: Floats, low: Floats, high: Floats) -> Floats:
    inner, outer = high - _GOLDEN * (high - low), low + _GOLDEN * (high - low)
    at_inner, at_outer = _profile(data, inner), _profile(data, outer)
    for _ in range(_STEPS):
        left = at_inner >= at_outer
        low, high = np.where(left, low, inner), np.where(left, outer, high)
        fresh = np.where(left, high - _GOLDEN * (high - low), low + _GOLDEN * (high - low))
        at_fresh = _profile(data, fresh)
        inner, outer = np.where(left, fresh, outer), np.where(left, inner, fresh)
        at_inner, at_outer = np.where(left, at_fresh, at_outer), np.where(left, at_inner, at_fresh)
    return (low + high) / 2.0


def _settled(data: Floats, theta: Floats) -> Floats:
    """The zero of the slope of the profile next to ``theta``; a step that is not small is not taken."""
    for _ in range(_NEWTON_STEPS):
        ratio = data / (1.0 + theta[:, None] * data)
        shape, first, second = _shape(data, theta), ratio.mean(axis=1), -np.square(ratio).mean(axis=1)
        with np.errstate(divide="ignore", invalid="ignore"):
            slope = 1.0 / theta - first / shape - first
            bend = -1.0 / theta**2 - second / shape + (first / shape) ** 2 - second
            step = slope / bend
        small = (np.abs(step) < _NEAR * (1.0 + np.abs(theta))) & (np.abs(theta) > _NEAR)
        theta = np.where(small, theta - np.where(small, step, 0.0), theta)
    return theta


def _log_survival(excesses: Floats, shape: Floats, scale: Floats) -> Floats:
    """Minus infinity beyond the end of the law; all arguments have shapes that go together."""
    stretched = np.maximum(excesses * (shape / scale), -1.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        found: Floats = np.where(shape == 0.0, -excesses / scale, -np.log1p(stretched) / shape)
    return found


def _anderson_darling_rows(ascending: Floats, shape: Floats, scale: Floats) -> Floats:
    n = ascending.shape[1]
    above = _log_survival(ascending, shape[:, None], scale[:, None])
    with np.errstate(divide="ignore"):
        below = np.log(-np.expm1(above))
    weights = 2.0 * np.arange(1, n + 1) - 1.0
    distance: Floats = -n - (weights * (below + above[:, ::-1])).sum(axis=1) / n
    return distance
