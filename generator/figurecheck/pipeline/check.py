"""Linting the articles of a project: everything that is wrong with them, before anything is computed."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from figurecheck.claims.loading import examine_article
from figurecheck.claims.model import Article, Part
from figurecheck.claims.readings import readings, window_place
from figurecheck.claims.settings import Settings, Shift
from figurecheck.claims.spans import Span, span_of
from figurecheck.documents import Document, Path_, each_parsed_once
from figurecheck.errors import ArticleError, DocumentError, MissingDataError
from figurecheck.paths import Project
from figurecheck.pipeline.locate import article_files
from figurecheck.pipeline.window_check import check_period
from figurecheck.pipeline.workspace import Workspace, open_workspace
from figurecheck.series.catalogue import Catalogue
from figurecheck.series.model import Series
from figurecheck.store.catalogue import project_catalogue
from figurecheck.store.reading import read_record


def check(project: Project, catalogue: Catalogue | None = None) -> list[DocumentError]:
    """Every problem of every article of ``project``, file by file and in the order of each file.

    A file's windows are compared with the data once the file itself is sound. Claim ids are unique across articles,
    so that a command can name a claim by its id alone. Raises UsageError where the project has no article, and
    MalformedDataError for a provenance record that cannot be read.
    """
    known = catalogue or project_catalogue(project)
    found: list[DocumentError] = []
    owners: dict[str, Path] = {}
    for file in article_files(project):
        examined = examine_article(file, known)
        found += examined.problems
        if examined.document is not None and examined.article is not None and not examined.problems:
            found += _sound(project, examined.article, examined.document, known, owners)
    return found


def sound_workspace(project: Project) -> Workspace:
    """The project opened, once nothing is wrong with its articles; raises the first problem.

    Linting and loading walk over the same files, each of which is parsed once.
    """
    with each_parsed_once():
        problems = check(project)
        if problems:
            raise problems[0]
        return open_workspace(project)


def _sound(
    project: Project, article: Article, document: Document, catalogue: Catalogue, owners: dict[str, Path]
) -> list[DocumentError]:
    """The problems of a file that is right in itself."""
    found = [*_taken(article, document, owners), *_outside(project, article, document, catalogue)]
    return sorted(found, key=lambda error: error.line or 0)


def _taken(article: Article, document: Document, owners: dict[str, Path]) -> Iterator[DocumentError]:
    for at, claim in enumerate(article.claims):
        owner = owners.setdefault(claim.id, document.file)
        if owner != document.file:
            found = f"the id {claim.id!r}, which {owner.name} has as well"
            yield document.error(ArticleError, ("claims", at, "id"), found, "an id that no other article uses")


def _outside(project: Project, article: Article, document: Document, catalogue: Catalogue) -> Iterator[DocumentError]:
    for at, claim in enumerate(article.claims):
        for number, part in enumerate(claim.parts):
            place: Path_ = ("claims", at, "parts", number)
            found = list(_part(project, article, part, place, (document, catalogue)))
            yield from found or check_period(project, article, part, place, (document, catalogue))


def _part(
    project: Project, article: Article, part: Part, path: Path_, known: tuple[Document, Catalogue]
) -> Iterator[DocumentError]:
    """One problem for each window of the part that lies outside the data of a series it is read on.

    A series without data is a problem of the primary reading here; for the others the build says it.
    """
    document, catalogue = known
    seen: set[Path_] = set()
    for reading in readings(article, part):
        place = window_place(part, reading)
        problem = None if place in seen else _reading(project, article, reading.settings, catalogue)
        if problem is not None and (reading.primary or problem[0] == "window"):
            seen.add(place)
            field, found, allowed = problem
            where = (*path, "primary", field) if reading.primary else (*path, *place)
            yield document.error(ArticleError, where, found, allowed)


def _reading(
    project: Project, article: Article, settings: Settings, catalogue: Catalogue
) -> tuple[str, str, str] | None:
    """Field, what was found and what is allowed, where the data do not reach the window of a reading."""
    if settings.window is None:
        return None
    span = _moved(span_of(settings.window, article), settings.shift)
    checked = (_series(project, catalogue, name, span) for name in settings.measured)
    return next((problem for problem in checked if problem is not None), None)


def _moved(span: Span, shift: Shift | None) -> Span:
    """The days that a moved window needs at the least: a session is never shorter than a day."""
    if shift is None:
        return span
    start, end = span
    return start + timedelta(days=shift.start), None if end is None else end + timedelta(days=shift.end)


def _series(project: Project, catalogue: Catalogue, name: str, span: Span) -> tuple[str, str, str] | None:
    """The same for one of the series that the primary reading measures."""
    series = catalogue.get(name)
    try:
        records = [read_record(project, catalogue.get(one)) for one in catalogue.stored(series.id)]
    except MissingDataError:
        return "series", f"{series.id} without observations in data/", "a series with data; run: figurecheck refresh"
    start, end = span
    days = min(record.first_day for record in records), max(record.last_day for record in records)
    if _reaches(series, days, start) and (end is None or _reaches(series, days, end)):
        return None
    found = f"a window from {start} to {end or 'the last day'}"
    return "window", found, f"days from {days[0]} to {days[1]}, which is what {series.id} has"


def _reaches(series: Series, days: tuple[date, date], day: date) -> bool:
    """Whether ``day``, or an observation close enough before it, is among the days of the data."""
    return days[0] <= day <= days[1] + timedelta(days=series.max_gap_days)
