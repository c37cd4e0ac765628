"""Robust intervals of risk reductions: values against numpy, errors against closed forms and the bootstrap."""

import numpy as np
import pytest

from figurecheck.errors import DegenerateInputError, InsufficientDataError
from figurecheck.measures.hedging import RISKS, risk_reductions
from figurecheck.measures.risk_influence import hac_reduction


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
    before, after = rng.normal(0, 1, 40_000), rng.normal(0, 0.5, 40_000)
    found = hac_reduction(before, after, "variance")
    assert found.standard_error == pytest.approx((1 - found.value) * np.sqrt(4 / 40_000), rel=0.15)


@pytest.mark.parametrize("risk", RISKS)
def test_width_agrees_with_the_bootstrap_on_independent_days(risk: str) -> None:
    before, after = sample(3)
    robust, resampled = hac_reduction(before, after, risk), getattr(risk_reductions(before, after, 7, 500), risk)
    assert robust.value == pytest.approx(resampled.value)
    assert robust.standard_error == pytest.approx(resampled.standard_error, rel=0.3)


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
