"""The what-if page in a real browser: the same figures as the measures, by keyboard, by address, and never NaN."""

import gzip
import json
import random
from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from time import monotonic
from typing import Any

import numpy as np
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Request, expect
from pydantic import ValidationError

from browsing import chromium, serving
from figurecheck.charts.window_map import FALL, LEVELS, RISE, levels
from figurecheck.claims.model import Article
from figurecheck.claims.settings import Closes, Price, Settings
from figurecheck.errors import MeasureError
from figurecheck.measures.every_window import window_returns
from figurecheck.pages import words
from figurecheck.paths import Project
from figurecheck.pipeline.evaluators.base import World, path
from figurecheck.pipeline.evaluators.returns import EVALUATORS
from figurecheck.pipeline.what_if import offered
from figurecheck.pipeline.workspace import Workspace, open_workspace
from figurecheck.store.reading import Observed
from figurecheck.verdicts.outcome import Target

pytestmark = pytest.mark.browser

FOLDER = "ultra-small-cap-hedges/what-if"
CHOICES = 800
CLOSE = 1e-9
PATIENCE = 10
BUDGET = 150_000
BASES = {"price": Price.CLOSE, "total": Price.TOTAL_RETURN}
YEAR_2020 = "?asset=BTC-USD&from=2019-12-31&to=2020-12-31&basis=price"
NUMBERS = r"NaN|undefined|Infinity|null"

ANSWERS = """async ([root, folder, asked]) => {
  const { readPath, windowReturn, rankAmongSameLength, rankAmongAll, dayNumber, Problem } =
    await import(`${root}assets/what_if/path.js`);
  const { percent } = await import(`${root}assets/what_if/words.js`);
  const read = async (file) => (await fetch(`${root}${folder}/${file}`)).json();
  const choices = await read("choices.json");
  const paths = {};
  for (const { id, gap } of choices.series) paths[id] = readPath(await read(`${id}.json`), gap);
  return asked.map(([series, from, to, basis]) => {
    const path = paths[series];
    try {
      const found = windowReturn(path, basis, dayNumber(from), dayNumber(to));
      const alike = rankAmongSameLength(path, basis, found.start, found.end);
      const all = rankAmongAll(path, basis, found, 0, path.days.length - 1);
      return { ...found, shown: percent(found.value), alike, all };
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      return { problem: problem.message };
    }
  });
}"""


@pytest.fixture(scope="module")
def address(built: Project) -> Iterator[str]:
    with serving(built.site) as found:
        yield found


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture(scope="module")
def workspace(built: Project) -> Workspace:
    return open_workspace(built)


@pytest.fixture(scope="module")
def observed(workspace: Workspace) -> dict[str, Observed]:
    return workspace.read(offered(workspace, workspace.articles[0]))


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


def chosen(observed: dict[str, Observed], names: tuple[str, ...]) -> list[tuple[str, str, str, str]]:
    """Windows of every kind: closed days, days outside the data, ends before starts, both price bases."""
    dice = random.Random(20251003)  # noqa: S311 (a sample, not a secret)
    found = []
    for at in range(CHOICES):
        name = names[at % len(names)]
        first, last = observed[name].first_day, observed[name].last_day
        near = at % 4 == 0
        start = first + timedelta(days=dice.randint(-9, (last - first).days + 9))
        end = start + timedelta(days=dice.randint(-6, 12 if near else (last - start).days % 5000 + 9))
        found.append((name, start.isoformat(), end.isoformat(), dice.choice(list(BASES))))
    return found


def measured(world: World, name: str, start: str, end: str, basis: str) -> tuple[date, date, float] | None:
    """What the measure of the claims gives for the window, None where it refuses."""
    try:
        window = Closes.model_validate({"rule": "closes", "from": start, "to": end})
        found = EVALUATORS["window_return"](Settings(series=name, window=window, price=BASES[basis]), world)
    except (MeasureError, ValidationError):
        return None
    return found.start, found.end, found.value


def counted(values: np.ndarray, value: float, slack: float) -> tuple[tuple[int, int], tuple[int, int]]:
    """At least and at most how many are smaller, and how many are larger, where near ties may fall either way."""
    smaller = (int((values < value - slack).sum()), int((values < value + slack).sum()))
    larger = (int((values > value + slack).sum()), int((values > value - slack).sum()))
    return smaller, larger


def agrees(rank: dict[str, int], values: np.ndarray, value: float) -> bool:
    (least_smaller, most_smaller), (least_larger, most_larger) = counted(values, value, 2 * CLOSE)
    return (
        rank["windows"] == values.size
        and least_smaller <= rank["smaller"] <= most_smaller
        and least_larger <= rank["larger"] <= most_larger
    )


def test_the_page_agrees_with_the_measures(
    browser: Browser, address: str, workspace: Workspace, observed: dict[str, Observed]
) -> None:
    article: Article = workspace.articles[0]
    names = offered(workspace, article)
    asked = chosen(observed, names)
    world = World(article, observed, max(one.last_day for one in observed.values()))
    page = opened(browser, address)
    answers: list[dict[str, Any]] = page.evaluate(ANSWERS, [address, FOLDER, asked])
    page.context.close()
    expected = [measured(world, *choice) for choice in asked]
    returns = sum(one is not None for one in expected)
    assert returns >= 500
    assert CHOICES - returns >= 50
    for choice, wanted, answer in zip(asked, expected, answers, strict=True):
        if wanted is None:
            assert "problem" in answer, choice
            continue
        start, end, value = wanted
        days = observed[choice[0]].frame.index
        assert (days[answer["start"]].date(), days[answer["end"]].date()) == (start, end), choice
        assert abs(answer["value"] - value) <= CLOSE, choice
        assert answer["shown"] == words.percent(value), choice


