"""Distributions, derived from closes and the vendor's adjusted closes.

A vendor that adjusts for distributions (CRSP's method) multiplies all closes before an ex-day t by
``1 - D_t / close_{t-1}``. With the factor ``f = adj_close / close`` the distribution comes back as
``D_t = close_{t-1} (1 - f_{t-1} / f_t)``.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from figurecheck.errors import RefusedDataError

STEP = 0.001
"""Distributions are stated to a tenth of a cent."""
FLOAT_NOISE = 2e-6
"""Relative jitter that a vendor's single-precision prices leave in a factor, with a margin of ten."""

Floats = npt.NDArray[np.float64]


WINDOW = 4
"""Rows looked at for the number of decimals: a row of its own may end in zeros that were not written."""


@dataclass(frozen=True)
class Prices:
    """Closes and adjusted closes, shape (n,), with half a unit of the last place in which each was written."""

    days: pd.DatetimeIndex
    close: Floats
    adjusted: Floats
    close_half_unit: Floats
    adjusted_half_unit: Floats


def half_units(written: Iterable[str]) -> Floats:
    """Half a unit of the last decimal in which each number of a column is written, shape (n,).

    A row has the decimals of the finest of the rows up to it or of the rows from it on, whichever is coarser: so a
    dropped zero does not count, and where a column goes on in fewer decimals the finer part does not lend its own.
    """
    decimals = pd.Series([len(text.partition(".")[2]) for text in written], dtype=np.float64)
    before = decimals.rolling(WINDOW, min_periods=1).max()
    after = decimals[::-1].rolling(WINDOW, min_periods=1).max()[::-1]
    return np.asarray(0.5 * 10.0 ** -np.minimum(before, after), dtype=np.float64)


def derive_dividends(prices: Prices, identifier: str) -> Floats:
    """The distribution on each day, shape (n,), rounded to 0.001; 0 on the first day and on ordinary days.

    A value below what the writing of the two prices can resolve is no distribution. Raises RefusedDataError, naming
    the day, for a negative distribution, and where the adjusted closes do not come back from closes and rounded
    distributions within the bound that their rounding implies.
    """
    factor = prices.adjusted / prices.close
    noise = _noise(prices)
    raw = np.zeros_like(factor)
    raw[1:] = prices.close[:-1] * (1 - factor[:-1] / factor[1:])
    resolved = np.abs(raw) > np.maximum(STEP / 2, noise)
    dividends: Floats = np.where(resolved, np.round(raw, 3), 0.0)
    _refuse_negative(prices, dividends, identifier)
    _refuse_mismatch(prices, factor, dividends, noise, identifier)
    return dividends


def adjustment_factors(close: Floats, dividends: Floats) -> Floats:
    """What adjusted closes are of closes, 1 on the last day: the product over later days of 1 - D / close before."""
    steps = np.ones_like(close)
    steps[:-1] = 1 - dividends[1:] / close[:-1]
    return np.asarray(np.cumprod(steps[::-1])[::-1], dtype=np.float64)


def _relative_noise(prices: Prices) -> Floats:
    cents = prices.close_half_unit >= STEP  # a price in whole cents is exact, not rounded
    close = np.where(cents, 0.0, prices.close_half_unit)
    unadjusted = prices.adjusted == prices.close  # after the last distribution the two are one number
    adjusted = np.where(unadjusted, close, prices.adjusted_half_unit)
    return close / prices.close + adjusted / prices.adjusted


def _noise(prices: Prices) -> Floats:
    relative = _relative_noise(prices)
    noise = np.zeros_like(relative)
    noise[1:] = prices.close[:-1] * (relative[1:] + relative[:-1])
    return noise


def _refuse_negative(prices: Prices, dividends: Floats, identifier: str) -> None:
    if (dividends < 0).any():
        where = int(np.argmax(dividends < 0))
        raise RefusedDataError(
            f"{identifier} on {prices.days[where].date()}: close and adj_close imply a distribution of "
            f"{dividends[where]:.3f}; a distribution cannot be negative. Compare the two columns with another copy."
        )


def _refuse_mismatch(prices: Prices, factor: Floats, dividends: Floats, noise: Floats, identifier: str) -> None:
    rebuilt = adjustment_factors(prices.close, dividends)
    error = np.abs(rebuilt / (factor / factor[-1]) - 1)
    rounding = np.zeros_like(factor)
    rounding[:-1] = np.where(dividends[1:] > 0, STEP / 2 + noise[1:], 0.0) / prices.close[:-1]
    relative = _relative_noise(prices)
    bound = np.cumsum(rounding[::-1])[::-1] + relative + relative[-1] + FLOAT_NOISE
    if (error > bound).any():
        where = len(error) - 1 - int(np.argmax((error > bound)[::-1]))
        raise RefusedDataError(
            f"{identifier} on {prices.days[where].date()}: adj_close does not come back from close and the derived "
            f"distributions (off by {error[where]:.2e}, rounding allows {bound[where]:.2e}). "
            "Compare the two columns with another copy."
        )
