"""A site that is told where it will be read: whole addresses for machines; one that is not told works all the same."""

import json
import re
import shutil
from pathlib import Path
from urllib.parse import urlsplit

import feedparser
import pytest
from lxml import etree, html
from playwright.sync_api import Browser

from browsing import serving
from figurecheck.paths import Project
from projects import figurecheck

PLACE = "https://owner.example"
ADDRESS = f"{PLACE}/checks/"
TOLD = {"FIGURECHECK_SITE": ADDRESS, "FIGURECHECK_REPOSITORY": "https://github.com/owner/checks"}
"""What the workflow that publishes tells the build; the site lies below a folder, as that of a repository does."""
SITEMAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
CLAIM = "example/example-spy-2024/"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A folder as the package makes it, built with an address."""
    made = Project(tmp_path_factory.mktemp("told") / "checks")
    made.root.mkdir()
    assert figurecheck(made, "init", ".").returncode == 0
    done = figurecheck(made, "build", environment=TOLD)
    assert done.returncode == 0, done.stderr
    return made


def pages(site: Path) -> set[str]:
    """The addresses of all pages but those that lead on."""
    files = [file for file in site.rglob("index.html") if 'http-equiv="refresh"' not in file.read_text("utf-8")]
    return {f"{ADDRESS}{file.relative_to(site).as_posix().removesuffix('index.html')}" for file in files}


def test_the_site_map_lists_every_page(project: Project) -> None:
    listed = etree.parse(project.site / "sitemap.xml").xpath("//s:loc/text()", namespaces=SITEMAP)
    assert len(listed) == len(set(listed)) > 20
    assert set(listed) == pages(project.site)


def test_every_page_says_its_own_address_and_shows_its_card(project: Project) -> None:
    for file in project.site.rglob("index.html"):
        own = f"{ADDRESS}{file.relative_to(project.site).as_posix().removesuffix('index.html')}"
        page = html.fromstring(file.read_bytes())
        assert page.xpath("//link[@rel='canonical']/@href") == [own]
        assert page.xpath("//meta[@property='og:url']/@content") == [own]
        (card,) = page.xpath("//meta[@property='og:image']/@content")
        assert (project.site / card.removeprefix(ADDRESS)).is_file(), card


def test_rss_and_atom_are_valid_and_lead_to_pages_that_are_there(project: Project) -> None:
    for name, version in (("rss.xml", "rss20"), ("feed.xml", "atom10")):
        found = feedparser.parse((project.site / name).read_bytes())
        assert not found.bozo, found.get("bozo_exception")
        assert (found.version, found.feed.link) == (version, ADDRESS)
        assert {urlsplit(one.link)._replace(fragment="").geturl() for one in found.entries} <= pages(project.site)


def test_linked_data_has_whole_addresses(project: Project) -> None:
    page = html.fromstring((project.site / CLAIM / "index.html").read_bytes())
    review = json.loads(page.xpath("string(//script[@type='application/ld+json'])"))
    assert review["url"] == f"{ADDRESS}{CLAIM}"
    assert review["author"]["url"] == review["publisher"]["url"] == ADDRESS
    (permalink,) = page.xpath("//a[@class='fc-permalink']/@href")
    assert permalink.startswith(f"{ADDRESS}{CLAIM}?release=")


def test_objections_go_to_the_repository_that_publishes(project: Project) -> None:
    page = html.fromstring((project.site / CLAIM / "index.html").read_bytes())
    (link,) = page.xpath("//a[text()='dispute this verdict']/@href")
    assert link.startswith("https://github.com/owner/checks/issues/new?template=dispute.yml&")


def test_without_an_address_the_same_folder_is_built_anew_and_relative(project: Project, tmp_path: Path) -> None:
    """RSS was published with an address; a build that knows none does not miss it."""
    alone = Project(tmp_path / "checks")
    shutil.copytree(project.root, alone.root)
    done = figurecheck(alone, "build")
    assert done.returncode == 0, done.stderr
    assert not (alone.site / "rss.xml").exists()
    left = [file for file in alone.site.rglob("*") if file.is_file() and PLACE.encode() in file.read_bytes()]
    assert left == []
    assert "rss.xml" in alone.addresses.read_text(encoding="utf-8").split()


def test_an_address_that_is_none_is_refused(project: Project, tmp_path: Path) -> None:
    alone = Project(tmp_path / "checks")
    shutil.copytree(project.root, alone.root)
    done = figurecheck(alone, "build", environment={"FIGURECHECK_SITE": "owner.example/checks"})
    assert done.returncode == 1, done.stderr
    assert "site_url" in done.stderr


@pytest.mark.browser
@pytest.mark.parametrize("missing", ["checks/nowhere", "checks/a/b/nowhere/"])
def test_the_page_for_missing_addresses_is_styled_below_a_folder(
    browser: Browser, project: Project, tmp_path: Path, missing: str
) -> None:
    shutil.copytree(project.site, tmp_path / "checks")
    shutil.copy(project.site / "404.html", tmp_path)
    with serving(tmp_path) as address:
        page = browser.new_page()
        lost = list[str]()
        page.on("response", lambda got: lost.append(got.url) if got.status == 404 else None)
        page.goto(address + missing, wait_until="networkidle")
        logo = page.locator("header .md-logo").bounding_box()
        page.get_by_role("link", name="Go to the first page").click()
        assert page.url == f"{address}checks/"
        page.close()
    assert lost == [address + missing]
    assert logo is not None
    assert logo["width"] < 100


BARE = """() => ({
  signs: [...document.querySelectorAll("svg, img, input, form, nav a")].filter(one => one.checkVisibility()).length,
  width: document.querySelector("article").getBoundingClientRect().width,
  font: getComputedStyle(document.body).fontFamily,
})"""


@pytest.mark.browser
@pytest.mark.parametrize(("missing", "way"), [("checks/nowhere", "in this folder"), ("checks/a/", "one folder up")])
def test_without_an_address_that_page_can_be_read_at_any_depth_and_leads_home(
    browser: Browser, built: Project, tmp_path: Path, missing: str, way: str
) -> None:
    """Its style sheets are looked for at the top of the host, where there are none; nor does a script help."""
    shutil.copytree(built.site, tmp_path / "checks")
    shutil.copy(built.site / "404.html", tmp_path)
    with serving(tmp_path) as address:
        page = browser.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 800}).new_page()
        page.goto(address + missing, wait_until="networkidle")
        seen = page.evaluate(BARE)
        assert not page.get_by_text("The menu and the search").is_visible()
        page.get_by_role("link", name=way).click()
        assert page.url == f"{address}checks/"
        page.context.close()
    assert seen["signs"] == 0
    assert 300 < seen["width"] < 700
    assert "system-ui" in seen["font"]


@pytest.mark.browser
def test_without_an_address_that_page_looks_as_every_other_at_the_top_of_a_host(
    browser: Browser, built: Project
) -> None:
    look = """() => [".md-header", ".md-footer", "article"].map(which => {
      const { display, maxWidth, colorScheme, fontFamily } = getComputedStyle(document.querySelector(which));
      return [display, maxWidth, colorScheme, fontFamily];
    })"""
    found = []
    with serving(built.site) as address:
        for name in ("nowhere/at/all", "about/"):
            page = browser.new_context(viewport={"width": 1280, "height": 800}).new_page()
            page.goto(address + name, wait_until="networkidle")
            found.append(page.evaluate(look))
            page.context.close()
    assert found[0] == found[1]


def test_a_site_without_an_address_can_be_read_below_a_folder(built: Project) -> None:
    """Every address of a page that stays inside the site is relative; the page for missing ones cannot be."""
    for file in built.site.rglob("index.html"):
        assert re.findall(r'\s(?:href|src)="/[^"]*"', file.read_text(encoding="utf-8")) == [], file
