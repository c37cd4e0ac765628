"""The what-if page in words: the windows of the claims, what each needs, and no page where nothing is offered."""

import json
from dataclasses import replace
from pathlib import Path

from figurecheck.pages.context import SiteContext, WhatIfSeries
from figurecheck.pages.site import render_site
from small_site import END, LATEST, START, series, small_site

TEMPLATES = Path(__file__).parents[1] / "templates"
PAGE = "an-article/what-if.md"


def offering(*names: str) -> SiteContext:
    site = small_site()
    offered = tuple(WhatIfSeries(series(name), START, LATEST, f'{{"series":"{name}"}}\n') for name in names)
    return replace(site, articles=(replace(site.articles[0], what_if=offered),))


def test_without_series_there_is_no_page() -> None:
    pages = render_site(small_site(), TEMPLATES)
    assert not [path for path in pages if "what-if" in path]
    assert "what-if" not in pages["nav.yml"]


def test_the_page_lists_the_windows_of_the_claims() -> None:
    pages = render_site(offering("COIN", "FUND"), TEMPLATES)
    text = pages[PAGE]
    assert text.count("[every window](coin.md#nearest)") == 1
    assert "250 % to just short of 350 %" in text.replace("\N{NO-BREAK SPACE}", " ")
    assert "Two series can be chosen." in text
    assert {"Try your own window": PAGE} in json.loads(pages["nav.yml"])["nav"][1]["The report"]


def test_a_claim_on_a_series_that_is_not_offered_is_left_out() -> None:
    text = render_site(offering("COIN"), TEMPLATES)[PAGE]
    assert "coin.md#nearest" in text
    assert "fund.md#nearest" not in text


def test_the_choices_say_what_each_claim_needs() -> None:
    pages = render_site(offering("COIN", "FUND"), TEMPLATES)
    found = json.loads(pages["an-article/what-if/choices.json"])
    assert [one["id"] for one in found["series"]] == ["COIN", "FUND"]
    assert [one["group"] for one in found["series"]] == ["Assets", "Proxies"]
    coin, fund = found["claims"]
    assert (coin["low"], coin["high"], coin["lowIncluded"], coin["highIncluded"]) == (2.5, 3.5, True, False)
    assert coin["own"] == f"?asset=COIN&from={START}&to={END}&basis=price"
    assert coin["page"] == "../coin/"
    assert (coin["figure"], fund["figure"]) == (True, False)
    assert (fund["low"], fund["high"]) == (0.2, None)
    assert pages["an-article/what-if/FUND.json"] == '{"series":"FUND"}\n'
