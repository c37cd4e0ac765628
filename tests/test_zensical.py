"""The way out is open: Zensical builds the same pages, with the same text, menus, links, anchors and search."""

import json
import posixpath
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
import yaml
from lxml import html
from playwright.sync_api import Browser

from browsing import chromium, serving
from figurecheck.errors import SiteError
from figurecheck.paths import Project
from figurecheck.pipeline.zensical_site import build_with_zensical, with_links_from_the_file
from page_types import every_page

SUPPORTED = {
    "search",
    "meta",
    "tags",
    "offline",
    "blog",
    "autorefs",
    "glightbox",
    "macros",
    "mkdocstrings",
    "awesome-nav",
}
"""Plugins of MkDocs that this site may use: those that Zensical has, or whose work its core does."""


@pytest.fixture(scope="module")
def other(built: Project) -> Path:
    return build_with_zensical(built)


def tree(site: Path, page: str) -> html.HtmlElement:
    return html.fromstring((site / page / "index.html" if not page.endswith(".html") else site / page).read_bytes())


def content(site: Path, page: str) -> html.HtmlElement:
    found = tree(site, page).find(".//article")
    assert found is not None, page
    return found


def words(element: html.HtmlElement) -> str:
    return re.sub(r"\s+", " ", element.text_content()).strip()


def place(page: str, address: str) -> str:
    """Where an address on ``page`` leads, from the top of the site; whole addresses as they are."""
    parts = urlsplit(address)
    if parts.scheme:
        return address
    path = posixpath.normpath(posixpath.join("/", posixpath.dirname(page), parts.path)) if parts.path else f"/{page}"
    return f"{path.rstrip('/')}#{unquote(parts.fragment)}"


MADE_FOR_THE_SITE = {Path("assets") / f"{name}.png" for name in ("card", "favicon", "touch-icon")}
"""Pictures that are made for the published site alone, like the cards of claims."""


@pytest.mark.slow
def test_both_builders_make_the_same_pages_and_files(built: Project, other: Path) -> None:
    """The theme's own files have other names; everything of ours is there, byte for byte where it is no page."""
    ours = {p.relative_to(built.site) for p in built.site.rglob("*") if p.is_file()}
    theirs = {p.relative_to(other) for p in other.rglob("*") if p.is_file()}
    themes = {"assets/javascripts", "assets/stylesheets", "assets/images"}
    own = {n for n in ours if n.parts[:1] != ("search",) and "/".join(n.parts[:2]) not in themes}
    own -= {n for n in own if "cards" in n.parts or n in MADE_FOR_THE_SITE}
    missing = own - theirs - {Path("sitemap.xml.gz")}
    assert missing == set()
    assert every_page(built.site) == every_page(other)
    data = [n for n in own if n.suffix not in {".html", ".xml", ".gz"}]
    assert len(data) > 50
    assert [n for n in data if (built.site / n).read_bytes() != (other / n).read_bytes()] == []


@pytest.mark.slow
def test_text_headings_links_and_anchors_are_the_same(built: Project, other: Path) -> None:
    differing = {}
    for page in every_page(built.site):
        if page == "404.html":
            continue
        here, there = content(built.site, page), content(other, page)
        for skip in there.xpath(".//*[@id='__skip']"):
            skip.drop_tree()
        read = [
            (
                re.sub(r"\s+", "", one.text_content()),
                [words(h) for h in one.iter("h1", "h2", "h3", "h4")],
                [place(page, a.get("href")) for a in one.iter("a") if a.get("href")],
                [e.get("id") for e in one.iter() if isinstance(e.tag, str) and e.get("id")],
                [place(page, i.get("src")) for i in one.iter("img")],
                tree(root, page).findtext(".//title"),
            )
            for one, root in ((here, built.site), (there, other))
        ]
        changed = [i for i, (a, b) in enumerate(zip(*read, strict=True)) if a != b]
        if changed:
            differing[page] = changed
    assert differing == {}


@pytest.mark.slow
def test_menus_are_the_same(built: Project, other: Path) -> None:
    for page in every_page(built.site):
        menus = [
            [
                (words(a), place(page, a.get("href")))
                for a in tree(site, page).xpath(
                    ".//nav[contains(@class, 'md-nav--primary') or @class='md-tabs']//a[@href]"
                )
            ]
            for site in (built.site, other)
        ]
        assert len(menus[0]) > 30
        assert menus[0] == menus[1], page


@pytest.mark.slow
def test_the_search_knows_the_same_places(built: Project, other: Path) -> None:
    read = json.loads((built.site / "search" / "search_index.json").read_text(encoding="utf-8"))["docs"]
    ours = {one["location"].split("#")[0] for one in read}
    theirs = {one["location"].split("#")[0] for one in json.loads((other / "search.json").read_text("utf-8"))["items"]}
    assert len(ours) > 40
    assert ours == theirs


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.mark.browser
def test_the_search_of_the_other_answers_and_nothing_is_blocked(browser: Browser, other: Path) -> None:
    with serving(other) as address:
        said = list[str]()
        page = browser.new_page()
        page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto(address + "method/", wait_until="networkidle")
        page.locator("header [for=__search]:visible, [data-md-component=search-query]:visible").first.click()
        page.keyboard.type("Bitcoin", delay=60)
        page.locator("a[href*='ultra-small-cap-hedges']:visible").first.wait_for()
        page.close()
    assert said == []


def test_only_plugins_that_zensical_has_are_used(project: Project) -> None:
    text = (project.mkdocs).read_text(encoding="utf-8")
    plugins = yaml.safe_load(re.sub(r"^INHERIT.*$", "", text, flags=re.MULTILINE))["plugins"]
    assert {next(iter(one)) if isinstance(one, dict) else one for one in plugins} <= SUPPORTED
    assert "hooks:" not in text


LINK = '<p><a class="x" href="{}">x</a></p>'


@pytest.mark.parametrize(
    ("file", "written", "moved"),
    [
        ("a/b.md", "../charts/c.svg", "charts/c.svg"),
        ("a/b.md", "../../data/#x", "../data/#x"),
        ("a/b.md", "../", "./"),
        ("a/b.md", "c.csv?d=1", "b/c.csv?d=1"),
        ("b.md", "../downloads/c.csv", "downloads/c.csv"),
        ("a/b.md", "#x", "#x"),
        ("a/b.md", "https://a.example/../c", "https://a.example/../c"),
        ("a/b.md", "/c", "/c"),
        ("a/index.md", "../c/", "../c/"),
    ],
)
def test_links_of_raw_html_are_seen_from_the_file(file: str, written: str, moved: str) -> None:
    """By hand: the page of a/b.md is at a/b/, so one step up from the page is the folder of the file."""
    assert with_links_from_the_file(LINK.format(written), file) == LINK.format(moved)
    assert with_links_from_the_file(f"[x]({written})", file) == f"[x]({written})"


def test_before_the_first_build_it_says_what_to_do(project: Project) -> None:
    with pytest.raises(SiteError, match=r"found no pages; make them with: make site"):
        build_with_zensical(project)
