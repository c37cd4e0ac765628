"""What a chart of a moving link draws: correlations and the share of one factor through time, from observations."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

import numpy as np
import pandas as pd

from figurecheck.charts.days import as_moment
from figurecheck.errors import DegenerateInputError
from figurecheck.measures.alignment import aligned_returns
from figurecheck.measures.volatility import RISKMETRICS

YEAR = 250
"""Returns in a rolling window: about a year of sessions."""
DECAY = RISKMETRICS
_SETTLED = 60


@dataclass(frozen=True, eq=False)
class Observations:
    """One series as a chart needs it: its values (sorted DatetimeIndex), a price or a level, its hours."""

    observed: pd.Series
    price: bool
    around_the_clock: bool


@dataclass(frozen=True, eq=False)
class CorrelationPaths:
    """One correlation in three ways, each a series over days.

    ``rolling`` over the last 250 returns, ``weighted`` with weights that fade by ``DECAY`` a day (its first 60 days,
    which rest on next to nothing, left out), ``dynamic`` by DCC(1,1), Engle (2002), fitted on all days; None where that
    is not wanted, or the volatility of a series follows no GARCH(1,1) that can be fitted.
    """

    rolling: pd.Series
    weighted: pd.Series
    dynamic: pd.Series | None


def correlation_paths(
    pair: tuple[Observations, Observations], start: date, end: date, *, dynamic: bool = True
) -> CorrelationPaths:
    """The moving correlation of two series from ``start`` to ``end``; raises MeasureError where it cannot be had."""
    from figurecheck.measures.dynamics import ewma_correlation_path, rolling_correlation

    moves = _moves({"x": pair[0], "y": pair[1]}, start, end)
    x, y = moves["x"], moves["y"]
    return CorrelationPaths(
        rolling=rolling_correlation(x, y, YEAR),
        weighted=ewma_correlation_path(x, y, DECAY).iloc[_SETTLED:],
        dynamic=_dynamic(moves) if dynamic else None,
    )


def _dynamic(moves: pd.DataFrame) -> pd.Series | None:
    from figurecheck.measures.dynamics import dynamic_conditional_correlation

    try:
        found = dynamic_conditional_correlation(moves["x"].to_numpy(), moves["y"].to_numpy())
    except DegenerateInputError:
        return None
    return pd.Series(found.correlation, index=moves.index)


def share_path(panel: Mapping[str, Observations], start: date, end: date) -> pd.Series:
    """The share of the first principal component over the last 250 returns; raises MeasureError likewise."""
    from figurecheck.measures.principal_component import rolling_first_share

    return rolling_first_share(_moves(panel, start, end), YEAR)


def _moves(series: Mapping[str, Observations], start: date, end: date) -> pd.DataFrame:
    """Simple returns of prices and differences of levels between days on which all have a value."""
    frame = pd.DataFrame({name: each.observed for name, each in series.items()}).loc[as_moment(start) : as_moment(end)]
    prices = [name for name, each in series.items() if each.price]
    frame = frame.astype(np.float64)
    frame[prices] = np.log(frame[prices])
    clock: Literal["24/7", "XNYS"] = "24/7" if all(each.around_the_clock for each in series.values()) else "XNYS"
    moves = aligned_returns(frame, calendar=clock, change="difference").returns
    return moves.assign(**{name: np.expm1(moves[name]) for name in prices})
