"""Which cause moved a figure by how much: the claim is judged again with one cause more applied at a time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from figurecheck.claims.model import Article, Claim
from figurecheck.ledger.changes import Cause, ClaimChange, FigureChange, Share, exact
from figurecheck.ledger.definitions import definition_hash
from figurecheck.ledger.entry import Entry, judged_otherwise, moved
from figurecheck.ledger.snapshots import claim_entries
from figurecheck.pipeline.diff.places import Places, judged_at
from figurecheck.pipeline.judge import judge_claim, known_at_publication, series_of
from figurecheck.store.reading import Observed
from figurecheck.verdicts.outcome import AsOf

DATA_CAUSES = (Cause.NEW_DAYS, Cause.REVISED, Cause.SPLIT, Cause.DIVIDEND)
Parts = Mapping[str, Entry]


@dataclass(frozen=True)
class Stage:
    """A claim with everything up to a cause applied, ready to be judged; ``cause`` is None for the old side."""

    cause: Cause | None
    article: Article
    claim: Claim
    observed: Mapping[str, Observed]
    as_of: AsOf

    @property
    def definition(self) -> str:
        """The hash of the claim's definition."""
        return definition_hash(self.article, self.claim)

    def judge(self) -> dict[str, Entry]:
        """The entries of the parts, computed by the present code."""
        known = self.observed
        if self.as_of is AsOf.PUBLICATION:
            known = known_at_publication(self.article, known)
        outcome = judge_claim(self.article, self.claim, known, self.as_of)
        return {entry.part: entry for entry in claim_entries(self.article, self.claim, outcome)}


def stages(ground: Places, identifier: str) -> tuple[Stage, ...]:
    """The old side, then one stage for each cause that applies to the claim, the definition last.

    Both articles must have the claim. Raises DataError where observations cannot be read.
    """
    old, new = ground.old_article.claim(identifier), ground.new_article.claim(identifier)
    names = {*series_of(ground.old_article, old), *series_of(ground.new_article, new)}
    stored = {one for name in names for one in ground.catalogue.stored(name)}
    active = {cause for name in stored for cause in ground.change(name).causes}
    as_of = judged_at(ground.view)
    path: list[Cause | None] = [None, *(cause for cause in DATA_CAUSES if cause in active)]
    found = [Stage(cause, ground.old_article, old, ground.observed(names, cause), as_of) for cause in path]
    redefined = Stage(Cause.DEFINITION, ground.new_article, new, found[-1].observed, as_of)
    return (*found, redefined) if redefined.definition != found[0].definition else tuple(found)


def attributed(change: ClaimChange, path: Sequence[tuple[Cause | None, Parts]]) -> ClaimChange:
    """``change`` with the shares of its causes, from the entries of the parts at each stage.

    The code is what is left: the stored old figure against the old side computed today, and the new one likewise.
    The shares of a figure sum exactly to its move. They are missing, with a note, where a stage has no figure.
    """
    figures = tuple(_figure(figure, path) for figure in change.figures)
    turned = _turned(change, path)
    moving = {share.cause for figure in figures for share in figure.shares if _counts(share, figure)}
    redefined = {cause for cause, _ in path if cause is Cause.DEFINITION}
    causes = moving | set(turned) | redefined
    missing = any(figure.whole is not None and figure.whole and not figure.shares for figure in figures)
    note = "With some of the causes applied alone the figure cannot be computed." if missing else ""
    named = tuple(cause for cause in Cause if cause in causes) or change.causes
    return replace(change, figures=figures, causes=named, turned=turned, note=note)


def _figure(figure: FigureChange, path: Sequence[tuple[Cause | None, Parts]]) -> FigureChange:
    whole = figure.whole
    values = [parts[figure.part].value if figure.part in parts else None for _, parts in path]
    if whole is None or any(value is None for value in values):
        return figure
    decimals = [exact(value) for value in values if value is not None]
    amounts = {cause: decimals[at] - decimals[at - 1] for at, (cause, _) in enumerate(path) if cause is not None}
    amounts[Cause.CODE] = whole - sum(amounts.values(), Decimal(0))
    shares = tuple(Share(cause, amounts[cause]) for cause in Cause if amounts.get(cause))
    return replace(figure, shares=shares)


def _counts(share: Share, figure: FigureChange) -> bool:
    """Whether a share is more than the last digits of a processor."""
    before = figure.before
    if before is None or before.value is None:
        return False
    return moved(before, replace(before, value=float(exact(before.value) + share.amount)))


def _turned(change: ClaimChange, path: Sequence[tuple[Cause | None, Parts]]) -> tuple[Cause, ...]:
    """The causes at which a verdict, or whether it is fragile, changed on the way."""
    way: list[tuple[Cause, Parts]] = [(Cause.CODE, {f.part: f.before for f in change.figures if f.before is not None})]
    way += [(cause or Cause.CODE, entries) for cause, entries in path]
    way.append((Cause.CODE, {f.part: f.after for f in change.figures if f.after is not None}))
    parts = [figure.part for figure in change.figures]
    at = {
        way[n][0] for n in range(1, len(way)) for part in parts if _turns(way[n - 1][1].get(part), way[n][1].get(part))
    }
    return tuple(cause for cause in Cause if cause in at)


def _turns(before: Entry | None, after: Entry | None) -> bool:
    return before is not after and (before is None or after is None or judged_otherwise(before, after))
