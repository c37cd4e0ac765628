"""The null by circular shift: values against numpy and scipy, p-values on independent and on dependent series."""

import numpy as np
import pytest
from scipy.stats import kstest, spearmanr

from figurecheck.errors import DegenerateInputError, InsufficientDataError
from figurecheck.measures.specification_null import (
    NEAREST,
    CurveNull,
    Floats,
    Specification,
    curve_null,
    draw_shifts,
    shifted_values,
)

EVERY = np.ones(400, dtype=bool)


def series(seed: int, *, tie: float = 0.0, length: int = 400) -> tuple[Floats, Floats]:
    """Two autoregressive series (coefficient 0.3) with a common part of weight ``tie``."""
    rng = np.random.default_rng(seed)
    noise = rng.normal(size=(2, length + 50))
    noise[1] += tie * noise[0]
    found = np.zeros_like(noise)
    for at in range(1, noise.shape[1]):
        found[:, at] = 0.3 * found[:, at - 1] + noise[:, at]
    return found[0, 50:], found[1, 50:]


def curve(seed: int, *, tie: float = 0.0, larger: bool = True, shifts: int = 199) -> CurveNull:
    x, y = series(seed, tie=tie)
    late = np.arange(400) >= 150
    readings = (Specification(x, y, EVERY), Specification(x, y, late), Specification(x, y, EVERY, ranks=True))
    return curve_null(
        readings,
        lambda values: values >= 0.1 if larger else values < 0,
        larger=larger,
        seed=seed,
        shifts=shifts,
    )


def test_a_shift_of_nothing_gives_the_reading_itself() -> None:
    x, y = series(1, tie=0.5)
    late = np.arange(400) >= 150
    zero = np.zeros(1)
    assert shifted_values(Specification(x, y, EVERY), zero)[0] == pytest.approx(np.corrcoef(x, y)[0, 1], abs=1e-12)
    by_ranks = shifted_values(Specification(x, y, late, ranks=True), zero)[0]
    assert by_ranks == pytest.approx(spearmanr(x[late], y[late]).statistic, abs=1e-12)


@pytest.mark.parametrize("moves", [True, False])
def test_a_shift_is_a_roll_and_a_regime_moves_with_its_own_series(moves: bool) -> None:
    """The same with numpy's roll, one shift of 100 of 400 days, inside the regime and less outside of it."""
    x, y = series(2, tie=0.5)
    regime = np.random.default_rng(3).random(400) < 0.3
    high = np.roll(regime, -100) if moves else regime
    rolled = np.roll(y, -100)
    inside, outside = (np.corrcoef(x[days], rolled[days])[0, 1] for days in (high, ~high))
    share = np.array([0.25])
    one = Specification(x, y, EVERY, regime, regime_moves=moves)
    assert shifted_values(one, share)[0] == pytest.approx(inside, abs=1e-12)
    two = Specification(x, y, EVERY, regime, regime_moves=moves, difference=True)
    assert shifted_values(two, share)[0] == pytest.approx(inside - outside, abs=1e-12)


def test_a_window_takes_its_days_after_the_shift() -> None:
    """The series is shifted as a whole; the window then looks at its own days of it."""
    x, y = series(4)
    late = np.arange(400) >= 300
    expected = np.corrcoef(x[300:], np.roll(y, -40)[300:])[0, 1]
    assert shifted_values(Specification(x, y, late), np.array([0.1]))[0] == pytest.approx(expected, abs=1e-12)


def test_shifts_keep_their_distance_and_follow_the_seed() -> None:
    shares = draw_shifts(2_000, 5)
    assert NEAREST <= shares.min() < 0.06
    assert 0.94 < shares.max() <= 1 - NEAREST
    assert np.array_equal(shares, draw_shifts(2_000, 5))
    assert not np.array_equal(shares, draw_shifts(2_000, 6))


def test_independent_series_give_p_values_that_are_uniform() -> None:
    """200 pairs of series that share nothing; the largest distance from the uniform law is within its 1 % limit."""
    found = [curve(seed, shifts=99).p_value for seed in range(200)]
    assert kstest(found, "uniform").statistic < 1.63 / np.sqrt(200) + 0.01
    assert 0.02 <= np.mean(np.array(found) <= 0.05) <= 0.10


@pytest.mark.parametrize(("tie", "larger"), [(0.6, True), (-0.6, False)])
def test_dependent_series_give_small_p_values(tie: float, larger: bool) -> None:
    for seed in range(20):
        found = curve(seed, tie=tie, larger=larger)
        assert found.p_value <= 0.01
        assert found.holding == 3


def test_counts_are_those_of_the_arrays() -> None:
    found = curve(7, tie=0.1)
    assert found.as_large == sum(median >= found.median for median in found.medians.tolist())
    assert found.as_many == sum(holding >= found.holding for holding in found.holdings.tolist())
    assert found.p_value == (1 + found.as_large) / 200
    assert found.median == sorted(found.values.tolist())[1]


def test_bad_input_is_refused() -> None:
    x, y = series(8)
    with pytest.raises(InsufficientDataError, match="without a reading"):
        curve_null((), lambda values: values > 0, larger=True, seed=1)
    with pytest.raises(InsufficientDataError, match="19 returns; at least 20"):
        shifted_values(Specification(x, y, np.arange(400) < 19), np.zeros(1))
    with pytest.raises(DegenerateInputError, match="gaps"):
        shifted_values(Specification(np.where(EVERY, np.nan, x), y, EVERY), np.zeros(1))
    with pytest.raises(DegenerateInputError, match="does not move"):
        shifted_values(Specification(np.ones(400), y, EVERY), np.zeros(1))
