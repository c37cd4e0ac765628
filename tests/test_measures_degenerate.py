"""What no figure can come from (a constant, one day, gaps, infinities) ends in an error of ours, never in a number."""

from collections.abc import Callable

import numpy as np
import pytest

from degenerate_calls import CALLS
from degenerate_inputs import DAYS, GOOD, OTHER, Slot, public
from figurecheck.errors import DegenerateInputError, MeasureError
from figurecheck.measures import (
    generalised_pareto,
    long_run_variance,
    structure,
    tail_dependence,
)

STILL = np.r_[1.0, np.zeros(DAYS - 1)]

EXEMPT: dict[str, str] = {
    "alignment.sessions": "takes two days and no observation",
    "checks.finite": "is the check of numbers itself, and returns nothing",
    "checks.same_length": "compares two lengths, and returns nothing",
    "episodes.bear_phases": "picks from phases that were found",
    "episodes.in_phase": "marks days inside phases that were found",
    "events.event_position": "looks a day up among days",
    "every_window.first_of": "picks a cell by its order among chosen ones, and raises where none is",
    "every_window.gaps": "documented: NaN where there is no window",
    "every_window.shifts": "counts days between days",
    "every_window.within": "documented: False where there is no window",
    "garch_edges.edge_of": "compares parameters that a likelihood has found with the edges of where they may lie",
    "garch_climb.highest": "climbs a likelihood that garch and the safe-haven regression make",
    "garch_likelihood.jacobian": "differentiates a function that garch and the safe-haven regression make",
    "garch_likelihood.newton": "climbs such a function, documented to give None where the steps do not settle",
    "long_run_variance.rule_bandwidth": "takes a count of days",
    "long_run_variance.wide_bandwidth": "takes a count of days",
    "quantiles.stationary_counts": "counts draws of stationary_index_chunks, which checks the plan",
    "safe_haven.classify": "names the place of two limits; limits that are no numbers name the undecided role",
    "specification_null.draw_shifts": "draws shares from a seed",
    "state_slopes.agreed_role": "names the role of limits that were found, as safe_haven.classify does",
    "tails.expected_shortfall_rows": "works on many resamples at once; documented: the caller has checked",
    "tails.tail_count": "takes a count of days",
    "windows.first_at_or_after": "looks a day up among days",
    "windows.last_at_or_before": "looks a day up among days",
    "windows.ordered": "compares two positions",
}
"""Public functions that no bad observation reaches, each with what it does instead."""

COUNTED = "a count or an extreme of what is there, exact for one value as for many"
ANSWERED: dict[str, str] = {
    "alignment.aligned_returns": "returns of prices that stand still are 0; days without a price are left out",
    "basket.equal_weighted": "returns of prices that stand still are 0; a stock without a price is left out",
    "beta_drift.paired_moves": "the returns of aligned_returns",
    "beta_drift.beta_drift": "days without a price are left out by aligned_returns",
    "checks.observations": "hands back what it checked",
    "clusters.extreme_clusters": "extremes on all days are a cluster of all days, an index that is defined",
    "correlation.hac_regime_correlation": "a regime of all days is no regime, its correlation the plain one",
    "correlation.split_by_regime": "sorts rows into two parts, of which one may be empty",
    "correlation.effective_observations_from_autocorrelation": "takes autocorrelations, which may be equal or one",
    "daily.daily": "hands back what it checked",
    "daily.daily_prices": "hands back what it checked",
    "daily_illiquidity.daily_illiquidity": "one value a day: a day without a move has a price impact of 0",
    "downside.sharp_drops": COUNTED,
    "episode_excess.excess_over_outside": "prices that stand still have returns of 0, inside and outside",
    "episodes.drawdown_path": COUNTED,
    "episodes.maximum_drawdown": COUNTED,
    "episodes.drawdown_table": COUNTED,
    "episodes.bull_and_bear_phases": "prices that stand still have no phase",
    "every_window.window_returns": "the return between two prices that are the same is 0",
    "generalised_pareto.anderson_darling": "compares any excesses with a law that is given",
    "hedging.add_asset": "a weighted sum of each day's two returns",
    "liquidity.amihud_of_returns": "dollars traded may be the same every day",
    "liquidity.corwin_schultz": "quotes that never move show their spread in highs and lows, the proof of its authors",
    "liquidity.corwin_schultz_raw": "quotes that never move show their spread in highs and lows",
    "liquidity.abdi_ranaldo": "quotes that never move show their spread in highs and lows",
    "liquidity.abdi_ranaldo_two_day": "quotes that never move show their spread in highs and lows",
    "liquidity.corwin_schultz_days": "quotes that never move show their spread in highs and lows",
    "liquidity.abdi_ranaldo_squares": "quotes that never move show their spread in highs and lows",
    "liquidity.zero_return_share": COUNTED,
    "liquidity.still_days": COUNTED,
    "long_run_variance.share_of_lags": "a state of all rows has the share of all rows",
    "long_run_variance.state_mean_error": "a state of all rows has the error of all rows",
    "multiple.adjust": "takes p-values, which may be equal, nought or one",
    "placebo.episode_return": "the return between two prices that are the same is 0; documented: None uncovered",
    "policy.level_change": COUNTED,
    "policy.rises": COUNTED,
    "policy.cuts": COUNTED,
    "policy.unscheduled_cuts": COUNTED,
    "regimes.expanding_percentile_regime": "a level that never moves never stands above its own past",
    "regimes.drawdown_regime": "prices that stand still are never below their peak",
    "resampling.bootstrap_statistic": "resamples of the same numbers are the same numbers",
    "resampling.bootstrap_sums": "resamples of the same numbers are the same numbers",
    "resampling.limit_errors": "takes draws, all the same where no resample moves the statistic",
    "resampling.percentile_interval": "takes draws, all the same where no resample moves the statistic",
    "returns.total_return_index": "exact prices; documented: a missing close stays missing",
    "returns.reinvested": "exact prices; documented: a missing close stays missing",
    "stock_shortfall.stock_shortfall": "documented: each stock counts on the days that it has",
    "windows.largest_rise": COUNTED,
    "windows.largest_fall": COUNTED,
}
"""Where one of the bad inputs has an exact answer, and why it is no estimate."""

