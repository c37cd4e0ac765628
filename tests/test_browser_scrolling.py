"""A page keeps its height while it is read: what is laid out late has its room before, so the bar does not jump."""

import pytest
from playwright.sync_api import Browser

from browsing import serving
from figurecheck.paths import Project

pytestmark = pytest.mark.browser

LATE = ("", "data/", "ultra-small-cap-hedges/corrections/", "ultra-small-cap-hedges/what-if/")
"""Pages with tables that are laid out when they come near."""
MOST_GROWTH = 0.05
"""Of the whole height; a table that reserved one height for any number of rows let the home page grow by 0.6."""
HEIGHT = "document.documentElement.scrollHeight"
READ = """async step => {
  for (let at = 0; at < document.documentElement.scrollHeight; at += step) {
    scrollTo(0, at);
    await new Promise(done => requestAnimationFrame(() => setTimeout(done, 30)));
  }
}"""


@pytest.mark.parametrize("width", [360, 1280])
def test_a_page_hardly_grows_while_it_is_scrolled(browser: Browser, built: Project, width: int) -> None:
    grown = {}
    with serving(built.site) as address:
        for name in LATE:
            page = browser.new_context(viewport={"width": width, "height": 640}).new_page()
            page.goto(address + name, wait_until="networkidle")
            before = page.evaluate(HEIGHT)
            page.evaluate(READ, 640)
            grown[name] = page.evaluate(HEIGHT) / before - 1
            page.context.close()
    assert {name: share for name, share in grown.items() if abs(share) > MOST_GROWTH} == {}
