"""The check of the built site's addresses: each kind of broken one is named with its file, and no sound one is."""

import json
from pathlib import Path

import pytest

from figurecheck.errors import SiteError
from figurecheck.pipeline.links.checking import check_links
from figurecheck.pipeline.links.data import addresses_in_style, addresses_in_text, addresses_in_xml
from figurecheck.pipeline.links.pages import read_page

OWN = "https://figures.example/check/"
HOME = (
    f'<html><head><link rel="canonical" href="{OWN}"><link rel="stylesheet" href="assets/a.css"></head>'
    '<body><h1 id="top">Home</h1>{}</body></html>'
)
CLAIM = '<html><body><h1 id="claim">Claim</h1><h2 id="größe">Size</h2>{}</body></html>'


def site(folder: Path, *, home: str = "", claim: str = "", **others: str) -> Path:
    """A site of two pages, a style sheet and a picture, plus ``others`` (name with __ for /, and _ for a full stop)."""
    files = {
        "index.html": HOME.format(home),
        "a/claim/index.html": CLAIM.format(claim),
        "assets/a.css": '@import "b.css"; /* url(gone.png) */ a { background: url(data:image/png;base64,AA); }',
        "assets/b.css": "b { background: url('../picture one.png'); }",
        "picture one.png": "",
        **others,
    }
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


SOUND = (
    "",
    "#claim",
    "./#gr%C3%B6%C3%9Fe",
    "../../",
    "../..",
    "../../#top",
    "../../a/claim/?q=1#claim",
    "../../picture%20one.png",
    "#asset=BTC&from=2020-01-01",
    "#claim:~:text=Size",
    f"{OWN}a/claim/#claim",
    "https://elsewhere.example/gone",
    "//elsewhere.example/gone",
    "mailto:someone@figures.example",
    "data:text/csv,a",
)


@pytest.mark.parametrize("address", SOUND)
def test_a_sound_address_is_not_refused(tmp_path: Path, address: str) -> None:
    check_links(site(tmp_path, claim=f'<a href="{address}">x</a>'))


BROKEN = {
    "../gone/": "leads to a/gone/index.html, which does not exist",
    "../../a/claim": "leads to a/claim, which does not exist; a folder ends with a slash",
    "../../gone.csv": "leads to gone.csv, which does not exist",
    "#gone": "leads to a/claim/index.html, which has no anchor 'gone'",
    "../../#claim": "leads to index.html, which has no anchor 'claim'",
    f"{OWN}a/gone/": "leads to a/gone/index.html, which does not exist",
    f"{OWN}#gone": "leads to index.html, which has no anchor 'gone'",
    "/a/claim/": "leads out of the site",
    "../../../": "leads out of the site",
}


@pytest.mark.parametrize("address", BROKEN)
@pytest.mark.parametrize("element", ['<a href="{}">x</a>', '<img src="{}">', '<source srcset="{} 2x">'])
def test_a_broken_address_is_named_with_its_file_and_target(tmp_path: Path, address: str, element: str) -> None:
    with pytest.raises(SiteError) as refused:
        check_links(site(tmp_path, claim=element.format(address)))
    assert f"a/claim/index.html: {address!r} {BROKEN[address]}" in str(refused.value)
    assert str(refused.value).startswith("the built site has addresses that lead nowhere (1);")


OTHERS = {
    "feed.xml": f"<rss><channel><item><link>{OWN}a/gone/</link></item></channel></rss>",
    "atom.xml": '<feed><entry><link href="a/gone/"/></entry></feed>',
    "sitemap.xml": f"<urlset><url><loc>{OWN}a/gone/</loc></url></urlset>",
    "feed.json": json.dumps({"items": [{"id": "urn:x", "url": "a/gone/"}]}),
    "claims.json": json.dumps({"claims": [{"id": "a/lost/", "where": f"{OWN}a/gone/"}]}),
    "llms.txt": f"See {OWN}a/gone/.",
    "reuse.md": "See [it](a/gone/).",
    "search/search_index.json": json.dumps({"docs": [{"location": "a/gone/", "text": "t"}]}),
    "search.json": json.dumps({"items": [{"location": "a/gone/"}]}),
    "b.css": "a { background: url(a/gone/) }",
    "drawing.svg": '<svg><image href="a/gone/"/></svg>',
    "404.html": '<a href="/check/a/gone/">x</a><a href="/check/">y</a>',
}


