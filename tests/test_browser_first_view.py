"""What a fast first view rests on and no clock decides: few bytes, nothing that moves, text that comes first.

Lighthouse's mark of performance depends on what else a machine does, so on shared runners it is told and gates nothing;
these parts of it are the same on every machine. Sources of the metrics: Layout Instability and Largest Contentful Paint
(W3C, 2024).
"""

from typing import Any

import pytest
from playwright.sync_api import Browser

from browsing import serving
from figurecheck.paths import Project
from page_types import page_types

pytestmark = pytest.mark.browser

PHONE: dict[str, Any] = {"viewport": {"width": 360, "height": 640}, "device_scale_factor": 2, "is_mobile": True}
MOST_BYTES = 160_000
"""Of what is loaded for the first view of any page, compressed; the theme alone is 60 thousand of them."""
ON_DEMAND = ("what-if/",)
"""Where the data that a reader chooses from come after the first view: their budget is a test of that page."""
MOST_SHIFT = 0.02
"""A fifth of what counts as good."""
WATCH = """
window.seen = { shift: 0, largest: "" };
const watch = (type, note) =>
  new PerformanceObserver(list => list.getEntries().forEach(note)).observe({ type, buffered: true });
watch("layout-shift", one => { if (!one.hadRecentInput) seen.shift += one.value; });
watch("largest-contentful-paint", one => { seen.largest = one.element?.localName ?? "gone"; });
"""
TEXT = frozenset({"h1", "p", "strong", "li", "td", "a", "div", "span", "code"})
SIZES = "performance.getEntries().reduce((sum, one) => sum + (one.transferSize ?? 0), 0)"


@pytest.fixture(scope="module")
def first_views(browser: Browser, built: Project) -> dict[str, dict[str, Any]]:
    """By page: the bytes that came, how much moved, and the kind of the largest element that was painted."""
    found = {}
    with serving(built.site) as address:
        for name in (page for page in page_types(built.site) if not page.endswith(".html")):
            page = browser.new_context(**PHONE).new_page()
            page.add_init_script(WATCH)
            page.goto(address + name, wait_until="networkidle")
            page.wait_for_timeout(300)
            found[name] = {"bytes": page.evaluate(SIZES), **page.evaluate("window.seen")}
            page.context.close()
    return found


def test_every_type_of_page_costs_few_bytes(first_views: dict[str, dict[str, Any]]) -> None:
    costs = {name: seen["bytes"] for name, seen in first_views.items() if not name.endswith(ON_DEMAND)}
    assert len(costs) > 10
    assert min(costs.values()) > 60_000, "the theme alone weighs more: something was not counted"
    assert {name: cost for name, cost in costs.items() if cost > MOST_BYTES} == {}


def test_nothing_moves_while_a_page_is_loaded(first_views: dict[str, dict[str, Any]]) -> None:
    assert {name: seen["shift"] for name, seen in first_views.items() if seen["shift"] > MOST_SHIFT} == {}


def test_text_is_what_a_reader_waits_for(first_views: dict[str, dict[str, Any]]) -> None:
    """No picture and nothing that a script puts in place is the largest thing of a first view."""
    assert {name: seen["largest"] for name, seen in first_views.items() if seen["largest"] not in TEXT} == {}
