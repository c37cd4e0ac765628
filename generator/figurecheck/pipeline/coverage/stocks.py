"""Single stocks against the market in a simulated panel: the limits of their mean ratio of losses, and its value."""

import numpy as np

from figurecheck.measures.state_slopes import Limits
from figurecheck.measures.stock_shortfall import RISK_LEVEL, StockShortfall, stock_shortfall
from figurecheck.measures.tails import expected_shortfall
from figurecheck.pipeline.coverage.model import Ends
from figurecheck.pipeline.coverage.samples import Sample

MARKET, STOCK = 0.01, 0.03
"""Size of a day's move of the market, the first series of the panel, and of each stock, the others."""
FEWEST_RESAMPLES = 100


def resampled_stocks(s: Sample) -> Limits:
    """By blocks of days."""
    return _found(s)


def robust_stocks(s: Sample) -> Limits:
    """By the influence of each day; what is drawn beside it is not looked at."""
    found = _found(s)
    return Ends(found.robust_lower, found.robust_upper)


def stocks_value(s: Sample) -> float:
    """The mean ratio without its intervals."""
    market, *stocks = (expected_shortfall(series, RISK_LEVEL) for series in s.returns.T)
    return float(np.mean(stocks)) / market * STOCK / MARKET


def _found(s: Sample) -> StockShortfall:
    panel = s.panel
    market, stocks = MARKET * panel.iloc[:, 0], STOCK * panel.iloc[:, 1:]
    return stock_shortfall(stocks, market, s.seed, max(s.resamples, FEWEST_RESAMPLES))