def test_the_place_among_windows_is_that_of_the_measure(
    browser: Browser, address: str, workspace: Workspace, observed: dict[str, Observed]
) -> None:
    """All windows of the whole series, and those of the same length, from the triangle of the window maps."""
    names = offered(workspace, workspace.articles[0])
    asked = sorted(one for one in chosen(observed, names)[:60] if one[1] < one[2])
    page = opened(browser, address)
    answers: list[dict[str, Any]] = page.evaluate(ANSWERS, [address, FOLDER, asked])
    page.context.close()
    triangle = partial(_triangle, observed)
    found: dict[tuple[str, str], np.ndarray] = {}
    checked = 0
    for (name, _, _, basis), answer in zip(asked, answers, strict=True):
        if "problem" in answer:
            continue
        if (name, basis) not in found:
            found = {(name, basis): triangle(name, basis)}
        returns = found[name, basis]
        start, end = answer["start"], answer["end"]
        value = float(returns[start, end])
        alike = np.diagonal(returns, end - start)
        assert agrees(answer["alike"], alike, value)
        assert agrees(answer["all"], returns[np.isfinite(returns)], value)
        checked += 1
    assert checked >= 30


def _triangle(observed: dict[str, Observed], name: str, basis: str) -> np.ndarray:
    return window_returns(path(observed[name], BASES[basis]))


def test_figures_are_worded_as_on_other_pages(browser: Browser, address: str) -> None:
    dice = random.Random(7)  # noqa: S311 (a sample, not a secret)
    values = [
        0.0,
        -0.0004,
        0.0005,
        2.49951,
        2.5,
        3.4999999,
        -0.6000001,
        262.123,
        *(dice.gauss(0, 2) for _ in range(300)),
    ]
    targets = [Target(2.5, 3.5, low_included=True, high_included=False, claimed=3.0, why="x") for _ in values]
    page = opened(browser, address)
    shown = page.evaluate(
        "async ([root, values]) => { const { clearPercent } = await import(`${root}assets/what_if/words.js`);"
        " return values.map((value) => clearPercent(value, [2.5, 3.5])); }",
        [address, values],
    )
    page.context.close()
    assert shown == [words.value(value, words.FRACTION, target) for value, target in zip(values, targets, strict=True)]


def figure(page: Page) -> str:
    return page.locator("#fc-wi-figure").inner_text().replace("\N{NO-BREAK SPACE}", " ")


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


def test_only_this_page_loads_the_script_and_nobody_else_is_asked(browser: Browser, address: str) -> None:
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
    assert [url for url in ours if url.endswith(".json")] == [
        f"{address}{FOLDER}/choices.json",
        f"{address}{FOLDER}/BTC-USD.json",
    ]
    asked.clear()
    page.goto(f"{address}ultra-small-cap-hedges/rally-btc-2020/", wait_until="networkidle")
    page.close()
    assert [url for url in asked if "what_if" in url or "what-if/" in url] == []
    assert said == []


def test_it_goes_on_without_a_network(browser: Browser, address: str) -> None:
    page = opened(browser, address)
    page.context.set_offline(True)
    page.fill("#fc-wi-to", "2021-01-31")
    until(page, "location.search.includes('to=2021-01-31')")
    assert figure(page).endswith("%")
    page.select_option("#fc-wi-asset", "IWM")
    until(page, "!document.getElementById('fc-wi-problem').hidden")
    assert "could not be read" in page.locator("#fc-wi-problem").inner_text()
    page.context.set_offline(False)
    page.select_option("#fc-wi-asset", "IWC")
    until(page, "document.getElementById('fc-wi-problem').hidden")
    page.context.close()


def test_script_and_data_weigh_little(built: Project) -> None:
    """All series together, though a reader loads one at a time."""
    files = [*(built.site / FOLDER).glob("*.json"), *(built.site / "assets" / "what_if").glob("*.js")]
    files.append(built.site / "assets" / "what_if.css")
    assert len(files) == 18
    assert sum(weight(file) for file in files) <= BUDGET


def weight(file: Path) -> int:
    return len(gzip.compress(file.read_bytes(), 6, mtime=0))


def test_no_price_is_published(built: Project, workspace: Workspace) -> None:
    """A path begins at nought whatever the price was, and no field of a file is a column of the provider."""
    for name in offered(workspace, workspace.articles[0]):
        file = json.loads((built.site / FOLDER / f"{name}.json").read_text(encoding="utf-8"))
        assert set(file) == {"series", "first", "unit", "days", "changes", "paid", "missing"}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("query", ["", "?asset=GOLD"])
def test_axe_finds_no_barrier(browser: Browser, address: str, scheme: str, query: str) -> None:
    page = opened(browser, address, query, scheme=scheme)
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
