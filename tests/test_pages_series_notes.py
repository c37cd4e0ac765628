"""What must be known of a series stands wherever its figures do: checked over every page and file of a build."""

import csv
import html
import re
from pathlib import Path

import pandas as pd
import pytest
from ruamel.yaml import YAML

from figurecheck.paths import Project
from read_pages import without_terms

BASKET = "ULTRA-SMALL-CAP-BASKET"
TITLE = "Equal-weighted basket of ultra-small-cap technology stocks"


def ended(project: Project) -> str:
    """The last day of the basket: the last on which all its members have a close, from their files."""
    file = Path(__file__).parents[1] / "generator/figurecheck/series/catalogue.yml"
    catalogue = YAML(typ="safe").load(file.read_text(encoding="utf-8"))
    group = catalogue["derived"][BASKET]["group"]
    members = [name for name, entry in catalogue["series"].items() if entry["group"] == group]
    lasts = {str(pd.read_csv(project.series / f"{name}.csv").iloc[-1, 0]) for name in members}
    assert len(lasts) == 1
    return lasts.pop()


@pytest.fixture(scope="module")
def pages(built: Project) -> dict[str, str]:
    folder = built.root / "reports"
    return {
        path.relative_to(folder).as_posix(): html.unescape(path.read_text(encoding="utf-8"))
        for path in sorted(folder.rglob("*.md"))
    }


def plain(text: str) -> str:
    return without_terms(text).replace("\N{NO-BREAK SPACE}", " ")


def test_every_page_with_the_basket_states_its_end_and_its_bias(built: Project, pages: dict[str, str]) -> None:
    year, month, day = ended(built).split("-")
    assert (year, month, day) == ("2024", "03", "08")
    shown = {name: plain(text) for name, text in pages.items() if BASKET in text or TITLE[1:] in text}
    assert len(shown) >= 5
    for name, text in shown.items():
        assert re.search(r"ended(?: on)? 8 March 2024|ends on 8 March 2024", text), name
        assert re.search(r"survivorship-biased|made of (?:today's )?survivors", text), name


def test_a_page_that_speaks_of_the_basket_in_figures_says_so_beside_the_series(pages: dict[str, str]) -> None:
    for name in ("smallcap-fragile", "smallcap-complementary-hedge"):
        text = plain(pages[f"ultra-small-cap-hedges/{name}.md"])
        assert f"[{TITLE}](../data.md#ultra-small-cap-basket): ended 8 March 2024, survivorship-biased." in text


def test_a_claim_whose_data_have_ended_says_once_that_both_dates_are_the_same(pages: dict[str, str]) -> None:
    text = plain(pages["ultra-small-cap-hedges/smallcap-fragile.md"])
    title = f"{TITLE[0].lower()}{TITLE[1:]}"
    said = f"The data of this claim end with {title} on 8 March 2024, so both dates give the same figures."
    assert text.count(said) == 1
    assert "today means data up to" not in text
    others = [plain(text) for name, text in pages.items() if "smallcap-fragile" not in name]
    assert not any("so both dates give the same figures" in text for text in others)


def test_every_row_of_a_file_that_has_the_basket_carries_its_note(built: Project) -> None:
    file = built.report("ultra-small-cap-hedges") / "downloads" / "corrections.csv"
    with file.open(encoding="utf-8") as opened:
        notes = {row["series_note"] for row in csv.DictReader(opened) if row["series"] == BASKET}
    assert {plain(note) for note in notes} == {"ended 8 March 2024, survivorship-biased"}


def test_readings_of_the_basket_carry_its_note_in_their_file(built: Project) -> None:
    folder = built.report("ultra-small-cap-hedges") / "downloads"
    found = 0
    for path in folder.glob("*.csv"):
        with path.open(encoding="utf-8") as opened:
            for row in csv.DictReader(opened):
                if BASKET in row.get("series", "") and "as_of" in row:
                    found += 1
                    assert plain(row["series_note"]) == "ended 8 March 2024, survivorship-biased", path.name
    assert found > 20


def test_pages_of_methods_that_speak_of_the_basket_say_when_it_ended_and_whom_it_leaves_out(
    pages: dict[str, str],
) -> None:
    spoken = {
        name: plain(text)
        for name, text in pages.items()
        if name.startswith("methods/") and re.search(r"\bbasket\b|single stocks", plain(text), re.IGNORECASE)
    }
    assert {"methods/index.md", "methods/liquidity.md", "methods/tails.md", "methods/returns.md"} <= set(spoken)
    for name, text in spoken.items():
        if name != "methods/coverage.md":
            assert "ended 8 March 2024, survivorship-biased." in text, name
    assert "it ends on 8 March 2024" in plain(pages["glossary.md"])
