"""The feeds: verdicts that turned and series out of date, nothing else; a real feed reader is the judge."""

import json
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import feedparser
import pytest

from figurecheck.ledger.entry import REMOVED
from figurecheck.pages.context import Settings, SiteContext
from figurecheck.pages.feeds import feeds
from figurecheck.verdicts.outcome import Outcome
from releases import ADDRESS, KNOWN, article, entry, ledger, released
from small_site import LATEST

FIRST, SECOND, THIRD = date(2021, 2, 1), date(2021, 3, 1), date(2021, 4, 1)


def told(site: SiteContext) -> tuple[Any, dict[str, Any]]:
    """Both feeds as their readers have them."""
    files = feeds(site)
    atom = feedparser.parse(files["feed.xml"].encode())
    assert not atom.bozo, atom.get("bozo_exception")
    return atom, json.loads(files["feed.json"])


def with_ledger(*days: tuple[date, Any], settings: Settings = KNOWN) -> SiteContext:
    site = released(settings)
    return replace(site, articles=(replace(article(site), ledger=ledger(*days).rows),))


def flipped(settings: Settings = KNOWN) -> SiteContext:
    """A claim that flips on the second day, in both of its parts, and one whose part alone changes on the third."""
    coin = [entry("coin", "holds"), entry("coin", "holds", part="two")]
    turned = [replace(one, verdict="does_not_hold", part_verdict="does_not_hold") for one in coin]
    part_only = replace(entry("fund", "not_proven"), part_verdict="holds")
    return with_ledger(
        (FIRST, (*coin, entry("fund", "not_proven"))), (SECOND, tuple(turned)), (THIRD, (part_only,)), settings=settings
    )


def late(name: str, *, over: bool = False) -> SiteContext:
    """A series ends 40 days before the newest data; the article allows 14, the series 4.

    The windows of the small site are those of 2020; unless they are to be ``over``, today's go to the last day.
    """
    site, day = released(), LATEST - timedelta(days=40)
    (told,) = site.articles
    claims = told.claims if over else tuple(replace(one, today=until(one.today, day)) for one in told.claims)
    series = tuple(replace(s, last_day=day) if s.series.id == name else s for s in site.series)
    return replace(site, series=series, articles=(replace(told, claims=claims),))


def until(outcome: Outcome, day: date) -> Outcome:
    """The same figures, of windows that end on ``day``."""
    parts = []
    for part in outcome.parts:
        assert part.primary.measurement is not None
        measured = replace(part.primary.measurement, end=day)
        parts.append(replace(part, primary=replace(part.primary, measurement=measured)))
    return replace(outcome, parts=tuple(parts))


def test_without_news_both_feeds_are_valid_and_empty() -> None:
    atom, document = told(with_ledger((FIRST, (entry("coin", "holds"),))))
    assert atom.version == "atom10"
    assert atom.entries == []
    assert atom.feed.updated == "2021-02-01T00:00:00Z"
    assert document["version"] == "https://jsonfeed.org/version/1.1"
    assert document["items"] == []


def test_a_verdict_that_turned_is_one_entry_whatever_its_parts() -> None:
    atom, document = told(flipped())
    (only,) = atom.entries
    assert only.title == "Coin rose by 300%: holds → does not hold"
    assert only.updated == "2021-03-01T00:00:00Z"
    assert only.link == f"{ADDRESS}/an-article/coin/"
    assert "turned from holds to does not hold" in only.content[0].value
    assert [item["id"] for item in document["items"]] == [only.id]
    assert document["items"][0]["url"] == only.link
    assert document["feed_url"] == f"{ADDRESS}/feed.json"


def test_a_verdict_that_turned_back_is_two_entries() -> None:
    days = [(day, (entry("coin", verdict),)) for day, verdict in ((FIRST, "holds"), (SECOND, "not_proven"))]
    atom, _ = told(with_ledger(*days, (SECOND, (entry("coin", "holds"),))))
    assert sorted(one.title.partition(": ")[2] for one in atom.entries) == ["holds → not proven", "not proven → holds"]
    assert len({one.id for one in atom.entries}) == 2


def test_the_newest_entry_comes_first() -> None:
    days = [(day, (entry("coin", word),)) for day, word in ((FIRST, "holds"), (SECOND, "not_proven"), (THIRD, "holds"))]
    atom, document = told(with_ledger(*days))
    assert [one.updated[:10] for one in atom.entries] == ["2021-04-01", "2021-03-01"]
    assert atom.feed.updated == "2021-04-01T00:00:00Z"
    assert [one["id"] for one in document["items"]] == [one.id for one in atom.entries]


