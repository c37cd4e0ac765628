"""The list of claims on the home page in use: sorted, narrowed, shared, by keyboard, on a phone, without scripts."""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page

from browsing import laid_out
from figurecheck.paths import Project

pytestmark = pytest.mark.browser

SLUG = "ultra-small-cap-hedges"
RANKS = ("holds", "not proven", "depends on the reading", "does not hold", "not testable")
LIST = f".fc-list[data-article={SLUG}]"
VISIBLE = f"{LIST} .fc-all-claims tbody tr:not([hidden])"
OWN = ("words", "verdict", "section", "order")
"""What an address may say of a list, behind the name of its article."""
Opener = Callable[..., Page]


@pytest.fixture
def opened(browser: Browser, address: str) -> Iterator[Opener]:
    """Opens the home page with a query; no page may have said a word on its console by the end."""
    pages: list[Page] = []
    said: list[str] = []

    def open_page(query: str = "", *, width: int = 1280, scheme: str = "light", scripts: bool = True) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 800},
            color_scheme=scheme,  # type: ignore[arg-type]
            java_script_enabled=scripts,
        )
        page = context.new_page()
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto(address + _addressed(query), wait_until="networkidle")
        pages.append(page)
        return page

    yield open_page
    for page in pages:
        page.context.close()
    assert said == []


def _addressed(query: str) -> str:
    """The query with what it says of a list said of the list of the article."""
    return re.sub(rf"([?&])({'|'.join(OWN)})=", rf"\1{SLUG}.\2=", query)


def first_tile(page: Page, verdict: str) -> Locator:
    """The tile of a verdict in the score of the first article, which is the newest."""
    return page.locator(".fc-score").first.locator(f".fc-tile[data-verdict={verdict}]")


@pytest.fixture(scope="module")
def results(built: Project) -> list[dict[str, object]]:
    text = (built.root / "reports" / SLUG / "results.json").read_text(encoding="utf-8")
    found: list[dict[str, object]] = json.loads(text)["claims"]
    return found


def claims(page: Page) -> list[str]:
    """The ids of the claims that are shown, in their order."""
    rows = page.locator(f"{VISIBLE} td:first-child").all()
    return [str(row.get_attribute("id")).removeprefix(f"row-{SLUG}-") for row in rows]


def verdicts(page: Page) -> list[int]:
    texts = page.locator(f"{VISIBLE} td:nth-child(2) .fc-verdict:last-child").all_inner_texts()
    return [next(at for at, word in enumerate(RANKS) if word in text) for text in texts]


def readings(page: Page) -> list[float | None]:
    texts = page.locator(f"{VISIBLE} td:last-child").all_inner_texts()
    pairs = [text.split(" of ") for text in texts]
    return [int(pair[0]) / int(pair[1]) if len(pair) == 2 else None for pair in pairs]


def found(page: Page) -> str:
    return page.locator(f"{LIST} .fc-found").inner_text()


def query(page: Page) -> dict[str, list[str]]:
    """What the address says, without the name of the article."""
    said = parse_qs(urlsplit(page.url).query)
    return {name.removeprefix(f"{SLUG}."): value for name, value in said.items()}


def verdict_of(claim: dict[str, object]) -> str:
    today = claim["today"]
    assert isinstance(today, dict)
    return str(today["verdict"]).replace("_", "-")


def test_a_header_sorts_up_then_down_then_not_at_all(opened: Opener, results: list[dict[str, object]]) -> None:
    page = opened()
    in_order = [str(claim["id"]) for claim in results]
    header = page.locator(f"{LIST} th[data-sort=verdict]")
    assert claims(page) == in_order
    assert header.get_attribute("aria-sort") == "none"
    header.get_by_role("button").click()
    assert header.get_attribute("aria-sort") == "ascending"
    assert verdicts(page) == sorted(verdicts(page))
    assert claims(page) != in_order
    header.get_by_role("button").click()
    assert header.get_attribute("aria-sort") == "descending"
    assert verdicts(page) == sorted(verdicts(page), reverse=True)
    header.get_by_role("button").click()
    assert header.get_attribute("aria-sort") == "none"
    assert claims(page) == in_order
    assert query(page) == {}


@pytest.mark.parametrize("order", ["readings", "readings-down"])
def test_what_has_no_share_stands_last_either_way(opened: Opener, order: str) -> None:
    shares = readings(opened(f"?order={order}"))
    known = [share for share in shares if share is not None]
    assert known == sorted(known, reverse=order.endswith("down"))
    assert shares[len(known) :] == [None] * (len(shares) - len(known))
    assert None in shares


def test_names_are_sorted_by_their_words(opened: Opener) -> None:
    page = opened("?order=name")
    laid_out(page)
    first = [name.split()[0].lower() for name in page.locator(f"{VISIBLE} td:first-child").all_inner_texts()]
    assert first == sorted(first)


@pytest.mark.parametrize("verdict", ["holds", "not-proven", "depends-on-reading", "does-not-hold", "not-testable"])
def test_a_tile_narrows_the_list_to_its_verdict_and_opens_it_again(
    opened: Opener, results: list[dict[str, object]], verdict: str
) -> None:
    page = opened()
    wanted = [str(claim["id"]) for claim in results if verdict_of(claim) == verdict]
    tile = first_tile(page, verdict)
    tile.click()
    assert claims(page) == wanted
    assert found(page) == f"{len(wanted)} of {len(results)} claims"
    assert tile.get_attribute("aria-current") == "true"
    assert query(page) == {"verdict": [verdict]}
    tile.click()
    assert len(claims(page)) == len(results)
    assert tile.get_attribute("aria-current") is None


