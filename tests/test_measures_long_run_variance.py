"""Bartlett sums by hand, fixed-b critical values against two other sources, and the size of the test they make."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from answers import answers
from figurecheck.errors import DegenerateInputError, InsufficientDataError
from figurecheck.measures.long_run_variance import (
    fixed_b_critical_value,
    long_run_variance,
    mean_error,
    rule_bandwidth,
    share_of_lags,
    state_mean_error,
)

SHORT = [1.0, 2.0, 1.0, -2.0, -2.0]

COMPUTED = {
    "bandwidth_1_by_hand": lambda: long_run_variance(SHORT, 1),
    "bandwidth_2_by_hand": lambda: long_run_variance(SHORT, 2),
    "bandwidth_1859": lambda: rule_bandwidth(1859),
    "critical_b_0": lambda: fixed_b_critical_value(0.0),
    "critical_b_1_level_80": lambda: fixed_b_critical_value(1.0, 0.80),
    "critical_b_1_level_90": lambda: fixed_b_critical_value(1.0, 0.90),
    "critical_b_1_level_95": lambda: fixed_b_critical_value(1.0, 0.95),
    "critical_b_1_level_98": lambda: fixed_b_critical_value(1.0, 0.98),
    "critical_b_10_level_95": lambda: fixed_b_critical_value(0.1, 0.95),
    "critical_b_30_level_95": lambda: fixed_b_critical_value(0.3, 0.95),
}


@answers("long_run_variance", COMPUTED)
def test_answers(case: str, expected: float, tolerance: float) -> None:
    assert COMPUTED[case]() == pytest.approx(expected, abs=tolerance, rel=0)


@settings(deadline=None)
@given(shift=st.floats(-100, 100), scale=st.floats(0.01, 100))
def test_shift_and_scale(shift: float, scale: float) -> None:
    values = np.random.default_rng(3).standard_normal(60)
    expected = scale**2 * long_run_variance(values, 8)
    assert long_run_variance(scale * values + shift, 8) == pytest.approx(expected, rel=1e-6)


def test_mean_error_covers_the_mean_of_a_persistent_series() -> None:
    random = np.random.default_rng(7)
    covered, runs, n = 0, 400, 400
    for _ in range(runs):
        shocks = random.standard_normal(n + 50)
        series = np.zeros(n + 50)
        for day in range(1, n + 50):
            series[day] = 0.5 * series[day - 1] + shocks[day]
        series = series[50:]
        covered += abs(series.mean()) <= mean_error(series).half_width
    assert 0.91 <= covered / runs <= 0.98


def test_independent_series_keeps_the_ordinary_standard_error() -> None:
    values = np.random.default_rng(5).standard_normal(20_000)
    error = mean_error(values)
    assert error.standard_error == pytest.approx(1 / np.sqrt(20_000), rel=0.1)
    assert error.critical_value > 1.96
    assert error.bandwidth == 183


@pytest.mark.parametrize("bandwidth", [-1, 4, 100])
def test_bandwidth_that_does_not_fit(bandwidth: float) -> None:
    with pytest.raises(DegenerateInputError, match="does not fit 5 observations"):
        long_run_variance(SHORT, bandwidth)


@pytest.mark.parametrize(("b", "level"), [(0.1, 0.99), (-0.1, 0.95), (1.1, 0.95)])
def test_no_critical_value(b: float, level: float) -> None:
    with pytest.raises(DegenerateInputError):
        fixed_b_critical_value(b, level)


def test_bad_series() -> None:
    with pytest.raises(DegenerateInputError, match="NaN"):
        mean_error([1.0, float("nan"), 2.0, 3.0, 4.0])
    with pytest.raises(InsufficientDataError):
        mean_error([1.0, 2.0])


def test_all_rows_have_the_share_of_lags_of_the_whole_sample() -> None:
    assert share_of_lags(np.ones(4000, dtype=bool), 82) == pytest.approx(83 / 4000)


def test_few_rows_make_a_wilder_variance_than_all() -> None:
    """By hand: every fourth of 4,000 rows has 1,000 rows and a fourth of the lags between them, so the same share."""
    every_fourth = np.arange(4000) % 4 == 0
    assert share_of_lags(every_fourth, 83) == pytest.approx(84 / 4000, rel=0.03)
    in_one_run = np.arange(4000) < 1000
    assert share_of_lags(in_one_run, 83) == pytest.approx(84 / 1000, rel=0.05)
    assert share_of_lags(np.arange(4000) < 3, 83) == 1.0


def test_the_share_is_the_freedom_of_the_variance() -> None:
    """Twice the squared mean of the estimate over its variance is 3/2 over the share, for independent normal rows."""
    random, inside = np.random.default_rng(6), np.arange(1200) % 60 < 12
    variances = []
    for _ in range(2000):
        values = random.standard_normal(1200) * inside
        variances.append(state_mean_error(values, inside).standard_error ** 2)
    freedom = 2 * np.mean(variances) ** 2 / np.var(variances)
    assert 1.5 / share_of_lags(inside, 45) == pytest.approx(freedom, rel=0.15)


def test_a_state_without_a_row_is_refused() -> None:
    with pytest.raises(DegenerateInputError, match="none of 30 rows"):
        share_of_lags(np.zeros(30, dtype=bool), 5)
