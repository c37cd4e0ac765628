"""The mark of verdicts that rest on intervals which are narrower than they promise where volatility clusters."""

from collections.abc import Mapping
from math import isfinite
from typing import Any

from figurecheck.claims.model import Claim
from figurecheck.pages import words
from figurecheck.pages.covered import covered
from figurecheck.pages.distance_document import significant
from figurecheck.pages.methods.coverage import CoverageStudy
from figurecheck.verdicts.calibration import Calibration, calibration, still_carried
from figurecheck.verdicts.outcome import Outcome, Verdict

Marks = Mapping[str, Calibration | None]


def marks_of(study: CoverageStudy | None, claim: Claim, outcome: Outcome) -> Marks:
    """The mark of every part of ``outcome`` by its id; None for a part without one, and for all without a study."""
    asked = {part.id: part.primary.settings for part in claim.parts}
    found: dict[str, Calibration | None] = {}
    for part in outcome.parts:
        measured = part.primary.measurement
        shares = {} if measured is None else covered(study, measured, asked.get(part.id))
        found[part.id] = calibration(part, shares)
    return found


def narrow_intervals(study: CoverageStudy | None, claim: Claim, outcome: Outcome) -> str:
    """What the answer says of its marked parts: how little their intervals cover, and whether it survives wider ones.

    "" where no part is marked.
    """
    marks = marks_of(study, claim, outcome)
    found = [mark for mark in marks.values() if mark is not None]
    if not found:
        return ""
    marked = [part.title for part in outcome.parts if marks[part.id] is not None]
    few = "" if len(marked) == len(outcome.parts) else f" of {_named(marked)}"
    level = words.percent(found[0].level, 0, plus=False)
    return (
        f"The best intervals{few} cover the truth in only {_shares(found)} of simulated histories with clustered "
        f"volatility, not in {level}. {_wider(found, level)} {_follows(outcome, marks)}."
    )


def mark_document(mark: Calibration | None) -> dict[str, Any] | None:
    """The mark for machines; without a factor and limits where no widening would do."""
    if mark is None:
        return None
    finite = isfinite(mark.factor)
    return {
        "method": mark.method,
        "coverage": significant(mark.coverage),
        "widened_by": significant(mark.factor) if finite else None,
        "limits": [significant(mark.lower), significant(mark.upper)] if finite else None,
        "survives": mark.survives,
    }


def _named(titles: list[str]) -> str:
    return _quoted(titles[0]) if len(titles) == 1 else words.count(len(titles), "part", "parts")


def _quoted(title: str) -> str:
    return f"\N{LEFT DOUBLE QUOTATION MARK}{title}\N{RIGHT DOUBLE QUOTATION MARK}"


def _shares(found: list[Calibration]) -> str:
    """``88.4 % to 91.2 %``, or one share."""
    ends = (min(mark.coverage for mark in found), max(mark.coverage for mark in found))
    return " to ".join(dict.fromkeys(words.percent(share, 1, plus=False) for share in ends))


def _wider(found: list[Calibration], level: str) -> str:
    """``Made 1.15 to 1.21 times as wide, which restores 95 % there,``."""
    factors = sorted(mark.factor for mark in found if isfinite(mark.factor))
    if not factors:
        return "No widening mends that:"
    times = " to ".join(dict.fromkeys(f"{factor:.2f}" for factor in (factors[0], factors[-1])))
    return f"Made {times} times as wide, which restores {level} there,"


def _follows(outcome: Outcome, marks: Marks) -> str:
    """What becomes of the answer in wider intervals."""
    lost = [part.title for part in outcome.parts if (mark := marks.get(part.id)) is not None and not mark.survives]
    if not lost:
        return "they still give the same answers"
    opened = f"what is said of {words.listed(_quoted(title) for title in lost)} would be open"
    if outcome.verdict is Verdict.NOT_PROVEN:
        return opened
    stands = "but the verdict would stand" if still_carried(outcome, marks) else "and with it the verdict not proven"
    return f"{opened}, {stands}"
