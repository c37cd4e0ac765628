"""A trend built into block correlations is found again, with the Newey-West error written out by hand."""

from collections.abc import Callable

import numpy as np
import pytest
from scipy.stats import t as student

from answers import answers
from figurecheck.errors import DegenerateInputError, InsufficientDataError
from figurecheck.measures.fading import Trend, correlation_trend

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
    scores = years * (zs - zs.mean() - slope * years)
    meat = sum(s * s for s in scores)
    for lag in range(1, lags + 1):
        meat += 2 * (1 - lag / (lags + 1)) * sum(scores[i] * scores[i - lag] for i in range(lag, count))
    return float(np.sqrt(meat * count / (count - 2)) / (years @ years))


COMPUTED: dict[str, Callable[[], float]] = {
    "slope_of_a_built_trend": lambda: straight().value,
    "standard_error": lambda: noisy().standard_error,
}


@answers("fading")
def test_answers(case: str, expected: float, tolerance: float) -> None:
    assert COMPUTED[case]() == pytest.approx(expected, abs=tolerance)


def test_error_and_interval_by_hand() -> None:
    found = noisy()
    assert found.lags == 2
    assert found.standard_error == pytest.approx(newey_west_by_hand(noisy_zs(), 2), rel=1e-9)
    half = student.ppf(0.975, 18) * found.standard_error
    assert (found.lower, found.upper) == pytest.approx((found.value - half, found.value + half))


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
