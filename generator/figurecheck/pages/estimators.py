"""What two estimators of one line say together: the same slope, or that there is none that holds on all days."""

from figurecheck.pages import answers
from figurecheck.verdicts.outcome import Interval, Measurement, Outcome

_MIXED = (
    "That gap is a finding of its own: the slope moves, with how wild the days are or over time, and no single figure "
    "is the slope."
)


def estimators(outcome: Outcome) -> str:
    """What the second figures of an answer are, told of the first part that has one; "" where none has."""
    return next((said for measured in outcome.measurements if (said := two_estimators(measured))), "")


def two_estimators(measured: Measurement) -> str:
    """What the second figure of a slope is, and what a gap between the two says; "" where it has no second figure."""
    first, second = measured.interval, measured.second_interval
    if first is None or second is None or second.estimate is None:
        return ""
    by = second.method.partition(",")[0]
    apart = not _holds(first, second.estimate) and not _holds(second, measured.value)
    found = (
        f"They do not: each of the two figures lies outside the interval of the other. {_MIXED}"
        if apart
        else "Here they do, within their intervals."
    )
    return (
        f"Two ways fit the same line to the same days. The first ({measured.method}) gives calm days more weight; in "
        f"the second ({by}) every day counts alike, so that wild days decide. If one slope held on all of these days, "
        f"the two would agree but for chance. {found} {measured.title}: the first finds "
        f"{answers.in_short(measured)}, the second {answers.own_interval(second, measured)}."
    )


def _holds(limits: Interval, value: float) -> bool:
    return limits.lower <= value <= limits.upper
