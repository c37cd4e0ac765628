"""What is left to do for one article: what was kept of it, tasks for the rest, and their results as they come."""

import pickle
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from figurecheck.claims.model import Article, Claim
from figurecheck.keys.kept import Kept
from figurecheck.keys.unit import Unit
from figurecheck.paths import Project
from figurecheck.pipeline.corrections_spec import reads_corrections, table_columns, table_series
from figurecheck.pipeline.judge import FULL, Draws, judge_article, series_of
from figurecheck.pipeline.judging import Drawn, Judged, Outcomes, frames
from figurecheck.pipeline.tasks import Name, Task
from figurecheck.pipeline.units import (
    BASKET,
    CORRECTIONS,
    DRAWING,
    claim_modules,
    claim_unit,
    corrections_unit,
    pictures_unit,
)
from figurecheck.pipeline.window_tables import window_tables
from figurecheck.pipeline.workspace import Workspace
from figurecheck.store.reading import Observed
from figurecheck.verdicts.corrections import Column, Corrections, CorrectionsPair, Eras
from figurecheck.verdicts.outcome import AsOf, Outcome

Observations = Mapping[str, Observed]
Dates = dict[AsOf, Outcome]
_HEAVIEST = 1_000
_ERAS = "eras"


@dataclass
class Plan:
    """One article of a build: what need not be done again, and ``tasks`` for what is left."""

    article: Article
    observed: dict[str, Observed]
    kept: Kept
    draws: Draws
    tasks: list[Task] = field(default_factory=list)
    _claims: dict[str, tuple[Unit, Unit]] = field(default_factory=dict)
    _corrections: Unit | None = None
    _outcomes: Outcomes = field(default_factory=dict)
    _drawn: dict[str, Drawn] = field(default_factory=dict)
    _table: dict[AsOf, Corrections] = field(default_factory=dict)
    _parts: dict[str, Any] = field(default_factory=dict)

    def want(self, workspace: Workspace) -> None:
        """Look up every claim and the table of corrections, and make tasks of what was not kept."""
        for claim in self.article.claims:
            self._want_claim(workspace, claim)
        if reads_corrections(self.article):
            self._want_corrections(workspace)

    def take(self, name: Name, found: Any) -> None:
        """The result of a task, which is kept at once: what ends the build afterwards loses none of it."""
        kind, which = name
        if kind == "corrections":
            self._take_corrections(which.rpartition(" ")[2], found)
            return
        judged, drawn = self._claims[which]
        outcomes, drawing = found
        if which not in self._outcomes:
            self._outcomes[which] = outcomes
            self.kept.keep(judged, pickle.dumps(outcomes))
        if drawing is not None:
            self._drawn[which] = drawing
            self.kept.keep(drawn, pickle.dumps(drawing))

    @property
    def judged(self) -> Judged:
        """The whole article, its claims in the order of its file; every task has come back."""
        pair = CorrectionsPair(self._table[AsOf.PUBLICATION], self._table[AsOf.TODAY]) if self._table else None
        ordered = {claim.id: self._outcomes[claim.id] for claim in self.article.claims}
        return Judged(self.article, self.observed, ordered, self._drawn, pair)

    def _want_claim(self, workspace: Workspace, claim: Claim) -> None:
        observed = {name: self.observed[name] for name in needed(workspace, self.article, claim)}
        judged = _unit(workspace, self.article, claim, observed, self.draws)
        drawn = pictures_unit(self.article, claim, judged)
        outcomes, pictures = self.kept.find(judged), self.kept.find(drawn)
        self._claims[claim.id] = judged, drawn
        if outcomes is not None:
            self._outcomes[claim.id] = pickle.loads(outcomes)  # noqa: S301  # written by this project, checked by digest
        if pictures is not None:
            self._drawn[claim.id] = pickle.loads(pictures)  # noqa: S301
        if outcomes is None or pictures is None:
            found = self._outcomes.get(claim.id)
            weight = _weight(claim) if found is None else 0
            alone = self.article.model_copy(update={"claims": (claim,)})  # the others would be sent with every task
            given = (alone, claim, observed, self.draws, found, pictures is None)
            code = (*claim_modules(claim, basket=_basket(workspace, observed)), *DRAWING)
            self.tasks.append(Task(("claim", claim.id), weight, _claim, given, code))

    def _want_corrections(self, workspace: Workspace) -> None:
        observed = workspace.read(table_series())
        columns = table_columns(workspace.catalogue)
        self._corrections = corrections_unit(self.article, observed)
        found = self.kept.find(self._corrections)
        if found is not None:
            self._table = pickle.loads(found)  # noqa: S301
            return
        slug, code = self.article.article.slug, (CORRECTIONS, BASKET)
        for as_of in AsOf:
            given = (self.article, observed, columns, as_of)
            self.tasks.append(Task(("corrections", f"{slug} {as_of}"), _HEAVIEST, _table, given, code))
        self.tasks.append(
            Task(("corrections", f"{slug} {_ERAS}"), 2 * _HEAVIEST, _eras, (self.article, observed), code)
        )

    def _take_corrections(self, which: str, found: Any) -> None:
        """One of the three parts; the last to come makes the table whole."""
        self._parts[which] = found
        if self._corrections is not None and len(self._parts) == len(AsOf) + 1:
            eras = self._parts[_ERAS]
            self._table = {as_of: replace(self._parts[as_of], eras=eras[as_of]) for as_of in AsOf}
            self.kept.keep(self._corrections, pickle.dumps(self._table))


