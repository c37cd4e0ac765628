"""Illiquidity and bid-ask spreads from daily bars, and how many times one asset's is another's."""

from collections.abc import Callable
from dataclasses import dataclass
from math import sqrt

import numpy as np
import numpy.typing as npt
from bidask import edge
from scipy.stats import norm

from figurecheck.errors import DegenerateInputError, InsufficientDataError
from figurecheck.measures.checks import Floats, observations, same_length, varying
from figurecheck.measures.ratio_of_means import ResampledRatio
from figurecheck.measures.resampling import (
    influence_block_length,
    percentile_interval,
    stationary_index_chunks,
)

MINIMUM_DAYS = 21
MONTH = 21
_TOLERANCE = 1e-6
_ROOT = 3.0 - 2.0 * sqrt(2.0)


@dataclass(frozen=True, eq=False)
class Bars:
    """Daily open, high, low and close, split-adjusted and positive, with the dollars traded; all of shape (n,).

    Build them with :func:`daily_bars`, which checks them.
    """

    open: Floats
    high: Floats
    low: Floats
    close: Floats
    dollar_volume: Floats

    @property
    def log_returns(self) -> Floats:
        """Close-to-close log returns, shape (n - 1,)."""
        return np.diff(np.log(self.close))


def daily_bars(
    opening: npt.ArrayLike, high: npt.ArrayLike, low: npt.ArrayLike, close: npt.ArrayLike, volume: npt.ArrayLike
) -> Bars:
    """Check and hold daily bars, shape (n,), n >= 21; ``volume`` in shares (dollars traded are close times volume).

    Raises DegenerateInputError for NaN, prices that are not positive, negative volume, or a bar whose open or close
    lies outside its range by more than a millionth.
    """
    prices = [
        observations(values, name, MINIMUM_DAYS)
        for values, name in ((opening, "open"), (high, "high"), (low, "low"), (close, "close"))
    ]
    traded = observations(volume, "volume", MINIMUM_DAYS)
    for column in (*prices[1:], traded):
        same_length(prices[0], column, "bars")
    o, h, lo, c = prices
    if lo.min() <= 0.0 or traded.min() < 0.0:
        raise DegenerateInputError("bars: a price is not positive or a volume negative; correct the series first")
    outside = (np.maximum(o, c) > h * (1.0 + _TOLERANCE)) | (np.minimum(o, c) < lo * (1.0 - _TOLERANCE))
    if outside.any():
        raise DegenerateInputError(
            f"bars: on {int(outside.sum())} of {o.size} days, first on row {int(outside.argmax())}, open or close lies "
            "outside low to high; correct the series first"
        )
    return Bars(o, np.maximum(h, np.maximum(o, c)), np.minimum(lo, np.minimum(o, c)), c, c * traded)


def amihud(bars: Bars) -> float:
    """Return 1e6 times the mean of |simple return| over dollars traded (Amihud 2002), in millionths a dollar.

    As in the source, days without trade have no price impact and are left out; InsufficientDataError when fewer
    than 21 are left, DegenerateInputError when the price never moves.
    """
    returns, dollars = np.diff(bars.close) / bars.close[:-1], bars.dollar_volume[1:]
    traded = dollars > 0.0
    if np.count_nonzero(traded) < MINIMUM_DAYS - 1:
        raise InsufficientDataError(f"Amihud: {np.count_nonzero(traded)} of {dollars.size} days with trade; 20 needed")
    return amihud_of_returns(returns[traded], dollars[traded])


def amihud_of_returns(returns: npt.ArrayLike, dollar_volume: npt.ArrayLike) -> float:
    """Return 1e6 times the mean of |return| / dollars, both of shape (n,), n >= 2; dollars must be positive.

    Raises DegenerateInputError for NaN, a constant return and a day without trade.
    """
    moves, dollars = varying(returns, "returns"), observations(dollar_volume, "dollar volume")
    same_length(moves, dollars, "returns, dollar volume")
    if dollars.min() <= 0.0:
        raise DegenerateInputError("Amihud: found a day without trade; leave out days on which nothing traded")
    return float(1e6 * np.mean(np.abs(moves) / dollars))


def corwin_schultz(bars: Bars) -> float:
    """Return the mean two-day spread of Corwin and Schultz (2012) with each negative one set to 0; 0.01 is 1 %."""
    return float(np.maximum(corwin_schultz_days(bars), 0.0).mean())


def corwin_schultz_raw(bars: Bars) -> float:
    """Return the mean two-day spread of Corwin and Schultz (2012) with negative ones kept."""
    return float(corwin_schultz_days(bars).mean())


def abdi_ranaldo(bars: Bars) -> float:
    """Return the spread of Abdi and Ranaldo (2017) over all days, 0 where their mean square is negative."""
    return sqrt(max(float(abdi_ranaldo_squares(bars).mean()), 0.0))


def abdi_ranaldo_two_day(bars: Bars) -> float:
    """Return the mean of two-day Abdi-Ranaldo (2017) spreads with each negative square set to 0."""
    return float(np.sqrt(np.maximum(abdi_ranaldo_squares(bars), 0.0)).mean())


def roll(bars: Bars) -> float:
    """Return 2 sqrt(-cov(r_t, r_t-1)) of log returns (Roll 1984), 0 where the covariance is positive.

    Raises DegenerateInputError for a price that never moves.
    """
    returns = varying(bars.log_returns, "log returns")
    before, after = returns[:-1], returns[1:]
    covariance = float(np.mean((before - before.mean()) * (after - after.mean())))
    return 2.0 * sqrt(max(-covariance, 0.0))


