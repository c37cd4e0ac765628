"""The published schema of an article file."""

import json

import pytest
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML

from article_text import ARTICLE, changed
from figurecheck.claims.model import ClaimKind
from figurecheck.claims.schema import article_schema, article_schema_text, described
from figurecheck.measures.names import MEASURES


def valid(text: str) -> bool:
    plain = json.loads(json.dumps(YAML(typ="safe", pure=True).load(text), default=str))
    return Draft202012Validator(article_schema()).is_valid(plain)


def test_it_is_a_schema_and_the_same_every_time() -> None:
    Draft202012Validator.check_schema(article_schema())
    assert article_schema_text() == article_schema_text()
    assert json.loads(article_schema_text()) == article_schema()
    assert article_schema_text().endswith("}\n")


def test_the_file_in_the_package_is_the_schema_of_the_model() -> None:
    assert article_schema_text() == described(), "the model changed; run: make schema"


def test_it_accepts_an_article_that_is_right() -> None:
    assert valid(ARTICLE)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("  publisher: A publisher\n", ""),
        ("kind: policy", "kind: opinion"),
        ("{rule: calendar_year, year: 2024}", "{rule: decade, year: 2024}"),
        ("{rule: calendar_year, year: 2024}", "{rule: calendar_year}"),
        ("{rule: calendar_year, year: 2024}", "{rule: calendar_year, year: 2024, month: 1}"),
        ("stale_after_days: 14", "stale_after_days: soon"),
        ("id: cuts", "id: Not An Id"),
        ("price: close", "price: average"),
        ("measure: cuts", "measure: cutz"),
    ],
)
def test_it_refuses_what_the_model_refuses(old: str, new: str) -> None:
    assert not valid(changed(old, new))


def test_an_editor_is_offered_every_kind_of_claim_and_the_names_used_in_files() -> None:
    definitions = article_schema()["$defs"]
    assert set(definitions["ClaimKind"]["enum"]) == {kind.value for kind in ClaimKind}
    assert {"from", "to"} <= set(definitions["Closes"]["properties"])
    assert "schema" in article_schema()["properties"]
    assert article_schema()["additionalProperties"] is False


def test_an_editor_is_offered_every_measure_with_its_sentence() -> None:
    definitions = article_schema()["$defs"]
    offered = dict(zip(definitions["Measure"]["enum"], definitions["Measure"]["enumDescriptions"], strict=True))
    assert offered == {name: one.summary for name, one in MEASURES.items()}
    for block in ("Part", "Beside"):
        assert definitions[block]["properties"]["measure"]["$ref"] == "#/$defs/Measure"
