"""Where a window begins and ends among the days on which there are observations."""

from datetime import date

import numpy as np
from numpy.typing import NDArray

from figurecheck.errors import WindowError

Days = NDArray[np.datetime64]
"""Observation days, shape (n,), datetime64[D], strictly increasing."""

Values = NDArray[np.float64]
"""Observations, shape (n,), in the unit of their series."""


def last_at_or_before(days: Days, day: date, max_gap_days: int) -> int:
    """Position of the last observation at or before ``day``.

    Raises WindowError when there is none, or when it lies more than ``max_gap_days`` days back: the observations then
    do not reach that day, and an old one must not stand for it.
    """
    at = int(np.searchsorted(days, np.datetime64(day, "D"), side="right")) - 1
    if at < 0:
        raise WindowError(
            f"asked for the observation of {day}; the first one is of {days[0]}"
            if days.size
            else f"asked for the observation of {day}; there are none"
        )
    if int((np.datetime64(day, "D") - days[at]).astype(int)) > max_gap_days:
        raise WindowError(f"asked for the observation of {day}; the last one before it is of {days[at]}")
    return at


def first_at_or_after(days: Days, day: date, max_gap_days: int) -> int:
    """Position of the first observation at or after ``day``; raises WindowError like ``last_at_or_before``."""
    at = int(np.searchsorted(days, np.datetime64(day, "D"), side="left"))
    if at == days.size:
        raise WindowError(f"asked for an observation from {day} on; {_end(days)}")
    if int((days[at] - np.datetime64(day, "D")).astype(int)) > max_gap_days:
        raise WindowError(f"asked for the observation of {day}; the first one after it is of {days[at]}")
    return at


def _end(days: Days) -> str:
    return f"the last one is of {days[-1]}" if days.size else "there are none"


def ordered(start: int, end: int, days: Days) -> tuple[int, int]:
    """The two positions, after checking that the window has a beginning and a later end."""
    if end <= start:
        raise WindowError(f"a window from {days[start]} to {days[end]} ends before it starts")
    return start, end


def largest_rise(low: Values, high: Values) -> tuple[int, int]:
    """Positions (i, j), i < j, of the largest ``high[j] / low[i] - 1``; hindsight.

    Shapes (n,), (n,). Raises WindowError for fewer than two observations and for a gap (NaN), an infinity
    or a price that is not above zero in either.
    """
    _complete(low, high)
    before = np.minimum.accumulate(low)[:-1]
    end = 1 + int(np.argmax(high[1:] / before))
    return int(np.argmin(low[:end])), end


def largest_fall(high: Values, low: Values) -> tuple[int, int]:
    """Positions (i, j), i < j, of the smallest ``low[j] / high[i] - 1``; hindsight. As ``largest_rise``."""
    _complete(high, low)
    before = np.maximum.accumulate(high)[:-1]
    end = 1 + int(np.argmin(low[1:] / before))
    return int(np.argmax(high[:end])), end


def _complete(first: Values, second: Values) -> None:
    if first.size < 2:
        raise WindowError(f"asked for an extreme inside a window; found {first.size} observation(s), 2 are needed")
    bad = sum(int(np.count_nonzero(~(np.isfinite(prices) & (prices > 0)))) for prices in (first, second))
    if bad:
        raise WindowError(
            f"asked for an extreme inside a window; {bad} of its prices are missing, infinite or not above zero"
        )
