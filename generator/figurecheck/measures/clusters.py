"""How many independent ones a number of extreme days is worth, when such days come in clusters."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from figurecheck.errors import DegenerateInputError, InsufficientDataError

FEWEST_EXTREMES = 3


@dataclass(frozen=True)
class Clusters:
    """``count`` extreme days, their extremal ``index`` (1: no clusters), and the clusters that they make."""

    count: int
    index: float

    @property
    def effective(self) -> float:
        """Number of independent extremes that say as much: one for each cluster."""
        return self.index * self.count


def extreme_clusters(beyond: npt.ArrayLike) -> Clusters:
    """Estimate the extremal index from the times between extreme days (Ferro and Segers 2003, the intervals estimator).

    ``beyond`` marks the extreme days, booleans of shape (n,) in the order of time; no threshold and no length of a run
    has to be chosen. Raises InsufficientDataError under three extreme days, DegenerateInputError for anything else
    than booleans of one dimension.
    """
    marks = np.asarray(beyond)
    if marks.dtype != np.bool_ or marks.ndim != 1:
        raise DegenerateInputError(f"extremes: found {marks.dtype} of shape {marks.shape}; pass one boolean a day")
    days = np.flatnonzero(marks)
    if days.size < FEWEST_EXTREMES:
        raise InsufficientDataError(f"extremes: found {days.size} of {marks.size} days; {FEWEST_EXTREMES} are needed")
    gaps = np.diff(days).astype(np.float64)
    if gaps.max() <= 2.0:
        index = 2.0 * gaps.sum() ** 2 / (gaps.size * np.square(gaps).sum())
    else:
        index = 2.0 * (gaps - 1.0).sum() ** 2 / (gaps.size * ((gaps - 1.0) * (gaps - 2.0)).sum())
    return Clusters(int(days.size), min(1.0, float(index)))
