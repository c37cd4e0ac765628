"""Which days lie in a volatile regime, by what was known when each return began: history kept in a sorted list."""

from bisect import insort
from math import floor
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from figurecheck.claims.statistics import LevelRegime, SinceRegime
from figurecheck.errors import InsufficientDataError
from figurecheck.verification.data import Data

YEAR = 252
OLDEST = 7


def in_regime(regime: Any, shared: pd.DatetimeIndex, data: Data) -> npt.NDArray[np.bool_]:
    """Whether each return between neighbours of the ``shared`` days lies in the regime, shape (days - 1,)."""
    if isinstance(regime, SinceRegime):
        return np.array([day >= pd.Timestamp(regime.day) for day in shared[1:]])
    if not isinstance(regime, LevelRegime):
        raise InsufficientDataError("the second route knows regimes of a level or since a day only")
    high = _above_its_past(data.main(regime.series).dropna(), regime.percentile)
    return np.array([_known(high, began) for began in shared[:-1]])


def _above_its_past(level: pd.Series, percentile: float) -> pd.Series:
    """Whether each value lies above the percentile of all values up to itself, from the 252nd on."""
    past: list[float] = []
    state = {}
    for day, value in level.items():
        insort(past, float(value))
        place = percentile * (len(past) - 1)
        below = floor(place)
        above = min(below + 1, len(past) - 1)
        threshold = past[below] + (place - below) * (past[above] - past[below])
        if len(past) >= YEAR:
            state[day] = value > threshold
    return pd.Series(state)


def _known(state: pd.Series, began: pd.Timestamp) -> bool:
    """The last state at or before the day on which a return began."""
    at = int(state.index.searchsorted(began, side="right")) - 1
    if at < 0 or (began - state.index[at]).days >= OLDEST:
        raise InsufficientDataError(f"no state of the regime is known close enough before {began:%Y-%m-%d}")
    return bool(state.iloc[at])
