"""The report in a real browser: its tips by pointer, keyboard, touch and without scripts, and its length."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from browsing import laid_out
from test_browser_site import REPORT, opened

pytestmark = pytest.mark.browser

LINK = 'a.fc-figure[href$="rally-btc-2020/"]'
FIGURE = f".fc-story {LINK}"
TIP = f".fc-tipped:has(> {LINK}) > .fc-tip"


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    found = opened(browser, address + REPORT)
    yield found
    found.context.close()


def tip(page: Page) -> object:
    """Text of the tip of the figure if it is shown, and whether it lies inside the window."""
    return page.evaluate(
        """selector => {
          const link = document.querySelector(selector);
          const tip = document.getElementById(link.getAttribute("aria-describedby"));
          const box = tip.getBoundingClientRect();
          if (!box.height) return null;
          const inside = box.left >= 0 && box.right <= document.documentElement.clientWidth;
          return [tip.textContent.includes("303.2"), inside];
        }""",
        FIGURE,
    )


def test_the_report_is_short(page: Page) -> None:
    laid_out(page)
    assert page.evaluate("document.documentElement.scrollHeight") < 9700


def test_a_tip_shows_by_pointer_and_stays_while_it_is_read(page: Page) -> None:
    assert tip(page) is None
    page.locator(FIGURE).first.hover()
    assert tip(page) == [True, True]
    page.locator(TIP).first.hover()
    assert tip(page) == [True, True]
    page.mouse.move(5, 5)
    assert tip(page) is None


def test_a_tip_shows_by_keyboard_and_escape_puts_it_away(page: Page) -> None:
    link = page.locator(FIGURE).first
    link.focus()
    assert tip(page) == [True, True]
    page.keyboard.press("Escape")
    assert tip(page) is None
    page.keyboard.press("Tab")
    link.focus()
    assert tip(page) == [True, True]
    page.keyboard.press("Enter")
    page.wait_for_url("**/rally-btc-2020/")


def test_the_first_tap_shows_the_tip_and_the_second_follows_the_link(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(address + REPORT, wait_until="networkidle")
    page.locator(FIGURE).first.tap()
    assert tip(page) == [True, True]
    assert page.url.endswith(REPORT)
    page.locator("h1").tap()
    assert page.locator(".fc-tipped.fc-open").count() == 0
    page.locator(FIGURE).first.tap()
    page.locator(FIGURE).first.tap()
    page.wait_for_url("**/rally-btc-2020/")
    context.close()


def test_without_scripts_a_figure_is_a_link_with_its_tip(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + REPORT)
    page.locator(FIGURE).first.hover()
    shown = page.locator(TIP).first
    assert shown.is_visible()
    page.locator(FIGURE).first.click()
    page.wait_for_url("**/rally-btc-2020/")
    context.close()


@pytest.mark.parametrize("selector", [".fc-story a.fc-figure", "a.fc-term"])
@pytest.mark.parametrize("width", [360, 1280])
def test_no_tip_leaves_the_window(browser: Browser, address: str, selector: str, width: int) -> None:
    page = opened(browser, address + REPORT, width=width)
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")
    outside = page.evaluate(
        """selector => [...document.querySelectorAll(selector)].filter(link => {
          link.focus();
          const box = document.getElementById(link.getAttribute("aria-describedby")).getBoundingClientRect();
          return !box.height || box.left < 0 || box.right > document.documentElement.clientWidth;
        }).map(link => link.textContent)""",
        selector,
    )
    count = page.locator(selector).count()
    wide = page.evaluate("document.documentElement.scrollWidth")
    page.context.close()
    assert count >= 10
    assert outside == []
    assert wide <= width


def test_on_a_phone_the_answer_of_every_contradiction_is_on_screen(browser: Browser, address: str) -> None:
    page = opened(browser, address + REPORT, width=360)
    outside = page.evaluate(
        """() => [...document.querySelectorAll(".fc-opposed td")].map(cell => cell.getBoundingClientRect())
          .filter(box => !box.height || box.left < 0 || box.right > document.documentElement.clientWidth).length"""
    )
    cells = page.locator(".fc-opposed td").count()
    page.context.close()
    assert cells >= 6
    assert outside == 0
