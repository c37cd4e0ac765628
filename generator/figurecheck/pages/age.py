"""How old the data of a page are: a line on every page with data, and a banner by the reader's clock."""

import re
from dataclasses import dataclass

from jinja2 import Environment

from figurecheck.pages import words
from figurecheck.pages.behind import is_over
from figurecheck.pages.changes.page import PAGE as CHANGES
from figurecheck.pages.context import ArticleContext, ClaimContext, SiteContext
from figurecheck.pages.corrections.section import PAGE as CORRECTIONS
from figurecheck.pages.reach import Facts, Reach, claim_reach, oldest, reach_of
from figurecheck.pages.series_names import spoken
from figurecheck.pages.templating import render
from figurecheck.pages.what_if import PAGE as WHAT_IF

TEMPLATE = "age.md.j2"
BANNER = "age_banner.md.j2"
HOME = "index.md"
_OF_ALL_SERIES = ("data.md", "health.md")
_TITLE = re.compile(r"^# .*$", re.MULTILINE)
_MOST_NAMED = 4
_LONGEST = 366
"""The limit of a site without articles: the longest that an article may set."""


@dataclass(frozen=True)
class Age:
    """Up to which day the data of a page reach, for readers and for scripts, and after how many days that is old.

    ``behind`` is what these data stand behind, ``series`` which of them end on that day, with the verb that follows.
    """

    iso_day: str
    day: str
    limit: str
    behind: str
    series: str
    end: str


@dataclass(frozen=True)
class AgeBanner:
    """The same at the top of a page, for the script that shows a banner; ``top`` leads to the top of the site."""

    age: Age
    top: str


class Ages:
    """The ages of the pages of ``site``: a line at the end of each, and a banner below the title of some.

    A page is as old as that of its own series which gets old first, so that one series that still comes in cannot hide
    another that does not; a page that rests on no series has no age. The banner is for pages that newer data could
    change: not for a claim whose windows are over, nor for a page that tells of such claims alone.
    """

    def __init__(self, site: SiteContext, jinja: Environment) -> None:
        self._ages = _ages(site)
        self._banners = self._ages.keys() & _changing(site)
        self._lines = {age: render(jinja, TEMPLATE, age) for age in set(self._ages.values())}
        self._jinja = jinja

    def told(self, path: str, text: str) -> str:
        """``text`` (Markdown) of the page ``path`` with its age; other files stay as they are."""
        age = self._ages.get(path)
        if age is None:
            return text
        body = _bannered(path, text, age, self._jinja) if path in self._banners else text
        return f"{body}\n{self._lines[age]}"


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
    found = set(_OF_ALL_SERIES)
    for article in site.articles:
        slug = article.article.article.slug
        moving = _moving(article, series)
        told = (HOME, CORRECTIONS, CHANGES, WHAT_IF, *(f"{one.claim.id}.md" for one in moving)) if moving else ()
        table = (HOME, CORRECTIONS) if _table_reach(article, series) else ()
        found |= {f"{slug}/{page}" for page in (*told, *table)} | ({HOME} if told or table else set())
    return frozenset(found)


def _moving(article: ArticleContext, series: Facts) -> list[ClaimContext]:
    """The claims that newer data could change: of a series that still runs, in a window that is not over."""
    limit = article.article.stale_after_days
    return [one for one in article.claims if claim_reach(one, series, limit) and not is_over(one, series)]


def _top(path: str) -> str:
    """From the address of the page to the top of the site; an index page stands in its own folder."""
    folders = path.count("/") + (0 if path.rpartition("/")[2] == "index.md" else 1)
    return "../" * folders


def _ages(site: SiteContext) -> dict[str, Age]:
    """The age of every page that rests on series, by path."""
    series = {facts.series.id: facts for facts in site.series}
    found: dict[str, Age | None] = {HOME: _home_age(site, series)}
    for article in site.articles:
        found |= _article_ages(article, series)
    limit = min((article.article.stale_after_days for article in site.articles), default=_LONGEST)
    every = _age(reach_of(series, series, limit), "this page")
    found |= dict.fromkeys(_OF_ALL_SERIES, every)
    return {path: age for path, age in found.items() if age is not None}


def _home_age(site: SiteContext, series: Facts) -> Age | None:
    """The oldest of what newer data could change on the home page: of verdicts, else of what else it counts.

    Where newer data could change nothing, the age of the verdicts is all there is.
    """
    moving = oldest(_moving_reach(article, series) for article in site.articles)
    tables = oldest(_table_reach(article, series) for article in site.articles)
    if moving is None and tables is not None:
        return _age(tables, "this page")
    return _age(moving or oldest(_whole_reach(article, series) for article in site.articles), "these verdicts")


def _moving_reach(article: ArticleContext, series: Facts) -> Reach | None:
    limit = article.article.stale_after_days
    return oldest(claim_reach(one, series, limit) for one in _moving(article, series))


def _whole_reach(article: ArticleContext, series: Facts) -> Reach | None:
    """The oldest of the claims that newer data could change.

    A claim whose windows are over makes no page of several claims old: newer data would not change it. Where nothing
    else is told, its age is all there is.
    """
    limit = article.article.stale_after_days
    return _moving_reach(article, series) or oldest(claim_reach(one, series, limit) for one in article.claims)


def _article_ages(article: ArticleContext, series: Facts) -> dict[str, Age | None]:
    """The pages of one article; the page of corrections, and that of other windows, are as old as their own series."""
    slug, limit = article.article.article.slug, article.article.stale_after_days
    whole, table = _whole_reach(article, series), _table_reach(article, series)
    tried = reach_of((one.series.id for one in article.what_if), series, limit)
    pages = {
        HOME: _age(oldest((whole, table)), "these verdicts" if table is None else "this page"),
        CORRECTIONS: _age(table, "this page"),
        CHANGES: _age(whole, "these verdicts"),
        WHAT_IF: _age(tried, "this page"),
        **{
            f"{one.claim.id}.md": _age(claim_reach(one, series, limit), "the figures of this verdict")
            for one in article.claims
        },
    }
    return {f"{slug}/{page}": age for page, age in pages.items()}


def _table_reach(article: ArticleContext, series: Facts) -> Reach | None:
    """The oldest series of the table of corrections; None where the article has no table."""
    if article.corrections is None:
        return None
    found, limit = article.corrections.today, article.article.stale_after_days
    return reach_of((found.falling, *(column.series for column in found.columns)), series, limit)


def _age(reach: Reach | None, behind: str) -> Age | None:
    if reach is None:
        return None
    end = "ends" if len(reach.series) == 1 else "end"
    return Age(reach.day.isoformat(), words.day(reach.day), str(reach.limit), behind, _named(reach.series), end)


def _named(series: tuple[str, ...]) -> str:
    """``FDM, IWO and TLT``; of many the first, and how many more there are."""
    named = [spoken(name) for name in series[:_MOST_NAMED]]
    more = len(series) - len(named)
    return words.listed([*named, *([words.count(more, "other", "others")] if more else [])])
