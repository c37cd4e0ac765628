"""Bars with a known spread in a simulated history, and the limits of the ratio of two spreads."""

from dataclasses import dataclass

import numpy as np

from figurecheck.measures.daily_illiquidity import daily_illiquidity
from figurecheck.measures.liquidity import Bars, daily_bars, efficient_spread, fong_holden_trzcinka, liquidity_ratio
from figurecheck.measures.ratio_of_means import resampled_ratio_of_means
from figurecheck.measures.state_slopes import Limits
from figurecheck.measures.volatility import ewma_variance
from figurecheck.pipeline.coverage.designs import Floats
from figurecheck.pipeline.coverage.samples import Sample
from figurecheck.pipeline.evaluators.liquidity import SHORTEST_BLOCK

TRADES = 20
"""Trades of a day; the last is its close."""
VOLUME = 1e5


@dataclass(frozen=True)
class Traded:
    """How large the moves of a day are and how wide the spread is, as shares of the price."""

    move: float
    spread: float


WIDE = (Traded(0.02, 0.012), Traded(0.01, 0.003))
"""Spreads of more than a quarter of the moves of a day: of shares that seldom trade."""
NARROW = (Traded(0.015, 0.001), Traded(0.01, 0.0002))
"""Spreads of a few hundredths of the moves of a day: of funds."""
MIXED = (WIDE[0], NARROW[1])
"""A share that seldom trades and a fund."""
Two = tuple[Traded, Traded]


def true_ratio(of: Two) -> float:
    """The spread of the first asset over that of the second."""
    return of[0].spread / of[1].spread


def efficient_ratio(of: Two, s: Sample) -> Limits:
    """By EDGE, from bars of trades at bid or ask."""
    first, second = _bars_at_bid_or_ask(of, s)
    return liquidity_ratio(first, second, efficient_spread, s.seed, s.resamples)


def still_ratio(of: Two, s: Sample) -> Limits:
    """By FHT, from closes that stand still where nobody gains by trading."""
    first, second = _still_bars(of, s)
    return liquidity_ratio(first, second, fong_holden_trzcinka, s.seed, s.resamples)


def days_of_spreads(estimator: str, of: Two, s: Sample) -> tuple[Floats, Floats]:
    """Daily values of an estimator that reads highs and lows, from bars of trades at bid or ask."""
    first, second = _bars_at_bid_or_ask(of, s)
    return daily_illiquidity(first, estimator), daily_illiquidity(second, estimator)


def still_days(of: Two, s: Sample) -> tuple[Floats, Floats]:
    """1 on the days on which each price stands still, else 0."""
    first, second = _still_bars(of, s)
    return daily_illiquidity(first, "zero_returns"), daily_illiquidity(second, "zero_returns")


def ratio_of_means(days: tuple[Floats, Floats]) -> float:
    """The mean of the first over that of the second."""
    first, second = days
    return float(first.mean() / second.mean())


def resampled_days(days: tuple[Floats, Floats], s: Sample) -> Limits:
    """Limits of the ratio of two means by blocks of days, none shorter than a claim would take."""
    return resampled_ratio_of_means(*days, s.seed, s.resamples, shortest_block=SHORTEST_BLOCK)


def _bars_at_bid_or_ask(of: Two, s: Sample) -> tuple[Bars, Bars]:
    random = np.random.Generator(np.random.PCG64([s.seed, 2]))
    first, second = (_at_bid_or_ask(returns, each, random) for returns, each in zip(s.pair, of, strict=True))
    return first, second


def _still_bars(of: Two, s: Sample) -> tuple[Bars, Bars]:
    first, second = (_beyond_costs(returns, each) for returns, each in zip(s.pair, of, strict=True))
    return first, second


def _at_bid_or_ask(returns: Floats, of: Traded, random: np.random.Generator) -> Bars:
    """The value walks to the move of the day; each trade lies half a spread above or below it, by chance."""
    moves = of.move * returns
    before = np.concatenate([[0.0], np.cumsum(moves)[:-1]])
    value = before[:, None] + _path(moves, random)
    trades = 100.0 * np.exp(value + of.spread * random.choice([-0.5, 0.5], size=value.shape))
    return daily_bars(trades[:, 0], trades.max(axis=1), trades.min(axis=1), trades[:, -1], np.full(len(trades), VOLUME))


def _path(moves: Floats, random: np.random.Generator) -> Floats:
    """The value at each trade above that of the close before, shape (n, TRADES): a bridge to the move of the day.

    The steps of the walk are as large as the moves of late, and so as the moves on average: moves inside a day then do
    not tell of each other, the spread alone turns prices back, and a wild time is wild inside its days too.
    """
    of_late = np.concatenate([np.square(moves[:1]), ewma_variance(moves)[:-1]])
    steps = np.sqrt(of_late / TRADES)
    walk = np.cumsum(random.standard_normal((moves.size, TRADES)) * steps[:, None], axis=1)
    share = np.arange(1, TRADES + 1) / TRADES
    path: Floats = walk + share * (moves - walk[:, -1])[:, None]
    return path


def _beyond_costs(returns: Floats, of: Traded) -> Bars:
    """A price moves only by what exceeds half of the spread (Lesmond, Ogden and Trzcinka 1999), as FHT assumes."""
    moves = of.move * returns
    seen = np.sign(moves) * np.maximum(np.abs(moves) - of.spread / 2.0, 0.0)
    close = 100.0 * np.exp(np.cumsum(seen))
    return daily_bars(close, close, close, close, np.full(close.size, VOLUME))
