"""How wrong a claim is that does not hold: its number, its direction, or its conclusion."""

from enum import StrEnum

from figurecheck.claims.model import ClaimKind
from figurecheck.verdicts.outcome import Measurement, PartOutcome, Target, Verdict


class Severity(StrEnum):
    """From the least to the worst."""

    NUMBER = "number_off"
    DIRECTION = "direction_wrong"
    CONCLUSION = "conclusion_wrong"


JUDGED = (Verdict.FAILS, Verdict.DEPENDS)
"""Verdicts that have a severity: the primary reading fails."""

SIZED = (ClaimKind.FIGURE, ClaimKind.DIRECTION)
"""Kinds of claim that say how far something moved, so that its size and its direction can be told apart."""

_ORDER = tuple(Severity)
_P_VALUE = "p-value"


def severity_of(kind: ClaimKind, part: PartOutcome) -> Severity | None:
    """The severity of one part; None where its primary reading holds, is not proven, or cannot be computed.

    A claim of how far something moved: the direction is wrong where the target lies on one side of zero and the value
    does not lie on the same side (a value of zero is on neither), else the number is off. Any other claim states a
    conclusion: that is wrong where the value and every interval lie on the far side of the mark. A p-value has no
    severity: a test that does not reject says nothing about the opposite.
    """
    measured = part.primary.measurement
    if part.verdict not in JUDGED or measured is None or measured.target is None:
        return None
    if kind in SIZED:
        wanted = direction(measured.target)
        return Severity.DIRECTION if wanted and wanted * measured.value <= 0 else Severity.NUMBER
    return Severity.CONCLUSION if _beyond(measured, measured.target) else None


def worst_severity(kind: ClaimKind, parts: tuple[PartOutcome, ...]) -> Severity | None:
    """The worst severity among the parts of a claim; None where no part has one."""
    found = [severity for part in parts if (severity := severity_of(kind, part)) is not None]
    return max(found, key=_ORDER.index, default=None)


def direction(target: Target) -> int:
    """1 where everything that meets the target is a rise, -1 where it is a fall, 0 where it can be either."""
    if target.low is not None and target.low >= 0:
        return 1
    return -1 if target.high is not None and target.high <= 0 else 0


def _beyond(measured: Measurement, target: Target) -> bool:
    """Whether the value and all limits lie on one and the same far side of the target."""
    if measured.unit == _P_VALUE:
        return False
    every = [measured.value, *(limit for one in measured.intervals for limit in (one.lower, one.upper))]
    below = target.low is not None and max(every) <= target.low and not target.holds(max(every))
    above = target.high is not None and min(every) >= target.high and not target.holds(min(every))
    return below or above
