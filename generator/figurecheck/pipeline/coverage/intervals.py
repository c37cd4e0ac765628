"""Every kind of interval that a claim may carry, as something that can be tried on simulated histories."""

from functools import partial
from math import atanh, sqrt, tanh

import numpy as np

from figurecheck.measures import correlation, hedging, principal_component
from figurecheck.measures import correlation_bootstrap as blocks
from figurecheck.measures.downside import sharp_drop_ratio, sharp_drops
from figurecheck.measures.episode_excess import EpisodeExcess, episode_excess
from figurecheck.measures.episodes import bear_phases, bull_and_bear_phases
from figurecheck.measures.fading import correlation_trend
from figurecheck.measures.liquidity import amihud, liquidity_ratio
from figurecheck.measures.ratio_of_means import resampled_ratio_of_means, robust_ratio_of_means
from figurecheck.measures.risk_influence import hac_reduction
from figurecheck.measures.safe_haven import BAUR_MCDERMOTT_TAILS, safe_haven_regression
from figurecheck.measures.safe_haven_bootstrap import bootstrap_safe_haven
from figurecheck.measures.tail_dependence import lower_tail_dependence
from figurecheck.measures.tails import expected_shortfall
from figurecheck.pipeline.coverage.designs import factor_correlations, pair_correlations, panel_correlations
from figurecheck.pipeline.coverage.model import Ends, Interval, Limits
from figurecheck.pipeline.coverage.samples import RHO, Sample

_TAIL = 0.05
_FALL = 0.03
_SHORTFALL = "expected_shortfall_95"
_PANEL = panel_correlations(0.75, RHO)
_UNEVEN = factor_correlations(0.9, 0.8, 0.7, 0.5)
_UNLINKED = pair_correlations(0.0)
_SLOPE = {"": RHO}
_NIL = {"": 0.0}
_SHOCKS = {"iid-normal": RHO, "iid-t5": RHO, "garch-t6": RHO}
_KERNEL = ("correlation", "long_run_variance")
_BLOCKS = ("correlation_bootstrap", "resampling")


def _fisher(s: Sample) -> Limits:
    """The textbook interval for independent normal pairs."""
    z, reach = atanh(_pearson(s)), 1.959963984540054 / sqrt(len(s.returns) - 3)
    return Ends(tanh(z - reach), tanh(z + reach))


def _pearson(s: Sample) -> float:
    return correlation.pearson(*s.pair)


def _inside(s: Sample) -> float:
    return correlation.pearson(*correlation.split_by_regime(*s.pair, s.high)[0])


def _difference(s: Sample) -> float:
    inside, outside = correlation.split_by_regime(*s.pair, s.high)
    return correlation.pearson(*inside) - correlation.pearson(*outside)


def _regimes(s: Sample) -> blocks.RegimeCorrelations:
    return blocks.bootstrap_regime_correlations(*s.pair, s.high, replications=s.resamples, seed=s.seed)


def _rank(method: blocks.RankMethod, s: Sample) -> Limits:
    return blocks.bootstrap_rank_correlation(*s.pair, method, replications=s.resamples, seed=s.seed)


def _tail_slope(s: Sample) -> Limits:
    return safe_haven_regression(*s.asset_on_source).tails[BAUR_MCDERMOTT_TAILS.index(_TAIL)]


def _slope(tail: float | None, s: Sample) -> Limits:
    return bootstrap_safe_haven(*s.asset_on_source, s.seed, replications=s.resamples).inside(tail)


def _reductions(s: Sample) -> hedging.Reductions:
    return hedging.risk_reductions(*s.portfolios, s.seed, replications=s.resamples)


def _variance_reduction(s: Sample) -> float:
    before, after = s.portfolios
    return float(1.0 - after.var() / before.var())


def _shortfall_reduction(s: Sample) -> float:
    before, after = (expected_shortfall(returns) for returns in s.portfolios)
    return 1.0 - after / before


def _excess(s: Sample) -> EpisodeExcess:
    """Falls of 20 % of the coin, and what the unrelated fund did more inside them."""
    coin, fund = s.prices
    return episode_excess(fund, bear_phases(bull_and_bear_phases(coin)))


def _by_episode(s: Sample) -> Limits:
    found = _excess(s)
    return Ends(found.episode_lower, found.episode_upper)


def _chi(s: Sample) -> Limits:
    found = lower_tail_dependence(*s.pair, s.seed, u=1.0 - _TAIL, replications=s.resamples)
    return Ends(found.chi_lower, found.chi_upper)


