"""Extreme value theory: generalised Pareto excesses, generalised extreme value maxima, what follows from them."""

from collections.abc import Callable
from dataclasses import dataclass
from math import expm1, inf, log, sqrt

import numpy as np
import numpy.typing as npt
from scipy.optimize import brentq, minimize, minimize_scalar
from scipy.stats import chi2, genextreme
from statsmodels.tools.numdiff import approx_hess

from figurecheck.errors import DegenerateInputError, InsufficientDataError
from figurecheck.measures.checks import Floats, observations, probability, varying
from figurecheck.measures.generalised_pareto import fit_rows

MINIMUM_EXCESSES = 20
_HIGHEST_SHAPE = 5.0


@dataclass(frozen=True, eq=False)
class ParetoTail:
    """Generalised Pareto law of what exceeds ``threshold``; positive ``shape`` means a power tail.

    Units of ``scale`` and ``threshold`` are those of the losses; ``n`` counts all losses, ``excesses`` holds what
    lies above the threshold, ascending.
    """

    threshold: float
    shape: float
    scale: float
    shape_error: float
    scale_error: float
    log_likelihood: float
    n: int
    excesses: Floats

    @property
    def share(self) -> float:
        """Share of all observations that exceed the threshold."""
        return self.excesses.size / self.n


@dataclass(frozen=True)
class BlockMaxima:
    """Generalised extreme value law of block maxima, with the sign of ``shape`` as in Coles (2001)."""

    location: float
    scale: float
    shape: float
    log_likelihood: float
    n: int


@dataclass(frozen=True)
class TailRisk:
    """A tail quantity with its profile-likelihood interval; the share of exceedances counts as known."""

    value: float
    lower: float
    upper: float
    level: float


def fit_pareto_tail(losses: npt.ArrayLike, threshold: float) -> ParetoTail:
    """Fit the excesses of ``losses`` (shape (n,), positive for a loss) over ``threshold`` by maximum likelihood.

    Standard errors from the observed information. Raises InsufficientDataError under twenty excesses,
    DegenerateInputError for NaN, equal excesses, or a shape at or below -0.5, where the theory of maximum
    likelihood ends (Smith 1985). Source: Davison and Smith (1990), McNeil (1997).
    """
    values = observations(losses, "losses")
    excesses = np.sort(values[values > threshold] - threshold)
    if excesses.size < MINIMUM_EXCESSES:
        raise InsufficientDataError(
            f"Pareto tail over {threshold:g}: {excesses.size} of {values.size} losses exceed it, "
            f"{MINIMUM_EXCESSES} are needed; lower the threshold"
        )
    varying(excesses, "excesses")
    shape, scale = (float(row[0]) for row in fit_rows(excesses[None, :]))
    if not -0.5 < shape < _HIGHEST_SHAPE:
        raise DegenerateInputError(
            f"Pareto tail over {threshold:g}: the likelihood is highest at shape {shape:.2f}; choose another threshold"
        )
    errors = _information_errors(excesses, shape, scale)
    likelihood = _log_likelihood(excesses, shape, scale)
    return ParetoTail(threshold, shape, scale, *errors, likelihood, values.size, excesses)


def pareto_value_at_risk(tail: ParetoTail, level: float = 0.99) -> float:
    """Loss exceeded with probability 1 - ``level``, which must lie beyond the threshold (McNeil, Frey 2000)."""
    return tail.threshold + tail.scale * _quantile_factor(tail.shape, _beyond(tail, level))


def pareto_expected_shortfall(tail: ParetoTail, level: float = 0.99) -> float:
    """Mean loss beyond the value at risk at ``level``; DegenerateInputError for a shape of 1 or more (no mean)."""
    if tail.shape >= 1.0:
        raise DegenerateInputError(f"expected shortfall: a tail of shape {tail.shape:.2f} has no mean; give quantiles")
    return tail.threshold + tail.scale * _shortfall_factor(tail.shape, _beyond(tail, level))


def return_level(tail: ParetoTail, observations_per_period: float, periods: float) -> float:
    """Level exceeded on average once in ``periods``, each of ``observations_per_period`` (Coles 2001, 4.13)."""
    return pareto_value_at_risk(tail, 1.0 - 1.0 / (observations_per_period * periods))


def profile_shape(tail: ParetoTail, level: float = 0.95) -> TailRisk:
    """Shape with its profile-likelihood interval; the scale is set to its best value for each shape."""

    def profile(shape: float) -> float:
        least = 1e-9 if shape >= 0.0 else -shape * float(tail.excesses[-1]) * (1.0 + 1e-12)
        found = minimize_scalar(
            lambda scale: -_log_likelihood(tail.excesses, shape, least + scale**2),
            bracket=(sqrt(tail.scale), 1.1 * sqrt(tail.scale)),
        )
        return -float(found.fun)

    return _profile(tail, tail.shape, profile, (-0.999, _HIGHEST_SHAPE), level)


def profile_value_at_risk(tail: ParetoTail, risk_level: float = 0.99, level: float = 0.95) -> TailRisk:
    """Value at risk at ``risk_level`` with its profile-likelihood interval."""
    probability_ratio = _beyond(tail, risk_level)
    return _profile_scaled(
        tail,
        pareto_value_at_risk(tail, risk_level),
        lambda shape: _quantile_factor(shape, probability_ratio),
        _HIGHEST_SHAPE,
        level,
    )


def profile_expected_shortfall(tail: ParetoTail, risk_level: float = 0.99, level: float = 0.95) -> TailRisk:
    """Expected shortfall at ``risk_level`` with its profile-likelihood interval (shapes below 1)."""
    probability_ratio = _beyond(tail, risk_level)
    value = pareto_expected_shortfall(tail, risk_level)
    return _profile_scaled(tail, value, lambda shape: _shortfall_factor(shape, probability_ratio), 1.0 - 1e-6, level)