SLOTS = [(name, number, slot) for name, slots in CALLS.items() for number, slot in enumerate(slots)]


def test_every_public_function_is_tried_or_exempt_with_a_reason() -> None:
    names = set(public())
    assert len(names) > 180
    assert names - set(CALLS) - set(EXEMPT) == set()
    assert set(EXEMPT) <= names
    assert set(EXEMPT) & set(CALLS) == set()


def test_every_answer_to_a_bad_input_has_a_reason() -> None:
    assert {name for name, _, slot in SLOTS if slot.answered} == set(ANSWERED)


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
@pytest.mark.parametrize("slot", [pytest.param(slot, id=f"{name}-{number}") for name, number, slot in SLOTS])
def test_a_good_input_has_a_figure(slot: Slot) -> None:
    slot.call(slot.good)


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
@pytest.mark.parametrize("slot", [pytest.param(slot, id=f"{name}-{number}") for name, number, slot in SLOTS])
def test_a_bad_input_has_none(slot: Slot) -> None:
    assert {bad: got for bad in sorted(slot.bad) if (got := outcome(slot, bad)) != expected(slot, bad)} == {}


def expected(slot: Slot, bad: str) -> str:
    if bad in slot.answered:
        return "a figure"
    return "no number" if bad in slot.nan else "an error"


def outcome(slot: Slot, bad: str) -> str:
    try:
        found = slot.call(slot.bad[bad])
    except MeasureError:
        return "an error"
    if bad not in slot.nan:
        return "a figure"
    return "no number" if np.isnan(np.asarray(found, dtype=np.float64)).all() else "a figure"


@pytest.mark.parametrize(
    "measure",
    [
        lambda: tail_dependence.lower_tail_dependence(STILL, GOOD, 1, replications=100),
        lambda: tail_dependence.lower_tail_dependence(GOOD, STILL, 1, replications=100),
        lambda: tail_dependence.poon_rockinger_tawn(STILL, GOOD),
        lambda: structure.johansen(np.column_stack([STILL, GOOD])),
        lambda: structure.granger(GOOD, STILL),
        lambda: generalised_pareto.goodness_of_fit(STILL, 1, 20),
    ],
)
def test_a_share_that_moved_once_says_nothing(measure: Callable[[], object]) -> None:
    with pytest.raises(DegenerateInputError):
        measure()


def test_a_constant_that_rounding_moves_is_a_constant() -> None:
    """The tenth of a cent is no binary fraction: the mean of 600 of them is off in the last digit."""
    with pytest.raises(DegenerateInputError, match="nothing varies"):
        long_run_variance.mean_error(np.full(DAYS, 0.01) + np.r_[np.zeros(DAYS - 1), 1e-17])


def test_two_columns_are_no_series() -> None:
    for measure in (CALLS["volatility.garch"], CALLS["tails.value_at_risk"], CALLS["correlation.pearson"]):
        with pytest.raises(DegenerateInputError):
            measure[0].call(np.column_stack([GOOD, OTHER]))
