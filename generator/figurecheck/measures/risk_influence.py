"""How sure a reduction of risk is, by the influence of each day on it and the long-run variance of that influence."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from math import exp

import numpy as np
import numpy.typing as npt

from figurecheck.errors import DegenerateInputError
from figurecheck.measures.checks import Floats, pair
from figurecheck.measures.correlation import influence_for_interval, pearson, standardised
from figurecheck.measures.downside import semivariance
from figurecheck.measures.hedging import MINIMUM_FOR_REDUCTIONS, RISKS, correlation_limit
from figurecheck.measures.long_run_variance import wide_mean_error
from figurecheck.measures.tails import expected_shortfall, value_at_risk


@dataclass(frozen=True)
class HacReduction:
    """Share of a risk that is taken away, with a robust interval around it; ``effective_n`` as in ``MeanError``."""

    risk: str
    value: float
    standard_error: float
    lower: float
    upper: float
    level: float
    n: int
    effective_n: float
    bandwidth: float


def hac_reduction(before: npt.ArrayLike, after: npt.ArrayLike, risk: str, level: float = 0.95) -> HacReduction:
    """Reduce ``risk`` (one of RISKS) from ``before`` to ``after``: aligned returns, shape (n,), n >= 100.

    The delta method on the influence functions of the logarithms of the two risks (Hampel 1974; for expected shortfall
    that of Rockafellar and Uryasev's minimum), :func:`wide_mean_error`. The limits are those of the logarithm of
    after / before, so no interval reaches a reduction by more than all. Decisions inside ``after`` count as given.
    Raises DegenerateInputError for NaN, a constant, an unknown risk, no risk to reduce or none that is left.
    """
    first, second = pair(before, after, "before, after", MINIMUM_FOR_REDUCTIONS)
    if risk not in RISKS:
        raise DegenerateInputError(f"risk: found {risk!r}; allowed: {', '.join(RISKS)}")
    (old, old_influence), (new, new_influence) = (_INFLUENCES[risk](returns) for returns in (first, second))
    if old <= 0.0:
        raise DegenerateInputError(f"before: its {risk} is {old:g}; there is none to reduce")
    if new <= 0.0:
        raise DegenerateInputError(f"after: its {risk} is {new:g}; the logarithm of none is not a number")
    error = wide_mean_error(old_influence / old - new_influence / new, level)
    left = new / old
    return HacReduction(
        risk=risk,
        value=1.0 - left,
        standard_error=left * error.standard_error,
        lower=1.0 - left * exp(error.half_width),
        upper=1.0 - left * exp(-error.half_width),
        level=level,
        n=error.n,
        effective_n=error.effective_n,
        bandwidth=error.bandwidth,
    )


@dataclass(frozen=True)
class HacRoom:
    """How far a correlation lies below the ratio of two volatilities, with a robust interval around it."""

    value: float
    correlation: float
    limit: float
    standard_error: float
    lower: float
    upper: float
    level: float
    n: int
    effective_n: float
    bandwidth: float


def hac_room(portfolio: npt.ArrayLike, asset: npt.ArrayLike, level: float = 0.95) -> HacRoom:
    """``sd(portfolio) / sd(asset)`` less the correlation, aligned returns of shape (n,), n >= 100.

    Above 0 a first bit of the asset lowers the variance. The delta method on the influence of each day on the two
    volatilities and on the correlation, :func:`wide_mean_error`; symmetric. Raises DegenerateInputError for NaN, a
    constant, and series that are multiples of each other.
    """
    held, added = pair(portfolio, asset, "portfolio, asset", MINIMUM_FOR_REDUCTIONS)
    rho, limit = pearson(held, added), correlation_limit(held, added)
    squares = standardised(held) ** 2 - standardised(added) ** 2
    error = wide_mean_error(limit * squares / 2.0 - influence_for_interval(held, added), level)
    value = limit - rho
    return HacRoom(
        value=value,
        correlation=rho,
        limit=limit,
        standard_error=error.standard_error,
        lower=value - error.half_width,
        upper=value + error.half_width,
        level=level,
        n=error.n,
        effective_n=error.effective_n,
        bandwidth=error.bandwidth,
    )


def _variance(returns: Floats) -> tuple[float, Floats]:
    squares = np.square(returns - returns.mean())
    return float(squares.mean()), squares - squares.mean()


def _semivariance(returns: Floats) -> tuple[float, Floats]:
    value = semivariance(returns)
    return value, np.square(np.minimum(returns, 0.0)) - value


def shortfall_influence(returns: Floats, level: float) -> tuple[float, Floats]:
    """Expected shortfall of ``returns``, shape (n,), and what each day adds to it, of mean 0 (as above)."""
    value, quantile = expected_shortfall(returns, level), value_at_risk(returns, level)
    beyond = np.maximum(-returns - quantile, 0.0) / (1.0 - level)
    return value, beyond - beyond.mean()


_INFLUENCES: dict[str, Callable[[Floats], tuple[float, Floats]]] = {
    "variance": _variance,
    "semivariance": _semivariance,
    "expected_shortfall_95": partial(shortfall_influence, level=0.95),
    "expected_shortfall_99": partial(shortfall_influence, level=0.99),
}
