"""Standard errors under dependence, spelled out: influence by numerical differentiation, variances of running sums."""

from collections.abc import Callable
from math import exp, floor, log, sqrt

import numpy as np
import numpy.typing as npt

from figurecheck.verification.figures import Limits

Array = npt.NDArray[np.float64]


def influence(columns: Array, statistic: Callable[[Array], float]) -> Array:
    """What each row adds to a statistic of the column means, shape (n,): gradient times the row less its mean.

    ``columns`` has shape (n, k). The gradient is a central difference, so that no derivative is worked out by hand.
    """
    means, spreads = columns.mean(axis=0), columns.std(axis=0)
    gradient = np.zeros(means.size)
    for k in range(means.size):
        step = np.zeros(means.size)
        step[k] = 1e-4 * spreads[k]
        if step[k] > 0:
            gradient[k] = (statistic(means + step) - statistic(means - step)) / (2 * step[k])
    moved: Array = (columns - means) @ gradient
    return moved


def half_width(influences: Array) -> float:
    """Half of the 95 % interval of a mean: Bartlett weights up to floor(1.3 sqrt n), fixed-b critical value."""
    return _half_width(influences, floor(1.3 * sqrt(influences.size)))


def around(value: float, influences: Array) -> Limits:
    """The symmetric interval of a statistic with these influences."""
    half = half_width(influences)
    return value - half, value + half


def half_width_inside(influences: Array, inside: npt.NDArray[np.bool_]) -> float:
    """:func:`half_width` of a mean over some days alone: b counts the pairs of days that both lie inside."""
    n, lags = influences.size, floor(1.3 * sqrt(influences.size))
    some, every = (_pairs(days, lags) for days in (np.flatnonzero(inside), np.arange(n)))
    return fixed_b(min(1.0, some / every * (lags + 1) / n)) * sqrt(bartlett(influences, lags) / n)


def _pairs(days: npt.NDArray[np.intp], lags: int) -> float:
    """Squared Bartlett weights of all pairs of the ascending ``days``, neighbours first, over the number of pairs."""
    total = float(days.size)
    for ahead in range(1, days.size):
        apart = days[ahead:] - days[:-ahead]
        if apart.min() > lags:
            break
        total += 2 * float(np.square(np.clip(1 - apart / (lags + 1), 0, None)).sum())
    return total / days.size**2


def around_ratio(value: float, influences: Array) -> Limits:
    """The interval of the logarithm of a ratio above 0, turned back; half of the days are lags, as squares ask for."""
    half = _half_width(influences, influences.size // 2) / value
    return exp(log(value) - half), exp(log(value) + half)


def _half_width(influences: Array, lags: int) -> float:
    n = influences.size
    return fixed_b((lags + 1) / n) * sqrt(bartlett(influences, lags) / n)


def bartlett(values: Array, lags: int) -> float:
    """Long-run variance with the weights 1 - k / (lags + 1) of Newey and West (1987), from sums instead of lags.

    The weighted autocovariances are the squares of all sums of ``lags + 1`` days in a row, those that reach over
    either end of the sample included, so it cannot fall below 0.
    """
    days = lags + 1
    until = np.pad(np.cumsum(values - values.mean()), (days, days), mode="edge")
    until[:days] = 0.0
    sums = until[days:] - until[:-days]
    return float(sums @ sums) / days / values.size


def fixed_b(b: float) -> float:
    """Two-sided 5 % critical value of Kiefer and Vogelsang (2005, table 1, Bartlett kernel)."""
    return 1.9600 + 2.9694 * b + 0.4160 * b**2 - 0.5324 * b**3
