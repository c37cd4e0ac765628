"""From judged claims to the text of every page: draws the charts and hands all of it to the pages."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace

from figurecheck import __version__
from figurecheck.claims.model import Claim
from figurecheck.claims.schema import article_schema_text
from figurecheck.keys.kept import Kept
from figurecheck.ledger.chain import Ledger
from figurecheck.ledger.snapshots import series_marks
from figurecheck.pages.context import ArticleContext, ClaimContext, Picture, SeriesFacts, SiteContext
from figurecheck.pages.corrections.pictures import corrections_picture
from figurecheck.pages.overview import overview_picture
from figurecheck.pages.release import release_of
from figurecheck.pages.results_document import results_schema_text, results_text
from figurecheck.pages.site import render_site
from figurecheck.pipeline.judging import Judged, Step, frames
from figurecheck.pipeline.method_facts import method_facts
from figurecheck.pipeline.page_units import KeptPages
from figurecheck.pipeline.refresh_facts import comparison_facts, health_facts
from figurecheck.pipeline.settings import site_settings
from figurecheck.pipeline.since import since_publication
from figurecheck.pipeline.speed_record import read_speed
from figurecheck.pipeline.what_if import what_if_series
from figurecheck.pipeline.workspace import Workspace
from figurecheck.verdicts.outcome import AsOf


@dataclass(frozen=True)
class Told:
    """Every file of ``reports/`` as text, by its path, and the site that they tell of."""

    files: dict[str, str]
    site: SiteContext


def tell(
    workspace: Workspace,
    judged: tuple[Judged, ...],
    facts: tuple[SeriesFacts, ...],
    ledgers: Mapping[str, Ledger],
    kept: Kept,
    step: Step,
) -> Told:
    """Every file of ``reports/``, and what they were told from; pages that were ``kept`` are not rendered again."""
    step("rendering pages", 0, 1)
    results = {one.article.article.slug: _results(workspace, one) for one in judged}
    context = SiteContext(
        articles=tuple(
            replace(
                _article(workspace, one, ledgers[one.article.article.slug]),
                release=release_of(json.loads(results[one.article.article.slug])),
            )
            for one in judged
        ),
        series=facts,
        unavailable=workspace.catalogue.unavailable,
        version=__version__,
        settings=site_settings(workspace.project),
        last_day=max(one.last_day for one in facts),
        methods=method_facts(workspace.project),
        health=health_facts(workspace.project),
        comparisons=comparison_facts(workspace.project, workspace.catalogue),
        speed=read_speed(workspace.project),
    )
    ledger_files = {
        f"{slug}/{name}": text
        for slug, ledger in ledgers.items()
        for name, text in (("ledger.csv", ledger.text), ("ledger.head", ledger.head))
    }
    schemas = {
        "schema/results.schema.json": results_schema_text(),
        "schema/article.schema.json": article_schema_text(),
    }
    pages = render_site(context, workspace.project.templates, KeptPages(kept))
    machine = {f"{slug}/results.json": text for slug, text in results.items()}
    return Told({**pages, **_windows(judged), **machine, **ledger_files, **schemas}, context)


def _results(workspace: Workspace, judged: Judged) -> str:
    stored = (found for name, found in judged.observed.items() if name not in workspace.catalogue.derived)
    return results_text(judged.article, judged.outcomes, judged.last_day, series_marks(stored))


def _windows(judged: tuple[Judged, ...]) -> dict[str, str]:
    """The table of all windows of every part that has them; parts with the same windows share one."""
    return {path: text for one in judged for drawn in one.drawn.values() for path, text in drawn.tables.items()}


def _article(workspace: Workspace, judged: Judged, ledger: Ledger) -> ArticleContext:
    return ArticleContext(
        article=judged.article,
        claims=tuple(_claim(judged, claim) for claim in judged.article.claims),
        picture=_overview(workspace, judged),
        corrections=judged.corrections,
        corrections_pictures=() if judged.corrections is None else (corrections_picture(judged.corrections.today),),
        since=since_publication(judged),
        ledger=ledger.rows,
        what_if=what_if_series(workspace, judged.article),
    )


def _claim(judged: Judged, claim: Claim) -> ClaimContext:
    then, now = (judged.outcomes[claim.id][as_of] for as_of in (AsOf.PUBLICATION, AsOf.TODAY))
    return ClaimContext(claim, then, now, judged.drawn[claim.id].pictures)


def _overview(workspace: Workspace, judged: Judged) -> Picture | None:
    chosen = judged.article.overview
    if chosen is None:
        return None
    return overview_picture(judged.article, *chosen.series, frames(workspace.read(chosen.series)))
