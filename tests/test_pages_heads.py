"""The head of a page for machines: what it is called, how it looks when shared, where the feeds are."""

from pathlib import Path

from lxml import html

from figurecheck.pages.context import Settings
from figurecheck.pages.heads import OTHER, Head, heads, with_head
from figurecheck.pages.llms import llms_text
from figurecheck.pages.neighbours import neighbours
from figurecheck.pages.site import render_site
from releases import ADDRESS, KNOWN, article, released

ROOT = Path(__file__).parents[1]
PAGE = (
    '<!doctype html><html><head><meta charset="utf-8"><meta name="description" content="A &quot;b&quot; &lt;c&gt;">'
    "<title>Coin &amp; more - Figurecheck</title></head><body><p>x</p></body></html>"
)
PATH = "an-article/coin/"


def tags(settings: Settings = KNOWN, path: str = PATH, head: Head | None = None) -> dict[str, str]:
    shown = html.document_fromstring(with_head(PAGE, path, head or heads(released(settings))[path], settings))
    return {one.get("property") or one.get("name"): one.get("content") for one in shown.xpath("//head/meta")}


def test_a_claim_is_shared_with_its_title_answer_and_card() -> None:
    found = tags()
    assert found["og:title"] == "Coin & more"
    assert found["og:description"] == 'A "b" <c>'
    assert found["og:image"] == f"{ADDRESS}/an-article/cards/coin.png"
    assert found["og:url"] == f"{ADDRESS}/{PATH}"
    assert (found["og:type"], found["twitter:card"]) == ("article", "summary_large_image")


def test_without_an_address_the_card_is_named_from_the_page() -> None:
    found = tags(Settings())
    assert found["og:image"] == "../../an-article/cards/coin.png"
    assert "og:url" not in found


def test_other_pages_have_the_card_of_the_site_and_no_review() -> None:
    found = tags(path="data/", head=OTHER)
    assert found["og:image"] == f"{ADDRESS}/assets/card.png"
    assert found["og:type"] == "website"
    assert "ld+json" not in with_head(PAGE, "data/", OTHER, KNOWN)


def test_every_page_leads_to_the_feeds_and_icons() -> None:
    for path, top in (("", ""), ("data/", "../"), (PATH, "../../")):
        shown = html.document_fromstring(with_head(PAGE, path, OTHER, KNOWN))
        links = {(one.get("rel"), one.get("type")): one.get("href") for one in shown.xpath("//head/link")}
        assert links["alternate", "application/atom+xml"] == f"{top}feed.xml"
        assert links["alternate", "application/feed+json"] == f"{top}feed.json"
        assert links["alternate icon", "image/png"] == f"{top}assets/favicon.png"


def test_a_page_without_a_head_stays_as_it_is() -> None:
    assert with_head("<p>x</p>", "", OTHER, KNOWN) == "<p>x</p>"


def test_llms_txt_has_a_title_a_summary_and_lists_of_links() -> None:
    """The form of llmstxt.org: one first heading, a quote, then sections that hold nothing but links."""
    lines = llms_text(released()).splitlines()
    assert [line for line in lines if line.startswith("# ")] == ["# Figurecheck"]
    assert lines[2].startswith("> ")
    after = lines[next(at for at, line in enumerate(lines) if line.startswith("## ")) :]
    assert all(line.startswith(("## ", "- [")) for line in after if line)
    links = [line for line in after if line.startswith("- [")]
    assert all(f"]({ADDRESS}/" in line for line in links)
    assert sum("/an-article/coin/)" in line and "stated 300%; holds" in line for line in links) == 1


def test_the_claims_before_and_after_carry_their_verdicts() -> None:
    told = article(released())
    first, middle, last = (neighbours(told, name) for name in ("coin", "fund", "mood"))
    assert first.before is None
    assert last.after is None
    assert middle.before is not None
    assert middle.after is not None
    assert (middle.before.path, middle.before.mark.word) == ("coin.md", "holds")
    assert (middle.after.path, middle.after.mark.word) == ("mood.md", "not testable")
    page = render_site(released(), ROOT / "templates")["an-article/coin.md"]
    assert "Next claim" in page
    assert "Previous claim" not in page
    assert "  - footer" in page


def test_rss_is_named_only_where_it_is_written() -> None:
    assert 'href="../../rss.xml"' in with_head(PAGE, PATH, OTHER, KNOWN)
    assert "rss.xml" not in with_head(PAGE, PATH, OTHER, Settings())
