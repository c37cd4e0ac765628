"""A site of as many claims as wanted, made from the three of the small site: for what grows with their number."""

from dataclasses import replace

from figurecheck.claims.model import Section
from figurecheck.pages.context import SiteContext
from small_site import small_site

PER_SECTION = 25


def many_claims(number: int) -> SiteContext:
    """The small site with ``number`` claims, 25 in a section; every third can be told apart by its id alone."""
    site = small_site("Gold rose.")
    (told,) = site.articles
    sections = tuple(
        Section(id=f"section-{place}", title=f"Section {place}", retelling="It goes on.")
        for place in range(-(-number // PER_SECTION))
    )
    found = []
    for place in range(number):
        one = told.claims[place % len(told.claims)]
        name = f"{one.claim.id}-{place}"
        claim = one.claim.model_copy(update={"id": name, "section": sections[place // PER_SECTION].id})
        then, now = (replace(outcome, claim=name) for outcome in (one.at_publication, one.today))
        found.append(replace(one, claim=claim, at_publication=then, today=now))
    update = {"claims": tuple(one.claim for one in found), "sections": sections, "not_checked": (), "proxies": ()}
    article = told.article.model_copy(update=update)
    return replace(site, articles=(replace(told, article=article, claims=tuple(found)),))
