"""What the what-if page loads and keeps: its files, no network, no script, and the way back."""

import gzip
import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Request, expect

from figurecheck.paths import Project
from what_if_page import FOLDER, answered, figure, opened, until

pytestmark = pytest.mark.browser

BUDGET = 150_000


def test_only_this_page_loads_the_script_and_nobody_else_is_asked(
    browser: Browser, address: str, built: Project
) -> None:
    asked: list[str] = []
    said: list[str] = []

    def note(request: Request) -> None:
        asked.append(request.url)

    page = browser.new_page()
    page.on("request", note)
    page.on("console", lambda message: said.append(message.text) if message.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(f"{address}{FOLDER}/", wait_until="networkidle")
    ours = [url for url in asked if "what_if" in url or "what-if/" in url]
    assert [url for url in asked if not url.startswith((address, "data:", "blob:"))] == []
    files = [url for url in ours if url.endswith(".json")]
    assert files[:2] == [f"{address}{FOLDER}/choices.json", f"{address}{FOLDER}/BTC-USD.json"]
    assert len(files) == len(set(files)) == len(list((built.site / FOLDER).glob("*.json")))
    asked.clear()
    page.goto(f"{address}ultra-small-cap-hedges/rally-btc-2020/", wait_until="networkidle")
    page.close()
    assert [url for url in asked if "what_if" in url or "what-if/" in url] == []
    assert said == []


def test_every_choice_works_without_a_network(browser: Browser, address: str) -> None:
    page = opened(browser, address, "?asset=BTC-USD&from=2021-06-30&to=2021-12-31&basis=price")
    page.wait_for_load_state("networkidle")
    page.context.set_offline(True)
    offered = page.locator("#fc-wi-asset option").evaluate_all("all => all.map(one => one.value)")
    assert len(offered) == 9
    for one in offered:
        page.select_option("#fc-wi-asset", one)
        until(page, f"location.search.includes('asset={one}')")
        assert figure(page).endswith("%")
        assert not page.locator("#fc-wi-problem").is_visible()
    page.context.close()


def test_a_series_that_did_not_come_is_told_and_asked_for_again(browser: Browser, address: str) -> None:
    page = browser.new_context().new_page()
    page.route("**/IWM.json", lambda route: route.abort())
    page.goto(f"{address}{FOLDER}/")
    answered(page)
    page.wait_for_load_state("networkidle")
    page.select_option("#fc-wi-asset", "IWM")
    until(page, "!document.getElementById('fc-wi-problem').hidden")
    assert "once you are online, choose again" in page.locator("#fc-wi-problem").inner_text()
    page.unroute("**/IWM.json")
    page.get_by_label("with dividends").check()
    until(page, "document.getElementById('fc-wi-problem').hidden")
    assert figure(page).endswith("%")
    page.context.close()


def test_back_and_forward_undo_and_redo_a_choice(browser: Browser, address: str) -> None:
    """The page where a reader came from is one step before the first choice, not in between."""
    page = browser.new_context().new_page()
    page.goto(f"{address}about/")
    page.goto(f"{address}{FOLDER}/")
    answered(page)
    steps = [(page.url, figure(page))]
    for one in ("PSCT", "IWC"):
        page.select_option("#fc-wi-asset", one)
        until(page, f"location.search.includes('asset={one}')")
        steps.append((page.url, figure(page)))
        page.wait_for_timeout(1100)
    for at in (1, 0, 1):
        page.go_back() if at < 1 or page.url == steps[2][0] else page.go_forward()
        until(page, f"location.href === {json.dumps(steps[at][0])}")
        until(page, f"document.getElementById('fc-wi-figure').textContent.includes({json.dumps(steps[at][1][:4])})")
        assert figure(page) == steps[at][1]
        assert f"asset={page.input_value('#fc-wi-asset')}&" in steps[at][0]
    page.go_back()
    page.go_back()
    assert page.url == f"{address}about/"
    page.context.close()


def test_where_the_script_cannot_start_the_page_says_what_to_do(browser: Browser, address: str, built: Project) -> None:
    """From a disk, where modules are refused, and where the script does not come; never where it did."""
    for place, lost in ((f"{(built.site / FOLDER / 'index.html').as_uri()}", ""), (f"{address}{FOLDER}/", "page.js")):
        page = browser.new_context().new_page()
        if lost:
            page.route(f"**/{lost}", lambda route: route.abort())
        page.goto(place)
        expect(page.locator("#fc-wi-waiting")).to_be_visible()
        assert "figurecheck serve" in page.locator("#fc-wi-waiting").inner_text()
        page.context.close()
    page = opened(browser, address)
    page.wait_for_timeout(2500)
    assert not page.locator("#fc-wi-waiting").is_visible()
    page.context.close()


def test_script_and_data_weigh_little(built: Project) -> None:
    """All series together, which a reader loads once the first has been shown."""
    files = [*(built.site / FOLDER).glob("*.json"), *(built.site / "assets" / "what_if").glob("*.js")]
    files.append(built.site / "assets" / "what_if.css")
    assert len(files) == 18
    assert sum(weight(file) for file in files) <= BUDGET


def weight(file: Path) -> int:
    return len(gzip.compress(file.read_bytes(), 6, mtime=0))
