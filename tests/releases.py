"""The small site with a release, addresses and a ledger, for tests of what machines read."""

from dataclasses import replace
from datetime import date

from figurecheck.ledger.chain import Ledger
from figurecheck.ledger.entry import Entry
from figurecheck.pages.context import ArticleContext, Settings, SiteContext
from figurecheck.pages.release import Release
from small_site import LATEST, small_site

ADDRESS = "https://checks.example.org/figures"
KNOWN = Settings(site_address=ADDRESS, repository="https://github.com/owner/checks", contact="desk@example.org")
RELEASE = Release(LATEST, "1a2b3c4d" + "0" * 56)


def released(settings: Settings = KNOWN) -> SiteContext:
    """The small site; its article belongs to a release."""
    site = small_site()
    return replace(site, settings=settings, articles=(replace(site.articles[0], release=RELEASE),))


def article(site: SiteContext) -> ArticleContext:
    return site.articles[0]


def entry(claim: str, verdict: str, as_of: str = "today", part: str = "one") -> Entry:
    """An entry of the ledger with no figure."""
    return Entry(as_of, claim, part, None, None, None, "", verdict, verdict, False, None, "ab" * 32, "cd" * 32)


def ledger(*days: tuple[date, tuple[Entry, ...]]) -> Ledger:
    """A ledger that grew on the days given."""
    grown = Ledger()
    for day, entries in days:
        grown = grown.with_entries(entries, day, "0.1.0+0123456789abcdef")
    return grown
