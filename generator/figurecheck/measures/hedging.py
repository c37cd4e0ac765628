"""What a hedge or an added asset does to risk, in the sample and out of it."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from figurecheck.errors import DegenerateInputError, InsufficientDataError
from figurecheck.measures.checks import Floats, finite, observations, pair, same_length
from figurecheck.measures.resampling import influence_block_length, percentile_interval, stationary_count_chunks
from figurecheck.measures.tails import WorstDays, expected_shortfall_rows, tail_count

RISKS = ("variance", "semivariance", "expected_shortfall_95", "expected_shortfall_99")
MINIMUM_FOR_REDUCTIONS = 100


@dataclass(frozen=True)
class Reduction:
    """Share of a risk that is taken away (1 - after / before; negative when risk rises), with its interval."""

    risk: str
    value: float
    standard_error: float
    lower: float
    upper: float


@dataclass(frozen=True)
class Reductions:
    """Reductions of every risk in RISKS from one set of stationary-bootstrap samples of n days."""

    variance: Reduction
    semivariance: Reduction
    expected_shortfall_95: Reduction
    expected_shortfall_99: Reduction
    level: float
    n: int
    block_length: float
    replications: int
    seed: int


@dataclass(frozen=True, eq=False)
class OutOfSample:
    """Daily returns before and after a decision that used earlier days only; all of shape (n - window,).

    ``decision`` is the weight of the added asset in force on each day, or the units of the hedge that are sold.
    """

    before: Floats
    after: Floats
    decision: Floats


def minimum_variance_hedge_ratio(asset: npt.ArrayLike, hedge: npt.ArrayLike) -> float:
    """Units of ``hedge`` sold against one of ``asset``: their covariance over the hedge's variance.

    Returns of shape (n,); NaN or a constant raises DegenerateInputError. Source: Johnson (1960), Ederington (1979).
    """
    y, x = pair(asset, hedge, "asset, hedge")
    return float(np.mean((y - y.mean()) * (x - x.mean())) / x.var())


def hedge_effectiveness(asset: npt.ArrayLike, hedge: npt.ArrayLike, ratio: float | None = None) -> float:
    """Return 1 - Var(asset - ratio hedge) / Var(asset) in the sample (Ederington 1979).

    With the default, the minimum-variance ratio, it equals the squared correlation; ``ratio=1`` is one to one.
    """
    y, x = pair(asset, hedge, "asset, hedge")
    sold = minimum_variance_hedge_ratio(y, x) if ratio is None else ratio
    return float(1.0 - (y - sold * x).var() / y.var())


def rolling_addition(portfolio: npt.ArrayLike, asset: npt.ArrayLike, window: int = 250) -> OutOfSample:
    """Hold each day the long-only minimum-variance weight of ``asset`` found on the ``window`` days before it.

    Simple returns of shape (n,), n > window, because weights add simple returns; an asset that never
    moves inside a window raises DegenerateInputError, too few days InsufficientDataError.
    """
    p, a = pair(portfolio, asset, "portfolio, asset")
    own, added, covariance = _rolling_moments(p, a, window)
    # The difference is constant inside a window only when the two are the same asset: then no weight matters.
    spread = own + added - 2.0 * covariance
    weight = np.divide(own - covariance, spread, out=np.zeros_like(spread), where=spread > 1e-12 * (own + added))
    weight = np.clip(weight, 0.0, 1.0)
    return OutOfSample(p[window:], (1.0 - weight) * p[window:] + weight * a[window:], weight)


def rolling_hedge(asset: npt.ArrayLike, hedge: npt.ArrayLike, window: int = 250) -> OutOfSample:
    """Sell each day as many units of ``hedge`` against one of ``asset`` as varied least on the ``window`` days before.

    The ratio may be negative: then the hedge is bought. Simple returns of shape (n,), n > window; raises as
    :func:`rolling_addition` does. Source: Ederington (1979), out of sample.
    """
    y, x = pair(asset, hedge, "asset, hedge")
    _, moved, covariance = _rolling_moments(y, x, window)
    ratio = covariance / moved
    return OutOfSample(y[window:], y[window:] - ratio * x[window:], ratio)


def add_asset(portfolio: npt.ArrayLike, asset: npt.ArrayLike, weight: float) -> Floats:
    """Daily rebalanced mix (1 - weight) portfolio + weight asset of simple returns, shape (n,), 0 <= weight <= 1."""
    p, a = observations(portfolio, "portfolio"), observations(asset, "asset")
    same_length(p, a, "portfolio, asset")
    if not 0.0 <= weight <= 1.0:
        raise DegenerateInputError(f"weight: found {weight}; a weight added to a portfolio lies in [0, 1]")
    return (1.0 - weight) * p + weight * a


def minimum_variance_weight(deviation: float, added_deviation: float, correlation: float) -> float:
    """Weight of the added asset at which a two-asset portfolio varies least; negative where a sale would help.

    Source: Markowitz (1952). Raises DegenerateInputError unless both deviations are positive, finite, and |rho| < 1.
    """
    finite("weight", deviation, added_deviation)
    if min(deviation, added_deviation) <= 0.0 or not -1.0 < correlation < 1.0:
        raise DegenerateInputError(
            f"weight: found deviations {deviation}, {added_deviation}, correlation {correlation}; "
            "the deviations must be positive and the correlation inside (-1, 1)"
        )
    covariance = correlation * deviation * added_deviation
    return (deviation**2 - covariance) / (deviation**2 + added_deviation**2 - 2.0 * covariance)


def long_only_weight(deviation: float, added_deviation: float, correlation: float) -> float:
    """Minimum-variance weight of the added asset when none may be sold short: clipped to [0, 1]."""
    return min(1.0, max(0.0, minimum_variance_weight(deviation, added_deviation, correlation)))


def correlation_limit(portfolio: npt.ArrayLike, asset: npt.ArrayLike) -> float:
    """Return 1 / k, k = sd(asset) / sd(portfolio): a first bit of ``asset`` lowers variance only if rho < 1 / k.

    Returns of shape (n,). The derivative of the portfolio's variance at weight 0 is 2 sd^2 (rho k - 1).
    """
    p, a = pair(portfolio, asset, "portfolio, asset")
    return float(p.std() / a.std())


def risk_reductions(
    before: npt.ArrayLike,
    after: npt.ArrayLike,
    seed: int,
    replications: int = 9_999,
    level: float = 0.95,
) -> Reductions:
    """Reduce risk from ``before`` to ``after`` (aligned returns, shape (n,), n >= 100), with percentile intervals.

    Days are resampled in pairs by the stationary bootstrap, block length by Politis-White, the larger of both
    series' own and squared ones. Semivariance is about 0. Decisions inside ``after`` (ratios, weights) count as
    given. Raises DegenerateInputError (NaN, constant, a series without losses) and InsufficientDataError.
    """
    first, second = pair(before, after, "before, after", MINIMUM_FOR_REDUCTIONS)
    data = np.column_stack([first, second])
    if expected_shortfall_rows(first[None, :], [0.95])[0, 0] <= 0.0:
        raise DegenerateInputError("before: its worst twentieth of days has no loss to reduce; check the returns")
    block = max(influence_block_length(first), influence_block_length(second))
    draws = _resampled_reductions(data, block, replications, seed)
    variance, semivariance, shortfall_95, shortfall_99 = (
        _reduction(risk, float(value), draws[:, column], level)
        for column, (risk, value) in enumerate(zip(RISKS, _all_reductions(data[None])[0], strict=True))
    )
    return Reductions(variance, semivariance, shortfall_95, shortfall_99, level, first.size, block, replications, seed)


def _reduction(risk: str, value: float, draws: Floats, level: float) -> Reduction:
    interval = percentile_interval(draws, level)
    return Reduction(risk, value, interval.standard_error, interval.lower, interval.upper)


def _all_reductions(pairs: npt.NDArray[np.generic]) -> Floats:
    """Reductions in the order of RISKS for samples of shape (rows, n, 2); shape (rows, 4)."""
    before, after = (_all_risks(np.ascontiguousarray(pairs[:, :, k], dtype=np.float64)) for k in (0, 1))
    return 1.0 - after / before


def _resampled_reductions(data: Floats, block_length: float, replications: int, seed: int) -> Floats:
    """Reductions in the order of RISKS for stationary-bootstrap samples of the rows of ``data``: (replications, 4)."""
    sides = [_Side.of(data[:, column]) for column in (0, 1)]
    chunks = []
    for counts in stationary_count_chunks(len(data), block_length, replications, seed):
        before, after = (side.risks(counts) for side in sides)
        chunks.append(1.0 - after / before)
    return np.concatenate(chunks)


@dataclass(frozen=True, eq=False)
class _Side:
    """One series made ready for counting: powers of its returns, its worst days, and how many its tails hold."""

    powers: Floats
    worst: WorstDays
    tails: tuple[float, ...]

    @classmethod
    def of(cls, returns: Floats) -> "_Side":
        centred, losses = returns - returns.mean(), np.minimum(returns, 0.0)
        tails = tuple(tail_count(returns.size, level) for level in (0.95, 0.99))
        return cls(np.column_stack([centred, centred**2, losses**2]), WorstDays.of(returns), tails)

    def risks(self, counts: Floats) -> Floats:
        """Risks in the order of RISKS of samples that draw each day so often, ``counts`` of shape (rows, n)."""
        mean, square, downside = (counts @ self.powers / len(self.powers)).T
        return np.column_stack([square - mean**2, downside, self.worst.shortfalls(counts, self.tails)])


def _all_risks(returns: Floats) -> Floats:
    downside = np.square(np.minimum(returns, 0.0)).mean(axis=1)
    return np.column_stack([returns.var(axis=1), downside, expected_shortfall_rows(returns, (0.95, 0.99))])


def _rolling_moments(first: Floats, second: Floats, window: int) -> tuple[Floats, Floats, Floats]:
    """Variances and covariance of the ``window`` days before each day from ``window`` on, shape (n - window,)."""
    if window < 2 or first.size <= window:
        raise InsufficientDataError(
            f"rolling window of {window}: found {first.size} observations; more than the window are needed"
        )
    one, two = (np.lib.stride_tricks.sliding_window_view(v, window)[:-1] for v in (first, second))
    one, two = one - one.mean(axis=1, keepdims=True), two - two.mean(axis=1, keepdims=True)
    variances = np.square(one).mean(axis=1), np.square(two).mean(axis=1)
    if min(float(v.min()) for v in variances) <= 0.0:
        raise DegenerateInputError(f"rolling window of {window}: a series never moves inside it; check its prices")
    return *variances, (one * two).mean(axis=1)
