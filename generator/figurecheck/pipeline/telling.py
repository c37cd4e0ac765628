"""From judged claims to the text of every page: draws the charts and hands all of it to the pages."""

from collections.abc import Mapping

from figurecheck import __version__
from figurecheck.claims.schema import article_schema_text
from figurecheck.ledger.chain import Ledger
from figurecheck.ledger.snapshots import series_marks
from figurecheck.pages.context import ArticleContext, ClaimContext, Picture, SeriesFacts, SiteContext
from figurecheck.pages.corrections.pictures import corrections_picture
from figurecheck.pages.overview import overview_picture
from figurecheck.pages.pictures import claim_pictures
from figurecheck.pages.results_document import results_schema_text, results_text
from figurecheck.pages.site import render_site
from figurecheck.pipeline.corrections_facts import corrections_facts
from figurecheck.pipeline.judging import Judged, Step, frames
from figurecheck.pipeline.method_facts import method_facts
from figurecheck.pipeline.refresh_facts import comparison_facts, health_facts
from figurecheck.pipeline.since import since_publication
from figurecheck.pipeline.what_if import what_if_series
from figurecheck.pipeline.window_tables import window_tables
from figurecheck.pipeline.workspace import Workspace
from figurecheck.verdicts.outcome import AsOf


def tell(
    workspace: Workspace,
    judged: tuple[Judged, ...],
    facts: tuple[SeriesFacts, ...],
    ledgers: Mapping[str, Ledger],
    step: Step,
) -> dict[str, str]:
    """Every file of ``reports/`` as text, by its path."""
    context = SiteContext(
        articles=tuple(_article(workspace, one, ledgers[one.article.article.slug], step) for one in judged),
        series=facts,
        unavailable=workspace.catalogue.unavailable,
        version=__version__,
        last_day=max(one.last_day for one in facts),
        methods=method_facts(workspace.project),
        health=health_facts(workspace.project),
        comparisons=comparison_facts(workspace.project, workspace.catalogue),
    )
    step("rendering pages", 0, 1)
    results = {f"{one.article.article.slug}/results.json": _results(workspace, one) for one in judged}
    kept = {
        f"{slug}/{name}": text
        for slug, ledger in ledgers.items()
        for name, text in (("ledger.csv", ledger.text), ("ledger.head", ledger.head))
    }
    schemas = {
        "schema/results.schema.json": results_schema_text(),
        "schema/article.schema.json": article_schema_text(),
    }
    pages = render_site(context, workspace.project.templates)
    return {**pages, **_windows(judged), **results, **kept, **schemas}


def _results(workspace: Workspace, judged: Judged) -> str:
    stored = (found for name, found in judged.observed.items() if name not in workspace.catalogue.derived)
    return results_text(judged.article, judged.outcomes, judged.last_day, series_marks(stored))


def _windows(judged: tuple[Judged, ...]) -> dict[str, str]:
    """The table of all windows of every part that has them."""
    found: dict[str, str] = {}
    for one in judged:
        outcomes = [outcome for dates in one.outcomes.values() for outcome in dates.values()]
        found |= window_tables(one.article.article.slug, outcomes)
    return found


def _article(workspace: Workspace, judged: Judged, ledger: Ledger, step: Step) -> ArticleContext:
    claims = []
    for number, claim in enumerate(judged.article.claims):
        step(f"drawing {claim.id}", number, len(judged.article.claims))
        then, now = (judged.outcomes[claim.id][as_of] for as_of in (AsOf.PUBLICATION, AsOf.TODAY))
        claims.append(ClaimContext(claim, then, now, claim_pictures(judged.article, claim, now, then, judged.frames)))
    step("tabling corrections", 0, 1)
    corrections = corrections_facts(workspace, judged.article)
    return ArticleContext(
        article=judged.article,
        claims=tuple(claims),
        picture=_overview(workspace, judged),
        corrections=corrections,
        corrections_pictures=() if corrections is None else (corrections_picture(corrections.today),),
        since=since_publication(judged),
        ledger=ledger.rows,
        what_if=what_if_series(workspace, judged.article),
    )


def _overview(workspace: Workspace, judged: Judged) -> Picture | None:
    chosen = judged.article.overview
    if chosen is None:
        return None
    return overview_picture(judged.article, *chosen.series, frames(workspace.read(chosen.series)))
