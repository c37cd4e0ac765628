"""What must be true of the parts of a claim: names that exist, proxies that are declared, enough readings."""

from collections.abc import Iterator
from typing import Any

from figurecheck.claims.model import MAXIMUM_READINGS, Alternatives, Article, Beside, Claim, ClaimKind, Part
from figurecheck.claims.problems import Problem, unknown
from figurecheck.claims.reading_checks import check_fit, check_readings
from figurecheck.claims.readings import readings
from figurecheck.claims.settings import AXES, Settings
from figurecheck.claims.spans import span_of
from figurecheck.claims.threshold_checks import check_thresholds
from figurecheck.claims.window_checks import check_windows
from figurecheck.documents import Path_
from figurecheck.measures.names import MEASURES
from figurecheck.series.catalogue import Catalogue

MINIMUM_READINGS = {ClaimKind.FIGURE: 6, ClaimKind.STRENGTH: 12, ClaimKind.HEDGE: 12}
"""Fewest conventional readings of a claim by its kind; any other kind that can be tested needs one."""
NAMING_AXES = ("series", "against", "panel", "regime", "decisions")
"""The axes whose values name series."""


def check_claim(article: Article, claim: Claim, path: Path_, catalogue: Catalogue) -> Iterator[Problem]:
    """What is wrong with the parts of a claim; their readings are counted once nothing else is wrong."""
    found = [
        problem
        for number, part in enumerate(claim.parts)
        for problem in _part(article, claim, part, (*path, "parts", number), catalogue)
    ]
    found += check_thresholds(claim, path)
    yield from found
    if found or not claim.testable:
        return
    total = sum(len(readings(article, part)) - 1 for part in claim.parts)
    least = MINIMUM_READINGS.get(claim.kind, 1)
    if not least <= total <= MAXIMUM_READINGS:
        said = f"{total} other reading{'' if total == 1 else 's'} of the claim {claim.id!r}, the primary not counted"
        more = "add values" if total < least else "take values away, or combinations by left_out"
        allowed = f"{least} to {MAXIMUM_READINGS} for the kind {claim.kind}; under alternatives {more}"
        yield Problem((*path, "parts"), said, allowed)


def check_beside(article: Article, beside: Beside, path: Path_, catalogue: Catalogue) -> Iterator[Problem]:
    """What is wrong with a measurement that stands beside a verdict."""
    place = (*path, "settings")
    yield from _measure(beside.measure, beside.settings, path, "settings")
    yield from _settings(article, beside.settings, place, catalogue)
    yield from _proxy(article, beside, _named_series((beside.settings,), catalogue), path)
    yield from check_fit(beside.measure, [(beside.settings, place)], catalogue)


def _part(article: Article, claim: Claim, part: Part, path: Path_, catalogue: Catalogue) -> Iterator[Problem]:
    inside = (*path, "alternatives")
    primary = part.primary.settings
    found = [
        *_measure(part.measure, primary, path, "primary"),
        *_settings(article, primary, (*path, "primary"), catalogue),
        *_alternatives(article, part, inside, catalogue),
        *_proxy(article, part, _named_series((primary, *_chosen(part.alternatives)), catalogue), path),
    ]
    yield from found
    if not found:
        yield from check_readings(article, part, path, catalogue)
        yield from check_windows(article, claim, part, path)


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
    for axis in NAMING_AXES:
        yield from _named(axis, getattr(settings, axis), (*path, axis), catalogue)
    if settings.window is not None:
        yield from _window(article, settings, (*path, "window"))


def _named(axis: str, value: Any, path: Path_, catalogue: Catalogue) -> Iterator[Problem]:
    """Series that do not exist among those that the value of an axis names."""
    if axis == "panel" and value is not None:
        for number, block in enumerate(value):
            for at, name in enumerate(block):
                yield from _series(name, (*path, number, at), catalogue)
    elif axis in {"regime", "decisions"}:
        name = getattr(value, "series", None)
        yield from () if name is None else _series(name, (*path, "series"), catalogue)
    elif value is not None:
        yield from _series(value, path, catalogue)


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
    for axis in NAMING_AXES:
        for number, choice in enumerate(getattr(part.alternatives, axis)):
            yield from _named(axis, choice.value, (*path, axis, number, "value"), catalogue)
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


def _chosen(others: Alternatives) -> Iterator[Settings]:
    """The series that the alternatives of a part name, each as settings of its own."""
    for axis in ("series", "against", "panel"):
        yield from (Settings.model_validate({axis: choice.value}) for choice in getattr(others, axis))


def _named_series(blocks: tuple[Settings, ...], catalogue: Catalogue) -> tuple[list[str], list[str]]:
    """The known series on the axis ``series``, and those that they are compared with."""
    first = [block.series for block in blocks if block.series is not None and block.series in catalogue]
    every = [name for block in blocks for name in block.measured if name in catalogue]
    return first, [name for name in every if name not in first]


def _proxy(
    article: Article, block: Part | Beside, named: tuple[list[str], list[str]], path: Path_
) -> Iterator[Problem]:
    """A series that stands in for something must say for what; one that does not must not pretend to."""
    place = (*path, "stands_for")
    if block.stands_for is None:
        yield from _undeclared(article, block, [*named[0], *named[1]], path)
        return
    proxies = {proxy.id: proxy for proxy in article.proxies}
    yield from unknown(place, block.stands_for, proxies, "proxy")
    if block.stands_for in proxies:
        admitted = [entry.id for entry in proxies[block.stands_for].admitted]
        for series in _standing(article, named, admitted):
            if series not in admitted:
                allowed = f"a series that is admitted for it: {', '.join(admitted)}"
                yield Problem(place, f"{block.stands_for!r} for {series}", allowed)


def _standing(article: Article, named: tuple[list[str], list[str]], admitted: list[str]) -> list[str]:
    """Those of a reading's series that must be admitted: the first of a pair, unless the second is the proxy."""
    first, others = named
    meant = [series for series in others if _meant(article, series)]
    if others and len(meant) == len(others) and set(meant) <= set(admitted):
        return [series for series in first if _meant(article, series)]
    return [*first, *meant] or others


def _meant(article: Article, series: str) -> list[str]:
    """The proxies for which ``series`` may stand in."""
    return [proxy.id for proxy in article.proxies if series in {entry.id for entry in proxy.admitted}]


def _undeclared(article: Article, block: Part | Beside, named: list[str], path: Path_) -> Iterator[Problem]:
    if isinstance(block, Part) and block.alternatives.proxies:
        yield Problem(
            (*path, "alternatives", "proxies"), "true without 'stands_for'", "the proxy that the part stands for"
        )
    for series in named:
        meant = _meant(article, series)
        if meant:
            yield Problem(path, f"{series} without 'stands_for'", f"stands_for: {' or '.join(meant)}")
