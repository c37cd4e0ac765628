"""One line of the ledger: an entry with the day of the data, the code, the hash of the line before and its own."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import TypeVar

from figurecheck.ledger.entry import REMOVED, Entry
from figurecheck.verdicts.outcome import AsOf, Verdict

T = TypeVar("T")

COLUMNS = (
    "data_day",
    "as_of",
    "claim",
    "part",
    "value",
    "lower",
    "upper",
    "unit",
    "verdict",
    "part_verdict",
    "fragile",
    "claim_day",
    "data",
    "definition",
    "code",
    "previous",
    "hash",
)
HEADER = ",".join(COLUMNS)
START = "0" * 64
"""What the first row names as the hash of the row before it."""

_NUMBER = r"(-?\d+(\.\d+)?(e[+-]\d+)?)?"
_DAY = r"\d{4}-\d{2}-\d{2}"
_NAME = r"[a-z0-9]+(-[a-z0-9]+)*"
_VERDICT = "|".join((*Verdict, REMOVED))
_PATTERNS = {
    "data_day": _DAY,
    "as_of": "|".join(AsOf),
    "claim": _NAME,
    "part": f"({_NAME})?",
    "value": _NUMBER,
    "lower": _NUMBER,
    "upper": _NUMBER,
    "unit": r"([A-Za-z][A-Za-z0-9 '%/-]*)?",
    "verdict": _VERDICT,
    "part_verdict": f"({_VERDICT})?",
    "fragile": "true|false",
    "claim_day": f"({_DAY})?",
    "data": "([0-9a-f]{64})?",
    "definition": "([0-9a-f]{64})?",
    "code": r"[0-9A-Za-z.]+\+[0-9a-f]{16}",
    "previous": "[0-9a-f]{64}",
    "hash": "[0-9a-f]{64}",
}
"""What each cell may hold. No cell can hold a comma, a quote or what a spreadsheet takes for a formula."""


@dataclass(frozen=True)
class Row:
    """A line of the ledger; ``data_day`` is the newest day of all data of the article when it was written."""

    data_day: date
    entry: Entry
    code: str
    previous: str

    @property
    def cells(self) -> tuple[str, ...]:
        """The cells without the row's own hash."""
        e = self.entry
        numbers = ("" if number is None else f"{number:.10g}" for number in (e.value, e.lower, e.upper))
        said = (e.unit, e.verdict, e.part_verdict, str(e.fragile).lower())
        last_day = "" if e.last_day is None else e.last_day.isoformat()
        where = (self.data_day.isoformat(), e.as_of, e.claim, e.part)
        return (*where, *numbers, *said, last_day, e.data, e.definition, self.code, self.previous)

    @property
    def hash(self) -> str:
        """SHA-256 of the cells before it, the hash of the row before included."""
        return sha256(",".join(self.cells).encode()).hexdigest()

    @property
    def line(self) -> str:
        """The row as it stands in the file, without its line end."""
        return ",".join((*self.cells, self.hash))


def misfit(cells: list[str]) -> tuple[str, str] | None:
    """The first column whose cell is not what the column may hold, with the cell; None where all are."""
    named = zip(COLUMNS, cells, strict=True)
    return next(((name, cell) for name, cell in named if not re.fullmatch(_PATTERNS[name], cell)), None)


def row_of(cells: list[str]) -> Row:
    """The row in cells that fit; raises ValueError for a day that does not exist."""
    found = dict(zip(COLUMNS, cells, strict=True))
    entry = Entry(
        as_of=found["as_of"],
        claim=found["claim"],
        part=found["part"],
        value=_maybe(found["value"], float),
        lower=_maybe(found["lower"], float),
        upper=_maybe(found["upper"], float),
        unit=found["unit"],
        verdict=found["verdict"],
        part_verdict=found["part_verdict"],
        fragile=found["fragile"] == "true",
        last_day=_maybe(found["claim_day"], date.fromisoformat),
        data=found["data"],
        definition=found["definition"],
    )
    return Row(date.fromisoformat(found["data_day"]), entry, found["code"], found["previous"])


def _maybe(text: str, read: Callable[[str], T]) -> T | None:
    return read(text) if text else None
