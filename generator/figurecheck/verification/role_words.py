"""Second route to the words of slopes: which roles two intervals and what chance leaves in them allow."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np

from figurecheck.verification.figures import Limits
from figurecheck.verification.long_run import Array

HEDGES = "strong hedge", "weak hedge", "hedge not proven", "diversifier"
HAVENS = "strong safe haven", "weak safe haven", "safe haven not proven", "not a safe haven"
PUBLISHED_ERRORS = 2.0
"""Monte Carlo errors by which the published limits may not decide a word."""
SECOND_ERRORS = 4.0
"""The same for limits of fewer draws and another seed: what both routes differ by lies well within."""

Answer = tuple[str, bool]
"""A role, and whether it is fragile."""
Names = tuple[str, str, str, str]
"""The roles of an interval below 0, nil, undecided, and above 0."""


@dataclass(frozen=True)
class Span:
    """An interval whose limits may each lie ``reach`` further out, and as far in."""

    limits: Limits
    reach: Limits = (0.0, 0.0)

    def ends(self) -> Iterator[Limits]:
        """The narrowest and the widest pair of limits."""
        (lower, upper), (below, above) = self.limits, self.reach
        yield lower + below, upper - above
        yield lower - below, upper + above


def span(limits: Sequence[float], errors: Sequence[float], times: float) -> Span:
    """An interval whose limits may lie so many times their errors further out or in."""
    return Span((limits[0], limits[1]), (times * errors[0], times * errors[1]))


def word(limits: Limits, margin: float, names: Names) -> str:
    """Below 0, nil for all that matters, undecided, or above 0."""
    lower, upper = limits
    if lower > 0 or upper < 0:
        return names[3] if lower > 0 else names[0]
    return names[1] if -margin <= lower and upper <= margin else names[2]


def words(span: Span, margin: float, names: Names) -> set[str]:
    """The roles between the narrowest and the widest limits."""
    return {word(each, margin, names) for each in span.ends()}


def agreed(first: Span, second: Sequence[float] | None, margin: float, names: Names) -> Answer:
    """What the rule makes of a published interval, and of a second one where there is one."""
    found = words(first, margin, names)
    if second is not None:
        found.add(word((second[0], second[1]), margin, names))
    return (names[2], True) if len(found) > 1 else (found.pop(), False)


def allowed(first: Span, second: Limits, margin: float, names: Names) -> set[Answer]:
    """What may be published where the first interval is known to within its reach, the second exactly."""
    drawn, exact = words(first, margin, names), word(second, margin, names)
    agreed = {(exact, False)} if exact in drawn else set()
    return agreed if drawn == {exact} else agreed | {(names[2], True)}


def told(answers: set[Answer]) -> set[str]:
    """The answers as words: ``hedge not proven, fragile``."""
    return {f"{name}, fragile" if fragile else name for name, fragile in answers}


def drawn_errors(draws: Array, share: float = 0.95) -> Limits:
    """Standard errors of the limits of :func:`resampling.middle`, from the draws that lie one error of a rank away."""
    ordered, tail = np.sort(draws), (1 - share) / 2
    ranks, step = np.linspace(0, 1, ordered.size), sqrt(tail * (1 - tail) / ordered.size)
    at = [max(0.0, tail - step), tail + step, 1 - tail - step, min(1.0, 1 - tail + step)]
    lowest, low, high, highest = np.interp(at, ranks, ordered)
    return float(low - lowest) / 2, float(highest - high) / 2
