"""Every correction in one table: a line each, one figure a series; ranks and other rules have their own page."""

from dataclasses import dataclass
from datetime import date

from figurecheck.pages import words
from figurecheck.pages.corrections.answer import note
from figurecheck.pages.marks import anchor
from figurecheck.pages.series_names import headed
from figurecheck.verdicts.corrections import Cell, Column, Correction, Corrections, SinceThen


@dataclass(frozen=True)
class Head:
    """The head of a column: how the series is called there, and in full below the table."""

    name: str
    data_anchor: str
    full: str


@dataclass(frozen=True)
class Figure:
    """A return in per cent, and the class that tints it: a gain, a loss, or nothing."""

    figure: str
    css: str


@dataclass(frozen=True)
class Line:
    """One correction."""

    days: str
    note: str
    after: bool
    depth: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True)
class CompactTable:
    """All corrections of the primary rule from peak to trough, with the mean below them, and of how many it is."""

    title: str
    falling: str
    heads: tuple[Head, ...]
    lines: tuple[Line, ...]
    mean: tuple[str, ...]
    usual: tuple[str, ...]
    outside: tuple[str, ...]
    covered: tuple[str, ...]


@dataclass(frozen=True)
class SplitLine:
    """One series since publication: its return, what the other asset's move implied, and the rest."""

    name: str
    data_anchor: str
    until: str
    figure: str
    source: str
    implied: str
    drift: str


def compact_table(found: Corrections) -> CompactTable:
    """The corrections of the primary rule, newest first; a series without a mean has a dash."""
    rule = found.rules[0]
    told = [rule.summary(column.series, ex_ante=False) for column in found.columns]
    return CompactTable(
        title=f"{words.capital(rule.words)}: from the peak to the trough, in hindsight",
        falling=found.falling_title,
        heads=tuple(_head(column) for column in found.columns),
        lines=tuple(_line(row, found.columns) for row in reversed(rule.rows)),
        mean=tuple(words.DASH if one is None else words.points(one.mean) for one in told),
        usual=tuple(words.DASH if one is None else words.points(one.excess) for one in told),
        outside=tuple(
            words.DASH if one is None or one.outside is None else words.points(one.outside.excess) for one in told
        ),
        covered=tuple(words.DASH if one is None else str(one.corrections) for one in told),
    )


def _head(column: Column) -> Head:
    said = note(column)
    return Head(headed(column.series), anchor(column.series), f"{column.title}{f', {said}' if said else ''}")


def _line(row: Correction, columns: tuple[Column, ...]) -> Line:
    cells = {cell.series: cell for cell in row.hindsight}
    said = ("data begin inside it" if row.censored else "", "lowest so far" if row.running else "")
    return Line(
        days=_days(row.peak, row.trough),
        note=", ".join(each for each in said if each),
        after=row.after_publication,
        depth=words.points(row.depth),
        figures=tuple(_figure(cells.get(column.series)) for column in columns),
    )


def _days(first: date, last: date) -> str:
    """``10 May to 30 Jun 2026``, ``8 Nov 2021 to 22 Jan 2022``: a year that both share is said once."""
    start = words.short_day(first)
    if first.year == last.year:
        start = start.removesuffix(f"{words.SPACE}{first.year}")
    return f"{start} to {words.short_day(last)}"


def _figure(cell: Cell | None) -> Figure:
    if cell is None or cell.value is None:
        return Figure(words.DASH, "fc-level")
    return Figure(words.points(cell.value), "fc-loss" if cell.value < 0 else "fc-gain")


def split_lines(found: Corrections) -> tuple[SplitLine, ...]:
    """What every series did since publication, divided."""
    return tuple(_split(one) for one in found.since_publication)


def _split(one: SinceThen) -> SplitLine:
    split = one.split
    return SplitLine(
        name=headed(one.series),
        data_anchor=anchor(one.series),
        until=words.short_day(split.last_close),
        figure=words.percent(split.value),
        source=words.percent(split.source),
        implied=words.percent(split.implied),
        drift=words.percent(split.drift),
    )
