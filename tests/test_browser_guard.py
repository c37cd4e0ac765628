"""The built site under its policy: nothing is blocked, search and palette work, old data are said by the clock."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from playwright.sync_api import Browser, Page

from figurecheck.paths import Project

pytestmark = pytest.mark.browser

REPORT = "ultra-small-cap-hedges/"
CLAIM = f"{REPORT}rally-r2ktech-2020/"
MOVING = f"{REPORT}align-ada/"
"""A claim whose window goes on to the end of the data; that of ``CLAIM`` is over."""

LIMIT = 14
"""stale_after_days of the article."""


class Heard:
    """A page with everything its console said and everyone it asked."""

    def __init__(self, browser: Browser, address: str, *, now: datetime | None = None, scripts: bool = True) -> None:
        self.address, self.said, self.asked = address, list[str](), list[str]()
        self.page: Page = browser.new_context(java_script_enabled=scripts).new_page()
        self.page.on("console", lambda message: self.said.append(f"{message.type}: {message.text}"))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.blocked = list[str]()
        self.page.on("requestfailed", lambda r: self.blocked.append(r.url) if r.failure == "csp" else None)
        if now is not None:
            self.page.clock.set_fixed_time(now)

    def open(self, path: str) -> Page:
        self.page.goto(self.address + path, wait_until="networkidle")
        return self.page

    def close(self) -> None:
        """Everything has been quiet, and nobody else was asked."""
        self.page.context.close()
        assert self.said == []
        assert [url for url in self.asked if not url.startswith((self.address, "data:"))] == []


def pages(built: Project) -> list[str]:
    return sorted(file.relative_to(built.site).as_posix() for file in built.site.rglob("*.html"))


def test_no_page_breaks_its_own_policy(browser: Browser, address: str, built: Project) -> None:
    heard = Heard(browser, address)
    for path in pages(built):
        heard.open(path)
        rules = heard.page.locator("meta[http-equiv=Content-Security-Policy]").get_attribute("content") or ""
        assert re.search(r"default-src 'none'; script-src 'self'( 'sha256-[\w+/]{43}='){4};", rules), path
    heard.close()


def test_the_policy_blocks_what_it_does_not_name(browser: Browser, address: str) -> None:
    heard = Heard(browser, address)
    page = heard.open(CLAIM)
    page.evaluate(
        """() => {
          const inline = document.createElement("script");
          inline.textContent = "window.ran = true";
          const handler = document.createElement("img");
          handler.setAttribute("onerror", "window.ran = true");
          handler.src = "https://evil.invalid/x.png";
          document.body.append(inline, handler);
        }"""
    )
    page.wait_for_timeout(200)
    assert page.evaluate("window.ran") is None
    page.context.close()
    assert sum("Content Security Policy" in line for line in heard.said) >= 2
    assert heard.blocked == ["https://evil.invalid/x.png"]


def searched(page: Page, words: str) -> None:
    """Type into the search as a reader would; its index is asked for when the search is opened, not before."""
    index = "performance.getEntriesByType('resource').some(e => e.name.endsWith('search_index.json'))"
    assert not page.evaluate(index)
    field = page.locator("[data-md-component=search-query]")
    with page.expect_response(lambda answer: answer.url.endswith("search_index.json")):
        field.click()
    field.press_sequentially(words, delay=80)


def test_the_search_answers(browser: Browser, address: str) -> None:
    heard = Heard(browser, address)
    page = heard.open(CLAIM)
    searched(page, "Bitcoin")
    page.locator(".md-search-result__link").first.wait_for()
    assert page.locator(".md-search-result__link").count() > 3
    heard.close()


def test_the_palette_can_be_changed_and_is_kept(browser: Browser, address: str) -> None:
    heard = Heard(browser, address)
    page = heard.open(CLAIM)
    seen = []
    for _ in range(2):
        page.locator("label[for^=__palette]:visible").click()
        seen.append(page.locator("body").get_attribute("data-md-color-scheme"))
    assert set(seen) == {"default", "slate"}
    heard.open(REPORT)
    assert page.locator("body").get_attribute("data-md-color-scheme") == seen[-1]
    heard.close()


def last_day(page: Page) -> date:
    return date.fromisoformat(page.locator(".fc-age").get_attribute("data-last-day") or "")


@pytest.mark.parametrize("path", ["", REPORT, MOVING, "data/", "health/"])
def test_the_readers_clock_tells_that_data_are_old(browser: Browser, address: str, path: str) -> None:
    """At the limit nothing is said, one day later the banner is there with the number of days."""
    first = Heard(browser, address)
    day = last_day(first.open(path))
    first.close()
    for days, banners in ((LIMIT, 0), (LIMIT + 1, 1), (400, 1)):
        now = datetime.combine(day, datetime.min.time(), UTC) + timedelta(days=days, hours=12)
        heard = Heard(browser, address, now=now)
        page = heard.open(path)
        assert page.locator(".fc-old").count() == banners
        if banners:
            assert f"{days} days ago" in page.locator(".fc-old").inner_text()
            assert f"older than {LIMIT} days" in page.locator(".fc-old").inner_text()
        heard.close()


@pytest.mark.parametrize("path", [CLAIM, "method/", "about/", "glossary/", "dispute/", "reuse/", "methods/returns/"])
def test_what_newer_data_would_not_change_has_no_banner(browser: Browser, address: str, path: str) -> None:
    first = Heard(browser, address)
    day = last_day(first.open(""))
    first.close()
    heard = Heard(browser, address, now=datetime.combine(day, datetime.min.time(), UTC) + timedelta(days=400))
    page = heard.open(path)
    assert page.locator(".fc-old").count() == 0
    assert page.locator(".fc-age").count() == (1 if path == CLAIM else 0)
    heard.close()


def test_without_scripts_the_day_is_there_and_no_banner(browser: Browser, address: str) -> None:
    heard = Heard(browser, address, scripts=False)
    page = heard.open(CLAIM)
    assert page.locator(".fc-old").count() == 0
    said = " ".join(page.locator(".fc-age").inner_text().split())
    counted = r"\(series that have ended for good are not counted\)\."
    assert re.fullmatch(
        rf"The oldest data behind the figures of this verdict: PSCT ends on \d+ \w+ \d{{4}} {counted}", said
    )
    heard.close()
