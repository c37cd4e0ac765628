"""Value at risk and expected shortfall against closed forms, arithmetic by hand and the defining minimum."""

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from answers import answers
from figurecheck.errors import DegenerateInputError, InsufficientDataError
from figurecheck.measures.tails import (
    WorstDays,
    expected_shortfall,
    expected_shortfall_rows,
    normal_expected_shortfall,
    normal_value_at_risk,
    value_at_risk,
)

BACON = (
    "0.003 0.026 0.011 -0.010 0.015 0.025 0.016 0.067 -0.014 0.040 -0.005 0.081 "
    "0.040 -0.037 -0.061 0.017 -0.049 -0.022 0.070 0.058 -0.065 0.024 -0.005 -0.009"
)
TWENTY, THIRTY = -np.arange(1.0, 21.0), -np.arange(1.0, 31.0)

COMPUTED: dict[str, Callable[[], float]] = {
    "normal_shortfall_95": lambda: normal_expected_shortfall(0, 1, 0.95),
    "normal_shortfall_97.5": lambda: normal_expected_shortfall(0, 1, 0.975),
    "normal_shortfall_99": lambda: normal_expected_shortfall(0, 1, 0.99),
    "normal_shortfall_moved": lambda: normal_expected_shortfall(-1, 2, 0.95),
    "normal_var_95": lambda: normal_value_at_risk(0, 1, 0.95),
    "bacon_shortfall_95": lambda: expected_shortfall([float(x) for x in BACON.split()]),
    "twenty_days_var_95": lambda: value_at_risk(TWENTY),
    "twenty_days_shortfall_95": lambda: expected_shortfall(TWENTY),
    "twenty_days_shortfall_90": lambda: expected_shortfall(TWENTY, 0.9),
    "thirty_days_shortfall_95": lambda: expected_shortfall(THIRTY),
    "thirty_days_var_95": lambda: value_at_risk(THIRTY),
}


@answers("tails", COMPUTED)
def test_answers(case: str, expected: float, tolerance: float) -> None:
    assert COMPUTED[case]() == pytest.approx(expected, abs=tolerance)


returns = st.lists(st.floats(-10, 10), min_size=20, max_size=60).filter(lambda values: np.ptp(values) > 1e-3)


@given(returns, st.sampled_from([0.8, 0.9, 0.95]))
def test_shortfall_is_the_minimum_of_rockafellar_and_uryasev(values: list[float], level: float) -> None:
    losses = -np.array(values)
    objective = [c + np.maximum(losses - c, 0).sum() / ((1 - level) * losses.size) for c in losses]
    assert expected_shortfall(values, level) == pytest.approx(min(objective), abs=1e-9)
    at_value = value_at_risk(values, level)
    reached = at_value + np.maximum(losses - at_value, 0).sum() / ((1 - level) * losses.size)
    assert reached == pytest.approx(min(objective), abs=1e-9)


@given(returns, st.floats(0.1, 10), st.floats(-5, 5))
def test_scale_and_shift(values: list[float], scale: float, shift: float) -> None:
    for measure in (value_at_risk, expected_shortfall):
        moved = measure(scale * np.array(values) + shift)
        assert moved == pytest.approx(scale * measure(values) - shift, abs=1e-9)


@given(returns)
def test_shortfall_is_at_least_the_value_at_risk_and_grows_with_the_level(values: list[float]) -> None:
    assert expected_shortfall(values) >= value_at_risk(values) - 1e-12
    assert expected_shortfall(values, 0.95) >= expected_shortfall(values, 0.8) - 1e-12


def test_rows_agree_with_one_sample_at_a_time() -> None:
    sample = np.random.default_rng(1).standard_normal((5, 137))
    rows = expected_shortfall_rows(sample, (0.2, 0.95, 0.99))
    for row, values in zip(rows, sample, strict=True):
        assert row == pytest.approx([expected_shortfall(values, level) for level in (0.2, 0.95, 0.99)])


def test_bad_input_is_refused() -> None:
    with pytest.raises(InsufficientDataError, match="100 are needed"):
        expected_shortfall(np.arange(99.0), 0.99)
    with pytest.raises(DegenerateInputError, match="NaN"):
        value_at_risk([np.nan] * 30)
    with pytest.raises(DegenerateInputError, match="share between 0 and 1"):
        expected_shortfall(TWENTY, 1.0)


@pytest.mark.parametrize("concentrated", [False, True])
def test_shortfall_of_counts_is_that_of_the_drawn_days(concentrated: bool) -> None:
    rng = np.random.default_rng(9)
    returns = rng.standard_t(4, 210)
    best = np.argsort(returns)[150:]
    draws = best[rng.integers(60, size=(40, 210))] if concentrated else rng.integers(210, size=(40, 210))
    counts = np.array([np.bincount(row, minlength=210) for row in draws], dtype=np.float64)
    found = WorstDays.of(returns).shortfalls(counts, (10.5, 2.1))
    np.testing.assert_allclose(found, expected_shortfall_rows(returns[draws], (0.95, 0.99)))
    column = WorstDays.of(returns).shortfalls(counts, [np.full((40, 1), 10.5)])
    np.testing.assert_array_equal(column[:, 0], found[:, 0])
