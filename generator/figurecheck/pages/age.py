"""How old the data of a page are: a line on every page, which a script holds against the reader's clock."""

from dataclasses import dataclass
from datetime import date

from jinja2 import Environment

from figurecheck.pages import words
from figurecheck.pages.context import ArticleContext, ClaimContext, SiteContext
from figurecheck.pages.templating import render

TEMPLATE = "age.md.j2"


@dataclass(frozen=True)
class Age:
    """The last day of the data of a page, for readers and for scripts, and after how many days it counts as old."""

    iso_day: str
    day: str
    limit: str


def with_age(site: SiteContext, pages: dict[str, str], jinja: Environment) -> dict[str, str]:
    """``pages`` (Markdown by path) with the line of their age at the end; files that are no pages stay as they are."""
    ages = _ages(site)
    everywhere = _age(site.last_day, min((a.article.stale_after_days for a in site.articles), default=366))
    lines = {age: render(jinja, TEMPLATE, age) for age in {everywhere, *ages.values()}}
    return {
        path: f"{text}\n{lines[ages.get(path, everywhere)]}" if path.endswith(".md") else text
        for path, text in pages.items()
    }


def _ages(site: SiteContext) -> dict[str, Age]:
    """The ages of the pages that belong to one article, by path."""
    found = {}
    for article in site.articles:
        slug, limit = article.article.article.slug, article.article.stale_after_days
        newest = [_newest(site, claim) for claim in article.claims]
        for claim, day in zip(article.claims, newest, strict=True):
            found[f"{slug}/{claim.claim.id}.md"] = _age(day or site.last_day, limit)
        whole = _age(max((day for day in newest if day is not None), default=site.last_day), limit)
        found |= {f"{slug}/{name}.md": whole for name in _shared(article)}
    return found


def _shared(article: ArticleContext) -> tuple[str, ...]:
    return ("index",) if article.corrections is None else ("index", "corrections")


def _newest(site: SiteContext, claim: ClaimContext) -> date | None:
    """The newest day of the series of a claim that still run; None where it has none."""
    used = {*claim.today.data, *claim.at_publication.data}
    return max((f.last_day for f in site.series if f.series.id in used and f.series.ended is None), default=None)


def _age(day: date, limit: int) -> Age:
    return Age(day.isoformat(), words.day(day), str(limit))
