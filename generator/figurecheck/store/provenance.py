"""The record beside a data file: what it is, where it came from, what was done to it."""

import json
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any

from figurecheck.errors import MalformedDataError

SCHEMA = "figurecheck.provenance/1"


@dataclass(frozen=True)
class Gap:
    """A distance between neighbouring observations that is longer than the series' ordinary one."""

    after: date
    before: date


@dataclass(frozen=True)
class Corrected:
    """A value of the source that the ledger replaced (``right`` is None where it was dropped)."""

    day: date
    field: str
    wrong: float
    right: float | None
    reason: str
    source: str


@dataclass(frozen=True)
class KeptOdd:
    """An odd value of the source that was looked at and stays."""

    day: date
    field: str
    value: float
    reason: str


@dataclass(frozen=True)
class Provenance:
    """Everything that is known about a data file beside its values.

    ``origin`` is the place the values were copied from; ``source`` the provider they trace back to, and ``read_from``
    the adapter that read them. ``missing`` counts the days of the calendar without an observation.
    """

    id: str
    title: str
    source: str
    source_code: str
    address: str
    read_from: str
    origin: str
    retrieved_at: date
    first_day: date
    last_day: date
    rows: int
    sha256: str
    adjustment: str
    licence_id: str
    licence: str
    licence_address: str
    redistributable: bool
    missing: int
    gaps: tuple[Gap, ...]
    notes: tuple[str, ...]
    corrections: tuple[Corrected, ...]
    kept: tuple[KeptOdd, ...]


def record_text(record: Provenance) -> str:
    """``record`` as JSON, fields in a fixed order."""
    content = {"schema": SCHEMA, **asdict(record)}
    return json.dumps(content, indent=2, ensure_ascii=False, default=date.isoformat) + "\n"


def parse_record(content: bytes, identifier: str) -> Provenance:
    """The record in the JSON of ``record_text``; raises MalformedDataError for anything else."""
    try:
        said = json.loads(content)
        if said.get("schema") != SCHEMA or said.get("id") != identifier:
            raise ValueError(f"found schema {said.get('schema')!r} of {said.get('id')!r}")  # noqa: TRY301
        return _record({field.name: said[field.name] for field in fields(Provenance)})
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as problem:
        raise MalformedDataError(
            f"{identifier}: its provenance record is malformed ({problem!r}); "
            f"'figurecheck refresh --series {identifier}' writes it again"
        ) from problem


def _record(said: dict[str, Any]) -> Provenance:
    for name in ("retrieved_at", "first_day", "last_day"):
        said[name] = date.fromisoformat(said[name])
    said["gaps"] = tuple(Gap(*map(date.fromisoformat, (gap["after"], gap["before"]))) for gap in said["gaps"])
    said["notes"] = tuple(map(str, said["notes"]))
    said["corrections"] = tuple(Corrected(**_with_day(entry)) for entry in said["corrections"])
    said["kept"] = tuple(KeptOdd(**_with_day(entry)) for entry in said["kept"])
    return Provenance(**said)


def _with_day(entry: dict[str, Any]) -> dict[str, Any]:
    return {**entry, "day": date.fromisoformat(entry["day"])}
