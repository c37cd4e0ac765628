"""The report: the article retold in its own order, what came out of every claim, and what was not checked."""

from collections.abc import Mapping
from dataclasses import dataclass

from figurecheck.claims.model import Proxy, ProxySeries, Role
from figurecheck.pages import distance_words, words
from figurecheck.pages.changes.page import PAGE as CHANGES
from figurecheck.pages.claim_source import ClaimSource, claim_source
from figurecheck.pages.context import ArticleContext, ClaimContext, SeriesFacts
from figurecheck.pages.corrections.section import CorrectionsSection, corrections_section
from figurecheck.pages.marks import Mark, anchor, changed, mark_of
from figurecheck.pages.reached import reach
from figurecheck.pages.relations import RelationView, divided_views
from figurecheck.pages.series_names import headed
from figurecheck.pages.series_notes import SeriesNoteLink, primary_notes
from figurecheck.pages.single_stocks import single_stocks
from figurecheck.pages.telling.brief import brief
from figurecheck.pages.telling.contradictions import Opposition, oppositions
from figurecheck.pages.telling.key import KeyRow, key_rows
from figurecheck.pages.telling.retold import Paragraph, retold


@dataclass(frozen=True)
class ReportClaim:
    """A claim where the article first makes it; ``answer_before`` is "" where the verdict was the same then."""

    path: str
    name: str
    stated: str
    attributed: str
    source: ClaimSource | None
    answer: str
    severity: str
    notes: tuple[SeriesNoteLink, ...]
    answer_before: str
    mark: Mark
    mark_before: Mark | None


@dataclass(frozen=True)
class Unchecked:
    """An assertion that is no claim here, with the reason."""

    paraphrase: str
    why: str


@dataclass(frozen=True)
class ReportSection:
    """A section of the article: retold, and what came out of the claims that it is the first to make."""

    title: str
    paragraphs: tuple[Paragraph, ...]
    claims: tuple[ReportClaim, ...]
    unchecked: tuple[Unchecked, ...]


@dataclass(frozen=True)
class StandIn:
    """One series that stands in for something, or is shown for contrast only; ``full`` is its whole name."""

    series: str
    full: str
    data_anchor: str
    role: str
    why: str


@dataclass(frozen=True)
class ProxyBlock:
    """What cannot be had, and what stands in for it."""

    title: str
    subject: str
    why: str
    first: StandIn | None
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
    sourced: bool
    summary: str
    sentence: str
    sentence_before: str
    publication_day: str
    last_day: str
    reach: str
    key: tuple[KeyRow, ...]
    coverage: str
    unchecked: bool
    changes: str
    corrections: CorrectionsSection | None
    one_article: bool
    contradictions: tuple[Opposition, ...]
    relations: tuple[RelationView, ...]
    sections: tuple[ReportSection, ...]
    proxies: tuple[ProxyBlock, ...]


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
        sourced=all(each.claim.source is not None for each in article.claims),
        summary=facts.summary,
        sentence=words.capital(words.tally_sentence(now)),
        sentence_before="" if then == now else words.tally_sentence(then),
        publication_day=words.day(facts.publication_day),
        last_day=last_day,
        reach=reach(article),
        key=key_rows(article),
        coverage=_coverage(article),
        unchecked=bool(article.article.not_checked),
        changes="" if article.since is None else CHANGES,
        corrections=None if article.corrections is None else corrections_section(article, article.corrections),
        one_article=not all(claim.claim.source for claim in article.claims),
        contradictions=oppositions(contradictions),
        relations=relations,
        sections=tuple(_section(article, section.id, series) for section in article.article.sections),
        proxies=_proxies(article, series),
    )


def _coverage(article: ArticleContext) -> str:
    """``33 claims are listed. 27 can be tested with the data kept here, six cannot. Four further assertions ...``."""
    total, left_out = len(article.claims), len(article.article.not_checked)
    testable = sum(claim.claim.testable for claim in article.claims)
    said = [
        f"{words.count(total, 'claim is', 'claims are')} listed",
        f"{words.number(testable)} can be tested with the data kept here, {words.number(total - testable)} cannot",
        *(
            [f"{words.count(left_out, 'further assertion was', 'further assertions were')} not checked"]
            if left_out
            else []
        ),
    ]
    return ". ".join(words.capital(each) for each in said) + "."


def _section(article: ArticleContext, identifier: str, series: Mapping[str, SeriesFacts]) -> ReportSection:
    section = next(each for each in article.article.sections if each.id == identifier)
    unchecked = [entry for entry in article.article.not_checked if entry.section == identifier]
    return ReportSection(
        title=section.title,
        paragraphs=retold(section, {claim.claim.id: claim for claim in article.claims}),
        claims=tuple(_claim(claim, series) for claim in article.claims if claim.claim.section == identifier),
        unchecked=tuple(Unchecked(entry.paraphrase, entry.why) for entry in unchecked),
    )


def _claim(claim: ClaimContext, series: Mapping[str, SeriesFacts]) -> ReportClaim:
    said, then, now = claim.claim, claim.at_publication, claim.today
    return ReportClaim(
        path=f"{said.id}.md",
        name=said.name,
        stated=said.stated,
        attributed=words.listed(said.attributed_to) if said.attributed_to else "",
        source=claim_source(said),
        answer=" ".join(told for told in (brief(said, now), single_stocks(now)) if told),
        severity=words.capital(distance_words.severity(said, now)),
        notes=primary_notes(claim, series),
        answer_before="" if then.verdict is now.verdict else brief(said, then),
        mark=mark_of(now),
        mark_before=changed(claim),
    )


def _proxies(article: ArticleContext, series: Mapping[str, SeriesFacts]) -> tuple[ProxyBlock, ...]:
    return tuple(_block(proxy, series) for proxy in article.article.proxies)


def _block(proxy: Proxy, series: Mapping[str, SeriesFacts]) -> ProxyBlock:
    told = {entry.id: _stand_in(entry, series) for entry in proxy.series}
    first = next((told[entry.id] for entry in proxy.series if entry.role is Role.PRIMARY), None)
    subject = words.mid_sentence(proxy.title.split(",")[0])
    return ProxyBlock(proxy.title, subject, proxy.why, first, tuple(told.values()))


def _stand_in(entry: ProxySeries, series: Mapping[str, SeriesFacts]) -> StandIn:
    full = series[entry.id].series.title if entry.id in series else entry.id
    return StandIn(headed(entry.id), full, anchor(entry.id), _ROLES[entry.role.value], entry.why)
