"""What must be true of the thresholds of a claim: each can be met, and no two of them shut each other out."""

from collections.abc import Iterator
from itertools import combinations

from figurecheck.claims.model import Claim, TargetBlock
from figurecheck.claims.problems import Problem
from figurecheck.documents import Path_
from figurecheck.measures.names import CORRELATION, COUNT, FRACTION, MEASURES, P_VALUE, RATIO, SHARE

Bounds = tuple[tuple[float, bool] | None, tuple[float, bool] | None]
"""The lower and the upper bound of a target, each with whether it belongs to it; None where there is none."""

RANGES: dict[str, tuple[float | None, float | None]] = {
    CORRELATION: (-1.0, 1.0),
    SHARE: (None, 1.0),
    P_VALUE: (0.0, 1.0),
    COUNT: (0.0, None),
    RATIO: (0.0, None),
}
"""The least and the greatest value that a figure of a unit can have, where it has one."""
_IN_PER_CENT = (FRACTION, SHARE)
"""The units that people say in per cent."""
LARGEST_FRACTION = 5.0
"""From this fraction on, a rise by 500%, a threshold was rather meant in per cent."""


def implausible(measure: str, target: TargetBlock, path: Path_) -> Iterator[Problem]:
    """Thresholds that are hardly meant: beyond all values of their unit, or per cents where a fraction is due."""
    unit = MEASURES[measure].unit
    for field in ("at_least", "at_most", "above", "below"):
        value = getattr(target, field)
        if value is not None and _beyond(value, unit):
            said = f", which is {value * 100:g}%" if unit in _IN_PER_CENT else ""
            yield Problem((*path, field), f"a threshold of {value:g}{said}", _meant(value, unit))


def _meant(value: float, unit: str) -> str:
    """What the author of an implausible threshold should write."""
    if unit not in _IN_PER_CENT:
        return f"a {unit} ({_words(*RANGES[unit])})"
    large = unit == FRACTION and value > 0
    rise = f"; a rise that large is the kind figure, stated as 'over {value * 100:g}%'" if large else ""
    return f"a {unit}: {value:g}% is {value / 100:g}{rise}"


def _beyond(value: float, unit: str) -> bool:
    """Whether no value of the unit lies there; of a fraction, from its largest on."""
    if unit == FRACTION:
        return value < -1 or value >= LARGEST_FRACTION
    least, greatest = RANGES.get(unit, (None, None))
    return (least is not None and value < least) or (greatest is not None and value > greatest)


def check_thresholds(claim: Claim, path: Path_) -> Iterator[Problem]:
    """Thresholds that no value of the unit can meet, then parts that measure the same and cannot both hold."""
    for number, part in enumerate(claim.parts):
        yield from _reachable(part.measure, part.target, (*path, "parts", number, "target"))
    for (_, one), (number, other) in combinations(enumerate(claim.parts), 2):
        same = one.measure == other.measure and one.primary.settings == other.primary.settings
        if same and _empty(_both(_bounds(one.target), _bounds(other.target))):
            found = f"a threshold that cannot be met together with that of the part {one.id!r}"
            yield Problem((*path, "parts", number, "target"), found, "thresholds of the same figure that overlap")


def _reachable(measure: str, target: TargetBlock, path: Path_) -> Iterator[Problem]:
    unit = MEASURES[measure].unit if measure in MEASURES else ""
    least, greatest = RANGES.get(unit, (None, None))
    limits = (None if least is None else (least, True), None if greatest is None else (greatest, True))
    if unit in RANGES and _empty(_both(_bounds(target), limits)):
        allowed = f"a threshold that a {unit} can reach ({_words(least, greatest)})"
        yield Problem(path, f"a threshold that no {unit} can meet", allowed)


def _words(least: float | None, greatest: float | None) -> str:
    if least is not None and greatest is not None:
        return f"{least:g} to {greatest:g}"
    return f"{greatest:g} or less" if least is None else f"{least:g} or more"


def _bounds(target: TargetBlock) -> Bounds:
    """The bounds of a threshold; a stated figure has none here."""
    low, high = target.at_least, target.at_most
    lower = None if target.above is None else (target.above, False)
    upper = None if target.below is None else (target.below, False)
    return (lower if low is None else (low, True)), (upper if high is None else (high, True))


def _both(one: Bounds, other: Bounds) -> Bounds:
    """The bounds of what lies in both."""
    lows = [low for low in (one[0], other[0]) if low is not None]
    highs = [high for high in (one[1], other[1]) if high is not None]
    low = max(lows, key=lambda bound: (bound[0], not bound[1]), default=None)
    return low, min(highs, key=lambda bound: (bound[0], bound[1]), default=None)


def _empty(bounds: Bounds) -> bool:
    low, high = bounds
    if low is None or high is None:
        return False
    return low[0] > high[0] or (low[0] == high[0] and not (low[1] and high[1]))
