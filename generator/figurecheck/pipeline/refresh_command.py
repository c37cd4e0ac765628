"""A refresh as the command line asks for it: the source named in words, the report as rows of a table and as JSON."""

import json
import os
from collections.abc import Callable, Mapping
from contextlib import nullcontext
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from pathlib import Path

from figurecheck.errors import RateLimitedError, UnreachableError, UsageError
from figurecheck.paths import Project
from figurecheck.pipeline.alone import alone
from figurecheck.pipeline.providers import ADDRESS_NAME, KEY_NAME, NO_KEY, Providers, open_providers, policy_for
from figurecheck.pipeline.refresh import Outcome, RefreshReport, Status, refresh
from figurecheck.pipeline.resume import Unfinished
from figurecheck.series.catalogue import Catalogue
from figurecheck.series.model import Series
from figurecheck.sources.archive import ArchiveSource
from figurecheck.sources.base import Source
from figurecheck.store.atomic import write_text
from figurecheck.store.catalogue import declared, meant, project_catalogue
from figurecheck.store.pending import pending

HEADER = ("series", "outcome", "new rows", "revised rows", "last day", "why")
SCHEMA = "figurecheck.refresh/1"
PROVIDERS = {"providers": None, "yahoo": "yahoo", "fred": "fred"}
"""What may be asked beside an archive: both providers, or one of them."""


@dataclass(frozen=True)
class Wishes:
    """What a person asked of a refresh: the source in words, the series (all where empty), and how to go about it."""

    source: str
    only: tuple[str, ...] = ()
    dry_run: bool = False
    accept_revisions: bool = False


@dataclass(frozen=True)
class RefreshTable:
    """What came and what was refused, one row a series, and the same as JSON; ``refused`` counts the latter."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    refused: int
    notices: tuple[str, ...]
    json: str


def refresh_from(
    project: Project,
    wishes: Wishes,
    now: datetime,
    progress: Callable[[str, int, int], None],
    environment: Mapping[str, str] | None = None,
) -> RefreshTable:
    """Refresh as ``wishes`` say at ``now`` (an aware datetime, in UTC); the report is also kept in ``.cache``.

    A dry run writes nothing at all: no report, no lock, and what was cut short is not completed but told.

    A refresh from the providers that was killed on the same day is continued: what came in whole is not asked for
    again. Raises UsageError for a source or series that does not exist and OutputError while another one is running.
    """
    said = os.environ if environment is None else environment
    catalogue = project_catalogue(project)
    source = _source(wishes.source, now, said)
    wanted = [catalogue.get(name) for name in wishes.only] or _default(source, catalogue.refreshed)
    with nullcontext() if wishes.dry_run else alone(project, "refresh", "build"):
        unfinished = Unfinished(project, now.date())
        remaining = unfinished.remaining(wanted) if isinstance(source, Providers) and not wishes.only else wanted
        done: list[str] = []

        def told(outcome: Outcome) -> None:
            done.append(outcome.series)
            progress(f"read {outcome.series}", len(done), len(remaining))

        if not wishes.dry_run and isinstance(source, Providers):
            unfinished.begin()
        report = refresh(
            project,
            source,
            remaining,
            now.date(),
            now=now,
            known=catalogue.refreshed,
            dry_run=wishes.dry_run,
            accept_revisions=wishes.accept_revisions,
            progress=told,
        )
        report = _with_places(project, catalogue, report)
        text = _json(report, wishes, now.date(), _requests(source))
        if not wishes.dry_run:
            write_text(project.root / ".cache" / "refresh-report.json", text)
            unfinished.end()
    skipped = len(wanted) - len(remaining)
    notices = (*_cut_short(project), *_notices(report, skipped))
    return RefreshTable(HEADER, tuple(map(_row, report.outcomes)), len(report.refused), notices, text)


def _with_places(project: Project, catalogue: Catalogue, report: RefreshReport) -> RefreshReport:
    """The report with, for every refused series of the project's own, where it is declared and what may be meant.

    Where the provider could not be reached nothing speaks against the code.
    """
    own = declared(project)

    def placed(outcome: Outcome) -> Outcome:
        unheard = outcome.error in {UnreachableError.__name__, RateLimitedError.__name__}
        if outcome.status is not Status.REFUSED or unheard or outcome.series not in own:
            return outcome
        entry = own[outcome.series]
        said = f"{entry.place}: asked for the code {entry.code!r};{meant(entry.code, catalogue)}".rstrip(";")
        return replace(outcome, reason=f"{outcome.reason} ({said})")

    return replace(report, outcomes=tuple(map(placed, report.outcomes)))


def _cut_short(project: Project) -> tuple[str, ...]:
    """Only a dry run can leave a replacement as it found it."""
    words = "A refresh was cut short while storing a series; refresh without --dry-run to complete it."
    return (words,) if pending(project) else ()


def _default(source: Source | Providers, series: tuple[Series, ...]) -> list[Series]:
    """Second sources come from the providers alone; an archive is not asked for them."""
    return [one for one in series if isinstance(source, Providers) or one.compares is None]


def _source(words: str, now: datetime, environment: Mapping[str, str]) -> Source | Providers:
    if words in PROVIDERS:
        policy = policy_for(environment.get(ADDRESS_NAME))
        return open_providers(now, environment.get(KEY_NAME), PROVIDERS[words], policy)
    name, _, place = words.partition(":")
    folder = Path(place)
    if name != "archive" or not place:
        raise UsageError(
            f"asked for the source {words!r}; there are: {', '.join(PROVIDERS)}, and archive:DIR, a folder of "
            "observations"
        )
    if not folder.is_dir():
        raise UsageError(f"asked for the archive {place!r}; found no such folder")
    return ArchiveSource(folder, now.date())


def _row(outcome: Outcome) -> tuple[str, ...]:
    last = "-" if outcome.last_day is None else outcome.last_day.isoformat()
    why = outcome.reason or "; ".join(outcome.notices)
    return (outcome.series, outcome.status.value, str(outcome.added), str(outcome.revised), last, why)


def _notices(report: RefreshReport, skipped: int) -> tuple[str, ...]:
    found = []
    if skipped:
        found.append(f"Continued a refresh that was cut short today: {skipped} series had come in whole already.")
    if any(outcome.reason == NO_KEY for outcome in report.outcomes):
        number = sum(outcome.reason == NO_KEY for outcome in report.outcomes)
        found.append(f"No FRED key: {number} series stay as they were. Put one into the environment as {KEY_NAME}.")
    accepted = sum(change.accepted for outcome in report.outcomes for change in outcome.changes)
    if accepted:
        found.append(f"{accepted} stored values were replaced; data/health.json lists them with their causes.")
    counts = ", ".join(f"{report.count(status)} {status}" for status in Status)
    return (*found, f"{counts}{'; nothing was written (dry run)' if report.dry_run else ''}")


def _requests(source: Source | Providers) -> dict[str, dict[str, int]]:
    return source.requests if isinstance(source, Providers) else {}


def _json(report: RefreshReport, wishes: Wishes, today: date, requests: dict[str, dict[str, int]]) -> str:
    content = {
        "schema": SCHEMA,
        "day": today,
        "source": wishes.source.partition(":")[0],
        "dry_run": report.dry_run,
        "requests": requests,
        "counts": {status.value: report.count(status) for status in Status},
        "series": [asdict(outcome) for outcome in report.outcomes],
    }
    return json.dumps(content, indent=1, ensure_ascii=False, default=date.isoformat) + "\n"
