"""The what-if page in a real browser: by keyboard, by address, in both themes, without scripts, and never NaN."""

import json
from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from browsing import laid_out
from figurecheck.charts.window_map import FALL, LEVELS, RISE, levels
from figurecheck.measures.every_window import window_returns
from figurecheck.paths import Project
from what_if_page import FOLDER, answered, figure, opened, until

pytestmark = pytest.mark.browser

YEAR_2020 = "?asset=BTC-USD&from=2019-12-31&to=2020-12-31&basis=price"
NUMBERS = r"NaN|undefined|Infinity|null"


def test_the_page_begins_with_the_first_claimed_figure(browser: Browser, address: str) -> None:
    """BTC-USD closed at 7193.599 on 31 December 2019 and at 29001.72 on 31 December 2020: 303.2 % more."""
    page = opened(browser, address)
    assert figure(page) == "+303.2 %"
    assert page.url.endswith(YEAR_2020)
    assert "Bitcoin +300% in 2020" in page.locator("#fc-wi-meets").inner_text()
    rows = page.locator("#fc-wi-ranks tr").all_inner_texts()
    assert len(rows) == 3
    assert "67,161" in rows[2]
    page.context.close()


def test_a_window_in_another_year_fits_in_size_alone(browser: Browser, address: str) -> None:
    page = opened(browser, address, "?asset=BTC-USD&from=2016-12-31&to=2017-08-20&basis=price")
    said = page.locator("#fc-wi-meets").inner_text()
    page.context.close()
    assert said.startswith("It would make none of the claims true. It has the size of “Bitcoin +300% in 2020”")


def test_the_address_keeps_the_choice(browser: Browser, address: str) -> None:
    page = opened(browser, address)
    page.select_option("#fc-wi-asset", "IWC")
    page.fill("#fc-wi-from", "2020-03-21")
    page.fill("#fc-wi-to", "2020-12-31")
    page.get_by_label("with dividends").check()
    until(page, "location.search.includes('from=2020-03-21&to=2020-12-31&basis=total')")
    shown, url = page.locator("#fc-wi-answer").inner_text(), page.url
    assert "no close of 21\N{NO-BREAK SPACE}March\N{NO-BREAK SPACE}2020" in shown
    page.goto("about:blank")
    page.goto(url)
    answered(page)
    assert page.locator("#fc-wi-answer").inner_text() == shown
    assert page.input_value("#fc-wi-from") == "2020-03-21"
    page.context.close()


def test_the_link_can_be_copied(browser: Browser, address: str) -> None:
    page = opened(browser, address)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy link").click()
    until(page, "document.getElementById('fc-wi-copied').textContent !== ''")
    assert page.evaluate("navigator.clipboard.readText()") == page.url
    page.context.close()


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("?asset=BTC-USD&from=2020-12-31&to=2019-12-31", "lies before the first"),
        ("?asset=PSCT&from=2020-01-04&to=2020-01-05", "Both days have the same close"),
        ("?asset=BTC-USD&from=1999-01-01&to=2020-12-31", "There is no close for 1 January 1999"),
        ("?asset=BTC-USD&from=2019-12-31&to=2999-12-31", "There is no close for 31 December 2999"),
        ("?asset=BTC-USD&from=12&to=2020-12-31", "“12” in the address is no day"),
        ("?asset=BTC-USD&from=2019-02-30&to=2020-12-31", "“2019-02-30” in the address is no day"),
        ("?asset=BTC-USD&from=NaN&to=", "“NaN” in the address is no day"),
        ("?asset=GOLD&from=2019-12-31&to=2020-12-31", "“GOLD” is not among the series"),
        ("?asset=../../secret&from=2019-12-31&to=2020-12-31", "is not among the series"),
        ("?asset=BTC-USD&from=2019-12-31&to=2020-12-31&basis=gross", "“gross” is not a way"),
        ("?asset=<img src=x onerror=alert(1)>", "is not among the series"),
    ],
)
def test_a_bad_address_is_told_and_never_computed(browser: Browser, address: str, query: str, told: str) -> None:
    page = opened(browser, address, query)
    problem = page.locator("#fc-wi-problem")
    assert told in problem.inner_text().replace("\N{NO-BREAK SPACE}", " ")
    assert not page.locator("#fc-wi-answer").is_visible()
    assert page.locator(f"#fc-wi-result :text-matches('{NUMBERS}')").count() == 0
    assert page.locator("#fc-wi-problem img").count() == 0
    page.fill("#fc-wi-from", "2020-01-31")
    page.fill("#fc-wi-to", "2020-12-31")
    problem.wait_for(state="hidden")
    page.locator("#fc-wi-answer").wait_for(state="visible")
    assert figure(page).endswith("%")
    page.context.close()


