"""Where windows begin and end: positions worked out by hand on short calendars."""

from datetime import date

import numpy as np
import pytest

from figurecheck.errors import WindowError
from figurecheck.measures.windows import (
    first_at_or_after,
    largest_fall,
    largest_rise,
    last_at_or_before,
    ordered,
)

DAYS = np.array(["2019-12-30", "2019-12-31", "2020-01-02", "2020-01-03", "2020-01-06"], dtype="datetime64[D]")


@pytest.mark.parametrize(
    ("day", "position"),
    [(date(2019, 12, 31), 1), (date(2020, 1, 1), 1), (date(2020, 1, 5), 3), (date(2020, 1, 8), 4)],
)
def test_a_closed_day_uses_the_close_before_it(day: date, position: int) -> None:
    assert last_at_or_before(DAYS, day, max_gap_days=4) == position


def test_an_old_observation_does_not_stand_for_a_day_it_cannot_know() -> None:
    with pytest.raises(WindowError, match="asked for the observation of 2020-01-31; the last one before it is of"):
        last_at_or_before(DAYS, date(2020, 1, 31), max_gap_days=4)


def test_a_day_before_the_data_is_refused_with_the_first_day() -> None:
    with pytest.raises(WindowError, match="first one is of 2019-12-30"):
        last_at_or_before(DAYS, date(2019, 12, 29), max_gap_days=4)
    with pytest.raises(WindowError, match="there are none"):
        last_at_or_before(DAYS[:0], date(2019, 12, 29), max_gap_days=4)


def test_the_first_observation_of_a_span() -> None:
    assert first_at_or_after(DAYS, date(2020, 1, 1), max_gap_days=4) == 2
    with pytest.raises(WindowError, match="last one is of 2020-01-06"):
        first_at_or_after(DAYS, date(2020, 1, 7), max_gap_days=4)
    with pytest.raises(WindowError, match="first one after it is of 2019-12-30"):
        first_at_or_after(DAYS, date(2019, 12, 1), max_gap_days=4)


def test_an_end_before_the_start_is_refused() -> None:
    with pytest.raises(WindowError, match="ends before it starts"):
        ordered(3, 3, DAYS)


def test_the_largest_rise_is_found_by_looking_at_every_pair() -> None:
    generator = np.random.default_rng(7)
    low = np.exp(generator.normal(size=60).cumsum() / 10)
    high = low * np.exp(np.abs(generator.normal(size=60)) / 20)
    pairs = {(i, j): high[j] / low[i] for i in range(60) for j in range(i + 1, 60)}
    assert largest_rise(low, high) == max(pairs, key=lambda pair: pairs[pair])
    falls = {(i, j): low[j] / high[i] for i in range(60) for j in range(i + 1, 60)}
    assert largest_fall(high, low) == min(falls, key=lambda pair: falls[pair])


def test_extremes_refuse_gaps_and_single_observations() -> None:
    with pytest.raises(WindowError, match="2 are needed"):
        largest_rise(np.ones(1), np.ones(1))
    with pytest.raises(WindowError, match="1 of its prices are missing"):
        largest_fall(np.array([1.0, np.nan, 2.0]), np.ones(3))
