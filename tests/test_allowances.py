"""What a person reads who wrote something wrong: in plain words, with the nearest name, and each mistake once."""

from pathlib import Path

import pytest

from article_text import ARTICLE
from figurecheck.claims.loading import article_problems
from figurecheck.series.catalogue import builtin_catalogue

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
    ],
)
def test_a_mistake_is_named_once_and_in_plain_words(tmp_path: Path, old: str, new: str, words: str) -> None:
    assert old in ARTICLE
    (only,) = said(tmp_path, ARTICLE.replace(old, new, 1))
    assert words in only
    assert [word for word in PYDANTIC if word in only] == []


def test_a_list_is_not_called_empty_for_what_is_wrong_with_its_items(tmp_path: Path) -> None:
    retold = "retelling: It says something."
    assert retold in ARTICLE
    (only,) = said(tmp_path, ARTICLE.replace(retold, "retelling: It rose by 40%"))
    assert "years as the only numbers, not '40%'" in only
    assert "in other words" in only


def test_a_list_without_items_is_refused(tmp_path: Path) -> None:
    begun, _, _ = ARTICLE.partition("claims:\n")
    assert any("at least 1 item" in one for one in said(tmp_path, f"{begun}claims: []\n"))
