"""Reading an article file and checking everything in it that the schema alone cannot."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from difflib import get_close_matches
from pathlib import Path

from figurecheck.claims.model import MAXIMUM_READINGS, Article, Claim, ClaimKind, Part
from figurecheck.claims.readings import readings
from figurecheck.claims.settings import AXES, FromEvent, Settings
from figurecheck.documents import Document, Path_, load_document, problems, validate
from figurecheck.errors import ArticleError, DocumentError
from figurecheck.measures.names import MEASURES

MINIMUM_READINGS = {ClaimKind.FIGURE: 6}

Problem = tuple[Path_, str, str]


def load_article(file: Path, known_series: Collection[str]) -> Article:
    """Read and check one article file.

    Raises ArticleError for the first problem, with file, line, field, what was found and what is allowed.
    """
    document = load_document(file, ArticleError)
    article = validate(document, Article, ArticleError)
    for path, found, allowed in cross_checks(article, file.stem, known_series):
        raise document.error(ArticleError, path, found, allowed)
    return article


def article_problems(file: Path, known_series: Collection[str]) -> list[DocumentError]:
    """Everything that is wrong with one article file, in the order of the file."""
    try:
        document = load_document(file, ArticleError)
    except ArticleError as problem:
        return [problem]
    found = problems(document, Article, ArticleError)
    if found:
        return found
    article = Article.model_validate(document.data)
    rest = [
        document.error(ArticleError, path, wrong, allowed)
        for path, wrong, allowed in cross_checks(article, file.stem, known_series)
    ]
    return sorted(rest, key=lambda error: error.line or 0)


def article_lines(file: Path) -> Document:
    """The file with the line of every field, for errors that arise after loading."""
    return load_document(file, ArticleError)


def cross_checks(article: Article, stem: str, known_series: Collection[str]) -> Iterator[Problem]:
    """What is wrong between the parts of an article: names that do not exist, ids used twice, readings too few."""
    if article.article.slug != stem:
        yield ("article", "slug"), repr(article.article.slug), f"the name of the file, {stem!r}"
    yield from _twice(article)
    yield from _proxies(article, known_series)
    sections = [section.id for section in article.sections]
    for at, entry in enumerate(article.not_checked):
        yield from _unknown(("not_checked", at, "section"), entry.section, sections, "section")
    for at, claim in enumerate(article.claims):
        path: Path_ = ("claims", at)
        yield from _unknown((*path, "section"), claim.section, sections, "section")
        for number, other in enumerate(claim.also_in):
            yield from _unknown((*path, "also_in", number), other, sections, "section")
        yield from _claim(article, claim, path, known_series)


def _unknown(path: Path_, name: str, allowed: Iterable[str], what: str) -> Iterator[Problem]:
    known = list(allowed)
    if name not in known:
        close = get_close_matches(name, known, n=3)
        hint = f"did you mean {' or '.join(close)}?" if close else f"one of {', '.join(sorted(known)[:12])}"
        yield path, f"the unknown {what} {name!r}", hint


def _twice(article: Article) -> Iterator[Problem]:
    groups: dict[str, list[str]] = {
        "claims": [claim.id for claim in article.claims],
        "sections": [section.id for section in article.sections],
        "events": [event.id for event in article.events],
        "proxies": [proxy.id for proxy in article.proxies],
    }
    for group, ids in groups.items():
        for at, identifier in enumerate(ids):
            if identifier in ids[:at]:
                yield (group, at, "id"), f"the id {identifier!r} a second time", "every id once"


def _proxies(article: Article, known_series: Collection[str]) -> Iterator[Problem]:
    for at, proxy in enumerate(article.proxies):
        for number, series in enumerate(proxy.series):
            yield from _unknown(("proxies", at, "series", number, "id"), series.id, known_series, "series")


def _claim(article: Article, claim: Claim, path: Path_, known_series: Collection[str]) -> Iterator[Problem]:
    total = 0
    for number, part in enumerate(claim.parts):
        place = (*path, "parts", number)
        wrong = list(_part(article, part, place, known_series))
        yield from wrong
        total += 0 if wrong else len(readings(article, part)) - 1
    for number, beside in enumerate(claim.beside):
        place = (*path, "beside", number)
        yield from _measure(beside.measure, beside.settings, place, "settings")
        yield from _settings(article, beside.settings, (*place, "settings"), known_series)
    least = MINIMUM_READINGS.get(claim.kind, 1) if claim.testable else 0
    if not least <= total <= MAXIMUM_READINGS:
        allowed = f"{least} to {MAXIMUM_READINGS} for a claim of kind {claim.kind}"
        yield (*path, "parts"), f"{total} conventional readings", allowed


def _part(article: Article, part: Part, path: Path_, known_series: Collection[str]) -> Iterator[Problem]:
    yield from _measure(part.measure, part.primary.settings, path, "primary")
    yield from _settings(article, part.primary.settings, (*path, "primary"), known_series)
    inside = (*path, "alternatives")
    for number, choice in enumerate(part.alternatives.series):
        yield from _unknown((*inside, "series", number, "value"), choice.value, known_series, "series")
    for number, window in enumerate(part.alternatives.window):
        yield from _settings(article, Settings(window=window.value), (*inside, "window", number), known_series)
    if part.stands_for is not None:
        yield from _unknown((*path, "stands_for"), part.stands_for, [proxy.id for proxy in article.proxies], "proxy")
    for axis in AXES:
        if getattr(part.alternatives, axis) and getattr(part.primary, axis) is None:
            yield (*inside, axis), "alternatives on an axis that the primary reading does not use", "a primary value"


def _measure(name: str, settings: Settings, path: Path_, field: str) -> Iterator[Problem]:
    yield from _unknown((*path, "measure"), name, MEASURES, "measure")
    measure = MEASURES.get(name)
    if measure is None:
        return
    for axis in AXES:
        given = getattr(settings, axis) is not None
        if given and axis not in (*measure.needs, *measure.allows):
            usable = ", ".join((*measure.needs, *measure.allows))
            yield (*path, field, axis), f"the field {axis!r}", f"{usable} for the measure {name}"
        if not given and axis in measure.needs:
            yield (*path, field), f"no {axis!r}", f"{', '.join(measure.needs)} for the measure {name}"


def _settings(article: Article, settings: Settings, path: Path_, known_series: Collection[str]) -> Iterator[Problem]:
    if settings.series is not None:
        yield from _unknown((*path, "series"), settings.series, known_series, "series")
    window = settings.window
    if window is None or not hasattr(window, "event"):
        return
    events = {event.id: event for event in article.events}
    yield from _unknown((*path, "window", "event"), window.event, events, "event")
    if isinstance(window, FromEvent) and window.event in events:
        yield from _ends_before(window, events[window.event].moment.date(), path)


def _ends_before(window: FromEvent, start: date, path: Path_) -> Iterator[Problem]:
    if isinstance(window.end, date) and window.end < start:
        yield (*path, "window", "to"), f"an end on {window.end}", f"a day at or after the event on {start}"
