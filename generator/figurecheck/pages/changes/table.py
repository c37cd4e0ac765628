"""A comparison as rows of text: flips first, then moved figures, then new and removed claims."""

from collections.abc import Iterator

from figurecheck.ledger.changes import ClaimChange, Diff, FigureChange, Kind
from figurecheck.pages import words
from figurecheck.pages.changes import words as said

HEADER = ("what", "claim", "as of", "before", "after", "moved by", "cause")
HEADINGS = {
    Kind.FLIP: "verdict flipped",
    Kind.MOVED: "moved",
    Kind.NEW: "new",
    Kind.REMOVED: "removed",
}


def rows(diff: Diff) -> tuple[tuple[str, ...], ...]:
    """One row a flipped verdict and one a figure that moved, for the columns of HEADER."""
    return tuple(row for change in diff.claims for row in _rows(change))


def _rows(change: ClaimChange) -> Iterator[tuple[str, ...]]:
    first = (HEADINGS[change.kind], change.claim, said.DATES[change.as_of])
    if change.kind is not Kind.MOVED:
        cause = said.flip_causes(change) if change.kind is Kind.FLIP else said.causes(change)
        yield (*first, said.verdict(change.before), said.verdict(change.after), "", cause)
    if change.kind in {Kind.FLIP, Kind.MOVED}:
        name = "figure" if change.kind is Kind.FLIP else HEADINGS[change.kind]
        for figure in change.figures:
            yield (name, _part(change, figure), first[2], *_figure(change, figure))


def _part(change: ClaimChange, figure: FigureChange) -> str:
    return f"{change.claim} / {figure.part}" if figure.part else change.claim


def _figure(change: ClaimChange, figure: FigureChange) -> tuple[str, str, str, str]:
    """Before, after, by how much, and why; with the verdict of the part where only that changed."""
    whole, entry = figure.whole, figure.after or figure.before
    by = words.DASH if whole is None or entry is None else said.amount(whole, entry.unit) if whole else "unchanged"
    return said.part(figure.before, figure), said.part(figure.after, figure), by, said.causes(change, figure)


def summary(diff: Diff) -> str:
    """One sentence: how many verdicts flipped, how many claims moved, were added or removed."""
    if not diff.claims:
        return "No verdict flipped and no figure moved."
    counts = {kind: len({(c.claim, c.as_of) for c in diff.of(kind)}) for kind in Kind}
    flips = words.count(counts[Kind.FLIP], "verdict flipped", "verdicts flipped")
    moved = words.count(counts[Kind.MOVED], "claim moved without a flip", "claims moved without a flip")
    rest = [
        f"{number} {HEADINGS[kind]}" for kind, number in counts.items() if kind in {Kind.NEW, Kind.REMOVED} and number
    ]
    return words.capital(f"{words.listed((flips, moved, *_fragile(diff), *rest))}.")


def _fragile(diff: Diff) -> Iterator[str]:
    """How many claims became fragile without a flip, and how many are so no longer."""
    turns = {
        (change.claim, change.as_of): (figure.before.fragile, figure.after.fragile)
        for change in diff.of(Kind.MOVED)
        for figure in change.figures
        if figure.before is not None and figure.after is not None and figure.before.fragile is not figure.after.fragile
    }
    for turn, said_of in (((False, True), "became fragile"), ((True, False), "no longer fragile")):
        if number := list(turns.values()).count(turn):
            yield f"{words.number(number)} {said_of}"


def attention(diff: Diff) -> str:
    """Whether a person has to look, in a sentence."""
    if not diff.claims:
        return _unmoved(diff)
    if diff.flipped:
        return "A verdict flipped: a person has to look at this."
    if diff.calm:
        return f"No verdict flipped, and {words.listed(_calm(diff))}."
    tested = " A p-value moved without another answer." if any(figure.tested for figure in _moved(diff)) else ""
    return f"No verdict flipped, but something moved out of its interval, or for another cause than new data.{tested}"


def _unmoved(diff: Diff) -> str:
    if diff.series:
        return "The data changed, but no figure moved with them."
    if len(set(diff.code)) > 1:
        return "Only the code changed, and no figure moved with it."
    return "Nothing changed."


def _moved(diff: Diff) -> list[FigureChange]:
    return [figure for change in diff.of(Kind.MOVED) for figure in change.figures if figure.whole]


def _calm(diff: Diff) -> Iterator[str]:
    """What moved, by how it may move without anybody having to look."""
    moved = _moved(diff)
    if any(not figure.tested and figure.inside for figure in moved):
        yield "figures moved only inside their intervals"
    if any(not figure.tested and figure.inside is None for figure in moved):
        yield "exact figures moved only with the data"
    if any(figure.tested for figure in moved):
        yield "p-values moved, but none of them to another answer"
    if not moved:
        yield "no figure moved"


def states(diff: Diff) -> str:
    """From where to where, with the newest day of each."""
    days = ["unknown day" if day is None else words.day(day) for day in diff.days]
    return f"From {diff.old} (data to {days[0]}) to {diff.new} (data to {days[1]})."