def zero_return_share(bars: Bars) -> float:
    """Return the share of days whose close equals the close before (Lesmond, Ogden and Trzcinka 1999)."""
    return still_days(bars) / (bars.close.size - 1)


def still_days(bars: Bars) -> int:
    """Return how many closes equal the close before."""
    return int(np.count_nonzero(np.diff(bars.close) == 0.0))


def fong_holden_trzcinka(bars: Bars) -> float:
    """Return the FHT spread 2 sigma Phi^-1((1 + z) / 2), z the share of zero returns (Fong, Holden, Trzcinka 2017).

    0 without a zero return; DegenerateInputError when every return is zero.
    """
    share = zero_return_share(bars)
    if share == 1.0:
        raise DegenerateInputError(f"FHT: the close never changes in {bars.close.size} days; check the prices")
    return float(2.0 * bars.log_returns.std(ddof=1) * norm.ppf((1.0 + share) / 2.0))


def efficient_spread(bars: Bars) -> float:
    """Return the EDGE spread of Ardia, Guidotti and Kroencke (2024), root of the absolute squared estimate.

    Raises DegenerateInputError where it is undefined (prices that never leave their opening or closing), and for a
    close that never moves.
    """
    varying(bars.close, "EDGE: closes")
    spread = float(edge(bars.open, bars.high, bars.low, bars.close))
    if not np.isfinite(spread):
        raise DegenerateInputError(f"EDGE: undefined on {bars.close.size} days without movement inside the day")
    return spread


def liquidity_ratio(
    first: Bars,
    second: Bars,
    measure: Callable[[Bars], float],
    seed: int,
    replications: int = 199,
    level: float = 0.95,
) -> ResampledRatio:
    """Divide ``measure`` of ``first`` by that of ``second`` over the same days (n >= 210), with percentile interval.

    Each resample lays blocks (21 days on average, or Politis-White if longer) of the same days of both assets end
    to end and chains their moves, so that every measure sees whole bars and true overnight moves. Raises
    DegenerateInputError when the second measure is 0, or is so in more than a few resamples.
    """
    same_length(first.close, second.close, "first, second")
    if first.close.size < 10 * MONTH:
        raise InsufficientDataError(f"liquidity ratio: {first.close.size} common days; {10 * MONTH} are needed")
    top, bottom = measure(first), measure(second)
    if bottom <= 0.0:
        raise DegenerateInputError(f"liquidity ratio: the second asset's measure is {bottom:g}; no ratio can be formed")
    # The estimators compare neighbouring days; blocks of a month or more keep joins of strangers rare.
    block = max(MONTH, *(influence_block_length(np.abs(bars.log_returns)) for bars in (first, second)))
    draws = np.array(
        [
            (measure(_chained(first, days)), measure(_chained(second, days)))
            for chunk in stationary_index_chunks(first.close.size - 1, block, replications, seed)
            for days in chunk
        ]
    )
    interval = percentile_interval(_ratios(draws, level), level)
    return ResampledRatio(
        value=top / bottom,
        lower=interval.lower,
        upper=interval.upper,
        first=top,
        second=bottom,
        level=level,
        n=first.close.size,
        block_length=block,
        replications=replications,
        seed=seed,
    )


def _ratios(draws: Floats, level: float) -> Floats:
    """Divide the columns of ``draws``; a few zeros below lie beyond the upper percentile, however large the ratio."""
    above, below = draws.T
    zero = below <= 0.0
    if zero.mean() >= (1.0 - level) / 4.0:
        raise DegenerateInputError(
            f"liquidity ratio: the second asset's measure is 0 in {zero.mean():.1%} of resamples; "
            "no interval can be formed, take a longer window or another measure"
        )
    ratios: Floats = above / np.where(zero, 1.0, below)
    ratios[zero] = ratios[~zero].max()
    return ratios


def _chained(bars: Bars, days: npt.NDArray[np.intp]) -> Bars:
    """Bars of the days ``days`` + 1 laid end to end, each with its own move from the close before."""
    start = bars.close[:-1][days]
    move = np.log(bars.close[1:][days] / start)
    close = np.cumsum(move)
    before = np.concatenate([[0.0], close[:-1]])
    open_, high, low = (np.exp(before + np.log(p[1:][days] / start)) for p in (bars.open, bars.high, bars.low))
    return Bars(open_, high, low, np.exp(close), bars.dollar_volume[1:][days])


def corwin_schultz_days(bars: Bars) -> Floats:
    """Two-day spreads, shape (n - 1,), each day's range moved by the gap to the close before it."""
    low, high, before = bars.low[1:], bars.high[1:], bars.close[:-1]
    gap = np.maximum(before - high, 0.0) - np.maximum(low - before, 0.0)
    high, low = high + gap, low + gap
    beta = np.log(bars.high[:-1] / bars.low[:-1]) ** 2 + np.log(high / low) ** 2
    gamma = np.log(np.maximum(bars.high[:-1], high) / np.minimum(bars.low[:-1], low)) ** 2
    alpha = (sqrt(2.0) - 1.0) * np.sqrt(beta) / _ROOT - np.sqrt(gamma / _ROOT)
    spreads: Floats = 2.0 * np.tanh(alpha / 2.0)
    return spreads


def abdi_ranaldo_squares(bars: Bars) -> Floats:
    """Squared two-day spreads 4 (c_t - m_t)(c_t - m_t+1), m the middle of log high and low; shape (n - 1,)."""
    middle, close = (np.log(bars.high) + np.log(bars.low)) / 2.0, np.log(bars.close)
    return 4.0 * (close[:-1] - middle[:-1]) * (close[:-1] - middle[1:])
