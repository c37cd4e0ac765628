"""The end of a claim's page and its head in a real browser: data blocks are let through, releases are told apart."""

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from figurecheck.paths import Project
from schema_org import faults

pytestmark = pytest.mark.browser

CLAIM = "ultra-small-cap-hedges/rally-btc-2020/"
OTHER = "2020-01-01-00000000"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    opened = browser.new_page()
    yield opened
    opened.close()


def test_the_head_is_read_and_nothing_in_it_is_blocked(page: Page, address: str) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(address + CLAIM, wait_until="networkidle")
    (block,) = page.locator("head script[type='application/ld+json']").all_text_contents()
    assert faults(json.loads(block)) == []
    assert page.locator("head meta[property='og:title']").count() == 1
    assert page.locator("head meta[name='description']").count() == 1
    for kind in ("application/atom+xml", "application/feed+json"):
        link = page.evaluate(f"document.querySelector(`head link[type='{kind}']`).href")
        assert page.request.get(link).ok
    card = page.evaluate("new URL(document.querySelector(`meta[property='og:image']`).content, location).href")
    assert page.request.get(card).headers["content-type"] == "image/png"
    assert said == []


def test_a_link_that_cites_another_release_is_told_so(page: Page, address: str) -> None:
    page.goto(f"{address}{CLAIM}?release={OTHER}")
    notice = page.locator(".fc-other-release")
    assert OTHER in notice.inner_text()
    shown = page.locator("[data-release]").get_attribute("data-release")
    assert shown is not None
    assert shown in notice.inner_text()
    for link in notice.locator("a").all():
        target = link.evaluate("one => one.href")
        assert page.request.get(target).ok
        page.goto(target)
        fragment = target.partition("#")[2]
        assert page.locator(f"#{fragment}").count() == 1
        page.goto(f"{address}{CLAIM}?release={OTHER}")


@pytest.mark.parametrize("query", ["", "?release=<b>x</b>", "?release=2020-01-01"])
def test_other_addresses_get_no_notice(page: Page, address: str, query: str) -> None:
    page.goto(f"{address}{CLAIM}{query}")
    assert page.locator(".fc-other-release").count() == 0


def test_the_link_with_the_shown_release_gets_no_notice(page: Page, address: str) -> None:
    page.goto(address + CLAIM)
    shown = page.locator("[data-release]").get_attribute("data-release")
    page.goto(f"{address}{CLAIM}?release={shown}")
    assert page.locator(".fc-other-release").count() == 0


def test_the_claims_can_be_walked_from_first_to_last(page: Page, address: str, built: Project) -> None:
    """Following "next claim" from the first claim visits every claim of the article once, each link with a verdict."""
    index = json.loads((built.site / "claims.json").read_text(encoding="utf-8"))
    paths = {one["path"] for one in index["claims"] if one["path"].startswith("ultra-small-cap-hedges/")}
    assert len(paths) == 33
    seen = ["ultra-small-cap-hedges/corr-btc-r2ktech-volatile/"]
    while True:
        page.goto(address + seen[-1], wait_until="domcontentloaded")
        after = page.locator(".fc-after a")
        if after.count() == 0:
            break
        assert page.locator(".fc-after .fc-verdict").count() == 1
        seen.append(after.evaluate("one => one.href").removeprefix(address))
        assert len(seen) <= len(paths)
    assert set(seen) == paths
    assert page.locator(".fc-before a").count() == 1
