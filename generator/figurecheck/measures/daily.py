"""What every measure on dated observations asks of them: days in order, finite values, positive prices."""

import pandas as pd

from figurecheck.errors import DegenerateInputError
from figurecheck.measures.checks import observations


def daily(series: pd.Series, name: str, minimum: int = 1) -> pd.Series:
    """Return ``series`` as float64 on strictly increasing days, at least ``minimum`` of them, all finite.

    Raises DegenerateInputError for another index, repeated or unsorted days, NaN or infinity;
    InsufficientDataError for too few.
    """
    if not isinstance(series.index, pd.DatetimeIndex):
        raise DegenerateInputError(f"{name}: found an index of {type(series.index).__name__}; index the series by day")
    if not (series.index.is_monotonic_increasing and series.index.is_unique):
        raise DegenerateInputError(f"{name}: found repeated or unsorted days; sort them and keep one row a day")
    values = observations(series.to_numpy(), name, minimum)
    return pd.Series(values, index=series.index, name=series.name)


def daily_prices(prices: pd.Series, minimum: int = 1) -> pd.Series:
    """Return ``daily(prices, "prices", minimum)``; raises DegenerateInputError unless all are positive."""
    checked = daily(prices, "prices", minimum)
    lowest = checked.min()
    if lowest <= 0.0:
        raise DegenerateInputError(f"prices: found {lowest:g}; prices are positive, correct the series first")
    return checked
