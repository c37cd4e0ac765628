"""Every published primary figure of an article, compared with what the second route gives."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from figurecheck.claims.model import Article, Claim
from figurecheck.claims.settings import Settings
from figurecheck.errors import MeasureError, MissingDataError
from figurecheck.series.model import Series
from figurecheck.store.reading import Observed
from figurecheck.verification.corrections import verify_corrections
from figurecheck.verification.data import Data, all_of, public_at_publication
from figurecheck.verification.figures import Comparison, Figure, Published, compare, without_second
from figurecheck.verification.routes import BESIDE, ROUTES, VALUE_ONLY, Route

AT_PUBLICATION, TODAY = "at_publication", "today"


def verify_article(
    article: Article,
    observed: Mapping[str, Observed],
    baskets: Mapping[Series, tuple[str, ...]],
    published: Iterable[Published],
    corrections: Mapping[str, Any] | None = None,
) -> tuple[Comparison, ...]:
    """Recompute every figure of ``published`` and of what the results say of ``corrections``, and compare.

    ``observed`` holds the stored series that the figures look at, ``baskets`` the members of each basket among them.
    """
    today = all_of(article, observed.values(), baskets)
    dates = {TODAY: today, AT_PUBLICATION: public_at_publication(today)}
    rows = [row for entry in published for row in _compared(article, dates[entry.date], entry)]
    if corrections is not None:
        rows += [row for date, data in dates.items() for row in verify_corrections(corrections, date, data)]
    return tuple(rows)


def _compared(article: Article, data: Data, entry: Published) -> Iterator[Comparison]:
    claim = article.claim(entry.claim)
    measure, settings = asked(claim)[entry.part]
    route: Route | None = ROUTES.get(measure)
    if route is None:
        yield without_second(entry, f"the measure {measure} has no second route")
        return
    try:
        second = route.compute(settings, data.of_claim(claim))
    except (MeasureError, MissingDataError) as problem:
        yield without_second(entry, str(problem) if entry.figure else "")
        return
    if measure in VALUE_ONLY and entry.figure is not None:
        entry = replace(entry, figure=Figure(entry.figure.value))
    beside = entry.part not in {part.id for part in claim.parts}
    yield from compare(entry, second, route.tolerance.for_fewer_draws() if beside else route.tolerance)


def asked(claim: Claim) -> dict[str, tuple[str, Settings]]:
    """What is recomputed of a claim: the primary reading of every part, and what stands beside by a known measure."""
    primary = {part.id: (part.measure, part.primary.settings) for part in claim.parts}
    return primary | {one.id: (one.measure, one.settings) for one in claim.beside if one.measure in BESIDE}
