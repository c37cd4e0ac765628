"""Stationary-bootstrap intervals of correlations, and of the difference between a regime and all other days."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt
from scipy.stats import rankdata

from figurecheck.measures.checks import Floats
from figurecheck.measures.correlation import (
    effective_observations,
    influence_for_interval,
    kendall,
    pearson,
    regime_difference_influence,
    spearman,
    split_by_regime,
    standardised,
)
from figurecheck.measures.rank_influence import kendall_influence, spearman_influence
from figurecheck.measures.resampling import (
    IndexArray,
    bootstrap_statistic,
    bootstrap_sums,
    influence_block_length,
    percentile_interval,
)

RankMethod = Literal["spearman", "kendall"]


@dataclass(frozen=True)
class BootstrapCorrelation:
    """Correlation with a percentile interval.

    ``effective_n`` of Pearson's is that of ``correlation.effective_observations``; of a correlation of ranks it is how
    many independent rows of the same spread would leave it as uncertain, by its influence on them, at most ``n``.
    """

    value: float
    standard_error: float
    lower: float
    upper: float
    level: float
    n: int
    effective_n: float
    block_length: float
    replications: int
    seed: int


@dataclass(frozen=True)
class BootstrapDifference:
    """Difference of two correlations with a percentile interval; ``n`` counts rows."""

    value: float
    standard_error: float
    lower: float
    upper: float
    level: float
    n: int
    block_length: float
    replications: int
    seed: int


@dataclass(frozen=True)
class RegimeCorrelations:
    """Correlation inside a regime, outside it, and inside less outside, from the same resamples of time."""

    high: BootstrapCorrelation
    low: BootstrapCorrelation
    difference: BootstrapDifference


@dataclass(frozen=True)
class _Plan:
    block_length: float
    replications: int
    seed: int
    level: float

    def sums(self, *columns: Floats) -> Floats:
        return bootstrap_sums(np.hstack(columns), self.block_length, self.replications, self.seed)


def bootstrap_correlation(
    x: npt.ArrayLike,
    y: npt.ArrayLike,
    *,
    replications: int = 9_999,
    seed: int,
    level: float = 0.95,
    block_length: float | None = None,
) -> BootstrapCorrelation:
    """Correlation of x and y, shape (n,), n >= 20, resampled in pairs (Politis and Romano 1994).

    Block length by Politis and White (2009) on the influence series and its square, the larger, unless given;
    percentile interval on Fisher's z. Raises DegenerateInputError for NaN, infinities, constants, multiples.
    """
    influence = influence_for_interval(x, y)
    plan = _plan(influence, block_length, replications, seed, level)
    return _correlation(x, y, _correlations(plan.sums(_moments(x, y))), plan)


def bootstrap_rank_correlation(
    x: npt.ArrayLike,
    y: npt.ArrayLike,
    method: RankMethod,
    *,
    replications: int,
    seed: int,
    level: float = 0.95,
) -> BootstrapCorrelation:
    """Spearman's or Kendall's correlation of x and y, shape (n,), n >= 20, resampled in pairs and ranked anew.

    Block length as in :func:`bootstrap_correlation` on the ranks of all rows, percentile interval on Fisher's z.
    Kendall costs about n log n a replication; some hundreds are enough for a reading that stands beside another.
    """
    ranks = [np.asarray(rankdata(np.asarray(vector)), dtype=np.float64) for vector in (x, y)]
    plan = _plan(influence_for_interval(*ranks), None, replications, seed, level)
    statistic = _spearman_draws(*ranks) if method == "spearman" else _kendall_draws(*ranks)
    rows = np.arange(ranks[0].size)
    draws = bootstrap_statistic(rows, statistic, plan.block_length, replications, seed)
    value, influence = _OF_RANKS[method]
    effective = float(influence(*ranks).var()) / float(draws.var(ddof=1))
    return _with_interval(value(x, y), draws, (rows.size, effective), plan)


_OF_RANKS: dict[RankMethod, tuple[Callable[..., float], Callable[[Floats, Floats], Floats]]] = {
    "spearman": (spearman, spearman_influence),
    "kendall": (kendall, kendall_influence),
}


def _spearman_draws(x: Floats, y: Floats) -> Callable[[npt.NDArray[np.generic]], Floats]:
    """Spearman of resampled rows: how often each row was drawn gives the mean rank of its value."""
    codes = [np.unique(vector, return_inverse=True)[1] for vector in (x, y)]

    def draws(positions: npt.NDArray[np.generic]) -> Floats:
        first, second = (_mean_ranks(code[positions.astype(np.intp)], int(code.max()) + 1) for code in codes)
        one, two = first - first.mean(axis=1, keepdims=True), second - second.mean(axis=1, keepdims=True)
        spread = np.sqrt((one**2).sum(axis=1) * (two**2).sum(axis=1))
        with np.errstate(divide="ignore", invalid="ignore"):
            rho: Floats = (one * two).sum(axis=1) / spread
        return rho

    return draws


def _mean_ranks(codes: IndexArray, values: int) -> Floats:
    """Ranks inside each row of ``codes``, shape (rows, n), whole numbers below ``values``; ties at mean ranks."""
    rows = len(codes)
    offset = values * np.arange(rows)[:, None]
    counts = np.bincount((codes + offset).ravel(), minlength=rows * values).reshape(rows, values)
    ranks = np.cumsum(counts, axis=1) - (counts - 1) / 2.0
    return np.take_along_axis(ranks, codes, axis=1)


def _kendall_draws(x: Floats, y: Floats) -> Callable[[npt.NDArray[np.generic]], Floats]:
    def draws(positions: npt.NDArray[np.generic]) -> Floats:
        return np.array([kendall(x[row], y[row]) for row in positions.astype(np.intp)])

    return draws


def bootstrap_regime_correlations(
    x: npt.ArrayLike,
    y: npt.ArrayLike,
    high: npt.ArrayLike,
    *,
    replications: int = 9_999,
    seed: int,
    level: float = 0.95,
) -> RegimeCorrelations:
    """Correlations of x and y where ``high`` is true and where it is not; each row keeps its label.

    All three have shape (n,), at least 20 rows on either side; ``high`` is boolean. Raises DegenerateInputError
    also when a resample misses a regime: then the regime is too short a run for an interval. Percentiles are expanded
    for the number of blocks that the rows of a regime fill, those of the difference for that of the shorter regime.
    """
    influence = regime_difference_influence(x, y, high)
    plan = _plan(influence, None, replications, seed, level)
    state = np.asarray(high)
    sums = plan.sums(_moments(x, y, state), _moments(x, y, ~state))
    inside, outside = _correlations(sums[:, :6]), _correlations(sums[:, 6:])
    high_rows, low_rows = split_by_regime(x, y, state)
    blocks = [rows / plan.block_length for rows in (int(state.sum()), int((~state).sum()))]
    first, second = (
        _correlation(*rows, draws, plan, count)
        for rows, draws, count in zip((high_rows, low_rows), (inside, outside), blocks, strict=True)
    )
    difference = _difference(first.value - second.value, inside - outside, (influence.size, min(blocks)), plan)
    return RegimeCorrelations(first, second, difference)


def _plan(influence: Floats, block_length: float | None, replications: int, seed: int, level: float) -> _Plan:
    length = influence_block_length(influence) if block_length is None else block_length
    return _Plan(length, replications, seed, level)


def _moments(x: npt.ArrayLike, y: npt.ArrayLike, state: npt.NDArray[np.bool_] | None = None) -> Floats:
    """Columns 1, x, y, x^2, y^2, xy of standardised x and y, zero where ``state`` is false: (n, 6)."""
    first, second = (standardised(np.asarray(vector, dtype=np.float64)) for vector in (x, y))
    one = np.ones_like(first)
    columns = np.column_stack([one, first, second, first**2, second**2, first * second])
    return columns if state is None else columns * state[:, None]


def _correlations(sums: Floats) -> Floats:
    """Correlations from sums of the six moments, shape (replications,); NaN where nothing varies."""
    count, x, y, xx, yy, xy = sums.T
    with np.errstate(divide="ignore", invalid="ignore"):
        rho: Floats = (count * xy - x * y) / np.sqrt((count * xx - x**2) * (count * yy - y**2))
    return rho


def _correlation(
    x: npt.ArrayLike, y: npt.ArrayLike, draws: Floats, plan: _Plan, blocks: float | None = None
) -> BootstrapCorrelation:
    value = pearson(x, y)
    rows = len(np.asarray(x)), effective_observations(value, float(draws.std(ddof=1)))
    return _with_interval(value, draws, rows, plan, blocks)


def _with_interval(
    value: float, draws: Floats, rows: tuple[int, float], plan: _Plan, blocks: float | None = None
) -> BootstrapCorrelation:
    """``rows`` are their number and what they are worth, which no more than all of them can be."""
    with np.errstate(divide="ignore", invalid="ignore"):
        interval = percentile_interval(np.arctanh(draws), plan.level, blocks)
    n, effective = rows
    return BootstrapCorrelation(
        value,
        float(draws.std(ddof=1)),
        float(np.tanh(interval.lower)),
        float(np.tanh(interval.upper)),
        plan.level,
        n,
        min(float(n), effective),
        plan.block_length,
        plan.replications,
        plan.seed,
    )


def _difference(value: float, draws: Floats, rows: tuple[int, float], plan: _Plan) -> BootstrapDifference:
    """``rows`` are their number and that of the blocks that the shorter regime fills."""
    n, blocks = rows
    interval = percentile_interval(draws, plan.level, blocks)
    return BootstrapDifference(
        value,
        interval.standard_error,
        interval.lower,
        interval.upper,
        plan.level,
        n,
        plan.block_length,
        plan.replications,
        plan.seed,
    )
