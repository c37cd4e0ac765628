"""Every public function of measures/ that reads how two or more series go together, and each of its inputs."""

from typing import Any

import numpy as np
import pandas as pd

from degenerate_inputs import (
    FLAT,
    GAP,
    GOOD,
    HIGH,
    INSIDE,
    LEVELS,
    OTHER,
    PRICES,
    SHORT,
    STILL,
    Slot,
    dated,
    marked,
    moved,
    number,
    one,
    panel,
    priced,
    two,
)
from figurecheck.measures import (
    alignment,
    beta_drift,
    breaks,
    correlation,
    correlation_bootstrap,
    dynamics,
    fading,
    forbes_rigobon,
    hedging,
    principal_component,
    quantiles,
    rank_influence,
    risk_influence,
    safe_haven,
    safe_haven_bootstrap,
    specification_null,
    state_slopes,
    structure,
    tail_dependence,
)


def still_curve(x: np.ndarray, y: np.ndarray) -> Any:
    """A reading of all days, shifted once."""
    reading = specification_null.Specification(x, y, np.ones(x.size, dtype=bool))
    return specification_null.shifted_values(reading, np.array([0.3]))


def one_curve(x: np.ndarray, y: np.ndarray) -> Any:
    """A curve of one reading."""
    reading = specification_null.Specification(x, y, np.ones(x.size, dtype=bool))
    return specification_null.curve_null([reading], lambda values: values > 0.0, larger=True, seed=1, shifts=19)


def drifting(x: np.ndarray, y: np.ndarray) -> Any:
    """A split of what one did inside a span by its slope on the other before it."""
    return beta_drift.beta_drift(beta_drift.paired_moves(dated(x), dated(y)), INSIDE)


