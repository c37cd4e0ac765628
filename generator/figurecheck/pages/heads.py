"""What the head of a page says to machines: feeds, icons, how the page looks when it is shared, its ClaimReview."""

import html
import re
from dataclasses import dataclass

from figurecheck.pages.addresses import ATOM, JSON_FEED, RSS, address, claim_path, up
from figurecheck.pages.cards import SITE_CARD, SIZE, card_path
from figurecheck.pages.claim_review import as_script, claim_review
from figurecheck.pages.context import Settings, SiteContext

ICON = "assets/favicon.png"
TOUCH_ICON = "assets/touch-icon.png"
_TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
_DESCRIPTION = re.compile(r'<meta name="?description"? content="([^"]*)"\s*/?>')
_END = re.compile(r"</head\s*>", re.IGNORECASE)


@dataclass(frozen=True)
class Head:
    """What is particular to one page: the picture for shared links, and its data for machines ("" without)."""

    card: str
    data: str = ""


def heads(site: SiteContext) -> dict[str, Head]:
    """The pages of claims, by their path below the top of the site; every other page has ``OTHER``."""
    return {
        claim_path(article, claim): Head(
            card_path(article, claim), as_script(claim_review(article, claim, site.settings))
        )
        for article in site.articles
        for claim in article.claims
    }


OTHER = Head(SITE_CARD)
"""The head of a page that is not about one claim."""


def with_head(page: str, path: str, head: Head, settings: Settings) -> str:
    """``page`` (HTML) at ``path`` with what ``head`` says, before the end of its own head.

    Title and description are those that the page has; a page without a head is returned as it is.
    """
    end = _END.search(page)
    if end is None:
        return page
    tags = "\n".join((*_links(path, settings), *_shared(page, path, head, settings), *filter(None, (head.data,))))
    return f"{page[: end.start()]}{tags}\n{page[end.start() :]}"


def _links(path: str, settings: Settings) -> tuple[str, ...]:
    """The feeds and the icons for programs that draw no SVG, relative to the page."""
    top = up(path)
    rss = f'<link rel="alternate" type="application/rss+xml" title="Verdicts that turned (RSS)" href="{top}{RSS}">'
    return (
        *((rss,) if settings.site_address is not None else ()),
        f'<link rel="alternate" type="application/atom+xml" title="Verdicts that turned (Atom)" href="{top}{ATOM}">',
        f'<link rel="alternate" type="application/feed+json" title="Verdicts that turned (JSON)" '
        f'href="{top}{JSON_FEED}">',
        f'<link rel="alternate icon" type="image/png" sizes="48x48" href="{top}{ICON}">',
        f'<link rel="apple-touch-icon" sizes="180x180" href="{top}{TOUCH_ICON}">',
    )


def _shared(page: str, path: str, head: Head, settings: Settings) -> tuple[str, ...]:
    """Open Graph and the card of a shared link (ogp.me, 2010)."""
    title, description = (_found(pattern, page) for pattern in (_TITLE, _DESCRIPTION))
    title = title.removesuffix(f" - {settings.name}")
    said = {
        "og:type": "article" if head.data else "website",
        "og:site_name": settings.name,
        "og:title": title,
        "og:description": description,
        "og:image": address(settings, head.card, path),
        "og:image:width": str(SIZE[0]),
        "og:image:height": str(SIZE[1]),
        "og:image:alt": f"{title}. {description}",
        **({"og:url": address(settings, path)} if settings.site_address is not None else {}),
    }
    properties = (f'<meta property="{name}" content="{html.escape(text)}">' for name, text in said.items() if text)
    return (*properties, '<meta name="twitter:card" content="summary_large_image">')


def _found(pattern: re.Pattern[str], page: str) -> str:
    found = pattern.search(page)
    return "" if found is None else " ".join(html.unescape(found[1]).split())
