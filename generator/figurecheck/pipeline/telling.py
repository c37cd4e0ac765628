"""From judged claims to the text of every page: draws the charts and hands all of it to the pages."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from figurecheck import __version__
from figurecheck.claims.model import Article
from figurecheck.claims.schema import article_schema_text
from figurecheck.pages.context import ArticleContext, ClaimContext, Picture, SeriesFacts, SiteContext
from figurecheck.pages.overview import overview_picture
from figurecheck.pages.pictures import claim_pictures
from figurecheck.pages.results_document import results_schema_text, results_text
from figurecheck.pages.site import render_site
from figurecheck.pages.sources import Frames
from figurecheck.pipeline.judge import judge_article
from figurecheck.pipeline.method_facts import method_facts
from figurecheck.pipeline.workspace import Workspace
from figurecheck.store.reading import Observed
from figurecheck.verdicts.outcome import AsOf, Outcome

Step = Callable[[str, int, int], None]
Outcomes = dict[str, dict[AsOf, Outcome]]


@dataclass(frozen=True)
class Judged:
    """One article with the observations it needs and the outcome of every claim at both dates."""

    article: Article
    observed: dict[str, Observed]
    outcomes: Outcomes

    @property
    def last_day(self) -> date:
        """The newest day in the observations."""
        return max(series.last_day for series in self.observed.values())

    @property
    def frames(self) -> Frames:
        """Series and observations by id."""
        return frames(self.observed)


def frames(observed: dict[str, Observed]) -> Frames:
    """Series and observations by id, as charts take them."""
    return {name: (found.series, found.frame) for name, found in observed.items()}


def judge_all(workspace: Workspace, step: Step) -> tuple[Judged, ...]:
    """Judge every article of the project."""
    return tuple(_judged(workspace, article, step) for article in workspace.articles)


def _judged(workspace: Workspace, article: Article, step: Step) -> Judged:
    observed = workspace.observe(article, article.claims)
    outcomes: Outcomes = {}
    for number, claim in enumerate(article.claims):
        step(f"recomputing {claim.id}", number, len(article.claims))
        outcomes |= judge_article(article, observed, (claim,))
    return Judged(article, observed, outcomes)


def tell(
    workspace: Workspace, judged: tuple[Judged, ...], facts: tuple[SeriesFacts, ...], step: Step
) -> dict[str, str]:
    """Every file of ``reports/`` as text, by its path."""
    context = SiteContext(
        articles=tuple(_article(workspace, one, step) for one in judged),
        series=facts,
        unavailable=workspace.catalogue.unavailable,
        version=__version__,
        last_day=max(one.last_day for one in facts),
        methods=method_facts(workspace.project),
    )
    step("rendering pages", 0, 1)
    results = {
        f"{one.article.article.slug}/results.json": results_text(one.article, one.outcomes, one.last_day)
        for one in judged
    }
    schemas = {
        "schema/results.schema.json": results_schema_text(),
        "schema/article.schema.json": article_schema_text(),
    }
    return {**render_site(context, workspace.project.templates), **results, **schemas}


def _article(workspace: Workspace, judged: Judged, step: Step) -> ArticleContext:
    claims = []
    for number, claim in enumerate(judged.article.claims):
        step(f"drawing {claim.id}", number, len(judged.article.claims))
        then, now = (judged.outcomes[claim.id][as_of] for as_of in (AsOf.PUBLICATION, AsOf.TODAY))
        claims.append(ClaimContext(claim, then, now, claim_pictures(judged.article, claim, now, then, judged.frames)))
    return ArticleContext(judged.article, tuple(claims), _overview(workspace, judged))


def _overview(workspace: Workspace, judged: Judged) -> Picture | None:
    chosen = judged.article.overview
    if chosen is None:
        return None
    return overview_picture(judged.article, *chosen.series, frames(workspace.read(chosen.series)))
