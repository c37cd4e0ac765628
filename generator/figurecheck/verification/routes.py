"""The table of second routes: for each measure its function and its tolerance."""

from collections.abc import Callable
from dataclasses import dataclass

from figurecheck.claims.settings import Settings
from figurecheck.verification import (
    cointegration,
    component,
    correlation,
    episodes,
    events,
    fading,
    hedging,
    liquidity,
    policy,
    quantiles,
    returns,
    safe_haven,
    stock_shortfall,
)
from figurecheck.verification.data import Data
from figurecheck.verification.figures import Figure, Tolerance


@dataclass(frozen=True)
class Route:
    """The second way to the figure of one measure."""

    compute: Callable[[Settings, Data], Figure]
    tolerance: Tolerance


EXACT = Tolerance("Exact arithmetic on stored prices; published figures have ten significant digits.")
COUNTED = Tolerance("A count of days.", value=0.0)
EXACT_WITH_INTERVALS = Tolerance("No chance in it: the same placebos, the same formula.", interval=1e-8)
LINE = Tolerance("A least-squares line and its error, no chance in it.", interval=1e-6)
LIMIT_DRAWN = 0.10
"""A limit rests on 9,999 draws there and on 999 other ones here.

The error of the difference is 0.68 sqrt(1/9999 + 1/999) = 0.023 of the width for a normal statistic; four times that
and a little is allowed.
"""
DIFFERENTIATED = 1e-4
"""Gradients by central differences against gradients by hand; the largest difference is about a hundredth of it."""

LINE_THEN_DRAWN = Tolerance(
    "A least-squares line and its error; the second interval is resampled, as often on both routes.",
    interval=1e-6,
    second_interval=0.05,
)
ROBUST_THEN_DRAWN = Tolerance(
    "The value is exact, the first interval from numerical gradients, the second resampled.",
    interval=DIFFERENTIATED,
    second_interval=LIMIT_DRAWN,
)
RATIO_DRAWN = Tolerance(
    "As above, with widths on logarithms.",
    interval=DIFFERENTIATED,
    second_interval=LIMIT_DRAWN,
    ratio=True,
)
DRAWN_COUNTS = Tolerance(
    "As above, but a ratio of two small counts takes few values, so that a quantile jumps from one to the next.",
    interval=DIFFERENTIATED,
    second_interval=0.20,
    ratio=True,
)
LIKELIHOOD_THEN_DRAWN = Tolerance(
    "Two searches for the optimum of one likelihood stop at slightly different places; the second interval is "
    "resampled.",
    value_in_widths=0.005,
    interval=0.005,
    second_interval=LIMIT_DRAWN,
)
COUNTED_SHARE = Tolerance("A count over a count.")
LINE_TWICE = Tolerance("A mean of least-squares lines, no chance in it.", interval=1e-6, second_interval=1e-6)
ITERATED = Tolerance(
    "A linear programme, solved exactly, against an iteration that stops early; the slope is told to three decimals.",
    floor=5e-4,
)
P_VALUE = Tolerance("Least squares by another decomposition; no p-value needs its ninth decimal.", floor=1e-8)

BESIDE = frozenset(
    {
        "abnormal_return",
        "correlation_trend",
        "event_effect",
        "event_rank",
        "hedge_effectiveness",
        "hedge_effectiveness_ahead",
        "mean_abnormal_return",
        "quantile_slope",
        "stock_shortfall_ratio",
        "window_return",
    }
)
"""Measures that are recomputed where they stand beside a verdict, too."""

VALUE_ONLY = frozenset({"quantile_slope"})
"""Measures whose second route gives no interval, because its iteration is too slow to resample."""

ROUTES: dict[str, Route] = {
    "window_return": Route(returns.window_return, EXACT),
    "level_change": Route(policy.level_change, EXACT),
    "rises": Route(policy.rises, COUNTED),
    "cuts": Route(policy.cuts, COUNTED),
    "unscheduled_cuts": Route(policy.unscheduled_cuts, COUNTED),
    "excess_episode_return": Route(episodes.excess_episode_return, EXACT_WITH_INTERVALS),
    "correlation": Route(correlation.correlation, ROBUST_THEN_DRAWN),
    "regime_correlation": Route(correlation.regime_correlation, ROBUST_THEN_DRAWN),
    "regime_correlation_difference": Route(correlation.regime_correlation_difference, ROBUST_THEN_DRAWN),
    "first_component_share": Route(component.first_component_share, ROBUST_THEN_DRAWN),
    "share_above_independence": Route(component.share_above_independence, ROBUST_THEN_DRAWN),
    "smallest_loading": Route(component.smallest_loading, ROBUST_THEN_DRAWN),
    "cointegration": Route(cointegration.cointegration(0), P_VALUE),
    "cointegration_first_half": Route(cointegration.cointegration(1), P_VALUE),
    "cointegration_second_half": Route(cointegration.cointegration(2), P_VALUE),
    "hedge_slope": Route(safe_haven.hedge_slope, LIKELIHOOD_THEN_DRAWN),
    "tail_slope": Route(safe_haven.tail_slope, LIKELIHOOD_THEN_DRAWN),
    "risk_reduction": Route(hedging.risk_reduction, ROBUST_THEN_DRAWN),
    "hedge_effectiveness": Route(hedging.hedge_effectiveness, ROBUST_THEN_DRAWN),
    "hedge_effectiveness_ahead": Route(hedging.hedge_effectiveness_ahead, ROBUST_THEN_DRAWN),
    "shortfall_ratio": Route(hedging.shortfall_ratio, ROBUST_THEN_DRAWN),
    "illiquidity_ratio": Route(liquidity.illiquidity_ratio, RATIO_DRAWN),
    "stock_shortfall_ratio": Route(stock_shortfall.stock_shortfall_ratio, ROBUST_THEN_DRAWN),
    "sharp_drop_ratio": Route(liquidity.sharp_drop_ratio, DRAWN_COUNTS),
    "event_effect": Route(events.event_effect, EXACT),
    "event_rank": Route(events.event_rank, COUNTED_SHARE),
    "abnormal_return": Route(events.abnormal_return, LINE),
    "mean_abnormal_return": Route(events.mean_abnormal_return, LINE_TWICE),
    "quantile_slope": Route(quantiles.quantile_slope, ITERATED),
    "correlation_trend": Route(fading.correlation_trend, LINE_THEN_DRAWN),
}
