"""At publication nothing enters that came later: the future is poisoned, cut off, or only not yet published."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from figurecheck.claims.model import Article
from figurecheck.claims.part_checks import MINIMUM_READINGS
from figurecheck.ledger.chain import Ledger
from figurecheck.ledger.rows import Row
from figurecheck.ledger.snapshots import article_entries
from figurecheck.pages.results_document import claim_document, significant
from figurecheck.paths import Project
from figurecheck.pipeline.corrections_spec import table_columns, table_series
from figurecheck.pipeline.corrections_table import corrections_eras, corrections_table
from figurecheck.pipeline.evaluators.base import SEED
from figurecheck.pipeline.judge import Draws, judge_claim, known_at_publication
from figurecheck.pipeline.workspace import Workspace, open_workspace
from figurecheck.series.catalogue import builtin_catalogue
from figurecheck.store.reading import Observed, read
from figurecheck.verdicts.corrections import Corrections
from figurecheck.verdicts.outcome import AsOf, Measurement, Outcome, SpecificationNull, Verdict
from poison import ARTICLES, HEDGES, MARKETS, ROOT, Poison, Then, no_future, poisoned_project, release_lag, whole_future

pytestmark = pytest.mark.slow
FEW = Draws(primary=150, other=100)
"""Fewer than a build draws, and as many as an interval needs."""
POISONS: dict[str, Poison] = {"everything after": whole_future, "not yet published": release_lag, "cut off": no_future}


COUNTS = {HEDGES: (33, 27), MARKETS: (17, 15)}
"""How many claims an article has, and how many of them can be tested."""


def of(project: Project, then: Then) -> tuple[Workspace, Article]:
    """The project opened, and the article that came out then."""
    workspace = open_workspace(project)
    (article,) = (one for one in workspace.articles if one.article.slug == then.slug)
    return workspace, article


def outcomes(project: Project, then: Then, as_of: AsOf, *names: str) -> dict[str, Outcome]:
    """The claims at one date, all where none is named; without checksums, which are those of whole files."""
    workspace, article = of(project, then)
    claims = [claim for claim in article.claims if claim.id in names or not names]
    observed: Mapping[str, Observed] = workspace.observe(article, claims)
    if as_of is AsOf.PUBLICATION:
        observed = known_at_publication(article, observed)
    judged = (judge_claim(article, claim, observed, as_of, FEW) for claim in claims)
    return {outcome.claim: replace(outcome, data={}) for outcome in judged}


def corrections(project: Project) -> Corrections:
    """The table of corrections at publication, which belongs to one article."""
    workspace, article = of(project, HEDGES)
    known = known_at_publication(article, workspace.read(table_series()))
    eras = corrections_eras({AsOf.PUBLICATION: known}, article, SEED, replications=150)
    found = corrections_table(known, article, table_columns(workspace.catalogue), SEED, replications=150)
    return replace(found, eras=eras[AsOf.PUBLICATION])


@cache
def unpoisoned(then: Then, as_of: AsOf) -> dict[str, Outcome]:
    return outcomes(Project(ROOT), then, as_of)


@dataclass(frozen=True)
class Poisoned:
    """A project whose future is poisoned as seen from the publication of one article."""

    name: str
    then: Then
    project: Project


@pytest.fixture(
    scope="module",
    params=[(name, then) for then in ARTICLES for name in POISONS],
    ids=lambda pair: f"{pair[1].slug}, {pair[0]}",
)
def poisoned(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Poisoned:
    name, then = request.param
    return Poisoned(name, then, poisoned_project(tmp_path_factory.mktemp("poison") / "project", POISONS[name], then))


def test_every_article_of_the_project_is_tried() -> None:
    tried = {(then.slug, datetime.fromisoformat(then.published)) for then in ARTICLES}
    assert tried == {(one.article.slug, one.article.published) for one in open_workspace(Project(ROOT)).articles}


@pytest.mark.parametrize("then", ARTICLES, ids=lambda then: then.slug)
def test_what_was_known_is_what_the_publishers_had_published(then: Then) -> None:
    for series in builtin_catalogue():
        stored = read(Project(ROOT), series)
        known = stored.known_before(datetime.fromisoformat(then.published))
        expected = [day for day in stored.frame.index if day <= then.last_known(series.id)]
        assert list(known.frame.index) == expected, series.id


def test_the_poison_leaves_nothing_known_unread(poisoned: Poisoned) -> None:
    """The poisoned files are read by the store, with checksums that fit, and say the same of the time before."""
    name, project = poisoned.name, poisoned.project
    changed = 0
    for series in builtin_catalogue():
        before, after = read(Project(ROOT), series), read(project, series)
        day = poisoned.then.last_known(series.id)
        assert after.frame.loc[:day].equals(before.frame.loc[:day]), series.id
        changed += after.sha256 != before.sha256
    assert changed > (5 if name == "not yet published" else 25)


@pytest.fixture(scope="module")
def found(poisoned: Poisoned) -> dict[str, Outcome]:
    """The outcomes at publication on poisoned data."""
    return outcomes(poisoned.project, poisoned.then, AsOf.PUBLICATION)


def test_no_outcome_at_publication_moves(poisoned: Poisoned, found: dict[str, Outcome]) -> None:
    expected = unpoisoned(poisoned.then, AsOf.PUBLICATION)
    testable = sum(outcome.verdict is not Verdict.NOT_TESTABLE for outcome in expected.values())
    assert (len(expected), testable) == COUNTS[poisoned.then]
    assert [name for name in expected if found[name] != expected[name]] == []


def test_the_null_by_circular_shift_does_not_move(poisoned: Poisoned, found: dict[str, Outcome]) -> None:
    nulls = shifted(unpoisoned(poisoned.then, AsOf.PUBLICATION))
    assert (("corr-btc-r2ktech-volatile", "level") in nulls) is (poisoned.then is HEDGES)
    assert shifted(found) == nulls


def test_nothing_measured_at_publication_reaches_past_it(poisoned: Poisoned, found: dict[str, Outcome]) -> None:
    """Nor beside the verdicts: betas and drifts since publication are of today only."""
    last = max(day for outcome in found.values() for day in days_of(outcome))
    assert last <= date.fromisoformat(poisoned.then.day)
    if poisoned.then is HEDGES:
        assert last == date(2025, 10, 2)
        today = unpoisoned(HEDGES, AsOf.TODAY)
        assert max(day for outcome in today.values() for day in days_of(outcome)) > date(2025, 10, 3)


def test_what_is_written_of_publication_does_not_move(poisoned: Poisoned, found: dict[str, Outcome]) -> None:
    """The documents of all claims, and the rows of a ledger, with today's outcomes of each claim the same on both."""
    then = poisoned.then
    before, after = written(then, unpoisoned(then, AsOf.PUBLICATION)), written(then, found)
    assert len(before.rows) >= COUNTS[then][1]
    assert after.documents == before.documents
    assert [row.cells for row in after.rows] == [row.cells for row in before.rows]


