"""Verdicts, the tests that led to them, and how often each occurs, in words."""

from collections.abc import Iterable

from figurecheck.pages.words.texts import capital, count, listed, number
from figurecheck.verdicts.outcome import Question, Verdict

VERDICTS: dict[Verdict, tuple[str, str, str]] = {
    Verdict.HOLDS: ("holds", "\N{CHECK MARK}", "hold"),
    Verdict.NOT_PROVEN: ("not proven", "?", "are not proven"),
    Verdict.DEPENDS: ("depends on the reading", "\N{CIRCLE WITH LEFT HALF BLACK}", "depend on the reading"),
    Verdict.FAILS: ("does not hold", "\N{MULTIPLICATION X}", "do not hold"),
    Verdict.NOT_TESTABLE: ("not testable", "\N{EMPTY SET}", "cannot be tested"),
}
"""Word, shape and plural of each verdict, in the order in which pages list them."""

QUESTIONS: dict[Question, str] = {
    Question.AVAILABLE: "Can the primary reading be computed?",
    Question.PRIMARY: "Does the primary reading meet the claim?",
    Question.REJECTED: "Where it is a test: does it rule out chance?",
    Question.INTERVAL: "Does its interval lie on one side of the mark?",
    Question.METHODS: "Do both inference methods say the same?",
    Question.READINGS: "Do enough of the conventional readings hold?",
}

TEST_NUMBERS: dict[Question, int] = {
    Question.AVAILABLE: 1,
    Question.PRIMARY: 2,
    Question.REJECTED: 3,
    Question.INTERVAL: 3,
    Question.METHODS: 4,
    Question.READINGS: 5,
}
"""The number of each test, in the order in which the rule asks; a figure is asked one of the two that share one."""

ANSWERS: dict[bool | None, str] = {True: "holds", False: "does not hold", None: "lies on both sides"}
"""What an interval says of the mark."""

TEST_ANSWERS: dict[bool | None, str] = {True: "rejects", False: "leaves it open"}
"""What a test says of chance; it cannot say that chance is all there is."""

INTERVAL_MEANS = "Where an interval lies on both sides of its mark, the data allow both answers."
"""Why a figure with an interval is not proven."""

P_VALUE_MEANS = (
    "A p-value above its mark says that these data do not show the claim; it does not show that the opposite is true."
)
"""What a test that does not reject can mean."""


def verdict(which: Verdict) -> str:
    """The verdict in words."""
    return VERDICTS[which][0]


def tally(verdicts: Iterable[Verdict]) -> tuple[tuple[Verdict, int], ...]:
    """How often each verdict occurs, all five of them, in the order in which pages list them."""
    found = list(verdicts)
    return tuple((which, found.count(which)) for which in VERDICTS)


def parts_sentence(verdicts: Iterable[Verdict]) -> str:
    """``Two of six parts hold and four are not proven``, ``None of the three parts holds``."""
    counts = [(which, times) for which, times in tally(verdicts) if times]
    total = sum(times for _, times in counts)
    if len(counts) == 1:
        which = counts[0][0]
        if which is Verdict.HOLDS:
            return f"All {number(total)} parts hold"
        if which is Verdict.FAILS:
            return f"None of the {number(total)} parts holds"
        return f"All {number(total)} parts {VERDICTS[which][2]}"
    parts = [_counted(which, times) for which, times in counts]
    first = f"{parts[0].split(' ', 1)[0]} of {number(total)} parts {parts[0].split(' ', 1)[1]}"
    return capital(listed([first, *parts[1:]]))


def tally_sentence(verdicts: Iterable[Verdict]) -> str:
    """``9 of 20 claims hold, 5 do not hold and one cannot be tested``; verdicts that do not occur are left out."""
    counts = tally(verdicts)
    total = sum(times for _, times in counts)
    if not total:
        return "there are no claims"
    parts = [_counted(which, times) for which, times in counts if times]
    first = f"{parts[0].split(' ', 1)[0]} of {count(total, 'claim', 'claims')} {parts[0].split(' ', 1)[1]}"
    return listed([first, *parts[1:]])


def _counted(which: Verdict, times: int) -> str:
    word, _, plural = VERDICTS[which]
    single = {Verdict.NOT_PROVEN: "is not proven", Verdict.NOT_TESTABLE: "cannot be tested"}.get(which, word)
    return f"{number(times)} {single if times == 1 else plural}"
