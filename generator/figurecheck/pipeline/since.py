"""Publication against today, from outcomes that a build has at hand: the observations differ by new days alone."""

from dataclasses import replace

from figurecheck.ledger.changes import Cause, ClaimChange, Diff, FigureChange, Kind, SeriesChange, Share
from figurecheck.ledger.code import code_version
from figurecheck.ledger.compare import SINCE_PUBLICATION, compare
from figurecheck.ledger.entry import State
from figurecheck.ledger.snapshots import article_entries
from figurecheck.pipeline.diff.sides import PUBLICATION, TODAY
from figurecheck.pipeline.judging import Judged
from figurecheck.store.reading import Observed


def since_publication(judged: Judged) -> Diff:
    """What changed since publication.

    Both outcomes come from the same files, code and definitions, and the older one from the observations that were
    public then: whatever differs, differs by new days.
    """
    facts, code = judged.article.article, code_version()
    entries = {entry.key: entry for entry in article_entries(judged.article, judged.outcomes)}
    state = State(judged.last_day, code, entries)
    claims = tuple(_by_new_days(change) for change in compare(state, state, SINCE_PUBLICATION))
    changes = (_series(judged, found) for _, found in sorted(judged.observed.items()))
    return Diff(
        facts.slug,
        PUBLICATION,
        TODAY,
        (facts.publication_day, judged.last_day),
        (code, code),
        tuple(change for change in changes if change.causes),
        claims,
    )


def _by_new_days(change: ClaimChange) -> ClaimChange:
    turned = (Cause.NEW_DAYS,) if change.kind is Kind.FLIP else ()
    return replace(change, figures=tuple(map(_figure, change.figures)), causes=(Cause.NEW_DAYS,), turned=turned)


def _figure(figure: FigureChange) -> FigureChange:
    whole = figure.whole
    return replace(figure, shares=(Share(Cause.NEW_DAYS, whole),)) if whole else figure


def _series(judged: Judged, found: Observed) -> SeriesChange:
    known = found.count_before(judged.article.article.published)
    return SeriesChange(found.series.id, new_days=len(found.days) - known, last_day=found.last_day)
