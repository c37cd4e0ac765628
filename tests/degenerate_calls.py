"""Every public function of measures/ that reads observations or numbers, and each of its inputs."""

from functools import partial

import numpy as np
import pandas as pd

from degenerate_inputs import (
    CALENDAR,
    FLAT,
    GAP,
    GOOD,
    HIGH,
    INSIDE,
    LEVELS,
    OTHER,
    PRICES,
    RETURNS,
    SHORT,
    STILL,
    TAIL,
    THREE,
    WINDOW,
    Slot,
    barred,
    bars_of,
    bars_with,
    dated,
    marked,
    moved,
    number,
    one,
    panel,
    priced,
    two,
)
from degenerate_links import LINKS
from figurecheck.measures import (
    abnormal_mean,
    basket,
    checks,
    clusters,
    daily,
    daily_illiquidity,
    downside,
    episode_excess,
    episodes,
    events,
    every_window,
    extremes,
    generalised_pareto,
    liquidity,
    long_run_variance,
    multiple,
    peaks_over_threshold,
    placebo,
    policy,
    ratio_of_means,
    regimes,
    resampling,
    returns,
    stock_shortfall,
    tails,
    volatility,
    windows,
)

CALLS: dict[str, tuple[Slot, ...]] = LINKS | {
    "abnormal_mean.mean_abnormal_return": two(lambda x, y: abnormal_mean.mean_abnormal_return(x, THREE, WINDOW, y)),
    "basket.equal_weighted": priced(
        lambda x: basket.equal_weighted(pd.DataFrame({"a": x, "b": dated(LEVELS)[: x.size]})),
        STILL | GAP | {"gaps"},
    ),
    "checks.observations": one(lambda x: checks.observations(x, "x"), FLAT | SHORT),
    "checks.varying": one(lambda x: checks.varying(x, "x")),
    "checks.pair": two(lambda x, y: checks.pair(x, y, "x, y")),
    "checks.probability": number(lambda x: checks.probability(x, "x")),
    "clusters.extreme_clusters": marked(clusters.extreme_clusters, frozenset({"all"})),
    "daily.daily": moved(lambda x: daily.daily(x, "x"), FLAT | SHORT),
    "daily.daily_prices": priced(daily.daily_prices, STILL | SHORT),
    "daily_illiquidity.daily_illiquidity": tuple(
        slot
        for estimator in daily_illiquidity.DAILY_ESTIMATORS
        for slot in barred(partial(daily_illiquidity.daily_illiquidity, estimator=estimator), STILL)
    ),
    "downside.semivariance": one(downside.semivariance),
    "downside.downside_deviation": one(downside.downside_deviation),
    "downside.sortino_ratio": one(downside.sortino_ratio),
    "downside.sharp_drops": one(lambda x: downside.sharp_drops(x, 0.05), FLAT | SHORT),
    "downside.sharp_drop_ratio": two(lambda x, y: downside.sharp_drop_ratio(x, y, 0.01, 1, 100)),
    "episode_excess.episode_excess": priced(
        lambda x: episode_excess.episode_excess(x, [placebo.Interval(CALENDAR[at], CALENDAR[at + 9]) for at in THREE])
    ),
    "episode_excess.excess_over_outside": priced(
        lambda x: episode_excess.excess_over_outside(
            x, [placebo.Interval(CALENDAR[at], CALENDAR[at + 9]) for at in THREE]
        ),
        STILL,
    ),
    "episodes.drawdown_path": priced(episodes.drawdown_path, STILL | SHORT),
    "episodes.maximum_drawdown": priced(episodes.maximum_drawdown, STILL | SHORT),
    "episodes.drawdown_table": priced(episodes.drawdown_table, STILL | SHORT),
    "episodes.bull_and_bear_phases": priced(lambda x: episodes.bull_and_bear_phases(x, 0.05, 0.05), STILL),
    "episodes.volatility_scaled_thresholds": priced(episodes.volatility_scaled_thresholds),
    "events.abnormal_return": two(lambda x, y: events.abnormal_return(x, 400, WINDOW, y)),
    "events.event_permutation": priced(
        lambda x: events.event_permutation(x, [CALENDAR[at] for at in THREE], WINDOW, 1, 199)
    ),
    "every_window.window_returns": (Slot(every_window.window_returns, LEVELS[:50], PRICES, STILL),),
    "extremes.fit_pareto_tail": one(lambda x: extremes.fit_pareto_tail(x, 0.005)),
    "extremes.pareto_value_at_risk": number(lambda x: extremes.pareto_value_at_risk(TAIL, x), 0.99),
    "extremes.pareto_expected_shortfall": number(lambda x: extremes.pareto_expected_shortfall(TAIL, x), 0.99),
    "extremes.return_level": (
        *number(lambda x: extremes.return_level(TAIL, x, 10.0), 250.0),
        *number(lambda x: extremes.return_level(TAIL, 250.0, x), 10.0),
    ),
    "extremes.profile_shape": number(lambda x: extremes.profile_shape(TAIL, x)),
    "extremes.profile_value_at_risk": number(lambda x: extremes.profile_value_at_risk(TAIL, x), 0.99),
    "extremes.profile_expected_shortfall": number(lambda x: extremes.profile_expected_shortfall(TAIL, x), 0.99),
    "extremes.fit_block_maxima": one(extremes.fit_block_maxima, good=np.random.default_rng(3).gumbel(size=80)),
    "generalised_pareto.fit_rows": one(lambda x: generalised_pareto.fit_rows(x[None, :]), good=np.abs(GOOD)),
    "generalised_pareto.anderson_darling": one(
        lambda x: generalised_pareto.anderson_darling(x, 0.1, 0.01), STILL | SHORT, good=np.abs(GOOD)
    ),
    "generalised_pareto.goodness_of_fit": one(
        lambda x: generalised_pareto.goodness_of_fit(x, 1, 20), good=np.abs(GOOD)
    ),
    "liquidity.daily_bars": tuple(
        Slot(partial(bars_with, name), good, PRICES)
        for name, good in (("opening", LEVELS), ("high", LEVELS * 1.01), ("low", LEVELS * 0.99), ("close", LEVELS))
    ),
    "liquidity.amihud": barred(liquidity.amihud),
    "liquidity.amihud_of_returns": (
        Slot(lambda x: liquidity.amihud_of_returns(x, np.full(x.size, 1e6)), GOOD, RETURNS),
        Slot(lambda x: liquidity.amihud_of_returns(GOOD[: x.size], x), 1e6 * LEVELS, PRICES, STILL),
    ),
    "liquidity.corwin_schultz": barred(liquidity.corwin_schultz, STILL),
    "liquidity.corwin_schultz_raw": barred(liquidity.corwin_schultz_raw, STILL),
    "liquidity.abdi_ranaldo": barred(liquidity.abdi_ranaldo, STILL),
    "liquidity.abdi_ranaldo_two_day": barred(liquidity.abdi_ranaldo_two_day, STILL),
    "liquidity.roll": barred(liquidity.roll),
    "liquidity.zero_return_share": barred(liquidity.zero_return_share, STILL),
    "liquidity.still_days": barred(liquidity.still_days, STILL),
    "liquidity.fong_holden_trzcinka": barred(liquidity.fong_holden_trzcinka),
    "liquidity.efficient_spread": barred(liquidity.efficient_spread),
    "liquidity.liquidity_ratio": barred(
        lambda x: liquidity.liquidity_ratio(x, bars_of(LEVELS[::-1][: x.close.size]), liquidity.amihud, 1, 100)
    ),
    "liquidity.corwin_schultz_days": barred(liquidity.corwin_schultz_days, STILL),
    "liquidity.abdi_ranaldo_squares": barred(liquidity.abdi_ranaldo_squares, STILL),
    "long_run_variance.long_run_variance": one(lambda x: long_run_variance.long_run_variance(x, 5)),
    "long_run_variance.fixed_b_critical_value": number(long_run_variance.fixed_b_critical_value),
    "long_run_variance.mean_error": one(long_run_variance.mean_error),
    "long_run_variance.share_of_lags": marked(
        lambda state: long_run_variance.share_of_lags(state, 10.0), frozenset({"all"})
    ),
    "long_run_variance.state_mean_error": (
        *one(lambda x: long_run_variance.state_mean_error(x, HIGH[: x.size])),
        *marked(lambda state: long_run_variance.state_mean_error(GOOD, state), frozenset({"all"})),
    ),
    "long_run_variance.wide_mean_error": one(long_run_variance.wide_mean_error),
    "multiple.adjust": one(multiple.adjust, FLAT | SHORT, good=np.array([0.01, 0.2])),
    "peaks_over_threshold.peaks_over_threshold": one(lambda x: peaks_over_threshold.peaks_over_threshold(x, 1)),
    "peaks_over_threshold.conditional_peaks": one(lambda x: peaks_over_threshold.conditional_peaks(x, 1)),
    "placebo.episode_return": priced(lambda x: placebo.episode_return(x, INSIDE), STILL | SHORT),
    "placebo.placebo_before": priced(lambda x: placebo.placebo_before(x, INSIDE, years=1)),
    "placebo.placebo_shifts": priced(lambda x: placebo.placebo_shifts(x, [INSIDE])),
    "policy.level_change": (
        Slot(lambda x: policy.level_change(x, min(420, x.size - 1), x.size - 1), LEVELS, PRICES, FLAT),
    ),
    "policy.rises": (Slot(lambda x: policy.rises(x, 0, x.size - 1), LEVELS, PRICES, FLAT),),
    "policy.cuts": (Slot(lambda x: policy.cuts(x, 0, x.size - 1), LEVELS, PRICES, FLAT),),
    "policy.unscheduled_cuts": (
        Slot(
            lambda x: policy.unscheduled_cuts(CALENDAR[: x.size].to_numpy(), x, np.zeros(x.size), 0, x.size - 1),
            LEVELS,
            PRICES,
            FLAT,
        ),
    ),
    "ratio_of_means.robust_ratio_of_means": two(lambda x, y: ratio_of_means.robust_ratio_of_means(x + 0.1, y + 0.1)),
    "ratio_of_means.resampled_ratio_of_means": two(
        lambda x, y: ratio_of_means.resampled_ratio_of_means(x + 0.1, y + 0.1, 1, 100)
    ),
    "regimes.expanding_percentile_regime": moved(
        lambda x: regimes.expanding_percentile_regime(x, CALENDAR[300:400], minimum_history=250), FLAT
    ),
    "regimes.drawdown_regime": priced(lambda x: regimes.drawdown_regime(x, CALENDAR[300:400]), STILL),
    "regimes.realised_volatility_regime": moved(
        lambda x: regimes.realised_volatility_regime(x, CALENDAR[400:450], minimum_history=250)
    ),
    "resampling.politis_white_block_length": one(resampling.politis_white_block_length),
    "resampling.influence_block_length": one(resampling.influence_block_length),
    "resampling.stationary_index_chunks": number(lambda x: list(resampling.stationary_index_chunks(20, x, 10, 1)), 2.0),
    "resampling.stationary_indices": number(lambda x: resampling.stationary_indices(20, x, 10, 1), 2.0),
    "resampling.stationary_count_chunks": number(lambda x: list(resampling.stationary_count_chunks(20, x, 10, 1)), 2.0),
    "resampling.bootstrap_statistic": one(
        lambda x: resampling.bootstrap_statistic(x, lambda rows: rows.mean(axis=1), 2.0, 10, 1), FLAT
    ),
    "resampling.bootstrap_sums": one(lambda x: resampling.bootstrap_sums(x[:, None], 2.0, 10, 1), FLAT),
    "resampling.percentile_interval": one(resampling.percentile_interval, FLAT),
    "resampling.limit_errors": one(resampling.limit_errors, FLAT),
    "resampling.circular_shift_correlations": two(resampling.circular_shift_correlations),
    "returns.window_return": (
        *number(lambda x: returns.window_return(x, 1.0)),
        *number(lambda x: returns.window_return(1.0, x)),
    ),
    "returns.total_return_index": (
        Slot(
            lambda x: returns.total_return_index(x, np.zeros(x.size)),
            LEVELS,
            PRICES,
            STILL | SHORT | GAP,
            frozenset({"gaps"}),
        ),
    ),
    "returns.reinvested": (
        Slot(
            lambda x: returns.reinvested(x, np.zeros(x.size)), LEVELS, PRICES, STILL | SHORT | GAP, frozenset({"gaps"})
        ),
    ),
    "stock_shortfall.stock_shortfall": (
        *one(lambda x: stock_shortfall.stock_shortfall(panel(x), dated(OTHER[: x.size]), 1, 100), GAP),
        *moved(lambda x: stock_shortfall.stock_shortfall(panel(GOOD[: x.size]), x, 1, 100)),
    ),
    "tails.value_at_risk": one(tails.value_at_risk),
    "tails.expected_shortfall": one(tails.expected_shortfall),
    "tails.normal_value_at_risk": (
        *number(lambda x: tails.normal_value_at_risk(x, 1.0)),
        *number(lambda x: tails.normal_value_at_risk(0.0, x)),
    ),
    "tails.normal_expected_shortfall": (
        *number(lambda x: tails.normal_expected_shortfall(x, 1.0)),
        *number(lambda x: tails.normal_expected_shortfall(0.0, x)),
    ),
    "volatility.garch": one(volatility.garch),
    "volatility.ar_garch": one(volatility.ar_garch),
    "volatility.rolling_volatility": moved(lambda x: volatility.rolling_volatility(x, 60)),
    "volatility.ewma_covariance": two(volatility.ewma_covariance),
    "volatility.ewma_variance": one(volatility.ewma_variance),
    "volatility.ewma_correlation": two(volatility.ewma_correlation),
    "windows.largest_rise": (
        Slot(lambda x: windows.largest_rise(x, LEVELS[: x.size]), LEVELS, PRICES, STILL),
        Slot(lambda x: windows.largest_rise(LEVELS[: x.size], x), LEVELS, PRICES, STILL),
    ),
    "windows.largest_fall": (
        Slot(lambda x: windows.largest_fall(x, LEVELS[: x.size]), LEVELS, PRICES, STILL),
        Slot(lambda x: windows.largest_fall(LEVELS[: x.size], x), LEVELS, PRICES, STILL),
    ),
}
"""Every function that reads observations or numbers, and each of its inputs."""
