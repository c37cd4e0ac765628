"""What stands in the table of a chart is what the chart draws, by hand and by reading the drawing."""

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from figurecheck.charts.paths import PathChart, PathLine
from figurecheck.pages.figures.drawn import path_numbers, step_numbers, window_numbers
from figurecheck.series.model import Kind
from small_site import MARK, measurement, series

DAYS = pd.date_range("2019-12-30", "2021-01-02", freq="D")


def prices() -> pd.Series:
    """By hand: 7 at the start of 2020, 35 in April, 3.5 in July, 14 at the end; 1 before and 99 after the window."""
    line = pd.Series(7.0, index=DAYS)
    line.loc["2020-04-02"], line.loc["2020-07-03"], line.loc["2020-12-31"] = 35.0, 3.5, 14.0
    line.loc[:"2019-12-31"], line.loc["2021-01-01":] = 1.0, 99.0
    return line


def test_closes_that_may_not_be_passed_on_leave_four_points_and_their_provider() -> None:
    measured = measurement("COIN", 7.0, 14.0, MARK, title="Coin", proxy=False)
    found = window_numbers(series("COIN"), prices(), measured)
    assert found.rows == (
        ("start", date(2020, 1, 1), 0.0),
        ("lowest", date(2020, 7, 3), -0.5),
        ("highest", date(2020, 4, 2), 4.0),
        ("end", date(2020, 12, 31), 1.0),
    )
    assert [one.series for one in found.withheld] == ["COIN"]


def test_free_observations_are_given_day_by_day() -> None:
    free = replace(series("COIN"), licence=series("RATE", Kind.LEVEL).licence)
    found = window_numbers(free, prices(), measurement("COIN", 7.0, 14.0, MARK, title="Coin", proxy=False))
    assert len(found.rows) == 366
    assert found.rows[-1] == (date(2020, 12, 31), 1.0)
    assert found.withheld == ()


def test_steps_are_the_corners_of_both_limits() -> None:
    """By hand: the upper limit moves on the third day, the lower one on the second too."""
    days = pd.date_range("2020-01-01", periods=5, freq="D")
    upper, lower = pd.Series([5.0, 5, 4, 4, 4], index=days), pd.Series([4.75, 4.5, 3.75, 3.75, 3.75], index=days)
    found = step_numbers(series("RATE", Kind.LEVEL), upper, lower, {})
    assert [column.title for column in found.columns] == ["Day", "Upper limit, percent", "Lower limit, percent"]
    assert found.rows == (
        (date(2020, 1, 1), 5.0, 4.75),
        (date(2020, 1, 2), 5.0, 4.5),
        (date(2020, 1, 3), 4.0, 3.75),
        (date(2020, 1, 5), 4.0, 3.75),
    )
    kept = step_numbers(series("COIN"), upper, None, {date(2020, 1, 3): 4.0})
    assert (kept.rows, len(kept.withheld)) == (((date(2020, 1, 3), 4.0),), 1)


def test_a_line_that_begins_later_is_empty_before() -> None:
    days = pd.date_range("2020-01-01", periods=3, freq="D")
    lines = (
        PathLine("long", pd.Series([0.1, 0.2, 0.3], index=days)),
        PathLine("late", pd.Series([float("nan"), 0.5, 0.6], index=days)),
    )
    found = path_numbers(PathChart("p", "t", "d", lines, (), None, None, "", str), "correlation")
    assert found.rows == (
        (date(2020, 1, 1), 0.1, None),
        (date(2020, 1, 2), 0.2, 0.5),
        (date(2020, 1, 3), pytest.approx(0.3), 0.6),
    )
