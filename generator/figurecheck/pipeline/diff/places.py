"""Observations and articles of the two sides of a comparison, and the steps that lead from one to the other."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

import pandas as pd

from figurecheck.claims.loading import load_article
from figurecheck.claims.model import Article
from figurecheck.errors import MissingDataError
from figurecheck.ledger.changes import Cause, SeriesChange
from figurecheck.ledger.compare import View
from figurecheck.ledger.steps import Steps, steps
from figurecheck.paths import Project
from figurecheck.pipeline.basket import with_baskets
from figurecheck.pipeline.judge import series_of
from figurecheck.series.catalogue import Catalogue
from figurecheck.store.reading import Observed, read
from figurecheck.verdicts.outcome import AsOf


@dataclass(frozen=True)
class Places:
    """Both sides where articles and data are at hand; ``view`` says which dates are set against each other.

    Since publication, the old observations are those that were known then; otherwise both are all there is.
    """

    catalogue: Catalogue
    old: Project
    new: Project
    old_article: Article
    new_article: Article
    view: View
    memory: dict[str, tuple[Observed, Steps]] = field(default_factory=dict, compare=False, repr=False)

    def change(self, name: str) -> SeriesChange:
        """What happened to a stored series; raises DataError where a side's file is not the recorded one."""
        return self._steps(name)[1].change

    @property
    def named(self) -> set[str]:
        """The stored series that a claim of either article reads."""
        articles = (self.old_article, self.new_article)
        used = {name for article in articles for claim in article.claims for name in series_of(article, claim)}
        return {one for name in used for one in self.catalogue.stored(name)}

    def observed(self, names: Iterable[str], after: Cause | None) -> dict[str, Observed]:
        """The observations of ``names`` once all causes up to ``after`` are applied (None: those of the old side).

        A basket is computed from its members; a series without observations at that step is left out.
        """
        wanted = sorted(set(names))
        stored = sorted({one for name in wanted for one in self.catalogue.stored(name)})
        found: dict[str, Observed] = {}
        for name in stored:
            template, path = self._steps(name)
            frame = path.before if after is None else path.frames[after]
            if len(frame):
                found[name] = replace(template, frame=frame)
        whole = [name for name in wanted if all(one in found for one in self.catalogue.stored(name))]
        return with_baskets(found, whole, self.catalogue)

    def _steps(self, name: str) -> tuple[Observed, Steps]:
        if name not in self.memory:
            old, new = self._read(self.old, name), self._read(self.new, name)
            if self.view[0] != self.view[1] and old is not None:
                old = old.known_before(self.old_article.article.published)
            self.memory[name] = _path(name, old, new)
        return self.memory[name]

    def _read(self, project: Project, name: str) -> Observed | None:
        try:
            return read(project, self.catalogue.get(name))
        except MissingDataError:
            return None


def places(catalogue: Catalogue, old: Project, new: Project, slug: str, view: View) -> Places:
    """Both sides with their articles; raises ArticleError where one of them cannot be read."""
    articles = [load_article(project.article(slug), catalogue) for project in (old, new)]
    return Places(catalogue, old, new, articles[0], articles[1], view)


def _path(name: str, old: Observed | None, new: Observed | None) -> tuple[Observed, Steps]:
    template = new or old
    if template is None:
        raise MissingDataError(f"asked for {name}; neither side has it; run: figurecheck refresh")
    nothing: pd.DataFrame = template.frame.iloc[:0]
    before = nothing if old is None else old.frame
    return template, steps(name, before, nothing if new is None else new.frame)


def judged_at(view: View) -> AsOf:
    """The date at which the steps are judged."""
    return AsOf(view[1])
