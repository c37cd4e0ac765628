"""Every published primary figure of an article, compared with what the second route gives."""

from collections.abc import Iterable, Iterator, Mapping

from figurecheck.claims.model import Article
from figurecheck.errors import MeasureError, MissingDataError
from figurecheck.series.model import Series
from figurecheck.store.reading import Observed
from figurecheck.verification.data import Data, all_of, public_at_publication
from figurecheck.verification.figures import Comparison, Published, compare, without_second
from figurecheck.verification.routes import ROUTES, Route

AT_PUBLICATION, TODAY = "at_publication", "today"


def verify_article(
    article: Article,
    observed: Mapping[str, Observed],
    baskets: Mapping[Series, tuple[str, ...]],
    published: Iterable[Published],
) -> tuple[Comparison, ...]:
    """Recompute every figure of ``published`` and compare.

    ``observed`` holds the stored series that the figures look at, ``baskets`` the members of each basket among them.
    """
    today = all_of(article, observed.values(), baskets)
    dates = {TODAY: today, AT_PUBLICATION: public_at_publication(today)}
    return tuple(row for entry in published for row in _compared(article, dates[entry.date], entry))


def _compared(article: Article, data: Data, entry: Published) -> Iterator[Comparison]:
    claim = article.claim(entry.claim)
    part = next(part for part in claim.parts if part.id == entry.part)
    route: Route | None = ROUTES.get(part.measure)
    if route is None:
        yield without_second(entry, f"the measure {part.measure} has no second route")
        return
    try:
        second = route.compute(part.primary.settings, data.of_claim(claim))
    except (MeasureError, MissingDataError) as problem:
        yield without_second(entry, str(problem) if entry.figure else "")
        return
    yield from compare(entry, second, route.tolerance)
