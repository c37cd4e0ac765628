"""Do two assets crash together: tail dependence of losses, with its Gaussian and Student benchmarks."""

from dataclasses import dataclass
from math import ceil, exp, floor, log, pi, sin, sqrt

import numpy as np
import numpy.typing as npt
from scipy.integrate import quad
from scipy.special import ndtr
from scipy.stats import kendalltau, norm, rankdata
from scipy.stats import t as student

from figurecheck.errors import DegenerateInputError, InsufficientDataError
from figurecheck.measures.checks import Floats, finite, pair, probability
from figurecheck.measures.clusters import FEWEST_EXTREMES, extreme_clusters
from figurecheck.measures.resampling import (
    IndexArray,
    influence_block_length,
    percentile_interval,
    stationary_index_chunks,
)

MINIMUM_DAYS = 100
# Seldom are the largest losses drawn so rarely that two and a half times as many do not reach; then all are read.
_REACH = 2.5


@dataclass(frozen=True)
class TailDependence:
    """Lower-tail dependence at quantile ``u`` of the losses; chi 0 and chi-bar below 1 mean none in the limit.

    ``joint`` counts the days on which both losses exceed their own quantile u, ``expected_joint`` how many a
    Gaussian pair of the same rank correlation would have; ``gaussian_chi`` and ``gaussian_chi_bar`` are its values.
    ``effective_joint`` is how many independent ones they are worth (clusters count once); None under three of them.
    ``chi_bar`` is None without a joint exceedance.
    """

    u: float
    chi: float
    chi_lower: float
    chi_upper: float
    chi_bar: float | None
    joint: int
    effective_joint: float | None
    expected_joint: float
    correlation: float
    gaussian_chi: float
    gaussian_chi_bar: float
    level: float
    n: int
    block_length: float
    replications: int
    seed: int


@dataclass(frozen=True)
class PoonRockingerTawn:
    """Hill estimate of chi-bar from ``exceedances`` joint extremes, and chi where chi-bar = 1 is not rejected.

    ``chi`` is None when the losses are asymptotically independent: its limit is then 0.
    """

    chi_bar: float
    standard_error: float
    chi: float | None
    chi_error: float | None
    exceedances: int
    n: int


def gaussian_chi(correlation: float, u: float) -> float:
    """Return chi(u) = 2 - log P(U < u, V < u) / log u of a Gaussian copula (Coles, Heffernan, Tawn 1999)."""
    return 2.0 - log(2.0 * u - 1.0 + _gaussian_beyond(correlation, u)) / log(u)


def gaussian_chi_bar(correlation: float, u: float) -> float:
    """Return chi-bar(u) = 2 log(1 - u) / log P(U > u, V > u) - 1 of a Gaussian copula; tends to the correlation."""
    beyond = _gaussian_beyond(correlation, u)
    # Below the smallest float the limit for a perfect inverse link is as good.
    return 2.0 * log(1.0 - u) / log(beyond) - 1.0 if beyond > 0.0 else -1.0


def student_tail_dependence(correlation: float, degrees_of_freedom: float) -> float:
    """Coefficient of tail dependence of a t copula (Embrechts, McNeil, Straumann 2002).

    Raises DegenerateInputError for a correlation outside (-1, 1) and for degrees of freedom that are not finite and
    positive.
    """
    _check_correlation(correlation)
    finite("degrees of freedom", degrees_of_freedom)
    if degrees_of_freedom <= 0.0:
        raise DegenerateInputError(f"degrees of freedom: found {degrees_of_freedom}; they lie above 0")
    reach = sqrt((degrees_of_freedom + 1.0) * (1.0 - correlation) / (1.0 + correlation))
    return float(2.0 * student.sf(reach, degrees_of_freedom + 1.0))


