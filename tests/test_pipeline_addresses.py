"""Addresses that were published: only added to; a page that goes needs a redirect, and the redirect works."""

import json
import subprocess
from pathlib import Path

import pytest
from lxml import html

from figurecheck.errors import MovedAddressError, RedirectError
from figurecheck.paths import Project
from figurecheck.pipeline.addresses import keep_addresses, known_addresses

ROOT = Path(__file__).parents[1]
PARTS = ("cite", "dispute", "recompute")
CLAIMS = {"a/coin/": (*PARTS, "figure"), "a/mood/": PARTS}


def site(folder: Path, *pages: str, anchors: tuple[str, ...] = ("cite", "dispute", "recompute", "figure")) -> Path:
    for page in pages:
        file = folder / page / "index.html"
        file.parent.mkdir(parents=True)
        ids = "".join(f'<h2 id="{name}">x</h2>' for name in anchors)
        file.write_text(f"<html><head></head><body>{ids}</body></html>", encoding="utf-8")
    return folder


@pytest.fixture
def known(tmp_path: Path) -> Project:
    """A project whose first build published a home page and two claims."""
    project = Project(tmp_path)
    project.reports.mkdir()
    first = keep_addresses(project, site(tmp_path / "first", "", "a/coin", "a/mood"), CLAIMS)
    project.addresses.write_text(first, encoding="utf-8")
    return project


def test_pages_and_promised_parts_are_listed(known: Project) -> None:
    promised = {f"a/coin/#{name}" for name in ("cite", "dispute", "recompute", "figure")}
    untested = {f"a/mood/#{name}" for name in ("cite", "dispute", "recompute")}
    assert known_addresses(known) == {"./", "a/coin/", "a/mood/", *promised, *untested}


def test_the_list_only_grows(known: Project, tmp_path: Path) -> None:
    before = known.addresses.read_text(encoding="utf-8")
    now = keep_addresses(known, site(tmp_path / "second", "", "a/coin", "a/mood", "a/new"), CLAIMS)
    assert set(before.splitlines()) < set(now.splitlines())
    assert now.splitlines() == sorted(now.splitlines())


def test_a_page_that_is_gone_stops_the_build(known: Project, tmp_path: Path) -> None:
    with pytest.raises(MovedAddressError, match=r"first 'a/mood/'.*redirects\.yml.*delete reports/addresses\.txt"):
        keep_addresses(known, site(tmp_path / "second", "", "a/coin"), CLAIMS)


def test_a_promised_part_that_is_gone_stops_the_build(known: Project, tmp_path: Path) -> None:
    with pytest.raises(MovedAddressError, match="a/coin/#cite"):
        keep_addresses(known, site(tmp_path / "second", "", "a/coin", "a/mood", anchors=("figure",)), CLAIMS)


def redirects(project: Project, *pairs: tuple[str, str]) -> None:
    rows = "".join(f"  - source: {a}\n    target: {b}\n    why: It has another name.\n" for a, b in pairs)
    project.redirects.write_text(f"redirects:\n{rows}", encoding="utf-8")


def test_a_redirect_lets_a_page_go_and_leads_to_the_new_one(known: Project, tmp_path: Path) -> None:
    redirects(known, ("a/mood/", "a/feeling/"))
    second = site(tmp_path / "second", "", "a/coin", "a/feeling")
    listed = keep_addresses(known, second, CLAIMS).split()
    assert {"a/mood/", "a/feeling/"} <= set(listed)
    page = html.document_fromstring((second / "a" / "mood" / "index.html").read_text(encoding="utf-8"))
    (refresh,) = page.xpath("//meta[@http-equiv='refresh']/@content")
    assert refresh == "0; url=../../a/feeling/"
    assert page.xpath("//a/@href") == ["../../a/feeling/"]
    assert page.xpath("//script") == []


@pytest.mark.parametrize(
    ("pair", "found"),
    [
        (("a/coin/", "a/feeling/"), "'a/coin/', which is there"),
        (("a/other/", "a/feeling/"), "'a/other/'"),
        (("a/mood/", "a/nowhere/"), "'a/nowhere/'"),
    ],
)
def test_a_redirect_that_makes_no_sense_is_refused_with_its_line(
    known: Project, tmp_path: Path, pair: tuple[str, str], found: str
) -> None:
    redirects(known, pair)
    with pytest.raises(RedirectError) as caught:
        keep_addresses(known, site(tmp_path / "second", "", "a/coin", "a/feeling"), CLAIMS)
    assert found in str(caught.value)
    assert caught.value.line in {2, 3}


def test_the_build_has_every_address_that_the_repository_has_published(built: Project) -> None:
    """Fails where a change takes an address away that the committed list has."""
    there = known_addresses(built)
    assert {"./", "about/", "feed.xml", "claims.json", "downloads/figurecheck.zip"} <= there
    assert sorted(known_addresses(Project(ROOT)) - there) == []


def test_no_line_of_the_list_is_taken_out_again(built: Project) -> None:
    """Every line that any commit of this history had stands in the file; where git has no history, nothing is asked."""
    listed = "reports/addresses.txt"
    commits = git("log", "--format=%H", "--", listed).split()
    once = {line for commit in commits for line in git("show", f"{commit}:{listed}").split()}
    assert commits == [] or len(once) > 400
    assert sorted(once - known_addresses(Project(ROOT))) == []
    assert sorted(once - known_addresses(built)) == []


def git(*words: str) -> str:
    """What git says of the repository; nothing where there is none."""
    return subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=False).stdout


def test_files_and_places_that_pages_and_feeds_lead_to_are_listed(built: Project) -> None:
    """Read from the pages: whatever a link offers as a download, and where the feed leads."""
    there = known_addresses(built)
    files = {
        (file.parent / link).resolve().relative_to(built.site.resolve()).as_posix()
        for file in built.site.rglob("index.html")
        for link in html.fromstring(file.read_bytes()).xpath("//article//a/@href")
        if "/downloads/" in f"/{link}" and "://" not in link
    }
    places = {one["_figurecheck"]["path"] for one in json.loads((built.site / "feed.json").read_bytes())["items"]}
    assert len(files) > 50
    assert places
    assert sorted((files | places) - there) == []


def test_every_promised_part_of_every_claim_is_in_the_build(built: Project) -> None:
    there = known_addresses(built)
    claims = {one.partition("#")[0] for one in there if one.endswith("#cite")}
    assert len(claims) >= 33
    assert all(f"{claim}#{name}" in there for claim in claims for name in ("cite", "dispute", "recompute"))
    assert sum(one.endswith("#readings") for one in there) == sum(one.endswith("#trace") for one in there) > 20
