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
    first, second = map(_borne_out, verdicts)
    counted = f"On the first side the data bear out {first}, on the second {second}."
    if finding not in {Finding.FIRST, Finding.SECOND}:
        return f"{counted} {_MEANINGS[kind, finding]}"
    winner, others = ("first", verdicts[1]) if finding is Finding.FIRST else ("second", verdicts[0])
    subject = _SUBJECTS[kind]
    if all(verdict is Verdict.FAILS for verdict in others):
        return f"{counted} So the {subject} is settled for the {winner} side and against what the other says: {losing}."
    return (
        f"{counted} So the {subject} leans to the {winner} side. The other, {losing}, has nothing that holds, "
        "but is not wholly refuted."
    )


def _borne_out(verdicts: Sequence[Verdict]) -> str:
    """``two of its three claims``, ``not its only claim``."""
    holding = sum(verdict is Verdict.HOLDS for verdict in verdicts)
    if len(verdicts) == 1:
        return "its only claim" if holding else "not its only claim"
    return f"{words.number(holding) if holding else 'none'} of its {words.number(len(verdicts))} claims"


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
        return f"{_winner('first', sides[0])}; the second {second}."
    return f"{_winner('second', sides[1])}; the first {first}."


def _winner(word: str, claims: Sequence[Named]) -> str:
    """``The first``, or ``The first in part (“A fall” holds, “A tie” is not proven)`` where only some of it does."""
    if all(verdict is Verdict.HOLDS for _, verdict in claims):
        return f"The {word}"
    each = (f"{quoted(name)} {_ANSWERS.get(verdict, '')}{words.verdict(verdict)}" for name, verdict in claims)
    return f"The {word} in part ({', '.join(each)})"


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
