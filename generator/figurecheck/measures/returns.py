"""Returns over a window, on prices and with dividends reinvested."""

import numpy as np

from figurecheck.errors import DegenerateInputError, InsufficientDataError
from figurecheck.measures.windows import Values


def window_return(start: float, end: float) -> float:
    """Simple return ``end / start - 1``, a fraction; both prices in the same unit and above zero.

    Raises DegenerateInputError for a price that is missing (NaN), infinite, zero or negative.
    """
    if not (np.isfinite(start) and np.isfinite(end) and start > 0 and end > 0):
        raise DegenerateInputError(f"a return needs two prices above zero; found {start} and {end}")
    return float(end / start - 1)


def total_return_index(close: Values, dividend: Values) -> Values:
    """Prices with every cash dividend reinvested, shape (n,), on the scale of the last close.

    ``close`` and ``dividend`` have shape (n,); a dividend stands on its ex-day, 0 or NaN where there is none. The
    price before an ex-day is multiplied by ``1 - dividend / close of the session before``, the rule of the Center for
    Research in Security Prices and of adjusted closes as vendors publish them, so that the ratio of two values is the
    total return between them. A missing close stays missing. Raises DegenerateInputError for shapes that differ, a
    close that is infinite or not above zero, and a dividend that is negative or not below the price before it,
    InsufficientDataError for no close.
    """
    factor = _factors(close, dividend)
    return np.asarray(close * np.cumprod(factor[::-1])[::-1], dtype=np.float64)


def reinvested(close: Values, dividend: Values) -> Values:
    """The same index on the scale of the first close, shape (n,): no value depends on a dividend of a later day.

    Takes and raises what ``total_return_index`` does; the ratios of the two are the same but for rounding. An index
    that is cut to what was known on a day must be this one, for a later dividend rescales all of the other.
    """
    factor = _factors(close, dividend)
    before = np.concatenate(([1.0], factor[:-1]))
    return np.asarray(close / np.cumprod(before), dtype=np.float64)


def _factors(close: Values, dividend: Values) -> Values:
    """What the price of each day is multiplied by for the dividend of the next, shape (n,), 1 for the last."""
    if close.shape != dividend.shape:
        raise DegenerateInputError(f"closes and dividends of shapes {close.shape} and {dividend.shape}")
    if not close.size:
        raise InsufficientDataError("a total return was asked for; there is no close")
    if bool((np.isinf(close) | (close <= 0)).any()):
        raise DegenerateInputError("a total return needs closes above zero; one is infinite or not above it")
    paid = np.nan_to_num(dividend[1:], nan=0.0)
    factor = np.ones_like(close)
    factor[:-1] = np.where(paid == 0, 1.0, 1.0 - paid / close[:-1])
    if not bool(((factor > 0) & (factor <= 1)).all()):
        at = int(np.argmin((factor > 0) & (factor <= 1)))
        raise DegenerateInputError(f"a dividend of {paid[at]} on a price of {close[at]}")
    return factor
