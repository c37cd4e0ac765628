"""The verdicts that changed last, from the ledger."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from figurecheck.ledger.rows import Row
from figurecheck.pages import words
from figurecheck.pages.changes import words as said
from figurecheck.pages.changes.history import Step, flipped, last_change, reason, steps

MOST = 3
"""How many of them the home page shows."""


@dataclass(frozen=True)
class FlipView:
    """One claim whose verdict changed, with the newest day of the data that changed it and with what changed it.

    ``claim_day`` is the last day of the claim's own series, "" where that is the same.
    """

    data_day: str
    claim_day: str
    path: str
    name: str
    as_of: str
    before: str
    after: str
    cause: str


@dataclass(frozen=True)
class LastChange:
    """What changed last: a sentence, the newest flips, and what the newest state of the data brought if not the first.

    ``path`` leads to the page of all changes; "" where there is none.
    """

    sentence: str
    flips: tuple[FlipView, ...]
    newest: str
    path: str


def last_flips(rows: Sequence[Row], names: Mapping[str, str], folder: str, path: str) -> LastChange | None:
    """The newest flips in the ledger, newest first; None for an empty one.

    ``names`` gives the name of every claim that has a page in ``folder``.
    """
    if not rows:
        return None
    flips = {_once(step): step for step in steps(rows) if flipped(step)}
    newest = list(reversed(flips.values()))[:MOST]
    began = words.day(rows[0].data_day)
    many = words.count(len(flips), "verdict has", "verdicts have") if flips else "no verdict has"
    first_only = rows[-1].data_day == rows[0].data_day
    return LastChange(
        sentence=f"{words.capital(many)} changed since our first release (data up to {began}).",
        flips=tuple(_view(step, names, folder) for step in newest),
        newest="" if first_only else last_change(rows),
        path=path,
    )


def _once(step: Step) -> tuple[str, str, str]:
    """The parts of one claim flip together and are one flip."""
    entry = step.row.entry
    return step.row.data_day.isoformat(), entry.as_of, entry.claim


def _view(step: Step, names: Mapping[str, str], folder: str) -> FlipView:
    entry, before = step.row.entry, step.before
    return FlipView(
        data_day=words.day(step.row.data_day),
        claim_day="" if entry.last_day in {None, step.row.data_day} else words.day(entry.last_day),
        path=f"{folder}{entry.claim}.md" if entry.claim in names else "",
        name=names.get(entry.claim, entry.claim),
        as_of=said.DATES[entry.as_of],
        before=words.DASH if before is None else said.verdict_word(before.entry.verdict),
        after=said.verdict_word(entry.verdict),
        cause=reason(step),
    )
