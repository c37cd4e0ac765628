"""What must be true of the readings of a part: each one once, each one possible, nothing left out in vain."""

from collections.abc import Iterator

from figurecheck.claims.model import Article, Part
from figurecheck.claims.problems import Problem
from figurecheck.claims.readings import combinations, leaves_out, readings
from figurecheck.claims.settings import AXES, BOTH_ENDS_EXTREME, Price, Settings
from figurecheck.documents import Path_
from figurecheck.measures.names import MEASURES
from figurecheck.series.catalogue import Catalogue
from figurecheck.series.model import Calendar, Kind


def check_readings(article: Article, part: Part, path: Path_, catalogue: Catalogue) -> Iterator[Problem]:
    """What is wrong with the product of the axes of a part whose names are all known."""
    inside = (*path, "alternatives")
    yield from _repeated(part, inside)
    yield from _left_out(article, part, path)
    places = (((*path, "primary") if reading.primary else inside, reading) for reading in readings(article, part))
    yield from check_fit(part.measure, [(reading.settings, place) for place, reading in places], catalogue)


def _repeated(part: Part, path: Path_) -> Iterator[Problem]:
    for axis in AXES:
        seen = [getattr(part.primary, axis)]
        for number, choice in enumerate(getattr(part.alternatives, axis)):
            if choice.value in seen:
                wrong = f"the {axis} {_named(choice.value)} a second time"
                yield Problem((*path, axis, number), wrong, "every value once, the primary reading's included")
            seen.append(choice.value)


def _named(value: object) -> str:
    return str(getattr(value, "rule", value))


def _left_out(article: Article, part: Part, path: Path_) -> Iterator[Problem]:
    primary, *others = combinations(article, part)
    for number, rule in enumerate(part.left_out):
        place = (*path, "left_out", number)
        if leaves_out(rule, primary.settings):
            yield Problem(place, "a rule that leaves out the primary reading", "rules for other combinations")
        elif not any(leaves_out(rule, reading.settings) for reading in others):
            yield Problem(place, "a rule that leaves nothing out", "a rule that some combination agrees with")


def check_fit(name: str, placed: list[tuple[Settings, Path_]], catalogue: Catalogue) -> Iterator[Problem]:
    """The first of the settings, each with its place in the file, that its series cannot give; at most one problem."""
    for settings, path in placed:
        wrong = None if name not in MEASURES else _misfit(name, settings, catalogue)
        if wrong is not None:
            yield Problem(path, *wrong)
            return


def _misfit(name: str, settings: Settings, catalogue: Catalogue) -> tuple[str, str] | None:
    if settings.series is None or settings.series not in catalogue:
        return None
    series, kinds = catalogue.get(settings.series), MEASURES[name].kinds
    if series.kind not in kinds:
        return f"{series.id}, a series of kind {series.kind}", f"{' or '.join(kinds)} for the measure {name}"
    if settings.price is not None and series.kind is not Kind.PRICE:
        return f"the price basis {settings.price} of {series.id}", "no price basis for a series that is not a price"
    if settings.price is Price.TOTAL_RETURN and series.calendar is Calendar.ALWAYS:
        return f"the total return of {series.id}", "close or intraday, for it pays no dividend"
    if settings.price is Price.INTRADAY and not isinstance(settings.window, BOTH_ENDS_EXTREME):
        rules = "windows with an extreme at both ends (low_to_high, high_to_low)"
        return (
            f"intraday prices with the window {_named(settings.window)}",
            f"{rules}; leave the others out, and say why",
        )
    return None
