"""The ledger as pages tell it: what each state of the data brought, and the history of one claim."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from figurecheck.ledger.compare import row_causes
from figurecheck.ledger.entry import REMOVED, Key, judged_otherwise
from figurecheck.ledger.rows import Row
from figurecheck.pages import words
from figurecheck.pages.changes import words as said
from figurecheck.pages.changes.part_titles import PartTitles
from figurecheck.verdicts.outcome import AsOf

NEWEST = 20
"""How many rows a page shows; the others are in the CSV."""


@dataclass(frozen=True)
class HistoryRow:
    """One line of the ledger: the figure as it was from this state of the data on."""

    data_day: str
    part: str
    as_of: str
    figure: str
    verdict: str
    cause: str


@dataclass(frozen=True)
class Step:
    """A row of the ledger with the row of the same part before it."""

    row: Row
    before: Row | None


def steps(rows: Iterable[Row]) -> tuple[Step, ...]:
    """Every row with what it replaced, in the order of the ledger."""
    last: dict[Key, Row] = {}
    found = []
    for row in rows:
        found.append(Step(row, last.get(row.entry.key)))
        last[row.entry.key] = row
    return tuple(found)


def claim_history(rows: Sequence[Row], claim: str, titles: PartTitles) -> tuple[HistoryRow, ...]:
    """The newest rows of one claim that replaced others, newest first."""
    own = [step for step in steps(rows) if step.row.entry.claim == claim and step.before is not None]
    return tuple(_history_row(step, titles) for step in reversed(own[-NEWEST:]))


def first_entry(rows: Sequence[Row], claim: str) -> str:
    """The newest day of the data when the claim was first written down; "" where it never was."""
    return next((words.day(row.data_day) for row in rows if row.entry.claim == claim), "")


def _history_row(step: Step, titles: PartTitles) -> HistoryRow:
    entry = step.row.entry
    return HistoryRow(
        data_day=words.day(step.row.data_day),
        part=titles.get((entry.claim, entry.part), entry.part.replace("-", " ")),
        as_of=said.DATES[entry.as_of],
        figure=said.figure(entry),
        verdict=said.verdict_word(entry.part_verdict or entry.verdict),
        cause=cause(step),
    )


def cause(step: Step) -> str:
    """Why the row was written, as far as the ledger alone can tell."""
    if step.before is None:
        return "first entry"
    return words.listed(said.CAUSES[each] for each in row_causes(step.before, step.row))


def reason(step: Step) -> str:
    """The same for a reader who has not seen the list of causes."""
    return "a first entry" if step.before is None else said.reasons(row_causes(step.before, step.row))


@dataclass(frozen=True)
class DayRow:
    """What one state of the data changed of one part of a claim."""

    path: str
    name: str
    as_of: str
    before: str
    after: str
    cause: str


@dataclass(frozen=True)
class DayBlock:
    """All that was entered from one state of the data: a sentence, and the rows that replaced others."""

    title: str
    anchor: str
    sentence: str
    rows: tuple[DayRow, ...]


def day_blocks(rows: Sequence[Row], names: dict[str, str], titles: PartTitles) -> tuple[DayBlock, ...]:
    """The newest states of the data, newest first; ``names`` gives the page name of each claim there is."""
    days = [(day, list(found)) for day, found in groupby(steps(rows), key=lambda step: step.row.data_day)]
    return tuple(
        DayBlock(
            title=f"Data up to {words.day(day)}",
            anchor=f"to-{day.isoformat()}-{number}",
            sentence=words.capital(day_sentence(found, begins=number == 0)),
            rows=tuple(
                _day_row(step, names, titles) for step in _flips_first(found)[:NEWEST] if step.before is not None
            ),
        )
        for number, (day, found) in list(enumerate(days))[: -NEWEST - 1 : -1]
    )


def day_sentence(found: Sequence[Step], *, begins: bool) -> str:
    """``two verdicts flipped and 12 figures or definitions changed``; ``begins`` where the ledger has nothing before.

    A beginning has nothing to compare with, which is said instead of counting no changes.
    """
    flips = {s.row.entry.key[:2] for s in found if flipped(s)}
    replaced = [s for s in found if s.before is not None and s.row.entry.verdict != REMOVED]
    first = sum(s.before is None for s in found)
    entries = words.count(first, "figure or verdict", "figures and verdicts")
    if begins and first == len(found):
        return f"the record of changes begins here with {entries}, so there is nothing earlier to compare them with"
    said_of = [
        words.count(len(flips), "verdict flipped", "verdicts flipped"),
        words.count(len(replaced), "figure or definition changed", "figures or definitions changed"),
    ]
    if begins:
        said_of.append(f"the record of changes began, with {entries}")
    elif first:
        said_of.append(f"{entries} {'was' if first == 1 else 'were'} written down for the first time")
    return words.listed(said_of)


def last_change(rows: Sequence[Row]) -> str:
    """What the newest state of the data in the ledger brought; "" for an empty ledger."""
    if not rows:
        return ""
    newest = rows[-1].data_day
    found = [step for step in steps(rows) if step.row.data_day == newest]
    begins = rows[0].data_day == newest
    return f"data up to {words.day(newest)}: {day_sentence(found, begins=begins)}"


def flipped(step: Step) -> bool:
    """Whether the verdict of the claim is another one than before."""
    return step.before is not None and step.before.entry.verdict != step.row.entry.verdict


def _flips_first(found: Sequence[Step]) -> list[Step]:
    return sorted((step for step in found if step.before is not None), key=lambda step: not flipped(step))


def _day_row(step: Step, names: dict[str, str], titles: PartTitles) -> DayRow:
    entry, before = step.row.entry, step.before
    known = entry.claim in names
    title = titles.get((entry.claim, entry.part), entry.part.replace("-", " "))
    part = f" ({title})" if title else ""
    return DayRow(
        path=f"{entry.claim}.md" if known else "",
        name=f"{names.get(entry.claim, entry.claim)}{part}",
        as_of=said.DATES[AsOf(entry.as_of).value],
        before=_with_verdict(before, step),
        after=f"{_with_verdict(step.row, step)}{said.unseen(None if before is None else before.entry, entry)}",
        cause=cause(step),
    )


def _with_verdict(row: Row | None, step: Step) -> str:
    """The figure, with the verdict of the claim or else of the part where the two rows differ in it."""
    if row is None:
        return words.DASH
    if flipped(step):
        return f"{said.figure(row.entry)} (claim: {said.verdict_word(row.entry.verdict)})"
    if step.before is not None and not judged_otherwise(step.before.entry, step.row.entry):
        return said.figure(row.entry)
    return f"{said.figure(row.entry)} ({said.verdict_word(row.entry.part_verdict or row.entry.verdict)})"
