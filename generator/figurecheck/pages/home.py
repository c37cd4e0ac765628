"""The home page: what this is, the count of verdicts then and now, and the table of all claims."""

from dataclasses import dataclass

from figurecheck.pages import answers, words
from figurecheck.pages.changes.history import last_change
from figurecheck.pages.changes.page import PAGE as CHANGES
from figurecheck.pages.context import ArticleContext, ClaimContext, SiteContext
from figurecheck.pages.figures.view import PictureView, picture_view
from figurecheck.pages.marks import Mark, changed, mark, mark_of


@dataclass(frozen=True)
class CountRow:
    """One verdict and how often it occurs at both dates."""

    mark: Mark
    at_publication: str
    today: str


@dataclass(frozen=True)
class ClaimRow:
    """One claim in the table of all claims; ``recomputed_before`` holds the lines that were others at publication."""

    path: str
    name: str
    stated: str
    recomputed: tuple[str, ...]
    recomputed_before: tuple[str, ...]
    mark: Mark
    mark_before: Mark | None
    readings: str


@dataclass(frozen=True)
class ArticleBlock:
    """One article on the home page."""

    headline: str
    publisher: str
    published: str
    path: str
    sentence: str
    sentence_before: str
    reach: str
    last_change: str
    changes_path: str
    counts: tuple[CountRow, ...]
    picture: PictureView | None
    claims: tuple[ClaimRow, ...]


@dataclass(frozen=True)
class HomePage:
    """Everything the template of the home page may use."""

    articles: tuple[ArticleBlock, ...]
    last_day: str


def home_page(site: SiteContext) -> HomePage:
    """The home page of the whole site."""
    return HomePage(tuple(_block(article) for article in site.articles), words.day(site.last_day))


def _block(article: ArticleContext) -> ArticleBlock:
    facts = article.article.article
    then = [claim.at_publication.verdict for claim in article.claims]
    now = [claim.today.verdict for claim in article.claims]
    picture = article.picture
    return ArticleBlock(
        headline=facts.headline,
        publisher=facts.publisher,
        published=words.day(facts.published.date()),
        path=f"{facts.slug}/index.md",
        sentence=words.capital(words.tally_sentence(now)),
        sentence_before=words.tally_sentence(then),
        reach=reach(article),
        last_change=last_change(article.ledger),
        changes_path=f"{facts.slug}/{CHANGES}",
        counts=count_rows(article),
        picture=None if picture is None else picture_view(picture, facts.slug, f"{facts.slug}/"),
        claims=tuple(claim_row(claim, f"{facts.slug}/") for claim in article.claims),
    )


def reach(article: ArticleContext) -> str:
    """How far the claims of an article reach today, in words; "" where none can be tested."""
    days = [claim.today.last_day for claim in article.claims if claim.today.last_day is not None]
    return words.reach(days)


def count_rows(article: ArticleContext) -> tuple[CountRow, ...]:
    """How often each verdict occurs, all five of them."""
    then = dict(words.tally(claim.at_publication.verdict for claim in article.claims))
    now = words.tally(claim.today.verdict for claim in article.claims)
    return tuple(CountRow(mark(which), words.whole(then[which]), words.whole(number)) for which, number in now)


def claim_row(claim: ClaimContext, folder: str) -> ClaimRow:
    """A claim as a row; ``folder`` leads from the page to the article's pages ("" from within)."""
    return ClaimRow(
        path=f"{folder}{claim.claim.id}.md",
        name=claim.claim.name,
        stated=claim.claim.stated,
        recomputed=answers.figures(claim.today),
        recomputed_before=answers.figures_before(claim.at_publication, claim.today),
        mark=mark_of(claim.today),
        mark_before=changed(claim),
        readings=words.share(claim.today.holding, claim.today.count),
    )
