"""A trend built into block correlations is found again, its Newey-West error by hand and by statsmodels."""

from collections.abc import Callable

import numpy as np
import pytest
import statsmodels.api as sm
from scipy.stats import t as student

from answers import answers
from figurecheck.errors import DegenerateInputError, InsufficientDataError
from figurecheck.measures.fading import Trend, correlation_trend, resampled_trend

BLOCK = 63


def block_with(correlation: float, random: np.random.Generator) -> np.ndarray:
    """A block of two series whose sample correlation is exactly the given one; shape (63, 2)."""
    raw = random.standard_normal((BLOCK, 2))
    basis, _ = np.linalg.qr(raw - raw.mean(axis=0))
    basis -= basis.mean(axis=0)
    return np.column_stack([basis[:, 0], correlation * basis[:, 0] + np.sqrt(1 - correlation**2) * basis[:, 1]])


def series_with(zs: np.ndarray) -> np.ndarray:
    random = np.random.default_rng(4)
    return np.vstack([block_with(float(np.tanh(z)), random) for z in zs])


def straight() -> Trend:
    data = series_with(0.9 - 0.05 * np.arange(20))
    return correlation_trend(data[:, 0], data[:, 1])


def noisy_zs() -> np.ndarray:
    return 0.5 + np.cumsum(np.random.default_rng(8).normal(0, 0.05, 20))


def noisy() -> Trend:
    data = series_with(noisy_zs())
    return correlation_trend(data[:, 0], data[:, 1])


def newey_west_by_hand(zs: np.ndarray, lags: int) -> float:
    count = len(zs)
    years = np.arange(count) / 4 - (count - 1) / 8
    slope = (years @ zs) / (years @ years)
    leverage = [1 / count + year**2 / (years @ years) for year in years]
    scores = years * (zs - zs.mean() - slope * years) / np.sqrt(1 - np.array(leverage))
    scores = scores - scores.mean()
    meat = sum(s * s for s in scores)
    for lag in range(1, lags + 1):
        meat += 2 * (1 - lag / (lags + 1)) * sum(scores[i] * scores[i - lag] for i in range(lag, count))
    return float(np.sqrt(meat) / (years @ years))


COMPUTED: dict[str, Callable[[], float]] = {
    "slope_of_a_built_trend": lambda: straight().value,
    "standard_error": lambda: noisy().standard_error,
    "slope_by_statsmodels": lambda: noisy().value,
    "standard_error_by_statsmodels": lambda: noisy().standard_error,
}


@answers("fading", COMPUTED)
def test_answers(case: str, expected: float, tolerance: float) -> None:
    assert COMPUTED[case]() == pytest.approx(expected, abs=tolerance)


def test_error_and_interval_by_hand() -> None:
    found = noisy()
    assert found.lags == 2
    assert found.standard_error == pytest.approx(newey_west_by_hand(noisy_zs(), 2), rel=1e-9)
    # Kiefer and Vogelsang (2005, table 1) at b = 3 / 20, widened as Student's t with 18 degrees is.
    b = 3 / 20
    critical = (1.9600 + 2.9694 * b + 0.4160 * b**2 - 0.5324 * b**3) * student.ppf(0.975, 18) / 1.959964
    half = critical * found.standard_error
    assert (found.lower, found.upper) == pytest.approx((found.value - half, found.value + half), rel=1e-6)


def fisher_zs() -> np.ndarray:
    """Fisher's z of the noisy blocks, oldest first, by numpy's own correlation."""
    first, second = series_with(noisy_zs()).T
    starts = range(0, 20 * BLOCK, BLOCK)
    return np.arctanh([np.corrcoef(first[at : at + BLOCK], second[at : at + BLOCK])[0, 1] for at in starts])


def test_slope_and_error_by_statsmodels() -> None:
    """Its least squares for slope and leverage; its HAC error of the mean of the corrected scores, two lags."""
    years = np.arange(20) / 4
    fit = sm.OLS(fisher_zs(), sm.add_constant(years)).fit()
    corrected = fit.resid / np.sqrt(1 - fit.get_influence().hat_matrix_diag)
    centred = years - years.mean()
    scores = sm.OLS(centred * corrected, np.ones(20)).fit(cov_type="HAC", cov_kwds={"maxlags": 2})
    assert noisy().value == pytest.approx(fit.params[1], rel=1e-9)
    assert noisy().standard_error == pytest.approx(20 * scores.bse[0] / (centred @ centred), rel=1e-9)


def test_resampled_runs_give_the_error_of_independent_blocks() -> None:
    """Textbook error of a least-squares slope: s / sqrt(sum of squared years); blocks here are independent."""
    random = np.random.default_rng(5)
    zs = 0.3 + random.normal(0, 0.1, 60)
    data = series_with(zs)
    found = resampled_trend(data[:, 0], data[:, 1], seed=1, replications=4_000)
    years = np.arange(60) / 4 - 59 / 8
    slope = (years @ zs) / (years @ years)
    residuals = zs - zs.mean() - slope * years
    error = np.sqrt(residuals @ residuals / 58 / (years @ years))
    assert found.run == 3
    assert found.value == pytest.approx(slope, abs=1e-9)
    assert found.upper - found.value == pytest.approx(1.96 * error, rel=0.15)
    assert found.value - found.lower == pytest.approx(found.upper - found.value)
    assert found == resampled_trend(data[:, 0], data[:, 1], seed=1, replications=4_000)


def test_the_effective_number_of_blocks_falls_where_they_lean_on_each_other() -> None:
    data = series_with(np.repeat(0.3 + np.random.default_rng(3).normal(0, 0.1, 16), 4))
    found = correlation_trend(data[:, 0], data[:, 1])
    assert 10 < found.effective_n < 40  # sixteen different values among 64 blocks


def test_blocks_are_counted_back_from_the_newest_day() -> None:
    data = series_with(0.9 - 0.05 * np.arange(20))
    longer = np.vstack([np.random.default_rng(1).standard_normal((40, 2)), data])
    found = correlation_trend(longer[:, 0], longer[:, 1])
    assert found.skipped == 40
    assert found.value == pytest.approx(straight().value, abs=1e-9)


def test_sign_and_time_reversal() -> None:
    data = series_with(noisy_zs())
    forward = correlation_trend(data[:, 0], data[:, 1])
    mirrored = correlation_trend(data[:, 0], -3.0 * data[:, 1])
    backward = correlation_trend(data[::-1, 0], data[::-1, 1])
    assert mirrored.value == pytest.approx(-forward.value)
    assert backward.value == pytest.approx(-forward.value)
    assert backward.standard_error == pytest.approx(forward.standard_error)


def test_bad_input_is_refused() -> None:
    data = series_with(noisy_zs())
    with pytest.raises(InsufficientDataError, match="make 7 blocks of 63"):
        correlation_trend(data[:500, 0], data[:500, 1])
    with pytest.raises(DegenerateInputError, match="perfectly"):
        correlation_trend(data[:, 0], data[:, 0])
    still = data.copy()
    still[63:126, 1] = 0.0
    with pytest.raises(DegenerateInputError, match="without movement"):
        correlation_trend(still[:, 0], still[:, 1])
