"""How much a series moves: GARCH with its standardised residuals, rolling and exponentially weighted moments."""

from dataclasses import dataclass
from math import log, sqrt
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pandas as pd

from figurecheck.errors import DegenerateInputError
from figurecheck.measures.checks import Floats, pair, varying
from figurecheck.measures.daily import daily
from figurecheck.measures.garch_likelihood import GarchLikelihood

if TYPE_CHECKING:
    from arch.univariate.base import ARCHModel, ARCHModelResult

FEWEST_FOR_GARCH = 100
RISKMETRICS = 0.94
_TIGHT, _LOOSE = 1e-10, 1e-7
_STARTS = ((0.05, 0.90), (0.10, 0.80), (0.02, 0.96), (0.15, 0.60), (0.30, 0.30))
"""Reaction and memory at which a fit starts anew where arch's own start ends badly."""
_FAR_APART = ((0.02, 0.96), (0.15, 0.60))
"""Two of them between which a likelihood with two tops has its valley."""


@dataclass(frozen=True, eq=False)
class Garch:
    """A fitted mean with GARCH(1,1) variance ``h_t = omega + alpha e_(t-1)^2 + beta h_(t-1)``, in input units.

    ``autoregression`` holds the slopes on the days before (empty without any); ``residuals`` e_t and ``variance`` h_t
    have shape (n,), where n excludes the first days spent on lags; ``next_mean`` and ``next_variance`` are the forecast
    for the day after the last.
    """

    constant: float
    autoregression: tuple[float, ...]
    omega: float
    alpha: float
    beta: float
    loglikelihood: float
    residuals: Floats
    variance: Floats
    next_mean: float
    next_variance: float

    @property
    def standardised(self) -> Floats:
        """The residuals over the square root of their variance, shape (n,)."""
        return self.residuals / np.sqrt(self.variance)

    @property
    def persistence(self) -> float:
        """Sum of alpha and beta: how much of a shock to variance is left after a day."""
        return self.alpha + self.beta


def garch(returns: npt.ArrayLike) -> Garch:
    """Fit a constant mean with GARCH(1,1) by normal quasi-maximum likelihood (Bollerslev 1986).

    ``returns``: shape (n,), n >= 100, any unit. The variance before the first day is the mean squared residual, as in
    the benchmark of Fiorentini, Calzolari and Panattoni (1996). Arch fits the rest around the mean of the returns, and
    steps on the exact scores lead from there to the top of the whole likelihood; where the highest place is on an edge,
    which has no top, the mean is searched outside of arch. Raises DegenerateInputError for NaN, infinities, a
    constant, or a likelihood without a maximum.
    """
    values = varying(returns, "returns", FEWEST_FOR_GARCH)
    scale = float(values.std())
    scaled = values / scale
    likelihood = GarchLikelihood(scaled, np.ones((scaled.size, 1)))
    starts = _near(scaled, float(scaled.mean()))
    tops = [top for top in map(likelihood.top, starts) if top is not None]
    best = max((*tops, *starts), key=likelihood.value)
    if not any(best is top for top in tops):
        start = _searched(scaled)
        top = likelihood.top(start)
        best = start if top is None else top
    return _garch(likelihood, best, scale)


def _near(values: Floats, mean: float) -> list[Floats]:
    """Where arch ends around ``mean``, from its own start and from those of short and of long memory.

    Whether it says that it stands at a maximum does not matter here: the exact scores decide.
    """
    model, before = _around(values, mean)
    starts = [None, *(np.array([before * (1.0 - alpha - beta), alpha, beta]) for alpha, beta in _FAR_APART)]
    return [_parameters(mean, _attempt(model, before, start, _LOOSE)) for start in starts]


def _searched(values: Floats) -> Floats:
    """Where arch ends around the mean whose likelihood is highest, within four standard errors of the average."""
    centre, reach = float(values.mean()), 4.0 / sqrt(values.size)
    from scipy.optimize import minimize_scalar

    found = minimize_scalar(
        lambda mean: -float(_fit(*_around(values, mean)).loglikelihood),
        bounds=(centre - reach, centre + reach),
        method="bounded",
        options={"xatol": 1e-7},
    )
    mean = float(found.x)
    return _parameters(mean, _fit(*_around(values, mean)))


def _around(values: Floats, mean: float) -> tuple["ARCHModel", float]:
    """Arch's model of what is left of ``values`` without ``mean``, and the variance before the first day."""
    from arch.univariate import GARCH, ZeroMean

    residuals = values - mean
    return ZeroMean(residuals, volatility=GARCH(), rescale=False), float(np.mean(residuals**2))


def _parameters(mean: float, fit: "ARCHModelResult") -> Floats:
    return np.asarray(np.concatenate([[mean], fit.params]), dtype=np.float64)


def ar_garch(returns: npt.ArrayLike, lags: int = 1) -> Garch:
    """Fit an autoregression of ``lags`` days with GARCH(1,1), the filter of McNeil and Frey (2000).

    ``returns`` and errors as in :func:`garch`; ``lags`` >= 0. The first ``lags`` days have no residual. The variance
    before the first day is the mean squared residual of least squares.
    """
    from arch.univariate import ARX, GARCH, ConstantMean

    values = varying(returns, "returns", FEWEST_FOR_GARCH + lags)
    scale = float(values.std())
    scaled = values / scale
    mean = ARX(scaled, lags=lags, rescale=False) if lags else ConstantMean(scaled, rescale=False)
    columns = [scaled[lags - lag : scaled.size - lag] for lag in range(1, lags + 1)]
    design, response = np.column_stack([np.ones(scaled.size - lags), *columns]), scaled[lags:]
    slopes = np.linalg.lstsq(design, response, rcond=None)[0]
    backcast = float(np.mean((response - design @ slopes) ** 2))
    mean.volatility = GARCH()
    start = np.asarray(_fit(mean, backcast).params, dtype=np.float64)
    likelihood = GarchLikelihood(response, design, backcast)
    top = likelihood.top(start)
    return _garch(likelihood, start if top is None else top, scale)


