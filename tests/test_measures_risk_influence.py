"""Robust intervals of risk reductions: values against numpy, errors against closed forms and the bootstrap."""

import numpy as np
import pytest

from figurecheck.errors import DegenerateInputError, InsufficientDataError
from figurecheck.measures.hedging import RISKS, risk_reductions
from figurecheck.measures.risk_influence import hac_reduction, hac_room


def sample(seed: int, n: int = 4000) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    before = rng.standard_t(6, n) * 0.01
    return before, 0.8 * before + rng.standard_t(6, n) * 0.003


def test_values_by_numpy() -> None:
    before, after = sample(1)
    worst = [np.sort(returns)[:200].mean() for returns in (before, after)]
    expected = {
        "variance": 1 - np.var(after) / np.var(before),
        "semivariance": 1 - np.mean(np.minimum(after, 0) ** 2) / np.mean(np.minimum(before, 0) ** 2),
        "expected_shortfall_95": 1 - worst[1] / worst[0],
    }
    for risk, value in expected.items():
        assert hac_reduction(before, after, risk).value == pytest.approx(value)


def test_error_of_a_ratio_of_independent_normal_variances() -> None:
    """Closed form: the log of a variance ratio of two independent normal samples has variance 4 / n."""
    rng = np.random.default_rng(2)
    pairs = [(rng.normal(0, 1, 2_000), rng.normal(0, 0.5, 2_000)) for _ in range(200)]
    found = [hac_reduction(*pair, "variance") for pair in pairs]
    squares = [(one.standard_error / (1 - one.value)) ** 2 for one in found]
    # The Bartlett kernel over b of the sample misses b - b^2 / 3 of the variance on average (Kiefer, Vogelsang 2005).
    assert np.mean(squares) == pytest.approx(4 / 2_000 * (1 - 0.5 + 0.5**2 / 3), rel=0.1)
    assert np.mean([one.lower <= 0.75 <= one.upper for one in found]) == pytest.approx(0.95, abs=0.04)


def test_limits_are_those_of_the_logarithm() -> None:
    found = hac_reduction(*sample(6, 400), "variance")
    left, low, high = (np.log(1 - value) for value in (found.value, found.upper, found.lower))
    assert high - left == pytest.approx(left - low)


@pytest.mark.parametrize("risk", RISKS)
def test_width_agrees_with_the_bootstrap_on_independent_days(risk: str) -> None:
    """From half of the days the robust error is a wild estimate: between a third and half as much again."""
    before, after = sample(3)
    robust, resampled = hac_reduction(before, after, risk), getattr(risk_reductions(before, after, 7, 500), risk)
    assert robust.value == pytest.approx(resampled.value)
    assert 0.3 < robust.standard_error / resampled.standard_error < 1.5


def test_scale_does_not_matter() -> None:
    before, after = sample(4, 500)
    one, hundred = (hac_reduction(before * k, after * k, "expected_shortfall_95") for k in (1, 100))
    assert (hundred.value, hundred.lower, hundred.upper) == pytest.approx((one.value, one.lower, one.upper))


def test_bad_input() -> None:
    before, after = sample(5, 200)
    with pytest.raises(DegenerateInputError, match="allowed: variance"):
        hac_reduction(before, after, "beta")
    with pytest.raises(DegenerateInputError, match="none to reduce"):
        hac_reduction(np.abs(before) + 1, after, "semivariance")
    with pytest.raises(InsufficientDataError):
        hac_reduction(before[:50], after[:50], "variance")


def test_room_is_the_ratio_less_the_correlation_and_its_error_that_of_normal_pairs() -> None:
    """Closed form, normal pairs: n Var(ratio) = ratio^2 (1 - rho^2), n Var(rho) = (1 - rho^2)^2, no covariance."""
    rng = np.random.default_rng(4)
    found = []
    for _ in range(200):
        x, e = rng.standard_normal((2, 1000))
        found.append(hac_room(x, 2.0 * (0.6 * x + 0.8 * e)))
    one = found[0]
    assert one.value == pytest.approx(one.limit - one.correlation)
    assert one.upper - one.value == pytest.approx(one.value - one.lower)
    expected = (0.5**2 * (1 - 0.36) + (1 - 0.36) ** 2) / 1000
    # As above: the kernel over half of the sample misses some of the variance on average.
    squares = [each.standard_error**2 for each in found]
    assert np.mean(squares) == pytest.approx(expected * (1 - 0.5 + 0.5**2 / 3), rel=0.1)
    assert np.var([each.value for each in found]) == pytest.approx(expected, rel=0.3)


def test_room_of_a_multiple_has_no_interval() -> None:
    before, _ = sample(5)
    with pytest.raises(DegenerateInputError, match="multiples"):
        hac_room(before, 2.0 * before)
