"""A claim whose series is late says so beside its verdict; the numbers of days are counted by hand."""

import html
import re
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from figurecheck.pages.behind import behind, late_by
from figurecheck.pages.context import SeriesFacts, SiteContext
from figurecheck.pages.site import render_site
from figurecheck.paths import Project
from small_site import LATEST, facts, series, small_site

TEMPLATES = Path(__file__).parents[1] / "templates"


def with_days(site: SiteContext, **last: date) -> SiteContext:
    """The small site whose series end on other days."""
    known = tuple(replace(f, last_day=last.get(f.series.id, f.last_day)) for f in site.series)
    return replace(site, series=known, last_day=max(f.last_day for f in known))


def page(site: SiteContext, name: str) -> str:
    text = html.unescape(render_site(site, TEMPLATES)[name])
    return " ".join(text.replace("\N{NO-BREAK SPACE}", " ").split())


def coin(**changes: object) -> SeriesFacts:
    return facts(replace(series("COIN"), **changes))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("days", "limit", "late"),
    [(0, 14, 0), (14, 14, 0), (15, 14, 15), (50, 14, 50), (4, 1, 0), (5, 1, 5)],
)
def test_late_is_later_than_both_the_article_and_the_series_allow(days: int, limit: int, late: int) -> None:
    """The series of the small site may be four days old."""
    assert late_by(coin(), LATEST + timedelta(days=days), limit) == late


def test_a_series_that_has_ended_is_never_late() -> None:
    assert late_by(coin(ended=LATEST), LATEST + timedelta(days=900), 14) == 0


def test_a_claim_on_current_series_says_nothing() -> None:
    site = small_site("Plain words")
    assert all(behind(c, {f.series.id: f for f in site.series}, 14) is None for c in site.articles[0].claims)
    assert "Old data." not in page(site, "an-article/coin.md")


def test_a_late_series_is_named_beside_the_verdict() -> None:
    """30 June 2021 is 21 days before 21 July; the figure is of 2020, so newer data would not change it."""
    text = page(with_days(small_site("Plain words"), FUND=LATEST + timedelta(days=21)), "an-article/coin.md")
    said = text[text.index("The newest data of this site") :].partition("\n\n")[0]
    assert "Old data." not in text
    assert "The newest data of this site are of 21 July 2021." in said
    assert "[COIN](../data.md#coin) ends on 30 June 2021." in said
    assert "earlier" not in said
    assert "newer data would not change them" in said


def test_a_figure_up_to_the_last_day_of_a_late_series_is_not_settled() -> None:
    site = with_days(small_site("Plain words"), COIN=date(2020, 12, 31), RATE=LATEST)
    text = page(site, "an-article/coin.md")
    assert "[COIN](../data.md#coin) ends on 31 December 2020." in text
    assert "newer data would not change" not in text
    assert "Old data." in text
    assert "Old data." not in page(site, "an-article/fund.md")


def aged(site: SiteContext) -> dict[str, tuple[str, str]]:
    """The last day and the limit of every page that carries them, by its path; no page has them twice."""
    pages = {name: text for name, text in render_site(site, TEMPLATES).items() if name.endswith(".md")}
    found = {
        name: re.findall(r'fc-age" data-last-day="([^"]+)" data-stale-after="(\d+)"', text)
        for name, text in pages.items()
    }
    assert {len(each) for each in found.values()} == {0, 1}
    return {name: each[0] for name, each in found.items() if each}


def test_every_page_is_as_old_as_the_oldest_series_behind_its_verdicts() -> None:
    """COIN ends on 30 June 2021; that FUND and RATE still come in must not hide it on the page of the site."""
    later = date(2021, 7, 21)
    site = with_days(small_site("Plain words"), FUND=later, RATE=later)
    ages = aged(site)
    assert ages.pop("an-article/fund.md") == ("2021-07-21", "14")
    assert set(ages.values()) == {("2021-06-30", "14")}
    day = '<time datetime="2021-06-30">30 June 2021</time>'
    assert f"behind these verdicts: COIN ends on {day} (series" in page(site, "index.md")
    assert f"behind this page: COIN ends on {day} (series" in page(site, "data.md")
    assert 'data-said="COIN ends on 30 June 2021"' in page(site, "data.md")


def test_a_page_that_rests_on_no_series_has_no_age() -> None:
    """Words on methods, and a claim that no series can test, would print the age of somebody else's data."""
    site = small_site("Plain words")
    story = site.articles[0]
    untested = {one.claim.id for one in story.claims if not one.today.measurements}
    ages = aged(site)
    assert untested
    assert not {f"an-article/{name}.md" for name in untested} & ages.keys()
    assert not {"method.md", "about.md", "glossary.md", "dispute.md", "reuse.md", "methods/returns.md"} & ages.keys()


