"""The corrections ledger: known errors of a provider, and odd values that were looked at and kept."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints

from figurecheck.documents import Document, load_document, validate
from figurecheck.errors import CorrectionError

Words = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


class _Correction(_Strict):
    series: Words
    day: date
    field: Words
    wrong: float
    right: float | None
    reason: Words
    source: Words


class _Kept(_Strict):
    series: Words
    day: date
    field: Words
    value: float
    reason: Words


class _Ledger(_Strict):
    corrections: tuple[_Correction, ...] = ()
    kept: tuple[_Kept, ...] = ()


@dataclass(frozen=True)
class Correction:
    """``field`` of ``series`` on ``day`` is said to be ``wrong`` by its provider and is ``right`` (None: unknown)."""

    series: str
    day: date
    field: str
    wrong: float
    right: float | None
    reason: str
    source: str
    file: Path
    line: int


@dataclass(frozen=True)
class Kept:
    """An odd ``value`` that was looked at and stays, with the reason."""

    series: str
    day: date
    field: str
    value: float
    reason: str
    file: Path
    line: int


@dataclass(frozen=True)
class Ledger:
    """All entries of the ledger."""

    corrections: tuple[Correction, ...] = ()
    kept: tuple[Kept, ...] = ()

    def of(self, series: str) -> "Ledger":
        """The entries about one series."""
        corrections = tuple(entry for entry in self.corrections if entry.series == series)
        return Ledger(corrections, tuple(entry for entry in self.kept if entry.series == series))


def load_ledger(file: Path) -> Ledger:
    """Read the ledger; a project without the file has no corrections.

    Raises CorrectionError with file and line for anything malformed or said twice.
    """
    if not file.exists():
        return Ledger()
    document = load_document(file, CorrectionError)
    content = validate(document, _Ledger, CorrectionError)
    corrections = tuple(
        Correction(**entry.model_dump(), file=file, line=document.line(("corrections", index)))
        for index, entry in enumerate(content.corrections)
    )
    kept = tuple(
        Kept(**entry.model_dump(), file=file, line=document.line(("kept", index)))
        for index, entry in enumerate(content.kept)
    )
    _refuse_repeats(
        document, [(c.series, c.day, c.field) for c in corrections] + [(k.series, k.day, k.field) for k in kept]
    )
    return Ledger(corrections, kept)


def _refuse_repeats(document: Document, places: list[tuple[str, date, str]]) -> None:
    for index, place in enumerate(places):
        if place in places[:index]:
            raise document.error(CorrectionError, (), f"{place[0]} {place[1]} {place[2]} twice", "each value once")
