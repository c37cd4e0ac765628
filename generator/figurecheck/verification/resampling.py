"""The stationary bootstrap as a plain loop, with block lengths worked out from autocovariances one by one."""

from collections.abc import Callable
from math import ceil, log10, sqrt

import numpy as np
from scipy.stats import norm
from scipy.stats import t as student

from figurecheck.verification.figures import Limits
from figurecheck.verification.long_run import Array

DRAWS = 999
SEED = 76_015_311
"""A seed of the second route's own: agreement must not rest on the same random numbers."""


def block_length(*series: Array) -> float:
    """The longest stationary block that any of the series, or its square, asks for; at least 1."""
    lengths = [1.0]
    for values in series:
        lengths.append(_politis_white(values))
        squares = (values - values.mean()) ** 2
        if np.ptp(squares) > 1e-12 * squares.max():
            lengths.append(_politis_white(squares))
    return max(lengths)


def _politis_white(values: Array) -> float:
    """Expected block of the stationary bootstrap (Politis and White 2004, corrected by Patton and others 2009).

    A lag counts as quiet by its correlation, scaled by the squares of the days from the lag on and of those before the
    last ones, so that one wild week at either end does not hide all others.
    """
    n = values.size
    centred = values - values.mean()
    run = max(5, int(log10(n)))
    reach = ceil(sqrt(n)) + run
    covariances = [float(centred[k:] @ centred[: n - k]) / n for k in range(reach + 1)]
    sums = np.cumsum(centred**2)
    sizes = [sqrt((sums[-1] - sums[k]) * sums[n - k - 2]) / n for k in range(reach + 1)]
    small = [abs(c) < 2 * sqrt(log10(n) / n) * size for c, size in zip(covariances, sizes, strict=True)]
    quiet = [k for k in range(1, reach - run + 1) if all(small[k : k + run])]
    window = min(2 * quiet[0] if quiet else reach, reach)
    weights = [min(1.0, 2 * (1 - k / window)) for k in range(1, window + 1)]
    tilt = 2 * sum(w * k * covariances[k] for k, w in enumerate(weights, start=1))
    level = covariances[0] + 2 * sum(w * covariances[k] for k, w in enumerate(weights, start=1))
    longest = float(ceil(min(3 * sqrt(n), n / 3)))
    return min(float(np.cbrt(tilt**2 / level**2 * n)), longest)


def resampled(rows: Array, statistic: Callable[[Array], float | Array], block: float, draws: int = DRAWS) -> Array:
    """``statistic`` of ``draws`` stationary-bootstrap samples of ``rows``, shape (n,) or (n, k); a row a draw."""
    random = np.random.default_rng(SEED)
    return np.array([statistic(rows[_positions(random, len(rows), block)]) for _ in range(draws)])


def _positions(random: np.random.Generator, n: int, block: float) -> np.ndarray:
    """Blocks with geometric lengths of mean ``block``, started anywhere and joined until n days are drawn."""
    lengths = random.geometric(1 / block, size=int(2 * n / block) + 20)
    starts = random.integers(n, size=lengths.size)
    begun = np.cumsum(lengths) - lengths
    return (np.repeat(starts - begun, lengths) + np.arange(lengths.sum()))[:n] % n


def middle(draws: Array, share: float = 0.95, blocks: float | None = None) -> Limits:
    """The middle ``share`` of the draws; of few ``blocks`` as much more as Student's t asks for (Hesterberg 2015)."""
    ordered = np.sort(draws)
    if blocks is not None:
        reach = student.ppf((1 + share) / 2, max(2.0, blocks) - 1) * sqrt(max(2.0, blocks) / (max(2.0, blocks) - 1))
        share = 2 * float(norm.cdf(reach)) - 1
    lower, upper = np.interp([(1 - share) / 2, (1 + share) / 2], np.linspace(0, 1, ordered.size), ordered)
    return float(lower), float(upper)
