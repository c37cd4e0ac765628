"""The corrections that an article's claims speak of, computed at both dates."""

from collections.abc import Mapping
from dataclasses import replace

from figurecheck.claims.model import Article
from figurecheck.pipeline.corrections_spec import TableSpec
from figurecheck.pipeline.corrections_table import corrections_eras, corrections_table
from figurecheck.pipeline.evaluators.base import SEED
from figurecheck.pipeline.judge import known_at_publication
from figurecheck.store.reading import Observed
from figurecheck.verdicts.corrections import Column, Corrections, Eras
from figurecheck.verdicts.outcome import AsOf


def corrections_facts(
    article: Article, observed: Mapping[str, Observed], columns: tuple[Column, ...], spec: TableSpec | None = None
) -> dict[AsOf, Corrections]:
    """The whole table at both dates; ``columns`` are those of :func:`table_columns` for the same ``spec``."""
    eras = both_eras(article, observed, spec)
    return {as_of: replace(one_table(article, observed, columns, as_of, spec), eras=eras[as_of]) for as_of in AsOf}


def one_table(
    article: Article,
    observed: Mapping[str, Observed],
    columns: tuple[Column, ...],
    as_of: AsOf,
    spec: TableSpec | None = None,
) -> Corrections:
    """The table at one date without its eras."""
    return corrections_table(_worlds(article, observed)[as_of], article, columns, SEED, spec=spec)


def both_eras(
    article: Article, observed: Mapping[str, Observed], spec: TableSpec | None = None
) -> dict[AsOf, Eras | None]:
    """The eras at both dates, which share the years before the break."""
    return corrections_eras(_worlds(article, observed), article, SEED, spec=spec)


def _worlds(article: Article, observed: Mapping[str, Observed]) -> dict[AsOf, Mapping[str, Observed]]:
    return {AsOf.PUBLICATION: known_at_publication(article, observed), AsOf.TODAY: observed}
