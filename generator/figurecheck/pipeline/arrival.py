"""From what a source sends to what would be stored: cleaned, corrected, joined to the stored history, checked."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import pandas as pd

from figurecheck.errors import ClockError
from figurecheck.paths import Project
from figurecheck.series.ledger import Ledger
from figurecheck.series.model import Series
from figurecheck.sources.base import Download, Source
from figurecheck.store.checks import check_days, check_download
from figurecheck.store.completeness import complete_rows
from figurecheck.store.corrections import apply_ledger, corrections_made, oddities_kept
from figurecheck.store.health import Change
from figurecheck.store.merging import Acceptance, Arrived, Merged, merge, since_day
from figurecheck.store.reading import Observed
from figurecheck.store.writing import Arrival, Written, prepare, stored, told_notes

LATER = "; later days from "
CLOCKS_APART = timedelta(days=1)


@dataclass(frozen=True)
class Prepared:
    """The files of a series as they would be stored, with what was left out and what changed in its history."""

    written: Written
    notices: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()


def prepared_whole(project: Project, source: Source, series: Series, today: date, ledger: Ledger) -> Prepared:
    """The whole history of a source that always hands over everything. Raises like the checks."""
    download = source.fetch(series, None)
    frame = apply_ledger(download.frame, series, ledger)
    before = stored(project, series)
    check_download(frame, series, today, None if before is None else pd.DatetimeIndex(before.frame.index))
    arrival = _arrival(frame, source, download, series, ledger, download.origin, download.notes)
    return Prepared(prepare(arrival, series, before))


def prepared_increment(
    project: Project, source: Source, series: Series, now: datetime, ledger: Ledger, *, accept_revisions: bool
) -> Prepared:
    """The stored history continued by the days since; the whole where nothing is stored.

    Raises a SourceError, RefusedDataError, RevisedHistoryError or CorrectionError with nothing changed.
    """
    before, today = stored(project, series), now.astimezone(UTC).date()
    if before is not None and before.last_day > today + CLOCKS_APART:
        raise ClockError(
            f"{series.id}: the clock of this machine says {today}, the stored data reach to {before.last_day}; "
            "set the clock"
        )
    since = None if before is None else since_day(before.frame, series)
    download = source.fetch(series, since)
    _check_clock(source, series, now)
    check_days(pd.DatetimeIndex(download.frame.index), series, today)
    frame, notices = complete_rows(download.frame, series, now)
    frame = frame.loc[: None if series.ended is None else str(series.ended)]
    frame = apply_ledger(frame.loc[frame.index >= pd.Timestamp(since or series.start)], series, ledger)
    merged = Merged(frame, (), ())
    if before is not None:
        places = {(entry.day, entry.field) for entry in ledger.of(series.id).kept}
        arrived = Arrived(frame, since or series.start, tuple((one.day, one.ratio) for one in download.splits))
        merged = merge(before.frame, arrived, series, Acceptance(accept_revisions, places))
    check_download(merged.frame, series, today, None if before is None else pd.DatetimeIndex(before.frame.index))
    arrival = _arrival(
        merged.frame, source, download, series, ledger, _origin(before, download, series), _notes(before, download)
    )
    written = prepare(arrival, series, before)
    return Prepared(written, (*notices, *merged.notices, *_age(merged.frame, series, today)), merged.changes)


def _check_clock(source: Source, series: Series, now: datetime) -> None:
    theirs = getattr(getattr(source, "adapter", None), "answered_at", None)
    if theirs is not None and abs(theirs - now) > CLOCKS_APART:
        raise ClockError(
            f"{series.id}: the clock of this machine says {now:%Y-%m-%d %H:%M}, that of {source.name} "
            f"{theirs:%Y-%m-%d %H:%M}; set the clock"
        )


def _arrival(
    frame: pd.DataFrame,
    source: Source,
    download: Download,
    series: Series,
    ledger: Ledger,
    origin: str,
    notes: tuple[str, ...],
) -> Arrival:
    return Arrival(
        frame=frame,
        read_from=source.name,
        origin=origin,
        retrieved_at=download.retrieved_at,
        notes=notes,
        corrections=corrections_made(series, ledger),
        kept=oddities_kept(series, ledger),
    )


def _origin(before: Observed | None, download: Download, series: Series) -> str:
    if before is None or series.reestimated:
        return download.origin
    first = before.provenance.origin.partition(LATER)[0]
    return first if first == download.origin else f"{first}{LATER}{download.origin}"


def _notes(before: Observed | None, download: Download) -> tuple[str, ...]:
    return download.notes if before is None else told_notes(before.provenance)


def _age(frame: pd.DataFrame, series: Series, today: date) -> tuple[str, ...]:
    last: pd.Timestamp = frame.index[-1]
    days = (today - last.date()).days
    if days <= series.max_age_days:
        return ()
    return (f"the provider's newest day is {last.date()}, {days} days old",)
