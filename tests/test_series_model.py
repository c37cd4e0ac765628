from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from small_archive import one

NEW_YORK = ZoneInfo("America/New_York")

# Releases as the providers announce them; each row was looked up by hand in a calendar.
RELEASES = [
    ("BTC-USD", date(2024, 7, 1), datetime(2024, 7, 2, tzinfo=UTC)),
    ("SPY", date(2024, 1, 12), datetime(2024, 1, 12, 21, tzinfo=UTC)),  # 16.00 in winter
    ("SPY", date(2024, 7, 12), datetime(2024, 7, 12, 20, tzinfo=UTC)),  # 16.00 in summer
    ("FOMC", date(2025, 9, 17), datetime(2025, 9, 17, 18, tzinfo=UTC)),
    ("DFEDTARU", date(2025, 9, 18), datetime(2025, 9, 19, 4, tzinfo=UTC)),
    ("DGS2", date(2025, 10, 1), datetime(2025, 10, 2, 16, 15, tzinfo=NEW_YORK)),
    ("EFFR", date(2025, 10, 1), datetime(2025, 10, 2, 9, tzinfo=NEW_YORK)),
    ("EFFR", date(2023, 1, 6), datetime(2023, 1, 9, 9, tzinfo=NEW_YORK)),  # Friday's rate comes on Monday
    ("DGS10", date(2023, 1, 6), datetime(2023, 1, 9, 16, 15, tzinfo=NEW_YORK)),
    ("BTC-USD", date(2023, 1, 6), datetime(2023, 1, 7, tzinfo=UTC)),  # Saturday; crypto-assets know no weekend
    ("VIXCLS", date(2025, 10, 1), datetime(2025, 10, 2, 9, 30, tzinfo=NEW_YORK)),
    ("BAMLH0A0HYM2", date(2025, 10, 1), datetime(2025, 10, 2, 10, tzinfo=NEW_YORK)),
    ("WALCL", date(2025, 10, 1), datetime(2025, 10, 2, 16, 30, tzinfo=NEW_YORK)),
    ("NFCI", date(2025, 9, 26), datetime(2025, 10, 1, 8, 30, tzinfo=NEW_YORK)),
    ("CPIAUCSL", date(2025, 9, 1), datetime(2025, 10, 16, tzinfo=NEW_YORK)),
    ("FEDFUNDS", date(2025, 9, 1), datetime(2025, 10, 4, tzinfo=NEW_YORK)),
    ("M2SL", date(2025, 9, 1), datetime(2025, 10, 28, tzinfo=NEW_YORK)),
]


@pytest.mark.parametrize(("identifier", "day", "released"), RELEASES)
def test_an_observation_is_public_from_its_release_on(identifier: str, day: date, released: datetime) -> None:
    assert one(identifier).known_at(day) == released


def test_a_lag_is_counted_on_the_clock_of_the_place_across_a_change_of_the_clocks() -> None:
    # Clocks went forward in the night to 2024-03-10: 16.15 on Monday stays 16.15, not 17.15.
    assert one("DGS2").known_at(date(2024, 3, 8)) == datetime(2024, 3, 11, 16, 15, tzinfo=NEW_YORK)


def test_columns_follow_from_the_kind() -> None:
    assert one("SPY").columns == ("open", "high", "low", "close", "volume", "dividend")
    assert one("DGS2").columns == ("value",)
    assert one("FOMC").columns == ("lower", "upper", "scheduled")
    assert one("SPY").release_lag == timedelta(hours=16)
