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
    """The head of a column: the series, what must be known of it, and how many windows its returns are ranked among."""

    series: str
    data_anchor: str
    note: str
    windows: str


@dataclass(frozen=True)
class CellView:
    """A return and its place among equally long times, in windows that fit side by side."""

    figure: str
    place: str


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
    Without ``groups`` the rows stand in the file alone.
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
    """A difference of means in percentage points, its interval, and over how many corrections it is taken."""

    figure: str
    limits: str
    corrections: str


@dataclass(frozen=True)
class SummaryRow:
    """One series: its mean return by the primary rule, over how many corrections, and its excess by every rule.

    ``cells`` are set against equally long times, ``outside`` against windows that touch no correction.
    """

    series: str
    data_anchor: str
    note: str
    mean: str
    corrections: str
    cells: tuple[ExcessView, ...]
    outside: tuple[ExcessView, ...]


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


def table_view(found: Corrections, rule: Rule, *, ex_ante: bool, listed: bool = True) -> TableView:
    """The corrections of one rule, newest first, the small series apart from the others; no row of it if not listed."""
    when, what = _WHEN[ex_ante]
    rows = rule.rows[::-1]
    title = f"{words.capital(rule.words)}: {when}"
    return TableView(
        title=title,
        anchor=f"{words.slug(rule.short)}-{'ex-ante' if ex_ante else 'hindsight'}",
        what=what,
        own=f"{found.falling_title} {'in this window' if ex_ante else 'depth'}",
        count=words.count(len(rows), "correction", "corrections"),
        window=known_window(found, rule) if ex_ante else "",
        primary=rule is found.rules[0],
        groups=tuple(_groups(found, rows, ex_ante=ex_ante)) if listed else (),
    )


def _groups(found: Corrections, rows: tuple[Correction, ...], *, ex_ante: bool) -> Iterator[GroupView]:
    for small, title in _GROUPS.items():
        columns = [column for column in found.columns if column.small is small]
        if columns:
            heads = tuple(_head(one, rows) for one in columns)
            yield GroupView(title, heads, tuple(_row(columns, row, ex_ante=ex_ante) for row in rows))


def _head(column: Column, rows: tuple[Correction, ...]) -> ColumnView:
    cells = (cell for row in rows for cell in row.hindsight if cell.series == column.series)
    windows = max((cell.placebos for cell in cells), default=0)
    told = words.whole(windows) if windows else words.DASH
    return ColumnView(headed(column.series), anchor(column.series), note(column), told)


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
        own=words.percent(row.known_move if ex_ante else row.depth),
        cells=tuple(_cell(cells.get(column.series)) for column in columns),
    )


def _cell(cell: Cell | None) -> CellView:
    if cell is None or cell.value is None:
        return CellView(words.DASH, "")
    return CellView(
        words.percent(cell.value), words.DASH if cell.rank is None else _place(cell.rank, cell.side_by_side)
    )


def _place(share: float, side_by_side: int) -> str:
    """0.531 of 36 windows side by side as ``19 of 36``: the nearest whole one, never none, as this is one of them."""
    return f"{words.whole(max(1, int(share * side_by_side + 0.5)))} of {words.whole(side_by_side)}"


def summary_view(found: Corrections, *, ex_ante: bool) -> SummaryView:
    """The means of every series by every rule."""
    return SummaryView(
        title=_HEADS[ex_ante],
        window=known_window(found, found.rules[0]) if ex_ante else "",
        rules=tuple(rule.short for rule in found.rules),
        rows=tuple(_summary_row(found, column, ex_ante=ex_ante) for column in found.columns),
    )


def _summary_row(found: Corrections, column: Column, *, ex_ante: bool) -> SummaryRow:
    told = [rule.summary(column.series, ex_ante=ex_ante) for rule in found.rules]
    mean = words.DASH if told[0] is None else words.percent(told[0].mean)
    cells = tuple(_excess(one) for one in told)
    outside = tuple(_outside(one) for one in told)
    return SummaryRow(
        headed(column.series), anchor(column.series), note(column), mean, _covered(told[0]), cells, outside
    )


def _covered(one: Summary | None) -> str:
    return "" if one is None else f"n{words.SPACE}{one.corrections}"


def _excess(one: Summary | None) -> ExcessView:
    if one is None:
        return ExcessView(words.DASH, "", "")
    limits = f"{words.points(one.interval.lower)} to {words.points(one.interval.upper)}"
    return ExcessView(words.points(one.excess), limits, _covered(one))


def _outside(one: Summary | None) -> ExcessView:
    if one is None or one.outside is None:
        return ExcessView(words.DASH, "", "")
    return ExcessView(words.points(one.outside.excess), "", f"n{words.SPACE}{one.outside.corrections}")


_HEADER = (
    "rule", "counted", "peak", "trough", "crossed", "over", "after_publication", "data_begin_inside", "lowest_so_far",
    "depth", "falling_return", "series", "series_note", "return", "sessions", "placebo_rank", "placebos",
    "placebos_side_by_side",
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
    over = "" if row.over is None else row.over.isoformat()
    days = [row.peak.isoformat(), row.trough.isoformat(), row.crossed.isoformat(), over]
    marks = [str(mark).lower() for mark in (row.after_publication, row.censored, row.running)]
    facts = [*days, *marks, repr(row.depth)]
    ways = (("hindsight", row.depth, row.hindsight), ("ex_ante", row.known_move, row.ex_ante))
    for counted, own, cells in ways:
        told = [rule.short, counted, *facts, repr(own)]
        yield from ([*told, cell.series, notes[cell.series], *_values(cell)] for cell in cells)


def _values(cell: Cell) -> list[str]:
    split = cell.split
    parts = (None, None, None) if split is None else (split.slope, split.implied, split.drift)
    sessions = cell.sessions if cell.value is not None else None
    figures = (cell.value, sessions, cell.rank, cell.placebos or None, cell.side_by_side or None, *parts)
    return ["" if figure is None else repr(figure) for figure in figures]
