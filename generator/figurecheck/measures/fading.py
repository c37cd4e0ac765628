"""Is a link fading or growing: the trend of Fisher's z over blocks of days that do not overlap."""

from dataclasses import dataclass
from math import floor, sqrt

import numpy as np
import numpy.typing as npt
from scipy.stats import norm
from scipy.stats import t as student

from figurecheck.errors import DegenerateInputError, InsufficientDataError
from figurecheck.measures.checks import Floats, pair, probability
from figurecheck.measures.long_run_variance import fixed_b_critical_value, long_run_variance

MINIMUM_BLOCKS = 8
BLOCKS_PER_YEAR = 4.0


@dataclass(frozen=True, eq=False)
class Trend:
    """Change of Fisher's z a year (a year is four blocks) with a robust interval.

    ``correlations`` has one entry a block, oldest first; ``skipped`` counts the oldest days that fill no block.
    ``effective_n`` is the number of independent blocks of equal variance that would leave the trend as uncertain.
    """

    value: float
    standard_error: float
    critical_value: float
    lower: float
    upper: float
    correlations: Floats
    effective_n: float
    lags: int
    block: int
    skipped: int
    level: float


@dataclass(frozen=True)
class ResampledTrend:
    """The same change with an interval from resampled runs of ``run`` blocks."""

    value: float
    lower: float
    upper: float
    run: int
    replications: int
    seed: int
    level: float


def correlation_trend(first: npt.ArrayLike, second: npt.ArrayLike, block: int = 63, level: float = 0.95) -> Trend:
    """Regress atanh(rho) of consecutive blocks of ``block`` days on time; aligned returns, shape (n,).

    Blocks are counted back from the newest day, so that it is always used. Newey-West (1987) errors with
    floor(4 (m / 100)^(2/9)) lags for m blocks, from residuals over sqrt(1 - leverage) (MacKinnon and White 1985), and
    the fixed-b critical value of Kiefer and Vogelsang (2005) times the ratio of Student's t with m - 2 degrees to the
    normal law: with few blocks the plain error is too small and its own error is not negligible. Raises
    DegenerateInputError (NaN, a block without movement or with |rho| = 1) and InsufficientDataError (under eight
    blocks).
    """
    line = _line(first, second, block)
    count = line.correlations.size
    lags = floor(4.0 * (count / 100.0) ** (2.0 / 9.0))
    scores = line.time * line.residuals
    error = sqrt(count * long_run_variance(scores, lags)) / line.spread
    critical = fixed_b_critical_value((lags + 1) / count, level) * _student_to_normal(count, level)
    plain = float(line.residuals @ line.residuals) / count / line.spread
    return Trend(
        value=line.slope,
        standard_error=error,
        critical_value=critical,
        lower=line.slope - critical * error,
        upper=line.slope + critical * error,
        correlations=line.correlations,
        effective_n=min(float(count), count * plain / error**2) if error > 0.0 else float(count),
        lags=lags,
        block=block,
        skipped=line.skipped,
        level=level,
    )


def resampled_trend(
    first: npt.ArrayLike,
    second: npt.ArrayLike,
    seed: int,
    replications: int = 9_999,
    block: int = 63,
    level: float = 0.95,
) -> ResampledTrend:
    """The same trend with a symmetric interval from its residuals, resampled in runs that wrap around the end.

    Runs of floor(m^(1/3)) neighbouring blocks, at least 1, of the residuals over sqrt(1 - leverage), less their mean,
    are laid end to end; the interval is the slope less and plus the quantile of the absolute slopes that they have
    (Politis and Romano 1992 for circular blocks), times the ratio of Student's t with m - 2 degrees to the normal law
    (Hesterberg 2015): residuals of few blocks lie too near to their line. Errors as in :func:`correlation_trend`.
    """
    line = _line(first, second, block)
    count = line.correlations.size
    run = max(1, floor(round(count ** (1.0 / 3.0), 9)))
    random = np.random.Generator(np.random.PCG64(seed))
    starts = random.integers(count, size=(replications, -(-count // run)))
    rows = (starts[:, :, None] + np.arange(run)).reshape(replications, -1)[:, :count] % count
    slopes = (line.residuals - line.residuals.mean())[rows] @ line.time / line.spread
    reach = float(np.quantile(np.abs(slopes), probability(level, "level"))) * _student_to_normal(count, level)
    return ResampledTrend(line.slope, line.slope - reach, line.slope + reach, run, replications, seed, level)


def _student_to_normal(blocks: int, level: float) -> float:
    """How much farther Student's t reaches than the normal law, of a line through so many blocks."""
    return float(student.ppf((1.0 + level) / 2.0, blocks - 2) / norm.ppf((1.0 + level) / 2.0))


@dataclass(frozen=True, eq=False)
class _Line:
    """The least-squares line through the blocks: ``time`` in years less its mean, residuals over sqrt(1 - leverage)."""

    slope: float
    correlations: Floats
    residuals: Floats
    time: Floats
    spread: float
    skipped: int


def _line(first: npt.ArrayLike, second: npt.ArrayLike, block: int) -> _Line:
    x, y = pair(first, second, "trend of a correlation")
    count = x.size // block if block >= 3 else 0
    if count < MINIMUM_BLOCKS:
        raise InsufficientDataError(
            f"trend of a correlation: {x.size} days make {count} blocks of {block}; "
            f"{MINIMUM_BLOCKS} blocks of three days or more are needed"
        )
    correlations = _block_correlations(x, y, count, block)
    z = np.arctanh(correlations)
    time = np.asarray((np.arange(count) - (count - 1) / 2.0) / BLOCKS_PER_YEAR, dtype=np.float64)
    spread = float(time @ time)
    slope = float(time @ z) / spread
    leverage = 1.0 / count + time**2 / spread
    residuals: Floats = (z - z.mean() - slope * time) / np.sqrt(1.0 - leverage)
    return _Line(slope, correlations, residuals, time, spread, x.size - count * block)


def _block_correlations(x: Floats, y: Floats, count: int, block: int) -> Floats:
    """Correlation inside each of the newest ``count`` blocks, shape (count,)."""
    one, two = (series[-count * block :].reshape(count, block) for series in (x, y))
    one, two = one - one.mean(axis=1, keepdims=True), two - two.mean(axis=1, keepdims=True)
    scale = np.sqrt(np.square(one).sum(axis=1) * np.square(two).sum(axis=1))
    if scale.min() <= 0.0:
        raise DegenerateInputError(f"trend of a correlation: a block of {block} days without movement; check prices")
    correlations: Floats = (one * two).sum(axis=1) / scale
    if np.abs(correlations).max() > 1.0 - 1e-12:
        raise DegenerateInputError("trend of a correlation: a block correlates perfectly; are both series the same?")
    return correlations
