"""The verdict on a claim as schema.org's ClaimReview, for search engines and archives."""

import json
from dataclasses import dataclass
from typing import Any

from figurecheck.claims.source import Source
from figurecheck.pages import words
from figurecheck.pages.addresses import address, claim_path
from figurecheck.pages.context import ArticleContext, ClaimContext, Settings
from figurecheck.verdicts.outcome import Verdict

SCALE: dict[Verdict, int] = {
    Verdict.FAILS: 1,
    Verdict.DEPENDS: 2,
    Verdict.NOT_PROVEN: 3,
    Verdict.HOLDS: 4,
}
"""The number of each verdict, worst to best in the order of the rule; what cannot be tested is not on the scale."""
WORST, BEST = min(SCALE.values()), max(SCALE.values())


@dataclass(frozen=True)
class RatingRow:
    """A verdict on the published scale."""

    word: str
    number: str


def rating_rows() -> tuple[RatingRow, ...]:
    """The scale, best first; a verdict without a number comes last."""
    numbered = sorted(Verdict, key=lambda which: -SCALE.get(which, 0))
    return tuple(RatingRow(words.verdict(which), str(SCALE.get(which, "no number"))) for which in numbered)


def claim_review(article: ArticleContext, claim: ClaimContext, settings: Settings) -> dict[str, Any]:
    """The ClaimReview of one claim (schema.org 29, 2025).

    A claim that cannot be tested carries its words alone: schema.org asks for no number in a rating, and any number on
    a scale from false to true would say something of it. Addresses are relative to the page where the site does not
    know its own, as JSON-LD 1.1 allows inside HTML. A build has no clock: the review is dated like its release, which
    ``version`` names, by the newest day of the data.
    """
    path = claim_path(article, claim)
    release = article.release
    return {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "url": address(settings, path, path),
        "inLanguage": "en",
        "author": {"@type": "Organization", "name": settings.cited, "url": address(settings, "", path)},
        "publisher": {"@type": "Organization", "name": settings.name, "url": address(settings, "", path)},
        "claimReviewed": " ".join(claim.claim.paraphrase.split()),
        "itemReviewed": _item(article, claim),
        "reviewRating": _rating(claim.today.verdict),
        **({} if release is None else {"datePublished": release.day.isoformat(), "version": release.id}),
    }


def _item(article: ArticleContext, claim: ClaimContext) -> dict[str, Any]:
    work = _article(article) if claim.claim.source is None else _sourced(claim.claim.source)
    return {
        "@type": "Claim",
        "text": " ".join(claim.claim.paraphrase.split()),
        "author": work["publisher"],
        **({"datePublished": work["datePublished"]} if "datePublished" in work else {}),
        "appearance": work,
    }


def _article(article: ArticleContext) -> dict[str, Any]:
    """The article itself, where its claims were made."""
    facts = article.article.article
    return _work(facts.headline, facts.publisher, facts.published.isoformat(), facts.address)


def _sourced(source: Source) -> dict[str, Any]:
    """The piece that a claim names as its own: the article then only gathers what several publishers said."""
    day = None if source.day is None else source.day.isoformat()
    return _work(source.headline, source.publisher, day, source.address)


def _work(headline: str, publisher: str, published: str | None, link: str | None) -> dict[str, Any]:
    return {
        "@type": "Article",
        "headline": headline,
        **({} if published is None else {"datePublished": published}),
        "publisher": {"@type": "Organization", "name": publisher},
        **({} if link is None else {"url": link}),
    }


def _rating(verdict: Verdict) -> dict[str, Any]:
    rating: dict[str, Any] = {"@type": "Rating", "alternateName": words.capital(words.verdict(verdict))}
    if verdict in SCALE:
        rating |= {"ratingValue": SCALE[verdict], "bestRating": BEST, "worstRating": WORST}
    return rating


def as_script(document: dict[str, Any]) -> str:
    """``document`` as a data block of a page; nothing in it can end the block or begin another element."""
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    safe = text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    return f'<script type="application/ld+json">{safe}</script>'
