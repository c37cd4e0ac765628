"""Bringing the data folder up to date from a source: all or nothing for each series, none touching another."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from enum import StrEnum
from zoneinfo import ZoneInfo

from figurecheck.errors import (
    CorrectionError,
    DataError,
    FigurecheckError,
    RateLimitedError,
    RevisedHistoryError,
    SourceError,
    UnreachableError,
    one_line,
)
from figurecheck.paths import Project
from figurecheck.pipeline.arrival import Prepared, prepared_increment, prepared_whole
from figurecheck.pipeline.providers import Providers
from figurecheck.series.ledger import Ledger, load_ledger
from figurecheck.series.model import Series
from figurecheck.sources.base import Source
from figurecheck.store.atomic import sweep
from figurecheck.store.datapackage import write_datapackage
from figurecheck.store.health import Change, SeriesHealth, State, read_health, write_health
from figurecheck.store.pending import finish
from figurecheck.store.writing import stored, write

PATIENCE = 3
"""So many failures of a provider in a row, and the rest of its series is not asked for any more."""
LONGEST_REASON = 1000
"""Characters of a reason: a revision names its days."""


class Status(StrEnum):
    """What became of one series."""

    WRITTEN = "written"
    UNCHANGED = "unchanged"
    REFUSED = "refused"
    KEPT = "kept"


@dataclass(frozen=True)
class Outcome:
    """What became of one series.

    ``added`` and ``revised`` count rows; ``reason`` says why it was refused or kept, ``error`` is the kind of what
    refused it; ``notices`` say what was left out, ``changes`` which stored values came differently.
    """

    series: str
    status: Status
    added: int = 0
    revised: int = 0
    last_day: date | None = None
    reason: str = ""
    error: str = ""
    notices: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()


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


@dataclass
class _Run:
    project: Project
    source: Source | Providers
    ledger: Ledger
    now: datetime
    dry_run: bool
    accept_revisions: bool
    failures: Counter[str] = field(default_factory=Counter)

    @property
    def today(self) -> date:
        return self.now.date()


def refresh(
    project: Project,
    source: Source | Providers,
    series: Iterable[Series],
    today: date,
    *,
    now: datetime | None = None,
    known: Iterable[Series] | None = None,
    dry_run: bool = False,
    accept_revisions: bool = False,
    progress: Callable[[Outcome], None] | None = None,
) -> RefreshReport:
    """Fetch, check, correct and store each of ``series``; whatever is refused keeps its old file.

    ``now`` is an aware datetime on ``today`` in UTC (its midnight when None). ``known`` are all series that the
    description of the folder lists (the refreshed ones when None); ``progress`` is called after each series. A
    refresh from providers notes the health of each series; one from an archive does not. Raises CorrectionError for
    a malformed ledger and OutputError where the folder cannot be written; everything else is an outcome.
    """
    wanted = tuple(series)
    ledger = load_ledger(project.corrections)
    moment = now or datetime.combine(today, time(), ZoneInfo("UTC"))
    run = _Run(project, source, ledger, moment, dry_run, accept_revisions)
    if not dry_run:
        finish(project)
        sweep(project.data)
    outcomes = []
    for one in wanted:
        outcomes.append(_refreshed(run, one))
        if isinstance(source, Providers) and not dry_run:
            _note_health(run, one, outcomes[-1])
        if progress is not None:
            progress(outcomes[-1])
    if not dry_run:
        write_datapackage(project, wanted if known is None else known)
    return RefreshReport(tuple(outcomes), dry_run)


def _refreshed(run: _Run, series: Series) -> Outcome:
    source = run.source.of(series) if isinstance(run.source, Providers) else run.source
    if isinstance(source, str):
        return Outcome(series.id, Status.KEPT, reason=source)
    if source.incremental and _over_and_stored(run.project, series):
        return Outcome(series.id, Status.KEPT, reason=f"it ended on {series.ended}; there is nothing new to ask for")
    if run.failures[source.name] >= PATIENCE:
        reason = f"{series.id}: not asked for, because {source.name} failed {PATIENCE} times in a row. Try again later."
        return Outcome(series.id, Status.REFUSED, reason=reason, error=UnreachableError.__name__)
    try:
        prepared = _prepared(run, source, series)
    except (SourceError, DataError, CorrectionError) as problem:
        down = isinstance(problem, UnreachableError | RateLimitedError)
        run.failures[source.name] = run.failures[source.name] + 1 if down else 0
        return _refused(series, problem)
    run.failures[source.name] = 0
    written = prepared.written
    changed = written.data_changed or written.record_changed
    if changed and not run.dry_run:
        write(run.project, written)
    status = Status.WRITTEN if changed else Status.UNCHANGED
    outcome = Outcome(series.id, status, written.added, written.revised, written.record.last_day)
    return replace(outcome, notices=tuple(map(one_line, prepared.notices)), changes=prepared.changes)


def _over_and_stored(project: Project, series: Series) -> bool:
    """Whether ``series`` has ended for good and is stored up to its end."""
    before = stored(project, series)
    return series.ended is not None and before is not None and before.last_day >= series.ended


def _prepared(run: _Run, source: Source, series: Series) -> Prepared:
    if not source.incremental:
        return prepared_whole(run.project, source, series, run.today, run.ledger)
    return prepared_increment(run.project, source, series, run.now, run.ledger, accept_revisions=run.accept_revisions)


def _refused(series: Series, problem: FigurecheckError) -> Outcome:
    changes = problem.changes if isinstance(problem, RevisedHistoryError) else ()
    name = type(problem).__name__
    return Outcome(
        series.id, Status.REFUSED, reason=one_line(str(problem), LONGEST_REASON), error=name, changes=changes
    )


STATES = {
    Status.WRITTEN: State.FRESH,
    Status.UNCHANGED: State.FRESH,
    Status.REFUSED: State.REFUSED,
    Status.KEPT: State.KEPT,
}


def _note_health(run: _Run, series: Series, outcome: Outcome) -> None:
    health = read_health(run.project)
    before = health.get(series.id)
    state = STATES[outcome.status]
    success = run.today if state is State.FRESH else (before.last_success if before else None)
    refusals = 1 + (before.refusals if before else 0) if state is State.REFUSED else 0
    health[series.id] = SeriesHealth(
        series=series.id,
        source=series.source,
        state=state,
        last_attempt=run.today,
        last_success=success,
        reason=outcome.reason,
        notices=outcome.notices,
        changes=outcome.changes,
        refusals=refusals,
    )
    write_health(run.project, health)
