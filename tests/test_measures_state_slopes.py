"""Slopes of a state by a long-run variance against statsmodels, and words that two inferences must share."""

import numpy as np
import pytest
import statsmodels.api as sm

from figurecheck.errors import DegenerateInputError, InsufficientDataError
from figurecheck.measures.long_run_variance import fixed_b_critical_value, rule_bandwidth, share_of_lags
from figurecheck.measures.safe_haven import HEDGE_ROLES, SAFE_HAVEN_ROLES, Role
from figurecheck.measures.safe_haven_bootstrap import Slope
from figurecheck.measures.state_slopes import RobustSlope, agreed_role, hac_state_slope

N = 800


def sample() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """A pair in which the state comes in runs of 40 days, with means of its own, and errors that last."""
    rng = np.random.default_rng(11)
    state = np.arange(N) // 40 % 3 == 0
    source = rng.standard_t(5, N) * 0.04 - 0.01 * state
    error = np.convolve(rng.standard_t(5, N + 4), np.ones(5) / 5, "valid") * 0.01
    return 0.3 * source - 0.2 * source * state - 0.004 * state + error, source, state


def test_value_and_error_are_those_of_statsmodels() -> None:
    """One regression with both lines on all days: its Newey-West errors are those of each state's own slope."""
    asset, source, state = sample()
    design = np.column_stack([~state, state, source * ~state, source * state]).astype(float)
    lags = rule_bandwidth(N)
    fitted = sm.OLS(asset, design).fit(cov_type="HAC", cov_kwds={"maxlags": lags, "use_correction": False})
    for days, at in ((~state, 2), (state, 3)):
        found = hac_state_slope(asset, source, days)
        critical = fixed_b_critical_value(share_of_lags(days, lags))
        assert found.value == pytest.approx(fitted.params[at], rel=1e-9)
        assert found.upper - found.value == pytest.approx(critical * fitted.bse[at], rel=1e-9)
        assert found.value - found.lower == pytest.approx(found.upper - found.value)
        assert (found.n, found.level) == (int(days.sum()), 0.95)


def test_too_few_days_and_a_source_that_stands_still() -> None:
    asset, source, _ = sample()
    few = np.arange(N) < 4
    with pytest.raises(InsufficientDataError, match="4 of 800"):
        hac_state_slope(asset, source, few)
    still = np.where(np.arange(N) < 50, 0.01, source)
    with pytest.raises(DegenerateInputError, match="stands still"):
        hac_state_slope(asset, still, np.arange(N) < 50)
    with pytest.raises(DegenerateInputError):
        hac_state_slope(np.where(few, np.nan, asset), source, ~few)


@pytest.mark.parametrize(
    ("first", "error", "second", "role", "fragile"),
    [
        ((0.01, 0.04), 0.001, (0.02, 0.05), Role.DIVERSIFIER, False),
        ((-0.04, -0.01), 0.001, (-0.05, -0.02), Role.STRONG_HEDGE, False),
        ((-0.01, 0.01), 0.001, (-0.015, 0.012), Role.WEAK_HEDGE, False),
        ((-0.01, 0.04), 0.001, (-0.02, 0.05), Role.HEDGE_NOT_PROVEN, False),
        ((0.01, 0.04), 0.001, (-0.001, 0.05), Role.HEDGE_NOT_PROVEN, True),
        ((-0.001, 0.04), 0.0001, (0.01, 0.05), Role.HEDGE_NOT_PROVEN, True),
        ((0.0003, 0.04), 0.0002, (0.001, 0.05), Role.HEDGE_NOT_PROVEN, True),
        ((0.0005, 0.04), 0.0002, (0.001, 0.05), Role.DIVERSIFIER, False),
        ((-0.01, 0.0199), 0.0001, (-0.01, 0.01), Role.HEDGE_NOT_PROVEN, True),
        ((-0.04, -0.01), 0.001, (-0.01, 0.01), Role.HEDGE_NOT_PROVEN, True),
    ],
)
def test_a_word_needs_both_inferences_and_any_seed(
    first: tuple[float, float], error: float, second: tuple[float, float], role: Role, *, fragile: bool
) -> None:
    """The margin is 0.02; a limit within two of its errors of an edge could lie on the other side."""
    drawn = Slope(None, sum(first) / 2, *first, error, error)
    robust = RobustSlope(sum(second) / 2, *second, 0.95, 100)
    assert agreed_role(drawn, robust, 0.02, HEDGE_ROLES) == (role, fragile)
    haven = SAFE_HAVEN_ROLES[HEDGE_ROLES.index(role)]
    assert agreed_role(drawn, robust, 0.02, SAFE_HAVEN_ROLES) == (haven, fragile)
