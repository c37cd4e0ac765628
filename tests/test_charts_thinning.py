"""Thinning keeps what can be seen: both ends, every peak and trough of a span, and the order of days."""

from typing import Literal

import numpy as np
import pandas as pd
import pytest
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


@given(st.lists(st.floats(-1e6, 1e6), min_size=61, max_size=400), st.integers(2, 60))
def test_every_span_keeps_its_own_ends_and_extremes(values: list[float], columns: int) -> None:
    """Spans counted here in whole days, without pandas; a day on the border of two belongs to the earlier one."""
    kept, last = thin(line_of(values), columns), len(values) - 1

    def span(day: int) -> int:
        return max(0, (day * columns - 1) // last)

    spans: dict[int, list[float]] = {}
    for day, value in enumerate(values):
        spans.setdefault(span(day), []).append(value)
    begin = pd.Timestamp("2020-01-01")
    for at, inside in spans.items():
        there = [value for day, value in kept.items() if span((day - begin).days) == at]
        assert (there[0], min(there), max(there), there[-1]) == (inside[0], min(inside), max(inside), inside[-1])


@pytest.mark.parametrize("unit", ["s", "ms", "us", "ns"])
def test_the_unit_of_the_index_changes_no_point(unit: Literal["s", "ms", "us", "ns"]) -> None:
    """4,000 days alternate between two values that drift apart: the extremes of a span are its last two days.

    The days of a span are counted here in whole numbers: of its own first, lowest, highest and last one.
    """
    values = [(day + 1.0) * (-1) ** day for day in range(4_000)]
    line = line_of(values)
    line.index = pd.DatetimeIndex(line.index).as_unit(unit)
    spans: dict[int, list[int]] = {}
    for day in range(4_000):
        spans.setdefault(max(0, (day * 500 - 1) // 3_999), []).append(day)
    expected = {
        day
        for days in spans.values()
        for day in (days[0], min(days, key=values.__getitem__), max(days, key=values.__getitem__), days[-1])
    }
    kept = thin(line)
    assert [(day - pd.Timestamp("2020-01-01")).days for day in kept.index] == sorted(expected)


def test_a_short_line_comes_back_whole_without_its_gaps() -> None:
    assert thin(line_of([1.0, np.nan, 2.0])).tolist() == [1.0, 2.0]


def test_corners_are_first_day_last_day_and_moves() -> None:
    assert corners(line_of([1, 1, 2, 2, 2])).index.day.tolist() == [1, 3, 5]
