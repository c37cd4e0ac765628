from collections.abc import Callable
from datetime import date

import numpy as np
import pandas as pd
import pytest

from figurecheck.errors import RefusedDataError
from figurecheck.series.model import Series
from figurecheck.store.checks import check_download
from small_archive import one

TODAY = date(2024, 1, 22)
Change = Callable[[pd.DataFrame], pd.DataFrame | None]


def fund() -> pd.DataFrame:
    days = ["2024-01-11", "2024-01-12", "2024-01-16", "2024-01-17", "2024-01-18", "2024-01-19"]
    close = np.array([100.0, 101, 102, 101, 103, 104])
    bar = {"open": close - 0.5, "high": close + 1, "low": close - 1, "close": close}
    return pd.DataFrame({**bar, "volume": 1000.0, "dividend": 0.0}, pd.DatetimeIndex(days, name="day").as_unit("s"))


def at(day: str, column: str, value: float) -> Change:
    def change(frame: pd.DataFrame) -> None:
        frame.loc[day, column] = value

    return change


def multiplied(factor: float) -> Change:
    def change(frame: pd.DataFrame) -> None:
        frame.loc["2024-01-17":, ["open", "high", "low", "close"]] *= factor

    return change


def without(*days: str) -> Change:
    return lambda frame: frame.drop(pd.DatetimeIndex(days))


FAULTS: list[tuple[str, Change, str]] = [
    ("no rows", lambda frame: frame.iloc[:0], "SPY: found no observation from 2014-01-02 on"),
    ("twice", lambda frame: frame.iloc[[0, 1, 1, 2, 3, 4, 5]], "found 2024-01-12 twice"),
    ("not in order", lambda frame: frame.iloc[[0, 2, 1, 3, 4, 5]], "found 2024-01-12 after 2024-01-16"),
    (
        "closed",
        lambda frame: frame.rename({pd.Timestamp("2024-01-16"): pd.Timestamp("2024-01-15")}),
        "found 2024-01-15, a day",
    ),
    ("missing", without("2024-01-17"), r"1 expected observations \(16.7%\) are missing; 2% may be"),
    ("absent close", at("2024-01-17", "close", np.nan), "found no close on 2024-01-17"),
    ("zero", at("2024-01-17", "low", 0.0), "found the low 0 on 2024-01-17"),
    ("negative", at("2024-01-17", "close", -101.0), "found the close -101 on 2024-01-17"),
    ("infinite", at("2024-01-17", "high", np.inf), "found the high inf on 2024-01-17, outside 50 to 3000"),
    ("too low", at("2024-01-17", "low", 10.0), "found the low 10 on 2024-01-17, outside 50 to 3000"),
    ("too high", at("2024-01-17", "high", 3001.0), "found the high 3001 on 2024-01-17, outside 50 to 3000"),
    ("high below low", at("2024-01-17", "high", 99.0), "found a high below the low on 2024-01-17"),
    ("close above high", at("2024-01-17", "close", 103.0), "found the close outside high and low on 2024-01-17"),
    ("open below low", at("2024-01-17", "open", 98.0), "found the open outside high and low on 2024-01-17"),
    (
        "ten times",
        multiplied(10),
        "found a move of up to 8.9 of the smaller value, first on 2024-01-17; 0.3 is the most",
    ),
    ("a half", multiplied(0.6), "found a move of up to 0.683 of the smaller value, first on 2024-01-17"),
    ("negative volume", at("2024-01-17", "volume", -1.0), "found the volume -1 on 2024-01-17"),
    ("negative dividend", at("2024-01-17", "dividend", -0.1), "found the dividend -0.1 on 2024-01-17"),
    ("absent dividend", at("2024-01-17", "dividend", np.nan), "found no dividend on 2024-01-17; 0 means none"),
]


def changed(change: Change) -> pd.DataFrame:
    frame = fund()
    result = change(frame)
    return frame if result is None else result


@pytest.mark.parametrize(("change", "words"), [fault[1:] for fault in FAULTS], ids=[fault[0] for fault in FAULTS])
def test_a_fault_is_refused_with_day_and_value(change: Change, words: str) -> None:
    with pytest.raises(RefusedDataError, match=words):
        check_download(changed(change), one("SPY"), TODAY)


def test_a_faultless_download_passes() -> None:
    check_download(fund(), one("SPY"), TODAY, pd.DatetimeIndex(fund().index[:-1]))


def test_absent_bars_and_volumes_pass() -> None:
    frame = fund()
    frame.loc["2024-01-17", ["open", "high", "low", "volume"]] = np.nan
    check_download(frame, one("SPY"), TODAY)


def test_single_precision_is_no_fault() -> None:
    frame = fund()
    frame.loc["2024-01-17", "close"] = 102.0005
    frame.loc["2024-01-17", "high"] = 102.0
    check_download(frame, one("SPY"), TODAY)


def test_a_day_after_today_is_refused() -> None:
    with pytest.raises(RefusedDataError, match="found 2024-01-19, which is after today, 2024-01-18"):
        check_download(fund(), one("SPY"), date(2024, 1, 18))


def test_a_shrunken_history_is_refused() -> None:
    stored = pd.DatetimeIndex(fund().index)
    for shorter in (fund().iloc[1:], fund().iloc[:-1]):
        with pytest.raises(RefusedDataError, match="1 stored days are gone from the source, the first 2024-01-1"):
            check_download(shorter, one("SPY"), TODAY, stored)


def level(identifier: str, *values: float, days: tuple[str, ...] = ("2024-01-17", "2024-01-18", "2024-01-19")) -> None:
    frame = pd.DataFrame({"value": values}, pd.DatetimeIndex(days, name="day").as_unit("s"))
    check_download(frame, one(identifier), TODAY)


def test_levels() -> None:
    level("DGS2", 4.3, 4.4, -0.1 + 4)
    with pytest.raises(RefusedDataError, match="DGS2: found the value 43 on 2024-01-18, outside -2 to 25"):
        level("DGS2", 4.3, 43.0, 4.3)
    with pytest.raises(
        RefusedDataError, match=r"found a move of up to 3\.9 percent, first on 2024-01-18; 1 is the most"
    ):
        level("DGS2", 4.3, 8.2, 8.2)
    with pytest.raises(RefusedDataError, match="found no value on 2024-01-18"):
        level("DGS2", 4.3, np.nan, 4.3)


def decisions(series: Series, lower: float, upper: float) -> None:
    days = pd.DatetimeIndex(["2024-01-10", "2024-01-17"], name="day").as_unit("s")
    frame = pd.DataFrame({"lower": [5.0, lower], "upper": [5.25, upper], "scheduled": [True, True]}, days)
    check_download(frame, series, TODAY)


def test_decisions() -> None:
    decisions(one("FOMC"), 4.75, 5.0)
    with pytest.raises(RefusedDataError, match="a lower limit above the upper one on 2024-01-17"):
        decisions(one("FOMC"), 5.25, 5.0)
    with pytest.raises(RefusedDataError, match="a move of up to 2 percent"):
        decisions(one("FOMC"), 3.0, 3.25)
    decisions(one("FOMC", max_move=None), 3.0, 3.25)
