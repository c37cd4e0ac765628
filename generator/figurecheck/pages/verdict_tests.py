"""The tests that led to a verdict, line by line: what was found, what would pass, and what follows from it."""

from dataclasses import dataclass

from figurecheck.pages import answers, words
from figurecheck.pages.marks import Mark, mark
from figurecheck.verdicts.outcome import Measurement, PartOutcome, Question, Test, Verdict
from figurecheck.verdicts.rule import answers as given
from figurecheck.verdicts.rule import deciding_test

GO_ON = "the next test"
NOT_ASKED = "not asked"
_OF_TESTS = {
    Question.REJECTED: "Does each test rule out chance?",
    Question.METHODS: "Do the tests say the same?",
}
"""What is asked of p-values; a test whose p-value is above the mark leaves the claim open."""


@dataclass(frozen=True)
class TestRow:
    """One test of the verdict rule; ``number`` is the method page's, ``follows`` says where its answer leads."""

    __test__ = False

    number: int
    question: str
    found: str
    wanted: str
    passed: str
    follows: str


@dataclass(frozen=True)
class PartTests:
    """The tests of one part, with its verdict; which choice decides is said once, beside the readings."""

    title: str
    mark: Mark
    rows: tuple[TestRow, ...]
    together: str


def part_tests(part: PartOutcome, together: str = "") -> PartTests:
    """The tests of ``part`` in the order of the rule; what comes after the test that decides is not asked.

    But for methods that disagree: they are told even then, because they make a part that is not proven fragile.

    ``together`` is the sentence on the part among all tests of the article, empty for an exact figure.
    """
    last = part.tests.index(deciding_test(part.tests))
    rows = tuple(_row(test, part, asked=at <= last, last=at == last) for at, test in enumerate(part.tests))
    return PartTests(part.title, mark(part.verdict), rows, together)


def _row(test: Test, part: PartOutcome, *, asked: bool, last: bool) -> TestRow:
    also = test.question is Question.METHODS and part.verdict is Verdict.NOT_PROVEN and not test.passed
    return TestRow(
        number=words.TEST_NUMBERS[test.question],
        question=_question(test, part),
        found=_found(test, part),
        wanted=_wanted(test, part),
        passed=("yes" if test.passed else "no") if asked or also else NOT_ASKED,
        follows=_follows(part, asked=asked, last=last, also=also),
    )


def _follows(part: PartOutcome, *, asked: bool, last: bool, also: bool) -> str:
    """Where an answer leads; methods that differ make a part that is not proven fragile, whatever came first."""
    fragile = ", fragile" if also else ""
    if last:
        return f"verdict: {words.verdict(part.verdict)}{fragile}"
    return GO_ON if asked else fragile.removeprefix(", ") or words.DASH


def _question(test: Test, part: PartOutcome) -> str:
    measured = part.primary.measurement
    if test.question is Question.PRIMARY and measured is not None and measured.intervals:
        whole = "the whole of both its intervals" if len(measured.intervals) > 1 else "the whole of its interval"
        return f"Does {whole} meet the claim?"
    if test.question in _OF_TESTS and measured is not None and measured.p_values:
        return _OF_TESTS[test.question]
    if test.question is Question.INTERVAL and measured is not None and len(measured.intervals) > 1:
        return "Does each of its intervals lie on one side of the mark?"
    return words.QUESTIONS[test.question]


def _wanted(test: Test, part: PartOutcome) -> str:
    if test.target is None:
        return "it can"
    if test.question is Question.METHODS:
        return "the same answer"
    if test.question is Question.REJECTED:
        return f"every p-value {words.target(test.target, test.unit)}"
    if test.question is Question.INTERVAL:
        return f"all of it {words.target(test.target, test.unit)}, or none of it"
    measured = part.primary.measurement
    if test.question is Question.PRIMARY and measured is not None:
        return answers.wanted(measured)
    return words.target(test.target, test.unit)


def _found(test: Test, part: PartOutcome) -> str:
    if test.found is None:
        return part.primary.reason or "nothing that could be computed"
    if test.target is None:
        return words.count(round(test.found), "observation", "observations")
    if test.question is Question.READINGS:
        return f"{words.share(part.holding, len(part.computed))} ({words.percent(test.found, 0, plus=False)})"
    measured = part.primary.measurement
    if measured is None:
        return words.value(test.found, test.unit, test.target)
    return _figure(test.question, measured)


def _figure(question: Question, measured: Measurement) -> str:
    """What the primary reading gives: its figure with the intervals, the intervals alone, or the answers of both."""
    if question in _OF_TESTS and measured.p_values and measured.target is not None:
        said = zip(_p_values(measured), given(measured, measured.target), strict=True)
        return "; ".join(f"{shown}: {words.TEST_ANSWERS[answer]}" for shown, answer in said)
    if question is Question.METHODS and measured.target is not None:
        return "; ".join(words.ANSWERS[answer] for answer in given(measured, measured.target))
    own, others = _limits(measured)
    if question is Question.INTERVAL:
        return "; ".join((*own, *others))
    return "; ".join((f"{answers.figure(measured)} ({'; '.join(own)})" if own else answers.figure(measured), *others))


def _p_values(measured: Measurement) -> list[str]:
    """``0.217 (0.043 unadjusted)``: the p-value of each test, as it counts and as it was."""
    if not measured.unadjusted:
        return [words.value(each, measured.unit) for each in measured.p_values]
    pairs = zip(measured.p_values, measured.unadjusted, strict=True)
    return [words.adjusted(after, before) for after, before in pairs]


def _limits(measured: Measurement) -> tuple[list[str], list[str]]:
    """The intervals around the figure itself, and those of another estimator, each with its name and its own figure."""
    own = [answers.own_interval(each, measured) for each in measured.intervals if each.estimate is None]
    others = [
        f"by {each.method.partition(',')[0]} {answers.own_interval(each, measured)}"
        for each in measured.intervals
        if each.estimate is not None
    ]
    return own, others
