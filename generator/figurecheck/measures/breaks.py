"""Whether a mean or a correlation changed: at a day named beforehand, at an unknown one, or anywhere along the way."""

from dataclasses import dataclass
from math import floor, log, sqrt

import numpy as np
import numpy.typing as npt
from scipy.stats import kstwobign

from figurecheck.errors import DegenerateInputError
from figurecheck.measures.checks import Floats, pair, varying
from figurecheck.measures.correlation import (
    influence_for_interval,
    pearson,
)
from figurecheck.measures.long_run_variance import long_run_variance

TRIM = 0.15
_SUP_F_CRITICAL = {0.90: 7.12, 0.95: 8.68, 0.99: 12.16}
"""Andrews (2003), one parameter, trimming 0.15."""
_FEWEST_FOR_SEARCH = 20


@dataclass(frozen=True)
class UnknownBreak:
    """The largest statistic over all places of a break and where it lies.

    ``split`` is the number of observations before the break; ``bandwidth`` the Bartlett lags of the variance, None for
    independent errors of one variance.
    """

    statistic: float
    critical_value: float
    split: int
    level: float
    n: int
    bandwidth: int | None

    @property
    def rejects(self) -> bool:
        """Whether constancy is rejected."""
        return self.statistic > self.critical_value


@dataclass(frozen=True)
class ConstantCorrelationTest:
    """Fluctuation of the correlation of the first j days around that of all; ``split`` is the j of the largest."""

    statistic: float
    critical_value: float
    p_value: float
    split: int
    level: float
    n: int
    bandwidth: int

    @property
    def rejects(self) -> bool:
        """Whether constancy is rejected."""
        return self.statistic > self.critical_value


def sup_f(values: npt.ArrayLike, level: float = 0.95, bandwidth: int | None = None) -> UnknownBreak:
    """Search one break in the mean of ``values``, shape (n,), n >= 20: the supremum of F (Andrews 1993).

    The outer 15 % on either side are not searched. Without ``bandwidth`` the errors count as independent with one
    variance, as in the F of Chow; with one, the variance is the Bartlett long-run variance of the residuals around the
    two means of the best split. ``level`` is 0.90, 0.95 or 0.99. Raises DegenerateInputError for another level and
    for two constant halves, which leave no residual.
    """
    vector = varying(values, "break", _FEWEST_FOR_SEARCH)
    if level not in _SUP_F_CRITICAL:
        raise DegenerateInputError(f"sup-F: critical values exist for {sorted(_SUP_F_CRITICAL)}, asked {level}")
    n = vector.size
    splits = np.arange(floor(TRIM * n), floor((1.0 - TRIM) * n) + 1)
    before = np.cumsum(vector)[splits - 1] / splits
    after = (vector.sum() - before * splits) / (n - splits)
    explained = (before - after) ** 2 * splits * (n - splits) / n
    best = int(np.argmax(explained))
    residuals = vector - np.where(np.arange(n) < splits[best], before[best], after[best])
    statistic = float(explained[best]) / _error_variance(residuals, bandwidth)
    return UnknownBreak(statistic, _SUP_F_CRITICAL[level], int(splits[best]), level, n, bandwidth)


def _error_variance(residuals: Floats, bandwidth: int | None) -> float:
    independent = float(residuals @ residuals) / (residuals.size - 2)
    variance = independent if bandwidth is None else long_run_variance(residuals, bandwidth)
    if variance <= 1e-24:
        raise DegenerateInputError("sup-F: both sides of the break are constant; no error is left to compare with")
    return variance


def correlation_sup_f(x: npt.ArrayLike, y: npt.ArrayLike, level: float = 0.95) -> UnknownBreak:
    """Search one break in the correlation of aligned returns, shape (n,), n >= 20: sup-F of its influence series.

    A step of the correlation moves the mean of the influence series (see
    :func:`figurecheck.measures.correlation.influence_series`), but so does a step of one variance alone: pass
    GARCH-standardised residuals where volatility clusters. Bandwidth ``floor(4 (n / 100)^(2/9))`` (Newey and West
    1994), small enough for the critical values of Andrews.
    """
    influence = influence_for_interval(x, y)
    return sup_f(influence, level, floor(4.0 * (influence.size / 100.0) ** (2.0 / 9.0)))


def constant_correlation_test(
    x: npt.ArrayLike, y: npt.ArrayLike, level: float = 0.95, bandwidth: int | None = None
) -> ConstantCorrelationTest:
    """Test that a correlation is constant over time (Wied, Kraemer and Dehling 2012).

    ``x``, ``y``: aligned returns, shape (n,), n >= 20, whose variances stay constant (pass GARCH-standardised
    residuals where volatility clusters). The statistic is
    ``max_j j / sqrt(n) |r_j - r_n|`` over the long-run deviation of the correlation, which is that of its influence
    series; 5 % critical value 1.358 (supremum of a Brownian bridge). ``bandwidth`` counts Bartlett lags with a positive
    weight; by default ``floor(log n) - 1``, as in the paper. Raises DegenerateInputError for multiples of one series.
    """
    first, second = pair(x, y, "constant correlation", _FEWEST_FOR_SEARCH)
    influence = influence_for_interval(first, second)
    n = influence.size
    lags = floor(log(n)) - 1 if bandwidth is None else bandwidth
    counts = np.arange(1, n + 1)
    fluctuation = counts / sqrt(n) * np.abs(_correlations_so_far(first, second) - pearson(first, second))
    largest = int(np.argmax(fluctuation))
    statistic = float(fluctuation[largest]) / sqrt(long_run_variance(influence, lags))
    return ConstantCorrelationTest(
        statistic=statistic,
        critical_value=float(kstwobign.ppf(level)),
        p_value=float(kstwobign.sf(statistic)),
        split=largest + 1,
        level=level,
        n=n,
        bandwidth=lags,
    )


def _correlations_so_far(x: Floats, y: Floats) -> Floats:
    """Correlation of the first j rows, shape (n,); the final one where it does not exist yet, which adds nothing."""
    one, two = x - x.mean(), y - y.mean()
    count = np.arange(1, x.size + 1)
    sum_x, sum_y = np.cumsum(one), np.cumsum(two)
    variance_x, variance_y = np.cumsum(one**2) - sum_x**2 / count, np.cumsum(two**2) - sum_y**2 / count
    spread = np.sqrt(np.clip(variance_x, 0.0, None) * np.clip(variance_y, 0.0, None))
    # Sums that cancel leave rounding errors of this size, whose ratio means nothing.
    usable = spread > 1e-12 * spread[-1]
    path = np.full(x.size, pearson(x, y))
    covariance = np.cumsum(one * two) - sum_x * sum_y / count
    path[usable] = np.clip(covariance[usable] / spread[usable], -1.0, 1.0)
    return path
