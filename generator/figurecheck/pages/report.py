"""The report: the article retold in its own order, every claim with its verdict, and what was not checked."""

from collections.abc import Mapping
from dataclasses import dataclass

from figurecheck.pages import answers, distance_words, words
from figurecheck.pages.changes.page import PAGE as CHANGES
from figurecheck.pages.claim import attributed
from figurecheck.pages.context import ArticleContext, ClaimContext, SeriesFacts
from figurecheck.pages.corrections.section import CorrectionsSection, corrections_section
from figurecheck.pages.home import CountRow, count_rows, reach
from figurecheck.pages.marks import Mark, anchor, changed, mark_of
from figurecheck.pages.relations import RelationView, divided_views
from figurecheck.pages.series_notes import SeriesNoteLink, primary_notes
from figurecheck.verdicts.outcome import Verdict


@dataclass(frozen=True)
class ReportClaim:
    """A claim where the article makes it; ``repeated`` where the article has made it before.

    ``answer_before`` is "" where the answer at publication was the same.
    """

    path: str
    paraphrase: str
    stated: str
    attributed: str
    lead: str
    points: tuple[str, ...]
    more: str
    closing: str
    notes: tuple[SeriesNoteLink, ...]
    answer_before: str
    distance: str
    mark: Mark
    mark_before: Mark | None
    repeated: bool


@dataclass(frozen=True)
class Unchecked:
    """An assertion that is no claim here, with the reason."""

    paraphrase: str
    why: str


@dataclass(frozen=True)
class ReportSection:
    """A section of the article, retold."""

    title: str
    retelling: str
    claims: tuple[ReportClaim, ...]
    unchecked: tuple[Unchecked, ...]


@dataclass(frozen=True)
class StandIn:
    """One series that stands in for something, or is shown for contrast only."""

    series: str
    data_anchor: str
    role: str
    why: str


@dataclass(frozen=True)
class ProxyBlock:
    """What cannot be had, and what stands in for it."""

    title: str
    why: str
    series: tuple[StandIn, ...]


@dataclass(frozen=True)
class ReportPage:
    """Everything the template of the report may use."""

    page_title: str
    description: str
    headline: str
    byline: str
    publisher: str
    published: str
    address: str
    summary: str
    sentence: str
    sentence_before: str
    publication_day: str
    last_day: str
    reach: str
    counts: tuple[CountRow, ...]
    not_proven: str
    coverage: str
    changes: str
    corrections: CorrectionsSection | None
    contradictions: tuple[RelationView, ...]
    relations: tuple[RelationView, ...]
    sections: tuple[ReportSection, ...]
    proxies: tuple[ProxyBlock, ...]


MOST_POINTS = 3
"""Figures of one claim that the report lists; the page of the claim has the others."""

_ROLES = {"primary": "primary proxy", "admitted": "admitted proxy", "context": "context only, decides nothing"}


def report_page(article: ArticleContext, last_day: str, series: Mapping[str, SeriesFacts]) -> ReportPage:
    """The report of one article; ``last_day`` is the newest day in the data, in words, ``series`` what there is."""
    facts = article.article.article
    now = [claim.today.verdict for claim in article.claims]
    then = [claim.at_publication.verdict for claim in article.claims]
    contradictions, relations = divided_views(article)
    return ReportPage(
        page_title=f"The report: {facts.headline}",
        description=f"{words.capital(words.tally_sentence(now))}.",
        headline=facts.headline,
        byline=facts.byline,
        publisher=facts.publisher,
        published=words.day(facts.published.date()),
        address=facts.address or "",
        summary=facts.summary,
        sentence=words.capital(words.tally_sentence(now)),
        sentence_before=words.tally_sentence(then),
        publication_day=words.day(facts.publication_day),
        last_day=last_day,
        reach=reach(article),
        counts=count_rows(article),
        not_proven=words.INTERVAL_MEANS if Verdict.NOT_PROVEN in (*now, *then) else "",
        coverage=_coverage(article),
        changes="" if article.since is None else CHANGES,
        corrections=None if article.corrections is None else corrections_section(article, article.corrections),
        contradictions=contradictions,
        relations=relations,
        sections=tuple(_section(article, section.id, series) for section in article.article.sections),
        proxies=_proxies(article),
    )


def _coverage(article: ArticleContext) -> str:
    total, left_out = len(article.claims), len(article.article.not_checked)
    testable = sum(claim.claim.testable for claim in article.claims)
    checked = words.count(total, "claim is", "claims are")
    beside = words.count(left_out, "further assertion is", "further assertions are")
    return f"{words.capital(checked)} listed, {testable} of them testable with public data; {beside} not checked"


def _section(article: ArticleContext, identifier: str, series: Mapping[str, SeriesFacts]) -> ReportSection:
    section = next(each for each in article.article.sections if each.id == identifier)
    made = [claim for claim in article.claims if identifier in (claim.claim.section, *claim.claim.also_in)]
    unchecked = [entry for entry in article.article.not_checked if entry.section == identifier]
    return ReportSection(
        title=section.title,
        retelling=section.retelling,
        claims=tuple(_claim(claim, series, repeated=claim.claim.section != identifier) for claim in made),
        unchecked=tuple(Unchecked(entry.paraphrase, entry.why) for entry in unchecked),
    )


def _claim(claim: ClaimContext, series: Mapping[str, SeriesFacts], *, repeated: bool) -> ReportClaim:
    said = claim.claim
    then, told = (
        answers.answer(said, outcome, words.INTERVAL_MEANS) for outcome in (claim.at_publication, claim.today)
    )
    more = len(told.points) - MOST_POINTS
    return ReportClaim(
        path=f"{said.id}.md",
        paraphrase=said.paraphrase.rstrip("."),
        stated=said.stated,
        attributed=attributed(said),
        lead=told.lead,
        points=told.points[:MOST_POINTS],
        more=f"and {words.count(more, 'more figure', 'more figures')}" if more > 0 else "",
        closing=told.closing,
        notes=() if repeated else primary_notes(claim, series),
        answer_before="" if then == told else then.brief,
        distance=distance_words.in_brief(said, claim.today),
        mark=mark_of(claim.today),
        mark_before=changed(claim),
        repeated=repeated,
    )


def _proxies(article: ArticleContext) -> tuple[ProxyBlock, ...]:
    return tuple(
        ProxyBlock(
            proxy.title,
            proxy.why,
            tuple(StandIn(s.id, anchor(s.id), _ROLES[s.role.value], s.why) for s in proxy.series),
        )
        for proxy in article.article.proxies
    )
