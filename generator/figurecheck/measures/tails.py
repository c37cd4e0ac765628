"""Value at risk and expected shortfall of a sample and of a normal distribution, as positive losses."""

from collections.abc import Sequence
from math import ceil, floor

import numpy as np
import numpy.typing as npt
from scipy.stats import norm

from figurecheck.errors import InsufficientDataError
from figurecheck.measures.checks import Floats, observations, probability

# A resample seldom holds fewer than a quarter of the worst days it should; where it does, all days are looked at.
_REACH = 4.0


def value_at_risk(returns: npt.ArrayLike, level: float = 0.95) -> float:
    """Loss that is exceeded with probability at most 1 - ``level``: the order statistic ceil((1 - level) n).

    ``returns`` has shape (n,), n >= 1 / (1 - level), in any unit; the answer has that unit and is positive for a
    loss. NaN raises DegenerateInputError, too few observations InsufficientDataError.
    Source: Rockafellar and Uryasev (2002), the smallest minimiser of their function.
    """
    losses, tail = _losses(returns, level)
    place = losses.size - ceil(tail)
    return float(np.partition(losses, place)[place])


def expected_shortfall(returns: npt.ArrayLike, level: float = 0.95) -> float:
    """Mean of the worst (1 - ``level``) n losses, the last one counted by the fraction of it that fits.

    Units, gaps and errors as in :func:`value_at_risk`. Source: Rockafellar and Uryasev (2002).
    """
    losses, _ = _losses(returns, level)
    return float(expected_shortfall_rows(-losses[None, :], [level])[0, 0])


def expected_shortfall_rows(returns: Floats, levels: Sequence[float]) -> Floats:
    """Expected shortfall of each row of ``returns``, shape (rows, n), at rising ``levels``: shape (rows, levels).

    For many resamples at once; the caller has checked the values. A higher level looks only into the tail of the
    level before it.
    """
    tails = [_tail_count(returns.shape[1], level) for level in levels]
    shortfalls, worst = np.empty((len(returns), len(tails))), returns
    for column, tail in enumerate(tails):
        last = min(floor(tail), worst.shape[1] - 1)
        worst = np.partition(worst, last, axis=1)[:, : last + 1]
        shortfalls[:, column] = -(worst[:, :last].sum(axis=1) + (tail - last) * worst[:, last]) / tail
    return shortfalls


def expected_shortfall_of_counts(ordered: Floats, counts: Floats, levels: Sequence[float]) -> Floats:
    """Expected shortfall of many resamples of the same returns, told by how often each day is drawn.

    ``ordered`` holds the returns from the worst up, shape (n,), ``counts`` the draws of each in that order, shape
    (rows, n), every row summing to n; shape (rows, levels). The caller has checked the values.
    """
    n = ordered.size
    tails = [_tail_count(n, level) for level in levels]
    reach = min(n, ceil(_REACH * max(tails)))
    before = np.cumsum(counts[:, :reach], axis=1)
    if before[:, -1].min() < max(tails):
        reach, before = n, np.cumsum(counts, axis=1)
    drawn = counts[:, :reach]
    before = before - drawn
    taken = [np.clip(tail - before, 0.0, drawn) @ ordered[:reach] / -tail for tail in tails]
    return np.column_stack(taken)


def normal_value_at_risk(mean: float, deviation: float, level: float = 0.95) -> float:
    """Value at risk of a normal return: -mean + deviation z, z the ``level`` quantile of N(0, 1)."""
    return float(-mean + deviation * norm.ppf(probability(level, "level")))


def normal_expected_shortfall(mean: float, deviation: float, level: float = 0.95) -> float:
    """Expected shortfall of a normal return: -mean + deviation phi(z) / (1 - level) (McNeil, Frey, Embrechts)."""
    density = norm.pdf(norm.ppf(probability(level, "level")))
    return float(-mean + deviation * density / (1.0 - level))


def _tail_count(n: int, level: float) -> float:
    # 0.05 * 20 must be one day, not one day and a trillionth.
    return round((1.0 - level) * n, 9)


def _losses(returns: npt.ArrayLike, level: float) -> tuple[Floats, float]:
    """Check the input; return the losses and the number of them, not always whole, that the tail holds."""
    values = observations(returns, "returns")
    tail = _tail_count(values.size, probability(level, "level"))
    if tail < 1.0:
        raise InsufficientDataError(
            f"tail risk at {level:g}: {values.size} observations hold no whole day of the tail, "
            f"{ceil(round(1.0 / (1.0 - level), 9))} are needed; take a longer window or a lower level"
        )
    return -values, tail
