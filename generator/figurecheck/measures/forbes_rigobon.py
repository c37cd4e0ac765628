"""How much a correlation rises only because volatility does (Forbes and Rigobon 2002), and the way back."""

from dataclasses import dataclass
from math import sqrt

import numpy as np
import numpy.typing as npt

from figurecheck.errors import DegenerateInputError
from figurecheck.measures.checks import Floats
from figurecheck.measures.correlation import (
    influence_for_interval,
    interval_through_z,
    pearson,
    split_by_regime,
    standardised,
)
from figurecheck.measures.long_run_variance import state_mean_error


@dataclass(frozen=True)
class VolatilityBias:
    """The rise of a correlation in a regime beside what one source's variance alone would do.

    ``variance_increase`` is Var_high / Var_low - 1 of the source; ``adjusted`` the correlation in the regime,
    corrected; ``implied`` the one that the calm correlation would have become with the same link. The limits, at
    ``level``, are those of ``adjusted``. A diagnostic: it assumes that shocks come from the source alone, and a regime
    of market-wide volatility is a common shock. ``effective_n`` is how many independent rows of the regime would leave
    it as uncertain, at most all of them.
    """

    low: float
    high: float
    variance_increase: float
    adjusted: float
    implied: float
    lower: float
    upper: float
    level: float
    effective_n: float
    bandwidth: float


def forbes_rigobon_adjusted(rho_high: float, variance_increase: float) -> float:
    """Correlation without the volatility bias, ``rho / sqrt(1 + d (1 - rho^2))`` (Forbes and Rigobon 2002)."""
    _check(rho_high, variance_increase)
    return rho_high / sqrt(1.0 + variance_increase * (1.0 - rho_high**2))


def forbes_rigobon_implied(rho: float, variance_increase: float) -> float:
    """Correlation that volatility alone makes of ``rho``, ``rho sqrt((1 + d) / (1 + d rho^2))``; the inverse."""
    _check(rho, variance_increase)
    return rho * sqrt((1.0 + variance_increase) / (1.0 + variance_increase * rho**2))


def volatility_bias(
    source: npt.ArrayLike, other: npt.ArrayLike, high: npt.ArrayLike, level: float = 0.95
) -> VolatilityBias:
    """Correct the correlation where ``high`` is true for the variance of ``source`` there.

    All three have shape (n,), rows aligned, ``high`` boolean, at least 20 rows on either side. Call it twice, with
    each asset as the source: the answer depends on which one is taken to have caused the other's moves. The interval is
    the delta method's on the influence of each row on the correlation and on both variances, laid around Fisher's z,
    with the critical value of the rows inside (:func:`state_mean_error`).
    """
    inside, outside = split_by_regime(source, other, high)
    rho_high, rho_low = pearson(*inside), pearson(*outside)
    increase = float(np.var(inside[0], ddof=1) / np.var(outside[0], ddof=1) - 1.0)
    adjusted = forbes_rigobon_adjusted(rho_high, increase)
    error = state_mean_error(_influence(inside, outside, np.asarray(high), (rho_high, increase)), high, level)
    return VolatilityBias(
        rho_low,
        rho_high,
        increase,
        adjusted,
        forbes_rigobon_implied(rho_low, increase),
        *interval_through_z(adjusted, error.half_width),
        level,
        int(np.asarray(high).sum()) * error.effective_n / error.n,
        error.bandwidth,
    )


def _influence(
    inside: tuple[Floats, Floats],
    outside: tuple[Floats, Floats],
    state: np.ndarray,
    found: tuple[float, float],
) -> Floats:
    """What each row adds to the adjusted correlation, shape (n,): by the correlation, and by either variance."""
    rho, increase = found
    scale = 1.0 + increase * (1.0 - rho**2)
    by_rho = (1.0 + increase) / scale**1.5
    by_increase = -rho * (1.0 - rho**2) / (2.0 * scale**1.5)
    ratio = by_increase * (1.0 + increase)
    influence = np.empty(state.size)
    influence[state] = by_rho * influence_for_interval(*inside) + ratio * (standardised(inside[0]) ** 2 - 1.0)
    influence[state] /= state.mean()
    influence[~state] = -ratio * (standardised(outside[0]) ** 2 - 1.0) / (~state).mean()
    return influence


def _check(rho: float, variance_increase: float) -> None:
    if not (-1.0 <= rho <= 1.0 and -1.0 < variance_increase < float("inf")):
        raise DegenerateInputError(
            f"Forbes-Rigobon: found correlation {rho} and variance increase {variance_increase}; "
            "the first lies in [-1, 1], the second above -1"
        )