@pytest.mark.parametrize("name", OTHERS)
def test_files_for_machines_are_read_too(tmp_path: Path, name: str) -> None:
    with pytest.raises(SiteError, match=rf"nowhere \(1\); .*\n  {name}: .*a/gone/index.html, which does not exist"):
        check_links(site(tmp_path, **{name: OTHERS[name]}))
    check_links(site(tmp_path, **{name: OTHERS[name].replace("gone", "claim")}))


def test_the_page_for_missing_addresses_may_lead_to_the_folders_of_any(tmp_path: Path) -> None:
    folders = '<a href="./">x</a><a href="../">y</a>'
    check_links(site(tmp_path, **{"404.html": folders}))
    with pytest.raises(SiteError, match=r"index.html: '../' leads out of the site"):
        check_links(site(tmp_path, **{"index.html": folders}))


def test_linked_data_is_read_and_must_be_json(tmp_path: Path) -> None:
    block = '<script type="application/ld+json">{}</script>'
    said = json.dumps({"@type": "ClaimReview", "url": f"{OWN}a/gone/", "image": {"url": "../../picture%20one.png"}})
    with pytest.raises(SiteError, match=r"nowhere \(1\); .*\n  a/claim/index.html: .*a/gone/index.html"):
        check_links(site(tmp_path, claim=block.format(said)))
    with pytest.raises(SiteError, match=r"a/claim/index.html of the built site holds JSON that cannot be read"):
        check_links(site(tmp_path, claim=block.format("{")))


@pytest.mark.parametrize(
    ("part", "why"),
    [
        ('<p id="claim">', "'#claim' is an id that stands twice"),
        ('<input list="gone">', "'#gone' is no id of this page"),
        ('<table aria-describedby="claim gone">', "'#gone' is no id of this page"),
        ('<svg><rect fill="url(#gone)"/></svg>', "'#gone' is no id of this page"),
        ('<svg><use href="#gone"/></svg>', "'#gone' leads to a/claim/index.html, which has no anchor 'gone'"),
    ],
)
def test_what_a_page_refers_to_in_itself_is_there_once(tmp_path: Path, part: str, why: str) -> None:
    with pytest.raises(SiteError) as refused:
        check_links(site(tmp_path, claim=part))
    assert f"a/claim/index.html: {why}" in str(refused.value)


def test_many_broken_addresses_are_counted_and_the_first_shown(tmp_path: Path) -> None:
    links = "".join(f'<a href="gone{number}.csv">x</a>' for number in range(25))
    with pytest.raises(SiteError) as refused:
        check_links(site(tmp_path, claim=links))
    assert str(refused.value).startswith("the built site has addresses that lead nowhere (25); it was not published:\n")
    assert str(refused.value).endswith("\n  and 5 more")
    assert str(refused.value).count("does not exist") == 20


def test_every_address_inside_is_counted(tmp_path: Path) -> None:
    """By hand: canonical and style sheet at home, an import and a picture in the style sheets, three in the claim."""
    links = '<a href="../../">a</a><a href="#claim">b</a><a href="https://elsewhere.example/">c</a>'
    assert check_links(site(tmp_path, claim=links + '<img src="../../picture one.png">')) == 7


def test_the_readers_find_what_they_should() -> None:
    page = read_page('<a id=a href=x?a=1&amp;b=2></a><a name="old"></a><img srcset="p 1x, q 2x"><!-- <a href="z"> -->')
    assert page.addresses == ("x?a=1&b=2", "p", "q")
    assert page.ids == {"a", "old"}
    assert addresses_in_style("a{b:url( 'x' )} /* url(y) */ @import 'z';") == ("x", "z")
    assert addresses_in_text("[a](b) and https://c.example/d.") == ("b", "https://c.example/d")
    assert addresses_in_xml("<a><guid>https://x.example/1</guid><guid>tag:1</guid><title>t</title></a>") == (
        "https://x.example/1",
    )
