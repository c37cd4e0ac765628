"""How old the page of corrections and the report say that they are: by the series that stand on them."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

from figurecheck.pages.age import Ages
from figurecheck.pages.context import SiteContext
from figurecheck.pages.templating import environment
from figurecheck.verdicts.corrections import Column, Corrections, CorrectionsPair
from read_pages import read
from small_site import LATEST, small_site

TEMPLATES = Path(__file__).parents[1] / "templates"
TITLES = {f"an-article/{name}.md": "# Title\n" for name in ("index", "corrections", "changes", "what-if", "mood")}


def with_table(*names: str, ended: str = "", **last: date) -> SiteContext:
    """The small site with a table of corrections of the first of ``names``, and series that end on other days."""
    site = small_site()
    columns = tuple(Column(name, name, small=True, ends=None, survivors=False) for name in names[1:])
    found = Corrections(names[0], "Coin", LATEST, LATEST, LATEST, columns[0], columns, (), (), ())
    known = tuple(
        replace(
            one,
            last_day=last.get(one.series.id, one.last_day),
            series=replace(one.series, ended=LATEST if one.series.id == ended else None),
        )
        for one in site.series
    )
    story = replace(site.articles[0], corrections=CorrectionsPair(found, found))
    return replace(site, series=known, articles=(story,))


def with_ages(site: SiteContext) -> dict[str, str]:
    """The pages of ``TITLES`` with their ages."""
    ages = Ages(site, environment(TEMPLATES))
    return {path: ages.told(path, text) for path, text in TITLES.items()}


def told(site: SiteContext) -> dict[str, tuple[str, str]]:
    """What the line at the end says is behind a page and how old it is, by the name of the page."""
    pages = with_ages(site)
    said = re.compile(r"data behind (.*?): (.*?) ends? on <time")
    found = {name: said.findall(text) for name, text in pages.items()}
    return {name.split("/")[1].removesuffix(".md"): each[0] for name, each in found.items() if each}


def test_the_page_of_corrections_is_as_old_as_the_series_of_its_table() -> None:
    """COIN is the oldest of a verdict and stands in no column: it ages the report, not the page of corrections."""
    ages = told(with_table("RATE", "FUND", COIN=date(2020, 12, 31), FUND=date(2021, 5, 31), RATE=LATEST))
    assert ages["corrections"] == ("this page", "FUND")
    assert ages["index"] == ("this page", "COIN")
    assert ages["changes"] == ("these verdicts", "COIN")


def test_a_series_of_the_table_that_stops_early_ages_the_report_too() -> None:
    ages = told(with_table("COIN", "RATE", RATE=date(2020, 12, 24)))
    assert ages["index"] == ages["corrections"] == ("this page", "RATE")


def test_series_of_one_day_are_named_together_and_an_ended_one_is_left_out() -> None:
    assert told(with_table("COIN", "FUND", "RATE"))["corrections"] == ("this page", "COIN, FUND and RATE")
    early = date(2020, 1, 31)
    assert told(with_table("COIN", "FUND", "RATE", ended="RATE", RATE=early))["corrections"][1] == "COIN and FUND"


def test_pages_without_series_have_neither_age_nor_banner() -> None:
    pages = with_ages(with_table("COIN", "FUND"))
    assert {name for name, text in pages.items() if "fc-age" not in text} == {
        "an-article/what-if.md",
        "an-article/mood.md",
    }
    assert pages["an-article/mood.md"] == TITLES["an-article/mood.md"]


def test_the_banner_names_the_series_of_its_page() -> None:
    site = with_table("COIN", "FUND", FUND=date(2020, 12, 24))
    text = read(with_ages(site)["an-article/corrections.md"])
    assert 'data-said="FUND ends on 24 December 2020"' in text


def test_a_table_of_corrections_can_change_the_home_page_where_no_verdict_can() -> None:
    """The windows of all verdicts are of 2020 and over; the home page counts the corrections, so it is as old."""
    site = with_table("FUND", "RATE", FUND=date(2021, 5, 31), RATE=date(2021, 4, 30))
    text = read(Ages(site, environment(TEMPLATES)).told("index.md", "# Title\n"))
    assert 'data-said="RATE ends on 30 April 2021"' in text
    assert "behind this page: RATE ends on" in text
    settled = replace(site, articles=(replace(site.articles[0], corrections=None),))
    text = read(Ages(settled, environment(TEMPLATES)).told("index.md", "# Title\n"))
    assert "fc-reach" not in text
    assert "behind these verdicts: FUND ends on" in text
