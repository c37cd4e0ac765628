"""What a build adds to the ledger: a row for every verdict, definition or figure that is not as it was."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from figurecheck.ledger.chain import Ledger
from figurecheck.ledger.entry import REMOVED, Entry, Key, differs


def grown(ledger: Ledger, entries: Iterable[Entry], data_day: date, code: str) -> Ledger:
    """``ledger`` with a row for each of ``entries`` that differs from its newest row, and for each that is gone.

    Entries are compared in the order given; code and data alone add no row, because they change without effect.
    """
    known = {key: row.entry for key, row in ledger.latest().items()}
    found = {entry.key: entry for entry in entries}
    added = [entry for entry in found.values() if _owed(known, entry)]
    gone = [_without_figure(entry) for key, entry in known.items() if key not in found]
    return ledger.with_entries((*added, *gone), data_day, code)


def _owed(known: Mapping[Key, Entry], entry: Entry) -> bool:
    return entry.key not in known or differs(known[entry.key], entry)


def _without_figure(entry: Entry) -> Entry:
    return replace(
        entry,
        value=None,
        lower=None,
        upper=None,
        verdict=REMOVED,
        part_verdict=REMOVED if entry.part else "",
        fragile=False,
    )
