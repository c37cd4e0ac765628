"""Drawdowns agree with PerformanceAnalytics, phases with hand-drawn paths, and nothing depends on the currency."""

from collections.abc import Callable
from functools import cache
from itertools import pairwise
from pathlib import Path

import arch.data.sp500
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from answers import answers
from figurecheck.errors import DegenerateInputError, InsufficientDataError
from figurecheck.measures.episodes import (
    Direction,
    Phase,
    bear_phases,
    bull_and_bear_phases,
    drawdown_path,
    drawdown_table,
    in_phase,
    maximum_drawdown,
    volatility_scaled_thresholds,
)

BITCOIN = Path(__file__).parents[1] / "data" / "series" / "BTC-USD.csv"
BACON = [0.003, 0.026, 0.011, -0.010, 0.015, 0.025, 0.016, 0.067, -0.014, 0.040, -0.005, 0.081]
BACON += [0.040, -0.037, -0.061, 0.017, -0.049, -0.022, 0.070, 0.058, -0.065, 0.024, -0.005, -0.009]
EDHEC_1998 = [0.0060, -0.0319, -0.0196, -0.0214, 0.0269, 0.0113, 0.0219, 0.0082, 0.0136]


def path(*values: float, start: str = "2020-01-01") -> pd.Series:
    return pd.Series(values, index=pd.date_range(start, periods=len(values)), dtype=float)


def day(number: int) -> pd.Timestamp:
    return pd.Timestamp("2020-01-01") + pd.Timedelta(days=number)


def number(stamp: pd.Timestamp | None) -> float:
    assert stamp is not None
    return float(stamp.strftime("%Y%m%d"))


@cache
def sp500() -> pd.Series:
    closes: pd.Series = arch.data.sp500.load()["Close"]
    return closes


@cache
def edhec() -> pd.Series:
    months = pd.date_range("1998-06-30", periods=len(EDHEC_1998) + 1, freq="ME")
    return pd.Series(np.cumprod([1.0, *(1.0 + np.array(EDHEC_1998))]), index=months)


@cache
def bitcoin() -> pd.Series:
    if not BITCOIN.exists():
        pytest.skip("data/series/BTC-USD.csv is not in this checkout")
    closes = pd.read_csv(BITCOIN, index_col="day", parse_dates=["day"])["close"]
    return closes.loc[:"2025-10-02"]


def bitcoin_bears(up: float, down: float) -> int:
    return len(bear_phases(bull_and_bear_phases(bitcoin(), up, down)))


COMPUTED: dict[str, Callable[[], float | int | None]] = {
    "sp500_depth": lambda: maximum_drawdown(sp500()).change,
    "sp500_peak": lambda: number(maximum_drawdown(sp500()).start),
    "sp500_trough": lambda: number(maximum_drawdown(sp500()).end),
    "bacon_depth": lambda: maximum_drawdown(path(*np.cumprod([1.0, *(1.0 + np.array(BACON))]))).change,
    "edhec_depth": lambda: drawdown_table(edhec())[0].depth,
    "edhec_length": lambda: drawdown_table(edhec())[0].length,
    "edhec_to_trough": lambda: drawdown_table(edhec())[0].to_trough,
    "edhec_recovery": lambda: drawdown_table(edhec())[0].recovery,
    "edhec_start": lambda: number(drawdown_table(edhec())[0].start),
    "edhec_trough": lambda: number(drawdown_table(edhec())[0].trough),
    "edhec_end": lambda: number(drawdown_table(edhec())[0].end),
    "bitcoin_20_20": lambda: bitcoin_bears(0.20, 0.20),
    "bitcoin_15_15": lambda: bitcoin_bears(0.15, 0.15),
    "bitcoin_20_15": lambda: bitcoin_bears(0.20, 0.15),
    "bitcoin_30_30": lambda: bitcoin_bears(0.30, 0.30),
}


@answers("episodes", COMPUTED)
def test_answers(case: str, expected: float, tolerance: float) -> None:
    assert COMPUTED[case]() == pytest.approx(expected, abs=tolerance)


def test_a_path_that_only_rises_has_no_drawdown() -> None:
    prices = path(1, 2, 3)
    assert maximum_drawdown(prices).change == 0.0
    assert drawdown_table(prices) == ()
    assert (drawdown_path(prices) == 0.0).all()


def test_an_unrecovered_drawdown_has_no_end() -> None:
    (open_one,) = drawdown_table(path(10, 9, 8, 9), minimum=0.2)
    assert (open_one.peak, open_one.start, open_one.end, open_one.recovery) == (day(0), day(1), None, None)
    assert (open_one.length, open_one.to_trough) == (3, 2)


def test_the_table_drops_shallow_falls_and_puts_the_deepest_first() -> None:
    prices = path(100, 95, 100, 60, 100, 85, 100)
    assert [round(row.depth, 4) for row in drawdown_table(prices)] == [-0.4, -0.15, -0.05]
    assert len(drawdown_table(prices, minimum=0.10)) == 2


