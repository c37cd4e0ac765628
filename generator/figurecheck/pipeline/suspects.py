"""What is allowed in the articles of a project but worth a second look, before anything is computed."""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from figurecheck.claims.loading import examine_article
from figurecheck.claims.model import Article
from figurecheck.claims.placeholders import EXAMPLE
from figurecheck.claims.problems import Problem
from figurecheck.claims.readings import readings
from figurecheck.claims.warnings import warnings
from figurecheck.documents import each_parsed_once
from figurecheck.errors import ArticleError, DocumentError, MissingDataError
from figurecheck.ledger.definitions import definition_hash
from figurecheck.paths import Project
from figurecheck.pipeline.check import check
from figurecheck.pipeline.locate import article_files
from figurecheck.series.catalogue import Catalogue
from figurecheck.series.model import Calendar
from figurecheck.store.calendars import last_closed, session_closes
from figurecheck.store.catalogue import project_catalogue
from figurecheck.store.reading import read_record


def suspects(project: Project, today: date, catalogue: Catalogue | None = None) -> list[DocumentError]:
    """Every warning, file by file; files with errors are passed over, and files that no build reads are named."""
    known = catalogue or project_catalogue(project)
    files = article_files(project)
    found: list[DocumentError] = []
    for file in files:
        examined = examine_article(file, known)
        document, article = examined.document, examined.article
        if document is not None and article is not None and not examined.problems:
            told = [*_trading(article, known), *warnings(article), *_dates(project, article, today, known)]
            told += _example(article, len(files))
            told += _uncomputed(project, article)
            found += [document.error(ArticleError, one.path, one.found, one.allowed) for one in told]
    for file in sorted(project.articles.glob("*.yaml")):
        found.append(ArticleError(file, None, "", "a file that no command reads", f"the name {file.stem}.yml"))
    return found


def linted(project: Project, today: date) -> tuple[list[DocumentError], list[DocumentError]]:
    """Every problem and every warning; each file is parsed once for both."""
    with each_parsed_once():
        return check(project), suspects(project, today)


def _trading(article: Article, catalogue: Catalogue) -> Iterator[Problem]:
    """A day of publication that is not the last one with closes before it, where series of an exchange are measured."""
    day, expected = article.article.publication_day, last_closed(article.article.published)
    if day == expected or not any(catalogue.get(name).calendar is Calendar.XNYS for name in _measured(article)):
        return
    traded = expected < day or session_closes(day, day)
    why = "which is not the last with closes before publication" if traded else "a day without trading"
    yield Problem(("article", "publication_day"), f"{day}, {why}", f"{expected}, the last trading day before it")


def _measured(article: Article) -> list[str]:
    """The series that primary readings measure, in alphabetical order."""
    return sorted({name for claim in article.claims for part in claim.parts for name in part.primary.settings.measured})


def _dates(project: Project, article: Article, today: date, catalogue: Catalogue) -> Iterator[Problem]:
    """A publication that is still to come, or before there were any data on which its claims are read."""
    published, day = article.article.published.date(), article.article.publication_day
    if published > today:
        yield Problem(("article", "published"), f"a publication on {published}, after today", "a day that has been")
    for name, first in _begins(project, article, catalogue).items():
        if day < first:
            found = f"an article that knew the closes of {day}, before the first day of {name}, {first}"
            yield Problem(("article", "publication_day"), found, "an article of later days, or the kind untestable")


def _begins(project: Project, article: Article, catalogue: Catalogue) -> dict[str, date]:
    """The first day of each series that a primary reading measures and that has observations."""
    found: dict[str, date] = {}
    for name in _measured(article):
        try:
            found[name] = min(read_record(project, catalogue.get(one)).first_day for one in catalogue.stored(name))
        except MissingDataError:
            continue
    return found


def _example(article: Article, files: int) -> Iterator[Problem]:
    if files > 1 and article.article.publisher == EXAMPLE:
        wanted = "real articles alone: delete this file, for a build publishes it"
        yield Problem(("article",), "the made-up example of a new folder beside other articles", wanted)


def _uncomputed(project: Project, article: Article) -> Iterator[Problem]:
    """Readings that the last build could compute at neither date, of claims that have not changed since.

    They fill up the number of readings that a claim owes and say nothing.
    """
    try:
        document = json.loads((project.report(article.article.slug) / "results.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return
    told = {claim["id"]: claim for claim in document["claims"]}
    for at, claim in enumerate(article.claims):
        built = told.get(claim.id)
        if built is None or built["definition"] != definition_hash(article, claim):
            continue
        for number, part in enumerate(claim.parts):
            declared = len(readings(article, part)) - 1
            missing = declared - max(_computed(built[when], part.id) for when in ("today", "at_publication"))
            if missing:
                found = f"{missing} of {declared} other readings that could not be computed by the last build"
                wanted = "values whose data are there; 'figurecheck claim' has the reason of each"
                yield Problem(("claims", at, "parts", number, "alternatives"), found, wanted)


def _computed(outcome: dict[str, Any], part: str) -> int:
    """How many other readings of a part were computed; 0 where it was not judged."""
    return next((int(one["readings"]["count"]) for one in outcome["parts"] if one["id"] == part), 0)
