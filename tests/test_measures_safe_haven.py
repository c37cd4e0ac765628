"""Known slopes are found again, sums carry the delta-method error, and the four roles are told apart."""

from collections.abc import Callable
from functools import cache

import numpy as np
import pytest
from arch import arch_model
from hypothesis import given
from hypothesis import strategies as st

from answers import answers
from figurecheck.errors import DegenerateInputError, InsufficientDataError
from figurecheck.measures.safe_haven import (
    HEDGE_ROLES,
    SAFE_HAVEN_ROLES,
    Role,
    SafeHavenRegression,
    classify,
    safe_haven_regression,
)

BAUR_LUCEY, BAUR_MCDERMOTT = {0.05: -0.8}, {0.10: -0.5, 0.05: -0.3, 0.01: 0.4}


def simulate(tail_slopes: dict[float, float], average: float) -> tuple[np.ndarray, np.ndarray]:
    """A t5 source and an asset with the given slopes and GARCH(.05, .1, .85) errors, 4,000 days."""
    random = np.random.default_rng(42)
    source, shocks = random.standard_t(5, 4000), random.standard_normal(4000)
    errors, variance = np.zeros(4000), 1.0
    for day, shock in enumerate(shocks):
        errors[day] = np.sqrt(variance) * shock
        variance = 0.05 + 0.1 * errors[day] ** 2 + 0.85 * variance
    slope = np.full(4000, average)
    for tail, extra in tail_slopes.items():
        slope += extra * (source <= np.quantile(source, tail))
    return slope * source + errors, source


@cache
def baur_lucey() -> SafeHavenRegression:
    return safe_haven_regression(*simulate(BAUR_LUCEY, 0.5), tails=(0.05,))


@cache
def baur_mcdermott() -> SafeHavenRegression:
    return safe_haven_regression(*simulate(BAUR_MCDERMOTT, 0.6))


COMPUTED: dict[str, Callable[[], float]] = {
    "baur_lucey_average": lambda: baur_lucey().average.value,
    "baur_lucey_tail_increment": lambda: baur_lucey().increments[1],
    "baur_lucey_tail_effect": lambda: baur_lucey().tails[0].value,
    "baur_lucey_average_error": lambda: baur_lucey().average.standard_error,
    "baur_lucey_increment_error": lambda: baur_lucey().increment_errors[1],
    "baur_mcdermott_tail_10": lambda: baur_mcdermott().tails[0].value,
    "baur_mcdermott_tail_5": lambda: baur_mcdermott().tails[1].value,
    "baur_mcdermott_tail_1": lambda: baur_mcdermott().tails[2].value,
}


@answers("safe_haven", COMPUTED)
def test_answers(case: str, expected: float, tolerance: float) -> None:
    assert COMPUTED[case]() == pytest.approx(expected, abs=tolerance)


@pytest.mark.parametrize(
    ("fitted", "slopes", "average"), [(baur_lucey, BAUR_LUCEY, 0.5), (baur_mcdermott, BAUR_MCDERMOTT, 0.6)]
)
def test_slopes_errors_and_likelihood_are_those_of_arch(
    fitted: Callable[[], SafeHavenRegression], slopes: dict[float, float], average: float
) -> None:
    """arch alone on the same simulated returns, unscaled, its optimiser run to the end of double precision."""
    asset, source = simulate(slopes, average)
    tails = [source * (source <= np.quantile(source, tail)) for tail in slopes]
    model = arch_model(asset, x=np.column_stack([source, *tails]), mean="LS", vol="GARCH", rescale=False)
    other = model.fit(disp="off", cov_type="robust", options={"ftol": 1e-15, "maxiter": 2000})
    found, last = fitted(), 2 + len(tails)
    assert found.increments == pytest.approx(tuple(other.params.iloc[1:last]), abs=1e-4)
    assert found.increment_errors == pytest.approx(tuple(other.std_err.iloc[1:last]), abs=1e-4)
    assert found.garch == pytest.approx(tuple(other.params.iloc[last:]), abs=1e-4)
    assert found.log_likelihood == pytest.approx(other.loglikelihood, abs=1e-4)
    sums = np.tril(np.ones((last - 1, last - 1)))
    covariance = sums @ other.param_cov.iloc[1:last, 1:last].to_numpy() @ sums.T
    effects = (found.average, *found.tails)
    assert [each.value for each in effects] == pytest.approx(sums @ other.params.iloc[1:last].to_numpy(), abs=1e-4)
    assert [each.standard_error for each in effects] == pytest.approx(np.sqrt(np.diag(covariance)), abs=1e-4)


