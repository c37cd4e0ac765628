"""Bringing the data folder up to date from a source: all or nothing for each series, none touching another."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import pandas as pd

from figurecheck.errors import CorrectionError, DataError, SourceError
from figurecheck.paths import Project
from figurecheck.series.ledger import Ledger, load_ledger
from figurecheck.series.model import Series
from figurecheck.sources.base import Source
from figurecheck.store.checks import check_download
from figurecheck.store.corrections import apply_ledger, corrections_made, oddities_kept
from figurecheck.store.datapackage import write_datapackage
from figurecheck.store.writing import Arrival, Written, prepare, stored, write


class Status(StrEnum):
    """What became of one series."""

    WRITTEN = "written"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


@dataclass(frozen=True)
class Outcome:
    """What became of one series: ``added`` and ``revised`` count rows, ``reason`` is empty unless it was refused."""

    series: str
    status: Status
    added: int = 0
    revised: int = 0
    last_day: date | None = None
    reason: str = ""


@dataclass(frozen=True)
class RefreshReport:
    """The outcome of each series, in the order asked for; ``dry_run`` when nothing was written."""

    outcomes: tuple[Outcome, ...]
    dry_run: bool

    @property
    def refused(self) -> tuple[Outcome, ...]:
        """The series that could not be brought up to date."""
        return tuple(outcome for outcome in self.outcomes if outcome.status is Status.REFUSED)

    def count(self, status: Status) -> int:
        """How many series ended in ``status``."""
        return Counter(outcome.status for outcome in self.outcomes)[status]


def refresh(
    project: Project,
    source: Source,
    series: Iterable[Series],
    today: date,
    *,
    known: Iterable[Series] | None = None,
    dry_run: bool = False,
    progress: Callable[[Outcome], None] | None = None,
) -> RefreshReport:
    """Fetch, check, correct and store each of ``series``; whatever is refused keeps its old file.

    ``known`` are all series that the description of the folder lists (the refreshed ones when None); ``progress`` is
    called after each series. Raises CorrectionError for a malformed ledger and OutputError where the folder cannot be
    written; everything else is an outcome.
    """
    wanted = tuple(series)
    ledger = load_ledger(project.corrections)
    outcomes = []
    for one in wanted:
        outcomes.append(_refreshed(project, source, one, today, ledger, dry_run=dry_run))
        if progress is not None:
            progress(outcomes[-1])
    if not dry_run:
        write_datapackage(project, wanted if known is None else known)
    return RefreshReport(tuple(outcomes), dry_run)


def _refreshed(
    project: Project, source: Source, series: Series, today: date, ledger: Ledger, *, dry_run: bool
) -> Outcome:
    try:
        written = _prepared(project, source, series, today, ledger)
    except (SourceError, DataError, CorrectionError) as problem:
        return Outcome(series.id, Status.REFUSED, reason=str(problem))
    changed = written.data_changed or written.record_changed
    if changed and not dry_run:
        write(project, written)
    status = Status.WRITTEN if changed else Status.UNCHANGED
    return Outcome(series.id, status, written.added, written.revised, written.record.last_day)


def _prepared(project: Project, source: Source, series: Series, today: date, ledger: Ledger) -> Written:
    download = source.fetch(series, None)
    frame = apply_ledger(download.frame, series, ledger)
    before = stored(project, series)
    check_download(frame, series, today, None if before is None else pd.DatetimeIndex(before.frame.index))
    arrival = Arrival(
        frame=frame,
        read_from=source.name,
        origin=download.origin,
        retrieved_at=download.retrieved_at,
        notes=download.notes,
        corrections=corrections_made(series, ledger),
        kept=oddities_kept(series, ledger),
    )
    return prepare(arrival, series, before)