def test_a_section_and_words_narrow_together(opened: Opener, results: list[dict[str, object]]) -> None:
    page = opened()
    page.locator(LIST).get_by_role("combobox", name="Section", exact=True).select_option("fed")
    assert set(claims(page)) == {str(claim["id"]) for claim in results if claim["section"] == "fed"}
    page.locator(LIST).get_by_label("Words").fill("  BITCOIN  cut")
    assert claims(page) == ["sep2025-btc"]
    assert query(page) == {"section": ["fed"], "words": ["BITCOIN  cut"]}


def test_a_typed_minus_finds_a_printed_one(opened: Opener) -> None:
    page = opened()
    page.locator(LIST).get_by_label("Words").fill("-22.5")
    assert "drop-r2ktech-2022" in claims(page)


def test_nothing_found_is_said_with_a_way_back(opened: Opener, results: list[dict[str, object]]) -> None:
    page = opened("?words=nonsense")
    assert claims(page) == []
    assert page.locator(f"{LIST} .fc-all-claims").is_hidden()
    assert found(page) == f"0 of {len(results)} claims"
    assert page.locator(LIST).get_by_text("No claims match.").is_visible()
    page.locator(f"{LIST} .fc-none button").click()
    assert len(claims(page)) == len(results)
    assert query(page) == {}
    assert page.evaluate("document.activeElement.name") == "words"


def test_a_view_can_be_shared_by_its_address(opened: Opener) -> None:
    page = opened()
    page.locator(LIST).get_by_role("combobox", name="Verdict", exact=True).select_option("does-not-hold")
    page.locator(LIST).get_by_label("Words").fill("2020 +")
    page.locator(f"{LIST} th[data-sort=name] button").click()
    again = opened("?" + urlsplit(page.url).query)
    assert claims(again) == claims(page) == ["rally-r2ktech-2020"]
    assert again.locator(f"{LIST} th[data-sort=name]").get_attribute("aria-sort") == "ascending"
    assert again.locator(LIST).get_by_label("Words").input_value() == "2020 +"


def test_an_address_that_asks_for_what_is_not_there_shows_everything(
    opened: Opener, results: list[dict[str, object]]
) -> None:
    page = opened("?verdict=maybe&section=%3Cb%3E&order=size&other=kept")
    assert len(claims(page)) == len(results)
    page.locator(LIST).get_by_role("combobox", name="Verdict", exact=True).select_option("holds")
    assert query(page) == {"verdict": ["holds"], "other": ["kept"]}


def test_everything_works_by_keyboard(opened: Opener, results: list[dict[str, object]]) -> None:
    page = opened()
    first_tile(page, "holds").focus()
    page.keyboard.press("Enter")
    counts = Counter(verdict_of(claim) for claim in results)
    assert len(claims(page)) == counts["holds"]
    assert page.evaluate("document.activeElement.name") == "verdict"
    page.keyboard.press("Shift+Tab")
    page.keyboard.type("fed")
    assert all("fed" in row.lower() for row in page.locator(VISIBLE).all_inner_texts())
    for _ in range(4):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.type") == "reset":
            break
    page.keyboard.press("Enter")
    assert len(claims(page)) == len(results)
    button = page.locator(f"{LIST} th[data-sort=verdict] button")
    for _ in range(8):
        page.keyboard.press("Tab")
        if button.evaluate("button => button === document.activeElement"):
            break
    page.keyboard.press("Space")
    assert page.locator(f"{LIST} th[data-sort=verdict]").get_attribute("aria-sort") == "ascending"
    assert button.evaluate("button => button === document.activeElement")


def test_without_scripts_everything_can_be_read_and_no_control_is_shown(
    opened: Opener, results: list[dict[str, object]]
) -> None:
    page = opened("?verdict=holds", scripts=False)
    assert len(claims(page)) == len(results)
    assert page.locator(f"{LIST} .fc-filter").is_hidden()
    assert page.locator(f"{LIST} .fc-none").is_hidden()
    assert page.locator(f"{LIST} th button").count() == 0
    for tile in page.locator(".fc-tile[href]").all():
        row = page.locator(str(tile.get_attribute("href")))
        assert row.get_attribute("data-verdict") == tile.get_attribute("data-verdict")


def test_on_a_phone_a_row_is_a_card_that_lies_inside_the_screen(opened: Opener) -> None:
    page = opened(width=360)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert page.locator(f"{LIST} .fc-all-claims thead").is_hidden()
    assert page.locator(LIST).get_by_role("combobox", name="Order", exact=True).is_visible()
    box = page.locator(f"{LIST} .fc-all-claims")
    assert box.evaluate("box => box.scrollWidth <= box.clientWidth")
    page.locator(LIST).get_by_role("combobox", name="Order", exact=True).select_option("verdict-down")
    laid_out(page)
    assert verdicts(page) == sorted(verdicts(page), reverse=True)


def test_the_answer_and_the_score_are_on_the_first_screens(opened: Opener) -> None:
    for width, limit in ((1280, 940), (360, 1560)):
        page = opened(width=width)
        tiles = page.locator(".fc-tiles").first.bounding_box()
        assert tiles is not None
        assert tiles["y"] < limit


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("asked", ["?verdict=holds&order=name", "?words=nonsense"])
def test_axe_finds_no_barrier_in_a_narrowed_list(opened: Opener, scheme: str, width: int, asked: str) -> None:
    page = opened(asked, width=width, scheme=scheme)
    laid_out(page)
    barriers = Axe().run(page, context="article").response["violations"]
    assert [(each["id"], [node["html"][:160] for node in each["nodes"][:3]]) for each in barriers] == []


def test_the_small_pictures_follow_the_theme(opened: Opener) -> None:
    colour = "getComputedStyle(document.querySelector('.fc-range .fc-wanted')).fill"
    assert opened(scheme="light").evaluate(colour) != opened(scheme="dark").evaluate(colour)
