"""Two sides of a contradiction in plain words: how many claims of each are borne out, and what that settles."""

from collections.abc import Sequence

from figurecheck.pages import words
from figurecheck.verdicts.outcome import Verdict
from figurecheck.verdicts.relations import Finding

_MEANINGS: dict[tuple[str, Finding], str] = {
    ("cannot_both_hold", Finding.BOTH): (
        "Both cannot be true of the same episodes, so one of the measures, or the reason above, is too wide."
    ),
    ("at_odds", Finding.BOTH): "So the tension is real, and the article leaves it standing.",
    ("cannot_both_hold", Finding.NEITHER): "So there is nothing to choose: neither half of the contradiction stands.",
    ("at_odds", Finding.NEITHER): "So there is nothing to square: neither half of the tension stands.",
    ("cannot_both_hold", Finding.OPEN): (
        "Not all of them are refuted, so these data do not say which side is wrong; that both are right is excluded."
    ),
    ("at_odds", Finding.OPEN): "Not all of them are refuted, so these data do not say which side gives way.",
}
Named = tuple[str, Verdict]
"""A claim by its name, with its verdict."""

_SUBJECTS = {"cannot_both_hold": "contradiction", "at_odds": "tension"}


def opposed(kind: str, finding: Finding, verdicts: tuple[Sequence[Verdict], Sequence[Verdict]], losing: str) -> str:
    """What the verdicts of both sides say; ``losing`` names the claims of the side that has none that holds."""
    first, second = (_stands(word, side) for word, side in zip(_SIDES, verdicts, strict=True))
    counted = f"{words.capital(first)}; {second}."
    if finding not in {Finding.FIRST, Finding.SECOND}:
        return f"{counted} {_MEANINGS[kind, finding]}"
    winner, won, lost = (_SIDES[0], *verdicts) if finding is Finding.FIRST else (_SIDES[1], *reversed(verdicts))
    subject = _SUBJECTS[kind]
    if all(verdict is Verdict.FAILS for verdict in lost):
        stands = "stands" if all(verdict is Verdict.HOLDS for verdict in won) else "stands in part"
        refuted = "does not" if len(lost) == 1 else "do not"
        return f"{counted} So the {subject} is settled: what is said {winner} {stands}, and {losing} {refuted}."
    return (
        f"{counted} So the {subject} leans to what is said {winner}: of the other, {losing}, nothing holds, but not "
        "all of it is refuted."
    )


_SIDES = ("first", "second")


def _stands(word: str, verdicts: Sequence[Verdict]) -> str:
    """``what is said first holds``, ``of what is said second, two of three claims hold``."""
    if len(verdicts) == 1:
        return f"what is said {word} {_ANSWERS.get(verdicts[0], '')}{words.verdict(verdicts[0])}"
    holding, total = sum(verdict is Verdict.HOLDS for verdict in verdicts), words.number(len(verdicts))
    found = f"{words.number(holding)} of {total} claims {'holds' if holding == 1 else 'hold'}"
    if not holding:
        found = f"none of {total} claims holds"
    return f"of what is said {word}, {'all ' + total + ' claims hold' if holding == len(verdicts) else found}"


_BOTH = {
    "cannot_both_hold": "The data bear out both, which cannot be: a measure is too wide.",
    "at_odds": "The data bear out both. The article leaves the tension standing.",
}


def in_short(kind: str, finding: Finding, sides: tuple[Sequence[Named], Sequence[Named]]) -> str:
    """The same in a line, for a table that shows the verdicts of both sides; ``sides`` are their claims by name."""
    if finding is Finding.BOTH:
        return _BOTH[kind]
    first, second = (_fares([verdict for _, verdict in side]) for side in sides)
    if finding not in {Finding.FIRST, Finding.SECOND}:
        return f"Neither: the first {first}, the second {second}."
    if finding is Finding.FIRST:
        return f"{_winner('first', sides[0])}. The second {second}."
    return f"{_winner('second', sides[1])}. The first {first}."


def _winner(word: str, claims: Sequence[Named]) -> str:
    """``The first``, or ``The first, in part: “A fall” holds, “A tie” is not proven`` where only some of it does."""
    if all(verdict is Verdict.HOLDS for _, verdict in claims):
        return f"The {word}"
    each = (f"{quoted(name)} {_ANSWERS.get(verdict, '')}{words.verdict(verdict)}" for name, verdict in claims)
    return f"The {word}, in part: {', '.join(each)}"


_ANSWERS = {Verdict.NOT_PROVEN: "is ", Verdict.NOT_TESTABLE: "is "}
"""What stands between a claim and its verdict in a sentence."""


def quoted(name: str) -> str:
    """The name of a claim in quotation marks."""
    return f"\N{LEFT DOUBLE QUOTATION MARK}{name}\N{RIGHT DOUBLE QUOTATION MARK}"


def _fares(verdicts: Sequence[Verdict]) -> str:
    """How a side fares of which nothing holds; where something does, that is said of it before."""
    if all(verdict is Verdict.FAILS for verdict in verdicts):
        return "does not hold"
    return "is not settled"
