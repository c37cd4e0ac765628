"""The numbers of a chart: exact for a file, worded for the table beneath it, and what may not be passed on."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from figurecheck.pages import words
from figurecheck.pages.cells import safe_cell
from figurecheck.series.model import Series

Value = str | float | date | None
"""A cell: words, a number, a day, or nothing."""

MOST_ROWS = 120
"""Rows of a table beneath a chart; a longer one shows a part of them, its file has all."""

_DIGITS = 10
"""Significant digits in a file: more than a chart can show, fewer than processors agree on."""


@dataclass(frozen=True)
class Column:
    """A column: its head, and the unit in which numbers of it are worded ("" for those shown as they are)."""

    title: str
    unit: str = ""


@dataclass(frozen=True)
class Provider:
    """Where the observations of a line can be had that may not be passed on here."""

    series: str
    name: str
    address: str


@dataclass(frozen=True)
class ChartNumbers:
    """The numbers that a chart draws, shape (rows, columns).

    ``withheld`` names the providers of observations that are drawn and may not be passed on; the rows then hold what
    is computed from them, and no observation of every day. ``table_at`` is the anchor of a table of the same page that
    already shows the rows ("" for none), ``file`` a file below the article's folder that already holds all of them.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    withheld: tuple[Provider, ...] = ()
    table_at: str = ""
    file: str = ""


def provider(series: Series) -> Provider | None:
    """The provider of ``series`` where its observations may not be passed on, else None."""
    if series.licence.redistributable:
        return None
    return Provider(series.id, series.title, series.address)


def numbers_csv(numbers: ChartNumbers) -> str:
    """All rows with ten significant digits; days as ISO dates, a cell without a value empty, heads as in the table."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow([_text(column.title) for column in numbers.columns])
    writer.writerows([[_exact(value) for value in row] for row in numbers.rows])
    return buffer.getvalue()


def _exact(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    return _text(value) if isinstance(value, str) else f"{float(value):.{_DIGITS}g}"


def _text(said: str) -> str:
    """Words as a machine reads them: with plain blanks."""
    return safe_cell(said.replace(words.SPACE, " "))


def shown_rows(numbers: ChartNumbers, most: int = MOST_ROWS) -> tuple[tuple[str, ...], ...]:
    """The rows of the table in words: all of them, or where they are more than ``most``, those of ``thinned``."""
    kept = thinned(numbers.rows, most)
    units = [column.unit for column in numbers.columns]
    return tuple(tuple(_worded(value, unit) for value, unit in zip(row, units, strict=True)) for row in kept)


def thinned(rows: Sequence[tuple[Value, ...]], most: int = MOST_ROWS) -> tuple[tuple[Value, ...], ...]:
    """Every k-th row from the first on, and the first, last, lowest and highest of each column of numbers.

    k is the smallest step at which all of these are at most ``most`` rows.
    """
    if len(rows) <= most:
        return tuple(rows)
    always = {0, len(rows) - 1, *(at for column in range(len(rows[0])) for at in _ends(rows, column))}
    step = -(-len(rows) // (most - len(always)))
    kept = sorted(always | set(range(0, len(rows), step)))
    return tuple(rows[at] for at in kept)


def _ends(rows: Sequence[tuple[Value, ...]], column: int) -> tuple[int, ...]:
    """Where a column of numbers is first and last known, lowest and highest; nothing for a column of words or days."""
    known = [(value, at) for at, row in enumerate(rows) if isinstance(value := row[column], float)]
    if not known:
        return ()
    return known[0][1], known[-1][1], min(known)[1], max(known)[1]


def _worded(value: Value, unit: str) -> str:
    if value is None:
        return words.DASH
    if isinstance(value, date):
        return words.short_day(value)
    if isinstance(value, str):
        return value
    return words.value(value, unit) if unit else words.exact(value)
