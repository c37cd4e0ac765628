"""Every window of a period against a loop in pandas, windows by hand, and the known range of Bitcoin in 2020."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from figurecheck.errors import DegenerateInputError, InsufficientDataError
from figurecheck.measures.every_window import first_of, gaps, shifts, window_returns, within
from worlds import table

PRICES = st.lists(st.floats(0.01, 1e5, allow_nan=False), min_size=2, max_size=12)


@given(PRICES)
def test_the_matrix_is_the_ratio_of_every_pair(closes: list[float]) -> None:
    found = window_returns(np.array(closes))
    for first in range(len(closes)):
        for last in range(len(closes)):
            if last > first:
                assert found[first, last] == pytest.approx(closes[last] / closes[first] - 1, rel=1e-12, abs=1e-12)
            else:
                assert np.isnan(found[first, last])


def test_random_pairs_of_real_closes_against_pandas() -> None:
    closes = table("PSCT").loc["2019-12-31":"2020-12-31"]
    found = window_returns(closes.to_numpy())
    rng = np.random.default_rng(1)
    for first, last in (sorted(rng.choice(len(closes), 2, replace=False)) for _ in range(300)):
        assert found[first, last] == pytest.approx(closes.iloc[[first, last]].pct_change().iloc[1], rel=1e-12)


def test_bitcoin_in_2020_ranges_from_minus_52_to_plus_483_percent() -> None:
    """Independent route: running lows and highs of the closes, without a matrix."""
    closes = table("BTC-USD").loc["2019-12-31":"2020-12-31"]
    found = window_returns(closes.to_numpy())
    assert np.isfinite(found).sum() == 367 * 366 / 2
    drop = (closes / closes.cummax() - 1).min()
    rise = (closes[::-1].cummax()[::-1] / closes - 1).max()
    assert (np.nanmin(found), np.nanmax(found)) == pytest.approx((drop, rise), rel=1e-12)
    assert (round(drop, 2), round(rise, 2)) == (-0.52, 4.83)


def test_bounds_belong_to_the_band_as_they_say() -> None:
    """By hand: 1, 2 and 3 give returns of 1, 2 and one half."""
    returns = window_returns(np.array([1.0, 2.0, 3.0]))
    inside = within(returns, 0.5, 2.0, low_included=True, high_included=False)
    assert inside.tolist() == [[False, True, False], [False, False, True], [False, False, False]]
    assert within(returns, 0.5, None, low_included=False, high_included=False).sum() == 2
    assert within(returns, None, 2.0, low_included=False, high_included=True).sum() == 3


def test_the_way_outside_of_bounds() -> None:
    found = gaps(window_returns(np.array([1.0, 2.0, 3.0])), 0.8, 1.5)
    assert found[0, 1] == 0
    assert found[0, 2] == pytest.approx(0.5)
    assert found[1, 2] == pytest.approx(0.3)
    assert np.isnan(found[1, 1])


def test_shifts_are_calendar_days_over_a_weekend() -> None:
    """By hand: Friday 3 and Monday 6 January 2020 lie three days apart."""
    days = np.array(["2020-01-03", "2020-01-06", "2020-01-07"], dtype="datetime64[D]")
    found = shifts(days, pd.Timestamp("2020-01-03").date(), pd.Timestamp("2020-01-07").date())
    assert found.tolist() == [[4, 1, 0], [7, 4, 3], [8, 5, 4]]


def test_the_first_of_some_windows_and_how_ties_end() -> None:
    chosen = np.array([[False, True, True], [False, False, True], [False, False, False]])
    far, near = np.array([[0, 5, 2], [0, 0, 2], [0, 0, 0]]), np.array([[0, 0, 3], [0, 0, 1], [0, 0, 0]])
    assert first_of(chosen, far, near) == (1, 2)
    assert first_of(chosen, far) == (0, 2)
    assert first_of(chosen, np.zeros((3, 3))) == (0, 1)
    with pytest.raises(InsufficientDataError, match="none is among them"):
        first_of(np.zeros((3, 3), dtype=bool), far)


@pytest.mark.parametrize("closes", [[1.0, np.nan], [1.0, 0.0], [-1.0, 2.0], [np.inf, 1.0]])
def test_a_close_that_is_none_is_refused(closes: list[float]) -> None:
    with pytest.raises(DegenerateInputError, match="missing or not above zero"):
        window_returns(np.array(closes))


def test_a_single_close_has_no_window() -> None:
    with pytest.raises(InsufficientDataError, match="1 close"):
        window_returns(np.array([1.0]))
