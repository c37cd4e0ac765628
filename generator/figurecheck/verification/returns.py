"""Second route to the return over a window: two prices, and the dividends between them one after the other."""

import pandas as pd

from figurecheck.claims.settings import HighToLow, Price, Settings
from figurecheck.errors import MissingDataError
from figurecheck.verification.data import Data
from figurecheck.verification.figures import Figure
from figurecheck.verification.windows import ends, moved


def window_return(settings: Settings, data: Data) -> Figure:
    """Last price over first price, less one; with dividends reinvested or between intraday extremes where asked."""
    name = settings.series
    if name is None:
        raise MissingDataError("a return needs a series")
    table, close = data.table(name), data.main(name)
    if settings.price is Price.INTRADAY:
        first, last = ends(settings.window, data, data.series[name], table["low"], table["high"])
        falls = isinstance(settings.window, HighToLow)
        prices = (table["high"][first], table["low"][last]) if falls else (table["low"][first], table["high"][last])
        return Figure(float(prices[1] / prices[0] - 1))
    fixed = ends(settings.window, data, data.series[name], close, close)
    first, last = moved(fixed, settings.shift, close.index, data.series[name])
    growth = _reinvested(table, first, last) if settings.price is Price.TOTAL_RETURN else 1.0
    return Figure(float(close[last] / close[first] * growth - 1))


def _reinvested(table: pd.DataFrame, first: pd.Timestamp, last: pd.Timestamp) -> float:
    """What one share has grown to: on each ex-day the dividend buys shares at the close before, less the dividend."""
    shares, before = 1.0, float(table["close"][first])
    for _, row in table.loc[first:last].iloc[1:].iterrows():
        if row["dividend"] > 0:
            shares *= before / (before - row["dividend"])
        before = float(row["close"])
    return shares
