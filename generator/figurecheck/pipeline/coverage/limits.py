"""Limits and values of the intervals that need more than one call: what is tried, on one simulated history."""

from math import atanh, sqrt, tanh

import numpy as np

from figurecheck.measures import correlation, hedging, principal_component
from figurecheck.measures import correlation_bootstrap as blocks
from figurecheck.measures.abnormal_mean import MeanAbnormalReturn, mean_abnormal_return
from figurecheck.measures.downside import semivariance, sharp_drops
from figurecheck.measures.episode_excess import EpisodeExcess, episode_excess
from figurecheck.measures.episodes import bear_phases, bull_and_bear_phases
from figurecheck.measures.events import EventWindow
from figurecheck.measures.events import abnormal_return as abnormal
from figurecheck.measures.liquidity import amihud
from figurecheck.measures.risk_influence import HacRoom, hac_reduction, hac_room
from figurecheck.measures.safe_haven import BAUR_MCDERMOTT_TAILS, safe_haven_regression
from figurecheck.measures.safe_haven_bootstrap import bootstrap_safe_haven
from figurecheck.measures.state_slopes import Limits
from figurecheck.measures.tail_dependence import lower_tail_dependence
from figurecheck.measures.tails import expected_shortfall
from figurecheck.pipeline.coverage.model import Ends
from figurecheck.pipeline.coverage.samples import Sample

TAIL = 0.05
FALL = 0.03
SHORTFALL = "expected_shortfall_95"
EVENTS = (300, 400, 500, 600, 700, 800)
"""Rows of the events: their windows share no day."""


def fisher(s: Sample) -> Limits:
    """The textbook interval for independent normal pairs."""
    z, reach = atanh(pearson(s)), 1.959963984540054 / sqrt(len(s.returns) - 3)
    return Ends(tanh(z - reach), tanh(z + reach))


def pearson(s: Sample) -> float:
    """Correlation of the pair."""
    return correlation.pearson(*s.pair)


def inside(s: Sample) -> float:
    """Correlation in the volatile state."""
    return correlation.pearson(*correlation.split_by_regime(*s.pair, s.high)[0])


def difference(s: Sample) -> float:
    """Correlation in the volatile state less that in the calm one."""
    inside, outside = correlation.split_by_regime(*s.pair, s.high)
    return correlation.pearson(*inside) - correlation.pearson(*outside)


def regimes(s: Sample) -> blocks.RegimeCorrelations:
    """Both correlations and their difference, by blocks of days."""
    return blocks.bootstrap_regime_correlations(*s.pair, s.high, replications=s.resamples, seed=s.seed)


def rank(method: blocks.RankMethod, s: Sample) -> Limits:
    """A correlation of ranks, by blocks of days."""
    return blocks.bootstrap_rank_correlation(*s.pair, method, replications=s.resamples, seed=s.seed)


def tail_slope(s: Sample) -> Limits:
    """Slope in the 5 % tail, by likelihood."""
    return safe_haven_regression(*s.asset_on_source).tails[BAUR_MCDERMOTT_TAILS.index(TAIL)]


def slope(tail: float | None, s: Sample) -> Limits:
    """Slope inside ``tail``, outside of all tails without one, by blocks of days."""
    return bootstrap_safe_haven(*s.asset_on_source, s.seed, replications=s.resamples).inside(tail)


def reductions(s: Sample) -> hedging.Reductions:
    """Reductions of every risk, by blocks of days."""
    return hedging.risk_reductions(*s.portfolios, s.seed, replications=s.resamples)


def variance_reduction(s: Sample) -> float:
    """Share of variance that the asset takes away."""
    before, after = s.portfolios
    return float(1.0 - after.var() / before.var())


def semivariance_reduction(s: Sample) -> float:
    """Share of semivariance that the asset takes away."""
    before, after = (semivariance(returns) for returns in s.portfolios)
    return 1.0 - after / before


def room(s: Sample) -> HacRoom:
    """How far the correlation of a portfolio and an asset three times as wild lies below the line."""
    portfolio, asset = s.pair
    return hac_room(portfolio, 3.0 * asset)


def shortfall_reduction(s: Sample) -> float:
    """Share of expected shortfall that the asset takes away."""
    before, after = (expected_shortfall(returns) for returns in s.portfolios)
    return 1.0 - after / before


def shortfall_ratio(s: Sample) -> Limits:
    """How much deeper the worst days of the wilder asset are, by blocks of days."""
    first, second = s.falling
    found = hedging.risk_reductions(second, first, s.seed, replications=s.resamples).expected_shortfall_95
    return Ends(1.0 - found.upper, 1.0 - found.lower)


def robust_shortfall_ratio(s: Sample) -> Limits:
    """The same with the robust interval."""
    first, second = s.falling
    found = hac_reduction(second, first, SHORTFALL)
    return Ends(1.0 - found.upper, 1.0 - found.lower)


def shortfall_ratio_value(s: Sample) -> float:
    """The same ratio without its interval."""
    first, second = (expected_shortfall(returns) for returns in s.falling)
    return first / second


def excess(s: Sample) -> EpisodeExcess:
    """Falls of 20 % of the coin, and what the unrelated fund did more inside them."""
    coin, fund = s.prices
    return episode_excess(fund, bear_phases(bull_and_bear_phases(coin)))


def by_episode(s: Sample) -> Limits:
    """The same by the spread of the episodes."""
    found = excess(s)
    return Ends(found.episode_lower, found.episode_upper)


def chi(s: Sample) -> Limits:
    """Lower-tail dependence, by blocks of days."""
    found = lower_tail_dependence(*s.pair, s.seed, u=1.0 - TAIL, replications=s.resamples)
    return Ends(found.chi_lower, found.chi_upper)


def chi_value(s: Sample) -> float:
    """The same without its interval."""
    neither = float((s.returns >= np.quantile(s.returns, TAIL, axis=0)).all(axis=1).mean())
    return float(2.0 - np.log(neither) / np.log(1.0 - TAIL))


def drop_ratio(s: Sample) -> float:
    """Ratio of the counts of sharp drops."""
    first, second = (sharp_drops(returns, FALL) for returns in s.falling)
    return first / second


def amihud_ratio(s: Sample) -> float:
    """Ratio of Amihud's illiquidity."""
    first, second = (amihud(bars) for bars in s.bars)
    return first / second


def share(s: Sample) -> float:
    """Share of the first component."""
    return principal_component.first_component(s.panel).share


def smallest_loading(s: Sample) -> float:
    """Smallest loading on the first component."""
    return min(principal_component.first_component(s.panel).loadings)


def abnormal_return(s: Sample) -> Limits:
    """Of one day on which nothing happens, by the market model."""
    asset, market = s.pair
    return abnormal(asset, EVENTS[0], EventWindow(0, 0), market)


def abnormal_mean(s: Sample) -> MeanAbnormalReturn:
    """Of six days on which nothing happens, by the market model."""
    asset, market = s.pair
    return mean_abnormal_return(asset, EVENTS, EventWindow(0, 0), market)


def abnormal_across(s: Sample) -> Limits:
    """The same with the interval from the spread between the days."""
    found = abnormal_mean(s)
    return Ends(found.across_lower, found.across_upper)
