"""What single pages promise in a real browser: charts in both themes, tables and answers on a phone, formulas."""

import pytest
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

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


def opened(browser: Browser, address: str, *, scheme: str = "light", width: int = 1280) -> Page:
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(address, wait_until="networkidle")
    return page


def test_a_chart_follows_the_theme(browser: Browser, address: str) -> None:
    lines = []
    for scheme in SCHEMES:
        page = opened(browser, address + PAGES["claim"], scheme=scheme)
        lines.append(page.evaluate("getComputedStyle(document.querySelector('.fc-svg text')).fill"))
        page.context.close()
    assert lines[0] != lines[1]


def test_a_wide_table_can_be_scrolled_by_keyboard_on_a_phone(browser: Browser, address: str) -> None:
    page = opened(browser, address + PAGES["claim"], width=360)
    page.locator("details:has(.fc-readings) > summary").first.click()
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
