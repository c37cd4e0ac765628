"""What was changed of a claim after its figures were known: its definition, or the code that computes it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from figurecheck.claims.model import Revision
from figurecheck.ledger.changes import Cause
from figurecheck.ledger.compare import row_causes
from figurecheck.ledger.entry import moved
from figurecheck.ledger.rows import Row
from figurecheck.pages import words
from figurecheck.pages.changes import words as said
from figurecheck.pages.changes.history import Step, flipped, steps
from figurecheck.pages.changes.part_titles import PartTitles
from figurecheck.pages.opposed import quoted

_OURS = {Cause.DEFINITION, Cause.CODE}


@dataclass(frozen=True)
class AfterTheFact:
    """Sentences on what we changed of a claim on the same data, and whether its definition was among it."""

    sentences: tuple[str, ...]
    redefined: bool


def after_the_fact(
    rows: Sequence[Row], claim: str, revisions: Sequence[Revision] = (), titles: PartTitles | None = None
) -> AfterTheFact:
    """What the ledger has replaced of ``claim`` without other data, in the words of ``revisions`` where it has some."""
    ours = [step for step in steps(rows) if step.row.entry.claim == claim and step.before is not None and _ours(step)]
    defined = [step for step in ours if Cause.DEFINITION in _causes(step)]
    told = [*_definitions(defined), *_codes(ours, titles or {})]
    told += [f"{words.capital(one.what.rstrip('.'))}." for one in revisions if one.claim == claim and ours]
    return AfterTheFact(tuple(dict.fromkeys(told)), bool(defined))


def _causes(step: Step) -> frozenset[Cause]:
    return frozenset() if step.before is None else frozenset(row_causes(step.before, step.row))


def _ours(step: Step) -> bool:
    return bool(_causes(step)) and _causes(step) <= _OURS


def _definitions(steps_of: Sequence[Step]) -> Iterator[str]:
    for day in dict.fromkeys(words.day(step.row.data_day) for step in steps_of):
        those = [step for step in steps_of if words.day(step.row.data_day) == day]
        yield (
            f"With data up to {day} we changed what the article file says of this claim (its readings, marks, other "
            f"figures or words), after its figures were known. {_moved(those)}"
        )


def _moved(those: Sequence[Step]) -> str:
    figures = any(step.before is not None and moved(step.before.entry, step.row.entry) for step in those)
    verdicts = any(map(flipped, those))
    if not figures and not verdicts:
        return "No figure of the verdict and no verdict moved with it."
    what = words.listed([*(["figures"] if figures else []), *(["the verdict"] if verdicts else [])])
    return f"It moved {what}: see the table."


def _codes(those: Sequence[Step], titles: PartTitles) -> Iterator[str]:
    """A verdict that other code turned, and figures that it moved."""
    for step in those:
        entry, before = step.row.entry, step.before
        if before is None or Cause.DEFINITION in _causes(step):
            continue
        day = words.day(step.row.data_day)
        if flipped(step):
            yield (
                f"With data up to {day} the verdict, judged {said.DATES[entry.as_of]}, turned from "
                f"{said.verdict_word(before.entry.verdict)} to {said.verdict_word(entry.verdict)} because we changed "
                "how it is computed, after its figures were known and on the same data."
            )
        elif moved(before.entry, entry):
            part = quoted(titles.get((entry.claim, entry.part), entry.part.replace("-", " ")))
            yield (
                f"With data up to {day} we changed how {part} is computed or in which unit it is shown, after it was "
                "known and on the same data; no verdict turned."
            )
