"""Risk below a target: semivariance, downside deviation, the Sortino ratio, and how often prices drop sharply."""

from dataclasses import dataclass
from math import sqrt

import numpy as np
import numpy.typing as npt

from figurecheck.errors import DegenerateInputError, InsufficientDataError
from figurecheck.measures.checks import Floats, observations, same_length, varying
from figurecheck.measures.resampling import bootstrap_sums, influence_block_length, percentile_interval


@dataclass(frozen=True)
class DropRatio:
    """How many times as often one asset drops sharply as another, with a stationary-bootstrap interval."""

    value: float
    lower: float
    upper: float
    first_count: int
    second_count: int
    level: float
    n: int
    block_length: float
    replications: int
    seed: int


def semivariance(returns: npt.ArrayLike, target: float = 0.0) -> float:
    """Mean of min(return - target, 0)^2 over all n returns (Markowitz 1959); shape (n,), squared unit of the returns.

    NaN or a constant raises DegenerateInputError.
    """
    return float(np.square(np.minimum(varying(returns, "returns") - target, 0.0)).mean())


def downside_deviation(returns: npt.ArrayLike, target: float = 0.0) -> float:
    """Square root of :func:`semivariance` (Sortino and van der Meer 1991; all n days in the denominator)."""
    return sqrt(semivariance(returns, target))


def sortino_ratio(returns: npt.ArrayLike, target: float = 0.0) -> float:
    """Mean return above ``target`` per downside deviation, a period, not annualised (Sortino and van der Meer 1991).

    Raises DegenerateInputError when no return lies below the target.
    """
    deviation = downside_deviation(returns, target)
    if deviation == 0.0:
        raise DegenerateInputError(f"Sortino ratio: no return lies below {target:g}; there is no downside to divide by")
    return (float(observations(returns, "returns").mean()) - target) / deviation


def sharp_drops(returns: npt.ArrayLike, size: float, days: int = 1) -> int:
    """Count falls of at least ``size`` (0.05 for -5 %) within ``days`` sessions that share no day.

    ``returns`` are simple, shape (n,), n >= days. Windows are taken from the oldest on: after a fall is counted the
    search goes on behind it. Raises DegenerateInputError for NaN or a size outside (0, 1).
    """
    falls = _falls(observations(returns, "returns", max(days, 1)), size, days)
    count, day = 0, 0
    while day < falls.size:
        if falls[day]:
            count, day = count + 1, day + days
        else:
            day += 1
    return count


def sharp_drop_ratio(
    first: npt.ArrayLike,
    second: npt.ArrayLike,
    size: float,
    seed: int,
    replications: int = 9_999,
    level: float = 0.95,
) -> DropRatio:
    """Divide the number of days on which ``first`` falls by at least ``size`` by that of ``second``.

    Aligned simple returns, shape (n,). Days are resampled together, percentile interval; in the resamples both
    counts get half a day added, so that one without a fall of ``second`` stays finite (Haldane 1956). Raises
    InsufficientDataError when ``second`` never falls that far, DegenerateInputError for NaN.
    """
    one, two = observations(first, "first", 100), observations(second, "second", 100)
    same_length(one, two, "first, second")
    falls = np.column_stack([_falls(one, size, 1), _falls(two, size, 1)]).astype(np.float64)
    counts = falls.sum(axis=0)
    if counts[1] == 0.0:
        raise InsufficientDataError(
            f"drop ratio: no fall of {size:.1%} in second's {two.size} days; take a smaller one"
        )
    block = max(influence_block_length(one), influence_block_length(two))
    sums = bootstrap_sums(falls, block, replications, seed) + 0.5
    interval = percentile_interval(sums[:, 0] / sums[:, 1], level)
    return DropRatio(
        value=float(counts[0] / counts[1]),
        lower=interval.lower,
        upper=interval.upper,
        first_count=int(counts[0]),
        second_count=int(counts[1]),
        level=level,
        n=one.size,
        block_length=block,
        replications=replications,
        seed=seed,
    )


def _falls(returns: Floats, size: float, days: int) -> npt.NDArray[np.bool_]:
    """Mark each window of ``days`` returns, by its first day, in which the price falls by ``size`` or more."""
    if not 0.0 < size < 1.0 or days < 1:
        raise DegenerateInputError(f"sharp drop: found size {size}, days {days}; a fall of 5 % in a day is 0.05, 1")
    if returns.min() < -1.0:
        raise DegenerateInputError("sharp drop: a return below -100 %; pass simple returns as fractions")
    growth = np.lib.stride_tricks.sliding_window_view(1.0 + returns, days).prod(axis=1)
    # A fall from 100 to 95 is one of 5 %, whatever the last binary digit says.
    deep: npt.NDArray[np.bool_] = growth <= 1.0 - size + 1e-12
    return deep
