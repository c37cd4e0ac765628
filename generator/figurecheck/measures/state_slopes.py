"""The slope on the days of a state by a second inference, and the role on which both inferences agree."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt
from numpy.typing import ArrayLike

from figurecheck.errors import DegenerateInputError, InsufficientDataError
from figurecheck.measures.checks import pair
from figurecheck.measures.long_run_variance import state_mean_error
from figurecheck.measures.safe_haven import MINIMUM_TAIL_DAYS, Role, classify
from figurecheck.measures.safe_haven_bootstrap import Slope

MONTE_CARLO_ERRORS = 2.0
"""Standard errors of a resampled limit within which another seed could have put it."""


class Limits(Protocol):
    """Anything with a lower and an upper end."""

    @property
    def lower(self) -> float:
        """The lower end."""

    @property
    def upper(self) -> float:
        """The upper end."""


@dataclass(frozen=True)
class RobustSlope:
    """A least-squares slope over the days of a state, with its interval under dependence."""

    value: float
    lower: float
    upper: float
    level: float
    n: int


def hac_state_slope(
    asset: ArrayLike, source: ArrayLike, state: npt.NDArray[np.bool_], level: float = 0.95
) -> RobustSlope:
    """The slope of ``asset`` on ``source`` by least squares over the days on which ``state`` is true.

    All of shape (n,), n >= 250, at least five rows inside; ``n`` of the result counts those. What each day adds to the
    slope is 0 outside of the state, so that the distance between two days inside stays that of the calendar; its
    Bartlett long-run variance (Newey and West 1987) makes the interval, with the fixed-b critical value for rows that
    are missing (:func:`long_run_variance.state_mean_error`). Raises InsufficientDataError for fewer rows,
    DegenerateInputError for NaN, infinities, and a source that stands still inside.
    """
    y, x = pair(asset, source, "asset, source", minimum=250)
    inside = int(np.count_nonzero(state))
    if inside < MINIMUM_TAIL_DAYS:
        raise InsufficientDataError(f"slope of a state: {inside} of {y.size} days inside; {MINIMUM_TAIL_DAYS} needed")
    moves, gaps = (np.where(state, column - column[state].mean(), 0.0) for column in (x, y))
    spread = float(moves @ moves)
    if np.ptp(x[state]) == 0.0:
        raise DegenerateInputError(f"slope of a state: the source stands still on all {inside} days inside")
    slope = float(moves @ gaps) / spread
    half = state_mean_error(moves * (gaps - slope * moves) * (y.size / spread), state, level).half_width
    return RobustSlope(slope, slope - half, slope + half, level, inside)


def agreed_role(first: Slope, second: Limits, margin: float, roles: Sequence[Role]) -> tuple[Role, bool]:
    """The role that two inferences of one slope give alike, else the one that is not proven; and whether they differed.

    ``first`` is resampled: its interval must give the same role when both limits are moved out, and in, by
    MONTE_CARLO_ERRORS of their errors, so that no seed decides. ``margin`` and ``roles`` are those of
    :func:`safe_haven.classify`.
    """
    below, above = (MONTE_CARLO_ERRORS * error for error in (first.lower_error, first.upper_error))
    limits = (
        (first.lower - below, first.upper + above),
        (first.lower + below, first.upper - above),
        (second.lower, second.upper),
    )
    found = {classify(*each, margin, roles) for each in limits}
    return (roles[2], True) if len(found) > 1 else (found.pop(), False)
