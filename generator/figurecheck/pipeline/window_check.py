"""Linting the periods of every-window readings against the data: inside the life of the series, with two closes."""

from collections.abc import Iterator

from figurecheck.claims.model import Article, Part
from figurecheck.claims.settings import Closes
from figurecheck.claims.spans import Span, span_of
from figurecheck.documents import Document, Path_
from figurecheck.errors import ArticleError, DocumentError, MissingDataError
from figurecheck.paths import Project
from figurecheck.series.catalogue import Catalogue
from figurecheck.series.model import Series
from figurecheck.store.reading import read, read_record

FEWEST_CLOSES = 2


def check_period(
    project: Project, article: Article, part: Part, path: Path_, known: tuple[Document, Catalogue]
) -> Iterator[DocumentError]:
    """A period that the series of the primary reading does not reach, or that holds no window.

    A series without observations is a problem of the primary reading and is not repeated here; the closes of a basket
    are those of its members, so only its span is compared.
    """
    document, catalogue = known
    period, name = part.every_window, part.primary.series
    if period is None or name is None or name not in catalogue:
        return
    span = span_of(Closes.model_validate({"rule": "closes", "from": period.start, "to": period.end}), article)
    try:
        found = _misfit(project, catalogue, catalogue.get(name), span)
    except MissingDataError:
        return
    if found is not None:
        yield document.error(ArticleError, (*path, "every_window"), *found)


def _misfit(project: Project, catalogue: Catalogue, series: Series, span: Span) -> tuple[str, str] | None:
    """What was found and what is allowed."""
    members = [catalogue.get(one) for one in catalogue.stored(series.id)]
    records = [read_record(project, one) for one in members]
    first, last = min(record.first_day for record in records), max(record.last_day for record in records)
    start, end = span[0], span[1] or last
    if not first <= start <= end <= last:
        return f"a period from {start} to {end}", f"days from {first} to {last}, which is what {series.id} has"
    if [one.id for one in members] != [series.id]:
        return None
    frame = read(project, series).frame
    days = [stamp.date() for stamp in frame.index]
    before = sum(day <= start for day in days)
    closes = sum(day <= end for day in days) - max(before - 1, 0)
    if closes >= FEWEST_CLOSES:
        return None
    found = f"a period from {start} to {end}, in which {series.id} has {closes} close(s) and so no window"
    return found, f"a period with at least {FEWEST_CLOSES} closes"
