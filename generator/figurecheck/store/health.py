"""data/health.json: what became of each series at its last refresh, and when it last came in whole."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from figurecheck.errors import MalformedDataError
from figurecheck.paths import Project
from figurecheck.store.atomic import write_text
from figurecheck.store.files import read_bytes

SCHEMA = "figurecheck.health/1"


class State(StrEnum):
    """What became of a series when it was last asked for."""

    FRESH = "fresh"
    """It came, it passed every check, and it is stored."""
    REFUSED = "refused"
    """Its provider failed or its data failed a check; the last good data stay."""
    KEPT = "kept"
    """It was not asked for (no key, or nobody publishes it in a form to ask for); the last good data stay."""


class Cause(StrEnum):
    """Why a stored value changed."""

    REVISION = "revision"
    SPLIT = "split"
    SETTLED = "settled"


@dataclass(frozen=True)
class Change:
    """A stored value that the provider states differently now; ``accepted`` when the new one was stored.

    For a split ``field`` is ``ratio``, ``before`` 1 and ``after`` the new shares for one old share. None: no value.
    """

    day: date
    field: str
    before: float | None
    after: float | None
    cause: Cause
    accepted: bool


@dataclass(frozen=True)
class SeriesHealth:
    """The last refresh of one series.

    ``last_attempt`` is the day on which it was last asked for, ``last_success`` the last day on which it came in
    whole (None: never), ``reason`` why it was refused or kept, ``notices`` what was left out of what came, ``changes``
    the stored values that differ from what came, ``refusals`` how many times in a row it has been refused.
    """

    series: str
    source: str
    state: State
    last_attempt: date
    last_success: date | None
    reason: str = ""
    notices: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()
    refusals: int = 0


Health = Mapping[str, SeriesHealth]


def read_health(project: Project) -> dict[str, SeriesHealth]:
    """The health of every series that was ever refreshed, by id; empty without the file. Raises MalformedDataError."""
    if not project.health.exists():
        return {}
    content = read_bytes(project, project.health, "health")
    try:
        said = json.loads(content)
        if said["schema"] != SCHEMA:
            raise ValueError(f"found schema {said['schema']!r}")  # noqa: TRY301
        entries = [_entry(dict(entry)) for entry in said["series"]]
    except (ValueError, TypeError, KeyError, AttributeError) as problem:
        raise MalformedDataError(
            f"data/health.json is malformed ({problem!r}); remove it, 'figurecheck refresh' writes it again"
        ) from problem
    return {entry.series: entry for entry in entries}


def write_health(project: Project, health: Health) -> bool:
    """Store the health of all series, sorted by id; True when the file changed. Raises OutputError."""
    text = health_text(health.values())
    if project.health.is_file() and project.health.read_text(encoding="utf-8") == text:
        return False
    write_text(project.health, text)
    return True


def health_text(entries: Iterable[SeriesHealth]) -> str:
    """The health of series as JSON, sorted by id, fields in a fixed order."""
    ordered = sorted(entries, key=lambda entry: entry.series)
    content = {"schema": SCHEMA, "series": [asdict(entry) for entry in ordered]}
    return json.dumps(content, indent=1, ensure_ascii=False, default=date.isoformat) + "\n"


def _entry(said: dict[str, Any]) -> SeriesHealth:
    said["state"] = State(said["state"])
    said["last_attempt"] = date.fromisoformat(said["last_attempt"])
    if said["last_success"] is not None:
        said["last_success"] = date.fromisoformat(said["last_success"])
    said["notices"] = tuple(map(str, said["notices"]))
    said["changes"] = tuple(
        Change(**{**one, "day": date.fromisoformat(one["day"]), "cause": Cause(one["cause"])})
        for one in said["changes"]
    )
    return SeriesHealth(**said)
