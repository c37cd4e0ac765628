"""Relations of the project's own article, judged from outcomes that are made by hand or published in its results."""

import json
from dataclasses import replace
from typing import Any

import pytest

from figurecheck.claims.relations import Attribution, CannotBothHold, Repeats, Slides
from figurecheck.pages.results_relations import relations_document
from figurecheck.paths import Project
from figurecheck.pipeline.judge import Draws, judge_claim, known_at_publication, series_of
from figurecheck.pipeline.workspace import open_workspace
from figurecheck.verdicts.outcome import AsOf, Outcome, Verdict
from figurecheck.verdicts.relations import Finding, relation_outcomes
from poison import ROOT
from worlds import flagship

CHEAP = {"surge-2020-both", "surge-2024-both", "slump-2022-both", "drop-btc-2022", "drop-r2ktech-2022",
         "drop-both-2022-60", "rally-r2ktech-2020", "rally-btc-2024", "rally-smalltech-2024"}  # fmt: skip


@pytest.fixture(scope="module")
def outcomes() -> dict[str, Outcome]:
    workspace = open_workspace(Project(ROOT))
    claims = [claim for claim in flagship().claims if claim.id in CHEAP]
    known = known_at_publication(flagship(), workspace.read({n for c in claims for n in series_of(flagship(), c)}))
    few = Draws(primary=100, other=100)
    return {claim.id: judge_claim(flagship(), claim, known, AsOf.PUBLICATION, few) for claim in claims}


def only(*kinds: type) -> Any:
    """The project's article with those of its relations that name cheap claims alone."""
    kept = tuple(
        each for each in flagship().relations
        if isinstance(each, kinds) and (not isinstance(each, Slides))
    )  # fmt: skip
    return flagship().model_copy(update={"relations": kept})


def test_the_wordings_of_one_fall_and_of_one_rise(outcomes: dict[str, Outcome]) -> None:
    """From closes by hand: Bitcoin 46,306 to 16,548 in 2022 (-64.3 %); PSCT -22.5 % in 2022, +27.6 % in 2020."""
    found = {each.relation.title: each for each in relation_outcomes(only(Repeats), outcomes)}
    coin, shares = found["How far Bitcoin fell in 2022"], found["How far small-cap technology fell in 2022"]
    assert coin.finding is Finding.SAME
    assert [each.part for each in coin.standings] == ["bitcoin", "", "bitcoin"]
    assert {round(each.figure.value, 3) for each in coin.standings if each.figure} == {-0.643}
    assert [each.verdict for each in shares.standings] == [Verdict.HOLDS, Verdict.FAILS, Verdict.FAILS]
    assert shares.finding is Finding.DIFFER
    assert found["How far small-cap technology rose in 2020"].finding is Finding.DIFFER


def test_a_subject_that_slides_is_tested_by_swapping_its_series(outcomes: dict[str, Outcome]) -> None:
    """IWC rose by 20 % or more in neither year's claim; by hand from closes: 2022 -23.2 %, 2020 +19.3 %."""
    slide = next(each for each in flagship().relations if isinstance(each, Slides))
    names = ("surge-2020-both", "drop-r2ktech-2022")
    other = slide.other.model_copy(update={"claims": names})
    one = slide.one.model_copy(update={"claims": ("slump-2022-both",)})
    article = flagship().model_copy(update={"relations": (slide.model_copy(update={"one": one, "other": other}),)})
    (found,) = relation_outcomes(article, outcomes)
    swapped = {
        name: [
            reading.measurement.holds
            for part in outcomes[name].parts
            for reading in part.conventional
            if reading.measurement and reading.measurement.series == ("IWC",)
            and [c.value for c in reading.choices if c.axis != "series"]
            == [c.value for c in part.primary.choices if c.axis != "series"]
        ]
        for name in names
    }  # fmt: skip
    primary = {name: outcomes[name].parts[-1].primary.measurement for name in names}
    assert found.compared == sum(map(len, swapped.values())) == 2
    assert found.alike == sum(
        holds is primary[name].holds
        for name, each in swapped.items()
        for holds in each  # type: ignore[union-attr]
    )


@pytest.mark.parametrize(
    ("one", "other", "finding"),
    [
        (Verdict.HOLDS, Verdict.FAILS, Finding.FIRST),
        (Verdict.NOT_PROVEN, Verdict.HOLDS, Finding.SECOND),
        (Verdict.HOLDS, Verdict.HOLDS, Finding.BOTH),
        (Verdict.FAILS, Verdict.FAILS, Finding.NEITHER),
        (Verdict.NOT_PROVEN, Verdict.FAILS, Finding.OPEN),
        (Verdict.DEPENDS, Verdict.FAILS, Finding.OPEN),
    ],
)
def test_two_sides(outcomes: dict[str, Outcome], one: Verdict, other: Verdict, finding: Finding) -> None:
    relation = CannotBothHold(
        kind="cannot_both_hold", title="x", why="y", one=("drop-btc-2022",), other=("rally-btc-2024",)
    )
    article = flagship().model_copy(update={"relations": (relation,)})
    made = {
        "drop-btc-2022": replace(outcomes["drop-btc-2022"], verdict=one),
        "rally-btc-2024": replace(outcomes["rally-btc-2024"], verdict=other),
    }
    assert relation_outcomes(article, made)[0].finding is finding


def test_an_attribution_finds_how_many_sources_are_named(outcomes: dict[str, Outcome]) -> None:
    """By hand from the article: two sources for the rise of 2020; one where the other is left out."""
    relation = next(each for each in flagship().relations if isinstance(each, Attribution))
    claim = flagship().claim("rally-r2ktech-2020")
    found = []
    for sources in (claim.attributed_to, claim.attributed_to[:1]):
        changed = claim.model_copy(update={"attributed_to": sources})
        claims = tuple(changed if each.id == claim.id else each for each in flagship().claims)
        named = (relation.model_copy(update={"claims": (claim.id,)}),)
        article = flagship().model_copy(update={"claims": claims, "relations": named})
        found.append(relation_outcomes(article, outcomes)[0].finding)
    assert found == [Finding.SEVERAL, Finding.ONE]


def test_the_document_says_what_each_date_finds(outcomes: dict[str, Outcome]) -> None:
    now = {name: replace(outcome, verdict=Verdict.FAILS) for name, outcome in outcomes.items()}
    pairs = {name: {AsOf.PUBLICATION: outcomes[name], AsOf.TODAY: now[name]} for name in outcomes}
    document = json.loads(json.dumps(relations_document(only(Repeats), pairs)))
    assert len(document) == 5
    assert document[0]["at_publication"]["standings"][1] == {
        "claim": "drop-btc-2022", "part": None, "side": None, "verdict": "holds",
    }  # fmt: skip
