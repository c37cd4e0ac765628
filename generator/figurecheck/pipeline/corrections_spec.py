"""What the table of corrections compares, and which series that needs."""

from dataclasses import dataclass
from datetime import date

from figurecheck.claims.model import Article
from figurecheck.claims.statistics import Episodes, FilteredEpisodes, ScaledEpisodes
from figurecheck.series.catalogue import Catalogue
from figurecheck.verdicts.corrections import Column

BEAR_RULE = FilteredEpisodes(rule="filter", rise=0.2, fall=0.2)
SCALED_RULE = ScaledEpisodes(rule="volatility_scaled", deviations=10)
MILD_RULE = FilteredEpisodes(rule="filter", rise=0.15, fall=0.15)
HARSH_RULE = FilteredEpisodes(rule="filter", rise=0.3, fall=0.3)
UNEVEN_RULE = FilteredEpisodes(rule="filter", rise=0.2, fall=0.15)
PANDEMIC = date(2020, 3, 1)


@dataclass(frozen=True)
class TableSpec:
    """What the table compares: whose corrections, which series in each, and which of these to split and to classify.

    The first rule is the primary one, the first small series the one that carries the answer. ``break_day`` was named
    before any slope was computed: it is the day from which the article file asks whether the link has changed.
    """

    falling: str = "BTC-USD"
    series: tuple[str, ...] = (
        "PSCT", "IWC", "IWM", "IWO", "FDM", "ULTRA-SMALL-CAP-BASKET", "QQQ", "SPY", "GLD", "TLT", "UUP",
    )  # fmt: skip
    small: tuple[str, ...] = ("IWC", "FDM", "ULTRA-SMALL-CAP-BASKET", "PSCT", "IWM", "IWO")
    rules: tuple[Episodes, ...] = (BEAR_RULE, MILD_RULE, HARSH_RULE, SCALED_RULE, UNEVEN_RULE)
    break_day: date = PANDEMIC


def reads_corrections(article: Article) -> bool:
    """Whether a claim of the article reads any corrections."""
    return any(part.primary.episodes is not None for claim in article.claims for part in claim.parts)


def table_columns(catalogue: Catalogue, spec: TableSpec | None = None) -> tuple[Column, ...]:
    """What must be known of every series of the table; a basket is made of what survived."""
    wanted = spec or TableSpec()
    told = ((name, catalogue.get(name)) for name in wanted.series)
    return tuple(
        Column(name, series.title, name in wanted.small, series.ended, name in catalogue.derived)
        for name, series in told
    )


def table_series(spec: TableSpec | None = None) -> tuple[str, ...]:
    """The series that the table needs."""
    wanted = spec or TableSpec()
    return (wanted.falling, *wanted.series)
