"""claims.json: every claim of the site in one file for machines, ``figurecheck.claims/1``."""

import json
from importlib.resources import files
from typing import Any

from figurecheck.claims.model import Claim
from figurecheck.pages import answers
from figurecheck.pages.addresses import claim_path
from figurecheck.pages.context import ArticleContext, ClaimContext, SiteContext
from figurecheck.pages.distance_document import significant
from figurecheck.verdicts.outcome import AsOf, Measurement, Outcome

SCHEMA = "figurecheck.claims/1"


def claims_text(site: SiteContext) -> str:
    """``claims.json``: the articles with their releases, then the claims in the order of their files."""
    document = {
        "schema": SCHEMA,
        "site": site.settings.site_address,
        "articles": [_article(article) for article in site.articles],
        "claims": [_claim(article, claim) for article in site.articles for claim in article.claims],
    }
    return json.dumps(document, indent=1, ensure_ascii=False, allow_nan=False) + "\n"


def claims_schema_text() -> str:
    """The published JSON Schema of the index."""
    return files("figurecheck.pages").joinpath("schemas/claims.schema.json").read_text(encoding="utf-8")


def _article(article: ArticleContext) -> dict[str, Any]:
    facts, release = article.article.article, article.release
    return {
        "slug": facts.slug,
        "headline": facts.headline,
        "publisher": facts.publisher,
        "published": facts.published.isoformat(),
        "publication_day": facts.publication_day.isoformat(),
        "path": f"{facts.slug}/",
        "results": f"{facts.slug}/results.json",
        "release": None
        if release is None
        else {"id": release.id, "day": release.day.isoformat(), "sha256": release.sha256},
    }


def _claim(article: ArticleContext, claim: ClaimContext) -> dict[str, Any]:
    said = claim.claim
    return {
        "id": said.id,
        "article": article.article.article.slug,
        "title": said.name,
        "paraphrase": " ".join(said.paraphrase.split()),
        "kind": said.kind.value,
        "section": said.section,
        "stated": said.stated,
        "source": _source(said),
        **{as_of.value: _outcome(claim.outcome(as_of)) for as_of in AsOf},
        "path": claim_path(article, claim),
        "release": None if article.release is None else article.release.id,
    }


def _source(claim: Claim) -> dict[str, Any] | None:
    """Who made the claim and where, if that is not the article itself."""
    return None if claim.source is None else claim.source.model_dump(mode="json", exclude={"publication_day"})


def _outcome(outcome: Outcome) -> dict[str, Any]:
    figures = answers.figures(outcome) if outcome.measurements else ()
    return {
        "verdict": outcome.verdict.value,
        "fragile": outcome.fragile,
        "in_words": [" ".join(line.split()) for line in figures],
        "recomputed": [_measured(one) for one in outcome.measurements],
        "last_day": None if outcome.last_day is None else outcome.last_day.isoformat(),
    }


def _measured(one: Measurement) -> dict[str, Any]:
    limits = one.interval
    return {
        "part": one.part,
        "series": list(one.series),
        "proxy": one.proxy,
        "value": significant(one.value),
        "unit": one.unit,
        "interval": None if limits is None else [significant(limits.lower), significant(limits.upper)],
    }
