"""Thinning keeps what can be seen: both ends, every peak and trough of a span, and the order of days."""

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from figurecheck.charts.steps import corners
from figurecheck.charts.thinning import thin


def line_of(values: list[float]) -> pd.Series:
    return pd.Series(values, index=pd.date_range("2020-01-01", periods=len(values), freq="D"), dtype=float)


@given(st.lists(st.floats(-1e6, 1e6), min_size=2, max_size=400), st.integers(2, 60))
def test_ends_and_extremes_stay_and_nothing_is_invented(values: list[float], columns: int) -> None:
    line = line_of(values)
    kept = thin(line, columns)
    assert kept.index.is_monotonic_increasing
    assert kept.iloc[0] == line.iloc[0]
    assert kept.iloc[-1] == line.iloc[-1]
    assert kept.max() == line.max()
    assert kept.min() == line.min()
    assert len(kept) <= max(columns, 4 * columns)
    pd.testing.assert_series_equal(kept, line.loc[kept.index], check_freq=False)


def test_a_short_line_comes_back_whole_without_its_gaps() -> None:
    assert thin(line_of([1.0, np.nan, 2.0])).tolist() == [1.0, 2.0]


def test_corners_are_first_day_last_day_and_moves() -> None:
    assert corners(line_of([1, 1, 2, 2, 2])).index.day.tolist() == [1, 3, 5]
