"""A site of three claims made by hand: one that holds, one on a proxy whose verdict changes, one untestable."""

from dataclasses import replace
from datetime import date, timedelta

import pandas as pd

from figurecheck.claims.model import Article
from figurecheck.pages.context import ArticleContext, ClaimContext, CorrectionFacts, SeriesFacts, SiteContext
from figurecheck.pages.overview import overview_picture
from figurecheck.pages.pictures import claim_pictures
from figurecheck.series.model import Calendar, Kind, Licence, Series, Unavailable
from figurecheck.verdicts.outcome import (
    AsOf,
    Choice,
    Measurement,
    Outcome,
    PartOutcome,
    ReadingOutcome,
    Target,
    TraceStep,
    Verdict,
)
from figurecheck.verdicts.rule import judge_part, worst

NASTY = 'Gold *rose* <b>10%</b> | {{ x }} [a](javascript:b) `c` _d_ "e" # f'
START, END = date(2020, 1, 1), date(2020, 12, 31)
LATEST = date(2021, 6, 30)
WINDOW = {"rule": "calendar_year", "year": 2020}
BAND = Target(2.5, 3.5, low_included=True, high_included=False, claimed=3.0, why="the values that round to 300%")
MARK = Target(0.2, None, low_included=True, high_included=False, claimed=None, why="A fifth is more than a rise.")


def article(nasty: str = NASTY) -> Article:
    """An article whose second claim says ``nasty``, past the model, which would refuse some of it."""
    told = checked_article()
    claims = tuple(c.model_copy(update={"paraphrase": nasty}) if c.id == "fund" else c for c in told.claims)
    facts = told.article.model_copy(update={"headline": "A <headline> & more"})
    return told.model_copy(update={"claims": claims, "article": facts})


def checked_article() -> Article:
    part = {"id": "one", "title": "Coin", "measure": "window_return"}
    primary = {"series": "COIN", "window": WINDOW, "price": "close", "why": "plain"}
    figure = {"parts": [{**part, "target": {"stated": "rise"}, "primary": primary}]}
    threshold = {"at_least": 0.2, "why": MARK.why}
    fund = {**part, "title": "Small caps", "target": threshold, "primary": {**primary, "series": "FUND"}}
    facts = {
        "slug": "an-article",
        "headline": "A headline",
        "byline": "Nobody",
        "publisher": "A paper",
        "published": "2021-01-03T02:29:00-04:00",
        "publication_day": "2021-01-02",
        "summary": "It says things.",
    }
    proxy = {"id": "index", "title": "An index", "why": "It cannot be had.", "series": []}
    entries = [{"id": "FUND", "role": "primary", "why": "Nearest."}, {"id": "WIDE", "role": "context", "why": "Wide."}]
    claims = [
        {"id": "coin", "kind": "figure", "paraphrase": "Coin rose by 300%.", "stated": "300%", **figure},
        {"id": "fund", "kind": "direction", "paraphrase": "Small caps rose.", "stated": "up", "parts": [fund]},
        {"id": "mood", "kind": "untestable", "paraphrase": "All were merry.", "stated": "mood", "needs": ["A diary."]},
    ]
    return Article.model_validate(
        {
            "schema": "figurecheck.article/1",
            "stale_after_days": 14,
            "article": facts,
            "sections": [{"id": "first", "title": "First", "retelling": "It begins."}],
            "proxies": [{**proxy, "series": entries}],
            "not_checked": [{"section": "first", "paraphrase": "Why it rose.", "why": "A cause."}],
            "claims": [{"section": "first", "attributed_to": ["A bank"], **claim} for claim in claims],
        }
    )


def prices(first: float, last: float) -> pd.DataFrame:
    days = pd.date_range(START - timedelta(days=60), LATEST, freq="D", name="day")
    inside = (days >= pd.Timestamp(START)) & (days <= pd.Timestamp(END))
    steps = inside.cumsum().clip(max=inside.sum())
    close = first + (last - first) * (steps - 1).clip(min=0) / (inside.sum() - 1)
    return pd.DataFrame({"close": close}, index=days)


def series(name: str, kind: Kind = Kind.PRICE) -> Series:
    licence = Licence("free", "Free terms", "https://example.org/terms", redistributable=kind is Kind.LEVEL, note="")
    return Series(
        id=name,
        title=f"The {name.lower()}",
        source="yahoo",
        code=name,
        kind=kind,
        unit="US dollars" if kind is Kind.PRICE else "percent",
        calendar=Calendar.ALWAYS,
        timezone="UTC",
        release_lag=timedelta(hours=24),
        start=START,
        lower=0,
        upper=1e9,
        max_move=None,
        max_gap_days=1,
        max_age_days=4,
        licence=licence,
        group="policy rate" if kind is Kind.LEVEL else "fund",
        address=f"https://example.org/{name}?a=b&c_d_",
    )


