"""What must agree between the blocks of an article: names that exist, ids used once, proxies that are declared."""

from collections.abc import Iterable, Iterator
from datetime import timedelta

from figurecheck.claims.model import Article, Claim, Overview, Role
from figurecheck.claims.part_checks import check_beside, check_claim
from figurecheck.claims.problems import Problem, unknown
from figurecheck.claims.relation_checks import check_relations
from figurecheck.claims.retold_checks import check_retold
from figurecheck.documents import Path_
from figurecheck.series.catalogue import Catalogue
from figurecheck.series.model import Kind

RESERVED_CLAIMS = ("cards", "changes", "charts", "corrections", "downloads", "index", "ledger", "results")
"""Ids that would be written over a page of the report."""
RESERVED_SLUGS = (
    *(
        "about",
        "assets",
        "data",
        "dispute",
        "downloads",
        "glossary",
        "guide",
        "health",
        "index",
        "method",
        "methods",
        "reuse",
    ),
    *("schema", "search", "speed"),
)
"""Slugs whose folder would stand in the way of a page of the site."""
LONGEST_BREAK = timedelta(days=14)


def cross_checks(article: Article, stem: str, catalogue: Catalogue) -> Iterator[Problem]:
    """Everything that is wrong between the blocks of an article whose file is called ``stem``.

    Relations compare claims, so they are looked at once the claims are sound.
    """
    found = [*_blocks(article, stem, catalogue)]
    yield from found or check_relations(article)


def _blocks(article: Article, stem: str, catalogue: Catalogue) -> Iterator[Problem]:
    if article.article.slug != stem:
        yield Problem(("article", "slug"), repr(article.article.slug), f"the name of the file, {stem!r}")
    yield from _publication(article)
    yield from _headline(article)
    yield from _reserved(article)
    yield from _ids(article)
    yield from _proxies(article, catalogue)
    yield from _sections(article)
    yield from check_retold(article)
    yield from _overview(article, catalogue)
    for at, claim in enumerate(article.claims):
        yield from _claim(article, claim, ("claims", at), catalogue)


def _publication(article: Article) -> Iterator[Problem]:
    """The day whose closes count as known at publication lies before the article, and not long before it."""
    day, published = article.article.publication_day, article.article.published.date()
    if not published - LONGEST_BREAK <= day <= published:
        allowed = f"the last trading day before publication on {published}"
        yield Problem(("article", "publication_day"), str(day), allowed)


def _headline(article: Article) -> Iterator[Problem]:
    wanted = article.article.headline_claim
    if wanted is not None:
        yield from unknown(("article", "headline_claim"), wanted, [claim.id for claim in article.claims], "claim")


def _reserved(article: Article) -> Iterator[Problem]:
    if article.article.slug in RESERVED_SLUGS:
        yield Problem(("article", "slug"), repr(article.article.slug), "a name that no page of the site has")
    for at, claim in enumerate(article.claims):
        if claim.id in RESERVED_CLAIMS:
            yield Problem(("claims", at, "id"), repr(claim.id), "an id that no page of the report has")


def _ids(article: Article) -> Iterator[Problem]:
    groups: dict[str, list[str]] = {
        "claims": [claim.id for claim in article.claims],
        "sections": [section.id for section in article.sections],
        "events": [event.id for event in article.events],
        "proxies": [proxy.id for proxy in article.proxies],
    }
    for group, ids in groups.items():
        yield from _twice((group,), ids)


def _twice(path: Path_, ids: list[str]) -> Iterator[Problem]:
    for at, identifier in enumerate(ids):
        if identifier in ids[:at]:
            yield Problem((*path, at, "id"), f"the id {identifier!r} a second time", "every id once")


def _proxies(article: Article, catalogue: Catalogue) -> Iterator[Problem]:
    for at, proxy in enumerate(article.proxies):
        place: Path_ = ("proxies", at, "series")
        yield from _twice(place, [entry.id for entry in proxy.series])
        for number, entry in enumerate(proxy.series):
            if entry.id not in catalogue:
                wrong = f"the unknown series {entry.id!r}"
                yield Problem((*place, number, "id"), wrong, catalogue.why_unknown(entry.id))
        primaries = sum(entry.role is Role.PRIMARY for entry in proxy.series)
        if primaries != 1:
            yield Problem(place, f"{primaries} series with the role primary", "exactly one")


def _overview(article: Article, catalogue: Catalogue) -> Iterator[Problem]:
    chosen = () if article.overview is None else zip(Overview.model_fields, article.overview.series, strict=True)
    for field, series in chosen:
        if series not in catalogue:
            yield Problem(("overview", field), f"the unknown series {series!r}", catalogue.why_unknown(series))
        elif (catalogue.get(series).kind is Kind.LEVEL) is not (field == "rate"):
            wanted = "a level, such as a policy rate" if field == "rate" else "a series of prices"
            yield Problem(("overview", field), f"{series}, of kind {catalogue.get(series).kind}", wanted)
    if article.overview is not None and article.overview.first == article.overview.second:
        yield Problem(("overview", "second"), f"{article.overview.second} a second time", "two assets that differ")


def _sections(article: Article) -> Iterator[Problem]:
    """Sections and claims that other parts of the file name."""
    known = [section.id for section in article.sections]
    for at, entry in enumerate(article.not_checked):
        yield from unknown(("not_checked", at, "section"), entry.section, known, "section")
    claims = [claim.id for claim in article.claims]
    for at, revision in enumerate(article.revisions):
        yield from unknown(("revisions", at, "claim"), revision.claim, claims, "claim")
    for at, claim in enumerate(article.claims):
        yield from unknown(("claims", at, "section"), claim.section, known, "section")
        yield from _also_in(("claims", at, "also_in"), claim, known)


def _also_in(path: Path_, claim: Claim, known: Iterable[str]) -> Iterator[Problem]:
    for number, section in enumerate(claim.also_in):
        yield from unknown((*path, number), section, known, "section")
        if section in (claim.section, *claim.also_in[:number]):
            yield Problem((*path, number), f"the section {section!r} a second time", "every section once")


def _claim(article: Article, claim: Claim, path: Path_, catalogue: Catalogue) -> Iterator[Problem]:
    yield from check_claim(article, claim, path, catalogue)
    for number, beside in enumerate(claim.beside):
        yield from check_beside(article, beside, (*path, "beside", number), catalogue)
