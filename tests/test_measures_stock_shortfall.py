"""Losses of single stocks against the market: by sorting, and what one draw of days for all of them must keep."""

import numpy as np
import pandas as pd
import pytest

from figurecheck.errors import DegenerateInputError, InsufficientDataError
from figurecheck.measures.stock_shortfall import stock_shortfall

DAYS = pd.date_range("2020-01-01", periods=400, freq="D")


def returns(scale: float, seed: int) -> pd.Series:
    return pd.Series(scale * np.random.default_rng(seed).standard_t(5, DAYS.size), DAYS)


MARKET = returns(0.01, 1)
STOCKS = pd.DataFrame({"A": returns(0.03, 2) + MARKET, "B": returns(0.02, 3)})


def worst(values: pd.Series, count: int) -> float:
    return -float(values.nsmallest(count).mean())


def test_the_mean_ratio_by_sorting() -> None:
    """A twentieth of 400 days are 20 whole ones."""
    found = stock_shortfall(STOCKS, MARKET, 7, 200)
    expected = [worst(STOCKS[name], 20) / worst(MARKET, 20) for name in "AB"]
    assert found.value == pytest.approx(np.mean(expected))
    assert (found.smallest, found.largest) == pytest.approx((min(expected), max(expected)))
    assert (found.stocks, found.whole, found.n) == (2, 2, 400)
    assert found.lower < found.value < found.upper
    assert found.robust_lower < found.value < found.robust_upper


def test_a_stock_that_came_later_is_held_against_its_own_days() -> None:
    late = STOCKS.copy()
    late.loc[DAYS[:100], "B"] = np.nan
    found = stock_shortfall(late, MARKET, 7, 200)
    ratios = [worst(STOCKS["A"], 20) / worst(MARKET, 20), worst(STOCKS["B"].iloc[100:], 15) / worst(MARKET[100:], 15)]
    assert found.value == pytest.approx(np.mean(ratios))
    assert (found.stocks, found.whole) == (2, 1)


def test_market_and_stocks_are_drawn_together() -> None:
    """Nearly a multiple of the market is nearly that in every resample; drawn apart, the interval would be wide."""
    nearly = pd.DataFrame({"twice": 2.0 * MARKET, "four times": 4.0 * MARKET}).add(returns(1e-7, 4), axis=0)
    found = stock_shortfall(nearly, MARKET, 7, 200)
    assert (found.value, found.lower, found.upper) == pytest.approx((3.0, 3.0, 3.0), abs=1e-4)
    assert (found.robust_lower, found.robust_upper) == pytest.approx((3.0, 3.0), abs=1e-4)


def test_resamples_by_counts_are_those_by_rows() -> None:
    """On independent days the interval of plain resampled rows, sorted one by one, is nearly the same."""
    found = stock_shortfall(STOCKS, MARKET, 7, 4_000)
    table, random = pd.concat([MARKET, STOCKS], axis=1).to_numpy(), np.random.default_rng(5)
    draws = []
    for _ in range(4_000):
        sorted_rows = np.sort(table[random.integers(400, size=400)], axis=0)
        deep = -sorted_rows[:20].mean(axis=0)
        draws.append((deep[1:] / deep[0]).mean())
    expected = np.quantile(draws, [0.025, 0.975])
    assert found.block_length < 2.5
    assert (found.lower, found.upper) == pytest.approx(expected, abs=0.12 * (expected[1] - expected[0]))


def test_the_order_of_stocks_and_the_unit_change_nothing() -> None:
    one, other = (
        stock_shortfall(STOCKS, MARKET, 7, 200),
        stock_shortfall(100.0 * STOCKS[["B", "A"]], 100.0 * MARKET, 7, 200),
    )
    assert (one.value, one.robust_upper) == pytest.approx((other.value, other.robust_upper))
    assert (one.lower, one.upper) == pytest.approx((other.lower, other.upper))


@pytest.mark.parametrize(
    ("stocks", "market", "error"),
    [
        (STOCKS.iloc[:50], MARKET.iloc[:50], InsufficientDataError),
        (STOCKS.assign(B=np.nan), MARKET, InsufficientDataError),
        (STOCKS.assign(B=0.01), MARKET, DegenerateInputError),
        (STOCKS.assign(B=np.inf), MARKET, DegenerateInputError),
        (STOCKS, MARKET.mask(MARKET.index == DAYS[3]), DegenerateInputError),
        (STOCKS, MARKET.abs() + 0.01, DegenerateInputError),
        (STOCKS.iloc[1:], MARKET, DegenerateInputError),
        (STOCKS[[]], MARKET, InsufficientDataError),
    ],
    ids=["few days", "no day", "constant", "infinite", "gap of the market", "no loss", "other days", "no stock"],
)
def test_bad_input_is_refused(stocks: pd.DataFrame, market: pd.Series, error: type[Exception]) -> None:
    with pytest.raises(error):
        stock_shortfall(stocks, market, 7, 200)
