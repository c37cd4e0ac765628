"""Gates for whatever pages there are: quiet, self-contained, narrow, light, whole without scripts, open to everyone."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from browsing import laid_out
from figurecheck.paths import Project
from page_types import every_page, page_types

pytestmark = pytest.mark.browser

REPORT = "ultra-small-cap-hedges/"
LIMIT = 130_000
"""Bytes that the first view of a claim page may cost, compressed, everything included."""
ALL_SERIES = 150_000
"""What the what-if page may load beyond that: its script and the growth of every series, the first one first."""
WIDTHS = (360, 768, 1280)
KEYBOARD = (Path(__file__).parent / "keyboard.js").read_text(encoding="utf-8")


@dataclass
class Visit:
    """A page in a context of its own, with everyone it asked, everything it said and what it cost."""

    browser: Browser
    address: str
    options: dict[str, Any] = field(default_factory=dict)

    def __enter__(self) -> Self:
        self.asked, self.said, self.cost = list[str](), list[str](), 0
        self.context = self.browser.new_context(**self.options)
        self.page: Page = self.context.new_page()
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("response", lambda got: self.said.append(f"{got.status} {got.url}") if got.status >= 400 else None)
        self.page.on("console", lambda said: self.said.append(said.text) if said.type in {"error", "warning"} else None)
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        watcher = self.context.new_cdp_session(self.page)
        watcher.send("Network.enable")
        watcher.on("Network.loadingFinished", self._finished)
        self.page.goto(self.address, wait_until="networkidle")
        return self

    def _finished(self, event: dict[str, Any]) -> None:
        self.cost += int(event["encodedDataLength"])

    def __exit__(self, *_: object) -> None:
        self.context.close()

    @property
    def elsewhere(self) -> list[str]:
        """Whom it asked that is not this site."""
        top = "/".join(self.address.split("/")[:3]) + "/"
        return [url for url in self.asked if not url.startswith((top, "data:", "blob:"))]


def seen(width: int, scheme: str = "light", **more: Any) -> dict[str, Any]:
    return {"viewport": {"width": width, "height": 800}, "color_scheme": scheme, **more}


def sideways(page: Page) -> list[int]:
    """The widths at which the page scrolls sideways, once it has settled."""
    wide = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        for _ in range(30):
            if page.evaluate("document.documentElement.scrollWidth") <= width:
                break
            page.wait_for_timeout(100)
        else:
            wide.append(width)
    return wide


def test_every_page_is_light_quiet_asks_nobody_else_and_never_scrolls_sideways(
    browser: Browser, address: str, built: Project
) -> None:
    """Each page is opened and weighed on a phone, read to its end so that all it loads late is loaded, then widened.

    The weight is all that came over the wire, headers included, until nothing more was asked for.
    """
    found, costs = {}, {}
    for page in every_page(built.site):
        with Visit(browser, address + page, seen(WIDTHS[0])) as visit:
            costs[page] = visit.cost
            visit.page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
            visit.page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
            visit.page.wait_for_load_state("networkidle")
            wide = sideways(visit.page)
            if visit.elsewhere or visit.said or wide:
                found[page] = (visit.elsewhere, visit.said, wide)
    claims = {page: cost for page, cost in costs.items() if page.startswith(REPORT) and page.count("/") == 2}
    tried = claims.pop(f"{REPORT}what-if/")
    print(f"\nfirst view of a claim page: {min(claims.values())} to {max(claims.values())} bytes")  # noqa: T201
    assert found == {}
    assert {page: cost for page, cost in claims.items() if cost > LIMIT} == {}
    assert tried <= LIMIT + ALL_SERIES
    assert min(claims.values()) > 60_000, "the theme alone weighs more: something was not counted"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_no_barrier_on_any_type_of_page(
    browser: Browser, address: str, built: Project, width: int, scheme: str
) -> None:
    found = {}
    for page in page_types(built.site):
        with Visit(browser, address + page, seen(width, scheme)) as visit:
            visit.page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
            laid_out(visit.page)
            visit.page.wait_for_timeout(500)  # the theme makes code that scrolls focusable a moment later
            violations = Axe().run(visit.page).response["violations"]
            if violations:
                found[page] = [(v["id"], [node["html"][:160] for node in v["nodes"][:3]]) for v in violations]
    assert found == {}


@pytest.mark.parametrize("width", [360, 1280])
def test_the_keyboard_reaches_everything_and_its_place_is_seen(
    browser: Browser, address: str, built: Project, width: int
) -> None:
    """Tab goes from the skip link over every visible control, each with a ring or another change, on the screen."""
    found = {}
    for page in page_types(built.site):
        with Visit(browser, address + page, seen(width, reduced_motion="reduce")) as visit:
            visit.page.evaluate(KEYBOARD)
            owed = visit.page.evaluate("watched.controls()")
            walked, unseen = walk(visit.page)
            missed = [one for one in owed if one not in walked]
            if missed or unseen or "Skip to content" not in walked[0]:
                found[page] = (len(walked), missed[:4], unseen[:4], walked[0])
    assert found == {}


def walk(page: Page) -> tuple[list[str], list[str]]:
    """What Tab comes by in order, and what of it cannot be seen to have the focus.

    The theme's button that leads back to the top hides when the page scrolls on, also while it has the focus: Tab goes
    on from its place, so that the walk ends where Tab is outside the page twice running, or starts again.
    """
    walked, unseen, outside = list[str](), list[str](), 0
    for _ in range(3000):
        page.keyboard.press("Tab")
        here = page.evaluate("watched.here()")
        if here is None and not outside:
            outside += 1
            continue
        if here is not None and walked and here["name"] == walked[-1]:
            continue  # a field of a date has several places
        if here is None or here["name"] in walked:
            return walked, unseen
        outside = 0
        walked.append(here["name"])
        unseen += [f"{here['name']}: {here['problem']}"] if here["problem"] else []
    raise AssertionError("Tab does not come to an end")


def test_the_skip_link_leads_to_the_content(browser: Browser, address: str, built: Project) -> None:
    for page in page_types(built.site)[:4]:
        with Visit(browser, address + page, seen(1280)) as visit:
            for key in ("Tab", "Enter", "Tab"):
                visit.page.keyboard.press(key)
            inside = "document.activeElement.closest('article, .md-footer, .md-sidebar--secondary') !== null"
            assert visit.page.evaluate(inside), page


def test_pages_are_whole_without_scripts(browser: Browser, address: str, built: Project) -> None:
    """Title, headings, text, tables and drawings have a place on the page; what is folded opens without a script.

    Of a drawing that has another for phones, the one that fits the screen is shown.
    """
    found = {}
    shown = """() => [...document.querySelectorAll('article :is(h1, h2, h3, p, table, svg, img, li, summary)')]
      .filter(one => !one.closest('details:not([open]) > :not(summary), [data-needs-scripts], svg svg'))
      .filter(one => one.textContent.trim() || one.matches('svg, img'))
      .filter(one => !(one.matches('.fc-chart-wide svg')
        && [...one.closest('figure').querySelectorAll('svg')].some(other => other.checkVisibility())))
      .filter(one => !one.checkVisibility({visibilityProperty: true}) || !one.getBoundingClientRect().height)
      .map(one => one.outerHTML.slice(0, 100))"""
    for page in page_types(built.site):
        with Visit(browser, address + page, seen(1280, java_script_enabled=False)) as visit:
            hidden = visit.page.evaluate(shown)
            if hidden or visit.said or visit.page.locator("article h1").count() != 1:
                found[page] = (hidden[:5], visit.said)
    assert found == {}
