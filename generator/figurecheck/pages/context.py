"""What the pipeline hands to the pages: everything that a site tells, as frozen values."""

from dataclasses import dataclass
from datetime import date

from figurecheck.claims.model import Article, Claim
from figurecheck.ledger.changes import Diff
from figurecheck.ledger.rows import Row
from figurecheck.pages.figures.numbers import ChartNumbers
from figurecheck.pages.methods.facts import MethodFacts
from figurecheck.pages.refreshes import ComparisonFacts, HealthFacts
from figurecheck.pages.release import Release
from figurecheck.pages.speed.study import SpeedStudy
from figurecheck.series.model import Series, Unavailable
from figurecheck.verdicts.corrections import CorrectionsPair
from figurecheck.verdicts.outcome import AsOf, Outcome


@dataclass(frozen=True)
class Picture:
    """A drawn chart with what stands around it on a page.

    ``name`` is the file name without its ending, ``caption`` says units, source and last day, ``description`` what the
    chart shows in words. ``of_windows`` is the id of the part whose windows it maps; such a chart stands with the text
    on them. ``phone`` is another drawing of the same for narrow screens, where ``svg`` is too wide for them.
    """

    name: str
    title: str
    caption: str
    description: str
    svg: str
    numbers: ChartNumbers
    of_windows: str = ""
    phone: str = ""


@dataclass(frozen=True)
class ClaimContext:
    """One claim with its outcome at both dates and its charts."""

    claim: Claim
    at_publication: Outcome
    today: Outcome
    pictures: tuple[Picture, ...]

    def outcome(self, as_of: AsOf) -> Outcome:
        """The outcome at one of the two dates."""
        return self.today if as_of is AsOf.TODAY else self.at_publication


@dataclass(frozen=True)
class WhatIfSeries:
    """One series that readers can try windows on; ``growth`` is the text of its file, without prices."""

    series: Series
    first_day: date
    last_day: date
    growth: str


@dataclass(frozen=True)
class ArticleContext:
    """One article with its claims in the order of its file; ``picture`` stands on the home page.

    ``corrections`` is there where a claim speaks of corrections, with its charts. ``since`` compares publication with
    today, and ``ledger`` has every row that was ever published, oldest first. ``release`` names the state of the data
    that all of it belongs to. ``what_if`` are the series that readers can try windows on; without any there is no such
    page.
    """

    article: Article
    claims: tuple[ClaimContext, ...]
    picture: Picture | None = None
    corrections: CorrectionsPair | None = None
    corrections_pictures: tuple[Picture, ...] = ()
    since: Diff | None = None
    ledger: tuple[Row, ...] = ()
    release: Release | None = None
    what_if: tuple[WhatIfSeries, ...] = ()


@dataclass(frozen=True)
class CorrectionFacts:
    """A value of a provider that the ledger replaces (``right`` None: that it drops)."""

    day: date
    field: str
    wrong: float
    right: float | None
    reason: str
    source: str


@dataclass(frozen=True)
class OddityFacts:
    """An odd value of a provider that was looked at and kept."""

    day: date
    field: str
    value: float
    reason: str


@dataclass(frozen=True)
class SeriesFacts:
    """A series and what its provenance record says; ``table`` is its file as text where it may be redistributed.

    ``survivors`` where it is a basket of what was still there at the end.
    """

    series: Series
    origin: str
    retrieved_at: date
    first_day: date
    last_day: date
    rows: int
    missing: int
    gaps: int
    sha256: str
    adjustment: str
    notes: tuple[str, ...]
    corrections: tuple[CorrectionFacts, ...]
    table: str | None
    kept: tuple[OddityFacts, ...] = ()
    survivors: bool = False


MAKE = "make site"


@dataclass(frozen=True)
class Settings:
    """Whose site it is, and addresses that nobody may know yet; pages leave out what is None.

    ``name`` is what the site is called; ``author``, "" where none is named, is whom citations name; ``licence`` is the
    short name (SPDX) of the licence of its texts and results, "" where none is given.
    ``site_address`` is where the site will be read, ``repository`` where its source lies, ``contact`` an address that
    takes letters. ``command`` makes the site where its source lies: that of a checkout, or of a folder that the package
    made.
    """

    site_address: str | None = None
    repository: str | None = None
    contact: str | None = None
    command: str = MAKE
    name: str = "Figurecheck"
    author: str = ""
    licence: str = ""

    @property
    def cited(self) -> str:
        """Whom a citation names: the author of the site, or the site itself."""
        return self.author or self.name


@dataclass(frozen=True)
class SiteContext:
    """The whole site; ``last_day`` is the newest day in the data.

    ``methods`` is what the method pages need; without it there are none. ``health`` are the refreshes from providers,
    ``comparisons`` the series that have a second source. ``speed`` are the benchmarks, if there are any.
    """

    articles: tuple[ArticleContext, ...]
    series: tuple[SeriesFacts, ...]
    unavailable: tuple[Unavailable, ...]
    version: str
    last_day: date
    settings: Settings = Settings()
    methods: MethodFacts | None = None
    health: tuple[HealthFacts, ...] = ()
    comparisons: tuple[ComparisonFacts, ...] = ()
    speed: SpeedStudy | None = None
