"""Writing a series into the data folder: the data file, then the record that vouches for it."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pandas as pd

from figurecheck.errors import DataError
from figurecheck.paths import Project
from figurecheck.series.model import Calendar, Kind, Series
from figurecheck.store.calendars import gaps, missing_days
from figurecheck.store.files import digest, record_file, table_file
from figurecheck.store.pending import replace_together
from figurecheck.store.provenance import Corrected, KeptOdd, Provenance, record_text
from figurecheck.store.reading import Observed, read
from figurecheck.store.tables import parse_table, table_text

if TYPE_CHECKING:
    from datetime import date

ADJUSTMENT: dict[Kind, str] = {
    Kind.PRICE: (
        "open, high, low and close are adjusted for splits as of the last day, not for distributions; "
        "dividend is what was distributed per share on its ex-day, on the same basis"
    ),
    Kind.LEVEL: "as published; every value is of the vintage of the copy",
    Kind.EVENTS: "as announced",
}
OBSERVED = (
    "days without a trade (volume 0), on which the provider repeats or quotes a price",
    "traded days that repeat the day before in every figure",
    "days without open, high and low",
)
UNADJUSTED = "none: quoted as traded, nothing is split or distributed"


@dataclass(frozen=True)
class Written:
    """A series as it would be stored: the text of both files and what changes against the stored ones."""

    series: Series
    table: str
    record: Provenance
    added: int
    revised: int
    data_changed: bool
    record_changed: bool


@dataclass(frozen=True)
class Arrival:
    """Checked and corrected observations with everything that the record says of them."""

    frame: pd.DataFrame
    read_from: str
    origin: str
    retrieved_at: "date"
    notes: tuple[str, ...]
    corrections: tuple[Corrected, ...]
    kept: tuple[KeptOdd, ...]


def stored(project: Project, series: Series) -> Observed | None:
    """What is stored of ``series``; None where there is nothing or where it cannot be trusted."""
    try:
        return read(project, series)
    except DataError:
        return None


def prepare(arrival: Arrival, series: Series, before: Observed | None) -> Written:
    """The files of ``series``, to be compared and written; ``before`` is what is stored now.

    While the observations stay the same the record keeps the day on which they were retrieved.
    """
    table = table_text(arrival.frame, series)
    record = _record(arrival, series, digest(table.encode()))
    same_data = before is not None and before.sha256 == record.sha256
    if before is not None and same_data:
        record = replace(record, retrieved_at=before.provenance.retrieved_at)
    same_record = before is not None and before.provenance == record
    added, revised = (0, 0) if same_data else _changes(parse_table(table, series), before)
    return Written(series, table, record, added, revised, not same_data, not same_record)


def write(project: Project, written: Written) -> None:
    """Store a prepared series, data and record together; raises OutputError."""
    texts = {}
    if written.data_changed:
        texts[table_file(project, written.series.id).name] = written.table
    if written.record_changed:
        texts[record_file(project, written.series.id).name] = record_text(written.record)
    replace_together(project, texts)


def _changes(frame: pd.DataFrame, before: Observed | None) -> tuple[int, int]:
    if before is None:
        return len(frame), 0
    shared = frame.index.intersection(before.frame.index)
    left, right = frame.loc[shared], before.frame.loc[shared]
    same = (left == right) | (left.isna() & right.isna())
    return len(frame) - len(shared), int((~same.all(axis=1)).sum())


def _record(arrival: Arrival, series: Series, sha256: str) -> Provenance:
    days = pd.DatetimeIndex(arrival.frame.index)
    return Provenance(
        id=series.id,
        title=series.title,
        source=series.source,
        source_code=series.code,
        address=series.address,
        read_from=arrival.read_from,
        origin=arrival.origin,
        retrieved_at=arrival.retrieved_at,
        first_day=days[0].date(),
        last_day=days[-1].date(),
        rows=len(days),
        sha256=sha256,
        adjustment=UNADJUSTED if series.calendar is Calendar.ALWAYS else ADJUSTMENT[series.kind],
        licence_id=series.licence.id,
        licence=series.licence.title,
        licence_address=series.licence.address,
        redistributable=series.licence.redistributable,
        missing=missing_days(days, series),
        gaps=gaps(days, series),
        notes=(*arrival.notes, *_observed_notes(arrival.frame, series)),
        corrections=arrival.corrections,
        kept=arrival.kept,
    )


def told_notes(record: Provenance) -> tuple[str, ...]:
    """The notes of a record that came from its source, without those that are counted anew at each writing."""
    return tuple(note for note in record.notes if not note.startswith(OBSERVED))


def _observed_notes(frame: pd.DataFrame, series: Series) -> list[str]:
    if series.kind is not Kind.PRICE:
        return []
    bar = frame.drop(columns="dividend")
    found = (
        frame["volume"] == 0,
        (bar == bar.shift()).all(axis=1) & (bar["volume"] > 0),
        frame["open"].isna(),
    )
    counts = dict(zip(OBSERVED, found, strict=True))
    return [f"{what}: {int(days.sum())}" for what, days in counts.items() if days.any()]
