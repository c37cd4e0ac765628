"""The built site in a real browser: nothing from elsewhere, no error, no sideways scroll, no barrier that axe finds."""

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from figurecheck.paths import Project

pytestmark = pytest.mark.browser

CHROMIUM = Path("/usr/bin/chromium")
REPORT = "ultra-small-cap-hedges/"
PAGES = {
    "home": "",
    "report": REPORT,
    "claim": f"{REPORT}rally-r2ktech-2020/",
    "statistical": f"{REPORT}corr-btc-r2ktech-volatile/",
    "hedge": f"{REPORT}smallcap-complementary-hedge/",
    "corrections": f"{REPORT}corrections/",
    "policy": f"{REPORT}fed-cuts-2024-2025/",
    "untestable": f"{REPORT}shared-drivers/",
    "data": "data/",
    "method": "method/",
    "methods": "methods/",
    "formulas": "methods/dynamics/",
    "coverage": "methods/coverage/",
    "about": "about/",
    "reuse": "reuse/",
    "dispute": "dispute/",
}
SCHEMES = ("light", "dark")


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Keep the test output clean."""


@pytest.fixture(scope="module")
def address(built: Project) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(built.site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if not CHROMIUM.exists():
        pytest.skip("Debian's chromium is not installed")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield started
        started.close()


def opened(browser: Browser, address: str, *, scheme: str = "light", width: int = 1280) -> Page:
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(address, wait_until="networkidle")
    return page


@pytest.mark.parametrize("name", PAGES)
def test_a_page_asks_nobody_else_and_reports_no_error(browser: Browser, address: str, name: str) -> None:
    asked: list[str] = []
    said: list[str] = []
    page = browser.new_page()
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text) if message.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(address + PAGES[name], wait_until="networkidle")
    page.close()
    assert [url for url in asked if not url.startswith((address, "data:", "blob:"))] == []
    assert said == []


@pytest.mark.parametrize("width", [360, 768])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_never_scrolls_sideways(browser: Browser, address: str, name: str, width: int) -> None:
    page = opened(browser, address + PAGES[name], width=width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.context.close()


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_no_barrier(browser: Browser, address: str, name: str, scheme: str) -> None:
    page = opened(browser, address + PAGES[name], scheme=scheme)
    found = Axe().run(page).response["violations"]
    page.context.close()
    assert [(each["id"], [node["html"][:160] for node in each["nodes"][:3]]) for each in found] == []


def test_a_chart_follows_the_theme(browser: Browser, address: str) -> None:
    lines = []
    for scheme in SCHEMES:
        page = opened(browser, address + PAGES["claim"], scheme=scheme)
        lines.append(page.evaluate("getComputedStyle(document.querySelector('.fc-svg text')).fill"))
        page.context.close()
    assert lines[0] != lines[1]


def test_a_wide_table_can_be_scrolled_by_keyboard_on_a_phone(browser: Browser, address: str) -> None:
    page = opened(browser, address + PAGES["claim"], width=360)
    box = page.locator(".fc-readings").first
    box.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("document.querySelector('.fc-readings').scrollLeft > 0")
    page.context.close()


def test_the_answer_is_on_the_first_screen_of_a_phone(browser: Browser, address: str) -> None:
    page = opened(browser, address + PAGES["claim"], width=360)
    answer = page.locator(".fc-answer").bounding_box()
    assert answer is not None
    assert answer["y"] < 400
    page.context.close()


@pytest.mark.parametrize("scheme", SCHEMES)
def test_formulas_are_drawn_by_the_browser_alone(browser: Browser, address: str, scheme: str) -> None:
    """Every formula has the height of a fraction or a sign, no script inside, and the colour of the text around it."""
    page = opened(browser, address + PAGES["formulas"], scheme=scheme, width=360)
    heights = page.evaluate(
        "[...document.querySelectorAll('.fc-formula math')].map(m => m.getBoundingClientRect().height)"
    )
    colours = page.evaluate("['math', 'h1'].map(n => getComputedStyle(document.querySelector('article ' + n)).color)")
    assert page.locator("math script").count() == 0
    page.context.close()
    assert len(heights) == 4
    assert min(heights) > 12
    assert colours[0] == colours[1]
