"""What the pages tell about every series: its catalogue entry, its record, its file where that may be shown."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from figurecheck.pages.context import CorrectionFacts, OddityFacts, SeriesFacts
from figurecheck.pipeline.series_pieces import basket_name
from figurecheck.pipeline.workspace import Workspace
from figurecheck.series.model import Series
from figurecheck.store.files import table_file
from figurecheck.store.provenance import Provenance
from figurecheck.store.reading import verified_record


def series_facts(workspace: Workspace, beside: Mapping[str, Any]) -> tuple[SeriesFacts, ...]:
    """The facts of every series of the catalogue, in its order, then those of the baskets computed from them.

    ``beside`` holds the results of ``series_pieces`` by their names.
    Raises MissingDataError for a series without a record, ChecksumError for a file that is not the recorded one,
    MalformedDataError for a record or a file that cannot be read.
    """
    stored = tuple(_stored_facts(workspace, series) for series in workspace.catalogue)
    made = (_facts(one, beside[basket_name(name)]) for name, one in workspace.catalogue.derived.items())
    return (*stored, *(replace(each, survivors=True) for each in made))


def _stored_facts(workspace: Workspace, series: Series) -> SeriesFacts:
    record = verified_record(workspace.project, series)
    shared = series.licence.redistributable
    return _facts(series, record, _table(workspace, series) if shared else None)


def _table(workspace: Workspace, series: Series) -> str:
    """The file as it will be offered for download; every cell of it was read as a day or a number for its mark."""
    return table_file(workspace.project, series.id).read_text(encoding="utf-8")


def _facts(series: Series, record: Provenance, table: str | None = None) -> SeriesFacts:
    return SeriesFacts(
        series=series,
        origin=record.origin,
        retrieved_at=record.retrieved_at,
        first_day=record.first_day,
        last_day=record.last_day,
        rows=record.rows,
        missing=record.missing,
        gaps=len(record.gaps),
        sha256=record.sha256,
        adjustment=record.adjustment,
        notes=record.notes,
        corrections=_corrections(record),
        table=table,
        kept=tuple(OddityFacts(each.day, each.field, each.value, each.reason) for each in record.kept),
    )


def _corrections(record: Provenance) -> tuple[CorrectionFacts, ...]:
    return tuple(
        CorrectionFacts(entry.day, entry.field, entry.wrong, entry.right, entry.reason, entry.source)
        for entry in record.corrections
    )
