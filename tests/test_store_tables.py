import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from figurecheck.errors import MalformedDataError
from figurecheck.store.tables import parse_table, table_text
from small_archive import one

SPY, RATE, FOMC = one("SPY"), one("DGS2"), one("FOMC")


def level(*values: float) -> pd.DataFrame:
    days = pd.date_range("2024-01-01", periods=len(values), freq="D", name="day").as_unit("s")
    return pd.DataFrame({"value": np.array(values, dtype=float)}, days)


DIGITS = [
    (42853.167969, "42853.17"),
    (0.67405999, "0.67406"),
    (0.0000123456789, "0.00001234568"),
    (8965487, "8965487"),
    (123456789.0, "123456800"),
    (50.0, "50"),
    (-0.792, "-0.792"),
    (0.0, "0"),
    (5e-324, "0." + "0" * 323 + "4940656"),
]


@pytest.mark.parametrize(("value", "text"), DIGITS)
def test_prices_and_levels_have_seven_significant_digits(value: float, text: str) -> None:
    assert table_text(level(value), RATE) == f"day,value\n2024-01-01,{text}\n"


def test_volumes_are_whole_distributions_have_three_decimals_an_absent_value_is_empty() -> None:
    day = pd.DatetimeIndex(["2024-01-02"], name="day")
    row = {"open": np.nan, "high": 2.5, "low": 1.5, "close": 2.0, "volume": 55444322363.0, "dividend": 0.5000001}
    text = table_text(pd.DataFrame(row, day), SPY)
    assert text == "day,open,high,low,close,volume,dividend\n2024-01-02,,2.5,1.5,2,55444322363,0.5\n"


def test_truths_are_words() -> None:
    day = pd.DatetimeIndex(["2020-03-15"], name="day")
    text = table_text(pd.DataFrame({"lower": 0.0, "upper": 0.25, "scheduled": False}, day), FOMC)
    assert text == "day,lower,upper,scheduled\n2020-03-15,0,0.25,false\n"
    assert parse_table(text, FOMC)["scheduled"].tolist() == [False]


@given(st.lists(st.one_of(st.just(np.nan), st.floats(-1e12, 1e12)), min_size=1, max_size=20))
def test_what_was_written_once_is_written_the_same_again(values: list[float]) -> None:
    text = table_text(level(*values), RATE)
    again = parse_table(text, RATE)
    assert table_text(again, RATE) == text
    assert again["value"].to_numpy() == pytest.approx(np.array(values), rel=5.1e-7, nan_ok=True)


WRONG = [
    ("", "found the header nothing; expected day,value"),
    ("day;value\n", "found the header day;value"),
    ("day,value\n2024-01-01,1,2\n", "line 2: 3 cells; expected 2"),
    ("day,value\n2024-01-01,one\n", "could not convert string to float: 'one'"),
    ("day,value\n01/02/2024,1\n", "time data"),
]


@pytest.mark.parametrize(("text", "words"), WRONG)
def test_another_format_is_refused(text: str, words: str) -> None:
    with pytest.raises(MalformedDataError, match=words):
        parse_table(text, RATE)


def test_another_word_for_a_truth_is_refused() -> None:
    with pytest.raises(MalformedDataError, match="scheduled: found other words than true and false"):
        parse_table("day,lower,upper,scheduled\n2020-03-15,0,0.25,0\n", FOMC)
