"""Residual tails of a simulated GARCH process are those of its innovations; thresholds are read off by counting."""

from functools import cache

import numpy as np
import pytest
from scipy.stats import t as student

from figurecheck.errors import DegenerateInputError, InsufficientDataError
from figurecheck.measures.peaks_over_threshold import (
    SENSITIVITY,
    ConditionalPeaks,
    conditional_peaks,
    peaks_over_threshold,
)

UNIT = np.sqrt(3.0 / 5.0)


@cache
def simulated() -> np.ndarray:
    """5,000 days of GARCH(.02, .1, .85) with t5 innovations of variance 1, in percent."""
    shocks = student.rvs(5, size=5000, random_state=np.random.default_rng(21)) * UNIT
    returns, variance = np.zeros(5000), 0.4
    for day, shock in enumerate(shocks):
        returns[day] = np.sqrt(variance) * shock
        variance = 0.02 + 0.1 * returns[day] ** 2 + 0.85 * variance
    return returns


@cache
def fitted() -> ConditionalPeaks:
    return conditional_peaks(simulated(), seed=1)


def test_intervals_hold_the_law_of_the_innovations() -> None:
    """The tail index of t5 is 1/5; quantile and shortfall in closed form (McNeil, Frey, Embrechts)."""
    quantile = student.ppf(0.99, 5)
    shortfall = student.pdf(quantile, 5) / 0.01 * (5 + quantile**2) / 4
    assert fitted().shape.lower < 0.2 < fitted().shape.upper
    assert fitted().value_at_risk.value == pytest.approx(quantile * UNIT, rel=0.06)
    assert fitted().value_at_risk.lower < quantile * UNIT < fitted().value_at_risk.upper
    assert fitted().expected_shortfall.lower < shortfall * UNIT < fitted().expected_shortfall.upper


def test_next_day_is_the_residual_risk_times_the_next_deviation() -> None:
    last = np.sqrt(0.02 + 0.1 * simulated()[-1] ** 2 + 0.85 * last_variance())
    assert fitted().next_value_at_risk == pytest.approx(last * fitted().value_at_risk.value, rel=0.12)
    ratio = fitted().next_expected_shortfall / fitted().next_value_at_risk
    assert ratio == pytest.approx(fitted().expected_shortfall.value / fitted().value_at_risk.value, rel=0.02)


def last_variance() -> float:
    variance = 0.4
    for value in simulated()[:-1]:
        variance = 0.02 + 0.1 * value**2 + 0.85 * variance
    return variance


def test_losses_are_the_lower_tail() -> None:
    """Moving the worst days further down raises the risk; moving the best days up does not."""
    worse, better = simulated().copy(), simulated().copy()
    worse[simulated() < np.quantile(simulated(), 0.01)] *= 1.5
    better[simulated() > np.quantile(simulated(), 0.99)] *= 1.5
    assert conditional_peaks(worse, seed=1).peaks.expected_shortfall > 1.1 * fitted().peaks.expected_shortfall
    assert conditional_peaks(better, seed=1).peaks.expected_shortfall < fitted().peaks.expected_shortfall


def test_each_threshold_keeps_its_share() -> None:
    losses = -simulated()
    readings = [peaks_over_threshold(losses, seed=1, threshold=share) for share in SENSITIVITY]
    assert [reading.tail.excesses.size for reading in readings] == [750, 625, 500, 375, 250, 125]
    assert readings[2].tail.shape == peaks_over_threshold(losses, seed=1).tail.shape
    assert max(r.value_at_risk for r in readings) / min(r.value_at_risk for r in readings) < 1.05


def test_bad_input_is_refused() -> None:
    with pytest.raises(InsufficientDataError, match="lower the threshold"):
        conditional_peaks(simulated()[:150], seed=1)
    with pytest.raises(DegenerateInputError, match="raise the level"):
        peaks_over_threshold(-simulated(), seed=1, threshold=0.975, risk_level=0.95)
    with pytest.raises(DegenerateInputError, match="nothing varies"):
        conditional_peaks(np.ones(500), seed=1)
