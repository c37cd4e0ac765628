"""Spread estimators against quotes that are known: proofs, arithmetic by hand and simulated trading."""

from collections.abc import Callable
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from answers import answers
from figurecheck.errors import DegenerateInputError, InsufficientDataError
from figurecheck.measures.liquidity import (
    Bars,
    _chained,
    _ratios,
    abdi_ranaldo,
    abdi_ranaldo_two_day,
    amihud,
    amihud_of_returns,
    corwin_schultz,
    corwin_schultz_raw,
    daily_bars,
    efficient_spread,
    fong_holden_trzcinka,
    liquidity_ratio,
    roll,
    zero_return_share,
)

MEASURES = (
    amihud,
    corwin_schultz,
    corwin_schultz_raw,
    abdi_ranaldo,
    abdi_ranaldo_two_day,
    roll,
    efficient_spread,
    fong_holden_trzcinka,
)


def still_market(days: int = 40) -> Bars:
    """Quotes of 99 and 101 that never move, closing at the ask."""
    ones = np.ones(days)
    return daily_bars(99 * ones, 101 * ones, 99 * ones, 101 * ones, ones)


def jumping_market(days: int = 40) -> Bars:
    """The same quotes, but every night all prices rise by a tenth; closing at the bid, opening at the ask."""
    level = 1.1 ** np.arange(days)
    return daily_bars(101 * level, 101 * level, 99 * level, 99 * level, np.ones(days))


def coin_market(days: int = 40_000) -> Bars:
    """Quotes of 99 and 101; a coin decides at which the day closes."""
    close = np.where(np.random.default_rng(51).random(days) < 0.5, 99.0, 101.0)
    ones = np.ones(days)
    return daily_bars(100 * ones, 101 * ones, 99 * ones, close, ones)


def steady_returns(moves: np.ndarray) -> Bars:
    """Bars without a range whose simple returns are ``moves``; a million dollars trade every day."""
    close = 100 * np.cumprod(np.concatenate([[1.0], 1 + moves]))
    return daily_bars(close, close, close, close, 1e6 / close)


def repeating() -> Bars:
    """Returns in a cycle of four: 0 and three others with a standard deviation near 2 %."""
    return steady_returns(np.tile([0.0, 0.02, 0.0163, -0.034], 400))


@cache
def traded(spread: float, seed: int, days: int = 500, steps: int = 200) -> Bars:
    """A random walk of 2 % a day observed at bid or ask, with overnight moves of 1 %."""
    random = np.random.default_rng(seed)
    walk = np.cumsum(random.normal(0, 0.02 / np.sqrt(steps), days * steps)).reshape(days, steps)
    walk += np.cumsum(random.normal(0, 0.01, days))[:, None]
    price = 50 * np.exp(walk + random.choice([-1, 1], (days, steps)) * spread / 2)
    volume = random.uniform(1e5, 2e5, days)
    return daily_bars(price[:, 0], price.max(axis=1), price.min(axis=1), price[:, -1], volume)


COMPUTED: dict[str, Callable[[], float]] = {
    "amihud": lambda: amihud_of_returns([0.01, -0.02, 0.03], [1e6, 2e6, 1.5e6]),
    "amihud_bars": lambda: amihud(steady_returns(np.tile([0.01, -0.01], 20))),
    "corwin_schultz_bounce": lambda: corwin_schultz(still_market()),
    "corwin_schultz_raw_bounce": lambda: corwin_schultz_raw(still_market()),
    "corwin_schultz_gap": lambda: corwin_schultz_raw(jumping_market()),
    "abdi_ranaldo_bounce": lambda: abdi_ranaldo(still_market()),
    "abdi_ranaldo_two_day_bounce": lambda: abdi_ranaldo_two_day(still_market()),
    "roll_bounce": lambda: roll(coin_market()),
    "zero_share": lambda: zero_return_share(repeating()),
    "fht": lambda: fong_holden_trzcinka(repeating()),
}


