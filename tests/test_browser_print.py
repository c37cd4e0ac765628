"""Pages on paper: the text alone, everything unfolded, no chart and no row cut by the end of a page, black on white."""

import re
from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from playwright.sync_api import Browser, Page

from figurecheck.paths import Project
from page_types import page_types

pytestmark = pytest.mark.browser

PAPER = (Path(__file__).parent / "paper.js").read_text(encoding="utf-8")
REPORT = "ultra-small-cap-hedges/"
PRINTED_CLAIMS = ("smallcap-complementary-hedge", "surge-2024-both", "rally-btc-2024")
"""One with many small charts, one with several parts, one with a map of windows."""
WORD = re.compile(r"[^\W\d_]{2,}|\d+")
"""A word or a number; signs and single letters are left out, which fonts may join."""
PRINTED = {"height": 1001, "width": 688}
"""CSS pixels of A4 (297 by 210 mm) inside the margins of the style sheet (16 and 14 mm), at 96 an inch."""


def opened(browser: Browser, address: str, scheme: str = "light") -> Page:
    page = browser.new_context(color_scheme=scheme, viewport=PRINTED).new_page()  # type: ignore[arg-type]
    page.goto(address, wait_until="networkidle")
    page.emulate_media(media="print")
    page.evaluate(PAPER)
    return page


def printed(page: Page, file: Path, join: str = "") -> list[str]:
    """The text of each page of the PDF, with ``join`` in the place of blanks and line breaks."""
    page.pdf(path=file, format="A4", prefer_css_page_size=True)
    with pypdfium2.PdfDocument(file) as document:
        return [squeezed(sheet.get_textpage().get_text_bounded(), join) for sheet in document]


def squeezed(text: str, join: str = "") -> str:
    """``text`` with ``join`` for blanks and hyphens, which a PDF has where lines end."""
    return re.sub(r"[\s\u00ad\ufffe\u0002-]+", join, text)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_report_prints_whole(browser: Browser, address: str, tmp_path: Path, scheme: str) -> None:
    """Every heading, the first and last row of every table; each chart from its title to its caption on one page."""
    page = opened(browser, address + REPORT, scheme)
    parts = page.evaluate("paper.parts()")
    sheets = printed(page, tmp_path / "report.pdf")
    page.context.close()
    whole = "".join(sheets)
    assert parts["menus"] == 0
    assert parts["headings"]
    assert parts["charts"]
    assert [one for one in (*parts["headings"], *parts["rows"]) if squeezed(one) not in whole] == []
    for chart in parts["charts"]:
        assert any(all(squeezed(piece) in sheet for piece in chart) for sheet in sheets), chart
    assert min(len(sheet) for sheet in sheets) > 20, "a page is empty"
    assert 5 < len(sheets) < 60


@pytest.mark.parametrize("name", ["", REPORT, *(f"{REPORT}{claim}/" for claim in PRINTED_CLAIMS)])
def test_no_page_but_the_last_is_emptier_than_a_third(
    browser: Browser, address: str, tmp_path: Path, name: str
) -> None:
    """What moves overleaf whole is small enough to leave no larger gap."""
    page = opened(browser, address + name)
    page.pdf(path=tmp_path / "page.pdf", format="A4", prefer_css_page_size=True)
    page.context.close()
    with pypdfium2.PdfDocument(tmp_path / "page.pdf") as document:
        shares = [filled(sheet) for sheet in document]
    assert len(shares) > 4
    assert [share for share in shares[:-1] if share < 2 / 3] == []


def filled(sheet: pypdfium2.PdfPage) -> float:
    """The share of the height inside the margins of 16 mm down to the lowest ink."""
    inked = np.flatnonzero((sheet.render(scale=1).to_numpy()[..., :3] < 200).any(axis=(1, 2)))
    height = sheet.get_height()
    margin = 16 / 297 * height
    return float((inked.max() - margin) / (height - 2 * margin))


def test_nothing_on_paper_is_wider_or_taller_than_the_page(browser: Browser, address: str, built: Project) -> None:
    """What may not be broken fits on a page, nothing reaches over its side, and no word of a table is broken."""
    found = {}
    for name in page_types(built.site):
        page = opened(browser, address + name)
        wrong = [*page.evaluate("size => paper.cut(size)", PRINTED), *page.evaluate("paper.broken()")]
        page.context.close()
        if wrong:
            found[name] = wrong[:4]
    assert found == {}


@pytest.mark.parametrize("name", ["", REPORT, f"{REPORT}corrections/", f"{REPORT}smallcap-complementary-hedge/"])
def test_every_word_of_every_table_is_whole_in_the_text_of_the_paper(
    browser: Browser, address: str, tmp_path: Path, name: str
) -> None:
    """Read from the PDF: what a broken word leaves there is two other words. Heads on every page count once."""
    page = opened(browser, address + name)
    cells = page.evaluate("paper.cells()")
    sheets = printed(page, tmp_path / "page.pdf", join=" ")
    page.context.close()
    there = {word for sheet in sheets for word in WORD.findall(sheet)}
    words = {word for cell in cells for word in WORD.findall(cell)}
    assert len(words) > 40
    assert sorted(words - there) == []


def test_a_map_that_was_never_near_the_screen_is_printed(browser: Browser, address: str, tmp_path: Path) -> None:
    page = browser.new_context(viewport={"width": 1280, "height": 600}).new_page()
    page.goto(f"{address}{REPORT}rally-btc-2024/", wait_until="networkidle")
    assert not page.evaluate("document.querySelector('img.fc-lazy').complete")
    sheets = printed(page, tmp_path / "claim.pdf")
    page.context.close()
    (shown,) = (sheet for sheet in sheets if "Bitcoin:everywindowfrom31December2023" in sheet)
    assert "firstdayofthewindow" in shown


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_ink_is_dark_on_white_and_what_is_folded_is_printed(browser: Browser, address: str, scheme: str) -> None:
    page = opened(browser, address + f"{REPORT}surge-2024-both/", scheme)
    page.evaluate("document.querySelector('article').append(paper.folded())")
    read = page.evaluate("paper.look()")
    page.context.close()
    assert read["ground"] == "rgb(255, 255, 255)"
    for colour in read["ink"]:
        red, green, blue = (int(n) / 255 for n in re.findall(r"\d+", colour)[:3])
        assert 0.2126 * red + 0.7152 * green + 0.0722 * blue < 0.3, colour
    assert read["shapes"]
    assert all(re.match(r"[^\w\s]", said) for said in read["shapes"]), "a verdict without its shape"
    assert read["folded"]
    assert all(read["folded"])


def test_addresses_that_lead_away_are_printed_and_no_others(browser: Browser, address: str) -> None:
    page = opened(browser, address + "data/")
    read = page.evaluate("paper.look()")
    page.context.close()
    assert read["away"]
    assert all(href in said for href, said in read["away"])
    assert {said for said in read["near"] if "http" in said} == set()
