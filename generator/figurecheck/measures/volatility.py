"""How much a series moves: GARCH with its standardised residuals, rolling and exponentially weighted moments."""

from dataclasses import dataclass
from math import log, sqrt

import numpy as np
import numpy.typing as npt
import pandas as pd

from figurecheck.errors import DegenerateInputError
from figurecheck.measures.checks import Floats, pair, varying
from figurecheck.measures.daily import daily
from figurecheck.measures.garch_climb import highest
from figurecheck.measures.garch_likelihood import GarchLikelihood

FEWEST_FOR_GARCH = 100
RISKMETRICS = 0.94


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
    the benchmark of Fiorentini, Calzolari and Panattoni (1996). Raises DegenerateInputError for NaN, infinities, a
    constant, or a likelihood without a maximum.
    """
    values = varying(returns, "returns", FEWEST_FOR_GARCH)
    scale = float(values.std())
    scaled = values / scale
    likelihood = GarchLikelihood(scaled, np.ones((scaled.size, 1)))
    return _garch(likelihood, highest(likelihood, np.array([scaled.mean()]), float(scaled.var())), scale)


def ar_garch(returns: npt.ArrayLike, lags: int = 1) -> Garch:
    """Fit an autoregression of ``lags`` days with GARCH(1,1), the filter of McNeil and Frey (2000).

    ``returns`` and errors as in :func:`garch`; ``lags`` >= 0. The first ``lags`` days have no residual. The variance
    before the first day is the mean squared residual of least squares.
    """
    values = varying(returns, "returns", FEWEST_FOR_GARCH + lags)
    scale = float(values.std())
    scaled = values / scale
    columns = [scaled[lags - lag : scaled.size - lag] for lag in range(1, lags + 1)]
    design, response = np.column_stack([np.ones(scaled.size - lags), *columns]), scaled[lags:]
    slopes: Floats = np.linalg.lstsq(design, response, rcond=None)[0].astype(np.float64)
    backcast = float(np.mean((response - design @ slopes) ** 2))
    likelihood = GarchLikelihood(response, design, backcast)
    return _garch(likelihood, highest(likelihood, slopes, backcast), scale)


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
