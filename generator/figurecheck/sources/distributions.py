"""Distributions as a provider lists them, held against those that its adjusted closes imply."""

import numpy as np
import pandas as pd

from figurecheck.errors import RefusedDataError
from figurecheck.series.model import Series
from figurecheck.sources.dividends import Floats, Prices, derive_dividends

TOLERANCE = 0.002
"""US dollars a share between a listed distribution and the one implied: both are rounded to a tenth of a cent."""
RELATIVE = 2e-6
"""The same as a share of the price: prices and adjusted closes come in single precision."""


def distributions(series: Series, table: pd.DataFrame) -> Floats:
    """The distribution on each day of ``table`` (``Close``, ``Adj Close``, ``Dividends``, perhaps ``Capital Gains``).

    Capital gains count where the adjusted closes say that they come on top of the dividends; some providers list
    them within. The first day and days without a close have what is listed. Raises RefusedDataError, naming the day,
    where the list and the adjusted closes disagree.
    """
    listed = table["Dividends"].to_numpy(dtype=np.float64)
    gains = table["Capital Gains"].to_numpy(dtype=np.float64) if "Capital Gains" in table else np.zeros_like(listed)
    close, adjusted = table["Close"].to_numpy(dtype=np.float64), table["Adj Close"].to_numpy(dtype=np.float64)
    usable = np.flatnonzero(np.isfinite(close) & np.isfinite(adjusted) & (close > 0) & (adjusted > 0))
    found = listed.copy()
    if len(usable) < 2:
        return found
    days = pd.DatetimeIndex(pd.to_datetime([at.date() for at in table.index[usable]]))
    single = np.zeros(len(usable))
    implied = derive_dividends(Prices(days, close[usable], adjusted[usable], single, single), series.id)
    for where, row in enumerate(usable.tolist()[1:], start=1):
        found[row] = _agreed(series, days[where], implied[where], listed[row], gains[row], close[usable[where - 1]])
    return found


def _agreed(series: Series, day: pd.Timestamp, implied: float, listed: float, gains: float, before: float) -> float:
    slack = TOLERANCE + RELATIVE * before
    for candidate in (listed, listed + gains):
        if abs(candidate - implied) <= slack:
            return candidate
    raise RefusedDataError(
        f"{series.id} on {day.date()}: the provider lists a distribution of {listed + gains:.3f}, its adjusted closes "
        f"imply {implied:.3f}. Nothing was written; the stored file, if any, stays."
    )
