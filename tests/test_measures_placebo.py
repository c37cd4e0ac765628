"""Returns inside episodes use closes at or before the edges, and are set against as much time at every place."""

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from answers import answers
from figurecheck.errors import DegenerateInputError, InsufficientDataError, WindowError
from figurecheck.measures.placebo import (
    Closes,
    Interval,
    Placebo,
    episode_return,
    placebo_before,
    placebo_shifts,
)

FALL = [100, 110, 100, 90, 100, 110, 100, 120, 110]
ZIGZAG = [100, 200, 100, 200, 100]


def day(number: int) -> pd.Timestamp:
    return pd.Timestamp("2020-01-01") + pd.Timedelta(days=number)


def path(values: list[float] | list[int]) -> pd.Series:
    return pd.Series(values, index=pd.date_range(day(0), periods=len(values)), dtype=float)


def span(start: int, end: int) -> Interval:
    return Interval(day(start), day(end))


def yearly() -> Placebo:
    """A gain of a half after a year of three moves; the close before that year only shows that it is covered."""
    days = pd.to_datetime(["2018-12-28", "2019-01-01", "2019-06-01", "2019-09-01", "2019-12-31", "2020-01-02"])
    prices = pd.Series([100.0, 90.0, 90.0, 45.0, 90.0, 135.0], index=days)
    return placebo_before(prices, Interval(days[4], days[5]), years=1)


COMPUTED: dict[str, Callable[[], float]] = {
    "inside_the_fall": lambda: placebo_shifts(path(FALL), [span(1, 3)]).value,
    "share_at_or_below": lambda: placebo_shifts(path(FALL), [span(1, 3)]).at_or_below,
    "windows": lambda: placebo_shifts(path(FALL), [span(1, 3)]).n,
    "windows_side_by_side": lambda: placebo_shifts(path(FALL), [span(1, 3)]).effective_n,
    "shifted_value": lambda: placebo_shifts(path(ZIGZAG), [span(1, 2)]).value,
    "shifted_mean": lambda: placebo_shifts(path(ZIGZAG), [span(1, 2)]).mean,
    "shifted_share": lambda: placebo_shifts(path(ZIGZAG), [span(1, 2)]).at_or_below,
    "before_share": lambda: yearly().at_or_above,
    "before_windows": lambda: yearly().n,
}


@answers("placebo", COMPUTED)
def test_answers(case: str, expected: float, tolerance: float) -> None:
    assert COMPUTED[case]() == pytest.approx(expected, abs=tolerance)


def test_an_edge_on_a_closed_day_uses_the_close_before() -> None:
    sessions = pd.Series([10.0, 12.0, 15.0], index=pd.to_datetime(["2020-01-03", "2020-01-06", "2020-01-10"]))
    found = episode_return(sessions, Interval(pd.Timestamp("2020-01-05"), pd.Timestamp("2020-01-09")))
    assert found is not None
    assert found.value == pytest.approx(0.2)
    assert found.sessions == 1
    assert (found.first_close, found.last_close) == (sessions.index[0], sessions.index[1])


def test_a_weekend_without_a_session_moves_nothing() -> None:
    friday = pd.Series([10.0, 12.0], index=pd.to_datetime(["2020-01-03", "2020-01-06"]))
    found = episode_return(friday, Interval(pd.Timestamp("2020-01-04"), pd.Timestamp("2020-01-05")))
    assert found is not None
    assert (found.value, found.sessions) == (0.0, 0)


@pytest.mark.parametrize(("start", "end"), [(-3, 4), (4, 30)])
def test_a_series_that_starts_later_or_ended_earlier_has_no_return(start: int, end: int) -> None:
    assert episode_return(path(FALL), span(start, end)) is None


def test_a_span_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(WindowError, match="must not come first"):
        episode_return(path(FALL), span(3, 1))


def test_the_observed_window_fits_beside_the_others() -> None:
    """By hand, closes 0 to 8 of 2019: windows 0-2, 2-4, 4-6 and the observed 6-8 are four side by side; six in all."""
    days = pd.to_datetime(["2018-01-05", *pd.date_range("2019-01-01", periods=9)])
    prices = pd.Series(np.linspace(100.0, 109.0, 10), days)
    found = placebo_before(prices, Interval(days[7], days[9]), years=1)
    assert (found.n, found.effective_n) == (6, 4)


def test_spans_outside_the_series_or_without_a_session_are_left_out_of_the_mean() -> None:
    lone = placebo_shifts(path(ZIGZAG), [span(1, 2)])
    assert placebo_shifts(path(ZIGZAG), [span(1, 2), span(3, 3), span(-9, 2)]) == lone
    with pytest.raises(InsufficientDataError, match="none of 1"):
        placebo_shifts(path(ZIGZAG), [span(3, 3)])


def test_shifts_keep_lengths_and_distances() -> None:
    values = [100.0, 104, 99, 120, 111, 97, 133]
    moves = np.diff(np.log(values))
    by_hand = [np.expm1(moves[s % 6]) / 2 + np.expm1(moves[(3 + s) % 6] + moves[(4 + s) % 6]) / 2 for s in range(6)]
    found = placebo_shifts(path(values), [span(0, 1), span(3, 5)])
    assert found.value == pytest.approx(by_hand[0])
    assert found.mean == pytest.approx(np.mean(by_hand))
    assert (found.n, found.effective_n) == (6, 3)


@given(
    st.lists(st.floats(1.0, 100.0), min_size=8, max_size=30).filter(lambda values: np.ptp(values) > 1e-3),
    st.floats(0.1, 10.0),
)
def test_the_currency_does_not_matter(values: list[float], rate: float) -> None:
    here, there = (placebo_shifts(path(values) * scale, [span(2, 4)]) for scale in (1.0, rate))
    assert here.mean == pytest.approx(there.mean, abs=1e-9)
    assert here.n == there.n


def test_missing_prices_are_refused() -> None:
    with pytest.raises(DegenerateInputError):
        placebo_shifts(path([1.0, np.nan, 2.0]), [span(0, 1)])


def test_the_years_before_must_be_covered() -> None:
    with pytest.raises(InsufficientDataError, match="reach back"):
        placebo_before(path(FALL), span(5, 7), years=1)
    with pytest.raises(WindowError, match="not covered"):
        placebo_before(path(FALL), span(5, 30), years=1)


def test_a_series_that_was_checked_before_gives_the_same() -> None:
    prices = path(ZIGZAG)
    closes = Closes.of(prices)
    assert Closes.of(closes) is closes
    assert placebo_shifts(closes, [span(1, 2)]) == placebo_shifts(prices, [span(1, 2)])
    assert episode_return(closes, span(1, 3)) == episode_return(prices, span(1, 3))
    with pytest.raises(InsufficientDataError):
        placebo_shifts(Closes.of(prices.iloc[:2]), [span(0, 1)])


def test_every_return_joins_the_end_to_the_start() -> None:
    """By hand: three moves of +10 %, -50 % and +20 %, in pairs from each close on."""
    closes = Closes.of(path([100.0, 110.0, 55.0, 66.0]))
    assert closes.every_return(2) == pytest.approx([1.1 * 0.5 - 1, 0.5 * 1.2 - 1, 1.2 * 1.1 - 1])
