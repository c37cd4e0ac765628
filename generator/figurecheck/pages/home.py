"""The home page: the answer to the headline, the count of verdicts then and now, and the table of all claims."""

from dataclasses import dataclass

from figurecheck.pages import words
from figurecheck.pages.changes.flips import LastChange, last_flips
from figurecheck.pages.changes.page import PAGE as CHANGES
from figurecheck.pages.claim_rows import ClaimRow, anchor, claim_rows
from figurecheck.pages.context import ArticleContext, SiteContext
from figurecheck.pages.corrections.section import PAGE as CORRECTIONS
from figurecheck.pages.figures.view import PictureView, picture_view
from figurecheck.pages.headline import HeadlineAnswer, headline_answer
from figurecheck.pages.marks import Mark, mark
from figurecheck.pages.reached import reach
from figurecheck.verdicts.outcome import Verdict


@dataclass(frozen=True)
class CountRow:
    """One verdict and how often it occurs at both dates."""

    mark: Mark
    at_publication: str
    today: str


@dataclass(frozen=True)
class Tile:
    """One verdict on the scoreboard: ``verdict`` as a filter compares it, ``anchor`` the first row that has it."""

    mark: Mark
    verdict: str
    at_publication: str
    today: str
    anchor: str


@dataclass(frozen=True)
class SectionChoice:
    """A section of the article that the table can be narrowed to."""

    section: str
    section_title: str


@dataclass(frozen=True)
class CorrectionsLink:
    """Where every correction is told, the smaller ones too: how many, of what, by which rule."""

    count: str
    falling: str
    rule: str
    path: str


@dataclass(frozen=True)
class ArticleBlock:
    """One article on the home page."""

    slug: str
    headline: str
    publisher: str
    published: str
    path: str
    answer: HeadlineAnswer | None
    sentence: str
    reach: str
    changed_last: LastChange | None
    tiles: tuple[Tile, ...]
    picture: PictureView | None
    corrections: CorrectionsLink | None
    sections: tuple[SectionChoice, ...]
    claims: tuple[ClaimRow, ...]
    total: str


@dataclass(frozen=True)
class HomePage:
    """Everything the template of the home page may use."""

    articles: tuple[ArticleBlock, ...]
    last_day: str
    site_name: str


def home_page(site: SiteContext) -> HomePage:
    """The home page of the whole site."""
    return HomePage(tuple(_block(article) for article in site.articles), words.day(site.last_day), site.settings.name)


def _block(article: ArticleContext) -> ArticleBlock:
    facts = article.article.article
    picture = article.picture
    names = {claim.claim.id: claim.claim.name for claim in article.claims}
    changes = f"{facts.slug}/{CHANGES}" if article.since is not None else ""
    return ArticleBlock(
        slug=facts.slug,
        headline=facts.headline,
        publisher=facts.publisher,
        published=words.day(facts.published.date()),
        path=f"{facts.slug}/index.md",
        answer=headline_answer(article),
        sentence=words.capital(words.tally_sentence(claim.today.verdict for claim in article.claims)),
        reach=reach(article),
        changed_last=last_flips(article.ledger, names, f"{facts.slug}/", changes),
        tiles=_tiles(article),
        picture=None if picture is None else picture_view(picture, facts.slug, f"{facts.slug}/"),
        corrections=_corrections(article),
        sections=_sections(article),
        claims=claim_rows(article),
        total=words.count(len(article.claims), "claim", "claims"),
    )


def _corrections(article: ArticleContext) -> CorrectionsLink | None:
    if article.corrections is None:
        return None
    found = article.corrections.today
    rule = found.rules[0]
    count = words.count(rule.count, "correction", "corrections")
    return CorrectionsLink(count, found.falling_title, rule.words, f"{article.article.article.slug}/{CORRECTIONS}")


def count_rows(article: ArticleContext) -> tuple[CountRow, ...]:
    """How often each verdict occurs, all five of them."""
    return tuple(CountRow(mark(which), words.whole(then), words.whole(now)) for which, then, now in _counts(article))


def _counts(article: ArticleContext) -> tuple[tuple[Verdict, int, int], ...]:
    then = dict(words.tally(claim.at_publication.verdict for claim in article.claims))
    now = words.tally(claim.today.verdict for claim in article.claims)
    return tuple((which, then[which], number) for which, number in now)


def _tiles(article: ArticleContext) -> tuple[Tile, ...]:
    slug = article.article.article.slug
    first: dict[Verdict, str] = {}
    for claim in article.claims:
        first.setdefault(claim.today.verdict, anchor(slug, claim.claim.id))
    return tuple(
        Tile(mark(which), words.slug(which.value), words.whole(then), words.whole(now), first.get(which, ""))
        for which, then, now in _counts(article)
    )


def _sections(article: ArticleContext) -> tuple[SectionChoice, ...]:
    """The sections in which a claim is first made, in the order of the article."""
    used = {claim.claim.section for claim in article.claims}
    return tuple(SectionChoice(each.id, each.title) for each in article.article.sections if each.id in used)
