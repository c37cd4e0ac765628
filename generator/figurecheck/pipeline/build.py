"""The build: judge every claim, tell it, let MkDocs make the site, and publish all of it at once."""

import os
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from itertools import chain
from pathlib import Path

from figurecheck.keys.code import depends
from figurecheck.keys.digests import digest
from figurecheck.keys.forgetting import forget
from figurecheck.keys.imports import imports_kept
from figurecheck.keys.kept import LIMIT, Kept
from figurecheck.keys.remembered import remembered
from figurecheck.keys.unit import Told
from figurecheck.keys.whole import LastBuild, Said
from figurecheck.pages.words import tally_sentence
from figurecheck.paths import Project
from figurecheck.pipeline.alone import alone
from figurecheck.pipeline.check import sound_workspace
from figurecheck.pipeline.facts import series_facts
from figurecheck.pipeline.generation import Generation
from figurecheck.pipeline.judge import FULL, Draws
from figurecheck.pipeline.judging import Judged, Step
from figurecheck.pipeline.ledger import grown_ledger, stored_ledger
from figurecheck.pipeline.page_units import KeptPages
from figurecheck.pipeline.planning import unit_store
from figurecheck.pipeline.series_pieces import series_pieces
from figurecheck.pipeline.site import site_builder
from figurecheck.pipeline.site_pieces import site_pieces
from figurecheck.pipeline.template_code import TemplateCode
from figurecheck.pipeline.working import work
from figurecheck.pipeline.workspace import Workspace
from figurecheck.store.pending import finish
from figurecheck.verdicts.outcome import AsOf

_NOTHING = "nothing of earlier builds is used"


@dataclass(frozen=True)
class ArticleReport:
    """One article after a build: how many claims hold, in one sentence."""

    slug: str
    sentence: str


@dataclass(frozen=True)
class BuildReport:
    """What a build did: files that changed or went, the newest day of the data, where the site is, and every unit."""

    articles: tuple[ArticleReport, ...]
    files: int
    removed: int
    last_day: date
    site: Path
    units: tuple[Told, ...]

    @property
    def lines(self) -> list[str]:
        """What the command says after a build."""
        return self._lines(f"{self.files} files changed, {self.removed} removed; data to {self.last_day}")

    @property
    def afterwards(self) -> list[str]:
        """What it says as long as nothing changes."""
        return self._lines(f"nothing differs from the last build; data to {self.last_day}")

    def _lines(self, done: str) -> list[str]:
        told = [f"{article.slug}: {article.sentence}" for article in self.articles]
        return [*told, done, f"The site is in {self.site}; read it with: figurecheck serve"]


def build(
    project: Project,
    step: Step,
    *,
    cold: bool = False,
    scheduler: str = "",
    keep: float = LIMIT,
    draws: Draws = FULL,
) -> BuildReport:
    """Recompute what changed and publish it; ``step`` is told what goes on (words, done, total).

    ``cold`` removes what earlier builds kept before anything is looked up; ``scheduler`` is the address of a Dask
    cluster that does the work; ``keep`` MiB of what only older builds used are kept; ``draws`` are the resamples.
    Raises a FigurecheckError with nothing published: the reports and the site stay as they were.
    """
    with alone(project, "build", "refresh"):
        finish(project)
        workspace = sound_workspace(project)
        if cold:
            forget(project.root)
        store = unit_store(project)
        kept = Kept(store, keep, _NOTHING) if cold else Kept(store, keep)
        with imports_kept(store / "imports.json"):
            return _published(workspace, kept, step, scheduler, draws)


def _published(workspace: Workspace, kept: Kept, step: Step, scheduler: str, draws: Draws) -> BuildReport:
    project = workspace.project
    generation = Generation(project)
    generation.begin()
    for article in workspace.articles:
        stored_ledger(project, article.article.slug)
    pieces = chain(site_pieces(workspace), series_pieces(workspace))
    judged, beside = work(workspace, kept, pieces, step, scheduler, draws, _import_the_rest)
    from figurecheck.pipeline.site_step import site_step
    from figurecheck.pipeline.telling import tell

    facts = series_facts(workspace, beside)
    ledgers = {one.article.article.slug: grown_ledger(project, one) for one in judged}
    last_day = max(one.last_day for one in judged)
    articles = tuple(_report(one) for one in judged)
    with site_builder(project, last_day, kept.folder / "theme") as builder:
        pages = KeptPages(kept, builder.begin)
        with remembered(kept.folder / "templates", digest(repr(depends("pages.templating").inputs))) as memory:
            code = TemplateCode(memory)
            told = tell(workspace, judged, facts, beside, ledgers, pages, step, generation.write, code)
        del judged  # with the charts of thousands of claims, while MkDocs needs the room
        site = site_step(generation, kept, told, builder, step)
    generation.write(project.addresses.name, site.addresses)
    files, removed = generation.finish(kept=() if site.files else ("site",), site=site.files)
    kept.close()
    report = BuildReport(articles, files, removed, last_day, project.site, tuple(kept.told))
    last = LastBuild(project.root, os.environ, "" if draws == FULL else draws.named)
    last.remember(Said(report.afterwards, [unit.unit for unit in report.units]))
    return report


def _import_the_rest() -> None:
    """What tells of the claims and builds the site: a third of all imports, and first asked for when all is judged."""
    for name in ("telling", "site_step"):
        import_module(f"figurecheck.pipeline.{name}")


def _report(judged: Judged) -> ArticleReport:
    verdicts = (outcome[AsOf.TODAY].verdict for outcome in judged.outcomes.values())
    return ArticleReport(judged.article.article.slug, tally_sentence(verdicts))
