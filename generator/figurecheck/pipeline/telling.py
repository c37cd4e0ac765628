"""From judged claims to the text of every page: draws the charts and hands all of it to the pages."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import Any

from jinja2 import BytecodeCache

from figurecheck import __version__
from figurecheck.claims.model import Claim
from figurecheck.claims.schema import article_schema_text
from figurecheck.ledger.chain import Ledger
from figurecheck.pages.bundle import place_in_bundle
from figurecheck.pages.context import ArticleContext, ClaimContext, Picture, SeriesFacts, SiteContext
from figurecheck.pages.methods.coverage import CoverageStudy
from figurecheck.pages.methods.facts import MethodFacts
from figurecheck.pages.release import release_of
from figurecheck.pages.results_document import results_schema_text, results_text
from figurecheck.pages.site import site_files
from figurecheck.pipeline.judging import Judged, Step
from figurecheck.pipeline.page_units import KeptPages
from figurecheck.pipeline.refresh_facts import health_facts
from figurecheck.pipeline.series_pieces import SECOND_SOURCES, mark_name
from figurecheck.pipeline.settings import site_settings
from figurecheck.pipeline.since import since_publication
from figurecheck.pipeline.site_pieces import METHODS, growth_name, overview_name
from figurecheck.pipeline.speed_record import read_speed
from figurecheck.pipeline.what_if import offered, what_if_series
from figurecheck.pipeline.workspace import Workspace
from figurecheck.verdicts.outcome import AsOf


@dataclass(frozen=True)
class Told:
    """What the site needs of what was told: the paths of what its bundle holds, and what that tells of, without charts.

    Of thousands of claims the rest would take more room than MkDocs does while it builds.
    """

    bundled: tuple[str, ...]
    site: SiteContext

    def files(self, reports: Path) -> dict[str, str]:
        """What goes into the bundle, by path, as it was written to the folder ``reports``."""
        return {path: (reports / path).read_bytes().decode() for path in self.bundled}


Write = Callable[[str, str], None]
"""Takes a file of ``reports/``: its path and its text."""


def _without_charts(article: ArticleContext) -> ArticleContext:
    claims = tuple(replace(claim, pictures=()) for claim in article.claims)
    return replace(article, claims=claims, picture=None, corrections_pictures=())


def tell(
    workspace: Workspace,
    judged: tuple[Judged, ...],
    facts: tuple[SeriesFacts, ...],
    beside: Mapping[str, Any],
    ledgers: Mapping[str, Ledger],
    render: KeptPages,
    step: Step,
    write: Write,
    code: BytecodeCache | None = None,
) -> Told:
    """Hand every file of ``reports/`` to ``write`` as it is made; ``render`` gives the pages that were kept.

    ``code`` may know compiled templates. ``beside`` are the results of ``site_pieces`` and ``series_pieces`` by name.
    """
    step("rendering pages", 0, 1)
    methods: MethodFacts = beside[METHODS]
    results = {one.article.article.slug: _results(workspace, one, beside) for one in judged}
    context = SiteContext(
        articles=tuple(
            replace(
                _article(workspace, one, ledgers[one.article.article.slug], beside),
                release=release_of(json.loads(results[one.article.article.slug])),
            )
            for one in judged
        ),
        series=facts,
        unavailable=workspace.catalogue.unavailable,
        version=__version__,
        settings=site_settings(workspace.project),
        last_day=max(one.last_day for one in facts),
        methods=methods,
        health=health_facts(workspace.project),
        comparisons=beside[SECOND_SOURCES],
        speed=read_speed(workspace.project),
    )
    bundled: list[str] = []
    pages = site_files(context, workspace.project.templates, render, code)
    for path, text in chain(pages, _windows(judged), _records(results, ledgers)):
        write(path, text)
        if place_in_bundle(path):
            bundled.append(path)
    return Told(tuple(bundled), replace(context, articles=tuple(map(_without_charts, context.articles))))


def _records(results: Mapping[str, str], ledgers: Mapping[str, Ledger]) -> Iterator[tuple[str, str]]:
    """What machines read of every article, and what describes it."""
    for slug, text in results.items():
        yield f"{slug}/results.json", text
    for slug, ledger in ledgers.items():
        yield f"{slug}/ledger.csv", ledger.text
        yield f"{slug}/ledger.head", ledger.head
    yield "schema/results.schema.json", results_schema_text()
    yield "schema/article.schema.json", article_schema_text()


def _results(workspace: Workspace, judged: Judged, beside: Mapping[str, Any]) -> str:
    stored = sorted(name for name in judged.observed if name not in workspace.catalogue.derived)
    marks = {name: beside[mark_name(name)] for name in stored}
    study: CoverageStudy | None = beside[METHODS].coverage
    return results_text(judged.article, judged.outcomes, judged.last_day, marks, study, judged.corrections)


def _windows(judged: tuple[Judged, ...]) -> Iterator[tuple[str, str]]:
    """The table of all windows of every part that has them; parts with the same windows share one."""
    every = {path: text for one in judged for drawn in one.drawn.values() for path, text in drawn.tables.items()}
    return iter(every.items())


def _article(workspace: Workspace, judged: Judged, ledger: Ledger, beside: Mapping[str, Any]) -> ArticleContext:
    article = judged.article
    growths = {name: beside[growth_name(name)] for name in offered(workspace, article)}
    return ArticleContext(
        article=article,
        claims=tuple(_claim(judged, claim) for claim in article.claims),
        picture=beside.get(overview_name(article)),
        corrections=judged.corrections,
        corrections_pictures=_corrections(judged),
        since=since_publication(judged),
        ledger=ledger.rows,
        what_if=what_if_series(workspace, article, growths),
    )


def _claim(judged: Judged, claim: Claim) -> ClaimContext:
    then, now = (judged.outcomes[claim.id][as_of] for as_of in (AsOf.PUBLICATION, AsOf.TODAY))
    return ClaimContext(claim, then, now, judged.drawn[claim.id].pictures)


def _corrections(judged: Judged) -> tuple[Picture, ...]:
    if judged.corrections is None:
        return ()
    from figurecheck.pages.corrections.pictures import corrections_picture

    frames = {name: (found.series, found.frame) for name, found in judged.observed.items()}
    return (corrections_picture(judged.corrections.today, frames),)
