"""A refresh as the command line asks for it: the source named in words, the report as rows of a table."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from figurecheck.errors import UsageError
from figurecheck.paths import Project
from figurecheck.pipeline.refresh import Outcome, refresh
from figurecheck.series.catalogue import builtin_catalogue
from figurecheck.sources.archive import ArchiveSource
from figurecheck.sources.base import Source

HEADER = ("series", "outcome", "new rows", "revised rows", "last day", "why")


@dataclass(frozen=True)
class RefreshTable:
    """What came and what was refused, one row a series; ``refused`` counts the latter."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    refused: int


def refresh_from(
    project: Project,
    source: str,
    *,
    today: date,
    only: tuple[str, ...],
    dry_run: bool,
    progress: Callable[[str, int, int], None],
) -> RefreshTable:
    """Refresh the series in ``only`` (all where empty) from ``source``, such as ``archive:DIR``.

    Raises UsageError for a source or series that does not exist.
    """
    catalogue = builtin_catalogue()
    wanted = [catalogue.get(name) for name in only] or list(catalogue)
    done: list[str] = []

    def told(outcome: Outcome) -> None:
        done.append(outcome.series)
        progress(f"read {outcome.series}", len(done), len(wanted))

    report = refresh(project, _source(source, today), wanted, today, known=catalogue, dry_run=dry_run, progress=told)
    return RefreshTable(HEADER, tuple(_row(outcome) for outcome in report.outcomes), len(report.refused))


def _source(words: str, today: date) -> Source:
    name, _, place = words.partition(":")
    folder = Path(place)
    if name != "archive" or not place:
        raise UsageError(f"asked for the source {words!r}; the one there is: archive:DIR, a folder of observations")
    if not folder.is_dir():
        raise UsageError(f"asked for the archive {place!r}; found no such folder")
    return ArchiveSource(folder, today)


def _row(outcome: Outcome) -> tuple[str, ...]:
    last = "-" if outcome.last_day is None else outcome.last_day.isoformat()
    return (outcome.series, outcome.status.value, str(outcome.added), str(outcome.revised), last, outcome.reason)
