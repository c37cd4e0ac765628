"""The build: judge every claim, tell it, let MkDocs make the site, and publish all of it at once."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from figurecheck.keys.kept import Kept
from figurecheck.keys.unit import Told
from figurecheck.keys.whole import LastBuild
from figurecheck.pages.words import tally_sentence
from figurecheck.paths import Project
from figurecheck.pipeline.alone import alone
from figurecheck.pipeline.check import check
from figurecheck.pipeline.facts import series_facts
from figurecheck.pipeline.generation import Generation
from figurecheck.pipeline.judging import Judged, Step
from figurecheck.pipeline.ledger import grown_ledger, stored_ledger
from figurecheck.pipeline.site_step import site_step
from figurecheck.pipeline.telling import tell
from figurecheck.pipeline.working import work
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


def build(project: Project, step: Step, *, cold: bool = False, scheduler: str = "") -> BuildReport:
    """Recompute what changed and publish it; ``step`` is told what goes on (words, done, total).

    ``cold`` uses nothing of earlier builds; ``scheduler`` is the address of a Dask cluster that does the work. Raises
    a FigurecheckError with nothing published: the reports and the site stay as they were.
    """
    with alone(project, "build", "refresh"):
        finish(project)
        problems = check(project)
        if problems:
            raise problems[0]
        workspace = open_workspace(project)
        kept = Kept(project.root / ".cache" / "units", use=not cold)
        generation = Generation(project)
        generation.begin()
        facts = series_facts(workspace)
        for article in workspace.articles:
            stored_ledger(project, article.article.slug)
        judged = work(workspace, kept, step, scheduler)
        ledgers = {one.article.article.slug: grown_ledger(project, one) for one in judged}
        told = tell(workspace, judged, facts, ledgers, kept, step)
        for path, text in told.files.items():
            generation.write(path, text)
        last_day = max(one.last_day for one in judged)
        site = site_step(project, generation, kept, told, last_day, step)
        generation.write(project.addresses.name, site.addresses)
        files, removed = generation.finish(kept=() if site.built else ("site",))
        kept.close()
        articles = tuple(_report(one) for one in judged)
        report = BuildReport(articles, files, removed, last_day, project.site, tuple(kept.told))
        LastBuild(project.root).remember(report.afterwards)
    return report


def _report(judged: Judged) -> ArticleReport:
    verdicts = (outcome[AsOf.TODAY].verdict for outcome in judged.outcomes.values())
    return ArticleReport(judged.article.article.slug, tally_sentence(verdicts))
