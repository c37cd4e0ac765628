"""The numbers of a chart as a table and as a file: nothing lost in the file, nothing hidden in the table."""

import csv
import io
import itertools
from datetime import date, timedelta

import pytest

from figurecheck.pages.figures.numbers import ChartNumbers, Column, Value, numbers_csv, provider, shown_rows, thinned
from figurecheck.series.model import Kind
from small_site import series

HEADS = (Column("Day"), Column("Change\xa0%", "fraction"), Column("Level"))


def long_table() -> tuple[tuple[Value, ...], ...]:
    """By hand: 1,000 days, 0 at first, highest on the 334th, lowest on the 778th, unknown on the second."""
    rows: list[tuple[Value, ...]] = [(date(2020, 1, 1) + timedelta(days=at), float(at % 7)) for at in range(1000)]
    rows[333], rows[777], rows[1] = (rows[333][0], 99.0), (rows[777][0], -99.0), (rows[1][0], None)
    return tuple(rows)


def test_a_file_has_every_row_with_ten_digits_and_no_formula() -> None:
    rows: tuple[tuple[Value, ...], ...] = ((date(2020, 1, 2), 1 / 3, None), ("=1+1", -0.5, 1234567.891))
    read = list(csv.reader(io.StringIO(numbers_csv(ChartNumbers(HEADS, rows)))))
    assert read == [
        ["Day", "Change %", "Level"],
        ["2020-01-02", "0.3333333333", ""],
        ["'=1+1", "-0.5", "1234567.891"],
    ]


def test_a_table_is_worded_in_the_unit_of_its_column() -> None:
    numbers = ChartNumbers(HEADS, ((date(2020, 1, 2), 1 / 3, None), ("end", -0.5, 5.25)))
    assert [[cell.replace("\xa0", " ") for cell in row] for row in shown_rows(numbers)] == [
        ["2 Jan 2020", "+33.3 %", "–"],
        ["end", "−50.0 %", "5.25"],
    ]


@pytest.mark.parametrize("most", [20, 50, 120])
def test_a_long_table_keeps_its_ends_and_its_extremes_and_even_steps(most: int) -> None:
    rows = long_table()
    kept = thinned(rows, most)
    assert len(kept) <= most
    assert {rows[0], rows[333], rows[777], rows[999]} <= set(kept)
    assert list(kept) == sorted(kept, key=rows.index)
    days = [rows.index(row) for row in kept]
    assert max(b - a for a, b in itertools.pairwise(days)) <= -(-1000 // (most - 8))


def test_a_short_table_is_shown_whole() -> None:
    assert thinned(long_table()[:120]) == long_table()[:120]


def test_a_provider_is_named_where_observations_may_not_be_passed_on() -> None:
    kept = provider(series("COIN"))
    assert kept is not None
    assert (kept.series, kept.address) == ("COIN", "https://example.org/COIN?a=b&c_d_")
    assert provider(series("RATE", Kind.LEVEL)) is None
