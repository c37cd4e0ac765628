"""The corrections that an article's claims speak of, computed at both dates."""

from collections.abc import Mapping

from figurecheck.claims.model import Article
from figurecheck.pipeline import corrections_table as table
from figurecheck.pipeline.evaluators.base import SEED
from figurecheck.pipeline.judge import known_at_publication
from figurecheck.store.reading import Observed
from figurecheck.verdicts.corrections import Column, Corrections
from figurecheck.verdicts.outcome import AsOf


def reads_corrections(article: Article) -> bool:
    """Whether a claim of the article reads any corrections."""
    return any(part.primary.episodes is not None for claim in article.claims for part in claim.parts)


def corrections_facts(
    article: Article,
    observed: Mapping[str, Observed],
    columns: tuple[Column, ...],
    as_of: AsOf,
    spec: table.TableSpec | None = None,
) -> Corrections:
    """The table at one date; ``columns`` are those of :func:`table_columns` for the same ``spec``."""
    world = known_at_publication(article, observed) if as_of is AsOf.PUBLICATION else observed
    return table.corrections_table(world, article, columns, SEED, spec=spec or table.TableSpec())
