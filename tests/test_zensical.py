"""The way out is open: Zensical builds the same pages, with the same text, menus, links, anchors and search."""

import json
import posixpath
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from lxml import html
from playwright.sync_api import Browser

from browsing import serving
from figurecheck.errors import SiteError
from figurecheck.paths import Project
from figurecheck.pipeline.configuration import said_in
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


@pytest.fixture(scope="module")
def moved(built: Project, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The other site of a project in which a page that was published has moved."""
    project = Project(tmp_path_factory.mktemp("moved") / "project")
    shutil.copytree(built.root, project.root, ignore=shutil.ignore_patterns("zensical"))
    with project.addresses.open("a", encoding="utf-8") as listed:
        listed.write("old/\n")
    with project.redirects.open("a", encoding="utf-8") as entries:
        entries.write("  - {source: old/, target: about/, why: It has another name.}\n")
    return build_with_zensical(project)


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


@pytest.mark.long
@pytest.mark.slow
def test_both_builders_make_the_same_pages_and_files(built: Project, other: Path) -> None:
    """The theme's own files have other names; everything of ours is there, byte for byte where it is no page."""
    ours = {p.relative_to(built.site) for p in built.site.rglob("*") if p.is_file()}
    theirs = {p.relative_to(other) for p in other.rglob("*") if p.is_file()}
    themes = {"assets/javascripts", "assets/stylesheets", "assets/images"}
    own = {n for n in ours if n.parts[:1] != ("search",) and "/".join(n.parts[:2]) not in themes}
    missing = own - theirs - {Path("sitemap.xml.gz")}
    assert missing == set()
    assert every_page(built.site) == every_page(other)
    data = [n for n in own if n.suffix not in {".html", ".xml", ".gz"}]
    assert len(data) > 50
    assert [n for n in data if (built.site / n).read_bytes() != (other / n).read_bytes()] == []


@pytest.mark.long
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


def told(site: Path, page: str) -> list[str]:
    """What the head of a page says to machines: how it looks when shared, its ClaimReview, feeds, icons, redirects."""
    head = tree(site, page).find("head")
    assert head is not None, page
    wanted = (
        ".//meta[@property or @name='twitter:card' or @name='description' or @http-equiv='refresh']",
        ".//link[@rel='alternate' or @rel='canonical' or @rel='alternate icon' or @rel='apple-touch-icon']",
        ".//script[@type='application/ld+json']",
    )
    return sorted(
        html.tostring(one, with_tail=False, encoding="unicode") for path in wanted for one in head.xpath(path)
    )


@pytest.mark.long
@pytest.mark.slow
def test_heads_say_the_same_to_machines(built: Project, other: Path) -> None:
    differing = {page for page in every_page(built.site) if told(built.site, page) != told(other, page)}
    assert differing == set()
    claim = " ".join(told(other, "ultra-small-cap-hedges/rally-btc-2024/"))
    for one in ("ClaimReview", "og:image", "feed.xml", "apple-touch-icon"):
        assert one in claim


@pytest.mark.long
@pytest.mark.slow
def test_a_page_that_has_moved_leads_on_in_both(moved: Path) -> None:
    (refresh,) = tree(moved, "old/").xpath("//meta[@http-equiv='refresh']/@content")
    assert refresh == "0; url=../about/"


@pytest.mark.long
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


@pytest.mark.long
@pytest.mark.slow
def test_the_search_knows_the_same_places(built: Project, other: Path) -> None:
    read = json.loads((built.site / "search" / "search_index.json").read_text(encoding="utf-8"))["docs"]
    ours = {one["location"].split("#")[0] for one in read}
    theirs = {one["location"].split("#")[0] for one in json.loads((other / "search.json").read_text("utf-8"))["items"]}
    assert len(ours) > 40
    assert ours == theirs


@pytest.mark.long
@pytest.mark.slow
def test_neither_index_holds_what_a_tip_says_behind_its_term(built: Project, other: Path) -> None:
    """What a reader finds is the text as it reads, and a tip is no part of it; the glossary has its words."""
    ours = indexed(built.site / "search" / "search_index.json", "docs")
    theirs = indexed(other / "search.json", "items")
    tips = {tip for page in every_page(built.site) for tip in glued(built.site, page)}
    assert len(tips) > 100
    assert sorted(tip for tip in tips if tip in ours or tip in theirs) == []


def glued(site: Path, page: str) -> Iterator[str]:
    """Each term of a page with the begin of its tip behind it, without blanks."""
    for one in tree(site, page).xpath("//article//*[contains(@class, 'fc-tipped')]"):
        (tip,) = one.find_class("fc-tip")
        yield re.sub(r"\s", "", one.text_content().removesuffix(tip.text_content()) + tip.text_content()[:25])


def indexed(file: Path, name: str) -> str:
    """All texts of a search index, without markup and blanks."""
    texts = (one["text"] for one in json.loads(file.read_text(encoding="utf-8"))[name])
    return re.sub(r"\s", "", "\n".join(html.fromstring(f"<p>{text}</p>").text_content() for text in texts))


@pytest.mark.browser
@pytest.mark.parametrize("width", [360, 1280])
def test_a_search_from_the_header_finds_a_claim_and_nothing_is_blocked(
    browser: Browser, other: Path, width: int
) -> None:
    """Opened by its button, typed into, and followed: what is found is not there before."""
    found = "ol a:has-text('Bitcoin gained 300% in its rally of 2020')"
    with serving(other) as address:
        said = list[str]()
        page = browser.new_page(viewport={"width": width, "height": 800})
        page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto(address + "method/", wait_until="networkidle")
        assert page.locator(found).count() == 0
        header = page.locator("header").bounding_box()
        page.locator("header button.md-search__button:visible, header label[for=__search]:visible").first.click()
        page.locator("input[placeholder=Search]:visible, dialog input:visible").first.wait_for()
        page.keyboard.type("Bitcoin gained 300%", delay=40)
        page.locator(found).first.click()
        page.wait_for_url("**/ultra-small-cap-hedges/rally-btc-2020/**")
        page.close()
    assert said == []
    assert header is not None
    assert header["height"] < 110


def test_only_plugins_that_zensical_has_are_used(project: Project) -> None:
    text = (project.mkdocs).read_text(encoding="utf-8")
    plugins = said_in(project.mkdocs)["plugins"]
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
