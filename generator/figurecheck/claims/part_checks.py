"""What must be true of the parts of a claim: names that exist, proxies that are declared, enough readings."""

from collections.abc import Iterator

from figurecheck.claims.model import MAXIMUM_READINGS, Article, Beside, Claim, ClaimKind, Part, Role
from figurecheck.claims.problems import Problem, unknown
from figurecheck.claims.reading_checks import check_fit, check_readings
from figurecheck.claims.readings import readings
from figurecheck.claims.settings import AXES, Settings
from figurecheck.claims.spans import span_of
from figurecheck.documents import Path_
from figurecheck.measures.names import MEASURES
from figurecheck.series.catalogue import Catalogue

MINIMUM_READINGS = {ClaimKind.FIGURE: 6}


def check_claim(article: Article, claim: Claim, path: Path_, catalogue: Catalogue) -> Iterator[Problem]:
    """What is wrong with the parts of a claim; their readings are counted once nothing else is wrong."""
    found = [
        problem
        for number, part in enumerate(claim.parts)
        for problem in _part(article, part, (*path, "parts", number), catalogue)
    ]
    yield from found
    if found or not claim.testable:
        return
    total = sum(len(readings(article, part)) - 1 for part in claim.parts)
    least = MINIMUM_READINGS.get(claim.kind, 1)
    if not least <= total <= MAXIMUM_READINGS:
        allowed = f"{least} to {MAXIMUM_READINGS} for a claim of kind {claim.kind}"
        yield Problem((*path, "parts"), f"{total} conventional readings", allowed)


def check_beside(article: Article, beside: Beside, path: Path_, catalogue: Catalogue) -> Iterator[Problem]:
    """What is wrong with a measurement that stands beside a verdict."""
    place = (*path, "settings")
    yield from _measure(beside.measure, beside.settings, path, "settings")
    yield from _settings(article, beside.settings, place, catalogue)
    yield from _proxy(article, beside, _known(catalogue, beside.settings.series), path)
    yield from check_fit(beside.measure, [(beside.settings, place)], catalogue)


def _part(article: Article, part: Part, path: Path_, catalogue: Catalogue) -> Iterator[Problem]:
    inside = (*path, "alternatives")
    primary, others = part.primary.settings, (choice.value for choice in part.alternatives.series)
    found = [
        *_measure(part.measure, primary, path, "primary"),
        *_settings(article, primary, (*path, "primary"), catalogue),
        *_alternatives(article, part, inside, catalogue),
        *_proxy(article, part, _known(catalogue, primary.series, *others), path),
    ]
    yield from found
    if not found:
        yield from check_readings(article, part, path, catalogue)


def _measure(name: str, settings: Settings, path: Path_, field: str) -> Iterator[Problem]:
    yield from unknown((*path, "measure"), name, MEASURES, "measure")
    measure = MEASURES.get(name)
    if measure is None:
        return
    usable = (*measure.needs, *measure.allows)
    for axis in AXES:
        given = getattr(settings, axis) is not None
        if given and axis not in usable:
            allowed = f"{', '.join(usable)} for the measure {name}"
            yield Problem((*path, field, axis), f"the field {axis!r}", allowed)
        if not given and axis in measure.needs:
            yield Problem((*path, field), f"no {axis!r}", f"{', '.join(measure.needs)} for the measure {name}")


def _settings(article: Article, settings: Settings, path: Path_, catalogue: Catalogue) -> Iterator[Problem]:
    if settings.series is not None:
        yield from _series(settings.series, (*path, "series"), catalogue)
    if settings.window is not None:
        yield from _window(article, settings, (*path, "window"))


def _series(name: str, path: Path_, catalogue: Catalogue) -> Iterator[Problem]:
    if name not in catalogue:
        yield Problem(path, f"the unknown series {name!r}", catalogue.why_unknown(name))


def _window(article: Article, settings: Settings, path: Path_) -> Iterator[Problem]:
    event = getattr(settings.window, "event", None)
    known = [entry.id for entry in article.events]
    if event is not None and event not in known:
        yield from unknown((*path, "event"), event, known, "event")
        return
    start, end = span_of(settings.window, article)
    if end is not None and end <= start:
        yield Problem((*path, "to"), f"an end on {end}", f"a day after {start}, where the window begins")


def _alternatives(article: Article, part: Part, path: Path_, catalogue: Catalogue) -> Iterator[Problem]:
    for number, choice in enumerate(part.alternatives.series):
        yield from _series(choice.value, (*path, "series", number, "value"), catalogue)
    for number, window in enumerate(part.alternatives.window):
        place = (*path, "window", number, "value")
        yield from (
            Problem((*place, *problem.path[len(place) + 1 :]), problem.found, problem.allowed)
            for problem in _window(article, Settings(window=window.value), (*place, "window"))
        )
    for axis in AXES:
        if getattr(part.alternatives, axis) and getattr(part.primary, axis) is None:
            wrong = "alternatives on an axis that the primary reading does not use"
            yield Problem((*path, axis), wrong, "a value of it in the primary reading")


def _known(catalogue: Catalogue, *named: str | None) -> list[str]:
    return [name for name in named if name is not None and name in catalogue]


def _proxy(article: Article, block: Part | Beside, named: list[str], path: Path_) -> Iterator[Problem]:
    """A series that stands in for something must say for what; one that does not must not pretend to."""
    place = (*path, "stands_for")
    if block.stands_for is None:
        yield from _undeclared(article, block, named, path)
        return
    proxies = {proxy.id: proxy for proxy in article.proxies}
    yield from unknown(place, block.stands_for, proxies, "proxy")
    if block.stands_for in proxies:
        admitted = [entry.id for entry in proxies[block.stands_for].admitted]
        for series in named:
            if series not in admitted:
                allowed = f"a series that is admitted for it: {', '.join(admitted)}"
                yield Problem(place, f"{block.stands_for!r} for {series}", allowed)


def _undeclared(article: Article, block: Part | Beside, named: list[str], path: Path_) -> Iterator[Problem]:
    if isinstance(block, Part) and block.alternatives.proxies:
        yield Problem(
            (*path, "alternatives", "proxies"), "true without 'stands_for'", "the proxy that the part stands for"
        )
    for series in named:
        meant = [
            p.id for p in article.proxies for entry in p.series if entry.id == series and entry.role is not Role.CONTEXT
        ]
        if meant:
            yield Problem(path, f"{series} without 'stands_for'", f"stands_for: {' or '.join(meant)}")
