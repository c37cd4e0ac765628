"""Bars with a true spread and a price grid in a simulated history: limits and value of the ratio of two spreads."""

from collections.abc import Callable

import numpy as np

from figurecheck.measures.liquidity import Bars, daily_bars, liquidity_ratio
from figurecheck.pipeline.coverage.designs import Floats
from figurecheck.pipeline.coverage.model import Limits
from figurecheck.pipeline.coverage.samples import Sample

TRADES = 20
"""Trades of a day; the last is its close."""
SMALL, LARGE = (0.02, 0.012, 0.008), (0.01, 0.003, 0.002)
"""Size of a day's move, spread and step of the price grid of the two assets, as shares of the price."""
Measure = Callable[[Bars], float]


def ratio_limits(measure: Measure, s: Sample) -> Limits:
    """Of the first asset's spread over the second's, by blocks of whole bars."""
    return liquidity_ratio(*traded_bars(s), measure, s.seed, s.resamples)


def ratio_value(measure: Measure, s: Sample) -> float:
    """The same ratio without its interval."""
    first, second = (measure(bars) for bars in traded_bars(s))
    return first / second


def traded_bars(s: Sample) -> tuple[Bars, Bars]:
    """An asset with a wide spread and one with a narrow one; both trade at bid or ask, on a grid of prices."""
    random = np.random.Generator(np.random.PCG64([s.seed, 2]))
    small, large = s.pair
    return _bars(small, SMALL, random), _bars(large, LARGE, random)


def _bars(returns: Floats, sizes: tuple[float, float, float], random: np.random.Generator) -> Bars:
    scale, spread, step = sizes
    before = np.concatenate([[0.0], np.cumsum(scale * returns)[:-1]])
    value = before[:, None] + _path(scale * returns, random)
    side = random.choice([-0.5, 0.5], size=value.shape)
    trades = 100.0 * np.exp(step * np.round((value + spread * side) / step))
    return daily_bars(trades[:, 0], trades.max(axis=1), trades.min(axis=1), trades[:, -1], np.full(len(trades), 1e5))


def _path(moves: Floats, random: np.random.Generator) -> Floats:
    """The value of each trade of a day above the close before, shape (n, TRADES): a bridge to the move of the day."""
    steps = random.standard_normal((moves.size, TRADES)) * (np.abs(moves).mean() / np.sqrt(TRADES))
    walk = np.cumsum(steps, axis=1)
    time = np.arange(1, TRADES + 1) / TRADES
    path: Floats = walk + time * (moves - walk[:, -1])[:, None]
    return path
