"""How much a correlation rises only because volatility does (Forbes and Rigobon 2002), and the way back."""

from dataclasses import dataclass
from math import sqrt

import numpy as np
import numpy.typing as npt

from figurecheck.errors import DegenerateInputError
from figurecheck.measures.correlation import pearson, split_by_regime


@dataclass(frozen=True)
class VolatilityBias:
    """The rise of a correlation in a regime beside what one source's variance alone would do.

    ``variance_increase`` is Var_high / Var_low - 1 of the source; ``adjusted`` the correlation in the regime,
    corrected; ``implied`` the one that the calm correlation would have become with the same link. A diagnostic: it
    assumes that shocks come from the source alone, and a regime of market-wide volatility is a common shock.
    """

    low: float
    high: float
    variance_increase: float
    adjusted: float
    implied: float


def forbes_rigobon_adjusted(rho_high: float, variance_increase: float) -> float:
    """Correlation without the volatility bias, ``rho / sqrt(1 + d (1 - rho^2))`` (Forbes and Rigobon 2002)."""
    _check(rho_high, variance_increase)
    return rho_high / sqrt(1.0 + variance_increase * (1.0 - rho_high**2))


def forbes_rigobon_implied(rho: float, variance_increase: float) -> float:
    """Correlation that volatility alone makes of ``rho``, ``rho sqrt((1 + d) / (1 + d rho^2))``; the inverse."""
    _check(rho, variance_increase)
    return rho * sqrt((1.0 + variance_increase) / (1.0 + variance_increase * rho**2))


def volatility_bias(source: npt.ArrayLike, other: npt.ArrayLike, high: npt.ArrayLike) -> VolatilityBias:
    """Correct the correlation where ``high`` is true for the variance of ``source`` there.

    All three have shape (n,), rows aligned, ``high`` boolean, at least 3 rows on either side. Call it twice, with
    each asset as the source: the answer depends on which one is taken to have caused the other's moves.
    """
    inside, outside = split_by_regime(source, other, high)
    rho_high, rho_low = pearson(*inside), pearson(*outside)
    increase = float(np.var(inside[0], ddof=1) / np.var(outside[0], ddof=1) - 1.0)
    adjusted = forbes_rigobon_adjusted(rho_high, increase)
    return VolatilityBias(rho_low, rho_high, increase, adjusted, forbes_rigobon_implied(rho_low, increase))


def _check(rho: float, variance_increase: float) -> None:
    if not (-1.0 <= rho <= 1.0 and -1.0 < variance_increase < float("inf")):
        raise DegenerateInputError(
            f"Forbes-Rigobon: found correlation {rho} and variance increase {variance_increase}; "
            "the first lies in [-1, 1], the second above -1"
        )
