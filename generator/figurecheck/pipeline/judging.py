"""Judging whole articles on all cores: claims are independent of each other, so each is a task of its own."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from joblib import Parallel, delayed

from figurecheck.claims.model import Article, Claim
from figurecheck.pages.sources import Frames
from figurecheck.pipeline.judge import judge_article, series_of
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
    """Judge every article of the project; the outcomes do not depend on the number of cores."""
    return tuple(_judged(workspace, article, step) for article in workspace.articles)


def _judged(workspace: Workspace, article: Article, step: Step) -> Judged:
    observed = workspace.observe(article, article.claims)
    needed = {claim.id: _needed(workspace, article, claim) for claim in article.claims}
    tasks = (
        delayed(judge_article)(article, {name: observed[name] for name in needed[claim.id]}, (claim,))
        for claim in article.claims
    )
    outcomes: Outcomes = {}
    for found in Parallel(n_jobs=-1, batch_size=1, return_as="generator_unordered")(tasks):
        step("recomputing claims", len(outcomes), len(article.claims))
        outcomes |= found
    return Judged(article, observed, {claim.id: outcomes[claim.id] for claim in article.claims})


def _needed(workspace: Workspace, article: Article, claim: Claim) -> tuple[str, ...]:
    """The series that one claim looks at, members of baskets included, so that no task carries the others."""
    used = series_of(article, claim)
    members = (member for name in used for member in workspace.catalogue.stored(name))
    return tuple(dict.fromkeys((*used, *members)))
