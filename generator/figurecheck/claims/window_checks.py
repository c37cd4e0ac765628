"""What must be true of the period all of whose windows are computed: declared where it is owed, around the primary."""

from collections.abc import Iterator

from figurecheck.claims.model import Article, Claim, ClaimKind, Part, WindowPeriod
from figurecheck.claims.problems import Problem
from figurecheck.claims.settings import HINDSIGHT, Price
from figurecheck.claims.spans import last_day, span_of
from figurecheck.documents import Path_

MEASURE = "window_return"
"""The measure whose readings are windows of one series."""


def check_windows(article: Article, claim: Claim, part: Part, path: Path_) -> Iterator[Problem]:
    """What is wrong with ``every_window`` of a part whose names are all known."""
    place = (*path, "every_window")
    if part.every_window is None:
        if claim.kind is ClaimKind.FIGURE and part.measure == MEASURE:
            allowed = "the period all of whose windows are computed: from, to, why"
            yield Problem(path, "a claim of kind figure on a return without 'every_window'", allowed)
        return
    if part.measure != MEASURE:
        yield Problem(place, f"every window of the measure {part.measure}", f"it with the measure {MEASURE} only")
        return
    yield from _basis(part, place)
    yield from _around(article, part, part.every_window, place)


def _basis(part: Part, place: Path_) -> Iterator[Problem]:
    """A map has one place for the primary reading, which hindsight and extremes within the day do not have."""
    if part.primary.price is Price.INTRADAY or isinstance(part.primary.window, HINDSIGHT):
        yield Problem(place, "a primary reading on extremes", "a primary reading from close to close of fixed days")


def _around(article: Article, part: Part, period: WindowPeriod, place: Path_) -> Iterator[Problem]:
    start, end = span_of(part.primary.window, article)
    last = last_day(period.end, article)
    if last is not None and last <= period.start:
        yield Problem((*place, "to"), f"an end on {last}", f"a day after {period.start}, where the period begins")
    elif period.start > start:
        allowed = f"{start} or earlier, where the window of the primary reading begins"
        yield Problem((*place, "from"), f"a period from {period.start}", allowed)
    elif last is not None and (end is None or last < end):
        allowed = f"{end or 'latest'} or later, where the window of the primary reading ends"
        yield Problem((*place, "to"), f"a period to {last}", allowed)
