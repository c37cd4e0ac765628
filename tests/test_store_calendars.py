from datetime import date

import pandas as pd

from figurecheck.store.calendars import closed_days, gaps, missing_days, sessions
from figurecheck.store.provenance import Gap
from small_archive import one


def days(*written: str) -> pd.DatetimeIndex:
    return pd.DatetimeIndex(written, name="day").as_unit("s")


def test_sessions_of_the_new_york_stock_exchange() -> None:
    # 252 sessions in 2024 and 250 in 2025, when the day of mourning of 2025-01-09 fell out (NYSE calendar).
    assert len(sessions(pd.Timestamp("2024-01-01"), pd.Timestamp("2024-12-31"))) == 252
    assert len(sessions(pd.Timestamp("2025-01-01"), pd.Timestamp("2025-12-31"))) == 250
    assert pd.Timestamp("2025-01-09") not in sessions(pd.Timestamp("2025-01-08"), pd.Timestamp("2025-01-10"))


def test_weekends_holidays_and_closures_are_closed() -> None:
    asked = days("2025-01-08", "2025-01-09", "2025-01-10", "2025-01-11", "2025-01-20", "2025-01-21")
    assert closed_days(asked, one("SPY")).tolist() == days("2025-01-09", "2025-01-11", "2025-01-20").tolist()
    assert closed_days(asked, one("BTC-USD")).empty
    assert closed_days(asked, one("DGS2")).empty


def test_a_missing_session_is_a_gap_and_a_holiday_is_none() -> None:
    asked = days("2024-01-11", "2024-01-12", "2024-01-16", "2024-01-19")
    assert gaps(asked, one("SPY")) == (Gap(date(2024, 1, 16), date(2024, 1, 19)),)
    assert missing_days(asked, one("SPY")) == 2


def test_one_missing_session_is_a_gap() -> None:
    asked = days("2024-01-12", "2024-01-17")
    assert gaps(asked, one("SPY")) == (Gap(date(2024, 1, 12), date(2024, 1, 17)),)
    assert missing_days(asked, one("SPY")) == 1


def test_a_missing_day_of_a_market_that_never_closes() -> None:
    asked = days("2024-01-11", "2024-01-12", "2024-01-15")
    assert gaps(asked, one("BTC-USD")) == (Gap(date(2024, 1, 12), date(2024, 1, 15)),)
    assert missing_days(asked, one("BTC-USD")) == 2


def test_a_missing_month() -> None:
    asked = days("2025-08-01", "2025-09-01", "2025-11-01")
    assert gaps(asked, one("CPIAUCSL")) == (Gap(date(2025, 9, 1), date(2025, 11, 1)),)
    assert missing_days(asked, one("CPIAUCSL")) == 1


def test_one_day_has_no_gap() -> None:
    assert gaps(days("2024-01-11"), one("SPY")) == ()
    assert missing_days(days(), one("SPY")) == 0
