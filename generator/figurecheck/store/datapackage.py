"""data/datapackage.json: the data folder described as a Frictionless tabular data package."""

import json
from collections.abc import Iterable
from typing import Any

from figurecheck.errors import MissingDataError
from figurecheck.paths import Project
from figurecheck.series.model import Series
from figurecheck.store.atomic import write_text
from figurecheck.store.files import table_file
from figurecheck.store.provenance import Provenance
from figurecheck.store.reading import read_record

PROFILE = "tabular-data-package"
FIELDS: dict[str, tuple[str, str]] = {
    "day": ("date", "Day of the observation, in the time zone of the series"),
    "open": ("number", "First price of the day"),
    "high": ("number", "Highest price of the day"),
    "low": ("number", "Lowest price of the day"),
    "close": ("number", "Last price of the day, adjusted for splits"),
    "volume": ("integer", "Shares traded; for crypto-assets their value in US dollars"),
    "dividend": ("number", "Distribution per share on its ex-day, 0 on other days"),
    "value": ("number", "Value of the series"),
    "lower": ("number", "Lower limit of the target range after the decision"),
    "upper": ("number", "Upper limit of the target range after the decision"),
    "scheduled": ("boolean", "Whether the meeting was a scheduled one"),
}


def write_datapackage(project: Project, series: Iterable[Series]) -> bool:
    """Describe the stored ones of ``series``; True when the file changed. Raises OutputError and DataError."""
    text = datapackage_text(project, series)
    if project.datapackage.is_file() and project.datapackage.read_text(encoding="utf-8") == text:
        return False
    write_text(project.datapackage, text)
    return True


def datapackage_text(project: Project, series: Iterable[Series]) -> str:
    """The description of the stored ones of ``series``, from their records, as JSON."""
    package = {
        "profile": PROFILE,
        "name": "figurecheck-data",
        "title": "Observations that the claims are recomputed from",
        "description": (
            "One table a series, one row an observation. Terms differ by series and stand with each resource; "
            "'redistributable' says whether they allow copies to be passed on."
        ),
        "resources": list(_resources(project, series)),
    }
    return json.dumps(package, indent=2, ensure_ascii=False) + "\n"


def _resources(project: Project, series: Iterable[Series]) -> Iterable[dict[str, Any]]:
    for one in series:
        try:
            record = read_record(project, one)
            size = table_file(project, one.id).stat().st_size
        except (MissingDataError, FileNotFoundError):
            continue
        yield _resource(one, record, size)


def _resource(series: Series, record: Provenance, size: int) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": series.id.lower(),
        "path": f"series/{series.id}.csv",
        "title": series.title,
        "description": f"{series.unit}. {series.note}".strip(),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": size,
        "hash": f"sha256:{record.sha256}",
        "dialect": {"delimiter": ",", "lineTerminator": "\n", "header": True},
        "schema": {
            "fields": [_field(column) for column in ("day", *series.columns)],
            "missingValues": [""],
            "primaryKey": ["day"],
        },
        "licenses": [{"name": record.licence_id, "path": record.licence_address, "title": record.licence}],
        "redistributable": record.redistributable,
        "sources": [{"title": f"{record.source}, {record.source_code}", "path": record.address}],
        "retrieved": record.retrieved_at.isoformat(),
    }


def _field(column: str) -> dict[str, Any]:
    kind, description = FIELDS[column]
    field: dict[str, Any] = {"name": column, "type": kind, "description": description}
    if column == "day":
        field |= {"format": "%Y-%m-%d", "constraints": {"required": True, "unique": True}}
    return field
