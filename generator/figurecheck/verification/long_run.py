"""Standard errors under dependence, spelled out: influence by numerical differentiation, autocovariances one by one."""

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
    n = influences.size
    lags = floor(1.3 * sqrt(n))
    return fixed_b((lags + 1) / n) * sqrt(max(bartlett(influences, lags), 0.0) / n)


def around(value: float, influences: Array) -> Limits:
    """The symmetric interval of a statistic with these influences."""
    half = half_width(influences)
    return value - half, value + half


def around_logarithm(value: float, influences: Array) -> Limits:
    """The interval of the logarithm of a positive statistic with these influences, turned back."""
    half = half_width(influences) / value
    return exp(log(value) - half), exp(log(value) + half)


def bartlett(values: Array, lags: int) -> float:
    """Long-run variance: autocovariances weighted 1 - k / (lags + 1) (Newey and West 1987)."""
    centred = values - values.mean()
    total = float(centred @ centred)
    for k in range(1, lags + 1):
        total += 2 * (1 - k / (lags + 1)) * float(centred[k:] @ centred[:-k])
    return total / values.size


def fixed_b(b: float) -> float:
    """Two-sided 5 % critical value of Kiefer and Vogelsang (2005, table 1, Bartlett kernel)."""
    return 1.9600 + 2.9694 * b + 0.4160 * b**2 - 0.5324 * b**3
