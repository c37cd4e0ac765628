"""The ledger as a file: a chain of rows, and the head that says how many there are and which is the last.

Each row carries the hash of the row before, so an edit, an insertion, a removal or another order shows in the first
row that it touches. A chain alone does not show a tail that was cut off; the head, kept beside the ledger, does.
Whoever rewrites every row and the head as well leaves a sound chain: against that stand the copies of the ledger in
the history of the repository, of which the new one must be a continuation (``continues``).
"""

import json
import re
from dataclasses import dataclass
from datetime import date

from figurecheck.errors import LedgerError
from figurecheck.ledger.entry import REMOVED, Entry, Key
from figurecheck.ledger.rows import COLUMNS, HEADER, START, Row, misfit, row_of

SCHEMA = "figurecheck.ledger/1"
MOST_BYTES = 50_000_000


@dataclass(frozen=True)
class Ledger:
    """The rows of a sound ledger, oldest first."""

    rows: tuple[Row, ...] = ()

    @property
    def last(self) -> str:
        """The hash that the next row will carry."""
        return self.rows[-1].hash if self.rows else START

    @property
    def text(self) -> str:
        """The file: a header, one line a row, LF."""
        return "\n".join((HEADER, *(row.line for row in self.rows))) + "\n"

    @property
    def head(self) -> str:
        """The head: one line of JSON."""
        return json.dumps({"schema": SCHEMA, "rows": len(self.rows), "last": self.last}) + "\n"

    def latest(self, day: date | None = None) -> dict[Key, Row]:
        """The newest row of every part that was not removed, of those written from data up to ``day``."""
        found = {row.entry.key: row for row in self.rows if day is None or row.data_day <= day}
        return {key: row for key, row in found.items() if row.entry.verdict != REMOVED}

    def with_entries(self, entries: tuple[Entry, ...], data_day: date, code: str) -> "Ledger":
        """The ledger with one more row for each of ``entries``."""
        rows, last = list(self.rows), self.last
        for entry in entries:
            rows.append(Row(data_day, entry, code, last))
            last = rows[-1].hash
        return Ledger(tuple(rows))


def read_ledger(content: bytes, head: bytes, name: str, head_name: str) -> Ledger:
    """The ledger in the bytes of its two files, every row checked.

    ``name`` and ``head_name`` are how messages call the files. Raises LedgerError with the line of the first row that
    is not what its chain says, or where rows are missing at the end.
    """
    lines = _lines(content, name)
    rows: list[Row] = []
    last = START
    for number, line in enumerate(lines, start=2):
        rows.append(_row(line, last, number, name))
        last = rows[-1].hash
    ledger = Ledger(tuple(rows))
    _compare_head(ledger, head, (name, head_name))
    return ledger


def continues(now: bytes, before: bytes, name: str) -> None:
    """Check that ``now`` begins with all of ``before``; raises LedgerError with the first line that differs."""
    if now.startswith(before):
        return
    new, old = now.split(b"\n"), before.split(b"\n")
    same = next((at for at, (a, b) in enumerate(zip(new, old, strict=False)) if a != b), min(len(new), len(old)))
    raise _error(name, same + 1, "another line than the one that was committed", "the committed rows, and new ones")


def _lines(content: bytes, name: str) -> list[str]:
    if len(content) > MOST_BYTES:
        raise _error(name, None, f"{len(content)} bytes", f"at most {MOST_BYTES}")
    if b"\r" in content:
        line = content[: content.index(b"\r")].count(b"\n") + 1
        raise _error(name, line, "a carriage return", "LF at the end of each line, as it was written")
    try:
        text = content.decode("ascii")
    except UnicodeDecodeError as problem:
        line = content[: problem.start].count(b"\n") + 1
        raise _error(name, line, "bytes that no row holds", "the rows that a build wrote") from problem
    first, *lines = text.split("\n")
    if first != HEADER:
        raise _error(name, 1, f"the header {first[:80]!r}", f"the header {HEADER}")
    if not lines or lines.pop() != "":
        raise _error(name, len(lines) + 2, "a last line that was cut short", "whole lines")
    return lines


def _row(line: str, last: str, number: int, name: str) -> Row:
    cells = line.split(",")
    if len(cells) != len(COLUMNS):
        raise _error(name, number, f"{len(cells)} cells", f"{len(COLUMNS)} cells")
    wrong = misfit(cells)
    if wrong is not None:
        raise _error(name, number, f"{wrong[1][:60]!r} as {wrong[0]}", "what a build writes there")
    try:
        row = row_of(cells)
    except ValueError as problem:
        raise _error(name, number, f"a day that does not exist ({problem})", "a day as YYYY-MM-DD") from problem
    if row.previous != last:
        raise _error(name, number, "a row that does not follow the one above it", "rows in the order they were written")
    if row.line != line:
        raise _error(name, number, "a row whose hash is not that of its cells", "rows as they were written")
    return row


def _compare_head(ledger: Ledger, head: bytes, names: tuple[str, str]) -> None:
    name, head_name = names
    found = re.fullmatch(rb'\{"schema": "([a-z./0-9]+)", "rows": (\d{1,9}), "last": "([0-9a-f]{64})"\}\n', head)
    if found is None or found[1].decode() != SCHEMA:
        raise _error(head_name, 1, "no head of a ledger", f"the count of rows and the last hash, schema {SCHEMA}")
    rows, last = int(found[2]), found[3].decode()
    if len(ledger.rows) < rows:
        line = len(ledger.rows) + 2
        raise _error(
            name, line, f"the end of the file after {len(ledger.rows)} rows", f"{rows} rows, as {head_name} says"
        )
    if (len(ledger.rows), ledger.last) != (rows, last):
        raise _error(
            name, rows + 1, f"{len(ledger.rows)} rows that end otherwise", f"the {rows} that {head_name} names"
        )


def _error(name: str, line: int | None, found: str, allowed: str) -> LedgerError:
    remedy = f"{allowed}; 'git checkout -- {name}' brings the committed file back"
    return LedgerError(name, line, "", found, remedy)