@answers("liquidity", COMPUTED)
def test_answers(case: str, expected: float, tolerance: float) -> None:
    assert COMPUTED[case]() == pytest.approx(expected, abs=tolerance)


@pytest.mark.parametrize("spread", [0.01, 0.03])
def test_the_spread_of_simulated_trading_is_found(spread: float) -> None:
    """EDGE and Abdi-Ranaldo are consistent; Corwin-Schultz and Roll are known to be rough."""
    bars = traded(spread, seed=52)
    assert efficient_spread(bars) == pytest.approx(spread, abs=0.003)
    assert abdi_ranaldo(bars) == pytest.approx(spread, abs=0.005)
    assert corwin_schultz(bars) == pytest.approx(spread, abs=0.008)


def test_corwin_schultz_by_hand_on_two_kinds_of_gap() -> None:
    """Formula (18) of the paper, one pair of days at a time."""
    bars = traded(0.01, seed=53)
    spreads = []
    for day in range(bars.close.size - 1):
        high, low, close = bars.high[day + 1], bars.low[day + 1], bars.close[day]
        if close > high:
            high, low = high + (close - high), low + (close - high)
        elif close < low:
            high, low = high - (low - close), low - (low - close)
        beta = np.log(bars.high[day] / bars.low[day]) ** 2 + np.log(high / low) ** 2
        gamma = np.log(max(bars.high[day], high) / min(bars.low[day], low)) ** 2
        root = 3 - 2 * np.sqrt(2)
        alpha = (np.sqrt(2 * beta) - np.sqrt(beta)) / root - np.sqrt(gamma / root)
        spreads.append(2 * (np.exp(alpha) - 1) / (1 + np.exp(alpha)))
    assert corwin_schultz_raw(bars) == pytest.approx(np.mean(spreads))
    assert corwin_schultz(bars) == pytest.approx(np.mean(np.maximum(spreads, 0)))
    assert corwin_schultz_raw(bars) < corwin_schultz(bars)
    assert (bars.close[:-1] > bars.high[1:]).any()
    assert (bars.close[:-1] < bars.low[1:]).any()


@settings(max_examples=20, deadline=None)
@given(st.floats(0.01, 1000), st.floats(0.01, 1000))
def test_price_units_do_not_matter_and_volume_scales_amihud(price: float, volume: float) -> None:
    bars = traded(0.02, seed=54, days=60, steps=20)
    scaled = daily_bars(
        bars.open * price,
        bars.high * price,
        bars.low * price,
        bars.close * price,
        bars.dollar_volume / bars.close * volume / price,
    )
    for measure in MEASURES:
        factor = 1 / volume if measure is amihud else 1.0
        assert measure(scaled) == pytest.approx(measure(bars) * factor, rel=1e-6, abs=1e-12)


def test_days_without_trade_are_left_out_of_amihud() -> None:
    bars = steady_returns(np.tile([0.01, -0.01], 20))
    volume = bars.dollar_volume / bars.close
    volume[5] = 0.0
    idle = daily_bars(bars.open, bars.high, bars.low, bars.close, volume)
    assert amihud(idle) == pytest.approx(amihud(bars))


def test_ratio_of_an_asset_to_itself_is_one_in_every_resample() -> None:
    bars = traded(0.02, seed=55, days=250, steps=20)
    for measure in MEASURES[:5]:
        found = liquidity_ratio(bars, bars, measure, seed=1, replications=100)
        assert (found.lower, found.value, found.upper) == pytest.approx((1, 1, 1))


@pytest.mark.parametrize("measure", [efficient_spread, abdi_ranaldo])
def test_intervals_hold_a_true_ratio_of_two(measure: Callable[[Bars], float]) -> None:
    found = liquidity_ratio(traded(0.04, seed=56), traded(0.02, seed=57), measure, seed=1, replications=299)
    assert found.value == pytest.approx(found.first / found.second)
    assert 1 < found.lower < 2 < found.upper


