"""The build: judge every claim, tell it, let MkDocs make the site, and publish all of it at once."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from figurecheck.pages.words import tally_sentence
from figurecheck.paths import Project
from figurecheck.pipeline.addresses import keep_addresses
from figurecheck.pipeline.alone import alone
from figurecheck.pipeline.check import check
from figurecheck.pipeline.content_policy import protect
from figurecheck.pipeline.dressing import dress, testable
from figurecheck.pipeline.facts import series_facts
from figurecheck.pipeline.generation import Generation
from figurecheck.pipeline.judging import Judged, Step, judge_all
from figurecheck.pipeline.ledger import grown_ledger, stored_ledger
from figurecheck.pipeline.site import build_site
from figurecheck.pipeline.telling import tell
from figurecheck.pipeline.workspace import open_workspace
from figurecheck.store.pending import finish
from figurecheck.verdicts.outcome import AsOf


@dataclass(frozen=True)
class ArticleReport:
    """One article after a build: how many claims hold, in one sentence."""

    slug: str
    sentence: str


@dataclass(frozen=True)
class BuildReport:
    """What a build did: files that changed or went, the newest day of the data, and where the site is."""

    articles: tuple[ArticleReport, ...]
    files: int
    removed: int
    last_day: date
    site: Path


def build(project: Project, step: Step) -> BuildReport:
    """Recompute everything and publish it; ``step`` is told what goes on (words, done, total).

    Raises a FigurecheckError with nothing published: the reports and the site stay as they were.
    """
    with alone(project, "build", "refresh"):
        finish(project)
        problems = check(project)
        if problems:
            raise problems[0]
        workspace = open_workspace(project)
        generation = Generation(project)
        generation.begin()
        facts = series_facts(workspace)
        for article in workspace.articles:
            stored_ledger(project, article.article.slug)
        judged = judge_all(workspace, step)
        ledgers = {one.article.article.slug: grown_ledger(project, one) for one in judged}
        told = tell(workspace, judged, facts, ledgers, step)
        for path, text in told.files.items():
            generation.write(path, text)
        last_day = max(one.last_day for one in judged)
        step("building the site", 0, 1)
        build_site(project, generation.tree("reports"), generation.tree("site"), last_day)
        step("adding what machines read", 0, 1)
        dress(project, told.site, told.files, generation.tree("site"))
        protect(generation.tree("site"))
        generation.write(project.addresses.name, keep_addresses(project, generation.tree("site"), testable(told.site)))
        files, removed = generation.finish()
    return BuildReport(tuple(_report(one) for one in judged), files, removed, last_day, project.site)


def _report(judged: Judged) -> ArticleReport:
    verdicts = (outcome[AsOf.TODAY].verdict for outcome in judged.outcomes.values())
    return ArticleReport(judged.article.article.slug, tally_sentence(verdicts))