def fit_block_maxima(maxima: npt.ArrayLike) -> BlockMaxima:
    """Fit block maxima, shape (n,), n >= 20, by maximum likelihood from several starting shapes.

    Raises DegenerateInputError for NaN, a constant, or no convergence. Source: Coles (2001), chapter 3.
    """
    values = varying(maxima, "maxima", MINIMUM_EXCESSES)
    spread = float(values.std())
    standard = (values - values.mean()) / spread

    def negative(parameters: Floats) -> float:
        location, log_scale, shape = parameters
        density = genextreme.logpdf(standard, -shape, loc=location, scale=np.exp(log_scale))
        return float(-density.sum()) if np.isfinite(density).all() else inf

    tries = [
        minimize(
            negative,
            np.array([-0.45, log(0.78), shape]),
            method="Nelder-Mead",
            options={"xatol": 1e-9, "fatol": 1e-10, "maxiter": 4000, "maxfev": 4000},
        )
        for shape in (-0.2, 0.05, 0.3)
    ]
    best = min(tries, key=lambda found: float(found.fun))
    if not best.success or not np.isfinite(best.fun):
        raise DegenerateInputError(f"block maxima: no maximum of the likelihood over {values.size} values was found")
    location, log_scale, shape = (float(value) for value in best.x)
    return BlockMaxima(
        location=float(values.mean()) + spread * location,
        scale=spread * float(np.exp(log_scale)),
        shape=shape,
        log_likelihood=-float(best.fun) - values.size * log(spread),
        n=values.size,
    )


def _log_likelihood(excesses: Floats, shape: float, scale: float) -> float:
    """Of the generalised Pareto law; minus infinity where an excess lies beyond the end of the law."""
    if scale <= 0.0:
        return -inf
    stretched = excesses * (shape / scale)
    if shape == 0.0:
        return -float(excesses.sum()) / scale - excesses.size * log(scale)
    if stretched.min() <= -1.0:
        return -inf
    return -(1.0 + 1.0 / shape) * float(np.log1p(stretched).sum()) - excesses.size * log(scale)


def _information_errors(excesses: Floats, shape: float, scale: float) -> tuple[float, float]:
    """Standard errors of shape and scale from the inverse of the observed information, at unit scale."""

    def likelihood(parameters: Floats) -> float:
        return _log_likelihood(excesses / scale, float(parameters[0]), float(parameters[1]))

    covariance = np.linalg.inv(-approx_hess(np.array([shape, 1.0]), likelihood))
    if not (np.diag(covariance) > 0.0).all():
        raise DegenerateInputError("Pareto tail: the likelihood is flat at its maximum; choose another threshold")
    return sqrt(covariance[0, 0]), sqrt(covariance[1, 1]) * scale


def _beyond(tail: ParetoTail, level: float) -> float:
    """Probability of the risk level as a share of the probability of exceeding the threshold."""
    ratio = (1.0 - probability(level, "level")) / tail.share
    if ratio > 1.0:
        raise DegenerateInputError(
            f"tail risk at {level:g}: the threshold is exceeded on {tail.share:.2%} of days only; "
            "lower the threshold or raise the level"
        )
    return ratio


def _quantile_factor(shape: float, ratio: float) -> float:
    """Excess of the quantile over the threshold in units of the scale; the limit -log(ratio) at shape 0."""
    return -log(ratio) if abs(shape) < 1e-10 else expm1(-shape * log(ratio)) / shape


def _shortfall_factor(shape: float, ratio: float) -> float:
    return (_quantile_factor(shape, ratio) + 1.0) / (1.0 - shape)


def _profile_scaled(
    tail: ParetoTail, value: float, factor: Callable[[float], float], highest_shape: float, level: float
) -> TailRisk:
    """Profile a quantity of the form threshold + scale x factor(shape), over the shape."""

    def profile(target: float) -> float:
        def negative(shape: float) -> float:
            found = _log_likelihood(tail.excesses, shape, (target - tail.threshold) / factor(shape))
            return -found if np.isfinite(found) else 1e300

        found = minimize_scalar(negative, bounds=(-0.999, highest_shape), method="bounded", options={"xatol": 1e-9})
        return -float(found.fun)

    return _profile(tail, value, profile, (tail.threshold, inf), level)


def _profile(
    tail: ParetoTail, value: float, profile: Callable[[float], float], bounds: tuple[float, float], level: float
) -> TailRisk:
    """Find where twice the fall of the profile log-likelihood reaches the chi-squared quantile."""
    allowed = float(chi2.ppf(probability(level, "level"), 1)) / 2.0

    def beyond(target: float) -> float:
        return tail.log_likelihood - profile(target) - allowed

    step = max(0.1, 0.25 * abs(value - tail.threshold)) if bounds[1] == inf else 0.1
    lower = _crossing(beyond, value, -step, bounds)
    return TailRisk(value, lower, _crossing(beyond, value, step, bounds), level)


def _crossing(beyond: Callable[[float], float], value: float, step: float, bounds: tuple[float, float]) -> float:
    """Walk from the maximum with growing steps until the profile has fallen enough, then close in on the place."""
    inner = value
    for _ in range(60):
        outer = inner + step if bounds[0] < inner + step < bounds[1] else (inner + bounds[step > 0]) / 2.0
        if beyond(outer) > 0.0:
            return float(brentq(beyond, inner, outer, xtol=1e-10 + 1e-8 * abs(value)))
        inner, step = outer, step * 1.5
    raise DegenerateInputError("profile likelihood: it never falls enough to close the interval; lower the threshold")
