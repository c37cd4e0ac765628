"""How many times one daily quantity is another: the ratio of two means over the same days, with two intervals."""

from dataclasses import dataclass
from math import exp

import numpy as np
import numpy.typing as npt

from figurecheck.errors import DegenerateInputError
from figurecheck.measures.checks import Floats, pair
from figurecheck.measures.long_run_variance import wide_mean_error
from figurecheck.measures.resampling import bootstrap_sums, influence_block_length, percentile_interval

MINIMUM_DAYS = 100


@dataclass(frozen=True)
class RobustRatio:
    """Mean of one series over the mean of another, with the delta method's interval on the scale of logarithms.

    ``effective_n`` is the number of independent days that would leave the ratio as uncertain.
    """

    value: float
    lower: float
    upper: float
    level: float
    n: int
    effective_n: float
    bandwidth: float


@dataclass(frozen=True)
class ResampledRatio:
    """A measure of one asset, ``first``, over that of another, ``second``, with the interval of resampled days."""

    value: float
    lower: float
    upper: float
    first: float
    second: float
    level: float
    n: int
    block_length: float
    replications: int
    seed: int


def robust_ratio_of_means(first: npt.ArrayLike, second: npt.ArrayLike, level: float = 0.95) -> RobustRatio:
    """Divide the mean of ``first`` by that of ``second``, both of shape (n,) on the same days, n >= 100, none negative.

    :func:`wide_mean_error` of the influence series ``(first - ratio second) / mean(second)``. A ratio cannot fall below
    0 and errs upward by more than downward, so the limits are ``ratio exp(-+ c se / ratio)``: those of the logarithm
    (Katz and others 1978 for counts). Raises DegenerateInputError for NaN, a negative value, a constant, and for a
    multiple of the other series, whose ratio chance does not touch.
    """
    one, two = _checked(first, second)
    error = wide_mean_error(_influence(one, two), level)
    value = float(one.mean() / two.mean())
    factor = exp(error.half_width / value)
    return RobustRatio(value, value / factor, value * factor, level, error.n, error.effective_n, error.bandwidth)


def resampled_ratio_of_means(
    first: npt.ArrayLike,
    second: npt.ArrayLike,
    seed: int,
    replications: int = 9_999,
    level: float = 0.95,
    shortest_block: float = 1.0,
) -> ResampledRatio:
    """The same ratio with a percentile interval from days resampled together (Politis and Romano 1994).

    Block length by Politis and White on the influence series, at least ``shortest_block``. Raises
    DegenerateInputError as above, and where the second mean is 0 in a resample.
    """
    one, two = _checked(first, second)
    block = max(shortest_block, influence_block_length(_influence(one, two)))
    sums = bootstrap_sums(np.column_stack([one, two]), block, replications, seed)
    if sums[:, 1].min() <= 0.0:
        raise DegenerateInputError("ratio of means: the second mean is 0 in a resample; take a longer window")
    interval = percentile_interval(sums[:, 0] / sums[:, 1], level)
    top, bottom = float(one.mean()), float(two.mean())
    return ResampledRatio(
        top / bottom, interval.lower, interval.upper, top, bottom, level, one.size, block, replications, seed
    )


def _checked(first: npt.ArrayLike, second: npt.ArrayLike) -> tuple[Floats, Floats]:
    one, two = pair(first, second, "first, second", MINIMUM_DAYS)
    if min(one.min(), two.min()) < 0.0:
        raise DegenerateInputError("ratio of means: a value is negative; no ratio can be formed")
    return one, two


def _influence(first: Floats, second: Floats) -> Floats:
    influence: Floats = (first - first.mean() / second.mean() * second) / second.mean()
    return influence