def test_error_of_a_sum_is_the_error_of_the_same_slope_in_another_coding() -> None:
    """With one dummy for the tail and one for the rest, the tail slope is a coefficient of its own."""
    asset, source = simulate(BAUR_LUCEY, 0.5)
    inside = source <= np.quantile(source, 0.05)
    design = np.column_stack([source * ~inside, source * inside])
    other = arch_model(asset, x=design, mean="LS", vol="GARCH", rescale=False).fit(disp="off", cov_type="robust")
    effect = baur_lucey().tails[0]
    assert effect.value == pytest.approx(other.params.iloc[2], abs=1e-3)
    assert effect.standard_error == pytest.approx(other.std_err.iloc[2], rel=0.01)
    assert effect.place.days == int(inside.sum()) == 200
    assert baur_lucey().average.place.days == int((~inside).sum()) == 3_800, "c0 rests on the days outside the tail"
    assert baur_lucey().log_likelihood == pytest.approx(other.loglikelihood, abs=0.01)
    assert baur_lucey().garch == pytest.approx(tuple(other.params.iloc[3:]), rel=0.02)


def test_the_margin_decides_between_a_weak_role_and_none_in_the_units_of_the_pair() -> None:
    """The slope is nil and its interval about 0.03 wide: nil within a fifth of the ratio of deviations, not less.

    Multiplying the source by 1,000 makes every slope, and the margin with it, a thousandth: roles do not move.
    """
    random = np.random.default_rng(11)
    asset, source = random.normal(size=4_000), random.normal(size=4_000)
    wide, narrow, scaled = (
        safe_haven_regression(asset, source * units, (0.05,), margin=margin).average
        for units, margin in ((1.0, 0.2), (1.0, 0.001), (1_000.0, 0.2))
    )
    assert (wide.role, narrow.role) == (Role.WEAK_HEDGE, Role.HEDGE_NOT_PROVEN)
    assert scaled.role is wide.role
    found = safe_haven_regression(asset, source / 1_000.0, (0.05,), margin=0.001)
    assert found.average.role is Role.HEDGE_NOT_PROVEN


def test_roles_of_the_simulated_pair() -> None:
    assert baur_lucey().average.role is Role.DIVERSIFIER
    assert baur_lucey().tails[0].role is Role.STRONG_SAFE_HAVEN


@pytest.mark.parametrize(
    ("lower", "upper", "place"), [(-0.3, -0.1, 0), (-0.05, 0.08, 1), (-0.05, 0.2, 2), (-0.2, 0.05, 2), (0.01, 0.2, 3)]
)
def test_classify(lower: float, upper: float, place: int) -> None:
    assert classify(lower, upper, 0.1, HEDGE_ROLES) is HEDGE_ROLES[place]
    assert classify(lower, upper, 0.1, SAFE_HAVEN_ROLES) is SAFE_HAVEN_ROLES[place]


@given(st.floats(-1, 1), st.floats(0, 1), st.floats(0.001, 1), st.floats(0.01, 100))
def test_classification_does_not_depend_on_the_unit(lower: float, width: float, margin: float, unit: float) -> None:
    near = {abs(lower + width), abs(lower), abs(max(-lower, lower + width) - margin)}
    if min(near) > 1e-9:
        here = classify(lower, lower + width, margin, HEDGE_ROLES)
        assert classify(lower * unit, (lower + width) * unit, margin * unit, HEDGE_ROLES) is here


def test_effects_follow_the_units() -> None:
    asset, source = simulate(BAUR_LUCEY, 0.5)
    scaled = safe_haven_regression(asset * 0.01, source * 10, tails=(0.05,))
    assert scaled.average.value == pytest.approx(baur_lucey().average.value / 1000, rel=1e-4)
    assert scaled.margin == pytest.approx(baur_lucey().margin / 1000, rel=1e-9)
    assert scaled.tails[0].role is baur_lucey().tails[0].role


def test_bad_input_is_refused() -> None:
    asset, source = simulate({}, 0.5)
    with pytest.raises(InsufficientDataError, match="250 are needed"):
        safe_haven_regression(asset[:100], source[:100])
    with pytest.raises(InsufficientDataError, match=r"3 days in the 1\.0% tail"):
        safe_haven_regression(asset[:300], source[:300])
    with pytest.raises(DegenerateInputError, match="NaN"):
        safe_haven_regression(np.where(asset == asset[7], np.nan, asset), source)
    with pytest.raises(DegenerateInputError, match="4000 and 3999"):
        safe_haven_regression(asset, source[1:])
    with pytest.raises(DegenerateInputError, match="nothing varies"):
        safe_haven_regression(np.ones(4000), source)
    with pytest.raises(DegenerateInputError, match="from wide to narrow"):
        safe_haven_regression(asset, source, tails=(0.01, 0.05))
