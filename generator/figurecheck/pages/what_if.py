"""The what-if page: any window of an asset or proxy, beside the return claims that it would or would not make true."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from figurecheck.claims.model import Article, ClaimKind, Part
from figurecheck.claims.readings import readings
from figurecheck.pages import words
from figurecheck.pages.context import ArticleContext, ClaimContext, WhatIfSeries
from figurecheck.pages.sources import source_name
from figurecheck.verdicts.outcome import Measurement, PartOutcome, Target

PAGE = "what-if.md"
FOLDER = "what-if"
"""Where the files of the page lie: one a series, and CHOICES."""

CHOICES = "choices.json"
_BASES = {"close": "price", "total_return": "total"}
"""The word of the address for each price basis that the page offers."""


@dataclass(frozen=True)
class WindowLink:
    """One part of a claim: what it needs, in which period, its page, whether that has a map, and its own window."""

    title: str
    wants: str
    period: str
    claim_path: str
    mapped: bool
    try_path: str
    own: str


@dataclass(frozen=True)
class WhatIfPage:
    """What the page says without a script: what it is for, and the windows that were looked at already."""

    page_title: str
    description: str
    counted: str
    sources: tuple[str, ...]
    claims: tuple[WindowLink, ...]


@dataclass(frozen=True)
class _Claimed:
    """A part of a claim about the return over a window, with what its primary reading found."""

    claim: ClaimContext
    part: Part
    outcome: PartOutcome
    measured: Measurement
    target: Target

    @property
    def title(self) -> str:
        """The name of the claim, with that of the part where there are several."""
        name = self.claim.claim.name
        return name if len(self.claim.claim.parts) == 1 else f"{name}: {words.mid_sentence(self.part.title)}"

    @property
    def wants(self) -> str:
        return words.asked_return(self.target, self.measured.unit)

    @property
    def days(self) -> tuple[date, date]:
        """First and last day of the period whose every window is looked at; of the primary reading without one."""
        windows = self.outcome.windows
        return (self.measured.start, self.measured.end) if windows is None else (windows.start, windows.end)

    @property
    def period(self) -> str:
        return words.span(*self.days)

    @property
    def page(self) -> str:
        """The page of the claim, from the folder of the article."""
        return self.claim.claim.id


def window_address(measured: Measurement) -> str:
    """The part of an address of the page that chooses the window of a measurement."""
    basis = _BASES.get(measured.method, "price")
    return f"?asset={measured.series[0]}&from={measured.start}&to={measured.end}&basis={basis}"


def what_if_page(article: ArticleContext) -> WhatIfPage:
    """The page of one article; ``what_if_files`` are the files that its script reads."""
    number = words.count(len(article.what_if), "series", "series")
    headline = article.article.article.headline
    return WhatIfPage(
        page_title=f"Try your own window: {headline}",
        description=f"Choose a first and a last day and see which figure comes out, and how unusual it is: {headline}.",
        counted=f"{words.capital(number)} can be chosen.",
        sources=tuple(dict.fromkeys(source_name(one.series) for one in article.what_if)),
        claims=tuple(_link(one) for one in _claimed(article)),
    )


def _link(one: _Claimed) -> WindowLink:
    return WindowLink(
        title=one.title,
        wants=one.wants,
        period=one.period,
        claim_path=f"{one.page}.md",
        mapped=one.outcome.windows is not None,
        try_path=window_address(one.measured),
        own=words.value(one.measured.value, one.measured.unit, one.target),
    )


def what_if_files(article: ArticleContext) -> dict[str, str]:
    """The files of the page by their path from the folder of the article: what can be chosen, and each path."""
    document = {
        "series": [_series(one, article.article) for one in article.what_if],
        "claims": [_claim(one, article.article) for one in _claimed(article)],
    }
    choices = json.dumps(document, ensure_ascii=False, indent=1) + "\n"
    return {
        f"{FOLDER}/{CHOICES}": choices,
        **{f"{FOLDER}/{one.series.id}.json": one.growth for one in article.what_if},
    }


def _series(one: WhatIfSeries, article: Article) -> dict[str, str | int]:
    proxies = [proxy for proxy in article.proxies if any(one.series.id == entry.id for entry in proxy.admitted)]
    return {
        "id": one.series.id,
        "title": one.series.title,
        "group": "Proxies" if proxies else "Assets",
        "first": one.first_day.isoformat(),
        "last": one.last_day.isoformat(),
        "gap": one.series.max_gap_days,
        "note": " ".join(f"Stands for: {words.mid_sentence(proxy.title)}." for proxy in proxies),
        "source": f"{source_name(one.series)}, {one.series.code}; last day {words.day(one.last_day)}.",
    }


def _claim(one: _Claimed, article: Article) -> dict[str, object]:
    target, (first, last) = one.target, one.days
    used = dict.fromkeys(reading.settings.series for reading in readings(article, one.part))
    return {
        "title": one.title,
        "page": f"../{one.page}/",
        "series": list(used),
        "figure": one.claim.claim.kind is ClaimKind.FIGURE,
        "wants": one.wants,
        "low": target.low,
        "high": target.high,
        "lowIncluded": target.low_included,
        "highIncluded": target.high_included,
        "from": first.isoformat(),
        "to": last.isoformat(),
        "period": one.period,
        "own": window_address(one.measured),
    }


def _claimed(article: ArticleContext) -> Iterator[_Claimed]:
    """Every part that claims a return of one of the series offered, as judged today, in the order of the article."""
    offered = {one.series.id for one in article.what_if}
    for claim in article.claims:
        for part, outcome in zip(claim.claim.parts, claim.today.parts, strict=True):
            measured = outcome.primary.measurement
            if measured is None or measured.target is None or measured.measure != "window_return":
                continue
            if measured.series[0] in offered:
                yield _Claimed(claim, part, outcome, measured, measured.target)
