"""Slopes in nested tails against statsmodels, and intervals against the truth of simulated data."""

import numpy as np
import pytest
import statsmodels.api as sm

from figurecheck.errors import DegenerateInputError, InsufficientDataError
from figurecheck.measures.safe_haven_bootstrap import (
    bootstrap_safe_haven,
    bootstrap_slopes_of_states,
    bootstrap_state_slopes,
)

TAILS = (0.10, 0.05, 0.01)


def sample(seed: int, n: int = 2000) -> tuple[np.ndarray, np.ndarray]:
    """An asset whose slope is 0.3, and -0.2 on the worst twentieth of the source's days."""
    rng = np.random.default_rng(seed)
    source = rng.standard_t(5, n) * 0.04
    slope = np.where(source <= np.quantile(source, 0.05), -0.2, 0.3)
    return 0.001 + slope * source + rng.standard_t(5, n) * 0.01, source


def test_slopes_are_those_of_statsmodels() -> None:
    asset, source = sample(1)
    marks = [source <= np.quantile(source, tail) for tail in TAILS]
    design = sm.add_constant(np.column_stack([source, *(source * mark for mark in marks)]))
    expected = np.cumsum(sm.OLS(asset, design).fit().params[1:])
    found = bootstrap_safe_haven(asset, source, 7, TAILS, 200)
    assert [slope.value for slope in found.slopes] == pytest.approx(expected, rel=1e-9)
    assert [slope.tail for slope in found.slopes] == [None, *TAILS]


def test_intervals_hold_the_true_slopes_and_shut_out_the_false_ones() -> None:
    found = bootstrap_safe_haven(*sample(2), 7, (0.05,), 999)
    average, tail = found.inside(None), found.inside(0.05)
    assert average.lower < 0.3 < average.upper
    assert tail.lower < -0.2 < tail.upper < average.lower


def test_errors_agree_with_the_robust_ones_of_statsmodels() -> None:
    """Independent rows: half of the width is about 1.96 White errors (HC1 of statsmodels), within a tenth."""
    asset, source = sample(3)
    design = sm.add_constant(np.column_stack([source, source * (source <= np.quantile(source, 0.05))]))
    errors = sm.OLS(asset, design).fit(cov_type="HC1").bse
    average = bootstrap_safe_haven(asset, source, 7, (0.05,), 2_000).inside(None)
    assert (average.upper - average.lower) / 2 == pytest.approx(1.96 * errors[1], rel=0.1)


def test_scale_and_seed() -> None:
    asset, source = sample(4, 600)
    one = bootstrap_safe_haven(asset, source, 7, (0.05,), 200)
    assert bootstrap_safe_haven(asset, source, 7, (0.05,), 200) == one
    scaled = bootstrap_safe_haven(asset * 100, source * 50, 7, (0.05,), 200).inside(0.05)
    tail = one.inside(0.05)
    assert (scaled.value, scaled.lower, scaled.upper) == pytest.approx((2 * tail.value, 2 * tail.lower, 2 * tail.upper))


def test_bad_input() -> None:
    asset, source = sample(5, 400)
    with pytest.raises(InsufficientDataError, match="4 days in the narrowest tail"):
        bootstrap_safe_haven(asset, source, 7, TAILS, 200)
    with pytest.raises(InsufficientDataError):
        bootstrap_safe_haven(asset[:200], source[:200], 7, (0.1,), 200)
    with pytest.raises(DegenerateInputError):
        bootstrap_safe_haven(asset, np.ones(400), 7, (0.1,), 200)


def test_slopes_by_state_are_those_of_statsmodels() -> None:
    asset, source = sample(6, 900)
    state = np.arange(900) % 3 == 0
    expected = [sm.OLS(asset[days], sm.add_constant(source[days])).fit().params[1] for days in (~state, state)]
    outside, inside, drawn = bootstrap_state_slopes(asset, source, state, 7, 200)
    assert (outside.value, inside.value) == pytest.approx(tuple(expected), rel=1e-9)
    assert outside.lower < outside.value < outside.upper
    assert (drawn.n, drawn.replications) == (900, 200)


def test_states_in_the_same_resamples_are_as_each_alone() -> None:
    asset, source = sample(6, 900)
    states = [np.arange(900) % 3 == 0, np.arange(900) > 500]
    together = bootstrap_slopes_of_states(asset, source, states, 7, 200)
    assert together == tuple(bootstrap_state_slopes(asset, source, state, 7, 200) for state in states)
    assert together[0] != together[1]


def test_means_that_differ_by_state_move_no_slope() -> None:
    """A state chosen by a fall has means of its own; a line with one intercept would find other slopes."""
    asset, source = sample(8, 900)
    state = np.arange(900) % 3 == 0
    plain = bootstrap_state_slopes(asset, source, state, 7, 200)
    moved = bootstrap_state_slopes(asset - 0.02 * state, source - 0.01 * state, state, 7, 200)
    for one, other in zip(plain[:2], moved[:2], strict=True):
        assert other.value == pytest.approx(one.value, rel=1e-9)


def test_the_error_of_a_limit_is_its_spread_over_seeds() -> None:
    asset, source = sample(9, 900)
    state = np.arange(900) % 3 == 0
    found = [bootstrap_state_slopes(asset, source, state, seed, 400)[1] for seed in range(60)]
    for limit in ("lower", "upper"):
        spread = np.std([getattr(one, limit) for one in found], ddof=1)
        told = np.mean([getattr(one, f"{limit}_error") for one in found])
        assert told == pytest.approx(spread, rel=0.3)


def test_a_state_with_four_days_says_nothing() -> None:
    asset, source = sample(7, 400)
    with pytest.raises(InsufficientDataError, match="4 of 400"):
        bootstrap_state_slopes(asset, source, np.arange(400) < 4, 7, 200)
