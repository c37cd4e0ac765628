"""Small values that several pages show: verdict marks, proxy notes, links between pages."""

from dataclasses import dataclass

from figurecheck.claims.model import Article, Claim, Proxy
from figurecheck.pages import words
from figurecheck.pages.context import ClaimContext
from figurecheck.pages.series_names import named
from figurecheck.verdicts.outcome import Outcome, Verdict


@dataclass(frozen=True)
class Mark:
    """A verdict as a page shows it: a word, a shape, and the class that colours it."""

    word: str
    shape: str
    css: str
    fragile: bool


@dataclass(frozen=True)
class ProxyLink:
    """One series that stands in, as a sentence calls it, and why it was chosen."""

    spoken: str
    data_anchor: str
    why: str


@dataclass(frozen=True)
class ProxyNote:
    """What a claim speaks of that cannot be had, and the series that its readings use instead, primary first."""

    meaning: str
    why: str
    links: tuple[ProxyLink, ...]


def mark(verdict: Verdict, *, fragile: bool = False) -> Mark:
    """The mark of a verdict."""
    word, shape, _ = words.VERDICTS[verdict]
    return Mark(word, shape, f"fc-{verdict.value.replace('_', '-')}", fragile)


def mark_of(outcome: Outcome) -> Mark:
    """The mark of an outcome."""
    return mark(outcome.verdict, fragile=outcome.fragile)


def changed(claim: ClaimContext) -> Mark | None:
    """The mark at publication where it differs from today's."""
    then, now = mark_of(claim.at_publication), mark_of(claim.today)
    return None if then == now else then


def anchor(series: str) -> str:
    """The anchor of a series on the data page."""
    return "".join(letter if letter.isalnum() else "-" for letter in series.lower())


def proxies_used(article: Article, claim: Claim, outcomes: tuple[Outcome, ...]) -> tuple[ProxyNote, ...]:
    """A note for everything that a proxy stands in for in a reading of the claim, in the order of the readings."""
    found: dict[Proxy, dict[str, ProxyLink]] = {}
    for part in claim.parts:
        for series in _series_of(part.id, outcomes):
            proxy, entry = article.proxy_of(series, part.stands_for), article.stands_for(series, part.stands_for)
            if proxy is not None and entry is not None:
                link = ProxyLink(named(series), anchor(series), entry.why)
                found.setdefault(proxy, {}).setdefault(series, link)
    return tuple(ProxyNote(proxy.title, proxy.why, tuple(links.values())) for proxy, links in found.items())


def _series_of(part: str, outcomes: tuple[Outcome, ...]) -> dict[str, None]:
    readings = [
        reading
        for outcome in outcomes
        for each in outcome.parts
        if each.id == part
        for reading in (each.primary, *each.conventional)
    ]
    measured = [reading.measurement for reading in readings if reading.measurement is not None]
    return dict.fromkeys(name for one in measured if one.proxy for name in one.proxies or one.series)
