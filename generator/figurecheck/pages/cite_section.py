"""The end of a claim's page: how to cite it, its permalink, and where to object."""

from dataclasses import dataclass

from figurecheck.pages import words
from figurecheck.pages.citing import Citation, citation
from figurecheck.pages.context import ArticleContext, ClaimContext, Settings
from figurecheck.pages.dispute import dispute_link


@dataclass(frozen=True)
class CiteSection:
    """What the section shows; without a release there is no citation, only the way to object."""

    citation: Citation | None
    release_day: str
    dispute: str


def cite_section(article: ArticleContext, claim: ClaimContext, settings: Settings) -> CiteSection:
    """The section of one claim."""
    release = article.release
    return CiteSection(
        citation=None if release is None else citation(article, claim, release, settings),
        release_day="" if release is None else words.day(release.day),
        dispute=dispute_link(article, claim, settings),
    )
