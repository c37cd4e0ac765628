"""Every window of a period at once: the return between each pair of its days, and the nearest to one of them."""

from datetime import date

import numpy as np
from numpy.typing import NDArray

from figurecheck.errors import DegenerateInputError, InsufficientDataError
from figurecheck.measures.windows import Days, Values

Cells = NDArray[np.bool_]
"""One answer a window, shape (n, n): row = first day, column = last day."""

Shifts = NDArray[np.int64]
"""Calendar days, shape (n, n)."""


def window_returns(closes: Values) -> Values:
    """``closes[j] / closes[i] - 1`` for every first day i and later last day j, a fraction; shape (n, n).

    ``closes`` has shape (n,), oldest first, in one unit. Cells on and below the diagonal are NaN: a window ends after
    it begins. Raises InsufficientDataError for fewer than two closes, DegenerateInputError for one that is missing,
    infinite or not above zero.
    """
    if closes.size < 2:
        raise InsufficientDataError(f"every window of a period with {closes.size} close(s) was asked for; 2 are needed")
    if not bool((np.isfinite(closes) & (closes > 0)).all()):
        raise DegenerateInputError("every window of a period was asked for; a close of it is missing or not above zero")
    returns = closes[None, :] / closes[:, None] - 1
    return np.where(np.triu(np.ones_like(returns, dtype=bool), k=1), returns, np.nan)


def within(returns: Values, low: float | None, high: float | None, *, low_included: bool, high_included: bool) -> Cells:
    """Which windows lie between two bounds (None: no bound), each included or not; False where there is no window."""
    inside = np.isfinite(returns)
    if low is not None:
        inside &= returns >= low if low_included else returns > low
    if high is not None:
        inside &= returns <= high if high_included else returns < high
    return inside


def shifts(days: Days, start: date, end: date) -> Shifts:
    """How far each window is from the one of ``start`` to ``end``: days that its two ends have moved, added."""
    first, last = (np.abs((days - np.datetime64(day, "D")).astype(np.int64)) for day in (start, end))
    return np.asarray(first[:, None] + last[None, :], dtype=np.int64)


def gaps(returns: Values, low: float | None, high: float | None) -> Values:
    """How far each return lies outside of two bounds (None: no bound), a fraction; 0 inside, NaN without a window."""
    below = np.zeros_like(returns) if low is None else np.maximum(low - returns, 0)
    above = np.zeros_like(returns) if high is None else np.maximum(returns - high, 0)
    return np.where(np.isfinite(returns), below + above, np.nan)


def first_of(chosen: Cells, *orders: NDArray[np.generic]) -> tuple[int, int]:
    """Row and column of the chosen window that is smallest in the first of ``orders``, ties by the next ones.

    ``chosen`` and the orders have shape (n, n). What still ties goes to the earliest first day, then the earliest last
    day. Raises InsufficientDataError where no window is chosen.
    """
    rows, columns = np.nonzero(chosen)
    if not rows.size:
        raise InsufficientDataError("the first of some windows was asked for; none is among them")
    keys = [order[rows, columns] for order in orders]
    at = np.lexsort([columns, rows, *reversed(keys)])[0]
    return int(rows[at]), int(columns[at])
