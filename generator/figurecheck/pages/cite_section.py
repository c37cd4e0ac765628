"""The end of a claim's page: how to cite it, its permalink, and where to object."""

from dataclasses import dataclass

from figurecheck.pages import words
from figurecheck.pages.citing import Citation, citation
from figurecheck.pages.context import ArticleContext, ClaimContext, Settings
from figurecheck.pages.dispute import dispute_link, dispute_text


@dataclass(frozen=True)
class CiteSection:
    """What the section shows; without a release there is no citation, only the way to object.

    ``release_day`` is the newest day of all data, ``data_day`` the last one of the claim's own.
    """

    citation: Citation | None
    release_day: str
    data_day: str
    dispute: str
    dispute_text: str


def cite_section(article: ArticleContext, claim: ClaimContext, settings: Settings) -> CiteSection:
    """The section of one claim."""
    release = article.release
    return CiteSection(
        citation=None if release is None else citation(article, claim, release, settings),
        release_day="" if release is None else words.day(release.day),
        data_day="" if claim.today.last_day is None else words.day(claim.today.last_day),
        dispute=dispute_link(article, claim, settings),
        dispute_text=dispute_text(article, claim),
    )
