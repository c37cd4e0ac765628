"""The verdict rule, in one place: from the readings of a part to its verdict, and from parts to a claim."""

from figurecheck.verdicts.convention import deciding_axes
from figurecheck.verdicts.outcome import (
    Interval,
    Measurement,
    PartOutcome,
    Question,
    ReadingOutcome,
    Target,
    Test,
    Verdict,
)

PASSING_SHARE = 0.25
"""Share of the conventional readings that must hold for a failed claim to count as depending on the reading."""

_WORST_FIRST = (Verdict.NOT_TESTABLE, Verdict.FAILS, Verdict.DEPENDS, Verdict.NOT_PROVEN, Verdict.HOLDS)


def straddles(interval: Interval, target: Target) -> bool:
    """Whether part of the interval lies inside the target and part of it outside."""
    inside = [target.holds(limit) for limit in (interval.lower, interval.upper)]
    return inside[0] != inside[1] or (not any(inside) and _covers(interval, target))


def _covers(interval: Interval, target: Target) -> bool:
    edges = [edge for edge in (target.low, target.high) if edge is not None]
    return any(interval.lower < edge < interval.upper for edge in edges)


def holds(measurement: Measurement) -> bool:
    """Whether a measurement meets its target: every interval as a whole where it has one, else its value."""
    target = measurement.target
    if target is None:
        return False
    if not measurement.intervals:
        return target.holds(measurement.value)
    return all(target.holds(limit) for i in measurement.intervals for limit in (i.lower, i.upper))


def answers(measurement: Measurement, target: Target) -> tuple[bool | None, ...]:
    """For each inference method: the interval lies inside the target, outside of it, or across an edge (None).

    For tests: whether the p-value of each meets the mark.
    """
    if measurement.p_values:
        return tuple(target.holds(p_value) for p_value in measurement.p_values)
    return tuple(
        None if straddles(interval, target) else target.holds(interval.lower) for interval in measurement.intervals
    )


def judge_part(
    identifier: str, title: str, primary: ReadingOutcome, conventional: tuple[ReadingOutcome, ...]
) -> PartOutcome:
    """Apply the rule, in this order.

    Primary reading cannot be computed: not testable. It holds: holds. Its tests do not all speak against chance (which
    does not show that chance is all there is), its interval straddles an edge of the target, or the inference methods
    disagree: not proven. At least a quarter of the conventional readings hold: depends on the
    reading. Otherwise: does not hold.
    """
    tests = tuple(_tests(primary, conventional))
    verdict = _verdict(tests)
    axes = deciding_axes((primary, *conventional)) if verdict is Verdict.DEPENDS else ()
    return PartOutcome(identifier, title, verdict, primary, conventional, tests, axes)


def _tests(primary: ReadingOutcome, conventional: tuple[ReadingOutcome, ...]) -> list[Test]:
    measured = primary.measurement
    if measured is None or measured.target is None:
        return [Test(Question.AVAILABLE, None, "", None, passed=False)]
    target = measured.target
    tests = [Test(Question.AVAILABLE, measured.n, "count", None, passed=True)]
    tests.append(Test(Question.PRIMARY, measured.value, measured.unit, target, passed=holds(measured)))
    given = answers(measured, target)
    if measured.p_values:
        tests.append(Test(Question.REJECTED, measured.value, measured.unit, target, passed=all(given)))
    elif given:
        tests.append(Test(Question.INTERVAL, measured.value, measured.unit, target, passed=None not in given))
    if len(given) > 1:
        tests.append(Test(Question.METHODS, measured.value, measured.unit, target, passed=len(set(given)) == 1))
    share = share_holding(conventional)
    mark = Target(PASSING_SHARE, None, low_included=True, high_included=False, claimed=None, why="the verdict rule")
    tests.append(Test(Question.READINGS, share, "share", mark, passed=share is not None and mark.holds(share)))
    return tests


def share_holding(conventional: tuple[ReadingOutcome, ...]) -> float | None:
    """Share of the conventional readings that hold, of those that can be computed; None where none can."""
    held = [r.measurement.holds is True for r in conventional if r.measurement is not None]
    return sum(held) / len(held) if held else None


STOPS: dict[tuple[Question, bool], Verdict] = {
    (Question.AVAILABLE, False): Verdict.NOT_TESTABLE,
    (Question.PRIMARY, True): Verdict.HOLDS,
    (Question.REJECTED, False): Verdict.NOT_PROVEN,
    (Question.INTERVAL, False): Verdict.NOT_PROVEN,
    (Question.METHODS, False): Verdict.NOT_PROVEN,
    (Question.READINGS, True): Verdict.DEPENDS,
    (Question.READINGS, False): Verdict.FAILS,
}
"""The answers at which the rule stops, with the verdict that follows; any other answer leads to the next test."""


def deciding_test(tests: tuple[Test, ...]) -> Test:
    """The first test, in their order, at whose answer the rule stops; the last one always does."""
    return next(test for test in tests if (test.question, test.passed) in STOPS)


def _verdict(tests: tuple[Test, ...]) -> Verdict:
    found = deciding_test(tests)
    return STOPS[found.question, found.passed]


def worst(verdicts: tuple[Verdict, ...]) -> Verdict:
    """The verdict of a claim from those of its parts; a claim without parts is not testable."""
    return min(verdicts, key=_WORST_FIRST.index, default=Verdict.NOT_TESTABLE)
