"""What is news: verdicts that turned and series that are out of date, the only entries of the feeds."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import NAMESPACE_URL, uuid5

from figurecheck.pages import words
from figurecheck.pages.behind import is_over, late_by
from figurecheck.pages.changes import words as said
from figurecheck.pages.changes.history import Step, reason, steps
from figurecheck.pages.changes.page import PAGE as CHANGES
from figurecheck.pages.context import ArticleContext, SeriesFacts, SiteContext
from figurecheck.pages.marks import anchor
from figurecheck.verdicts.outcome import Verdict

MOST = 100
"""A feed has so many entries at most, the newest; the ledger has all of them."""


@dataclass(frozen=True)
class News:
    """One entry: a name that stays, the day of the data that brought it, and the page that it is about."""

    urn: str
    title: str
    text: str
    day: date
    path: str


def news(site: SiteContext) -> tuple[News, ...]:
    """The newest entries of all articles, newest first; the same ledger gives the same entries and names."""
    found = [*_stale(site), *(one for article in site.articles for one in _flips(article))]
    return tuple(sorted(found, key=lambda one: (one.day, one.urn), reverse=True))[:MOST]


def newest_day(site: SiteContext, entries: tuple[News, ...]) -> date:
    """The day of the newest entry; without one the day on which the oldest ledger begins, or that of the data."""
    begun = [article.ledger[0].data_day for article in site.articles if article.ledger]
    return entries[0].day if entries else min(begun, default=site.last_day)


def _flips(article: ArticleContext) -> Iterator[News]:
    names = {claim.claim.id: claim.claim.name for claim in article.claims}
    slug = article.article.article.slug
    for first in {_turn(step): step for step in reversed(steps(article.ledger)) if _turned(step)}.values():
        day, as_of, claim, *_ = _turn(first)
        before, after = (said.verdict_word(verdict) for verdict in _turn(first)[3:])
        then = " as of publication" if as_of == "at_publication" else ""
        name = _plain(names.get(claim, claim))
        yield News(
            urn=urn(slug, claim, as_of, first.row.hash),
            title=f"{name}: {before} \N{RIGHTWARDS ARROW} {after}{then}",
            text=f"With data up to {_plain(words.day(day))}{_own(first, day)} the verdict{then} on "
            f"\N{LEFT DOUBLE QUOTATION MARK}{name}\N{RIGHT DOUBLE QUOTATION MARK} turned from {before} to {after}. "
            f"Cause: {reason(first)}.",
            day=day,
            path=f"{slug}/{claim}/" if claim in names else f"{slug}/{CHANGES.removesuffix('.md')}/",
        )


def _own(step: Step, day: date) -> str:
    """How far the series of the claim itself reach, where that is not the newest day of all data."""
    last = step.row.entry.last_day
    return "" if last is None or last == day else f", those of this claim up to {_plain(words.day(last))},"


def _turned(step: Step) -> bool:
    """Whether the verdict of the claim is another than before; a claim that came or went has not turned."""
    if step.before is None:
        return False
    verdicts = {step.before.entry.verdict, step.row.entry.verdict}
    return len(verdicts) == 2 and verdicts <= set(Verdict)


def _turn(step: Step) -> tuple[date, str, str, str, str]:
    """What makes rows of several parts one entry: day, date of judgement, claim, verdict before and after."""
    entry, before = step.row.entry, "" if step.before is None else step.before.entry.verdict
    return step.row.data_day, entry.as_of, entry.claim, before, entry.verdict


def _stale(site: SiteContext) -> Iterator[News]:
    """The series whose newer data could change a verdict, but lag, each with the day on which it began to be late.

    No entry is older than the first release of its articles, dated by its data: before, nobody could read it. A series
    that several articles rest on is one entry, late from the day of the strictest of them on.
    """
    series = {facts.series.id: facts for facts in site.series}
    for facts in site.series:
        deciding: list[str] = []
        limits: list[int] = []
        begun: list[date] = []
        for article in site.articles:
            limit = article.article.stale_after_days
            decided = _decided(article, facts, series)
            if decided and late_by(facts, site.last_day, limit):
                deciding += decided
                limits.append(limit)
                begun.append(article.ledger[0].data_day if article.ledger else date.min)
        if deciding:
            yield _late(facts, deciding, min(limits), min(begun))


def _decided(article: ArticleContext, facts: SeriesFacts, series: Mapping[str, SeriesFacts]) -> list[str]:
    """The names of the claims of an article that newer data of the series could decide otherwise."""
    return [
        _plain(claim.claim.name)
        for claim in article.claims
        if any(facts.series.id in measured.series for measured in claim.today.measurements)
        and not is_over(claim, series)
    ]


def _late(facts: SeriesFacts, deciding: list[str], limit: int, begun: date) -> News:
    name, last = facts.series.id, facts.last_day
    since = last + timedelta(days=max(limit, facts.series.max_age_days) + 1)
    return News(
        urn=urn("series", name, "stale", last.isoformat()),
        title=f"{name} is out of date",
        text=f"{_plain(facts.series.title)} ends on {_plain(words.day(last))} and lags behind the newest data. "
        f"It decides: {'; '.join(deciding)}.",
        day=max(since, begun),
        path=f"data/#{anchor(name)}",
    )


def urn(*parts: str) -> str:
    """A name that the same entry always gets (RFC 9562, version 5)."""
    return uuid5(NAMESPACE_URL, "figurecheck:" + "/".join(parts)).urn


def _plain(text: str) -> str:
    return " ".join(text.split())
