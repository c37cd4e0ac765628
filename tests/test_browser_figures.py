"""Charts in a real browser: large ones come on scrolling, all can be enlarged, and both themes colour them."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from browsing import chromium, serving
from figurecheck.paths import Project

pytestmark = pytest.mark.browser

CLAIM = "ultra-small-cap-hedges/rally-btc-2024/"
SCHEMES = ("light", "dark")
DRAWING = ".fc-plot .fc-svg"
OPENED = "dialog.fc-large[open]"


@pytest.fixture(scope="module")
def address(built: Project) -> Iterator[str]:
    with serving(built.site) as found:
        yield found


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


def opened(browser: Browser, address: str, *, scheme: str = "light", width: int = 1280, scripts: bool = True) -> Page:
    context = browser.new_context(
        viewport={"width": width, "height": 800},
        color_scheme=scheme,  # type: ignore[arg-type]
        java_script_enabled=scripts,
    )
    page = context.new_page()
    page.goto(address, wait_until="networkidle")
    return page


def test_a_map_becomes_a_drawing_when_it_is_scrolled_to(browser: Browser, address: str) -> None:
    page = opened(browser, address + CLAIM)
    figure = page.locator(".fc-chart:has(.fc-lazy)")
    assert figure.count() == 1
    name = figure.locator("img").get_attribute("src")
    figure.scroll_into_view_if_needed()
    page.wait_for_selector(".fc-lazy", state="detached")
    assert page.locator(f"{DRAWING} image").count() > 0
    assert name is not None
    assert name.endswith("-windows.svg")
    page.context.close()


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_map_that_was_loaded_follows_the_theme(browser: Browser, address: str, scheme: str) -> None:
    page = opened(browser, address + CLAIM, scheme=scheme)
    page.locator(".fc-lazy").scroll_into_view_if_needed()
    page.wait_for_selector(".fc-lazy", state="detached")
    colours = page.evaluate(
        "[...document.querySelectorAll('.fc-plot')].map(plot => getComputedStyle(plot.querySelector('text')).fill)"
    )
    ink = page.evaluate("getComputedStyle(document.body).getPropertyValue('--fc-muted')")
    wanted = tuple(int(ink.strip()[at : at + 2], 16) for at in (1, 3, 5))
    assert len(colours) == 3
    assert f"rgb{wanted}" in colours
    assert "rgb(0, 0, 0)" not in colours
    page.context.close()


def test_a_click_enlarges_and_escape_brings_back(browser: Browser, address: str) -> None:
    page = opened(browser, address + CLAIM)
    before = page.locator(DRAWING).count()
    plot = page.locator(".fc-plot").first
    plot.scroll_into_view_if_needed()
    small = plot.locator("svg").bounding_box()
    plot.click(position={"x": 200, "y": 100})
    page.wait_for_selector(OPENED)
    large = page.locator(f"{OPENED} svg").bounding_box()
    assert small is not None
    assert large is not None
    assert large["width"] > 1.3 * small["width"]
    assert page.locator(".fc-svg").count() == before, "the drawing was moved, not copied: its ids stay unique"
    page.keyboard.press("Escape")
    page.wait_for_selector(OPENED, state="detached")
    assert plot.locator("svg").bounding_box() == small
    page.context.close()


@pytest.mark.parametrize("selector", [".fc-plot", ".fc-enlarge"])
def test_the_keyboard_enlarges_and_gets_its_place_back(browser: Browser, address: str, selector: str) -> None:
    page = opened(browser, address + CLAIM)
    page.locator(selector).first.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(OPENED)
    assert page.evaluate("document.activeElement.closest('dialog') !== null")
    page.keyboard.press("Escape")
    page.wait_for_selector(OPENED, state="detached")
    assert page.evaluate(f"document.activeElement === document.querySelector('{selector}')")
    page.context.close()


def test_a_map_that_nobody_scrolled_to_can_be_enlarged(browser: Browser, address: str) -> None:
    page = opened(browser, address + CLAIM)
    page.evaluate("document.querySelector('.fc-chart:has(.fc-lazy) .fc-enlarge').click()")
    page.wait_for_selector(f"{OPENED} svg image")
    page.locator(".fc-large-close").click()
    page.wait_for_selector(OPENED, state="detached")
    page.context.close()


def test_without_scripts_the_link_leads_to_the_drawing(browser: Browser, address: str) -> None:
    page = opened(browser, address + CLAIM, scripts=False)
    page.locator(".fc-chart img.fc-lazy").scroll_into_view_if_needed()
    assert page.locator(".fc-chart img.fc-lazy").is_visible()
    page.locator(".fc-enlarge").first.click()
    assert page.url.endswith(".svg")
    page.context.close()


def test_the_text_of_a_chart_is_no_larger_than_that_of_the_page(browser: Browser, address: str) -> None:
    """Pixels on the screen, at the widths at which figures stand: the home page's and a claim's."""
    for path, width in (("", 1280), ("", 1920), (CLAIM, 1280), (CLAIM, 1920)):
        page = opened(browser, address + path, width=width)
        size = page.evaluate(
            "(() => { const svg = document.querySelector('.fc-svg'), text = svg.querySelector('text');"
            "return parseFloat(getComputedStyle(text).fontSize) * svg.getScreenCTM().a; })()"
        )
        body = page.evaluate("parseFloat(getComputedStyle(document.querySelector('.md-typeset p')).fontSize)")
        assert 11 <= size <= body, (path, width)
        page.context.close()


def test_on_a_phone_the_newest_day_and_the_names_of_the_lines_are_in_view(browser: Browser, address: str) -> None:
    page = opened(browser, address, width=360)
    plot, name = page.locator(".fc-plot").first.bounding_box(), page.get_by_text("PSCT (proxy)", exact=True).first
    box = name.bounding_box()
    assert plot is not None
    assert box is not None
    assert box["x"] >= plot["x"]
    assert box["x"] + box["width"] <= plot["x"] + plot["width"]
    page.context.close()


def test_on_a_phone_figures_with_intervals_and_their_names_are_in_view(browser: Browser, address: str) -> None:
    page = opened(browser, address + "ultra-small-cap-hedges/corr-btc-r2ktech-volatile/", width=360)
    reach = page.evaluate(
        "(() => { const drawing = document.querySelector('.fc-rows'), right = drawing.parentElement.clientWidth;"
        "const left = drawing.parentElement.getBoundingClientRect().left;"
        "return [...drawing.querySelectorAll('text')].filter(text => /proxy|^[+\u2212]/.test(text.textContent))"
        ".map(text => text.getBoundingClientRect().right - left - right); })()"
    )
    assert len(reach) > 12
    assert max(reach) <= 0
    page.context.close()


@pytest.mark.parametrize("path", ["", CLAIM])
def test_the_large_view_is_larger_and_its_text_no_smaller(browser: Browser, address: str, path: str) -> None:
    page = opened(browser, address + path)
    measure = (
        "(() => { const svg = document.querySelector('SELECTOR'), scale = svg.getScreenCTM().a;"
        "return [svg.getBoundingClientRect().width, scale * "
        "parseFloat(getComputedStyle(svg.querySelector('text')).fontSize)]; })()"
    )
    width, text = page.evaluate(measure.replace("SELECTOR", DRAWING))
    page.locator(".fc-enlarge").first.click()
    page.wait_for_selector(OPENED)
    larger, larger_text = page.evaluate(measure.replace("SELECTOR", f"{OPENED} .fc-svg"))
    assert larger > 1.1 * width
    assert larger_text >= text
    page.context.close()


def test_a_map_that_waits_is_no_light_block_and_one_that_cannot_come_is_legible(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 800}, color_scheme="dark")
    page = context.new_page()
    page.goto(address + CLAIM, wait_until="networkidle")
    ground = "getComputedStyle(document.querySelector('.fc-lazy')).backgroundColor"
    assert page.evaluate(ground) == "rgba(0, 0, 0, 0)"
    page.evaluate("window.fetch = async () => new Response('', { status: 503 })")
    page.locator(".fc-lazy").scroll_into_view_if_needed()
    page.wait_for_selector(".fc-lazy.fc-kept")
    assert page.evaluate(ground) == "rgb(254, 254, 254)"
    context.close()
