"""The tables of roles: each series over all years and on either side of a break, now and at publication."""

from collections.abc import Iterator
from dataclasses import dataclass

from figurecheck.pages import words
from figurecheck.pages.corrections.answer import note
from figurecheck.pages.corrections.slopes import called, slope
from figurecheck.pages.marks import anchor
from figurecheck.pages.series_names import headed
from figurecheck.verdicts.corrections import Column, Corrections, CorrectionsPair, Roles, Slope


@dataclass(frozen=True)
class RoleCell:
    """A slope with its interval and what it shows, its second interval ("" without), and the returns behind it."""

    figure: str
    second: str
    returns: str


@dataclass(frozen=True)
class RoleRow:
    """One series: its slopes and roles, the margin within which a slope is nil, and how its days were resampled."""

    series: str
    data_anchor: str
    note: str
    days: str
    average: RoleCell
    crashes: RoleCell
    outside: RoleCell
    inside: RoleCell
    margin: str
    block: str


@dataclass(frozen=True)
class RoleTable:
    """All series over one stretch of days; ``shown`` at once, or opened by the reader."""

    title: str
    rows: tuple[RoleRow, ...]
    drawn: str
    shown: bool


def role_tables(pair: CorrectionsPair) -> tuple[RoleTable, ...]:
    """Today over all years first, then before and since the break, then the same at publication."""
    day = words.day(pair.today.publication_day)
    return (
        *_tables("Today", pair.today, shown=True),
        *_tables(f"At publication, {day}", pair.at_publication, shown=False),
    )


def _tables(when: str, found: Corrections, *, shown: bool) -> Iterator[RoleTable]:
    columns = {column.series: column for column in found.columns}
    yield _table(f"{when}, all years", found.roles, columns, shown=True)
    if found.eras is not None:
        day = words.day(found.eras.day)
        yield _table(f"{when}, before {day}", found.eras.before, columns, shown=shown)
        yield _table(f"{when}, since {day}", found.eras.since, columns, shown=shown)


def _table(title: str, roles: tuple[Roles, ...], columns: dict[str, Column], *, shown: bool) -> RoleTable:
    return RoleTable(title, tuple(_row(told, note(columns[told.series])) for told in roles), _drawn(roles), shown)


def _drawn(roles: tuple[Roles, ...]) -> str:
    plans = {(one.resampling.replications, one.resampling.seed) for one in roles}
    return words.listed(f"{words.count(draws, 'resample', 'resamples')}, seed {seed}" for draws, seed in sorted(plans))


def _row(told: Roles, said: str) -> RoleRow:
    return RoleRow(
        series=headed(told.series),
        data_anchor=anchor(told.series),
        note=said,
        days=f"{words.short_day(told.first_day)} to {words.short_day(told.last_day)}",
        average=_cell(told.average),
        crashes=_cell(told.crashes),
        outside=_cell(told.outside),
        inside=_cell(told.inside),
        margin=words.bare(told.margin, "slope").removeprefix("+"),
        block=words.count(round(told.resampling.block_length), "day", "days"),
    )


def _cell(told: Slope) -> RoleCell:
    second = "" if told.second is None else f"second {words.between(told.second, 'slope')}"
    return RoleCell(f"{slope(told)}: {called(told)}", second, words.count(told.returns, "return", "returns"))
