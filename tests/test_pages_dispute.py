"""The link for objections: a form, a letter or a page that says how, each with what the reader would have to type."""

import html
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from ruamel.yaml import YAML

from figurecheck.pages.context import Settings
from figurecheck.pages.dispute import FORM, dispute_link
from figurecheck.pages.site import render_site
from releases import KNOWN, article, released

ROOT = Path(__file__).parents[1]


def link(settings: Settings) -> str:
    told = article(released(settings))
    return dispute_link(told, told.claims[0], settings)


def test_a_repository_with_forms_gets_a_filled_in_form() -> None:
    parts = urlsplit(link(KNOWN))
    assert f"{parts.scheme}://{parts.netloc}{parts.path}" == "https://github.com/owner/checks/issues/new"
    asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
    assert asked["template"] == FORM
    assert asked["claim"] == "coin"
    assert asked["figure"] == "300% stated; recomputed: +314.3 %"
    assert asked["release"] == "2021-06-30-1a2b3c4d"


def test_the_form_has_every_field_that_the_link_fills_in() -> None:
    form = YAML(typ="safe").load((ROOT / ".github" / "ISSUE_TEMPLATE" / FORM).read_text(encoding="utf-8"))
    fields = {part["id"] for part in form["body"] if "id" in part}
    filled = set(parse_qs(urlsplit(link(KNOWN)).query)) - {"template", "title"}
    assert filled
    assert filled <= fields


@pytest.mark.parametrize("repository", [None, "https://forge.example.org/owner/checks"])
def test_without_forms_a_letter_is_written(repository: str | None) -> None:
    parts = urlsplit(link(replace(KNOWN, repository=repository)))
    assert (parts.scheme, parts.path) == ("mailto", "desk@example.org")
    asked = parse_qs(parts.query)
    assert asked["subject"] == ["Dispute: coin"]
    assert "Release: 2021-06-30-1a2b3c4d" in asked["body"][0].splitlines()


def test_without_any_address_the_page_says_how() -> None:
    assert link(Settings()) == ""
    pages = render_site(released(Settings()), ROOT / "templates")
    assert "dispute this verdict](../dispute.md#how)" in pages["an-article/coin.md"]
    assert "{ #how }" in pages["dispute.md"]
    assert "has given it no address" in pages["dispute.md"]
    told = pages["an-article/coin.md"].partition('aria-label="Text of an objection"')[2].partition("</pre>")[0]
    for line in ("Claim: coin", "Verdict: holds", "Release: 2021-06-30-1a2b3c4d", "What shows it:"):
        assert line in html.unescape(told)
    assert "314.3" in told


def test_where_an_address_is_known_there_is_no_text_to_copy() -> None:
    page = render_site(released(), ROOT / "templates")["an-article/coin.md"]
    assert "Text of an objection" not in page


def test_the_page_names_the_addresses_that_are_known() -> None:
    page = render_site(released(), ROOT / "templates")["dispute.md"]
    assert "has given it no address" not in page
    assert "issues/new/choose" in page
    assert "desk@example.org" in page
