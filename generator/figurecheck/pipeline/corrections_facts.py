"""The corrections that an article's claims speak of, computed at both dates."""

from joblib import Parallel, delayed

from figurecheck.claims.model import Article
from figurecheck.pipeline import corrections_table as table
from figurecheck.pipeline.evaluators.base import SEED
from figurecheck.pipeline.judge import known_at_publication
from figurecheck.pipeline.workspace import Workspace
from figurecheck.verdicts.corrections import CorrectionsPair


def corrections_facts(
    workspace: Workspace, article: Article, spec: table.TableSpec | None = None
) -> CorrectionsPair | None:
    """The table at both dates; None where no claim of the article reads any corrections."""
    wanted = spec or table.TableSpec()
    if not any(part.primary.episodes is not None for claim in article.claims for part in claim.parts):
        return None
    observed = workspace.read(table.table_series(wanted))
    columns = table.table_columns(workspace.catalogue, wanted)
    worlds = (known_at_publication(article, observed), observed)
    then, now = Parallel(n_jobs=-1)(
        delayed(table.corrections_table)(world, article, columns, SEED, spec=wanted) for world in worlds
    )
    return CorrectionsPair(then, now)
