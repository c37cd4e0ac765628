"""The what-if page in words: the windows of the claims, what each needs, and no page where nothing is offered."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

from figurecheck.pages.context import SiteContext, WhatIfSeries
from figurecheck.pages.site import render_site
from figurecheck.pages.what_if import what_if_files, what_if_page
from figurecheck.verdicts.every_window import EveryWindow, WindowFigure
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
    assert text.count("[how near](coin.md#nearest)") == 1
    assert "250 % to just short of 350 %" in text.replace("\N{NO-BREAK SPACE}", " ")
    assert "Two series can be chosen." in text
    assert {"Try your own window": PAGE} in json.loads(pages["nav.yml"])["nav"][1]["The report"]


def test_a_claim_without_a_map_counts_by_the_window_of_its_primary_reading() -> None:
    pages = render_site(offering("COIN", "FUND"), TEMPLATES)
    coin = json.loads(pages["an-article/what-if/choices.json"])["claims"][0]
    assert (coin["from"], coin["to"]) == (START.isoformat(), END.isoformat())
    assert "none; [how near](coin.md#nearest)" in pages[PAGE]


def test_a_claim_with_a_map_counts_by_the_period_of_the_map() -> None:
    site = offering("COIN", "FUND")
    (told,) = site.articles
    claim = told.claims[0]
    days = (date(2020, 1, 2), date(2020, 12, 30))
    one = WindowFigure(*days, 0.5, 0, 0)
    windows = EveryWindow("COIN", "close", "a reason", days, (1.0, 1.5), 1, 0, one, one, None, None, one, None)
    mapped = replace(claim.today, parts=tuple(replace(part, windows=windows) for part in claim.today.parts))
    told = replace(told, claims=(replace(claim, today=mapped), *told.claims[1:]))
    coin = json.loads(what_if_files(told)["what-if/choices.json"])["claims"][0]
    assert (coin["from"], coin["to"]) == ("2020-01-02", "2020-12-30")
    assert what_if_page(told).claims[0].mapped


def test_the_title_names_the_article_and_the_heading_does_not() -> None:
    text = render_site(offering("COIN", "FUND"), TEMPLATES)[PAGE]
    assert 'title: "Try your own window: A &lt;headline&gt; &amp; more"' in text
    assert "\n# Try your own window\n" in text


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
