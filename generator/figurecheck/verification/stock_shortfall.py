"""Second route to the losses of single stocks: sorted tables, a loop over stocks, rows drawn, numerical gradients."""

from math import ceil

import numpy as np
import pandas as pd

from figurecheck.claims.settings import Price, Settings
from figurecheck.verification.basket import reinvested
from figurecheck.verification.data import Data
from figurecheck.verification.figures import Figure
from figurecheck.verification.long_run import Array, around_ratio, influence
from figurecheck.verification.pairs import path
from figurecheck.verification.resampling import block_length, middle, resampled

TAIL = 0.05


def stock_shortfall_ratio(settings: Settings, data: Data) -> Figure:
    """Mean over the members of a basket of their shortfall over that of the market, each on its own days."""
    table = _returns(settings, data).to_numpy()
    moves = _influence(table)
    return Figure(
        _mean_ratio(table),
        around_ratio(_mean_ratio(table), moves),
        middle(resampled(table, _mean_ratio, block_length(moves))),
    )


def _returns(settings: Settings, data: Data) -> pd.DataFrame:
    """The market in the first column, a stock in each other one; empty before a stock was listed."""
    inside, market = path(settings.series, settings, data).index, path(settings.against, settings, data)
    market = market[(market.index >= inside[0]) & (market.index <= inside[-1])]
    prices = {"market": market}
    for name in data.members[settings.series or ""]:
        table = data.table(name)
        prices[name] = reinvested(table) if settings.price is Price.TOTAL_RETURN else table["close"]
    changes: pd.DataFrame = pd.DataFrame(prices).loc[market.index].pct_change(fill_method=None)
    return changes.iloc[1:]


def _mean_ratio(table: Array) -> float:
    every_day, ratios = _shortfall(table[:, 0]), []
    for stock in table[:, 1:].T:
        own = np.isfinite(stock)
        ratios.append(_shortfall(stock[own]) / (every_day if own.all() else _shortfall(table[own, 0])))
    return float(np.mean(ratios))


def _shortfall(returns: Array) -> float:
    days = TAIL * returns.size
    whole = int(days + 1e-9)
    worst = np.partition(returns, whole)
    return -float(worst[:whole].sum() + (days - whole) * worst[whole]) / days


def _influence(table: Array) -> Array:
    """Each shortfall is q + mean(loss beyond q) / 5 %, a function of column means; q may be held (see ``hedging``)."""
    columns, points = [], []
    for stock in table[:, 1:].T:
        own = np.isfinite(stock)
        columns.append(own.astype(np.float64))
        for returns in (np.where(own, stock, np.nan), np.where(own, table[:, 0], np.nan)):
            worst = np.sort(returns[own])
            points.append(-float(worst[ceil(round(TAIL * worst.size, 9)) - 1]))
            columns.append(np.where(own, np.maximum(-np.nan_to_num(returns) - points[-1], 0.0), 0.0))

    def statistic(means: Array) -> float:
        ratios = []
        for at in range(len(points) // 2):
            share, deep, base = means[3 * at : 3 * at + 3]
            ratios.append((points[2 * at] + deep / share / TAIL) / (points[2 * at + 1] + base / share / TAIL))
        return float(np.mean(ratios))

    return influence(np.column_stack(columns), statistic)
