"""What must be true of the readings of a part: each one once, each one possible, nothing left out in vain."""

from collections.abc import Iterator

from figurecheck.claims.model import Article, Part
from figurecheck.claims.problems import Problem
from figurecheck.claims.readings import combinations, leaves_out, readings
from figurecheck.claims.settings import AXES, BOTH_ENDS_EXTREME, HINDSIGHT, Price, Settings, Shift
from figurecheck.claims.statistics import DrawdownRegime, Method, VolatilityRegime
from figurecheck.documents import Path_
from figurecheck.measures.names import MEASURES
from figurecheck.series.catalogue import Catalogue
from figurecheck.series.model import Calendar, Kind, Series

Misfit = tuple[str, str] | None
"""What was found and what is allowed, or None where nothing is wrong."""

FEWEST_BLOCKS = 2
IN_A_REGIME = (Method.PEARSON, Method.GARCH)
"""The methods that can be computed on the days of a regime alone."""


def check_readings(article: Article, part: Part, path: Path_, catalogue: Catalogue) -> Iterator[Problem]:
    """What is wrong with the product of the axes of a part whose names are all known."""
    inside = (*path, "alternatives")
    yield from _repeated(part, inside)
    yield from _left_out(article, part, path)
    yield from _in_vain(article, part, inside)
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
    if isinstance(value, Shift):
        return f"by {value.start:+d} and {value.end:+d} sessions"
    return str(getattr(value, "rule", value))


def _left_out(article: Article, part: Part, path: Path_) -> Iterator[Problem]:
    primary, *others = combinations(article, part)
    for number, rule in enumerate(part.left_out):
        place = (*path, "left_out", number)
        if leaves_out(rule, primary.settings):
            yield Problem(place, "a rule that leaves out the primary reading", "rules for other combinations")
        elif not any(leaves_out(rule, reading.settings) for reading in others):
            yield Problem(place, "a rule that leaves nothing out", "a rule that some combination agrees with")


def _in_vain(article: Article, part: Part, path: Path_) -> Iterator[Problem]:
    """Values of an axis that no reading takes, because the file leaves out every combination that has them."""
    taken = [reading.settings for reading in readings(article, part)]
    for axis in AXES:
        for number, choice in enumerate(getattr(part.alternatives, axis)):
            if not any(getattr(settings, axis) == choice.value for settings in taken):
                found = f"the {axis} {_named(choice.value)}, which yields no reading"
                yield Problem((*path, axis, number), found, "a value that 'left_out' leaves in some combination")
    if part.alternatives.proxies and len({settings.series for settings in taken}) == 1:
        yield Problem((*path, "proxies"), "true, which yields no reading", "an admitted series besides the primary")


def check_fit(name: str, placed: list[tuple[Settings, Path_]], catalogue: Catalogue) -> Iterator[Problem]:
    """The first of the settings, each with its place in the file, that its series cannot give; at most one problem."""
    for settings, path in placed:
        wrong = None if name not in MEASURES else _misfit(name, settings, catalogue)
        if wrong is not None:
            yield Problem(path, *wrong)
            return


def _misfit(name: str, settings: Settings, catalogue: Catalogue) -> Misfit:
    if any(series not in catalogue for series in settings.used):
        return None
    measured = tuple(catalogue.get(series) for series in settings.measured)
    return (
        _listed(settings, catalogue)
        or _kinds(name, measured)
        or _prices(settings, measured)
        or _moved(settings)
        or _statistics(settings, measured, catalogue)
    )


def _kinds(name: str, measured: tuple[Series, ...]) -> Misfit:
    kinds = MEASURES[name].kinds
    wrong = next((series for series in measured if series.kind not in kinds), None)
    if wrong is None:
        return None
    return f"{wrong.id}, a series of kind {wrong.kind}", f"{' or '.join(kinds)} for the measure {name}"


def _listed(settings: Settings, catalogue: Catalogue) -> Misfit:
    """Events are told by a list of them."""
    decisions = settings.decisions
    if decisions is None or catalogue.get(decisions.series).kind is Kind.EVENTS:
        return None
    return f"decisions of {decisions.series}", "a series of kind events"


def _prices(settings: Settings, measured: tuple[Series, ...]) -> Misfit:
    """What is wrong with the price basis; of several series it needs to fit one."""
    if settings.price is None or not measured:
        return None
    prices = [series for series in measured if series.kind is Kind.PRICE]
    if not prices:
        named = f"the price basis {settings.price} of {measured[0].id}"
        return named, "no price basis for a series that is not a price"
    if settings.price is Price.TOTAL_RETURN and all(series.calendar is Calendar.ALWAYS for series in prices):
        return f"the total return of {prices[0].id}", "close or intraday, for it pays no dividend"
    if settings.price is Price.INTRADAY and not isinstance(settings.window, BOTH_ENDS_EXTREME):
        rule = _named(settings.window)
        allowed = (
            "windows with an extreme at both ends (low_to_high, high_to_low); leave the others out: "
            f"left_out: [{{rules: [{rule}, ...], price: intraday, why: ...}}]"
        )
        return f"intraday prices with the window {rule}", allowed
    return None


def _moved(settings: Settings) -> Misfit:
    """What is wrong with a moved window: an end that prices have chosen cannot be moved and stay what it is."""
    if settings.shift is None or not settings.shift.moves or not isinstance(settings.window, HINDSIGHT):
        return None
    moved = f"the window {_named(settings.window)} moved by {settings.shift.start:+d} and {settings.shift.end:+d}"
    return moved, "windows with fixed ends; leave the others out (shifted: true), and say why"


def _statistics(settings: Settings, measured: tuple[Series, ...], catalogue: Catalogue) -> Misfit:
    """What is wrong with a reading that compares series: with itself, over an extreme, in a regime of no prices."""
    if settings.against is not None and settings.against == settings.series:
        return f"{settings.against} against itself", "two series that differ"
    if len(measured) > 1 and isinstance(settings.window, HINDSIGHT):
        allowed = "a window whose ends are not chosen by the prices of one series"
        return f"several series with the window {_named(settings.window)}", allowed
    if settings.panel is not None and (len(settings.panel) < FEWEST_BLOCKS or not all(settings.panel)):
        return f"{len(settings.panel)} blocks", "at least two blocks with a series in each"
    regime = settings.regime
    if regime is not None and settings.method not in (None, *IN_A_REGIME):
        return f"the method {settings.method} in a regime", " or ".join(
            IN_A_REGIME
        ) + "; leave the others out with left_out, by method"
    if isinstance(regime, (VolatilityRegime, DrawdownRegime)) and catalogue.get(regime.series).kind is not Kind.PRICE:
        return f"the regime {_named(regime)} of {regime.series}", "a series of kind price"
    return None
