"""The menu: whole on a small site, bounded on a large one, so that a page does not grow with the number of claims."""

import shutil
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from lxml import html

from figurecheck.pages.site import render_site
from figurecheck.paths import Project
from figurecheck.pipeline.site import site_builder
from many_claims import many_claims

ROOT = Path(__file__).parents[1]
SMALL, LARGE, LARGER = 48, 120, 240


def built(folder: Path, number: int) -> Path:
    """The site of so many claims as MkDocs makes it."""
    shutil.copytree(ROOT / "templates" / "theme", folder / "templates" / "theme")
    shutil.copy(ROOT / "mkdocs.yml", folder)
    pages = render_site(many_claims(number), ROOT / "templates")
    linked = {"an-article/results.json": "{}", "schema/article.schema.json": "{}"}
    for path, text in {**pages, **linked}.items():
        file = folder / "reports" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    with site_builder(Project(folder), date(2021, 6, 30)) as builder:
        builder.build(folder / "reports", folder / "site")
    return folder / "site"


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Path]:
    return {number: built(tmp_path_factory.mktemp(str(number)), number) for number in (SMALL, LARGE, LARGER)}


def names(site: Path) -> list[str]:
    """The claims with a page, in the order of the article."""
    found = [page.parent.name for page in site.glob("an-article/*-*/index.html")]
    return sorted((name for name in found if name[-1].isdigit()), key=lambda name: int(name.partition("-")[2]))


def menu(site: Path, page: str) -> list[str]:
    """Where the entries of a page's menu lead, as addresses of claims by name; others as they are."""
    tree = html.fromstring((site / page / "index.html").read_bytes())
    (found,) = tree.find_class("md-nav--primary")
    links = [link.get("href") for link in found.iter("a") if not (link.get("href") or "").startswith("#")]
    return [address.strip("./").rpartition("/")[2] for address in links]


def test_a_small_site_has_every_claim_in_every_menu(sites: dict[int, Path]) -> None:
    every = names(sites[SMALL])
    assert len(every) == SMALL
    for page in (".", "an-article", f"an-article/{every[20]}"):
        reached = set(menu(sites[SMALL], page))
        missing = {name for name in every if name not in reached} - {page.rpartition("/")[2]}
        assert missing == set(), page


def test_a_menu_does_not_grow_with_the_number_of_claims(sites: dict[int, Path]) -> None:
    """Fifteen claims of the section at the most, the other sections by one entry each, no more of other articles."""
    for number in (LARGE, LARGER):
        every = names(sites[number])
        assert len(every) == number
        for name in every:
            inside = [one for one in menu(sites[number], f"an-article/{name}") if one in every]
            assert len(inside) <= 15 + 1 + number // 25 + 1, name
        assert len([one for one in menu(sites[number], ".") if one in every]) <= 1


def test_a_menu_has_the_claims_around_the_one_that_is_read(sites: dict[int, Path]) -> None:
    every = names(sites[LARGE])
    reached = menu(sites[LARGE], f"an-article/{every[62]}")
    for place in (*range(55, 62), *range(63, 70)):
        assert every[place] in reached, place
    assert every[50] in reached, "the first of the section"
    assert every[25] in reached, "the first of another section"
    assert every[74] not in reached
    at_the_end = menu(sites[LARGE], f"an-article/{every[74]}")
    assert {every[place] for place in range(60, 74)} <= set(at_the_end)


def test_a_page_is_as_long_on_a_site_of_twice_the_claims(sites: dict[int, Path]) -> None:
    """The same claim on both; the menu has one entry more for each further section."""
    page = "an-article/coin-60/index.html"
    few, many = ((sites[number] / page).stat().st_size for number in (LARGE, LARGER))
    assert abs(many - few) < 0.02 * few


def test_whoever_reads_on_reaches_every_claim(sites: dict[int, Path]) -> None:
    """The footer leads from each claim to the next, the report to all of them."""
    site, every = sites[LARGE], names(sites[LARGE])
    for before, after in pairwise(every):
        tree = html.fromstring((site / "an-article" / before / "index.html").read_bytes())
        (onward,) = tree.find_class("md-footer__link--next")
        assert onward.get("href").strip("./") == after
    report = html.fromstring((site / "an-article" / "index.html").read_bytes()).find(".//article")
    assert report is not None
    assert set(every) <= {(link.get("href") or "").partition("#")[0].strip("./") for link in report.iter("a")}
