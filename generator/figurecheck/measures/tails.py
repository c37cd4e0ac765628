"""Value at risk and expected shortfall of a sample and of a normal distribution, as positive losses."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor

import numpy as np
import numpy.typing as npt
from scipy.stats import norm

from figurecheck.errors import InsufficientDataError
from figurecheck.measures.checks import Floats, finite, probability, varying

# Seldom are the worst days drawn so rarely that two and a half times as many do not fill the tail; then all are read.
_REACH = 2.5


def value_at_risk(returns: npt.ArrayLike, level: float = 0.95) -> float:
    """Loss that is exceeded with probability at most 1 - ``level``: the order statistic ceil((1 - level) n).

    ``returns`` has shape (n,), n >= 1 / (1 - level), in any unit; the answer has that unit and is positive for a
    loss. NaN or a constant raises DegenerateInputError, too few observations InsufficientDataError.
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
    tails = [tail_count(returns.shape[1], level) for level in levels]
    shortfalls, worst = np.empty((len(returns), len(tails))), returns
    for column, tail in enumerate(tails):
        last = min(floor(tail), worst.shape[1] - 1)
        worst = np.partition(worst, last, axis=1)[:, : last + 1]
        shortfalls[:, column] = -(worst[:, :last].sum(axis=1) + (tail - last) * worst[:, last]) / tail
    return shortfalls


@dataclass(frozen=True, eq=False)
class WorstDays:
    """Returns made ready for many resamples: their days from the worst up, and the returns in that order, (n,)."""

    order: npt.NDArray[np.intp]
    ordered: Floats

    @classmethod
    def of(cls, returns: Floats) -> "WorstDays":
        """The days of ``returns``, shape (n,), which the caller has checked."""
        order = np.argsort(returns)
        return cls(order, returns[order])

    def shortfalls(self, counts: Floats, tails: Sequence[Floats | float]) -> Floats:
        """Expected shortfall of resamples told by how often each day is drawn, ``counts`` of shape (rows, n).

        ``tails`` are the numbers of days in the tail, one for all rows or a column of one a row; (rows, tails).
        """
        most = np.max([np.max(tail) for tail in tails])
        reach = min(self.order.size, ceil(_REACH * float(most)))
        drawn, before = self._drawn(counts, reach)
        if before[:, -1].min() < most:
            reach = self.order.size
            drawn, before = self._drawn(counts, reach)
        before -= drawn
        worst = self.ordered[:reach]
        taken = [np.minimum(np.maximum(tail - before, 0.0), drawn) @ worst / -np.ravel(tail) for tail in tails]
        return np.column_stack(taken)

    def _drawn(self, counts: Floats, reach: int) -> tuple[Floats, Floats]:
        """How often each of the ``reach`` worst days is drawn, and all up to it."""
        drawn = counts[:, self.order[:reach]]
        return drawn, np.cumsum(drawn, axis=1)


def tail_count(n: int, level: float) -> float:
    """The number of days in the tail beyond ``level``, not always whole."""
    # 0.05 * 20 must be one day, not one day and a trillionth.
    return round((1.0 - level) * n, 9)


def normal_value_at_risk(mean: float, deviation: float, level: float = 0.95) -> float:
    """Value at risk of a normal return: -mean + deviation z, z the ``level`` quantile of N(0, 1).

    Raises DegenerateInputError for what is not finite.
    """
    finite("normal return", mean, deviation)
    return float(-mean + deviation * norm.ppf(probability(level, "level")))


def normal_expected_shortfall(mean: float, deviation: float, level: float = 0.95) -> float:
    """Expected shortfall of a normal return: -mean + deviation phi(z) / (1 - level) (McNeil, Frey, Embrechts).

    Raises DegenerateInputError for what is not finite.
    """
    finite("normal return", mean, deviation)
    density = norm.pdf(norm.ppf(probability(level, "level")))
    return float(-mean + deviation * density / (1.0 - level))


def _losses(returns: npt.ArrayLike, level: float) -> tuple[Floats, float]:
    """Check the input; return the losses and the number of them, not always whole, that the tail holds."""
    values = varying(returns, "returns")
    tail = tail_count(values.size, probability(level, "level"))
    if tail < 1.0:
        raise InsufficientDataError(
            f"tail risk at {level:g}: {values.size} observations hold no whole day of the tail, "
            f"{ceil(round(1.0 / (1.0 - level), 9))} are needed; take a longer window or a lower level"
        )
    return -values, tail
