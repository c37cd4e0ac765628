"""The page on citing and reuse: what a release is, how an older one is recomputed, what lies where for machines."""

from dataclasses import dataclass

from figurecheck.pages import words
from figurecheck.pages.addresses import ANCHORS, ANCHORS_TESTED, ATOM, BUNDLE, CLAIMS, JSON_FEED, LLMS
from figurecheck.pages.context import ArticleContext, SiteContext


@dataclass(frozen=True)
class ReleaseRow:
    """The release of one article, and the command that finds the revision which published it."""

    headline: str
    slug: str
    release: str
    day: str
    sha256: str
    find: str
    compare: str


@dataclass(frozen=True)
class ReusePage:
    """Everything the template of the page may use."""

    releases: tuple[ReleaseRow, ...]
    bundle: str
    claims: str
    atom: str
    json_feed: str
    llms: str
    anchors: tuple[str, ...]
    anchors_tested: tuple[str, ...]
    site_address: str
    command: str
    licence: str


def reuse_page(site: SiteContext) -> ReusePage:
    """The page of the whole site."""
    return ReusePage(
        releases=tuple(row for article in site.articles for row in _rows(article)),
        bundle=BUNDLE,
        claims=CLAIMS,
        atom=ATOM,
        json_feed=JSON_FEED,
        llms=LLMS,
        anchors=ANCHORS,
        anchors_tested=ANCHORS_TESTED,
        site_address=site.settings.site_address or "",
        command=site.settings.command,
        licence=site.settings.licence,
    )


def _rows(article: ArticleContext) -> tuple[ReleaseRow, ...]:
    release, facts = article.release, article.article.article
    if release is None:
        return ()
    results = f"reports/{facts.slug}/results.json"
    return (
        ReleaseRow(
            headline=facts.headline,
            slug=facts.slug,
            release=release.id,
            day=words.day(release.day),
            sha256=release.sha256,
            find=f"git log --reverse --format=%h -S {release.id} -- {results}",
            compare=f"figurecheck diff {release.day.isoformat()}..today --article {facts.slug}",
        ),
    )
