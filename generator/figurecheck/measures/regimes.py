"""Volatile regimes that could be known the day before, each a boolean for every day asked."""

import numpy as np
import pandas as pd

from figurecheck.errors import InsufficientDataError, WindowError
from figurecheck.measures.checks import probability
from figurecheck.measures.daily import daily
from figurecheck.measures.episodes import drawdown_path
from figurecheck.measures.volatility import rolling_volatility

_YEAR_OF_SESSIONS = 252


def expanding_percentile_regime(
    level: pd.Series,
    days: pd.DatetimeIndex,
    percentile: float = 0.80,
    minimum_history: int = _YEAR_OF_SESSIONS,
    maximum_age: int = 7,
) -> pd.Series:
    """Whether ``level`` of the day before stood above its percentile of all days until then; bool, index ``days``.

    ``level`` has one row a day (VIXCLS since 1990, a realised volatility). Both the level and the percentile
    (linear interpolation) are those of the last observation strictly before each day, so a regime never knows its
    own day. Raises WindowError when that observation is more than ``maximum_age`` calendar days old,
    InsufficientDataError when it has fewer than ``minimum_history`` observations up to itself.
    """
    checked = daily(level, "regime level", minimum_history)
    threshold = checked.expanding(minimum_history).quantile(probability(percentile, "percentile"))
    return _lagged(checked.gt(threshold).where(threshold.notna()), days, maximum_age)


def drawdown_regime(
    prices: pd.Series, days: pd.DatetimeIndex, threshold: float = 0.20, maximum_age: int = 7
) -> pd.Series:
    """Whether the close of the day before stood more than ``threshold`` below its running peak; bool, index ``days``.

    ``prices`` has one row a day from the start of the asset's history, because the peak is that of all rows given.
    Raises WindowError when the last close before a day is more than ``maximum_age`` calendar days old.
    """
    fallen = drawdown_path(prices) < -probability(threshold, "threshold")
    return _lagged(fallen.astype(np.float64), days, maximum_age)


def realised_volatility_regime(
    returns: pd.Series,
    days: pd.DatetimeIndex,
    window: int = 30,
    percentile: float = 0.80,
    minimum_history: int = _YEAR_OF_SESSIONS,
    maximum_age: int = 7,
) -> pd.Series:
    """The regime of :func:`expanding_percentile_regime` for the volatility of the last ``window`` returns.

    ``returns`` has one row a day, as fractions; the first ``window - 1`` rows have no volatility yet.
    """
    volatility = rolling_volatility(returns, window)
    return expanding_percentile_regime(volatility, days, percentile, minimum_history, maximum_age)


def _lagged(state: pd.Series, days: pd.DatetimeIndex, maximum_age: int) -> pd.Series:
    """The last state strictly before each of ``days``; NaN in ``state`` means too little history."""
    known = pd.DatetimeIndex(state.index)
    position = known.searchsorted(days, side="left") - 1
    if len(days) == 0 or position.min() < 0:
        raise WindowError(f"regime: no observation before the first day asked; the first is {known[0]:%Y-%m-%d}")
    age = (days - known[position]).days
    if age.max() > maximum_age:
        late = int(age.argmax())
        raise WindowError(
            f"regime: the last observation before {days[late]:%Y-%m-%d} is of {known[position[late]]:%Y-%m-%d}; "
            f"at most {maximum_age} days are allowed, end the days asked earlier"
        )
    values = state.iloc[position].to_numpy(dtype=np.float64)
    if np.isnan(values).any():
        raise InsufficientDataError(
            f"regime: {int(np.isnan(values).sum())} of {len(days)} days have too little history; start them later"
        )
    return pd.Series(values == 1.0, index=days, name="high")
