"""Two states side by side: which claims changed, and which causes can be named for each."""

from collections.abc import Callable, Iterable

from figurecheck.ledger.changes import Cause, ClaimChange, FigureChange, Kind, SeriesChange
from figurecheck.ledger.entry import Entry, State, judged_otherwise, moved
from figurecheck.ledger.marks import series_change
from figurecheck.verdicts.outcome import AsOf

View = tuple[str, str]
"""Which date of the old state is set against which of the new one."""

BOTH_DATES: tuple[View, ...] = ((AsOf.TODAY, AsOf.TODAY), (AsOf.PUBLICATION, AsOf.PUBLICATION))
SINCE_PUBLICATION: tuple[View, ...] = ((AsOf.PUBLICATION, AsOf.TODAY),)

_ORDER = tuple(Kind)


def compare(old: State, new: State, views: Iterable[View]) -> tuple[ClaimChange, ...]:
    """Every claim whose verdict, definition or figure differs, flips first, then in the order of the states."""
    found = [change for view in views for claim in _claims(old, new) if (change := _change(old, new, claim, view))]
    return tuple(sorted(found, key=lambda change: _ORDER.index(change.kind)))


def named_series(old: State, new: State) -> tuple[SeriesChange, ...]:
    """What the marks of both states say of each series that both have and that changed."""
    both = [name for name in old.series if name in new.series]
    changes = (series_change(name, old.series[name], new.series[name]) for name in both)
    return tuple(change for change in changes if change.causes)


def named_causes(
    old: State,
    new: State,
    change: ClaimChange,
    series: Iterable[SeriesChange],
    stored: Callable[[str], tuple[str, ...]],
) -> tuple[Cause, ...]:
    """The causes that can be named for a changed claim from what both states record, without amounts.

    ``stored`` gives the series of the data folder behind one that a claim reads: itself, or a basket's members.
    Where no series is described, a later last day names new days and another checksum on the same day a revision;
    where nothing else can be named, the code is what is left.
    """
    before, after = change.before, change.after
    if before is None or after is None:
        return (Cause.DEFINITION,)
    used = {*old.reads.get((before.as_of, before.claim), ()), *new.reads.get((after.as_of, after.claim), ())}
    read = {one for name in used for one in stored(name)}
    causes = {cause for one in series if one.series in read for cause in one.causes}
    if not (old.series and new.series) or not read:
        causes |= _by_entries(before, after)
    if _redefined(before, after):
        causes.add(Cause.DEFINITION)
    if old.code != new.code or not causes:
        causes.add(Cause.CODE)
    return tuple(cause for cause in Cause if cause in causes)


def _by_entries(before: Entry, after: Entry) -> set[Cause]:
    if before.last_day != after.last_day:
        return {Cause.NEW_DAYS}
    return {Cause.REVISED} if before.data != after.data and before.as_of == after.as_of else set()


def _claims(old: State, new: State) -> tuple[str, ...]:
    return tuple(dict.fromkeys(claim for state in (new, old) for _, claim, _ in state.entries))


def _change(old: State, new: State, claim: str, view: View) -> ClaimChange | None:
    before, after = _parts(old, claim, view[0]), _parts(new, claim, view[1])
    as_of = view[1] if view[0] == view[1] else ""
    names = tuple(dict.fromkeys((*after, *before)))
    pairs = [FigureChange(name, before.get(name), after.get(name)) for name in names]
    changed = tuple(pair for pair in pairs if _differs(pair.before, pair.after))
    if not changed:
        return None
    if not before or not after:
        return ClaimChange(claim, as_of, Kind.NEW if after else Kind.REMOVED, changed)
    verdicts = {next(iter(side.values())).verdict for side in (before, after)}
    return ClaimChange(claim, as_of, Kind.FLIP if len(verdicts) > 1 else Kind.MOVED, changed)


def _parts(state: State, claim: str, as_of: str) -> dict[str, Entry]:
    return {key[2]: entry for key, entry in state.entries.items() if key[:2] == (as_of, claim)}


def _differs(before: Entry | None, after: Entry | None) -> bool:
    if before is None or after is None:
        return before is not after
    return judged_otherwise(before, after) or _redefined(before, after) or moved(before, after)


def _redefined(before: Entry, after: Entry) -> bool:
    """Whether the definition is another; a state that is older than the record of definitions says nothing."""
    return bool(before.definition and after.definition) and before.definition != after.definition
