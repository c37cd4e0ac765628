"""Causes, series and figures of a comparison in words."""

from collections.abc import Iterable
from decimal import Decimal

from figurecheck.ledger.changes import Cause, ClaimChange, FigureChange, LeftOut, SeriesChange, Share
from figurecheck.ledger.entry import REMOVED, Entry, judged_otherwise
from figurecheck.pages import words
from figurecheck.verdicts.outcome import AsOf, Verdict

CAUSES = {
    Cause.NEW_DAYS: "new days",
    Cause.REVISED: "revised history",
    Cause.SPLIT: "split",
    Cause.DIVIDEND: "dividend",
    Cause.DEFINITION: "definition",
    Cause.CODE: "code",
}
REASONS = {
    **CAUSES,
    Cause.REVISED: "a revised history",
    Cause.SPLIT: "a split",
    Cause.DIVIDEND: "a dividend",
    Cause.DEFINITION: "a change of what we say of the claim in the article file",
    Cause.CODE: "a change of how we compute it",
}
"""The causes for a reader who has not seen their list."""

DATES = {AsOf.PUBLICATION.value: "at publication", AsOf.TODAY.value: "today", "": "publication to today"}


def left_out(one: LeftOut) -> str:
    """An article that is not compared, and why."""
    return f"{one.article} is left out: {one.why}"


def verdict(entry: Entry | None) -> str:
    """The verdict of the claim of an entry, "fragile" included; a dash where there is none."""
    if entry is None:
        return words.DASH
    return verdict_word(entry.verdict)


def verdict_word(verdict: str) -> str:
    """A verdict as it stands in a ledger, in words."""
    return "no longer in the article file" if verdict == REMOVED else words.verdict(Verdict(verdict))


def figure(entry: Entry | None) -> str:
    """The figure of an entry in its unit; a dash where there is none."""
    if entry is None or entry.value is None:
        return words.DASH
    shown = words.value(entry.value, entry.unit) if entry.unit in words.FORMS else words.plain(entry.value)
    return f"{words.P_VALUE} {shown}" if entry.unit == words.P_VALUE else shown


def unseen(before: Entry | None, after: Entry | None) -> str:
    """What is said behind a figure that reads as before: that only its last digits moved, or nothing of it."""
    if before is None or after is None or after.value is None or figure(before) != figure(after):
        return ""
    return "; the same" if before.value == after.value else "; moved in the last digits"


def reasons(causes: Iterable[Cause]) -> str:
    """The causes in a sentence; where none of them is in the data, it says so."""
    named = tuple(causes)
    ours = {Cause.DEFINITION, Cause.CODE}
    same = ", on the same data" if named and ours.issuperset(named) else ""
    return f"{words.listed(REASONS[each] for each in named)}{same}"


def amount(by: Decimal, unit: str) -> str:
    """By how much a figure moved, to three digits: figures shown as percentages in percentage points."""
    percentage = unit in words.FORMS and words.FORMS[unit].percent
    number = Decimal(f"{by * 100 if percentage else by:.3g}")
    return words.signed(f"{number.normalize():+f}") + (" points" if percentage else "")


def share(one: Share, unit: str) -> str:
    """One cause with what it moved the figure by."""
    return f"{CAUSES[one.cause]} {amount(one.amount, unit)}"


def causes(change: ClaimChange, moved: FigureChange | None = None) -> str:
    """The causes of a change, with their shares where they are known for ``moved``."""
    if moved is not None and moved.shares and moved.after is not None:
        return "; ".join(share(one, moved.after.unit) for one in moved.shares)
    return words.listed(CAUSES[cause] for cause in change.causes)


def series(change: SeriesChange) -> str:
    """What happened to a series, in one clause."""
    days = "year" if change.by_year else "day"
    said = [_new_days(change)] if change.new_days else []
    if change.revised:
        span = ""
        if change.revised_from is not None and change.revised_to is not None:
            span = f", {words.span(change.revised_from, change.revised_to)}"
        said.append(f"{words.count(change.revised, days, f'{days}s')} of the past revised{span}")
    if change.split is not None:
        until = "" if change.split_day is None else f" before {words.day(change.split_day)}"
        said.append(f"split: prices{until} divided by {change.split:g}")
    if change.dividends:
        said.append(f"dividends changed on {words.count(change.dividends, days, f'{days}s')} of the past")
    return words.listed(said)


def _new_days(change: SeriesChange) -> str:
    if change.new_days < 0:
        return f"{words.count(-change.new_days, 'day', 'days')} at the end gone"
    until = "" if change.last_day is None else f", up to {words.day(change.last_day)}"
    return f"{words.count(change.new_days, 'new day', 'new days')}{until}"


def flip_causes(change: ClaimChange) -> str:
    """The causes at which the verdict turned; all that are named where that was not computed."""
    return words.listed(CAUSES[cause] for cause in change.turned or change.causes)


def part(entry: Entry | None, of: FigureChange) -> str:
    """A figure, with the verdict of its part where that is another on the other side."""
    if entry is None or of.before is None or of.after is None or not judged_otherwise(of.before, of.after):
        return figure(entry)
    if not entry.part_verdict:
        return figure(entry)
    fragile = ", fragile" if entry.fragile else ""
    return f"{figure(entry)} ({verdict_word(entry.part_verdict)}{fragile})"