def test_publication_and_today_are_told_apart() -> None:
    days = [(day, (entry("coin", word, "at_publication"),)) for day, word in ((FIRST, "holds"), (SECOND, "not_proven"))]
    atom, _ = told(with_ledger(*days))
    assert atom.entries[0].title.endswith("holds → not proven as of publication")


def test_a_claim_that_came_or_went_has_not_turned() -> None:
    gone = replace(entry("coin", REMOVED), part_verdict=REMOVED)
    atom, _ = told(with_ledger((FIRST, (entry("coin", "holds"),)), (SECOND, (gone, entry("fund", "holds")))))
    assert atom.entries == []


def test_a_series_behind_a_verdict_that_is_out_of_date_is_news() -> None:
    """By hand: last day 21 May 2021, 14 days are allowed, so it is late from 5 June 2021 on."""
    atom, document = told(late("FUND"))
    (only,) = atom.entries
    assert only.title == "FUND is out of date"
    assert only.updated == "2021-06-05T00:00:00Z"
    assert only.link == f"{ADDRESS}/data/#fund"
    assert len(document["items"]) == 1


def test_a_late_series_of_two_articles_is_one_entry_that_names_the_claims_of_both() -> None:
    site = late("FUND")
    (first,) = site.articles
    facts = first.article.article.model_copy(update={"slug": "other"})
    patient = replace(first, article=first.article.model_copy(update={"article": facts, "stale_after_days": 20}))
    alone, both = (told(replace(site, articles=many))[0].entries for many in ((first,), (patient, first)))
    assert len(both) == 1
    assert (both[0].id, both[0].updated) == (alone[0].id, "2021-06-05T00:00:00Z")
    (name,) = alone[0].content[0].value.partition("It decides: ")[2].rstrip(".").split("; ")
    assert both[0].content[0].value.endswith(f"It decides: {name}; {name}.")


def test_a_late_series_whose_claims_are_over_is_no_news() -> None:
    """Newer data could not change a figure of 2020."""
    assert told(late("FUND", over=True))[0].entries == []


def test_no_entry_is_older_than_the_first_release() -> None:
    """FUND is late from 5 June 2021 on; the ledger begins with data up to 20 June."""
    begun = ledger((date(2021, 6, 20), (entry("coin", "holds"),)))
    site = late("FUND")
    (first,) = site.articles
    atom, _ = told(replace(site, articles=(replace(first, ledger=begun.rows),)))
    assert [one.updated for one in atom.entries] == ["2021-06-20T00:00:00Z"]


def test_a_late_series_that_decides_nothing_is_no_news() -> None:
    assert told(late("RATE"))[0].entries == []


def test_entries_keep_their_names_when_others_are_added() -> None:
    before = told(flipped())[0].entries[0].id
    site = flipped()
    assert told(site)[0].entries[0].id == before
    both = replace(site, series=late("FUND").series)
    assert before in [one.id for one in told(both)[0].entries]


@pytest.mark.parametrize("base", ["https://anywhere.example/x/feed.xml"])
def test_without_an_address_links_are_relative_to_the_feed(base: str) -> None:
    files = feeds(flipped(Settings()))
    atom = feedparser.parse(
        files["feed.xml"].encode(), response_headers={"content-location": base, "content-type": "application/atom+xml"}
    )
    assert not atom.bozo
    assert atom.entries[0].link == "https://anywhere.example/x/an-article/coin/"
    document = json.loads(files["feed.json"])
    assert not {"feed_url", "home_page_url"} & document.keys()
    assert "url" not in document["items"][0]


def test_rss_has_the_same_news_under_whole_addresses() -> None:
    site = flipped()
    found = feedparser.parse(feeds(site)["rss.xml"].encode())
    atom, _ = told(site)
    assert not found.bozo, found.get("bozo_exception")
    assert (found.version, found.feed.link) == ("rss20", f"{ADDRESS}/")
    assert [one.id for one in found.entries] == [one.id for one in atom.entries] != []
    assert [one.link for one in found.entries] == [one.link for one in atom.entries]
    assert [one.published_parsed[:3] for one in found.entries] == [one.updated_parsed[:3] for one in atom.entries]


def test_without_an_address_there_is_no_rss() -> None:
    assert sorted(feeds(flipped(Settings()))) == ["feed.json", "feed.xml"]
