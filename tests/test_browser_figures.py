"""Charts in a real browser: large ones come on scrolling, all can be enlarged, and both themes colour them."""

import pytest
from playwright.sync_api import Browser, Page

from browsing import laid_out

pytestmark = pytest.mark.browser

CLAIM = "ultra-small-cap-hedges/rally-btc-2024/"
SCHEMES = ("light", "dark")
DRAWING = ".fc-plot .fc-svg"
OPENED = "dialog.fc-large[open]"


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


CUT = (
    "((box) => [...box.querySelectorAll('SELECTOR')].filter(svg => svg.checkVisibility()).flatMap(svg => {"
    "const room = svg.closest('.fc-plot, .fc-large-body').getBoundingClientRect();"
    "return [...svg.querySelectorAll('text')].filter(text => {"
    "const { left, right } = text.getBoundingClientRect(); return left < room.left - 1 || right > room.right + 1; })"
    ".map(text => text.textContent); }))(document)"
)


@pytest.mark.parametrize(
    "path", ["", CLAIM, *(f"ultra-small-cap-hedges/{name}" for name in ("", "structural-link/", "fed-hikes-2022/"))]
)
def test_on_a_phone_every_chart_is_whole_and_its_text_can_be_read(browser: Browser, address: str, path: str) -> None:
    """Axes, names of lines and the newest day are all in view, without scrolling, at no less than 10 pixels."""
    page = opened(browser, address + path, width=360)
    laid_out(page)
    for image in page.locator(".fc-lazy").all():
        image.scroll_into_view_if_needed()
    page.wait_for_selector(".fc-lazy", state="detached")
    plots = "[...document.querySelectorAll('.fc-plot')]"
    assert page.evaluate(f"{plots}.filter(plot => plot.scrollWidth > plot.clientWidth).length") == 0
    assert page.evaluate(CUT.replace("SELECTOR", DRAWING)) == []
    sizes = page.evaluate(
        f"{plots}.flatMap(plot => [...plot.querySelectorAll('svg')].filter(svg => svg.checkVisibility()).map(svg => "
        "parseFloat(getComputedStyle(svg.querySelector('text')).fontSize) * svg.getScreenCTM().a))"
    )
    assert len(sizes) == page.locator(".fc-plot").count()
    assert min(sizes) >= 10
    page.context.close()


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("path", ["", CLAIM])
def test_the_large_view_shows_the_whole_chart_with_its_axes(
    browser: Browser, address: str, path: str, width: int
) -> None:
    page = opened(browser, address + path, width=width)
    page.locator(".fc-enlarge").first.click()
    page.wait_for_selector(f"{OPENED} svg")
    box, drawing = (page.locator(f"{OPENED} {one}").bounding_box() for one in (".fc-large-body", "svg"))
    assert box is not None
    assert drawing is not None
    assert drawing["x"] >= box["x"]
    assert drawing["x"] + drawing["width"] <= box["x"] + box["width"]
    assert drawing["y"] + drawing["height"] <= box["y"] + box["height"]
    assert page.evaluate(CUT.replace("SELECTOR", f"{OPENED} svg")) == []
    page.context.close()


def test_a_chart_higher_than_the_screen_is_enlarged_all_the_same(browser: Browser, address: str) -> None:
    """It goes on downwards and never sideways."""
    page = opened(browser, address + CLAIM)
    tall = page.locator(".fc-chart-tall").first
    before = tall.locator("svg").bounding_box()
    tall.locator(".fc-enlarge").click()
    page.wait_for_selector(f"{OPENED} svg")
    after = page.locator(f"{OPENED} svg").bounding_box()
    assert before is not None
    assert after is not None
    assert after["width"] > 1.2 * before["width"]
    assert page.evaluate("(body => body.scrollWidth <= body.clientWidth)(document.querySelector('.fc-large-body'))")
    page.context.close()


def test_the_large_view_is_larger_and_its_text_no_smaller(browser: Browser, address: str) -> None:
    page = opened(browser, address + CLAIM)
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
