"""The tables of corrections as templates and spreadsheets take them."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from figurecheck.pages import words
from figurecheck.pages.corrections.answer import note
from figurecheck.pages.corrections.known_window import known_window
from figurecheck.pages.marks import anchor
from figurecheck.pages.series_names import headed
from figurecheck.verdicts.corrections import Cell, Column, Correction, Corrections, Rule, Summary


@dataclass(frozen=True)
class ColumnView:
    """The head of a column: the series and what must be known of it."""

    series: str
    data_anchor: str
    note: str


@dataclass(frozen=True)
class CellView:
    """A return and its rank among windows of the same length outside of all corrections."""

    figure: str
    rank: str


@dataclass(frozen=True)
class RowView:
    """One correction: its days, what is special about it, its depth or own return, and what everything else did."""

    days: str
    note: str
    own: str
    cells: tuple[CellView, ...]


@dataclass(frozen=True)
class GroupView:
    """Some columns of a table, few enough to be read side by side."""

    title: str
    columns: tuple[ColumnView, ...]
    rows: tuple[RowView, ...]


@dataclass(frozen=True)
class TableView:
    """All corrections of one rule, counted in one way; ``primary`` for the rule that the answer rests on.

    ``own`` heads the column of the falling asset, ``window`` says what it did in windows as they could be known.
    """

    title: str
    anchor: str
    what: str
    own: str
    count: str
    window: str
    primary: bool
    groups: tuple[GroupView, ...]


@dataclass(frozen=True)
class ExcessView:
    """A difference of means in percentage points, and its interval."""

    figure: str
    limits: str


@dataclass(frozen=True)
class SummaryRow:
    """One series: its mean return by the primary rule, and its excess by every rule."""

    series: str
    data_anchor: str
    note: str
    mean: str
    cells: tuple[ExcessView, ...]


@dataclass(frozen=True)
class SummaryView:
    """The means of all series over the corrections of every rule, counted in one way."""

    title: str
    window: str
    rules: tuple[str, ...]
    rows: tuple[SummaryRow, ...]


_WHEN = {
    False: ("in hindsight", "from the peak to the trough, both known only later"),
    True: ("as it could be known", "from the day the fall crossed its threshold to the day the rise did"),
}
_GROUPS = {True: "Small companies", False: "For comparison: large companies, gold, Treasuries, the dollar"}
_HEADS = {
    False: "From the peak to the trough, in hindsight",
    True: "From the day the fall was known to the day its end was",
}


def table_view(found: Corrections, rule: Rule, *, ex_ante: bool) -> TableView:
    """The corrections of one rule, newest first, the small series apart from the others."""
    when, what = _WHEN[ex_ante]
    rows = [row for row in reversed(rule.rows) if not ex_ante or row.ex_ante]
    title = f"{words.capital(rule.words)}: {when}"
    return TableView(
        title=title,
        anchor=f"{words.slug(rule.short)}-{'ex-ante' if ex_ante else 'hindsight'}",
        what=what,
        own=f"{found.falling_title} {'in this window' if ex_ante else 'depth'}",
        count=words.count(len(rows), "correction", "corrections"),
        window=known_window(found, rule) if ex_ante else "",
        primary=rule is found.rules[0],
        groups=tuple(_groups(found, rows, ex_ante=ex_ante)),
    )


def _groups(found: Corrections, rows: list[Correction], *, ex_ante: bool) -> Iterator[GroupView]:
    for small, title in _GROUPS.items():
        columns = [column for column in found.columns if column.small is small]
        if columns:
            heads = tuple(ColumnView(headed(one.series), anchor(one.series), note(one)) for one in columns)
            yield GroupView(title, heads, tuple(_row(columns, row, ex_ante=ex_ante) for row in rows))


def _row(columns: list[Column], row: Correction, *, ex_ante: bool) -> RowView:
    first, last = (row.crossed, row.over) if ex_ante else (row.peak, row.trough)
    days = " to ".join("not over" if day is None else words.short_day(day) for day in (first, last))
    said = (
        "after publication" if row.after_publication else "",
        "data begin inside it" if row.censored else "",
        "lowest so far" if row.running else "",
    )
    cells = {cell.series: cell for cell in (row.ex_ante if ex_ante else row.hindsight)}
    return RowView(
        days=days,
        note=", ".join(each for each in said if each),
        own=_own(row.known_move if ex_ante else row.depth),
        cells=tuple(_cell(cells.get(column.series)) for column in columns),
    )


def _own(move: float | None) -> str:
    return words.DASH if move is None else words.percent(move)


def _cell(cell: Cell | None) -> CellView:
    if cell is None or cell.value is None:
        return CellView(words.DASH, "")
    return CellView(words.percent(cell.value), words.DASH if cell.rank is None else words.rank(cell.rank))


def summary_view(found: Corrections, *, ex_ante: bool) -> SummaryView:
    """The means of every series by every rule."""
    return SummaryView(
        title=_HEADS[ex_ante],
        window=known_window(found, found.rules[0]) if ex_ante else "",
        rules=tuple(f"{rule.short} ({rule.count})" for rule in found.rules),
        rows=tuple(_summary_row(found, column, ex_ante=ex_ante) for column in found.columns),
    )


def _summary_row(found: Corrections, column: Column, *, ex_ante: bool) -> SummaryRow:
    told = [rule.summary(column.series, ex_ante=ex_ante) for rule in found.rules]
    mean = words.DASH if told[0] is None else words.percent(told[0].mean)
    cells = tuple(_excess(one) for one in told)
    return SummaryRow(headed(column.series), anchor(column.series), note(column), mean, cells)


def _excess(one: Summary | None) -> ExcessView:
    if one is None:
        return ExcessView(words.DASH, "")
    limits = f"{words.points(one.interval.lower)} to {words.points(one.interval.upper)}"
    return ExcessView(words.points(one.excess), limits)


_HEADER = (
    "rule", "counted", "peak", "trough", "crossed", "over", "after_publication", "data_begin_inside", "lowest_so_far",
    "depth", "falling_return", "series", "series_note", "return", "sessions", "placebo_rank", "placebos",
    "slope_before", "implied", "drift",
)  # fmt: skip


def corrections_csv(found: Corrections) -> str:
    """One row a correction, way of counting and series; values keep all their digits, a cell without one is empty."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(_HEADER)
    notes = {column.series: note(column) for column in found.columns}
    writer.writerows(line for rule in found.rules for row in rule.rows for line in _lines(rule, row, notes))
    return buffer.getvalue()


def _lines(rule: Rule, row: Correction, notes: dict[str, str]) -> Iterator[list[str]]:
    days = ["" if day is None else day.isoformat() for day in (row.peak, row.trough, row.crossed, row.over)]
    marks = [str(mark).lower() for mark in (row.after_publication, row.censored, row.running)]
    facts = [*days, *marks, repr(row.depth)]
    ways = (("hindsight", row.depth, row.hindsight), ("ex_ante", row.known_move, row.ex_ante))
    for counted, own, cells in ways:
        told = [rule.short, counted, *facts, "" if own is None else repr(own)]
        yield from ([*told, cell.series, notes[cell.series], *_values(cell)] for cell in cells)


def _values(cell: Cell) -> list[str]:
    split = cell.split
    parts = (None, None, None) if split is None else (split.slope, split.implied, split.drift)
    figures = (cell.value, cell.sessions if cell.value is not None else None, cell.rank, cell.placebos or None, *parts)
    return ["" if figure is None else repr(figure) for figure in figures]
