"""The list of series that the command line prints."""

import json
from dataclasses import dataclass
from typing import Any

from figurecheck.errors import MissingDataError
from figurecheck.paths import Project
from figurecheck.series.model import Series
from figurecheck.store.catalogue import declared, project_catalogue
from figurecheck.store.provenance import Provenance
from figurecheck.store.reading import read_record

HEADER = ("series", "what it is", "from", "to", "rows", "missing", "source", "checksum", "declared")

PACKAGE = "package"
"""What is said of a series that the package declares."""


@dataclass(frozen=True)
class Listing:
    """Rows for a table, and the same as JSON."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    json: str


def listing(project: Project, identifier: str | None) -> Listing:
    """One series or all of them; a series without data is listed with dashes. Raises for an unknown id."""
    catalogue, own = project_catalogue(project), declared(project)
    chosen = [catalogue.get(identifier)] if identifier else list(catalogue)
    places = {name: entry.place for name, entry in own.items()}
    found = [(series, _record(project, series), places.get(series.id, PACKAGE)) for series in chosen]
    text = json.dumps([_object(*pair) for pair in found], indent=1, ensure_ascii=False) + "\n"
    return Listing(HEADER, tuple(_row(*pair) for pair in found), text)


def _record(project: Project, series: Series) -> Provenance | None:
    try:
        return read_record(project, series)
    except MissingDataError:
        return None


def _row(series: Series, record: Provenance | None, place: str) -> tuple[str, ...]:
    if record is None:
        return (series.id, series.title, "-", "-", "0", "-", series.source, "-", place)
    span = (record.first_day.isoformat(), record.last_day.isoformat(), str(record.rows), str(record.missing))
    return (series.id, series.title, *span, series.source, record.sha256[:12], place)


def _object(series: Series, record: Provenance | None, place: str) -> dict[str, Any]:
    known = {"id": series.id, "title": series.title, "source": series.source, "unit": series.unit, "declared": place}
    if record is None:
        return {**known, "first_day": None, "last_day": None, "rows": 0, "missing": None, "sha256": None}
    return {
        **known,
        "first_day": record.first_day.isoformat(),
        "last_day": record.last_day.isoformat(),
        "rows": record.rows,
        "missing": record.missing,
        "sha256": record.sha256,
    }
