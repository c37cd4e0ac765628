"""Where things lie on the site, and their whole address where the site knows its own."""

from collections.abc import Iterator
from urllib.parse import quote

from figurecheck.pages.context import ArticleContext, ClaimContext, Settings

CLAIMS = "claims.json"
ATOM = "feed.xml"
JSON_FEED = "feed.json"
RSS = "rss.xml"
"""Written only where the site knows its own address."""

BUNDLE = "downloads/figurecheck.zip"
LLMS = "llms.txt"
DATA = "data/"
"""The page of the series, each under its own anchor."""

REUSE = "reuse.md"
DISPUTE = "dispute.md"

ANCHORS = ("cite", "dispute", "recompute")
"""Anchors that every page of a claim has, whatever its verdict."""
ANCHORS_TESTED = ("figure", "tests", "trace", "readings", "data")
"""Anchors that the page of a claim has as long as it can be tested."""


def claim_path(article: ArticleContext, claim: ClaimContext) -> str:
    """The path of a claim's page below the top of the site."""
    return f"{article.article.article.slug}/{claim.claim.id}/"


def up(path: str) -> str:
    """What leads from the page at ``path`` back to the top of the site."""
    return "../" * path.count("/")


def address(settings: Settings, path: str, seen_from: str = "") -> str:
    """The whole address of ``path``, or the one relative to the page ``seen_from`` where the site's is not known."""
    if settings.site_address is None:
        return f"{up(seen_from)}{path}" or "./"
    return f"{settings.site_address.rstrip('/')}/{quote(path)}"


def in_order(article: ArticleContext) -> Iterator[ClaimContext]:
    """The claims in the order of the article and of the navigation: section by section."""
    for section in article.article.sections:
        yield from (claim for claim in article.claims if claim.claim.section == section.id)
