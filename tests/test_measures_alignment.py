"""Sessions, weekends, closed days and gaps of a 24/7 asset beside an exchange-traded one, on prices made by hand."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from answers import answers
from figurecheck.errors import DegenerateInputError, InsufficientDataError, WindowError
from figurecheck.measures.alignment import aligned_returns, sessions


def frame(start: str, bitcoin: list[float], stock: list[float]) -> pd.DataFrame:
    days = pd.date_range(start, periods=len(bitcoin), freq="D")
    return pd.DataFrame({"bitcoin": bitcoin, "stock": stock}, index=days)


def nan(count: int) -> list[float]:
    return [float("nan")] * count


def weekend() -> pd.DataFrame:
    """Friday 2024-03-01 to Tuesday 2024-03-05."""
    return frame("2024-03-01", [100, 110, 121, 121, 133.1], [50, *nan(2), 51, 52])


def mourning() -> pd.DataFrame:
    """Wednesday 2025-01-08 to Monday 2025-01-13; New York was closed on Thursday the 9th."""
    return frame("2025-01-08", [100, 115, 132.25, 132.25, 132.25, 132.25], [50, float("nan"), 55, *nan(2), 55])


def gap() -> pd.DataFrame:
    """Monday 2024-03-04 to Friday 2024-03-08; the stock has no price on Wednesday."""
    return frame("2024-03-04", [100, 101, 102, 103, 104], [100, 101, float("nan"), 104.0502, 105])


COMPUTED = {
    "monday_bitcoin": lambda: aligned_returns(weekend()).returns["bitcoin"].iloc[0],
    "mourning_day_bitcoin": lambda: aligned_returns(mourning()).returns["bitcoin"].iloc[0],
    "gap_stock": lambda: aligned_returns(gap()).returns["stock"].loc["2024-03-07"],
    **{
        f"sessions_{year}": lambda year=year: len(sessions(f"{year}-01-01", f"{year}-12-31"))
        for year in range(2015, 2026)
    },
}


@answers("alignment", COMPUTED)
def test_answers(case: str, expected: float, tolerance: float) -> None:
    assert COMPUTED[case]() == pytest.approx(expected, abs=tolerance, rel=0)


def test_mondays_stay_and_a_closed_day_is_no_gap() -> None:
    monday = aligned_returns(weekend())
    assert list(monday.returns.index.strftime("%m-%d")) == ["03-04", "03-05"]
    assert (monday.left_out, monday.spanning) == (0, 0)
    thursday = aligned_returns(mourning())
    assert list(thursday.returns.index.strftime("%m-%d")) == ["01-10", "01-13"]
    assert (thursday.left_out, thursday.spanning) == (0, 0)


def test_a_missing_price_is_spanned_and_counted() -> None:
    aligned = aligned_returns(gap())
    assert (aligned.left_out, aligned.spanning, len(aligned.returns)) == (1, 1, 3)
    assert aligned.first_day == pd.Timestamp("2024-03-04")
    assert aligned.returns["bitcoin"].loc["2024-03-07"] == pytest.approx(103 / 101 - 1)


def test_an_asset_without_history_shortens_the_common_days() -> None:
    prices = gap().assign(third=[*nan(2), 5.0, 6.0, 7.0])
    aligned = aligned_returns(prices)
    assert (list(aligned.returns.index.day), aligned.left_out) == ([8], 0)


def test_weeks_end_on_their_last_session() -> None:
    days = sessions("2024-03-18", "2024-04-10")
    prices = pd.DataFrame({"a": np.arange(1.0, len(days) + 1), "b": np.arange(2.0, len(days) + 2)}, index=days)
    weekly = aligned_returns(prices, frequency="weekly")
    # Good Friday (03-29) is no session, and the week of 04-10 is not complete.
    assert list(weekly.returns.index.strftime("%m-%d")) == ["03-28", "04-05"]
    assert weekly.returns["a"].iloc[0] == pytest.approx(9 / 5 - 1)
    assert weekly.first_day == pd.Timestamp("2024-03-22")


def test_a_week_without_its_last_price_is_spanned() -> None:
    days = sessions("2024-03-18", "2024-04-05")
    prices = pd.DataFrame({"a": np.arange(1.0, len(days) + 1)}, index=days)
    prices.loc["2024-03-28", "a"] = np.nan
    weekly = aligned_returns(prices, frequency="weekly")
    assert (len(weekly.returns), weekly.left_out, weekly.spanning) == (1, 1, 1)
    assert weekly.returns["a"].iloc[0] == pytest.approx(14 / 5 - 1)


def test_weeks_of_a_calendar_without_sessions_end_on_fridays() -> None:
    days = pd.date_range("2024-03-20", "2024-04-06")
    prices = pd.DataFrame({"a": np.arange(1.0, len(days) + 1)}, index=days)
    weekly = aligned_returns(prices, calendar="24/7", frequency="weekly")
    assert list(weekly.returns.index.strftime("%m-%d")) == ["03-29", "04-05"]


def test_two_day_returns_overlap() -> None:
    aligned = aligned_returns(gap(), frequency="two_day", change="log")
    expected = np.log([103 / 100, 104 / 101])
    np.testing.assert_allclose(aligned.returns["bitcoin"], expected)
    assert (aligned.left_out, aligned.spanning) == (1, 2)


def test_every_day_counts_on_the_24_7_calendar() -> None:
    days = pd.date_range("2024-03-01", periods=6)
    prices = pd.DataFrame({"a": [1, 2, 3, np.nan, 5, 6.0], "b": [1, 2, 4, 8, 16, 32.0]}, index=days)
    aligned = aligned_returns(prices, calendar="24/7")
    assert (len(aligned.returns), aligned.left_out, aligned.spanning) == (4, 1, 1)


def test_yields_change_by_differences_and_may_be_negative() -> None:
    prices = pd.DataFrame({"yield": [0.1, -0.05, 0.2]}, index=sessions("2024-03-04", "2024-03-06"))
    np.testing.assert_allclose(aligned_returns(prices, change="difference").returns["yield"], [-0.15, 0.25])


@settings(deadline=None)
@given(seed=st.integers(0, 500), scale=st.floats(0.01, 1000))
def test_daily_returns_compound_to_the_whole_move_whatever_is_missing(seed: int, scale: float) -> None:
    random = np.random.default_rng(seed)
    days = pd.date_range("2023-11-01", periods=90)
    prices = pd.DataFrame(np.exp(random.normal(0, 0.05, (90, 2)).cumsum(axis=0)), index=days, columns=["a", "b"])
    prices[random.random((90, 2)) < 0.1] = np.nan
    aligned = aligned_returns(prices * scale)
    used = prices.dropna().loc[lambda rows: rows.index.isin(sessions(days[0], days[-1]))]
    total = used.iloc[-1] / used.iloc[0]
    np.testing.assert_allclose((1 + aligned.returns).prod(), total)
    assert aligned.left_out == len(sessions(used.index[0], used.index[-1])) - len(used)
    assert not aligned.returns.isna().to_numpy().any()


@pytest.mark.parametrize(
    ("prices", "message"),
    [
        (pd.DataFrame({"a": [1.0, 2.0]}), "DatetimeIndex"),
        (pd.DataFrame({"a": [1.0, 2.0]}, index=pd.to_datetime(["2024-03-05", "2024-03-04"])), "oldest first"),
        (pd.DataFrame({"a": [1.0, 2.0]}, index=pd.to_datetime(["2024-03-04", "2024-03-04"])), "one row a day"),
        (pd.DataFrame({"a": [1.0, 2.0]}, index=pd.date_range("2024-03-04 16:00", periods=2)), "midnight"),
        (pd.DataFrame({"a": [1.0, 2.0]}, index=pd.date_range("2024-03-04", periods=2, tz="UTC")), "time zone"),
        (pd.DataFrame({"a": [1.0, np.inf]}, index=pd.date_range("2024-03-04", periods=2)), "infinity"),
        (pd.DataFrame({"a": [1.0, 0.0]}, index=pd.date_range("2024-03-04", periods=2)), "0 or less"),
    ],
)
def test_malformed_prices(prices: pd.DataFrame, message: str) -> None:
    with pytest.raises(DegenerateInputError, match=message):
        aligned_returns(prices)


def test_too_little_in_common() -> None:
    days = pd.date_range("2024-03-04", periods=2)
    with pytest.raises(InsufficientDataError, match="no day"):
        aligned_returns(pd.DataFrame({"a": [1.0, np.nan], "b": [np.nan, 1.0]}, index=days))
    with pytest.raises(InsufficientDataError, match="3 common days"):
        aligned_returns(pd.DataFrame({"a": [1.0, 2.0]}, index=days), frequency="two_day")


def test_days_outside_the_calendar() -> None:
    with pytest.raises(WindowError, match="from 1990"):
        sessions("1989-12-29", "1990-01-05")
    with pytest.raises(WindowError, match="in order"):
        sessions("2024-03-05", "2024-03-04")


def test_every_return_knows_where_it_begins() -> None:
    days = pd.DatetimeIndex(["2024-03-04", "2024-03-05", "2024-03-06", "2024-03-08"])
    prices = pd.DataFrame({"a": [1.0, 2.0, 3.0, 4.0]}, index=days)
    daily, two_day = aligned_returns(prices), aligned_returns(prices, frequency="two_day")
    assert list(daily.starts) == list(days[:-1])
    assert list(two_day.starts) == list(days[:-2])
    assert daily.first_day == two_day.first_day == days[0]
