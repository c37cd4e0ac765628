"""Where the dates differ: an arrow from one verdict to the other, both figures, and how far today reaches."""

import re
from dataclasses import replace
from datetime import date

import pytest

from figurecheck.pages import words
from figurecheck.pages.reached import reach
from figurecheck.pages.site import render_site
from poison import ROOT
from small_site import small_site

SPACE = "\N{NO-BREAK SPACE}"
THEN, NOW = f"+30.0{SPACE}%", f"+10.0{SPACE}%"


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    return render_site(small_site(), ROOT / "templates")


def row(text: str, marker: str) -> str:
    """The only row of a table with ``marker``, plus signs as they are read."""
    (found,) = [line for line in text.splitlines() if line.startswith("|") and marker in line]
    return found.replace("&#43;", "+")


def test_the_home_table_has_an_arrow_and_both_figures(pages: dict[str, str]) -> None:
    """By hand: fund held at publication (30 % over a mark of 20 %) and does not today (10 %); coin did not move."""
    moved, same = (row(pages["index.md"], f"({name}.md)") for name in ("an-article/fund", "an-article/coin"))
    assert moved.index("holds</span>") < moved.index("fc-arrow") < moved.index("does not hold</span>")
    assert f"**{NOW}** <small>proxy; mark 20{SPACE}% or more; at publication {THEN}</small>" in moved
    assert "fc-arrow" not in same
    assert "at publication" not in same


def test_the_scoreboard_counts_both_dates(pages: dict[str, str]) -> None:
    pattern = r'data-verdict="([a-z-]+)".*?</span> (\d+)</span>.*?at publication (\d+)</span>'
    counts = {verdict: (int(then), int(now)) for verdict, now, then in re.findall(pattern, pages["index.md"])}
    assert (counts["holds"], counts["does-not-hold"], counts["not-testable"]) == ((2, 1), (0, 1), (1, 1))


def test_the_key_of_the_report_counts_both_dates_where_they_differ(pages: dict[str, str]) -> None:
    lines = [line for line in pages["an-article/index.md"].splitlines() if "fc-shape" in line and line.startswith("|")]
    counts = {line.split("&nbsp;")[1].split("<")[0]: line.split("|")[2].strip() for line in lines}
    assert (counts["holds"], counts["does not hold"], counts["not testable"]) == ("2 &rarr; 1", "0 &rarr; 1", "1")


def test_the_report_tells_the_claim_at_both_dates(pages: dict[str, str]) -> None:
    (block,) = [
        line for line in pages["an-article/index.md"].splitlines() if line.startswith("- ") and "(fund.md)" in line
    ]
    assert block.count("fc-arrow") == 1
    assert block.index("rose by 10.0") < block.index("At publication: ") < block.index("rose by 30.0")


def test_the_claim_page_shows_arrow_figures_and_the_answer_of_both_dates(pages: dict[str, str]) -> None:
    page = pages["an-article/fund.md"]
    assert "At publication (2\N{NO-BREAK SPACE}January\N{NO-BREAK SPACE}2021): Small caps" in page
    line = row(page, "Small caps (proxy: FUND) | a rise of 20")
    assert line.index(THEN) < line.index(NOW) < line.index("fc-arrow")
    assert "These are the tests with today's data." in page
    assert "These are the tests" not in pages["an-article/coin.md"]


def test_a_claim_that_did_not_move_has_no_arrow(pages: dict[str, str]) -> None:
    assert "fc-arrow" not in pages["an-article/coin.md"]


def test_today_is_as_far_as_the_claims_reach(pages: dict[str, str]) -> None:
    assert f"Today means data up to 30{SPACE}June{SPACE}2021." in pages["an-article/index.md"]
    assert f"Today means data up to 30{SPACE}June{SPACE}2021." in pages["index.md"]
    site = small_site()
    told = site.articles[0]
    fund = replace(told.claims[1], today=replace(told.claims[1].today, last_day=date(2021, 3, 1)))
    later = replace(site, articles=(replace(told, claims=(told.claims[0], fund, told.claims[2])),))
    text = render_site(later, ROOT / "templates")["an-article/index.md"]
    assert f"Today means data up to 1{SPACE}March{SPACE}2021 for many claims" in text
    assert f"For the others it is 30{SPACE}June{SPACE}2021." in text


def test_a_claim_whose_data_ended_before_the_article_is_told_apart() -> None:
    """2 January 2021 is the last day that could be known; the series of the second claim ended a month before."""
    told = small_site().articles[0]
    past = date(2020, 12, 1)
    one = told.claims[1]
    fund = replace(
        one, today=replace(one.today, last_day=past), at_publication=replace(one.at_publication, last_day=past)
    )
    said = reach(replace(told, claims=(told.claims[0], fund, told.claims[2]))).replace(SPACE, " ")
    assert said == (
        "Today means data up to 30 June 2021. "
        "The data of one claim end on 1 December 2020, before the article came out."
    )


def test_the_reach_of_no_claim_is_no_words() -> None:
    assert words.reach([]) == ""
