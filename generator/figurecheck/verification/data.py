"""What the second route looks at: plain tables, cut to what was public at a date, and the last day they share."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

import pandas as pd

from figurecheck.claims.model import Article, Claim
from figurecheck.errors import MissingDataError
from figurecheck.series.model import Kind, Series
from figurecheck.store.reading import Observed
from figurecheck.verification.basket import basket_table

MAIN_COLUMN = {Kind.PRICE: "close", Kind.LEVEL: "value", Kind.EVENTS: "upper"}


@dataclass(frozen=True)
class Data:
    """Tables by series id (one row a day, oldest first), what each series is, and the article with its events.

    ``latest`` is what an article calls the latest day, for one claim; ``members`` the stocks of each basket.
    """

    article: Article
    tables: Mapping[str, pd.DataFrame]
    series: Mapping[str, Series]
    latest: pd.Timestamp
    members: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def table(self, name: str) -> pd.DataFrame:
        """The table of one series; raises MissingDataError where the date has none."""
        if name not in self.tables:
            raise MissingDataError(f"asked for {name}; there are no observations of it at this date")
        return self.tables[name]

    def main(self, name: str) -> pd.Series:
        """The column that a series is known by: close, value, or upper end of the range."""
        return self.table(name)[MAIN_COLUMN[self.series[name].kind]]

    def until_its_end(self, name: str) -> "Data":
        """The same for one series: at publication, the latest day of a series that has ended is its last one."""
        ended, published = self.series[name].ended, pd.Timestamp(self.article.article.publication_day)
        if ended is None or self.latest > published:
            return self
        return replace(self, latest=min(self.latest, pd.Timestamp(ended)))

    def of_claim(self, claim: Claim) -> "Data":
        """The same, with the latest day of ``claim``: the last one that its primary series have in common."""
        names = {name for part in claim.parts for name in part.primary.settings.measured}
        last = [self.tables[n].index[-1] for n in names if n in self.tables and self.series[n].kind is not Kind.EVENTS]
        return replace(self, latest=min(last, default=pd.Timestamp(self.article.article.publication_day)))


def all_of(article: Article, observed: Iterable[Observed], baskets: Mapping[Series, tuple[str, ...]]) -> Data:
    """Everything that is known today; ``baskets`` names the members of each, all of which must be observed."""
    found = list(observed)
    tables = {one.series.id: one.frame for one in found}
    series = {one.series.id: one.series for one in found}
    members = {basket.id: names for basket, names in baskets.items()}
    for basket in baskets:
        tables[basket.id] = basket_table([tables[name] for name in members[basket.id]])
        series[basket.id] = basket
    return Data(article, tables, series, pd.Timestamp.max, members)


def public_at_publication(data: Data) -> Data:
    """Only the rows whose day plus release lag lies before the moment of publication."""
    cut = {name: _public(table, data.series[name], data.article) for name, table in data.tables.items()}
    return replace(data, tables={name: table for name, table in cut.items() if len(table) > 0})


def _public(table: pd.DataFrame, series: Series, article: Article) -> pd.DataFrame:
    rows = [series.known_at(day.date()) < article.article.published for day in table.index]
    return table[rows]