@pytest.mark.parametrize("name", POISONS)
def test_the_corrections_at_publication_do_not_move(name: str, tmp_path: Path) -> None:
    project = poisoned_project(tmp_path / "project", POISONS[name], HEDGES)
    assert corrections(project) == corrections(Project(ROOT))


def test_the_poison_is_real(tmp_path: Path) -> None:
    """Today every claim moves that has a figure from days after publication, and one other.

    That one reads the effective rate of 2 October, a day before publication, which came out on the day after.
    """
    project = poisoned_project(tmp_path / "project", whole_future, HEDGES)
    before, after = unpoisoned(HEDGES, AsOf.TODAY), outcomes(project, HEDGES, AsOf.TODAY)
    late = {name for name, outcome in before.items() if max(days_of(outcome), default=date.min) > date(2025, 10, 3)}
    moved = {name for name in before if figures_of(before[name]) != figures_of(after[name])}
    assert {"align-sol", "risk-on-off", "smallcap-complementary-hedge", "rates-opportunity-cost"} <= late
    assert moved == late | {"fed-cuts-2024-2025"}


def test_what_was_not_yet_published_is_known_today(tmp_path: Path) -> None:
    project = poisoned_project(tmp_path / "project", release_lag, HEDGES)
    name = "rates-opportunity-cost"
    assert outcomes(project, HEDGES, AsOf.TODAY, name)[name] != unpoisoned(HEDGES, AsOf.TODAY)[name]


def shifted(judged: Mapping[str, Outcome]) -> dict[tuple[str, str], SpecificationNull]:
    """The null of every part that has one."""
    return {(name, p.id): p.null for name, outcome in judged.items() for p in outcome.parts if p.null is not None}


@dataclass(frozen=True)
class Written:
    """What a build writes of outcomes at publication."""

    documents: tuple[dict[str, Any], ...]
    rows: tuple[Row, ...]


def written(then: Then, judged: Mapping[str, Outcome]) -> Written:
    """Documents and ledger rows from outcomes at publication, beside those of today on unpoisoned data."""
    _, article = of(Project(ROOT), then)
    today = unpoisoned(then, AsOf.TODAY)
    both = {name: {AsOf.PUBLICATION: judged[name], AsOf.TODAY: today[name]} for name in judged}
    documents = tuple(claim_document(article, claim, both[claim.id]) for claim in article.claims)
    entries = tuple(one for one in article_entries(article, both) if one.as_of == AsOf.PUBLICATION.value)
    return Written(documents, Ledger().with_entries(entries, date.fromisoformat(then.day), "0.1.0+0").rows)


def days_of(outcome: Outcome) -> Iterator[date]:
    """The last days of all figures of an outcome."""
    yield from (measured.end for measured in measurements(outcome))


def figures_of(outcome: Outcome) -> list[float]:
    """All figures of an outcome, to the digits of results.json."""
    return [significant(measured.value) for measured in measurements(outcome)]


def measurements(outcome: Outcome) -> list[Measurement]:
    """What every reading and everything beside the verdict measured."""
    return [*outcome.measurements, *(each for part in outcome.parts for each in part.computed), *outcome.beside]


@pytest.mark.parametrize("then", ARTICLES, ids=lambda then: then.slug)
@pytest.mark.parametrize("as_of", AsOf)
def test_enough_readings_can_be_computed_at_both_dates(then: Then, as_of: AsOf) -> None:
    """The file declares enough of them; whether their series still live only the data can tell."""
    _, article = of(Project(ROOT), then)
    counted = {
        claim.id: (unpoisoned(then, as_of)[claim.id].count, MINIMUM_READINGS.get(claim.kind, 0))
        for claim in article.claims
    }
    assert {name: found for name, found in counted.items() if found[0] < found[1]} == {}
