"""Windows of the second route on a table of eight days whose answers are read off by hand."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pandas as pd
import pytest
from pydantic import TypeAdapter

from figurecheck.claims.settings import Shift, Window
from figurecheck.errors import WindowError
from figurecheck.series.catalogue import builtin_catalogue
from figurecheck.verification.data import Data
from figurecheck.verification.windows import ends, moved
from small_site import checked_article

DAYS = pd.to_datetime(
    ["2020-12-30", "2020-12-31", "2021-01-04", "2021-01-05", "2021-01-29", "2021-02-01", "2021-03-31", "2021-12-31"]
)
CLOSE = pd.Series([10.0, 11.0, 9.0, 12.0, 8.0, 16.0, 14.0, 15.0], index=DAYS)
FUND = builtin_catalogue().get("PSCT")
EVENT = {"id": "event", "title": "an event", "moment": "2021-01-05T14:00:00-05:00", "source": "by hand"}


def data(latest: str = "2021-12-31") -> Data:
    loaded = checked_article().model_dump(by_alias=True) | {"events": [EVENT]}
    article = type(checked_article()).model_validate(loaded)
    return Data(article, {}, {}, pd.Timestamp(latest))


def found(**window: Any) -> tuple[str, str]:
    parsed = TypeAdapter(Window).validate_python(window)
    first, last = ends(parsed, data(), FUND, CLOSE, CLOSE)
    return f"{first:%m-%d}", f"{last:%m-%d}"


SPAN = {"from": "2021-01-01", "to": "2021-04-02"}


@pytest.mark.parametrize(
    ("window", "expected"),
    [
        ({"rule": "calendar_year", "year": 2021}, ("12-31", "12-31")),
        ({"rule": "calendar_quarter", "year": 2021, "quarter": 1}, ("12-31", "03-31")),
        ({"rule": "calendar_month", "year": 2021, "month": 1}, ("12-31", "01-29")),
        ({"rule": "closes", **SPAN}, ("12-31", "03-31")),
        ({"rule": "closes", "from": "2021-01-04", "to": "latest"}, ("01-04", "12-31")),
        ({"rule": "first_to_last", **SPAN}, ("01-04", "03-31")),
        ({"rule": "low_to_high", **SPAN}, ("01-29", "02-01")),
        ({"rule": "high_to_low", **SPAN}, ("01-05", "01-29")),
        ({"rule": "low_to_end", **SPAN}, ("01-29", "03-31")),
        ({"rule": "high_to_end", **SPAN}, ("02-01", "03-31")),
        ({"rule": "from_event", "event": "event", "to": "2021-02-01"}, ("01-04", "02-01")),
        ({"rule": "around_event", "event": "event", "first": 0, "last": 0}, ("01-04", "01-05")),
        ({"rule": "around_event", "event": "event", "first": -1, "last": 1}, ("12-31", "01-29")),
    ],
    ids=lambda value: value["rule"] if isinstance(value, dict) else None,
)
def test_a_window_begins_and_ends_where_a_reader_would_say(window: dict[str, Any], expected: tuple[str, str]) -> None:
    assert found(**window) == expected


@pytest.mark.parametrize(
    "window",
    [
        {"rule": "calendar_year", "year": 2022},
        {"rule": "calendar_year", "year": 2020},
        {"rule": "closes", "from": "2021-02-01", "to": "2021-06-30"},
        {"rule": "first_to_last", "from": "2021-06-01", "to": "2021-12-31"},
        {"rule": "around_event", "event": "event", "first": -5, "last": 0},
        {"rule": "around_event", "event": "event", "first": 0, "last": 9},
    ],
)
def test_a_window_outside_the_observations_is_refused(window: dict[str, Any]) -> None:
    with pytest.raises(WindowError):
        found(**window)


def test_a_close_counts_only_once_it_is_public() -> None:
    """The fund's close is public at 16:00 in New York: an event a minute before sees the close of the day before."""
    close = datetime(2021, 1, 5, tzinfo=ZoneInfo(FUND.timezone)) + FUND.release_lag
    for moment, day in ((close - timedelta(minutes=1), "2021-01-04"), (close, "2021-01-05")):
        loaded = checked_article().model_dump(by_alias=True) | {"events": [{**EVENT, "moment": moment}]}
        world = Data(type(checked_article()).model_validate(loaded), {}, {}, DAYS[-1])
        window = TypeAdapter(Window).validate_python({"rule": "from_event", "event": "event", "to": "2021-02-01"})
        assert ends(window, world, FUND, CLOSE, CLOSE)[0] == pd.Timestamp(day)


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [(0, 0, ("2020-12-30", "2020-12-31")), (-1, 1, ("2020-12-29", "2021-01-04")), (1, 2, ("2020-12-31", "2021-01-05"))],
)
def test_both_ends_are_moved_by_rows(start: int, end: int, days: tuple[str, str]) -> None:
    rows = pd.DatetimeIndex(["2020-12-29", "2020-12-30", "2020-12-31", "2021-01-04", "2021-01-05"])
    found = moved((rows[1], rows[2]), Shift(start=start, end=end), rows, builtin_catalogue().get("PSCT"))
    assert tuple(day.strftime("%Y-%m-%d") for day in found) == days


def test_a_row_that_is_not_there_is_an_error() -> None:
    rows = pd.DatetimeIndex(["2020-12-29", "2020-12-30"])
    with pytest.raises(WindowError, match=r"PSCT has no session \+1"):
        moved((rows[0], rows[1]), Shift(start=0, end=1), rows, builtin_catalogue().get("PSCT"))