def _chi_value(s: Sample) -> float:
    neither = float((s.returns >= np.quantile(s.returns, _TAIL, axis=0)).all(axis=1).mean())
    return float(2.0 - np.log(neither) / np.log(1.0 - _TAIL))


def _drop_ratio(s: Sample) -> float:
    first, second = (sharp_drops(returns, _FALL) for returns in s.falling)
    return first / second


def _amihud_ratio(s: Sample) -> float:
    first, second = (amihud(bars) for bars in s.bars)
    return first / second


def _share(s: Sample) -> float:
    return principal_component.first_component(s.panel).share


def _smallest_loading(s: Sample) -> float:
    return min(principal_component.first_component(s.panel).loadings)


INTERVALS = (
    Interval("fisher", "Correlation, Fisher's z for independent normal days (not used)", (), _fisher, 2000, _pearson),
    Interval(
        "correlation-hac",
        "Correlation, robust",
        _KERNEL,
        lambda s: correlation.hac_correlation(*s.pair),
        2000,
        _pearson,
    ),
    Interval(
        "correlation-blocks",
        "Correlation, blocks of days",
        _BLOCKS,
        lambda s: blocks.bootstrap_correlation(*s.pair, replications=s.resamples, seed=s.seed),
        800,
        _pearson,
        resamples=499,
    ),
    Interval(
        "spearman",
        "Spearman's correlation, blocks of days",
        _BLOCKS,
        partial(_rank, "spearman"),
        400,
        lambda s: correlation.spearman(*s.pair),
        resamples=299,
    ),
    Interval(
        "kendall",
        "Kendall's correlation, blocks of days",
        _BLOCKS,
        partial(_rank, "kendall"),
        200,
        lambda s: correlation.kendall(*s.pair),
        resamples=199,
    ),
    Interval(
        "garch",
        "Correlation of GARCH-standardised residuals, robust",
        ("volatility", "dynamics"),
        lambda s: correlation.hac_correlation(*s.standardised),
        120,
        lambda s: correlation.pearson(*s.standardised),
        known=_SHOCKS,
        long=(5, 10_000),
    ),
    Interval(
        "lead-lag",
        "Sum over lead, same day and lag, robust",
        _KERNEL,
        lambda s: correlation.lead_lag_correlation(*s.pair),
        2000,
        _pearson,
    ),
    Interval(
        "regime-hac",
        "Correlation in the volatile regime, robust",
        _KERNEL,
        lambda s: correlation.hac_regime_correlation(*s.pair, s.high),
        2000,
        _inside,
    ),
    Interval(
        "regime-blocks",
        "Correlation in the volatile regime, blocks of days",
        _BLOCKS,
        lambda s: _regimes(s).high,
        600,
        _inside,
        resamples=499,
    ),
    Interval(
        "difference-hac",
        "Volatile less calm correlation, robust",
        _KERNEL,
        lambda s: correlation.hac_regime_difference(*s.pair, s.high),
        2000,
        _difference,
    ),
    Interval(
        "difference-blocks",
        "Volatile less calm correlation, blocks of days",
        _BLOCKS,
        lambda s: _regimes(s).difference,
        600,
        _difference,
        resamples=499,
    ),
    Interval("trend", "Trend of a correlation", ("fading",), lambda s: correlation_trend(*s.pair), 2000, known=_NIL),
    Interval(
        "slope",
        "Safe-haven slope on all days, likelihood",
        ("safe_haven",),
        lambda s: safe_haven_regression(*s.asset_on_source).average,
        300,
        known=_SLOPE,
        correlations=_UNLINKED,
    ),
    Interval(
        "slope-tail",
        "Safe-haven slope in the 5 % tail, likelihood",
        ("safe_haven",),
        _tail_slope,
        300,
        known=_SLOPE,
        correlations=_UNLINKED,
    ),
    Interval(
        "slope-blocks",
        "Safe-haven slope on all days, blocks of days",
        ("safe_haven_bootstrap",),
        partial(_slope, None),
        400,
        known=_SLOPE,
        resamples=299,
        correlations=_UNLINKED,
    ),
    Interval(
        "slope-tail-blocks",
        "Safe-haven slope in the 5 % tail, blocks of days",
        ("safe_haven_bootstrap",),
        partial(_slope, _TAIL),
        400,
        known=_SLOPE,
        resamples=299,
        correlations=_UNLINKED,
    ),
    Interval(
        "variance-blocks",
        "Reduction of variance, blocks of days",
        ("hedging",),
        lambda s: _reductions(s).variance,
        400,
        _variance_reduction,
        resamples=299,
    ),
    Interval(
        "variance-hac",
        "Reduction of variance, robust",
        ("risk_influence",),
        lambda s: hac_reduction(*s.portfolios, "variance"),
        2000,
        _variance_reduction,
    ),
    Interval(
        "shortfall-blocks",
        "Reduction of expected shortfall (95 %), blocks of days",
        ("hedging",),
        lambda s: _reductions(s).expected_shortfall_95,
        400,
        _shortfall_reduction,
        resamples=299,
    ),
    Interval(
        "shortfall-hac",
        "Reduction of expected shortfall (95 %), robust",
        ("risk_influence",),
        lambda s: hac_reduction(*s.portfolios, _SHORTFALL),
        2000,
        _shortfall_reduction,
    ),
    Interval(
        "episodes-placebo",
        "Excess in episodes, placebo windows",
        ("episode_excess", "placebo"),
        _excess,
        1000,
        known=_NIL,
        correlations=_UNLINKED,
    ),
    Interval(
        "episodes-student",
        "Excess in episodes, one value an episode",
        ("episode_excess",),
        _by_episode,
        1000,
        known=_NIL,
        correlations=_UNLINKED,
    ),
    Interval(
        "chi",
        "Lower-tail dependence at 0.95, blocks of days",
        ("tail_dependence",),
        _chi,
        400,
        _chi_value,
        resamples=299,
    ),
    Interval(
        "drops",
        "Ratio of sharp falls, blocks of days",
        ("downside",),
        lambda s: sharp_drop_ratio(*s.falling, _FALL, s.seed, s.resamples),
        400,
        _drop_ratio,
        resamples=299,
    ),
    Interval(
        "drops-hac",
        "Ratio of sharp falls, robust",
        ("ratio_of_means",),
        lambda s: robust_ratio_of_means(*s.sharp_falls(_FALL)),
        2000,
        _drop_ratio,
    ),
    Interval(
        "share-blocks",
        "Share of the first component, blocks of days",
        ("principal_component",),
        lambda s: principal_component.resampled_component_interval(s.panel, "share", s.seed, s.resamples),
        400,
        _share,
        resamples=299,
        correlations=_PANEL,
    ),
    Interval(
        "share-hac",
        "Share of the first component, robust",
        ("principal_component",),
        lambda s: principal_component.hac_component_interval(s.panel, "share"),
        2000,
        _share,
        correlations=_PANEL,
    ),
    Interval(
        "loading-uneven-blocks",
        "Smallest loading, blocks of days",
        ("principal_component",),
        lambda s: principal_component.resampled_component_interval(s.panel, "smallest_loading", s.seed, s.resamples),
        400,
        _smallest_loading,
        resamples=299,
        correlations=_UNEVEN,
    ),
    Interval(
        "loading-uneven-hac",
        "Smallest loading, robust",
        ("principal_component",),
        lambda s: principal_component.hac_component_interval(s.panel, "smallest_loading"),
        2000,
        _smallest_loading,
        correlations=_UNEVEN,
    ),
    Interval(
        "loading-blocks",
        "Smallest of four equal loadings, blocks of days",
        ("principal_component",),
        lambda s: principal_component.resampled_component_interval(s.panel, "smallest_loading", s.seed, s.resamples),
        400,
        _smallest_loading,
        resamples=299,
        correlations=_PANEL,
    ),
    Interval(
        "loading-hac",
        "Smallest of four equal loadings, robust",
        ("principal_component",),
        lambda s: principal_component.hac_component_interval(s.panel, "smallest_loading"),
        2000,
        _smallest_loading,
        correlations=_PANEL,
    ),
    Interval(
        "liquidity-hac",
        "Ratio of Amihud's illiquidity, robust",
        ("ratio_of_means", "daily_illiquidity"),
        lambda s: robust_ratio_of_means(*s.illiquidity),
        2000,
        _amihud_ratio,
    ),
    Interval(
        "liquidity-blocks",
        "Ratio of Amihud's illiquidity, blocks of days",
        ("ratio_of_means", "daily_illiquidity"),
        lambda s: resampled_ratio_of_means(*s.illiquidity, s.seed, s.resamples),
        400,
        _amihud_ratio,
        resamples=299,
    ),
    Interval(
        "liquidity-chained",
        "Ratio of Amihud's illiquidity, whole bars laid end to end",
        ("liquidity",),
        lambda s: liquidity_ratio(*s.bars, amihud, s.seed, s.resamples),
        120,
        _amihud_ratio,
        resamples=199,
    ),
)