@pytest.mark.parametrize("measure", MEASURES[1:5])
def test_joins_of_blocks_do_not_move_the_interval_away(measure: Callable[[Bars], float]) -> None:
    found = liquidity_ratio(traded(0.04, seed=56), traded(0.02, seed=57), measure, seed=1, replications=299)
    assert found.block_length >= 21
    assert found.lower < found.value < found.upper


def test_chaining_all_days_in_order_changes_no_measure() -> None:
    bars = traded(0.01, seed=57)
    chained = _chained(bars, np.arange(bars.close.size - 1))
    later = (column[1:] for column in (bars.open, bars.high, bars.low, bars.close, bars.dollar_volume))
    tail = Bars(*later)
    for measure in MEASURES:
        assert measure(chained) == pytest.approx(measure(tail), abs=1e-12)


def test_interval_of_amihud_has_the_width_of_the_delta_method() -> None:
    random = np.random.default_rng(58)
    first, second = (steady_returns(random.uniform(-0.02, 0.02, 1500)) for _ in range(2))
    found = liquidity_ratio(first, second, amihud, seed=1, replications=499)
    impacts = [np.abs(np.diff(bars.close) / bars.close[:-1]) for bars in (first, second)]
    error = np.sqrt(sum((i.std() / i.mean()) ** 2 / 1500 for i in impacts))
    assert np.log(found.upper / found.lower) == pytest.approx(2 * 1.96 * error, rel=0.15)


def test_a_few_zeros_below_lie_beyond_the_upper_percentile() -> None:
    draws = np.column_stack([np.linspace(1, 2, 200), np.ones(200)])
    draws[7, 1] = 0.0
    ratios = _ratios(draws, 0.95)
    assert ratios[7] == 2.0
    assert np.delete(ratios, 7) == pytest.approx(np.delete(draws[:, 0], 7))
    draws[:5, 1] = 0.0
    with pytest.raises(DegenerateInputError, match=r"3\.0% of resamples"):
        _ratios(draws, 0.95)


def test_same_seed_same_answer() -> None:
    wide, narrow = traded(0.03, seed=56), traded(0.01, seed=57)
    once, twice = (liquidity_ratio(wide, narrow, amihud, seed=3, replications=100) for _ in range(2))
    assert once == twice


def test_bad_input_is_refused() -> None:
    ones = np.ones(40)
    with pytest.raises(DegenerateInputError, match="first on row 0"):
        daily_bars(ones, ones, ones, 1.1 * ones, ones)
    with pytest.raises(DegenerateInputError, match="not positive"):
        daily_bars(ones, ones, 0 * ones, ones, ones)
    with pytest.raises(DegenerateInputError, match="NaN"):
        daily_bars(np.nan * ones, ones, ones, ones, ones)
    with pytest.raises(DegenerateInputError, match="align"):
        daily_bars(ones, ones, ones, ones, ones[1:])
    with pytest.raises(InsufficientDataError, match="21 are needed"):
        daily_bars(*np.ones((5, 20)))
    still = daily_bars(ones, ones, ones, ones, ones)
    with pytest.raises(DegenerateInputError, match="EDGE"):
        efficient_spread(still)
    with pytest.raises(DegenerateInputError, match="never changes"):
        fong_holden_trzcinka(still)
    with pytest.raises(InsufficientDataError, match="days with trade"):
        amihud(daily_bars(ones, ones, ones, ones, 0 * ones))
    with pytest.raises(InsufficientDataError, match="210 are needed"):
        liquidity_ratio(still, still, amihud, seed=1)
    moving = traded(0.01, seed=57)
    flat = daily_bars(*np.ones((5, 500)))
    with pytest.raises(DegenerateInputError, match="no ratio"):
        liquidity_ratio(flat, moving, zero_return_share, seed=1, replications=100)
