"""Whether an answer survives when its interval is widened until it covers what it promises in simulated worlds."""

from collections.abc import Mapping
from dataclasses import dataclass

from figurecheck.verdicts.laws import quantile
from figurecheck.verdicts.outcome import Interval, Measurement, Outcome, PartOutcome, Target, Verdict
from figurecheck.verdicts.rule import straddles
from figurecheck.verdicts.scale import scale_of

LINE = 0.92
"""Coverage of a 95 % interval below which a verdict that rests on it is marked even where it survives.

What is asked of every kind of interval on independent days is asked of the best one where volatility clusters.
"""
_RESTS = (Verdict.HOLDS, Verdict.DEPENDS, Verdict.FAILS)
"""Verdicts that an interval can carry; one that is not proven stays so in a wider interval."""


@dataclass(frozen=True)
class Calibration:
    """The interval that covers best, widened (Loh 1987): ``method`` covered the truth ``coverage`` of the time.

    ``factor`` times as wide, from ``lower`` to ``upper``, it covers what it promises in the world it was counted in, if
    errors have the shape that the interval takes for granted. ``survives`` where it gives the same answer.
    """

    method: str
    coverage: float
    level: float
    factor: float
    lower: float
    upper: float
    survives: bool


def calibration(part: PartOutcome, covered: Mapping[str, float]) -> Calibration | None:
    """The mark of a part; ``covered`` says for each method of its intervals how often that covers the truth.

    A part rests on the interval that covers best, because the rule asks all its intervals for one answer. None where
    the verdict rests on no interval, where it is open already, where the best interval has not been tried, and where it
    covers LINE or more and the answer survives.
    """
    measured = part.primary.measurement
    if measured is None or measured.target is None or part.verdict not in _RESTS:
        return None
    tried = [each for each in measured.intervals if each.method in covered]
    best = max(tried, key=lambda each: covered[each.method], default=None)
    if best is None:
        return None
    found = _widened(best, measured, measured.target, covered[best.method])
    return None if found.survives and found.coverage >= LINE else found


def _widened(interval: Interval, measured: Measurement, target: Target, coverage: float) -> Calibration:
    """Both ends moved away from the estimate, those of a ratio on the scale of logarithms.

    A resampled interval that misses its estimate is widened from its middle.
    """
    factor = widening(coverage, interval.level, interval.degrees)
    estimate = measured.value if interval.estimate is None else interval.estimate
    there, back = scale_of(measured.unit, (estimate, interval.lower, interval.upper))
    ends, centre = (there(interval.lower), there(interval.upper)), there(estimate)
    if not ends[0] < centre < ends[1]:
        centre = sum(ends) / 2.0
    lower, upper = (back(centre + factor * (end - centre)) for end in ends)
    wider = Interval(lower, upper, interval.level, interval.method)
    return Calibration(interval.method, coverage, interval.level, factor, lower, upper, not straddles(wider, target))


def widening(coverage: float, level: float, degrees: float | None = None) -> float:
    """How many times as wide an interval must be to cover ``level`` where it covers ``coverage``; at least 1.

    By the quantiles of the normal law, or of Student's with ``degrees`` of freedom where the limits come from it. One
    that never covers is infinitely too narrow.
    """
    reached, wanted = (quantile((1.0 + share) / 2.0, degrees) for share in (coverage, level))
    return max(1.0, wanted / reached) if reached > 0.0 else float("inf")


def still_carried(outcome: Outcome, marks: Mapping[str, Calibration | None]) -> bool:
    """Whether the parts that carry the verdict of a claim still do so when every marked interval is widened.

    A claim that holds needs all its parts, one that does not needs one; ``marks`` are by the id of the part.
    """
    carrying = [part for part in outcome.parts if part.verdict is outcome.verdict]
    found = [mark is None or mark.survives for mark in (marks.get(part.id) for part in carrying)]
    return all(found) if outcome.verdict is Verdict.HOLDS else any(found)
