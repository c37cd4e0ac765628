"""The what-if page, opened in a browser."""

from time import monotonic

from playwright.sync_api import Browser, Page

FOLDER = "ultra-small-cap-hedges/what-if"
PATIENCE = 10


def opened(browser: Browser, address: str, query: str = "", *, scheme: str = "light", width: int = 1280) -> Page:
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(f"{address}{FOLDER}/{query}")
    answered(page)
    return page


def answered(page: Page) -> None:
    """Waits until the page has said something: a figure, or what is wrong."""
    page.locator("#fc-wi-figure:not(:empty), #fc-wi-problem:not(:empty)").first.wait_for(state="attached")


def until(page: Page, condition: str) -> None:
    """Waits for a condition; the page's policy forbids the evaluation that the browser driver waits with."""
    deadline = monotonic() + PATIENCE
    while not page.evaluate(condition):
        assert monotonic() < deadline, f"waited in vain until {condition}"
        page.wait_for_timeout(20)


def figure(page: Page) -> str:
    return page.locator("#fc-wi-figure").inner_text().replace("\N{NO-BREAK SPACE}", " ")
