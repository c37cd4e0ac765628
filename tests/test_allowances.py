"""What a person reads who wrote something wrong: in plain words, with the nearest name, and each mistake once."""

import json
import re
from pathlib import Path
from typing import get_args

import pytest

from article_text import ARTICLE
from figurecheck.allowances import allowance
from figurecheck.claims.loading import article_problems
from figurecheck.claims.schema import article_schema
from figurecheck.claims.settings import Window, WindowRule
from figurecheck.claims.statistics import Episodes, EpisodesRule, Regime, RegimeRule
from figurecheck.series.catalogue import builtin_catalogue, entry_schema

PYDANTIC = ("Input", "Field", "valid", "pattern", "Tuple", "String")
"""Words of the library's own messages, which nobody who writes an article should have to know."""


def said(folder: Path, text: str) -> list[str]:
    file = folder / "small.yml"
    file.write_text(text, encoding="utf-8")
    return [str(problem) for problem in article_problems(file, builtin_catalogue())]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("calendar_year, year: 2024", "calender_year, year: 2024", "did you mean calendar_year?"),
        ("kind: policy", "kind: polcy", "did you mean policy? one of figure, direction"),
        ("price: close", "price: closing", "did you mean close?"),
        ("stated: rise", "stated: up", "one of rise, fall"),
        ("  publisher: A publisher\n", "", "the field 'publisher', which must be there"),
        ("at_least: 1,", 'at_least: "100%",', "a number, without quotes and without a sign such as %"),
        ("year: 2024}", "year: twenty}", "a whole number"),
        ("  slug: small", "\tslug: small", "spaces, no tab"),
        ("schema: figurecheck.article/1", "schema: figurecheck.article/2", "allowed: figurecheck.article/1"),
        ("publication_day: 2025-10-02", "publication_day: 02/10/2025", "a day as YYYY-MM-DD"),
        ("  slug: small", "  slug: small\n  address: example", "begins with https:// or http://"),
        ("slug: small", "slug: Small", "small letters, digits and hyphens"),
        ("{stated: rise}", "{stated: rise, under: 1}", "only stated, at_least, at_most, above, below, why"),
        ("{stated: rise}", "{above: 0, why: To rise, in short}", "text that has a comma in quotes"),
        ("{stated: rise}", "{above: 0}", "found a threshold without a reason"),
        ("{stated: rise}", "{above: 0, why: So}", "found a threshold in a claim of kind figure"),
        ("{stated: rise}", "{above: 0, why: The words: so}", "a colon or a bracket in it in quotes"),
        ("  publisher: A publisher", "  publisher: A: publisher", "text with ': ' in it in quotes"),
        (
            "calendar_year, year: 2024",
            "closes, from: 2023-12-31, to: 31.12.2024",
            "one of publication, latest, or a day",
        ),
        ("calendar_year, year: 2024", "closes, from: 2023-12-31, to: latst", "did you mean latest?"),
        ("proxies:\n  - id", "proxy:\n  - id", "did you mean proxies?"),
    ],
)
def test_a_mistake_is_named_once_and_in_plain_words(tmp_path: Path, old: str, new: str, words: str) -> None:
    assert old in ARTICLE
    (only,) = said(tmp_path, ARTICLE.replace(old, new, 1))
    assert words in only
    assert [word for word in PYDANTIC if word in only] == []


def test_the_field_that_is_wrong_is_the_one_that_is_pointed_at(tmp_path: Path) -> None:
    file = tmp_path / "small.yml"
    for new in ("{above: 0, why: So}", "{above: 0}"):
        file.write_text(ARTICLE.replace("{stated: rise}", new, 1), encoding="utf-8")
        (only,) = article_problems(file, builtin_catalogue())
        assert (only.field, only.found[:11]) == ("claims[0].parts[0].target", "a threshold")


def test_a_quote_that_is_not_closed_is_reported_where_it_opens(tmp_path: Path) -> None:
    (only,) = said(tmp_path, ARTICLE.replace("publisher: A publisher", "publisher: 'A publisher", 1))
    line = ARTICLE[: ARTICLE.index("publisher: A publisher")].count("\n") + 1
    assert f"small.yml:{line}: found a quote that is never closed" in only


def test_every_pattern_of_a_field_has_words() -> None:
    patterns = set(re.findall(r'"pattern": "((?:[^"\\]|\\.)*)"', json.dumps([article_schema(), entry_schema()])))
    assert len(patterns) >= 4
    for pattern in patterns:
        plain = json.loads(f'"{pattern}"')
        detail = {"type": "string_pattern_mismatch", "ctx": {"pattern": plain}, "input": "x", "msg": "", "loc": ()}
        assert "of the form" not in allowance(detail), plain


def test_the_rules_that_left_out_may_list_are_those_of_the_windows() -> None:
    for union, names in ((Window, WindowRule), (Regime, RegimeRule), (Episodes, EpisodesRule)):
        models = get_args(get_args(union)[0])
        assert {get_args(one.model_fields["rule"].annotation)[0] for one in models} == set(get_args(names))


def test_a_misspelt_rule_of_left_out_gets_a_suggestion(tmp_path: Path) -> None:
    text = re.sub(r"rules: \[\w+", "rules: [calender_year", ARTICLE, count=1)
    assert text != ARTICLE
    assert any("did you mean calendar_year" in one for one in said(tmp_path, text))


def test_a_list_is_not_called_empty_for_what_is_wrong_with_its_items(tmp_path: Path) -> None:
    retold = "retelling: It says something."
    assert retold in ARTICLE
    (only,) = said(tmp_path, ARTICLE.replace(retold, "retelling: It rose by 40%"))
    assert "years as the only numbers, not '40%'" in only
    assert "in other words" in only


def test_a_list_without_items_is_refused(tmp_path: Path) -> None:
    begun, _, _ = ARTICLE.partition("claims:\n")
    assert any("at least 1 item" in one for one in said(tmp_path, f"{begun}claims: []\n"))