def unit_store(project: Project) -> Path:
    """Where the results of a project's units are kept."""
    return project.root / ".cache" / "units"


def plan(workspace: Workspace, article: Article, kept: Kept, draws: Draws) -> Plan:
    """What is to be done for ``article``."""
    made = Plan(article, workspace.observe(article, article.claims), kept, draws)
    made.want(workspace)
    return made


def outcomes_of(workspace: Workspace, article: Article, claim: Claim, kept: Kept) -> Dates:
    """The outcome of one claim at both dates, as a build kept it, else judged now."""
    observed = workspace.observe(article, (claim,))
    mine = {name: observed[name] for name in needed(workspace, article, claim)}
    found = kept.find(_unit(workspace, article, claim, mine, FULL))
    if found is None:
        return judge_article(article, observed, (claim,))[claim.id]
    outcomes: Dates = pickle.loads(found)  # noqa: S301  # written by this project, checked by digest
    return outcomes


def _unit(workspace: Workspace, article: Article, claim: Claim, observed: Observations, draws: Draws) -> Unit:
    return claim_unit(article, claim, observed, draws, basket=_basket(workspace, observed))


def _basket(workspace: Workspace, observed: Observations) -> bool:
    """Whether one of the series is a basket, which has to be made."""
    return any(name in workspace.catalogue.derived for name in observed)


def needed(workspace: Workspace, article: Article, claim: Claim) -> tuple[str, ...]:
    """The series that one claim looks at, members of baskets included, so that no task carries the others."""
    used = series_of(article, claim)
    members = (member for name in used for member in workspace.catalogue.stored(name))
    return tuple(dict.fromkeys((*used, *members)))


def _weight(claim: Claim) -> int:
    """How long a claim may take, roughly: its sampled figures count, exact ones hardly."""
    sampled = sum(not part.exact for part in claim.parts)
    return 1 + 10 * sampled + len(claim.beside)


def _claim(
    article: Article, claim: Claim, observed: Observations, draws: Draws, outcomes: Dates | None, draw: bool
) -> tuple[Dates, Drawn | None]:
    """Judge one claim unless that was done, and draw its charts where they are wanted."""
    found = outcomes or judge_article(article, observed, (claim,), draws)[claim.id]
    if not draw:
        return found, None
    from figurecheck.pages.pictures import claim_pictures

    now, then = found[AsOf.TODAY], found[AsOf.PUBLICATION]
    pictures = claim_pictures(article, claim, now, then, frames(observed), dynamic=draws.other > 0)
    return found, Drawn(pictures, window_tables(article.article.slug, (then, now)))


def _table(article: Article, observed: Observations, columns: tuple[Column, ...], as_of: AsOf) -> Corrections:
    from figurecheck.pipeline.corrections_facts import one_table

    return one_table(article, observed, columns, as_of)


def _eras(article: Article, observed: Observations) -> dict[AsOf, Eras | None]:
    from figurecheck.pipeline.corrections_facts import both_eras

    return both_eras(article, observed)