def _fit(model: "ARCHModel", start: float) -> "ARCHModelResult":
    """The maximum that arch finds: from its own start, else from others, with a tolerance that rounding can meet.

    arch's optimiser stops with a flag where its line search meets rounding, although it stands at the maximum, and
    where a flat stretch of the likelihood lies before its start. Of the later attempts that end well, the
    highest counts.
    """
    first = _attempt(model, start, None, _TIGHT)
    if _ended_well(first):
        return first
    mean, scale = np.asarray(first.params, dtype=np.float64)[:-3], start
    starts = [np.append(mean, [scale * (1.0 - alpha - beta), alpha, beta]) for alpha, beta in _STARTS]
    tried = [_attempt(model, start, values, tolerance) for tolerance in (_TIGHT, _LOOSE) for values in starts]
    found = [one for one in tried if _ended_well(one)]
    if not found:
        raise DegenerateInputError(
            f"GARCH(1,1): no maximum found in {first.nobs} observations from {len(starts) + 1} starts; "
            "take a longer window or drop this reading"
        )
    return max(found, key=lambda one: float(one.loglikelihood))


def _attempt(model: "ARCHModel", start: float, values: Floats | None, tolerance: float) -> "ARCHModelResult":
    options = {"maxiter": 1000}
    return model.fit(
        disp="off", show_warning=False, backcast=start, tol=tolerance, options=options, starting_values=values
    )


def _ended_well(result: "ARCHModelResult") -> bool:
    return bool(result.convergence_flag == 0 and np.isfinite(result.loglikelihood))


def _garch(likelihood: GarchLikelihood, theta: Floats, scale: float) -> Garch:
    """The fit at the parameters ``theta`` of returns / scale, in units of the returns."""
    residuals, variance = likelihood.residuals(theta) * scale, likelihood.variance(theta) * scale**2
    mean, (omega, alpha, beta) = theta[:-3], (float(value) for value in theta[-3:])
    recent = likelihood.response[::-1][: mean.size - 1]
    return Garch(
        constant=float(mean[0]) * scale,
        autoregression=tuple(mean[1:].tolist()),
        omega=omega * scale**2,
        alpha=alpha,
        beta=beta,
        loglikelihood=likelihood.value(theta) - residuals.size * log(scale),
        residuals=residuals,
        variance=variance,
        next_mean=float(mean[0] + mean[1:] @ recent) * scale,
        next_variance=float(omega * scale**2 + alpha * residuals[-1] ** 2 + beta * variance[-1]),
    )


def rolling_volatility(returns: pd.Series, window: int, periods_per_year: float = 1.0) -> pd.Series:
    """Return the standard deviation (n - 1) of the last ``window`` returns, from the first full window on.

    ``returns``: one row a day, no gaps. With ``periods_per_year`` (252 sessions, 365 days) it is annualised. Raises
    InsufficientDataError when there are fewer returns than ``window``, DegenerateInputError for a window below 2 and
    for a constant.
    """
    if window < 2:
        raise DegenerateInputError(f"window: found {window}; a standard deviation needs at least 2 observations")
    checked = daily(returns, "returns", window)
    varying(checked.to_numpy(), "returns")
    deviations = checked.rolling(window).std()
    return deviations.iloc[window - 1 :].mul(sqrt(periods_per_year))


def ewma_covariance(x: npt.ArrayLike, y: npt.ArrayLike, decay: float = RISKMETRICS) -> Floats:
    """Return ``c_t = decay c_(t-1) + (1 - decay) x_t y_t`` with ``c_1 = x_1 y_1``, shape (n,) (RiskMetrics 1996).

    No mean is removed. ``x``, ``y``: shape (n,); ``decay`` in (0, 1). The first months lean on the first day, so a
    reader of the path should skip about 1 / (1 - decay) times 5 days.
    """
    _check_decay(decay)
    first, second = pair(x, y, "ewma", 2)
    return _smooth(first * second, decay)


def ewma_variance(x: npt.ArrayLike, decay: float = RISKMETRICS) -> Floats:
    """Return the exponentially weighted mean square of ``x``: :func:`ewma_covariance` with itself, same errors."""
    _check_decay(decay)
    return _smooth(varying(x, "ewma") ** 2, decay)


def ewma_correlation(x: npt.ArrayLike, y: npt.ArrayLike, decay: float = RISKMETRICS) -> Floats:
    """Return the exponentially weighted correlation, shape (n,); NaN while a variance is still 0."""
    spread = np.sqrt(ewma_variance(x, decay) * ewma_variance(y, decay))
    covariance = ewma_covariance(x, y, decay)
    moved = spread > 0.0
    path = np.full(spread.size, np.nan)
    path[moved] = covariance[moved] / spread[moved]
    return path


def _check_decay(decay: float) -> None:
    if not 0.0 < decay < 1.0:
        raise DegenerateInputError(f"decay: found {decay}; it must lie between 0 and 1 (RiskMetrics takes 0.94)")


def _smooth(values: Floats, decay: float) -> Floats:
    smoothed: Floats = pd.Series(values).ewm(alpha=1.0 - decay, adjust=False).mean().to_numpy()
    return smoothed