def test_phases_of_a_path_drawn_by_hand() -> None:
    phases = bull_and_bear_phases(path(100, 110, 130, 104, 90, 100, 108, 140, 130))
    assert [(p.direction, p.start, p.end, p.confirmed) for p in phases] == [
        (Direction.BULL, day(0), day(2), day(2)),
        (Direction.BEAR, day(2), day(4), day(3)),
        (Direction.BULL, day(4), day(7), day(6)),
    ]
    assert [(p.censored_start, p.censored_end) for p in phases] == [(True, False), (False, False), (False, True)]
    assert phases[1].change == pytest.approx(90 / 130 - 1)


def test_a_first_move_that_reached_no_threshold_is_no_phase() -> None:
    """A fall of 19 % from the first close is no fall of 20 %: the rise after it is the first phase, from its trough."""
    (rise,) = bull_and_bear_phases(path(100, 81, 98))
    assert (rise.direction, rise.start, rise.confirmed) == (Direction.BULL, day(1), day(2))
    assert (rise.censored_start, rise.censored_end) == (False, True)
    (fall,) = bull_and_bear_phases(path(100, 110, 88))
    assert (fall.direction, fall.start, fall.censored_start) == (Direction.BEAR, day(1), False)


def test_prices_that_cross_nothing_have_no_phase() -> None:
    assert bull_and_bear_phases(path(100, 110, 95, 105)) == ()


def test_thresholds_may_differ_from_day_to_day() -> None:
    prices = path(100, 85, 100, 85)
    strict = pd.Series([0.1, 0.3, 0.3, 0.1], index=prices.index)
    (bear,) = bear_phases(bull_and_bear_phases(prices, down=strict))
    assert bear.confirmed == day(3)
    with pytest.raises(DegenerateInputError, match="days of the prices"):
        bull_and_bear_phases(prices, down=strict.iloc[1:])


def test_scaled_thresholds_follow_the_volatility_of_the_days_before() -> None:
    moves = np.tile([0.011, -0.011], 200)
    thresholds = volatility_scaled_thresholds(path(*np.exp(np.cumsum(moves))), 20.0, 250)
    spread = 0.011 * np.sqrt(250 / 249)
    assert thresholds["down"].to_numpy() == pytest.approx(1 - np.exp(-20 * spread), rel=1e-9)
    assert thresholds["up"].to_numpy() == pytest.approx(np.exp(20 * spread) - 1, rel=1e-9)
    assert len(thresholds) == 400 - 251


def test_days_in_a_phase_begin_the_day_after_its_start() -> None:
    prices = path(100, 130, 100, 90, 120)
    bears = bear_phases(bull_and_bear_phases(prices))
    assert in_phase(pd.DatetimeIndex(prices.index), bears).tolist() == [False, False, True, True, False]


positive_paths = st.lists(st.floats(1.0, 1000.0), min_size=2, max_size=60)


@given(positive_paths, st.floats(0.01, 100.0))
def test_nothing_depends_on_the_currency(values: list[float], rate: float) -> None:
    prices = path(*values)
    assert drawdown_path(prices * rate).to_numpy() == pytest.approx(drawdown_path(prices).to_numpy(), abs=1e-9)
    assert maximum_drawdown(prices * rate).change == pytest.approx(maximum_drawdown(prices).change, abs=1e-9)


@given(positive_paths)
def test_phases_alternate_and_meet(values: list[float]) -> None:
    phases = bull_and_bear_phases(path(*values))
    for before, after in pairwise(phases):
        assert before.end == after.start
        assert before.direction is not after.direction
    assert all(deep_enough(phase) for phase in phases)


def deep_enough(phase: Phase) -> bool:
    return phase.change >= 0.2 - 1e-9 if phase.direction is Direction.BULL else phase.change <= -0.2 + 1e-9


@given(positive_paths)
def test_the_deepest_drawdown_heads_the_table(values: list[float]) -> None:
    table, deepest = drawdown_table(path(*values)), maximum_drawdown(path(*values))
    assert deepest.change == (pytest.approx(table[0].depth) if table else 0.0)


@pytest.mark.parametrize("bad", [np.nan, np.inf, 0.0, -1.0])
def test_a_price_that_is_no_price_is_refused(bad: float) -> None:
    with pytest.raises(DegenerateInputError):
        drawdown_path(path(1.0, bad, 2.0))


@pytest.mark.parametrize("level", [0.0, -0.1, 1.0])
def test_a_threshold_that_is_no_fraction_is_refused(level: float) -> None:
    with pytest.raises(DegenerateInputError, match="thresholds"):
        bull_and_bear_phases(path(1.0, 2.0), down=level)


def test_unsorted_days_and_short_series_are_refused() -> None:
    with pytest.raises(DegenerateInputError, match="unsorted"):
        drawdown_path(path(1, 2, 3).iloc[::-1])
    with pytest.raises(DegenerateInputError, match="index"):
        drawdown_path(pd.Series([1.0, 2.0]))
    with pytest.raises(InsufficientDataError):
        bull_and_bear_phases(path(1))
    with pytest.raises(InsufficientDataError, match="252"):
        volatility_scaled_thresholds(path(1, 2, 3))
