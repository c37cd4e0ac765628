"""claims.json follows its published schema and says what results.json says."""

import json
from dataclasses import replace
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from figurecheck.claims.model import Source
from figurecheck.pages.claim_index import claims_schema_text, claims_text
from figurecheck.pages.context import Settings
from figurecheck.paths import Project
from releases import KNOWN, released

SCHEMA = Draft202012Validator(json.loads(claims_schema_text()), format_checker=Draft202012Validator.FORMAT_CHECKER)


def index(settings: Settings = KNOWN) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(claims_text(released(settings)))
    return found


def test_the_schema_is_one_and_the_index_follows_it() -> None:
    Draft202012Validator.check_schema(SCHEMA.schema)
    SCHEMA.validate(index())
    SCHEMA.validate(index(Settings()))


@pytest.mark.parametrize("field", ["stated", "source", "path", "today", "release"])
def test_the_schema_misses_a_field_that_is_not_there(field: str) -> None:
    document = index()
    del document["claims"][0][field]
    assert not SCHEMA.is_valid(document)


def test_a_claim_has_both_verdicts_and_its_figures() -> None:
    """By hand: 29 / 7 - 1 = 3.142857143 for the coin; the fund went from +30 % to +10 %."""
    coin, fund, mood = index()["claims"]
    assert coin["today"]["recomputed"][0]["value"] == 3.142857143
    assert (fund["at_publication"]["verdict"], fund["today"]["verdict"]) == ("holds", "does_not_hold")
    assert mood["today"] == {
        "verdict": "not_testable",
        "fragile": False,
        "in_words": [],
        "recomputed": [],
        "last_day": None,
    }
    assert coin["release"] == "2021-06-30-1a2b3c4d"


def test_a_claim_with_a_source_of_its_own_says_who_made_it() -> None:
    site = released(KNOWN)
    (told,) = site.articles
    source = Source(publisher="Another paper", headline="Another piece", address="https://example.org/piece")
    claim = replace(told.claims[0], claim=told.claims[0].claim.model_copy(update={"source": source}))
    document = json.loads(claims_text(replace(site, articles=(replace(told, claims=(claim, *told.claims[1:])),))))
    SCHEMA.validate(document)
    first, second, *_ = document["claims"]
    assert first["source"] == {
        "publisher": "Another paper",
        "headline": "Another piece",
        "day": None,
        "address": "https://example.org/piece",
    }
    assert second["source"] is None


def test_the_published_index_agrees_with_the_results(built: Project) -> None:
    document = json.loads((built.site / "claims.json").read_text(encoding="utf-8"))
    SCHEMA.validate(document)
    for told in document["articles"]:
        results = json.loads((built.site / told["results"]).read_text(encoding="utf-8"))
        found = {one["id"]: one for one in document["claims"] if one["article"] == told["slug"]}
        assert list(found) == [one["id"] for one in results["claims"]]
        for one in results["claims"]:
            for as_of in ("at_publication", "today"):
                assert found[one["id"]][as_of]["verdict"] == one[as_of]["verdict"]
                values = [measured["value"] for measured in one[as_of]["measurements"]]
                assert [measured["value"] for measured in found[one["id"]][as_of]["recomputed"]] == values
            assert (built.site / found[one["id"]]["path"] / "index.html").is_file()
