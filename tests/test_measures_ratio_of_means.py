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
    """Cochran (1977, 6.4): var = (s_y^2 + R^2 s_x^2 - 2 R s_xy) / (n x-bar^2)."""
    first, second = sample(2, 20_000)
    ratio = first.mean() / second.mean()
    covariance = np.cov(first, second)
    spread = covariance[0, 0] + ratio**2 * covariance[1, 1] - 2 * ratio * covariance[0, 1]
    error = np.sqrt(spread / 20_000) / second.mean()
    resampled = resampled_ratio_of_means(first, second, 7, 999)
    assert (resampled.upper - resampled.lower) / 2 == pytest.approx(1.96 * error, rel=0.15)
    robust = robust_ratio_of_means(first, second)
    assert robust.effective_n == pytest.approx(20_000, rel=0.2)


def test_robust_interval_covers_the_truth_on_independent_days() -> None:
    """True means by hand: 3 * 2 + 2 = 8 over 2 + 2 * 0.3 = 2.6; 200 intervals of 95 % have an error of 1.5 points."""
    found = [robust_ratio_of_means(*sample(seed, 1_000)) for seed in range(200)]
    assert np.mean([one.lower <= 8 / 2.6 <= one.upper for one in found]) == pytest.approx(0.95, abs=0.04)


def test_a_multiple_has_no_chance_in_it() -> None:
    _, second = sample(3, 500)
    with pytest.raises(DegenerateInputError, match="nothing varies"):
        robust_ratio_of_means(2 * second, second)


def test_limits_are_those_of_the_logarithm_and_stay_above_nil() -> None:
    """Katz and others (1978): the error of the log of a ratio of independent counts is sqrt(1/a - 1/n + 1/b - 1/n).

    Half of the days as bandwidth leave 1 - 1/2 + 1/12 of its square on average, and the critical value of fixed-b
    theory, 3.4817 by the cubic of Kiefer and Vogelsang (2005) at 1/2, makes up for it.
    """
    n, rng = 1_000, np.random.default_rng(8)
    squares = []
    for _ in range(300):
        first, second = (rng.random(n) < share for share in (0.05, 0.03))
        found = robust_ratio_of_means(first.astype(float), second.astype(float))
        up, down = np.log(found.upper / found.value), np.log(found.value / found.lower)
        assert up == pytest.approx(down)
        squares.append((up / 3.4817) ** 2 / (1 / first.sum() + 1 / second.sum() - 2 / n))
    assert np.mean(squares) == pytest.approx(1 - 1 / 2 + 1 / 12, rel=0.1)


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
