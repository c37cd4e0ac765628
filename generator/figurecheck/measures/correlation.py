"""Correlation of aligned returns, with an interval that allows for fat tails and clustered volatility."""

from dataclasses import dataclass
from math import atanh, tanh

import numpy as np
import numpy.typing as npt
from scipy import stats

from figurecheck.errors import DegenerateInputError
from figurecheck.measures.checks import Floats, finite, observations, pair, varying
from figurecheck.measures.long_run_variance import MeanError, mean_error, state_mean_error

_MINIMUM_FOR_INTERVAL = 20


@dataclass(frozen=True)
class HacCorrelation:
    """Correlation with a heteroskedasticity- and autocorrelation-robust interval.

    ``standard_error`` is on the scale of the correlation, the interval comes from Fisher's z. ``effective_n`` is the
    number of independent normal pairs whose correlation would be as uncertain; ``bandwidth`` counts Bartlett lags.
    """

    value: float
    standard_error: float
    lower: float
    upper: float
    level: float
    n: int
    effective_n: float
    bandwidth: float
    critical_value: float


@dataclass(frozen=True)
class HacDifference:
    """Difference of two correlations with a robust interval, symmetric on the scale of the correlation.

    ``effective_n`` is the number of independent rows that would leave the difference as uncertain.
    """

    value: float
    standard_error: float
    lower: float
    upper: float
    level: float
    n: int
    effective_n: float
    bandwidth: float


@dataclass(frozen=True)
class LeadLagCorrelation:
    """Correlation of x with y one row later, on the same row and one row earlier, and the sum of the three.

    The interval belongs to ``total``; it is symmetric on the scale of the correlation, so it can pass 1.
    ``effective_n`` as in :class:`HacDifference`.
    """

    y_later: float
    same_row: float
    y_earlier: float
    total: float
    standard_error: float
    lower: float
    upper: float
    level: float
    n: int
    effective_n: float


def pearson(x: npt.ArrayLike, y: npt.ArrayLike) -> float:
    """Product-moment correlation of two vectors of shape (n,), n >= 3. NaN and constants raise an error."""
    first, second = pair(x, y, "correlation", 3)
    return float(np.clip(standardised(first) @ standardised(second) / first.size, -1.0, 1.0))


def spearman(x: npt.ArrayLike, y: npt.ArrayLike) -> float:
    """Rank correlation of two vectors of shape (n,), n >= 3, ties at mean ranks (Spearman 1904)."""
    return float(stats.spearmanr(*pair(x, y, "rank correlation", 3)).statistic)


def kendall(x: npt.ArrayLike, y: npt.ArrayLike) -> float:
    """Kendall's tau-b of two vectors of shape (n,), n >= 3 (Kendall 1945)."""
    return float(stats.kendalltau(*pair(x, y, "rank correlation", 3)).statistic)


def standardised(vector: Floats) -> Floats:
    """``vector``, shape (n,), less its mean over its standard deviation (divisor n).

    NaN or a constant raises DegenerateInputError.
    """
    checked = varying(vector, "series")
    values: Floats = (checked - checked.mean()) / checked.std()
    return values


def influence_series(x: npt.ArrayLike, y: npt.ArrayLike) -> Floats:
    """What each row adds to the correlation: ``x y - rho (x^2 + y^2) / 2`` of standardised x and y, shape (n,).

    Its mean is 0 and the long-run variance of its mean is that of the correlation (Devlin, Gnanadesikan and
    Kettenring 1975 for the influence function).
    """
    first, second = (standardised(vector) for vector in pair(x, y, "correlation", 3))
    product = first * second
    influence: Floats = product - product.mean() / 2.0 * (first**2 + second**2)
    return influence


def influence_for_interval(x: npt.ArrayLike, y: npt.ArrayLike) -> Floats:
    """The influence series of at least 20 rows; a multiple of the other series raises DegenerateInputError."""
    pair(x, y, "correlation", _MINIMUM_FOR_INTERVAL)
    influence = influence_series(x, y)
    if np.abs(influence).max() <= 1e-12:
        raise DegenerateInputError("correlation: the two series are multiples of each other; no interval exists")
    return influence


def hac_correlation(
    x: npt.ArrayLike, y: npt.ArrayLike, level: float = 0.95, bandwidth: float | None = None
) -> HacCorrelation:
    """Correlation of x and y, shape (n,), n >= 20, with the Bartlett long-run variance of its influence series.

    Bandwidth floor(1.3 sqrt n) unless given, fixed-b critical values (Kiefer and Vogelsang 2005). The interval is
    ``tanh(z -+ c se / (1 - rho^2))``, so it stays inside (-1, 1). Raises DegenerateInputError for |rho| = 1.
    """
    error = mean_error(influence_for_interval(x, y), level, bandwidth)
    rho = pearson(x, y)
    return HacCorrelation(
        rho,
        error.standard_error,
        *interval_through_z(rho, error.half_width),
        level,
        error.n,
        min(float(error.n), effective_observations(rho, error.standard_error)),
        error.bandwidth,
        error.critical_value,
    )


def hac_regime_correlation(
    x: npt.ArrayLike, y: npt.ArrayLike, high: npt.ArrayLike, level: float = 0.95
) -> HacCorrelation:
    """Correlation on the rows where ``high`` is true, as :func:`hac_correlation`, on the time line of all rows.

    All three have shape (n,), at least 20 rows where ``high`` is true; ``high`` is boolean. Rows outside the regime
    keep their place with an influence of 0, so that rows on both sides of a calm year do not count as neighbours.
    The critical value is that of the rows inside (:func:`state_mean_error`). ``n`` counts the rows inside.
    """
    inside, _ = split_by_regime(x, y, high)
    state = np.asarray(high)
    influence = np.zeros(state.size)
    influence[state] = influence_for_interval(*inside) / state.mean()
    error, rho = state_mean_error(influence, state, level), pearson(*inside)
    return HacCorrelation(
        rho,
        error.standard_error,
        *interval_through_z(rho, error.half_width),
        level,
        int(state.sum()),
        min(float(state.sum()), effective_observations(rho, error.standard_error)),
        error.bandwidth,
        error.critical_value,
    )


