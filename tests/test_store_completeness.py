"""Which last bars are final. The exchange closes at 16.00 in New York, at 13.00 on the Friday after Thanksgiving."""

from datetime import UTC, datetime

import numpy as np
import pandas as pd
import pytest

from figurecheck.store.completeness import complete_rows
from small_archive import one

FUND, COIN, RATE = one("SPY"), one("BTC-USD"), one("DGS2")


def bars(*days: str, last_close: float = 1.0) -> pd.DataFrame:
    index = pd.DatetimeIndex(days, name="day")
    return pd.DataFrame({"close": [*[1.0] * (len(days) - 1), last_close]}, index=index)


MOMENTS = [
    ("an ordinary session, an hour after its close", "2024-11-27", datetime(2024, 11, 27, 22, 0, tzinfo=UTC), False),
    ("an ordinary session, two hours after its close", "2024-11-27", datetime(2024, 11, 27, 23, 0, tzinfo=UTC), True),
    ("a half-day, an hour and a half after its close", "2024-11-29", datetime(2024, 11, 29, 19, 30, tzinfo=UTC), False),
    ("a half-day, two hours after its close", "2024-11-29", datetime(2024, 11, 29, 20, 0, tzinfo=UTC), True),
    ("a session of summer, two hours after its close", "2024-07-10", datetime(2024, 7, 10, 22, 0, tzinfo=UTC), True),
    ("a session of the day before", "2024-11-27", datetime(2024, 11, 28, 1, 0, tzinfo=UTC), True),
]


@pytest.mark.parametrize(("day", "now", "whole"), [row[1:] for row in MOMENTS], ids=[row[0] for row in MOMENTS])
def test_a_session_is_final_two_hours_after_its_close(day: str, now: datetime, whole: bool) -> None:
    frame, notices = complete_rows(bars("2024-07-09", day), FUND, now)
    assert len(frame) == (2 if whole else 1)
    assert notices == (() if whole else (f"the bar of {day} was left out: its session was not over",))


def test_a_day_of_a_market_that_never_closes_ends_with_the_day_in_utc() -> None:
    """At 23.59 in London the day still runs, though it has ended in Tokyo."""
    table = bars("2024-03-14", "2024-03-15")
    assert len(complete_rows(table, COIN, datetime(2024, 3, 15, 23, 59, tzinfo=UTC))[0]) == 1
    assert len(complete_rows(table, COIN, datetime(2024, 3, 16, 0, 0, tzinfo=UTC))[0]) == 2


def test_empty_last_bars_are_left_out_one_by_one() -> None:
    frame, notices = complete_rows(
        bars("2024-03-13", "2024-03-14", last_close=np.nan), FUND, datetime(2024, 3, 16, tzinfo=UTC)
    )
    assert (len(frame), notices) == (1, ("the bar of 2024-03-14 was left out: it has no close",))


def test_a_day_in_the_future_is_left_for_the_checks_and_levels_are_left_alone() -> None:
    now = datetime(2024, 3, 15, 12, tzinfo=UTC)
    assert len(complete_rows(bars("2024-03-14", "2024-04-02"), FUND, now)[0]) == 2
    assert len(complete_rows(bars("2024-03-15"), RATE, now)[0]) == 1
