"""Bartlett long-run variance of a series and the fixed-b critical values that go with it."""

from dataclasses import dataclass, replace
from math import floor, sqrt

import numpy as np
import numpy.typing as npt

from figurecheck.errors import DegenerateInputError
from figurecheck.measures.checks import Floats, observations, varying

_FIXED_B: dict[float, tuple[float, float, float, float]] = {
    0.80: (1.2816, 1.3040, 0.5135, -0.3386),
    0.90: (1.6449, 2.1859, 0.3142, -0.3427),
    0.95: (1.9600, 2.9694, 0.4160, -0.5324),
    0.98: (2.3263, 4.1618, 0.5368, -0.9060),
}
WIDE = 0.5
"""Bandwidth of :func:`wide_mean_error` as a share of the sample."""


@dataclass(frozen=True)
class MeanError:
    """Standard error of a mean under dependence, with the critical value that belongs to it.

    ``bandwidth`` is the last lag with a positive Bartlett weight; ``critical_value`` replaces the normal 1.96.
    ``effective_n`` is how many independent rows of the same spread would leave the mean as uncertain, at most ``n``.
    """

    standard_error: float
    critical_value: float
    bandwidth: float
    n: int
    effective_n: float

    @property
    def half_width(self) -> float:
        """Half of the two-sided interval."""
        return self.critical_value * self.standard_error


def rule_bandwidth(n: int) -> int:
    """Bandwidth floor(1.3 sqrt n) for tests with fixed-b critical values (Lazarus, Lewis, Stock, Watson 2018)."""
    return floor(1.3 * sqrt(n))


def wide_bandwidth(n: int) -> int:
    """Half of the days: for statistics made of squares and of rare days, whose clusters outlast the rule's lags."""
    return floor(WIDE * n)


def long_run_variance(values: npt.ArrayLike, bandwidth: float) -> float:
    """Bartlett estimate of the long-run variance of ``values``, shape (n,) (Newey and West 1987).

    Lag k has the weight 1 - k / (bandwidth + 1); the mean is removed; each autocovariance is divided by n.
    Raises DegenerateInputError for NaN, infinities, a constant, and a bandwidth outside [0, n - 1).
    """
    vector = varying(values, "series", 3)
    if not 0 <= bandwidth < len(vector) - 1:
        raise DegenerateInputError(
            f"bandwidth {bandwidth} does not fit {len(vector)} observations; take rule_bandwidth(n)"
        )
    from arch.covariance.kernel import Bartlett

    return float(np.asarray(Bartlett(vector, bandwidth=bandwidth).cov.long_run).item())


def fixed_b_critical_value(b: float, level: float = 0.95) -> float:
    """Two-sided critical value of a t statistic whose variance uses the Bartlett kernel with bandwidth b n.

    Cubic in b of Kiefer and Vogelsang (2005, table 1); b in [0, 1], where b = 0 gives the normal value. ``level``
    must be one that they tabulate: 0.80, 0.90, 0.95 or 0.98. Raises DegenerateInputError otherwise.
    """
    if level not in _FIXED_B:
        raise DegenerateInputError(f"fixed-b critical values exist for the levels {sorted(_FIXED_B)}, asked {level}")
    if not 0.0 <= b <= 1.0:
        raise DegenerateInputError(f"b is a bandwidth as a share of the sample, in [0, 1]; found {b}")
    a0, a1, a2, a3 = _FIXED_B[level]
    return a0 + b * (a1 + b * (a2 + b * a3))


def mean_error(values: npt.ArrayLike, level: float = 0.95, bandwidth: float | None = None) -> MeanError:
    """Standard error of the mean of ``values``, shape (n,), robust to dependence and changing variance.

    ``bandwidth`` defaults to :func:`rule_bandwidth`. NaN raises DegenerateInputError, and so does a constant, also
    where rounding makes its last digits differ: what never moves tells nothing of chance.
    """
    vector = varying(values, "series", 5)
    n = len(vector)
    lags = float(rule_bandwidth(n)) if bandwidth is None else bandwidth
    error = sqrt(max(long_run_variance(vector, lags), 0.0) / n)
    effective = min(float(n), float(vector.var()) / error**2) if error > 0.0 else float(n)
    return MeanError(error, fixed_b_critical_value((lags + 1) / n, level), lags, n, effective)


def share_of_lags(state: npt.ArrayLike, bandwidth: float) -> float:
    """Bandwidth as a share of the rows that a long-run variance rests on where ``state``, shape (n,), is false on some.

    A row outside has no influence, and a product of two rows that is 0 tells nothing of a variance. An estimate from
    all rows rests on the sum of the squared weights of all products over the square of their number, and so has the
    degrees of freedom that its share, (bandwidth + 1) / n, stands for (Priestley 1981). What the same sum over the
    products of two rows inside is times as large makes the share as many times as large (Rho and Vogelsang 2019 for
    observations that are missing). At most 1. Raises DegenerateInputError for NaN and for a state without a row.
    """
    inside = observations(state, "regime")
    if not inside.any():
        raise DegenerateInputError(f"regime: none of {inside.size} rows lies inside; no variance can be formed")
    times = _told(inside, bandwidth) / _told(np.ones(inside.size), bandwidth)
    return min(1.0, times * (bandwidth + 1.0) / inside.size)


def _told(inside: Floats, bandwidth: float) -> float:
    lags = np.arange(floor(bandwidth) + 1)
    weights = np.square(1.0 - lags / (bandwidth + 1.0)) * np.where(lags == 0, 1.0, 2.0)
    products = np.array([inside[lag:] @ inside[: inside.size - lag] for lag in lags])
    return float(weights @ products) / float(inside.sum()) ** 2


def state_mean_error(values: npt.ArrayLike, state: npt.ArrayLike, level: float = 0.95) -> MeanError:
    """:func:`mean_error` of ``values``, shape (n,), that are 0 where ``state`` is false.

    The critical value is that of :func:`share_of_lags`: few rows make a wilder variance than all rows would.
    """
    error = mean_error(values, level)
    return replace(error, critical_value=fixed_b_critical_value(share_of_lags(state, error.bandwidth), level))


def wide_mean_error(values: npt.ArrayLike, level: float = 0.95) -> MeanError:
    """:func:`mean_error` with the bandwidth of half the sample and the fixed-b critical value that belongs to it.

    A bandwidth that grows with the sample misses less of a long memory, and its critical value pays for the wilder
    estimate: the errors of coverage are smaller, the intervals wider (Kiefer and Vogelsang 2005). ``effective_n`` stays
    that of the rule's bandwidth, as the estimate from so many lags is too wild to count days by.
    """
    vector = observations(values, "series", 5)
    wide = mean_error(vector, level, float(wide_bandwidth(len(vector))))
    return replace(wide, effective_n=mean_error(vector, level).effective_n)
