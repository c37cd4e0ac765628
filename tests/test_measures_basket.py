"""The equal-weighted basket, by hand."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from figurecheck.errors import DegenerateInputError, InsufficientDataError
from figurecheck.measures.basket import BASE, equal_weighted

DAYS = pd.DatetimeIndex(["2024-01-02", "2024-01-03", "2024-01-04", "2024-01-05"])


def frame(**columns: list[float]) -> pd.DataFrame:
    return pd.DataFrame(columns, index=DAYS)


def test_the_return_is_the_mean_over_stocks_with_both_prices() -> None:
    """By hand: +10 % and -10 %; then only A moves, +10 %; then A -50 % while B still has no price before it."""
    basket = equal_weighted(frame(A=[10, 11, 12.1, 6.05], B=[20, 18, np.nan, 9]))
    assert basket.returns.tolist() == pytest.approx([0.0, 0.1, -0.5])
    assert basket.members.tolist() == [2, 1, 1]
    assert basket.path.tolist() == pytest.approx([BASE, BASE, 1.1 * BASE, 0.55 * BASE])
    assert basket.path.index.equals(DAYS)


def test_weights_go_back_to_equal_every_day() -> None:
    """Held without rebalancing, 10 and 10 dollars would become 40 and 5: +125 %; rebalanced it is 1.25 squared."""
    basket = equal_weighted(frame(A=[1, 2, 4, 4], B=[4, 2, 1, 1]))
    assert basket.path.iloc[-1] / BASE == pytest.approx(1.25 * 1.25)


@pytest.mark.parametrize(
    ("columns", "error"),
    [
        ({"A": [1, np.nan, 1, 1]}, InsufficientDataError),
        ({"A": [1, 0, 1, 1]}, DegenerateInputError),
        ({"A": [1, np.inf, 1, 1]}, DegenerateInputError),
        ({}, InsufficientDataError),
    ],
)
def test_bad_prices_are_refused(columns: dict[str, list[float]], error: type[Exception]) -> None:
    with pytest.raises(error):
        equal_weighted(frame(**columns))


def test_unsorted_days_are_refused() -> None:
    with pytest.raises(DegenerateInputError, match="oldest first"):
        equal_weighted(frame(A=[1, 2, 3, 4]).iloc[::-1])


@given(st.lists(st.floats(0.5, 50), min_size=8, max_size=8), st.floats(0.1, 10))
def test_the_basket_ignores_units_and_order(prices: list[float], scale: float) -> None:
    table = frame(A=prices[:4], B=prices[4:])
    expected = equal_weighted(table).returns
    changed = table.assign(A=table.A * scale)[["B", "A"]]
    np.testing.assert_allclose(equal_weighted(changed).returns, expected, rtol=1e-9, atol=1e-12)
