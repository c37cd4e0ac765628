"""The work of a build on all cores: what was judged and drawn before is used again, the rest are tasks.

Claims are independent of each other, so what comes out does not depend on the number of cores or on what was kept.
"""

import pickle
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from figurecheck.claims.model import Article, Claim
from figurecheck.keys.kept import Kept
from figurecheck.keys.unit import Unit
from figurecheck.pages.pictures import claim_pictures
from figurecheck.pipeline.corrections_facts import corrections_facts, reads_corrections
from figurecheck.pipeline.corrections_table import table_columns, table_series
from figurecheck.pipeline.judge import FULL, judge_article, series_of
from figurecheck.pipeline.judging import Drawn, Judged, Outcomes, Step, frames
from figurecheck.pipeline.tasks import Name, Task, run
from figurecheck.pipeline.units import claim_unit, corrections_unit, pictures_unit
from figurecheck.pipeline.window_tables import window_tables
from figurecheck.pipeline.workspace import Workspace
from figurecheck.store.reading import Observed
from figurecheck.verdicts.corrections import Corrections, CorrectionsPair
from figurecheck.verdicts.outcome import AsOf, Outcome

Observations = Mapping[str, Observed]
Dates = dict[AsOf, Outcome]


@dataclass
class _Plan:
    """What is left to do for one article, and what need not be done again."""

    article: Article
    observed: dict[str, Observed]
    claims: dict[str, tuple[Unit, Unit]] = field(default_factory=dict)
    corrections: Unit | None = None
    outcomes: Outcomes = field(default_factory=dict)
    drawn: dict[str, Drawn] = field(default_factory=dict)
    table: dict[AsOf, Corrections] = field(default_factory=dict)
    tasks: list[Task] = field(default_factory=list)


def work(workspace: Workspace, kept: Kept, step: Step, scheduler: str = "") -> tuple[Judged, ...]:
    """Judge and draw every article of the project; ``step`` is told what goes on (words, done, total).

    ``scheduler`` is the address of a Dask scheduler that does the work in place of this machine; raises ClusterError.
    """
    plans = [_plan(workspace, article, kept) for article in workspace.articles]
    tasks = [task for plan in plans for task in plan.tasks]
    results: dict[Name, Any] = {}
    for name, found in run(tasks, scheduler):
        results[name] = found
        step("recomputing claims", len(results), len(tasks))
    return tuple(_gathered(plan, results, kept) for plan in plans)


def _plan(workspace: Workspace, article: Article, kept: Kept) -> _Plan:
    plan = _Plan(article, workspace.observe(article, article.claims))
    for claim in article.claims:
        _plan_claim(workspace, claim, plan, kept)
    if reads_corrections(article):
        _plan_corrections(workspace, plan, kept)
    return plan


def _plan_claim(workspace: Workspace, claim: Claim, plan: _Plan, kept: Kept) -> None:
    observed = {name: plan.observed[name] for name in needed(workspace, plan.article, claim)}
    basket = any(name in workspace.catalogue.derived for name in observed)
    judged = claim_unit(plan.article, claim, observed, FULL, basket=basket)
    drawn = pictures_unit(plan.article, claim, judged)
    outcomes, pictures = kept.find(judged), kept.find(drawn)
    plan.claims[claim.id] = judged, drawn
    if outcomes is not None:
        plan.outcomes[claim.id] = pickle.loads(outcomes)  # noqa: S301  # written by this project, checked by digest
    if pictures is not None:
        plan.drawn[claim.id] = pickle.loads(pictures)  # noqa: S301
    if outcomes is None or pictures is None:
        found = plan.outcomes.get(claim.id)
        weight = _weight(claim) if found is None else 0
        task = Task(("claim", claim.id), weight, _claim, (plan.article, claim, observed, found, pictures is None))
        plan.tasks.append(task)


def _plan_corrections(workspace: Workspace, plan: _Plan, kept: Kept) -> None:
    observed = workspace.read(table_series())
    columns = table_columns(workspace.catalogue)
    plan.corrections = corrections_unit(plan.article, observed)
    found = kept.find(plan.corrections)
    if found is not None:
        plan.table = pickle.loads(found)  # noqa: S301
        return
    slug = plan.article.article.slug
    plan.tasks += [
        Task(("corrections", f"{slug} {as_of}"), _HEAVIEST, corrections_facts, (plan.article, observed, columns, as_of))
        for as_of in AsOf
    ]


_HEAVIEST = 1_000


def _weight(claim: Claim) -> int:
    """How long a claim may take, roughly: its sampled figures count, exact ones hardly."""
    sampled = sum(not part.exact for part in claim.parts)
    return 1 + 10 * sampled + len(claim.beside)


def _claim(
    article: Article, claim: Claim, observed: Observations, outcomes: Dates | None, draw: bool
) -> tuple[Dates, Drawn | None]:
    """Judge one claim unless that was done, and draw its charts where they are wanted."""
    found = outcomes or judge_article(article, observed, (claim,))[claim.id]
    if not draw:
        return found, None
    now, then = found[AsOf.TODAY], found[AsOf.PUBLICATION]
    pictures = claim_pictures(article, claim, now, then, frames(observed))
    return found, Drawn(pictures, window_tables(article.article.slug, (then, now)))


def _gathered(plan: _Plan, results: Mapping[Name, Any], kept: Kept) -> Judged:
    """The article with what was kept and what has come; the latter is kept from now on."""
    for claim, (judged, drawn) in plan.claims.items():
        if ("claim", claim) not in results:
            continue
        outcomes, drawing = results[("claim", claim)]
        if claim not in plan.outcomes:
            plan.outcomes[claim] = outcomes
            kept.keep(judged, pickle.dumps(outcomes))
        if drawing is not None:
            plan.drawn[claim] = drawing
            kept.keep(drawn, pickle.dumps(drawing))
    if plan.corrections is not None and not plan.table:
        slug = plan.article.article.slug
        plan.table = {as_of: results[("corrections", f"{slug} {as_of}")] for as_of in AsOf}
        kept.keep(plan.corrections, pickle.dumps(plan.table))
    pair = CorrectionsPair(plan.table[AsOf.PUBLICATION], plan.table[AsOf.TODAY]) if plan.table else None
    ordered = {claim.id: plan.outcomes[claim.id] for claim in plan.article.claims}
    return Judged(plan.article, plan.observed, ordered, plan.drawn, pair)


def needed(workspace: Workspace, article: Article, claim: Claim) -> tuple[str, ...]:
    """The series that one claim looks at, members of baskets included, so that no task carries the others."""
    used = series_of(article, claim)
    members = (member for name in used for member in workspace.catalogue.stored(name))
    return tuple(dict.fromkeys((*used, *members)))
