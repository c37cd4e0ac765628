"""The volatility bias by algebra and by simulating the model that it assumes."""

from functools import cache

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from answers import answers
from figurecheck.errors import DegenerateInputError, InsufficientDataError
from figurecheck.measures.forbes_rigobon import (
    VolatilityBias,
    forbes_rigobon_adjusted,
    forbes_rigobon_implied,
    volatility_bias,
)


@cache
def simulated() -> VolatilityBias:
    """One link throughout; every fourth day the source moves twice as much."""
    random = np.random.default_rng(3)
    high = np.arange(400_000) % 4 == 0
    source = random.standard_normal(400_000) * np.where(high, 2.0, 1.0)
    other = 0.5 * source + np.sqrt(0.75) * random.standard_normal(400_000)
    return volatility_bias(source, other, high)


COMPUTED = {
    "implied_d_1": lambda: forbes_rigobon_implied(0.5, 1),
    "implied_d_3": lambda: forbes_rigobon_implied(0.5, 3),
    "implied_d_8_72": lambda: forbes_rigobon_implied(0.5, 8.72),
    "adjusted_d_1": lambda: forbes_rigobon_adjusted(np.sqrt(0.4), 1),
    "adjusted_d_3": lambda: forbes_rigobon_adjusted(np.sqrt(4 / 7), 3),
    "adjusted_d_8_72": lambda: forbes_rigobon_adjusted(0.5 * np.sqrt(9.72 / 3.18), 8.72),
    "adjusted_half": lambda: forbes_rigobon_adjusted(0.5, 1),
    "simulated_adjusted": lambda: simulated().adjusted,
    "simulated_high": lambda: simulated().high,
}


@answers("forbes_rigobon", COMPUTED)
def test_answers(case: str, expected: float, tolerance: float) -> None:
    assert COMPUTED[case]() == pytest.approx(expected, abs=tolerance, rel=0)


def test_regime_of_the_source_alone_explains_the_whole_rise() -> None:
    bias = simulated()
    assert bias.variance_increase == pytest.approx(3.0, abs=0.05)
    assert bias.low == pytest.approx(0.5, abs=0.005)
    assert bias.implied == pytest.approx(bias.high, abs=0.01)


def test_the_other_asset_as_source_gives_another_answer() -> None:
    random = np.random.default_rng(4)
    high = np.arange(20_000) % 2 == 0
    bitcoin = random.standard_normal(20_000) * np.where(high, 3.0, 1.0)
    stock = 0.3 * bitcoin + random.standard_normal(20_000)
    assert volatility_bias(bitcoin, stock, high).adjusted < volatility_bias(stock, bitcoin, high).adjusted


@given(rho=st.floats(-0.999, 0.999), increase=st.floats(-0.9, 50))
def test_the_two_undo_each_other(rho: float, increase: float) -> None:
    assert forbes_rigobon_adjusted(forbes_rigobon_implied(rho, increase), increase) == pytest.approx(rho, abs=1e-9)
    assert forbes_rigobon_implied(-rho, increase) == -forbes_rigobon_implied(rho, increase)
    assert forbes_rigobon_implied(rho, 0.0) == pytest.approx(rho)


@pytest.mark.parametrize(("rho", "increase"), [(1.1, 1.0), (0.5, -1.0), (float("nan"), 1.0), (0.5, float("inf"))])
def test_impossible_values(rho: float, increase: float) -> None:
    for direction in (forbes_rigobon_adjusted, forbes_rigobon_implied):
        with pytest.raises(DegenerateInputError, match="Forbes-Rigobon"):
            direction(rho, increase)


def test_a_regime_needs_days_on_both_sides() -> None:
    x, y = np.random.default_rng(1).standard_normal((2, 30))
    with pytest.raises(InsufficientDataError):
        volatility_bias(x, y, np.zeros(30, dtype=bool))


def test_interval_spreads_as_the_adjusted_correlation_does() -> None:
    """Over 300 simulated samples the robust error and the spread of the figure itself agree."""
    random = np.random.default_rng(8)
    high = np.arange(1200) % 4 == 0
    found = []
    for _ in range(300):
        source = random.standard_normal(1200) * np.where(high, 2.0, 1.0)
        found.append(volatility_bias(source, 0.5 * source + random.standard_normal(1200), high))
    z = np.arctanh([[one.lower, one.adjusted, one.upper] for one in found])
    assert z[:, 1] - z[:, 0] == pytest.approx(z[:, 2] - z[:, 1])
    assert np.mean((z[:, 2] - z[:, 0]) / 2) == pytest.approx(2.1 * z[:, 1].std(), rel=0.15)


def test_a_flip_of_one_series_flips_the_interval() -> None:
    random = np.random.default_rng(9)
    source, other = random.standard_normal((2, 400))
    high = np.arange(400) % 4 == 0
    found, flipped = volatility_bias(source, other, high), volatility_bias(source, -other, high)
    assert (flipped.lower, flipped.upper) == pytest.approx((-found.upper, -found.lower))
