"""What the Federal Reserve did: changes of a level, and how often it rose or fell."""

import numpy as np

from figurecheck.errors import DegenerateInputError
from figurecheck.measures.windows import Days, Values


def level_change(values: Values, start: int, end: int) -> float:
    """``values[end] - values[start]`` in the unit of the level; raises DegenerateInputError for a missing value."""
    change = float(values[end] - values[start])
    if not np.isfinite(change):
        raise DegenerateInputError("a change of level needs two values; one is missing")
    return change


def rises(values: Values, start: int, end: int) -> list[int]:
    """Positions in (start, end] on which the level stood above the observation before; a gap is an error."""
    return [start + 1 + int(at) for at in np.flatnonzero(_steps(values, start, end) > 0)]


def cuts(values: Values, start: int, end: int) -> list[int]:
    """Positions in (start, end] on which the level stood below the observation before; a gap is an error."""
    return [start + 1 + int(at) for at in np.flatnonzero(_steps(values, start, end) < 0)]


def _steps(values: Values, start: int, end: int) -> Values:
    steps = np.diff(values[start : end + 1])
    if np.isnan(steps).any():
        raise DegenerateInputError("a level with missing values cannot be searched for its changes")
    return steps


def unscheduled_cuts(days: Days, upper: Values, scheduled: Values, start: int, end: int) -> list[int]:
    """Positions in (start, end] of decisions outside a scheduled meeting that lowered the range.

    ``upper`` is the upper end of the range after each decision (percent), ``scheduled`` 1 for a scheduled meeting and
    0 otherwise; all of shape (n,), one entry a decision.
    """
    if not days.shape == upper.shape == scheduled.shape:
        raise DegenerateInputError(f"decisions of shapes {days.shape}, {upper.shape} and {scheduled.shape}")
    return [at for at in cuts(upper, start, end) if scheduled[at] == 0]