def test_an_empty_day_is_asked_for(browser: Browser, address: str) -> None:
    page = opened(browser, address)
    page.fill("#fc-wi-to", "")
    until(page, "!document.getElementById('fc-wi-problem').hidden")
    assert page.locator("#fc-wi-problem").inner_text() == "Choose a last day."
    page.context.close()


def test_the_ends_move_by_keyboard(browser: Browser, address: str) -> None:
    page = opened(browser, address, "?asset=PSCT&from=2020-01-03&to=2020-12-31&basis=price")
    first, last = page.get_by_role("slider", name="First day"), page.get_by_role("slider", name="Last day")
    first.focus()
    page.keyboard.press("ArrowRight")
    until(page, "location.search.includes('from=2020-01-06')")
    assert str(first.get_attribute("aria-valuetext")).startswith(
        "6\N{NO-BREAK SPACE}January\N{NO-BREAK SPACE}2020, index "
    )
    assert page.input_value("#fc-wi-from") == "2020-01-06"
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    until(page, "location.search.includes('from=2020-01-02')")
    page.keyboard.press("PageUp")
    until(page, "location.search.includes('from=2020-02-03')")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "Last day"
    page.keyboard.press("End")
    until(page, "!location.search.includes('to=2020-12-31')")
    assert last.get_attribute("aria-valuenow") == last.get_attribute("aria-valuemax")
    first.focus()
    page.keyboard.press("End")
    until(page, "(e => e.ariaValueNow === e.ariaValueMax)(document.querySelector('[aria-label=\"First day\"]'))")
    page.keyboard.press("ArrowRight")
    assert first.get_attribute("aria-valuenow") == first.get_attribute("aria-valuemax")
    assert page.locator("#fc-wi-answer").is_visible()
    page.context.close()


def test_every_control_is_reached_by_tab(browser: Browser, address: str) -> None:
    page = opened(browser, address)
    page.locator("#fc-wi-asset").focus()
    reached = []
    for _ in range(20):
        page.keyboard.press("Tab")
        reached.append(
            page.evaluate("document.activeElement.id || document.activeElement.getAttribute('aria-label') || ''")
        )
    page.context.close()
    order = [name for name in dict.fromkeys(reached) if name]
    wanted = ["fc-wi-from", "fc-wi-to", "fc-wi-copy", "First day", "Last day", "fc-wi-zoom"]
    assert [name for name in order if name in wanted] == wanted


def test_dragging_chooses_a_window(browser: Browser, address: str) -> None:
    page = opened(browser, address)
    page.locator("#fc-wi-chart").scroll_into_view_if_needed()
    box = page.locator("#fc-wi-chart").bounding_box()
    assert box is not None
    before = page.url
    page.mouse.move(box["x"] + 0.8 * box["width"], box["y"] + 100)
    page.mouse.down()
    page.mouse.move(box["x"] + 0.7 * box["width"], box["y"] + 120, steps=5)
    page.mouse.up()
    until(page, f"location.href !== {json.dumps(before)}")
    first, last = (date.fromisoformat(page.input_value(f"#fc-wi-{name}")) for name in ("from", "to"))
    page.context.close()
    assert timedelta(days=300) < last - first < timedelta(days=600)


def test_the_map_marks_the_window_and_a_click_chooses_another(browser: Browser, address: str) -> None:
    """The window of the whole of 2020 begins at the left and ends at the top of the map of that year."""
    page = opened(browser, address)
    style = page.evaluate(
        "(s => [parseFloat(s.left), parseFloat(s.bottom)])(document.getElementById('fc-wi-mark').style)"
    )
    assert style == pytest.approx([100 * 0.5 / 367, 100 * 366.5 / 367], abs=1e-3)
    board = page.locator("#fc-wi-map")
    box = board.bounding_box()
    assert box is not None
    board.click(position={"x": 0.25 * box["width"], "y": 0.5 * box["height"]})
    until(page, "location.search.includes('from=2020-03-')")
    assert page.input_value("#fc-wi-to").startswith(("2020-06", "2020-07"))
    page.context.close()