def measurement(name: str, first: float, last: float, target: Target, *, title: str, proxy: bool) -> Measurement:
    value = last / first - 1
    trace = (TraceStep("start", name, START, "close", first), TraceStep("end", name, END, "close", last))
    return Measurement(
        part="one",
        title=title,
        series=(name,),
        proxy=proxy,
        measure="window_return",
        method="close",
        value=value,
        unit="fraction",
        interval=None,
        second_interval=None,
        n=366,
        start=START,
        end=END,
        target=target,
        holds=target.holds(value),
        hindsight=False,
        formula="end / start - 1",
        trace=trace,
        proxies=(name,) if proxy else (),
    )


def reading(measured: Measurement | None, window: str, *, primary: bool = False) -> ReadingOutcome:
    name = "FUND" if measured is None else measured.series[0]
    choices = (Choice("series", name, "why this series"), Choice("window", window, f"why {window}"))
    return ReadingOutcome(choices, primary, measured, "" if measured else "the window is outside the data")


def outcome(claim: str, as_of: AsOf, parts: tuple[PartOutcome, ...]) -> Outcome:
    name = "COIN" if claim == "coin" else "FUND"
    return Outcome(
        claim=claim,
        as_of=as_of,
        verdict=worst(tuple(part.verdict for part in parts)),
        fragile=False,
        parts=parts,
        beside=(),
        last_day=LATEST if parts else None,
        data={name: "ab" * 32} if parts else {},
        reason="" if parts else "A diary.",
    )


def coin_part(last: float = 29.0) -> PartOutcome:
    primary = reading(measurement("COIN", 7.0, last, BAND, title="Coin", proxy=False), "calendar year", primary=True)
    others = [measurement("COIN", 7.0, end, BAND, title="Coin", proxy=False) for end in (28.0, 40.0)]
    return judge_part("one", "Coin", primary, (reading(others[0], "other"), reading(others[1], "third")))


def fund_part(last: float) -> PartOutcome:
    measured = measurement("FUND", 10.0, last, MARK, title="Small caps", proxy=True)
    return judge_part("one", "Small caps", reading(measured, "calendar year", primary=True), (reading(None, "other"),))


def facts(one: Series) -> SeriesFacts:
    correction = CorrectionFacts(START, "close", 1.5, None, "The day was <wrong>.", "another source")
    return SeriesFacts(
        series=one,
        origin="somewhere",
        retrieved_at=LATEST,
        first_day=START,
        last_day=LATEST,
        rows=1234,
        missing=0,
        gaps=1,
        sha256="ab" * 32,
        adjustment="none",
        notes=("a note",),
        corrections=(correction,) if one.id == "COIN" else (),
        table="day,value\n2020-01-01,1.5\n" if one.licence.redistributable else None,
    )


def small_site(nasty: str = NASTY) -> SiteContext:
    told = article(nasty)
    known = [series("COIN"), series("FUND"), series("RATE", Kind.LEVEL)]
    rate = pd.DataFrame({"value": 1.5}, index=prices(1, 2).index)
    frames = dict(zip(("COIN", "FUND", "RATE"), ((known[0], prices(7, 29)), (known[1], prices(10, 13))), strict=False))
    frames["RATE"] = (known[2], rate)
    parts = {
        "coin": ((coin_part(),), (coin_part(),)),
        "fund": ((fund_part(13.0),), (fund_part(11.0),)),
        "mood": ((), ()),
    }
    claims = []
    for claim in told.claims:
        then, now = parts[claim.id]
        before, after = outcome(claim.id, AsOf.PUBLICATION, then), outcome(claim.id, AsOf.TODAY, now)
        claims.append(ClaimContext(claim, before, after, claim_pictures(told, claim, after, before, frames)))
    picture = overview_picture(told, "COIN", "FUND", "RATE", frames)
    return SiteContext(
        articles=(ArticleContext(told, tuple(claims), picture),),
        series=tuple(facts(one) for one in known),
        unavailable=(Unavailable("GONE", "A gone index", "Nobody passes it on."),),
        version="1.2.3",
        last_day=LATEST,
    )


def with_verdict(site: SiteContext, verdict: Verdict) -> SiteContext:
    """The same site with another verdict on its first claim today."""
    told = site.articles[0]
    first = told.claims[0]
    changed = replace(first, today=replace(first.today, verdict=verdict))
    return replace(site, articles=(replace(told, claims=(changed, *told.claims[1:])),))
