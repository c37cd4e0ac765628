"""Ratios of means: by hand, against the textbook error of a ratio, and with bad input."""

import numpy as np
import pytest

from figurecheck.errors import DegenerateInputError, InsufficientDataError
from figurecheck.measures.ratio_of_means import resampled_ratio_of_means, robust_ratio_of_means


def sample(seed: int, n: int = 3000) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    common = rng.gamma(2, 1, n)
    return 3 * common + rng.gamma(2, 1, n), common + rng.gamma(2, 0.3, n)


def test_value_and_means() -> None:
    first, second = sample(1)
    found = resampled_ratio_of_means(first, second, 7, 200)
    assert found.value == pytest.approx(first.mean() / second.mean())
    assert (found.first, found.second, found.n) == (pytest.approx(first.mean()), pytest.approx(second.mean()), 3000)
    assert found.lower < found.value < found.upper


def test_error_of_a_ratio_on_independent_days() -> None:
    """Cochran (1977, 6.4): var = (s_y^2 + R^2 s_x^2 - 2 R s_xy) / (n x-bar^2); fixed-b widens it by about a tenth."""
    first, second = sample(2, 20_000)
    ratio = first.mean() / second.mean()
    covariance = np.cov(first, second)
    spread = covariance[0, 0] + ratio**2 * covariance[1, 1] - 2 * ratio * covariance[0, 1]
    error = np.sqrt(spread / 20_000) / second.mean()
    robust = robust_ratio_of_means(first, second)
    assert (robust.upper - robust.lower) / 2 == pytest.approx(1.96 * error, rel=0.2)
    resampled = resampled_ratio_of_means(first, second, 7, 999)
    assert (resampled.upper - resampled.lower) / 2 == pytest.approx(1.96 * error, rel=0.15)
    assert robust.effective_n <= 20_000


def test_a_multiple_has_no_spread() -> None:
    _, second = sample(3, 500)
    assert robust_ratio_of_means(2 * second, second).upper == pytest.approx(2.0)


def test_limits_are_those_of_the_logarithm_and_stay_above_nil() -> None:
    """Katz and others (1978): the error of the log of a ratio of independent counts is sqrt(1/a - 1/n + 1/b - 1/n)."""
    n, first, second = 4_000, 9, 4
    days = np.zeros((n, 2))
    days[np.linspace(10, 3_900, first).astype(int), 0] = 1.0
    days[np.linspace(55, 3_800, second).astype(int), 1] = 1.0
    found = robust_ratio_of_means(days[:, 0], days[:, 1])
    error = np.sqrt(1 / first + 1 / second - 2 / n)
    assert found.lower > 0.0
    assert np.log(found.upper / found.value) == pytest.approx(np.log(found.value / found.lower))
    assert np.log(found.upper / found.value) == pytest.approx(1.96 * error, rel=0.2)


def test_a_first_mean_of_nil_has_no_logarithm() -> None:
    with pytest.raises(DegenerateInputError, match="logarithm"):
        robust_ratio_of_means(np.zeros(200), np.ones(200))


def test_a_longer_block_can_be_asked_for() -> None:
    assert resampled_ratio_of_means(*sample(4), 7, 200, shortest_block=50.0).block_length >= 50.0


def test_bad_input() -> None:
    first, second = sample(5, 300)
    with pytest.raises(DegenerateInputError, match="negative"):
        robust_ratio_of_means(-first, second)
    with pytest.raises(DegenerateInputError):
        robust_ratio_of_means(first, 0 * second)
    with pytest.raises(DegenerateInputError, match="in a resample"):
        resampled_ratio_of_means(first, np.eye(1, 300)[0], 7, 200)
    with pytest.raises(InsufficientDataError):
        robust_ratio_of_means(first[:50], second[:50])
    with pytest.raises(DegenerateInputError):
        robust_ratio_of_means(first[:200], second)
