"""Intervals of links, trends, events and slopes, as something that can be tried on simulated histories."""

from collections.abc import Callable
from functools import partial

from figurecheck.measures import correlation
from figurecheck.measures import correlation_bootstrap as blocks
from figurecheck.measures.fading import correlation_trend, resampled_trend
from figurecheck.measures.forbes_rigobon import volatility_bias
from figurecheck.measures.safe_haven import safe_haven_regression
from figurecheck.measures.state_slopes import Limits
from figurecheck.pipeline.coverage import limits as of
from figurecheck.pipeline.coverage import slopes
from figurecheck.pipeline.coverage.designs import pair_correlations
from figurecheck.pipeline.coverage.model import Interval
from figurecheck.pipeline.coverage.samples import RHO, Sample

_UNLINKED = pair_correlations(0.0)
_SLOPE = {"": RHO}
_NIL = {"": 0.0}
_SHOCKS = {"iid-normal": RHO, "iid-t5": RHO, "garch-t6": RHO}
_KERNEL = ("correlation", "long_run_variance")
_BLOCKS = ("correlation_bootstrap", "resampling")
_QUANTILES = (
    (0.05, "quantile-slope", "the lowest twentieth"),
    (0.25, "quantile-slope-25", "the lowest quarter"),
    (0.50, "quantile-slope-50", "the median"),
    (0.75, "quantile-slope-75", "the highest quarter"),
    (0.95, "quantile-slope-95", "the highest twentieth"),
)


def _at_quantile(tau: float, identifier: str, where: str) -> Interval:
    return Interval(
        identifier,
        f"Slope at {where}, blocks of days",
        ("quantiles",),
        partial(slopes.quantile_slope, tau),
        750,
        known=_SLOPE,
        resamples=199,
        correlations=_UNLINKED,
    )


def _of_state(where: str, way: str, limits: Callable[[Sample], Limits]) -> Interval:
    drawn = way == "blocks of days"
    return Interval(
        f"state-slope-{where}{'' if drawn else '-hac'}",
        f"Slope {where} of a state (corrections), {way}",
        ("safe_haven_bootstrap",) if drawn else ("state_slopes", "long_run_variance"),
        limits,
        2500,
        known=_SLOPE,
        resamples=299 if drawn else 0,
        correlations=_UNLINKED,
    )


LINKS = (
    Interval(
        "fisher", "Correlation, Fisher's z for independent normal days (not used)", (), of.fisher, 2000, of.pearson
    ),
    Interval(
        "correlation-hac",
        "Correlation, robust",
        _KERNEL,
        lambda s: correlation.hac_correlation(*s.pair),
        2000,
        of.pearson,
    ),
    Interval(
        "correlation-blocks",
        "Correlation, blocks of days",
        _BLOCKS,
        lambda s: blocks.bootstrap_correlation(*s.pair, replications=s.resamples, seed=s.seed),
        800,
        of.pearson,
        resamples=499,
    ),
    Interval(
        "spearman",
        "Spearman's correlation, blocks of days",
        _BLOCKS,
        partial(of.rank, "spearman"),
        750,
        lambda s: correlation.spearman(*s.pair),
        resamples=299,
    ),
    Interval(
        "kendall",
        "Kendall's correlation, blocks of days",
        _BLOCKS,
        partial(of.rank, "kendall"),
        500,
        lambda s: correlation.kendall(*s.pair),
        resamples=199,
    ),
    Interval(
        "garch",
        "Correlation of GARCH-standardised residuals, robust",
        ("volatility", "dynamics"),
        lambda s: correlation.hac_correlation(*s.standardised),
        500,
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
        of.pearson,
    ),
    Interval(
        "regime-hac",
        "Correlation in the volatile regime, robust",
        _KERNEL,
        lambda s: correlation.hac_regime_correlation(*s.pair, s.high),
        2000,
        of.inside,
    ),
    Interval(
        "regime-blocks",
        "Correlation in the volatile regime, blocks of days",
        _BLOCKS,
        lambda s: of.regimes(s).high,
        750,
        of.inside,
        resamples=499,
    ),
    Interval(
        "difference-hac",
        "Volatile less calm correlation, robust",
        _KERNEL,
        lambda s: correlation.hac_regime_difference(*s.pair, s.high),
        2000,
        of.difference,
    ),
    Interval(
        "difference-blocks",
        "Volatile less calm correlation, blocks of days",
        _BLOCKS,
        lambda s: of.regimes(s).difference,
        750,
        of.difference,
        resamples=499,
    ),
    Interval(
        "adjusted",
        "Volatile correlation freed of the volatility bias, robust",
        ("forbes_rigobon",),
        lambda s: volatility_bias(*s.pair, s.high),
        2000,
        lambda s: volatility_bias(*s.pair, s.high).adjusted,
    ),
    Interval(
        "trend",
        "Trend of a correlation, robust",
        ("fading",),
        lambda s: correlation_trend(*s.pair),
        2000,
        known=_NIL,
    ),
    Interval(
        "trend-runs",
        "Trend of a correlation, runs of blocks",
        ("fading",),
        lambda s: resampled_trend(*s.pair, s.seed, s.resamples),
        2000,
        known=_NIL,
        resamples=499,
    ),
    *(_at_quantile(*each) for each in _QUANTILES),
    Interval(
        "abnormal",
        "Abnormal return of a day, error of a forecast",
        ("events",),
        of.abnormal_return,
        2000,
        known=_NIL,
    ),
    Interval(
        "abnormal-mean",
        "Mean abnormal return of six days, errors of the forecasts",
        ("abnormal_mean", "events"),
        of.abnormal_mean,
        2000,
        known=_NIL,
    ),
    Interval(
        "abnormal-across",
        "Mean abnormal return of six days, spread between them",
        ("abnormal_mean",),
        of.abnormal_across,
        2000,
        known=_NIL,
    ),
    Interval(
        "slope",
        "Slope outside the tails, likelihood",
        ("safe_haven",),
        lambda s: safe_haven_regression(*s.asset_on_source).average,
        750,
        known=_SLOPE,
        correlations=_UNLINKED,
    ),
    Interval(
        "slope-tail",
        "Slope in the 5 % tail, likelihood",
        ("safe_haven",),
        of.tail_slope,
        750,
        known=_SLOPE,
        correlations=_UNLINKED,
    ),
    Interval(
        "slope-blocks",
        "Slope outside the tails, blocks of days",
        ("safe_haven_bootstrap",),
        partial(of.slope, None),
        750,
        known=_SLOPE,
        resamples=299,
        correlations=_UNLINKED,
    ),
    Interval(
        "slope-tail-blocks",
        "Slope in the 5 % tail, blocks of days",
        ("safe_haven_bootstrap",),
        partial(of.slope, of.TAIL),
        750,
        known=_SLOPE,
        resamples=299,
        correlations=_UNLINKED,
    ),
    Interval(
        "split-slope",
        "Slope of a year's days before a split, robust",
        ("beta_drift",),
        slopes.split_slope,
        2000,
        known=_SLOPE,
        correlations=_UNLINKED,
    ),
    *(
        _of_state(where, way, limits)
        for where, ways in (
            ("outside", {"blocks of days": slopes.outside_state, "robust": slopes.outside_state_hac}),
            ("inside", {"blocks of days": slopes.inside_state, "robust": slopes.inside_state_hac}),
        )
        for way, limits in ways.items()
    ),
)
