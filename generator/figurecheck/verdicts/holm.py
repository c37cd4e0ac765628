"""What is left of the verdicts when all parts that rest on an interval or a p-value are counted as one family."""

import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from figurecheck.measures.multiple import adjust
from figurecheck.verdicts.laws import outside, quantile
from figurecheck.verdicts.outcome import AsOf, Interval, Measurement, Outcome, Target
from figurecheck.verdicts.scale import scale_of

P_VALUE = "p-value"
SMALLEST = sys.float_info.min
"""A p-value is never 0: where the law beyond an interval is too small for a number, this stands for it."""


@dataclass(frozen=True)
class AdjustedP:
    """The p-value of one part of a claim, alone (``raw``) and after Holm for a family of ``family`` parts.

    It is the two-sided chance of a figure as far from the nearest edge of the target, were the truth on that edge. It
    is no chance that the answer, holds or does not hold, is wrong.
    """

    claim: str
    part: str
    raw: float
    adjusted: float
    family: int

    def survives(self, level: float = 0.95) -> bool:
        """Whether the answer stands when the chance of a single false one among the family is to be 1 - level."""
        return self.adjusted <= 1.0 - level


def holm(outcomes: Mapping[str, Mapping[AsOf, Outcome]], as_of: AsOf) -> Mapping[tuple[str, str], AdjustedP]:
    """The p-values of all parts of ``outcomes`` at one date that have one, by claim and part (Holm 1979).

    Parts whose figure is exact have no p-value and are not in the family.
    """
    raw = dict(_raw(outcomes, as_of))
    if not raw:
        return {}
    adjusted = _adjusted(tuple(raw.values()))
    return {key: AdjustedP(*key, raw[key], after, len(raw)) for key, after in zip(raw, adjusted, strict=True)}


@lru_cache(maxsize=16)
def _adjusted(raw: tuple[float, ...]) -> tuple[float, ...]:
    """Every page of an article asks for the same family, and the library collects garbage at each call."""
    return adjust(raw).p_values


def _raw(outcomes: Mapping[str, Mapping[AsOf, Outcome]], as_of: AsOf) -> Iterator[tuple[tuple[str, str], float]]:
    for claim, dates in outcomes.items():
        for measured in dates[as_of].measurements:
            found = p_value(measured)
            if found is not None:
                yield (claim, measured.part), found


def p_value(measured: Measurement) -> float | None:
    """The p-value of a figure against the nearest edge of its target; None for an exact figure.

    A figure that is itself a p-value is taken as it is, or before it was adjusted for the tests of its claim alone:
    the family here is a larger one, and nothing is adjusted twice.

    Otherwise the interval is turned around (Altman and Bland 2011): the distance to the edge, in units of the half of
    the interval on that side, times the critical value, is read off the normal law or the interval's Student law; for
    a ratio all of them are logarithms. So the p-value is 5 % exactly where a 95 % interval touches the edge, and rests
    on the shape of that law beyond it. Of two inference methods the larger p-value counts.
    """
    target = measured.target
    if target is None:
        return None
    if measured.unit == P_VALUE:
        return max(SMALLEST, *(measured.unadjusted or (measured.value,)))
    found = [_turned(interval, measured, target) for interval in measured.intervals]
    return max((SMALLEST, *found)) if found else None


def _turned(interval: Interval, measured: Measurement, target: Target) -> float:
    estimate = measured.value if interval.estimate is None else interval.estimate
    edges = [edge for edge in (target.low, target.high) if edge is not None]
    there, _ = scale_of(measured.unit, (estimate, interval.lower, interval.upper, *edges))
    scaled = replace(interval, lower=there(interval.lower), upper=there(interval.upper))
    return max(_against(there(edge), there(estimate), scaled) for edge in edges)


def _against(edge: float, estimate: float, interval: Interval) -> float:
    """Two-sided p-value of ``edge``; a resampled interval that misses its own estimate is read from its middle."""
    if not interval.lower < estimate < interval.upper:
        estimate = (interval.lower + interval.upper) / 2.0
    half = estimate - interval.lower if edge < estimate else interval.upper - estimate
    distance = abs(edge - estimate)
    if half <= 0.0:
        return 1.0 if distance == 0.0 else 0.0
    critical = quantile((1.0 + interval.level) / 2.0, interval.degrees)
    return outside(critical * distance / half, interval.degrees)
