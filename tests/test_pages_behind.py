"""A claim whose series is late says so beside its verdict; the numbers of days are counted by hand."""

import html
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from figurecheck.pages.behind import behind, late_by
from figurecheck.pages.context import SeriesFacts, SiteContext
from figurecheck.pages.site import render_site
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
    """30 June to 21 July 2021 are 21 days; the figure is of 2020, so newer data would not change it."""
    text = page(with_days(small_site("Plain words"), FUND=LATEST + timedelta(days=21)), "an-article/coin.md")
    said = text[text.index("Old data.") : text.index("Stated:")]
    assert "The newest data of this site are of 21 July 2021." in said
    assert "[COIN](../data.md#coin) ends on 30 June 2021 (21 days earlier)." in said
    assert "newer data would not change them" in said


def test_a_figure_up_to_the_last_day_of_a_late_series_is_not_settled() -> None:
    site = with_days(small_site("Plain words"), COIN=date(2020, 12, 31), RATE=LATEST)
    text = page(site, "an-article/coin.md")
    assert "(181 days earlier)." in text
    assert "newer data would not change" not in text
    assert "Old data." not in page(site, "an-article/fund.md")


def test_every_page_says_its_last_day_and_limit() -> None:
    site = with_days(small_site("Plain words"), FUND=date(2021, 7, 21))
    for name, text in render_site(site, TEMPLATES).items():
        if name.endswith(".md"):
            day = "2021-06-30" if name == "an-article/coin.md" else "2021-07-21"
            assert text.count(f'data-last-day="{day}" data-stale-after="14"') == 1, name