LINKS: dict[str, tuple[Slot, ...]] = {
    "alignment.aligned_returns": priced(
        lambda x: alignment.aligned_returns(pd.DataFrame({"a": x, "b": dated(LEVELS)})), STILL | GAP
    ),
    "beta_drift.paired_moves": priced(lambda x: beta_drift.paired_moves(x, dated(LEVELS)), STILL | GAP),
    "beta_drift.beta_drift": (
        Slot(lambda x: drifting(x, LEVELS[::-1][: x.size]), LEVELS, PRICES, GAP),
        Slot(lambda x: drifting(LEVELS[::-1][: x.size], x), LEVELS, PRICES, GAP),
    ),
    "breaks.sup_f": one(breaks.sup_f),
    "breaks.correlation_sup_f": two(breaks.correlation_sup_f),
    "breaks.constant_correlation_test": two(breaks.constant_correlation_test),
    "correlation.pearson": two(correlation.pearson),
    "correlation.spearman": two(correlation.spearman),
    "correlation.kendall": two(correlation.kendall),
    "correlation.standardised": one(correlation.standardised),
    "correlation.influence_series": two(correlation.influence_series),
    "correlation.influence_for_interval": two(correlation.influence_for_interval),
    "correlation.hac_correlation": two(correlation.hac_correlation),
    "correlation.hac_regime_correlation": (
        *two(lambda x, y: correlation.hac_regime_correlation(x, y, HIGH[: len(x)])),
        *marked(lambda high: correlation.hac_regime_correlation(GOOD, OTHER, high), frozenset({"all"})),
    ),
    "correlation.hac_regime_difference": (
        *two(lambda x, y: correlation.hac_regime_difference(x, y, HIGH[: len(x)])),
        *marked(lambda high: correlation.hac_regime_difference(GOOD, OTHER, high)),
    ),
    "correlation.regime_difference_influence": two(
        lambda x, y: correlation.regime_difference_influence(x, y, HIGH[: len(x)])
    ),
    "correlation.split_by_regime": (
        *two(lambda x, y: correlation.split_by_regime(x, y, HIGH[: len(x)])),
        *marked(lambda high: correlation.split_by_regime(GOOD, OTHER, high), frozenset({"all", "none"})),
    ),
    "correlation.effective_observations": (
        *number(lambda x: correlation.effective_observations(x, 0.1)),
        *number(lambda x: correlation.effective_observations(0.1, x)),
    ),
    "correlation.effective_observations_from_autocorrelation": two(
        lambda x, y: correlation.effective_observations_from_autocorrelation(x, y, 600), FLAT | SHORT
    ),
    "correlation.lead_lag_correlation": two(correlation.lead_lag_correlation),
    "correlation.interval_through_z": (
        *number(lambda x: correlation.interval_through_z(x, 0.1)),
        *number(lambda x: correlation.interval_through_z(0.1, x)),
    ),
    "correlation_bootstrap.bootstrap_correlation": two(
        lambda x, y: correlation_bootstrap.bootstrap_correlation(x, y, replications=100, seed=1)
    ),
    "correlation_bootstrap.bootstrap_rank_correlation": two(
        lambda x, y: correlation_bootstrap.bootstrap_rank_correlation(x, y, "spearman", replications=100, seed=1)
    ),
    "correlation_bootstrap.bootstrap_regime_correlations": two(
        lambda x, y: correlation_bootstrap.bootstrap_regime_correlations(x, y, HIGH[: len(x)], replications=100, seed=1)
    ),
    "dynamics.rolling_correlation": (
        *moved(lambda x: dynamics.rolling_correlation(x, dated(OTHER[: x.size]), 60), nan=FLAT),
        *moved(lambda x: dynamics.rolling_correlation(dated(OTHER[: x.size]), x, 60), nan=FLAT),
    ),
    "dynamics.ewma_correlation_path": moved(lambda x: dynamics.ewma_correlation_path(x, dated(OTHER[: x.size]))),
    "dynamics.dynamic_conditional_correlation": two(dynamics.dynamic_conditional_correlation),
    "fading.correlation_trend": two(fading.correlation_trend),
    "fading.resampled_trend": two(lambda x, y: fading.resampled_trend(x, y, 1, 100)),
    "forbes_rigobon.forbes_rigobon_adjusted": (
        *number(lambda x: forbes_rigobon.forbes_rigobon_adjusted(x, 1.0)),
        *number(lambda x: forbes_rigobon.forbes_rigobon_adjusted(0.5, x)),
    ),
    "forbes_rigobon.forbes_rigobon_implied": (
        *number(lambda x: forbes_rigobon.forbes_rigobon_implied(x, 1.0)),
        *number(lambda x: forbes_rigobon.forbes_rigobon_implied(0.5, x)),
    ),
    "forbes_rigobon.volatility_bias": two(lambda x, y: forbes_rigobon.volatility_bias(x, y, HIGH[: len(x)])),
    "hedging.minimum_variance_hedge_ratio": two(hedging.minimum_variance_hedge_ratio),
    "hedging.hedge_effectiveness": two(hedging.hedge_effectiveness),
    "hedging.rolling_addition": two(hedging.rolling_addition),
    "hedging.rolling_hedge": two(hedging.rolling_hedge),
    "hedging.add_asset": two(lambda x, y: hedging.add_asset(x, y, 0.5), FLAT | SHORT),
    "hedging.minimum_variance_weight": (
        *number(lambda x: hedging.minimum_variance_weight(x, 1.0, 0.2)),
        *number(lambda x: hedging.minimum_variance_weight(1.0, x, 0.2)),
        *number(lambda x: hedging.minimum_variance_weight(1.0, 1.0, x)),
    ),
    "hedging.long_only_weight": number(lambda x: hedging.long_only_weight(1.0, x, 0.2)),
    "hedging.correlation_limit": two(hedging.correlation_limit),
    "hedging.risk_reductions": two(lambda x, y: hedging.risk_reductions(x, y, 1, 100)),
    "principal_component.first_component": one(lambda x: principal_component.first_component(panel(x))),
    "principal_component.rolling_first_share": one(lambda x: principal_component.rolling_first_share(panel(x), 60)),
    "principal_component.resampled_share_interval": one(
        lambda x: principal_component.resampled_share_interval(panel(x), 1, 100)
    ),
    "principal_component.hac_component_interval": one(
        lambda x: principal_component.hac_component_interval(panel(x), "share")
    ),
    "principal_component.independent_blocks": one(
        lambda x: principal_component.independent_blocks(panel(x), ("c", "d"))
    ),
    "quantiles.quantile_line": two(lambda x, y: quantiles.quantile_line(x, y, 0.05)),
    "quantiles.quantile_slopes": two(lambda x, y: quantiles.quantile_slopes(x, y, 1, (0.5,), 100)),
    "quantiles.weighted_slopes": two(
        lambda x, y: quantiles.weighted_slopes(x, y, 0.5, np.ones((1, x.size)), (0.0, 0.5))
    ),
    "rank_influence.spearman_influence": two(rank_influence.spearman_influence),
    "rank_influence.kendall_influence": two(rank_influence.kendall_influence),
    "risk_influence.hac_reduction": two(lambda x, y: risk_influence.hac_reduction(x, y, "expected_shortfall_99")),
    "risk_influence.hac_room": two(risk_influence.hac_room),
    "risk_influence.shortfall_influence": one(lambda x: risk_influence.shortfall_influence(x, 0.95)),
    "safe_haven.safe_haven_regression": two(safe_haven.safe_haven_regression),
    "safe_haven_bootstrap.bootstrap_safe_haven": two(
        lambda x, y: safe_haven_bootstrap.bootstrap_safe_haven(x, y, 1, replications=100)
    ),
    "safe_haven_bootstrap.bootstrap_state_slopes": (
        *two(lambda x, y: safe_haven_bootstrap.bootstrap_state_slopes(x, y, HIGH[: x.size], 1, 100)),
        *marked(lambda state: safe_haven_bootstrap.bootstrap_state_slopes(GOOD, OTHER, state, 1, 100)),
    ),
    "safe_haven_bootstrap.bootstrap_slopes_of_states": two(
        lambda x, y: safe_haven_bootstrap.bootstrap_slopes_of_states(x, y, [HIGH[: x.size]], 1, 100)
    ),
    "specification_null.curve_null": two(one_curve),
    "specification_null.shifted_values": two(still_curve),
    "state_slopes.hac_state_slope": two(lambda x, y: state_slopes.hac_state_slope(x, y, HIGH[: x.size])),
    "structure.engle_granger": two(structure.engle_granger),
    "structure.johansen": two(lambda x, y: structure.johansen(np.column_stack([x, y]))),
    "structure.trace_p_value": number(lambda x: structure.trace_p_value(x, 1)),
    "structure.granger": two(structure.granger),
    "tail_dependence.gaussian_chi": (
        *number(lambda x: tail_dependence.gaussian_chi(x, 0.95)),
        *number(lambda x: tail_dependence.gaussian_chi(0.5, x), 0.95),
    ),
    "tail_dependence.gaussian_chi_bar": (
        *number(lambda x: tail_dependence.gaussian_chi_bar(x, 0.95)),
        *number(lambda x: tail_dependence.gaussian_chi_bar(0.5, x), 0.95),
    ),
    "tail_dependence.student_tail_dependence": (
        *number(lambda x: tail_dependence.student_tail_dependence(x, 4.0)),
        *number(lambda x: tail_dependence.student_tail_dependence(0.5, x), 4.0),
    ),
    "tail_dependence.lower_tail_dependence": two(
        lambda x, y: tail_dependence.lower_tail_dependence(x, y, 1, replications=100)
    ),
    "tail_dependence.poon_rockinger_tawn": two(tail_dependence.poon_rockinger_tawn),
}
"""Every function that relates series, and each of its inputs."""
