"""The ClaimReview of a claim: as schema.org defines it, on the published scale, and harmless inside a page."""

import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from figurecheck.claims.source import Source
from figurecheck.pages.claim_review import SCALE, as_script, claim_review
from figurecheck.pages.context import Settings
from figurecheck.pages.site import render_site
from figurecheck.paths import Project
from figurecheck.verdicts.outcome import Verdict
from figurecheck.verdicts.rule import worst
from releases import ADDRESS, KNOWN, article, released
from schema_org import faults
from small_site import with_verdict

ROOT = Path(__file__).parents[1]
BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


def review(settings: Settings = KNOWN, place: int = 0) -> dict[str, Any]:
    told = article(released(settings))
    return claim_review(told, told.claims[place], settings)


@pytest.mark.parametrize("settings", [KNOWN, Settings()])
@pytest.mark.parametrize("place", [0, 1, 2])
def test_every_class_property_and_type_is_defined(settings: Settings, place: int) -> None:
    assert faults(review(settings, place)) == []


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"verdict": "holds"}, "/verdict: no property of ClaimReview"),
        ({"reviewRating": {"@type": "Organization", "name": "x"}}, "/reviewRating: Organization is not expected"),
        ({"url": "somewhere"}, "/url: 'somewhere' is none of ['URL']"),
        ({"itemReviewed": {"@type": "Statement"}}, "/itemReviewed: no class 'Statement'"),
    ],
)
def test_the_definitions_refuse_what_is_wrong(change: dict[str, Any], fault: str) -> None:
    assert faults({**review(), **change}) == [fault]


def test_it_says_who_claimed_what_where_and_who_checked() -> None:
    found = review()
    assert found["@context"] == "https://schema.org"
    assert found["url"] == f"{ADDRESS}/an-article/coin/"
    assert found["claimReviewed"] == "Coin rose by 300%."
    assert found["author"]["@type"] == "Organization"
    claim = found["itemReviewed"]
    assert (claim["author"]["name"], claim["datePublished"]) == ("A paper", "2021-01-03T02:29:00-04:00")
    assert claim["appearance"]["headline"] == "A <headline> & more"


@pytest.mark.parametrize("day", [None, date(2020, 12, 31)])
def test_a_claim_with_a_source_of_its_own_is_ascribed_to_it(day: date | None) -> None:
    told = article(released(KNOWN))
    source = Source(publisher="Another paper", headline="Another piece", day=day, address="https://example.org/piece")
    claim = replace(told.claims[0], claim=told.claims[0].claim.model_copy(update={"source": source}))
    found = claim_review(told, claim, KNOWN)
    assert faults(found) == []
    said = found["itemReviewed"]
    assert said["author"]["name"] == said["appearance"]["publisher"]["name"] == "Another paper"
    assert (said["appearance"]["headline"], said["appearance"]["url"]) == ("Another piece", "https://example.org/piece")
    expected = None if day is None else "2020-12-31"
    assert said.get("datePublished") == said["appearance"].get("datePublished") == expected


def test_the_scale_follows_the_order_of_the_rule() -> None:
    """The rule takes the worst part; a verdict that wins over another must have the smaller number."""
    for one in SCALE:
        for other in SCALE:
            assert SCALE[worst((one, other))] == min(SCALE[one], SCALE[other])
    assert set(Verdict) - set(SCALE) == {Verdict.NOT_TESTABLE}


@pytest.mark.parametrize("verdict", list(Verdict))
def test_the_rating_follows_the_verdict(verdict: Verdict) -> None:
    told = article(with_verdict(released(), verdict))
    rating = claim_review(told, told.claims[0], KNOWN)["reviewRating"]
    assert rating["alternateName"].lower().replace(" ", "_").startswith(verdict.value.split("_on_")[0].split("_")[0])
    if verdict is Verdict.NOT_TESTABLE:
        assert "ratingValue" not in rating
    else:
        assert (rating["worstRating"], rating["bestRating"]) == (1, 4)
        assert 1 <= rating["ratingValue"] <= 4


def test_the_scale_is_published_on_the_method_page() -> None:
    page = render_site(released(), ROOT / "templates")["method.md"]
    for row in ("| holds | 4 |", "| not proven | 3 |", "| depends on the reading | 2 |", "| does not hold | 1 |"):
        assert row in page
    assert "| not testable | no number |" in page
    assert "{ #scale }" in page


def test_nothing_in_the_block_can_end_it() -> None:
    hostile = {"claimReviewed": "</script><script>hit()</script><!-- & "}
    script = as_script(hostile)
    assert len(BLOCK.findall(script)) == 1
    assert script.count("<") == 2
    assert json.loads(BLOCK.findall(script)[0]) == hostile


def test_every_built_claim_page_carries_one_that_agrees_with_the_results(built: Project) -> None:
    """Independent of the pages: the verdicts are read from results.json."""
    results = sorted(built.reports.glob("*/results.json"))
    assert results
    for file in results:
        document = json.loads(file.read_text(encoding="utf-8"))
        for claim in document["claims"]:
            page = built.site / file.parent.name / claim["id"] / "index.html"
            (found,) = BLOCK.findall(page.read_text(encoding="utf-8"))
            block = json.loads(found)
            assert faults(block) == []
            number = {"holds": 4, "not_proven": 3, "depends_on_reading": 2, "does_not_hold": 1}
            assert block["reviewRating"].get("ratingValue") == number.get(claim["today"]["verdict"]), claim["id"]
