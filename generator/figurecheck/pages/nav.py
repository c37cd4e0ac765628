"""The navigation: written beside the pages, so that mkdocs.yml, which inherits it, never names a claim."""

import json

from figurecheck.pages.addresses import DISPUTE, REUSE
from figurecheck.pages.changes.page import PAGE as CHANGES
from figurecheck.pages.context import ArticleContext, SiteContext
from figurecheck.pages.corrections.section import PAGE
from figurecheck.pages.escaping import quoted
from figurecheck.pages.glossary import PAGE as GLOSSARY
from figurecheck.pages.guide.site import guide_entries
from figurecheck.pages.methods.site import Entry, method_entries
from figurecheck.pages.speed.page import PAGE as SPEED
from figurecheck.pages.what_if import PAGE as WHAT_IF


def nav_text(site: SiteContext) -> str:
    """``nav.yml``: home, the articles with their claims by section, then data, method, the guide and about.

    Several articles share one tab, because their headlines are longer than the bar of tabs.

    JSON is YAML; titles are made safe for HTML, because themes print them as they are.
    """
    entries: list[str | Entry] = [{"Home": "index.md"}]
    articles: list[str | Entry] = [_article(article, alone=len(site.articles) == 1) for article in site.articles]
    entries += articles if len(articles) == 1 else [{"Articles": articles}]
    entries += [
        {"Data": ["data.md", {"Source health": "health.md"}]},
        _method(site),
        {"For authors": [*guide_entries()]},
        _about(site),
    ]
    return json.dumps({"nav": entries}, indent=1, ensure_ascii=False) + "\n"


def _method(site: SiteContext) -> Entry:
    families = method_entries(site)
    rule: str | Entry = {"How claims are judged": "method.md"}
    told: list[str | Entry] = [{"Families of methods": families}] if families else []
    return {"Method": [rule, *told, {"Glossary": GLOSSARY}]}


def _about(site: SiteContext) -> Entry:
    speed: list[str | Entry] = [] if site.speed is None else [{"Speed": SPEED}]
    return {"About": ["about.md", {"Cite and reuse": REUSE}, {"How to dispute a verdict": DISPUTE}, *speed]}


def _article(article: ArticleContext, *, alone: bool) -> Entry:
    slug = article.article.article.slug
    pages: list[str | Entry] = [f"{slug}/index.md"]
    if article.corrections is not None:
        pages.append({_title(f"Every correction of {article.corrections.today.falling_title}"): f"{slug}/{PAGE}"})
    if article.since is not None:
        pages.append({"What changed": f"{slug}/{CHANGES}"})
    if article.what_if:
        pages.append({"Try your own window": f"{slug}/{WHAT_IF}"})
    for section in article.article.sections:
        claims: list[str | Entry] = [
            {_title(claim.claim.name): f"{slug}/{claim.claim.id}.md"}
            for claim in article.claims
            if claim.claim.section == section.id
        ]
        if claims:
            pages.append({_title(section.title): claims})
    title = "The report" if alone else article.article.article.headline
    return {_title(title): pages}


def _title(text: str) -> str:
    return quoted(" ".join(text.split()))