def test_the_map_names_its_days_and_what_its_colours_stand_for(browser: Browser, address: str, built: Project) -> None:
    """Days stand at the same places on both sides; the scale ends at the largest growth between two of its closes."""
    page = opened(browser, address)
    places = "[...document.querySelectorAll('SIDE span')].map(one => [one.textContent, parseFloat(one.style.PLACE)])"
    across = page.evaluate(places.replace("SIDE", "#fc-wi-across").replace("PLACE", "left"))
    up = page.evaluate(places.replace("SIDE", "#fc-wi-up").replace("PLACE", "bottom"))
    low, none, high = page.locator("#fc-wi-scale span").all_inner_texts()
    page.context.close()
    closes = pd.read_csv(built.root / "data/series/BTC-USD.csv", index_col="day")["close"].loc[
        "2019-12-31":"2020-12-31"
    ]
    largest = float(closes.max() / closes.min())
    assert across == up
    assert [words for words, _ in across] == [f"{month}\u00a02020" for month in ("Jan", "Apr", "Jul", "Oct")]
    assert across[1][1] == pytest.approx(100 * (closes.index.get_loc("2020-04-01") + 0.5) / len(closes), abs=1e-3)
    assert none == "0\u00a0%"
    assert high == f"+{100 * (largest - 1):.0f}\u00a0%"
    assert low == f"\u2212{100 * (1 - 1 / largest):.0f}\u00a0%"


def test_the_map_is_coloured_as_on_the_pages_of_the_claims(browser: Browser, address: str) -> None:
    """Blue where a window rose and orange where it fell, by the steps of the maps that the build draws."""
    values = [0.0, 0.5, -0.25, 1.0, 0.2]
    page = opened(browser, address)
    cells = page.evaluate(
        "async ([root, values]) => [...(await import(`${root}assets/what_if/map.js`)).colours(values)]",
        [address, values],
    )
    page.context.close()
    returns = window_returns(np.exp(np.asarray(values)))
    expected = levels(returns, float(np.nanmax(np.abs(np.log1p(returns)))))[::-1]
    found = np.asarray(cells).reshape(5, 5, 4)
    blue, orange = (found[..., 0] == RISE[0]) & (found[..., 3] > 0), found[..., 0] == FALL[0]
    assert (blue == (expected > LEVELS + 1)).all()
    assert (orange == ((expected > 0) & (expected < LEVELS + 1))).all()
    assert ((found[..., 3] > 0) == (expected > 0)).all()
    strongest = found[..., 3][expected > 0].max()
    assert strongest == found[..., 3][expected == expected.max()].max() == 255


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("query", ["", "?asset=GOLD"])
def test_axe_finds_no_barrier(browser: Browser, address: str, scheme: str, query: str) -> None:
    page = opened(browser, address, query, scheme=scheme)
    laid_out(page)
    found = Axe().run(page).response["violations"]
    page.context.close()
    assert [(each["id"], [node["html"][:160] for node in each["nodes"][:3]]) for each in found] == []


@pytest.mark.parametrize("width", [360, 768])
def test_it_never_scrolls_sideways(browser: Browser, address: str, width: int) -> None:
    page = opened(browser, address, width=width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.context.close()


def test_without_scripts_there_are_the_maps(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}{FOLDER}/")
    assert page.locator("noscript p").is_visible()
    assert not page.locator("#fc-wi-form").is_visible()
    assert not page.locator("#fc-wi-result").is_visible()
    maps = page.get_by_role("link", name="every window")
    assert maps.count() >= 10
    maps.first.click()
    expect(page.locator("#nearest")).to_have_count(1)
    context.close()


@pytest.mark.parametrize("width", [360, 1280])
def test_no_table_of_the_result_is_wider_than_its_box(browser: Browser, address: str, width: int) -> None:
    page = opened(browser, address, width=width)
    answered(page)
    wide = "[...document.querySelectorAll('.fc-wi-ranks, .fc-wi-claims')].map(box => box.scrollWidth - box.clientWidth)"
    laid_out(page)
    assert page.evaluate(wide) == [0, 0]
    assert "31\u00a0Dec\u00a02019 \u2013 31\u00a0Dec\u00a02020" in page.locator("#fc-wi-claims").inner_text()
    page.context.close()


def test_an_earlier_result_dims_while_a_day_is_typed_and_leaves_where_days_are_reversed(
    browser: Browser, address: str
) -> None:
    page = opened(browser, address)
    answered(page)
    page.evaluate(
        "(() => { const day = document.getElementById('fc-wi-from'); day.value = '2021-06-01';"
        "day.dispatchEvent(new Event('input', { bubbles: true })); })()"
    )
    assert "fc-wi-dim" in (page.locator("#fc-wi-result").get_attribute("class") or "")
    page.wait_for_selector("#fc-wi-problem:not([hidden])")
    assert not page.locator(".fc-wi-said").is_visible()
    assert not page.locator(".fc-wi-claims").is_visible()
    page.fill("#fc-wi-from", "2019-12-31")
    page.wait_for_selector("#fc-wi-answer:not([hidden])")
    assert page.locator(".fc-wi-claims").is_visible()
    assert "fc-wi-dim" not in (page.locator("#fc-wi-result").get_attribute("class") or "")
    page.context.close()
