"""Intervals of risks, tails, components and liquidity, as something that can be tried on simulated histories."""

from functools import partial

from figurecheck.measures import principal_component
from figurecheck.measures.downside import sharp_drop_ratio
from figurecheck.measures.liquidity import amihud, liquidity_ratio
from figurecheck.measures.ratio_of_means import resampled_ratio_of_means, robust_ratio_of_means
from figurecheck.measures.risk_influence import hac_reduction
from figurecheck.pipeline.coverage import independence, spreads, stocks
from figurecheck.pipeline.coverage import limits as of
from figurecheck.pipeline.coverage.designs import factor_correlations, pair_correlations, panel_correlations
from figurecheck.pipeline.coverage.model import Interval
from figurecheck.pipeline.coverage.samples import RHO

_PANEL = panel_correlations(0.75, RHO)
_UNEVEN = factor_correlations(0.9, 0.8, 0.7, 0.5)
_STOCKS = factor_correlations(0.9, *[0.55] * 19)
"""A market and as many single stocks as a claim has: 0.5 between each and the market, 0.3 between any two."""
_UNLINKED = pair_correlations(0.0)
_NIL = {"": 0.0}


RISKS = (
    Interval(
        "variance-blocks",
        "Reduction of variance, blocks of days",
        ("hedging",),
        lambda s: of.reductions(s).variance,
        750,
        of.variance_reduction,
        resamples=299,
    ),
    Interval(
        "variance-hac",
        "Reduction of variance, robust",
        ("risk_influence",),
        lambda s: hac_reduction(*s.portfolios, "variance"),
        2000,
        of.variance_reduction,
    ),
    Interval(
        "shortfall-blocks",
        "Reduction of expected shortfall (95 %), blocks of days",
        ("hedging",),
        lambda s: of.reductions(s).expected_shortfall_95,
        750,
        of.shortfall_reduction,
        resamples=299,
    ),
    Interval(
        "shortfall-hac",
        "Reduction of expected shortfall (95 %), robust",
        ("risk_influence",),
        lambda s: hac_reduction(*s.portfolios, of.SHORTFALL),
        2000,
        of.shortfall_reduction,
    ),
    Interval(
        "shortfall-ratio-blocks",
        "Ratio of expected shortfalls (95 %), blocks of days",
        ("hedging",),
        of.shortfall_ratio,
        750,
        of.shortfall_ratio_value,
        resamples=299,
    ),
    Interval(
        "shortfall-ratio-hac",
        "Ratio of expected shortfalls (95 %), robust",
        ("risk_influence",),
        of.robust_shortfall_ratio,
        2000,
        of.shortfall_ratio_value,
    ),
    Interval(
        "stock-shortfall-blocks",
        "Mean ratio of the shortfalls of single stocks, blocks of days",
        ("stock_shortfall",),
        stocks.resampled_stocks,
        750,
        stocks.stocks_value,
        resamples=299,
        correlations=_STOCKS,
    ),
    Interval(
        "stock-shortfall-hac",
        "Mean ratio of the shortfalls of single stocks, robust",
        ("stock_shortfall",),
        stocks.robust_stocks,
        2000,
        stocks.stocks_value,
        correlations=_STOCKS,
    ),
    Interval(
        "episodes-placebo",
        "Excess in episodes, placebo windows",
        ("episode_excess", "placebo"),
        of.excess,
        1000,
        known=_NIL,
        correlations=_UNLINKED,
    ),
    Interval(
        "episodes-student",
        "Excess in episodes, one value an episode",
        ("episode_excess",),
        of.by_episode,
        1000,
        known=_NIL,
        correlations=_UNLINKED,
    ),
    Interval(
        "chi",
        "Lower-tail dependence at 0.95, blocks of days",
        ("tail_dependence",),
        of.chi,
        750,
        of.chi_value,
        resamples=299,
    ),
    Interval(
        "drops",
        "Ratio of sharp falls, blocks of days",
        ("downside",),
        lambda s: sharp_drop_ratio(*s.falling, of.FALL, s.seed, s.resamples),
        750,
        of.drop_ratio,
        resamples=299,
    ),
    Interval(
        "drops-hac",
        "Ratio of sharp falls, robust",
        ("ratio_of_means",),
        lambda s: robust_ratio_of_means(*s.sharp_falls(of.FALL)),
        2000,
        of.drop_ratio,
    ),
    Interval(
        "share-blocks",
        "Share of the first component, blocks of days",
        ("principal_component",),
        lambda s: principal_component.resampled_share_interval(s.panel, s.seed, s.resamples),
        750,
        of.share,
        resamples=299,
        correlations=_PANEL,
    ),
    Interval(
        "share-hac",
        "Share of the first component, robust",
        ("principal_component",),
        lambda s: principal_component.hac_component_interval(s.panel, "share"),
        2000,
        of.share,
        correlations=_PANEL,
    ),
    Interval(
        "excess-blocks",
        "Share of the first component above chance, blocks of days",
        ("principal_component",),
        independence.resampled_excess,
        750,
        independence.true_excess,
        resamples=299,
        correlations=_PANEL,
    ),
    Interval(
        "excess-hac",
        "Share of the first component above chance, robust",
        ("principal_component",),
        independence.robust_excess,
        2000,
        independence.true_excess,
        correlations=_PANEL,
    ),
    Interval(
        "loading-uneven-hac",
        "Smallest loading, robust",
        ("principal_component",),
        lambda s: principal_component.hac_component_interval(s.panel, "smallest_loading"),
        2000,
        of.smallest_loading,
        correlations=_UNEVEN,
    ),
    Interval(
        "loading-hac",
        "Smallest of four equal loadings, robust",
        ("principal_component",),
        lambda s: principal_component.hac_component_interval(s.panel, "smallest_loading"),
        2000,
        of.smallest_loading,
        correlations=_PANEL,
    ),
    Interval(
        "liquidity-hac",
        "Ratio of Amihud's illiquidity, robust",
        ("ratio_of_means", "daily_illiquidity"),
        lambda s: robust_ratio_of_means(*s.illiquidity),
        2000,
        of.amihud_ratio,
    ),
    Interval(
        "liquidity-blocks",
        "Ratio of Amihud's illiquidity, blocks of days",
        ("ratio_of_means", "daily_illiquidity"),
        lambda s: resampled_ratio_of_means(*s.illiquidity, s.seed, s.resamples),
        750,
        of.amihud_ratio,
        resamples=299,
    ),
    Interval(
        "liquidity-chained",
        "Ratio of Amihud's illiquidity, whole bars laid end to end",
        ("liquidity",),
        lambda s: liquidity_ratio(*s.bars, amihud, s.seed, s.resamples),
        500,
        of.amihud_ratio,
        resamples=199,
    ),
    Interval(
        "spread-edge",
        "Ratio of EDGE spreads as wide as those of shares that seldom trade, whole bars laid end to end",
        ("liquidity",),
        partial(spreads.efficient_ratio, spreads.WIDE),
        800,
        known={"": spreads.true_ratio(spreads.WIDE)},
        resamples=199,
    ),
    Interval(
        "spread-edge-narrow",
        "Ratio of EDGE spreads as narrow as those of funds, whole bars laid end to end",
        ("liquidity",),
        partial(spreads.efficient_ratio, spreads.NARROW),
        800,
        known={"": spreads.true_ratio(spreads.NARROW)},
        resamples=199,
    ),
    Interval(
        "spread-fht",
        "Ratio of FHT spreads as wide as those of shares that seldom trade, whole bars laid end to end",
        ("liquidity",),
        partial(spreads.still_ratio, spreads.WIDE),
        800,
        known={"": spreads.true_ratio(spreads.WIDE)},
        resamples=199,
    ),
    Interval(
        "spread-fht-narrow",
        "Ratio of FHT spreads as narrow as those of funds, whole bars laid end to end",
        ("liquidity",),
        partial(spreads.still_ratio, spreads.NARROW),
        800,
        known={"": spreads.true_ratio(spreads.NARROW)},
        resamples=199,
    ),
)
