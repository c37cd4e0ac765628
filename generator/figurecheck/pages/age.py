"""How old the data of a page are: a line on every page, and a banner by the reader's clock where it matters."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from jinja2 import Environment

from figurecheck.pages import words
from figurecheck.pages.behind import is_over
from figurecheck.pages.changes.page import PAGE as CHANGES
from figurecheck.pages.context import ClaimContext, SeriesFacts, SiteContext
from figurecheck.pages.corrections.section import PAGE as CORRECTIONS
from figurecheck.pages.templating import render
from figurecheck.pages.what_if import PAGE as WHAT_IF
from figurecheck.series.model import Kind

TEMPLATE = "age.md.j2"
BANNER = "age_banner.md.j2"
_SITE_PAGES = ("index.md", "data.md", "health.md")
_ARTICLE_PAGES = ("index.md", CORRECTIONS, CHANGES, WHAT_IF)
_TITLE = re.compile(r"^# .*$", re.MULTILINE)


@dataclass(frozen=True)
class Age:
    """Up to which day the data of a page reach, for readers and for scripts, and after how many days that is old.

    ``verdict`` says that the page has one verdict; the others tell of all verdicts of an article or of the site.
    """

    iso_day: str
    day: str
    limit: str
    verdict: bool


@dataclass(frozen=True)
class AgeBanner:
    """The same at the top of a page, for the script that shows a banner; ``top`` leads to the top of the site."""

    age: Age
    top: str


@dataclass(frozen=True)
class Reach:
    """The last day of one series, and how many days old it may be: a monthly one comes late by nature."""

    day: date
    limit: int

    @property
    def old_from(self) -> date:
        """The first day on which a reader is told that the data are old."""
        return self.day + timedelta(days=self.limit + 1)


def with_age(site: SiteContext, pages: dict[str, str], jinja: Environment) -> dict[str, str]:
    """``pages`` (Markdown by path) with their age at the end, and a banner below the title; other files stay.

    A page of a claim is as old as that series of its verdict which gets old first, so that one series that still comes
    in cannot hide another that does not; every other page is as old as the oldest page of a claim that it tells of.
    The banner is for pages that newer data could change: not for those without figures, nor for a claim whose windows
    are over.
    """
    ages, whole = _ages(site)
    changing = _changing(site)
    lines = {age: render(jinja, TEMPLATE, age) for age in {whole, *ages.values()}}
    return {
        path: f"{_bannered(path, text, ages.get(path, whole), jinja) if path in changing else text}\n"
        f"{lines[ages.get(path, whole)]}"
        if path.endswith(".md")
        else text
        for path, text in pages.items()
    }


def _bannered(path: str, text: str, age: Age, jinja: Environment) -> str:
    """One page; the banner's place is behind its title, before anything that a banner could move."""
    title = _TITLE.search(text)
    if title is None:
        return text
    banner = render(jinja, BANNER, AgeBanner(age, _top(path)))
    return f"{text[: title.end()]}\n\n{banner}{text[title.end() :]}"


def _changing(site: SiteContext) -> frozenset[str]:
    """The pages that newer data could change, by path."""
    series = {facts.series.id: facts for facts in site.series}
    found = set(_SITE_PAGES)
    for article in site.articles:
        slug = article.article.article.slug
        moving = [one for one in article.claims if one.today.measurements and not is_over(one, series)]
        told = (*_ARTICLE_PAGES, *(f"{one.claim.id}.md" for one in moving)) if moving else ()
        found |= {f"{slug}/{page}" for page in told}
    return frozenset(found)


def _top(path: str) -> str:
    """From the address of the page to the top of the site; an index page stands in its own folder."""
    folders = path.count("/") + (0 if path.rpartition("/")[2] == "index.md" else 1)
    return "../" * folders


def _ages(site: SiteContext) -> tuple[dict[str, Age], Age]:
    """The ages of the pages that belong to one article, by path, and the age of all others.

    A claim whose windows are over makes no page of several claims old: newer data would not change it. Where nothing
    else is told, its age is all there is.
    """
    series = {facts.series.id: facts for facts in site.series}
    limits = (article.article.stale_after_days for article in site.articles)
    nothing = Reach(site.last_day, min(limits, default=366))
    found: dict[str, Age] = {}
    changing: list[Reach] = []
    every: list[Reach] = []
    for article in site.articles:
        slug, limit = article.article.article.slug, article.article.stale_after_days
        reached = {claim.claim.id: _reach(claim, series, limit) for claim in article.claims}
        moving = _oldest(reached[one.claim.id] for one in article.claims if not is_over(one, series))
        whole = moving or _oldest(reached.values()) or Reach(site.last_day, limit)
        every.append(whole)
        if moving is not None:
            changing.append(moving)
        found |= {f"{slug}/{name}.md": _age(one or whole, verdict=one is not None) for name, one in reached.items()}
        found |= {f"{slug}/{page}": _age(whole) for page in _ARTICLE_PAGES}
    return found, _age(_oldest(changing) or _oldest(every) or nothing)


def _reach(claim: ClaimContext, series: dict[str, SeriesFacts], limit: int) -> Reach | None:
    """The series of the claim's verdict that gets old first; None where none of them still runs.

    Only the primary reading of each part counts. A series that has ended for good would make its page old for ever, and
    the last decision of a list of events says nothing about how far the list is known.
    """
    named = {name for measured in claim.today.measurements for name in measured.series}
    running = (series[name] for name in sorted(named & series.keys()))
    return _oldest(
        Reach(facts.last_day, max(limit, facts.series.max_age_days))
        for facts in running
        if facts.series.ended is None and facts.series.kind is not Kind.EVENTS
    )


def _oldest(reached: Iterable[Reach | None]) -> Reach | None:
    """The one that counts as old first, the earlier day first where two do."""
    return min((one for one in reached if one is not None), key=lambda one: (one.old_from, one.day), default=None)


def _age(reach: Reach, *, verdict: bool = False) -> Age:
    return Age(reach.day.isoformat(), words.day(reach.day), str(reach.limit), verdict)