def lower_tail_dependence(
    first: npt.ArrayLike,
    second: npt.ArrayLike,
    seed: int,
    u: float = 0.95,
    replications: int = 9_999,
    level: float = 0.95,
) -> TailDependence:
    """Estimate chi(u) and chi-bar(u) of the losses of two aligned return series, shape (n,), n >= 100.

    Margins by ranks; percentile interval of chi from stationary-bootstrap days, ranked again in each resample.
    Source: Coles, Heffernan and Tawn (1999). Raises DegenerateInputError for NaN, a constant, or a series whose value
    at its own quantile stands on many days.
    """
    x, y = pair(first, second, "tail dependence", MINIMUM_DAYS)
    losses = -np.column_stack([x, y])
    place = _place(x.size, u)
    _check_ties(losses, place)
    together = _both_beyond(losses[None], place)[0]
    both, neither = (float(share[0]) for share in _shares(losses[None], place))
    correlation = _kendall_correlation(x, y)
    block = max(influence_block_length(x), influence_block_length(y))
    drawn = stationary_index_chunks(x.size, block, replications, seed)
    neither_drawn = np.concatenate([_share_of_neither(losses, place, index) for index in drawn])
    interval = percentile_interval(2.0 - np.log(neither_drawn) / log(u), level)
    return TailDependence(
        u=u,
        chi=2.0 - log(neither) / log(u),
        chi_lower=interval.lower,
        chi_upper=interval.upper,
        chi_bar=2.0 * log(1.0 - u) / log(both) - 1.0 if both > 0.0 else None,
        joint=round(both * x.size),
        effective_joint=extreme_clusters(together).effective if together.sum() >= FEWEST_EXTREMES else None,
        expected_joint=_gaussian_beyond(correlation, u) * x.size,
        correlation=correlation,
        gaussian_chi=gaussian_chi(correlation, u),
        gaussian_chi_bar=gaussian_chi_bar(correlation, u),
        level=level,
        n=x.size,
        block_length=block,
        replications=replications,
        seed=seed,
    )


def poon_rockinger_tawn(
    first: npt.ArrayLike, second: npt.ArrayLike, share: float = 0.05, level: float = 0.95
) -> PoonRockingerTawn:
    """Estimate lower-tail dependence of two aligned return series, shape (n,), from the ``share`` most extreme days.

    Losses become unit Frechet by ranks; the smaller of the two has tail index (1 + chi-bar) / 2, estimated by Hill.
    When the one-sided test at ``level`` does not reject chi-bar = 1, chi is estimated under it. Source: Poon,
    Rockinger and Tawn (2004). Raises InsufficientDataError under ten extremes; the errors assume independent days.
    """
    x, y = pair(first, second, "tail dependence", MINIMUM_DAYS)
    count = floor(round(probability(share, "share") * x.size, 9))
    if count < 10:
        raise InsufficientDataError(f"tail dependence: {share:.1%} of {x.size} days are {count}; 10 are needed")
    _check_ties(-np.column_stack([x, y]), x.size - count - 1)
    smaller = np.sort(np.minimum(*(-1.0 / np.log(_uniform(-series)) for series in (x, y))))
    threshold, extremes = smaller[-count - 1], smaller[-count:]
    chi_bar = 2.0 * float(np.log(extremes / threshold).mean()) - 1.0
    error = (chi_bar + 1.0) / sqrt(count)
    dependent = chi_bar + float(norm.ppf(level)) * error >= 1.0
    chi = float(threshold) * count / x.size
    chi_error = float(threshold) * sqrt(count * (x.size - count) / x.size**3)
    return PoonRockingerTawn(
        chi_bar, error, chi if dependent else None, chi_error if dependent else None, count, x.size
    )


def _check_correlation(correlation: float) -> None:
    if not -1.0 < correlation < 1.0:
        raise DegenerateInputError(f"correlation: found {correlation}; give one inside (-1, 1)")


def _gaussian_beyond(correlation: float, u: float) -> float:
    """P(U > u, V > u) of a Gaussian copula, integrated over the first margin to keep small values exact."""
    _check_correlation(correlation)
    quantile = float(norm.ppf(probability(u, "u")))
    spread = sqrt(1.0 - correlation**2)

    def density(x: float) -> float:
        return exp(-0.5 * x * x) * float(ndtr((correlation * x - quantile) / spread))

    return float(quad(density, quantile, np.inf, epsabs=0.0, epsrel=1e-9)[0]) / sqrt(2.0 * pi)


