"""What the Federal Reserve did: changes of a level, and how often it rose or fell."""

import numpy as np

from figurecheck.errors import DegenerateInputError, InsufficientDataError
from figurecheck.measures.windows import Days, Values


def level_change(values: Values, start: int, end: int) -> float:
    """``values[end] - values[start]`` in the unit of the level; raises DegenerateInputError for a missing value.

    InsufficientDataError unless ``start`` and a later ``end`` are positions of ``values``.
    """
    _inside(values, start, end)
    change = float(values[end] - values[start])
    if not np.isfinite(change):
        raise DegenerateInputError("a change of level needs two values; one is missing")
    return change


def _inside(values: Values, start: int, end: int) -> None:
    if not 0 <= start < end < values.size:
        raise InsufficientDataError(f"changes of a level: found positions {start} to {end} of {values.size} values")


def rises(values: Values, start: int, end: int) -> list[int]:
    """Positions in (start, end] on which the level stood above the observation before; a gap is an error."""
    return [start + 1 + int(at) for at in np.flatnonzero(_steps(values, start, end) > 0)]


def cuts(values: Values, start: int, end: int) -> list[int]:
    """Positions in (start, end] on which the level stood below the observation before; a gap is an error."""
    return [start + 1 + int(at) for at in np.flatnonzero(_steps(values, start, end) < 0)]


def _steps(values: Values, start: int, end: int) -> Values:
    _inside(values, start, end)
    if not np.isfinite(values[start : end + 1]).all():
        raise DegenerateInputError("a level with missing or infinite values cannot be searched for its changes")
    return np.diff(values[start : end + 1])


def unscheduled_cuts(days: Days, upper: Values, scheduled: Values, start: int, end: int) -> list[int]:
    """Positions in (start, end] of decisions outside a scheduled meeting that lowered the range.

    ``upper`` is the upper end of the range after each decision (percent), ``scheduled`` 1 for a scheduled meeting and
    0 otherwise; all of shape (n,), one entry a decision.
    """
    if not days.shape == upper.shape == scheduled.shape:
        raise DegenerateInputError(f"decisions of shapes {days.shape}, {upper.shape} and {scheduled.shape}")
    return [at for at in cuts(upper, start, end) if scheduled[at] == 0]