def hac_regime_difference(
    x: npt.ArrayLike, y: npt.ArrayLike, high: npt.ArrayLike, level: float = 0.95
) -> HacDifference:
    """Correlation on the rows where ``high`` is true less the one on the other rows, both on one time line.

    All three have shape (n,), at least 20 rows on either side; ``high`` is boolean.
    """
    inside, outside = split_by_regime(x, y, high)
    error = mean_error(regime_difference_influence(x, y, high), level)
    return _difference(pearson(*inside) - pearson(*outside), error, level)


def regime_difference_influence(x: npt.ArrayLike, y: npt.ArrayLike, high: npt.ArrayLike) -> Floats:
    """Influence series, shape (n,), of the difference that :func:`hac_regime_difference` measures."""
    inside, outside = split_by_regime(x, y, high)
    state = np.asarray(high)
    influence = np.empty(len(state))
    influence[state] = influence_for_interval(*inside) / state.mean()
    influence[~state] = -influence_for_interval(*outside) / (~state).mean()
    return influence


def split_by_regime(
    x: npt.ArrayLike, y: npt.ArrayLike, high: npt.ArrayLike
) -> tuple[tuple[Floats, Floats], tuple[Floats, Floats]]:
    """The rows of x and y, shape (n,), where the boolean ``high`` is true, then those where it is false."""
    first, second = pair(x, y, "correlation in a regime", 3)
    state = np.asarray(high)
    if state.dtype != np.bool_ or state.shape != first.shape:
        raise DegenerateInputError(
            f"regime: {first.size} booleans are needed, found {state.dtype}, shape {state.shape}"
        )
    return (first[state], second[state]), (first[~state], second[~state])


def effective_observations(rho: float, standard_error: float) -> float:
    """Number of independent normal pairs with this standard error of the correlation, ``((1 - rho^2) / se)^2``.

    Serial dependence, clustered volatility and fat tails all lower it. Influences that take turns in sign raise it
    above the number of rows; the results cap it there, as there are no more days than that.
    Raises DegenerateInputError for an error of 0 or less, and for what is not finite.
    """
    finite("effective observations", rho, standard_error)
    if standard_error <= 0.0:
        raise DegenerateInputError(f"effective observations: found a standard error of {standard_error}")
    return ((1.0 - rho**2) / standard_error) ** 2


def effective_observations_from_autocorrelation(first: npt.ArrayLike, second: npt.ArrayLike, n: int) -> float:
    """Effective number of pairs of two unrelated series, ``n / (1 + 2 sum r_k s_k)`` (Bartlett 1935).

    ``first`` and ``second`` hold the autocorrelations of the two series at lags 1, 2, ..., shape (lags,). For
    overlapping returns over h days they are ``1 - k / h``. Raises DegenerateInputError if the sum is not positive.
    """
    one, two = observations(first, "autocorrelations"), observations(second, "autocorrelations")
    if len(one) != len(two):
        raise DegenerateInputError(f"autocorrelations: found {len(one)} and {len(two)} lags; pass equally many")
    inflation = 1.0 + 2.0 * float(one @ two)
    if inflation <= 0.0:
        raise DegenerateInputError(f"autocorrelations: 1 + 2 sum r_k s_k is {inflation:g}; pass fewer lags")
    return n / inflation


def lead_lag_correlation(x: npt.ArrayLike, y: npt.ArrayLike, level: float = 0.95) -> LeadLagCorrelation:
    """Correlation of x and y, shape (n,), n >= 22, when their rows close at different hours.

    ``total`` is the sum of the covariances with y one row earlier, on the same row and one row later, over the
    product of the standard deviations (Scholes and Williams 1977, Dimson 1979). If neither series depends on its
    own past it estimates the correlation of returns over the same hours. Error as in :func:`hac_correlation`.
    """
    first, second = (standardised(v) for v in pair(x, y, "lead-lag correlation", _MINIMUM_FOR_INTERVAL + 2))
    n = first.size
    ends = (second[2:], second[1:-1], second[:-2])
    products = [first[1:-1] * other for other in ends]
    later, same, earlier = (float(product.sum() / n) for product in products)
    total = later + same + earlier
    squares = first[1:-1] ** 2 + second[1:-1] ** 2
    error = mean_error(np.sum(products, axis=0) - total / 2.0 * squares, level)
    interval = (total - error.half_width, total + error.half_width)
    return LeadLagCorrelation(later, same, earlier, total, error.standard_error, *interval, level, n, error.effective_n)


def _difference(value: float, error: MeanError, level: float) -> HacDifference:
    interval = (value - error.half_width, value + error.half_width)
    return HacDifference(value, error.standard_error, *interval, level, error.n, error.effective_n, error.bandwidth)


def interval_through_z(rho: float, half_width: float) -> tuple[float, float]:
    """Limits of a correlation with this half width on its own scale, laid around Fisher's z.

    Raises DegenerateInputError for a correlation of 1 or more in size, and for a half width that is not finite.
    """
    finite("interval of a correlation", rho, half_width)
    if not -1.0 < rho < 1.0:
        raise DegenerateInputError(f"interval of a correlation: found {rho}; Fisher's z asks for less than 1 in size")
    z, spread = atanh(rho), half_width / (1.0 - rho**2)
    return tanh(z - spread), tanh(z + spread)
