"""The study that is published: every kind of interval covers what it should on independent days, or says why not."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from figurecheck.pages.covered import KINDS
from figurecheck.pages.methods.aim import EXCEPTIONS
from figurecheck.pages.methods.coverage import AIM, CoverageRow, CoverageStudy, worst_clustered
from figurecheck.paths import Project
from figurecheck.pipeline.coverage.record import read_study
from figurecheck.pipeline.evaluators.pairs import DELTA_OF_LOG

ROOT = Path(__file__).parents[1]
LEVEL = 0.95


@pytest.fixture(scope="module")
def study() -> CoverageStudy:
    found = read_study(Project(ROOT))
    assert found is not None
    return found


def outside(study: CoverageStudy) -> dict[str, list[float]]:
    """The kinds in use that miss the aim in a world of independent days, and what they cover there."""
    low, high = AIM
    shares = {
        kind: [row.coverage for row in rows if not row.clustered]
        for kind, rows in study.intervals.items()
        if rows[0].modules
    }
    return {kind: found for kind, found in shares.items() if not all(low <= share <= high for share in found)}


def test_every_kind_reaches_the_aim_or_is_an_exception_with_a_reason(study: CoverageStudy) -> None:
    assert {kind: shares for kind, shares in outside(study).items() if kind not in EXCEPTIONS} == {}


def test_no_exception_is_left_for_a_kind_that_reaches_the_aim(study: CoverageStudy) -> None:
    assert set(EXCEPTIONS) - set(outside(study)) == set()


def test_the_interval_that_is_shown_first_is_not_the_worse_one(study: CoverageStudy) -> None:
    """Where volatility clusters, by no more than twice the error of the two counts."""
    compared = 0
    for (measure, way), kind in KINDS.items():
        blocks = [other for (same, by), other in KINDS.items() if same == measure and by != way]
        if way == DELTA_OF_LOG and blocks:
            first, second = (worst_clustered(study.intervals[one]) for one in (kind, blocks[0]))
            assert short(first) <= short(second) + 2.0 * (first.error**2 + second.error**2) ** 0.5, kind
            compared += 1
    assert compared > 5


def short(row: CoverageRow) -> float:
    return max(0.0, LEVEL - row.coverage)


def test_the_interval_that_covers_better_is_shown_first() -> None:
    """In every published figure that has both; verdicts ask both for one answer, so their order decides nothing."""
    found = [
        ways for path in ROOT.glob("reports/*/results.json") for ways in ordered(json.loads(path.read_text("utf-8")))
    ]
    assert len(found) > 10
    assert {ways[0] for ways in found} == {DELTA_OF_LOG}


def ordered(found: object) -> Iterator[list[str]]:
    """The ways of inference of every figure of a document that has the wide robust one and another."""
    if isinstance(found, dict):
        ways = [interval["method"] for interval in found.get("intervals") or ()]
        if DELTA_OF_LOG in ways and len(ways) > 1:
            yield ways
    for value in found.values() if isinstance(found, dict) else found if isinstance(found, list) else ():
        yield from ordered(value)
