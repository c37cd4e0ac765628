"""Downside measures against Bacon and PerformanceAnalytics, drops against counting by hand."""

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from answers import answers
from figurecheck.errors import DegenerateInputError, InsufficientDataError
from figurecheck.measures.downside import (
    DropRatio,
    downside_deviation,
    semivariance,
    sharp_drop_ratio,
    sharp_drops,
    sortino_ratio,
)

BACON = [
    *(0.003, 0.026, 0.011, -0.010, 0.015, 0.025, 0.016, 0.067, -0.014, 0.040, -0.005, 0.081),
    *(0.040, -0.037, -0.061, 0.017, -0.049, -0.022, 0.070, 0.058, -0.065, 0.024, -0.005, -0.009),
]
DROPS = [0.01, -0.05, -0.02, 0.03, -0.049, -0.06, 0.02]


def twice_as_often(replications: int = 999) -> DropRatio:
    """400 days; the first asset falls on every twentieth, the second on every fortieth."""
    days = np.arange(400)
    first = np.where(days % 20 == 0, -0.08, 0.01 + days / 1e5)
    second = np.where(days % 40 == 0, -0.08, 0.02 - days / 1e5)
    return sharp_drop_ratio(first, second, 0.05, seed=1, replications=replications)


COMPUTED: dict[str, Callable[[], float]] = {
    "bacon_downside_deviation": lambda: downside_deviation(BACON, 0.005),
    "bacon_sortino": lambda: sortino_ratio(BACON, 0.005),
    "semivariance": lambda: semivariance([-1, 2, -3, 5]),
    "semivariance_target_1": lambda: semivariance([-1, 2, -3, 5], 1.0),
    "drops_day": lambda: sharp_drops(DROPS, 0.05),
    "drops_two_days": lambda: sharp_drops(DROPS, 0.05, days=2),
    "drop_ratio": lambda: twice_as_often().value,
}


@answers("downside", COMPUTED)
def test_answers(case: str, expected: float, tolerance: float) -> None:
    assert COMPUTED[case]() == pytest.approx(expected, abs=tolerance)


def test_interval_of_the_ratio() -> None:
    found = twice_as_often(4999)
    assert found.lower < 2 < found.upper
    assert (found.first_count, found.second_count) == (20, 10)
    assert found == twice_as_often(4999)


def test_interval_has_the_width_of_the_binomial_theory() -> None:
    """The variance of a log ratio of two independent counts is about 1/a + 1/b."""
    random = np.random.default_rng(5)
    first, second = random.uniform(-0.1, 0.1, (2, 4000))
    found = sharp_drop_ratio(first, second, 0.08, seed=1)
    width = 2 * 1.96 * np.sqrt(1 / found.first_count + 1 / found.second_count)
    assert np.log(found.upper / found.lower) == pytest.approx(width, rel=0.1)


@given(
    st.lists(st.floats(-1, 1), min_size=2, max_size=40).filter(lambda values: np.ptp(values) > 1e-3),
    st.floats(0.01, 100),
    st.floats(-0.5, 0.5),
)
def test_scale_and_shift(values: list[float], scale: float, shift: float) -> None:
    returns = np.array(values)
    assert downside_deviation(scale * returns) == pytest.approx(scale * downside_deviation(returns))
    assert semivariance(returns + shift, shift) == pytest.approx(semivariance(returns), abs=1e-12)


@given(st.lists(st.floats(-0.5, 0.5), min_size=3, max_size=40))
def test_a_smaller_fall_is_never_rarer(values: list[float]) -> None:
    assert sharp_drops(values, 0.05) >= sharp_drops(values, 0.1)
    assert sharp_drops(values, 0.1, days=3) <= len(values) // 3


def test_bad_input_is_refused() -> None:
    with pytest.raises(DegenerateInputError, match="no return lies below"):
        sortino_ratio([0.1, 0.2])
    with pytest.raises(DegenerateInputError, match="NaN"):
        semivariance([0.1, np.nan])
    with pytest.raises(InsufficientDataError):
        downside_deviation([])
    with pytest.raises(InsufficientDataError, match="3 are needed"):
        sharp_drops([0.1, 0.1], 0.05, days=3)
    with pytest.raises(DegenerateInputError, match="size 5"):
        sharp_drops(DROPS, 5)
    with pytest.raises(DegenerateInputError, match="simple returns"):
        sharp_drops([-5.0, 2.0], 0.05)
    with pytest.raises(InsufficientDataError, match="no fall of"):
        sharp_drop_ratio(np.linspace(-0.1, 0.1, 200), np.linspace(0, 0.1, 200), 0.05, seed=1)
    with pytest.raises(DegenerateInputError, match="align"):
        sharp_drop_ratio(np.linspace(-0.1, 0.1, 200), np.linspace(0, 0.1, 201), 0.05, seed=1)
