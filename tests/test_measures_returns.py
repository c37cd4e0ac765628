"""Returns against the S&P 500's published calendar years, by hand, and against reinvestment step by step."""

from collections.abc import Callable
from datetime import date
from functools import cache, partial

import arch.data.sp500
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from answers import answers
from figurecheck.errors import DegenerateInputError
from figurecheck.measures.returns import reinvested, total_return_index, window_return
from figurecheck.measures.windows import last_at_or_before

prices = st.floats(0.01, 1e6)


@cache
def sp500() -> tuple[NDArray[np.datetime64], NDArray[np.float64]]:
    frame = arch.data.sp500.load()
    return frame.index.to_numpy().astype("datetime64[D]"), frame["Adj Close"].to_numpy(dtype=np.float64)


def calendar_year(year: int) -> float:
    days, close = sp500()
    start, end = (last_at_or_before(days, date(each, 12, 31), 4) for each in (year - 1, year))
    return 100 * window_return(close[start], close[end])


def first_to_last(year: int) -> float:
    days, close = sp500()
    inside = close[(days >= np.datetime64(f"{year}-01-01")) & (days <= np.datetime64(f"{year}-12-31"))]
    return 100 * window_return(inside[0], inside[-1])


COMPUTED: dict[str, Callable[[], float]] = {
    **{f"sp500_{year}": partial(calendar_year, year) for year in (2000, 2008, 2013, 2018)},
    "sp500_2008_first_to_last": lambda: first_to_last(2008),
}


@answers("returns", COMPUTED)
def test_answers(case: str, expected: float, tolerance: float) -> None:
    assert COMPUTED[case]() == pytest.approx(expected, abs=tolerance)


@given(start=prices, end=prices, scale=st.floats(0.01, 100))
def test_a_return_does_not_depend_on_the_unit(start: float, end: float, scale: float) -> None:
    assert window_return(start * scale, end * scale) == pytest.approx(window_return(start, end), rel=1e-9, abs=1e-9)


@pytest.mark.parametrize("bad", [0.0, -1.0, float("nan"), float("inf")])
def test_a_price_that_is_none_is_refused(bad: float) -> None:
    with pytest.raises(DegenerateInputError, match="two prices above zero"):
        window_return(bad, 1.0)
    with pytest.raises(DegenerateInputError, match="two prices above zero"):
        window_return(1.0, bad)


def test_total_return_by_hand() -> None:
    close = np.array([100.0, 98.0, 99.0, 50.0])
    dividend = np.array([5.0, 2.0, 0.0, np.nan])
    index = total_return_index(close, dividend)
    assert index == pytest.approx([98.0, 98.0, 99.0, 50.0])


@given(st.lists(st.tuples(st.floats(1, 100), st.floats(0, 0.5)), min_size=2, max_size=20))
def test_total_return_equals_shares_bought_with_every_dividend(rows: list[tuple[float, float]]) -> None:
    """Selling before each ex-day and buying back at the ex-dividend price turns 1 share into P / (P - D) shares."""
    close, dividend = (np.array(column) for column in zip(*rows, strict=True))
    shares = 1.0
    for before, paid in zip(close[:-1], dividend[1:], strict=True):
        shares *= before / (before - paid)
    index = total_return_index(close, dividend)
    assert index[-1] / index[0] == pytest.approx(shares * close[-1] / close[0], rel=1e-9)


@given(
    st.lists(st.tuples(st.floats(1, 100), st.floats(0, 0.5)), min_size=2, max_size=20),
    st.lists(st.tuples(st.floats(1, 100), st.floats(0, 0.5)), min_size=1, max_size=5),
)
def test_an_index_from_the_first_day_does_not_know_later_dividends(
    known: list[tuple[float, float]], later: list[tuple[float, float]]
) -> None:
    """Not in the last bit either, and it is the same path as the index from the last day."""
    close, dividend = (np.array(column) for column in zip(*known, strict=True))
    longer = [np.array(column) for column in zip(*known, *later, strict=True)]
    found = reinvested(close, dividend)
    assert found.tolist() == reinvested(*longer)[: len(known)].tolist()
    whole = total_return_index(close, dividend)
    np.testing.assert_allclose(found / found[0], whole / whole[0], rtol=1e-12)
    assert found[0] == close[0]


def test_impossible_dividends_are_refused() -> None:
    with pytest.raises(DegenerateInputError, match=r"dividend of -1\.0 on a price of 10\.0"):
        total_return_index(np.array([10.0, 10.0]), np.array([0.0, -1.0]))
    with pytest.raises(DegenerateInputError, match=r"dividend of 11\.0"):
        total_return_index(np.array([10.0, 10.0]), np.array([0.0, 11.0]))
    with pytest.raises(DegenerateInputError, match="shapes"):
        total_return_index(np.ones(2), np.ones(3))