def bannered(site: SiteContext) -> set[str]:
    """The pages with a place for the banner of old data; it carries the same day as the line at the end."""
    pages = {name: text for name, text in render_site(site, TEMPLATES).items() if name.endswith(".md")}
    found = {name for name, text in pages.items() if "fc-reach" in text}
    days = (set(re.findall(r'data-last-day="([^"]+)" data-stale-after="\d+"', pages[name])) for name in found)
    assert {len(each) for each in days} == {1}
    return found


def test_a_banner_stands_where_newer_data_could_change_something() -> None:
    """The figures are of 2020: they can change while COIN ends in it, and not once it goes on."""
    all_series = {"data.md", "health.md"}
    site = small_site("Plain words")
    assert bannered(site) == all_series
    ending = with_days(site, COIN=date(2020, 12, 31))
    assert bannered(ending) == {*all_series, "index.md", "an-article/index.md", "an-article/coin.md"}


def test_one_article_that_can_change_is_enough_for_the_banner_of_the_home_page() -> None:
    """Beside an article whose windows are over stands one on COIN alone, which ends with the year of its figure."""
    site = with_days(small_site("Plain words"), COIN=date(2020, 12, 31))
    (story,) = site.articles
    coin, fund, mood = story.claims
    settled = story.article.article.model_copy(update={"slug": "settled"})
    other = story.article.model_copy(update={"article": settled})
    over = replace(story, article=other, claims=(fund, mood))
    both = bannered(replace(site, articles=(over, replace(story, claims=(coin,)))))
    assert {"index.md", "an-article/index.md"} <= both
    assert "settled/index.md" not in both
    assert {"index.md", "settled/index.md"}.isdisjoint(bannered(replace(site, articles=(over,))))


def test_a_claim_whose_windows_are_over_makes_no_other_page_old() -> None:
    """COIN, which may be 80 days old, ends with the year of its figure, FUND a month later: only COIN moves."""
    site = with_days(small_site("Plain words"), COIN=date(2020, 12, 31), FUND=date(2021, 1, 31))
    slow = {"COIN": replace(coin(max_age_days=80), last_day=date(2020, 12, 31))}
    ages = aged(replace(site, series=tuple(slow.get(f.series.id, f) for f in site.series)))
    assert ages["an-article/fund.md"] == ("2021-01-31", "14")
    assert ages["index.md"] == ages["an-article/index.md"] == ("2020-12-31", "80")


def test_one_part_that_lags_makes_the_whole_verdict_old() -> None:
    site = with_days(small_site("Plain words"), FUND=date(2021, 7, 21))
    story = site.articles[0]
    coin, fund = story.claims[0], story.claims[1]
    today, then = (
        replace(mine, parts=(*mine.parts, *theirs.parts))
        for mine, theirs in ((fund.today, coin.today), (fund.at_publication, coin.at_publication))
    )
    both = replace(fund, today=today, at_publication=then)
    claims = tuple(both if claim is fund else claim for claim in story.claims)
    ages = aged(replace(site, articles=(replace(story, claims=claims),)))
    assert ages["an-article/fund.md"] == ("2021-06-30", "14")


def test_a_series_that_has_ended_is_left_apart_and_a_slow_one_has_its_own_limit() -> None:
    site = with_days(small_site("Plain words"), FUND=date(2021, 7, 21))
    ended = {"COIN": coin(ended=LATEST)}
    ages = aged(replace(site, series=tuple(ended.get(f.series.id, f) for f in site.series)))
    assert "an-article/coin.md" not in ages
    assert ages["an-article/index.md"] == ("2021-07-21", "14")
    slow = {"COIN": coin(max_age_days=80)}
    ages = aged(replace(site, series=tuple(slow.get(f.series.id, f) for f in site.series)))
    assert ages["an-article/coin.md"] == ("2021-06-30", "80")
    assert ages["index.md"] == ("2021-07-21", "14")


def test_a_claim_on_bitcoin_alone_is_as_old_as_the_stored_bitcoin(built: Project) -> None:
    last = (built.series / "BTC-USD.csv").read_text(encoding="utf-8").splitlines()[-1].split(",")[0]
    for folder in (built.reports / "ultra-small-cap-hedges", built.reports):
        name = "rally-btc-2020.md" if folder != built.reports else "index.md"
        found = re.search(r'data-last-day="([^"]+)"', (folder / name).read_text(encoding="utf-8"))
        assert found is not None
        assert found[1] == last if folder != built.reports else found[1] <= last