def _kendall_correlation(x: Floats, y: Floats) -> float:
    """Correlation of the elliptical copula with this Kendall's tau: sin(pi tau / 2)."""
    correlation = sin(pi / 2.0 * float(kendalltau(x, y).statistic))
    _check_correlation(correlation)
    return correlation


def _uniform(series: Floats) -> Floats:
    return np.asarray(rankdata(series), dtype=np.float64) / (series.size + 1.0)


def _place(n: int, u: float) -> int:
    """Position, from 0, of the order statistic that a rank above u (n + 1) exceeds."""
    place = floor(round(probability(u, "u") * (n + 1.0), 9)) - 1
    if not 0 <= place < n - 1:
        raise InsufficientDataError(f"tail dependence: no day of {n} lies beyond u = {u}; take a lower u")
    return place


def _shares(losses: npt.NDArray[np.generic], place: int) -> tuple[Floats, Floats]:
    """Share of days on which both, and on which neither, exceed; ``losses`` of shape (rows, n, 2)."""
    first, second = _each_beyond(losses, place)
    return (first & second).mean(axis=1), 1.0 - (first | second).mean(axis=1)


def _both_beyond(losses: npt.NDArray[np.generic], place: int) -> npt.NDArray[np.bool_]:
    first, second = _each_beyond(losses, place)
    return first & second


def _each_beyond(losses: npt.NDArray[np.generic], place: int) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    one, other = (_beyond(np.ascontiguousarray(losses[:, :, column], dtype=np.float64), place) for column in (0, 1))
    return one, other


def _share_of_neither(losses: Floats, place: int, index: IndexArray) -> Floats:
    """Share of days on which neither loss exceeds its order statistic of the sample, ``index`` of shape (rows, n).

    Told by how often each day is drawn: only days among the largest of their series can exceed, so few are looked at.
    """
    rows, n = index.shape
    counts = np.bincount((index + n * np.arange(rows)[:, None]).ravel(), minlength=rows * n).reshape(rows, n)
    first, second = (_exceeding(column, place, counts) for column in losses.T)
    share: Floats = 1.0 - (counts * (first | second)).sum(axis=1) / n
    return share


def _exceeding(losses: Floats, place: int, counts: IndexArray) -> npt.NDArray[np.bool_]:
    """Mark the days whose loss exceeds the order statistic at ``place`` of each sample, shape (rows, n).

    ``counts`` says how often each day is drawn. From the largest loss down, the order statistic is that of the day on
    which as many days are drawn as may lie beyond it, and one more.
    """
    rows, n = counts.shape
    beyond = n - place
    order = np.argsort(-losses)
    reach = min(n, ceil(_REACH * beyond))
    passed = np.cumsum(counts[:, order[:reach]], axis=1)
    if passed[:, -1].min() < beyond:
        reach = n
        passed = np.cumsum(counts[:, order], axis=1)
    threshold = losses[order[(passed < beyond).sum(axis=1)]]
    marks = np.zeros((rows, n), dtype=np.bool_)
    marks[:, order[:reach]] = losses[order[:reach]] > threshold[:, None]
    return marks


def _check_ties(losses: Floats, place: int) -> None:
    """Raise where a series ties at its own quantile, so that few of its days lie beyond: ``losses`` of shape (n, 2)."""
    wanted = len(losses) - 1 - place
    for column in losses.T:
        found = int(_beyond(column[None], place).sum())
        if found < wanted / 2:
            raise DegenerateInputError(
                f"tail dependence: {found} days lie beyond a quantile that {wanted} should; "
                "a series stands still on too many days"
            )


def _beyond(losses: Floats, place: int) -> npt.NDArray[np.bool_]:
    """Mark what exceeds the order statistic at ``place`` of its row, shape (rows, n)."""
    marks: npt.NDArray[np.bool_] = losses > np.partition(losses, place, axis=1)[:, place, None]
    return marks
