"""Judging claims: every reading is computed, every part gets its verdict, at publication and today."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date

from figurecheck.claims.describe import describe
from figurecheck.claims.model import Article, Beside, Claim, ClaimKind, Part
from figurecheck.claims.readings import Reading, readings
from figurecheck.errors import MeasureError, MissingDataError
from figurecheck.measures.names import MEASURES
from figurecheck.pipeline.evaluate import evaluate
from figurecheck.pipeline.evaluators.base import Evaluated, World
from figurecheck.pipeline.every_window import every_window
from figurecheck.series.model import Kind
from figurecheck.store.reading import Observed
from figurecheck.verdicts.outcome import (
    AsOf,
    Choice,
    Measurement,
    Outcome,
    PartOutcome,
    ReadingOutcome,
    Target,
    Verdict,
)
from figurecheck.verdicts.rule import holds, judge_part, worst
from figurecheck.verdicts.targets import target_of


@dataclass(frozen=True)
class Draws:
    """How many resamples are drawn: by a primary reading and beside a verdict, and by every other reading.

    Of another reading only the figure counts. Without any for the others, only primary readings are taken, for timing,
    and no chart fits a model of its own.
    """

    primary: int = 9_999
    other: int = 999

    @property
    def named(self) -> str:
        """Both numbers, as keys name them."""
        return f"{self.primary} {self.other}"


FULL = Draws()
"""The resamples of a build."""


def judge_article(
    article: Article, observed: Mapping[str, Observed], claims: tuple[Claim, ...], draws: Draws = FULL
) -> dict[str, dict[AsOf, Outcome]]:
    """Judge ``claims`` at both dates, from observations that are all in memory."""
    published = known_at_publication(article, observed)
    worlds = {AsOf.PUBLICATION: published, AsOf.TODAY: observed}
    return {
        claim.id: {as_of: judge_claim(article, claim, worlds[as_of], as_of, draws) for as_of in AsOf}
        for claim in claims
    }


def known_at_publication(article: Article, observed: Mapping[str, Observed]) -> dict[str, Observed]:
    """The observations whose day plus release lag lies before the moment of publication."""
    cut = {name: series.known_before(article.article.published) for name, series in observed.items()}
    return {name: series for name, series in cut.items() if len(series.frame)}


def judge_claim(
    article: Article, claim: Claim, observed: Mapping[str, Observed], as_of: AsOf, draws: Draws = FULL
) -> Outcome:
    """Judge one claim from the observations known at one date."""
    world = World(article, observed, _latest(article, claim, observed), replications=draws.primary)
    fewer = replace(world, replications=draws.other)
    parts = tuple(_part(claim, part, world, fewer) for part in claim.parts)
    beside = tuple(_beside(claim, world))
    verdict = worst(tuple(part.verdict for part in parts))
    return Outcome(
        claim=claim.id,
        as_of=as_of,
        verdict=verdict,
        fragile=any(part.fragile for part in parts),
        parts=parts,
        beside=beside,
        last_day=world.latest if parts else None,
        data={name: observed[name].sha256 for name in series_of(article, claim) if name in observed},
        reason=_reason(verdict, parts, claim),
    )


def series_of(article: Article, claim: Claim) -> tuple[str, ...]:
    """Every series that a reading of the claim looks at, in the order of their names."""
    used = {name for part in claim.parts for r in readings(article, part) for name in r.settings.used}
    used |= {name for entry in claim.beside for name in entry.settings.used}
    return tuple(sorted(used))


def _latest(article: Article, claim: Claim, observed: Mapping[str, Observed]) -> date:
    """The last day that the claim's primary series have in common; the day of publication where it has none.

    The last decision of a list of events says nothing about how far the list is known, so events do not count.
    """
    named = {name for part in claim.parts for name in part.primary.measured}
    found = [observed[name] for name in sorted(named) if name in observed]
    days = [series.last_day for series in found if series.series.kind is not Kind.EVENTS]
    return min(days, default=article.article.publication_day)


def _part(claim: Claim, part: Part, world: World, fewer: World) -> PartOutcome:
    target = target_of(claim, part.target)
    outcomes = [
        _reading(part, target, reading, world if reading.primary else fewer)
        for reading in readings(world.article, part)
        if reading.primary or fewer.replications
    ]
    judged = judge_part(part.id, part.title, outcomes[0], tuple(outcomes[1:]))
    judged = replace(judged, windows=every_window(part, outcomes[0].measurement, world))
    if claim.kind is not ClaimKind.STRENGTH:
        return judged
    from figurecheck.pipeline.specification_nulls import specification_null

    return replace(judged, null=specification_null(part, target, tuple(outcomes), world))


def _reading(part: Part, target: Target, reading: Reading, world: World) -> ReadingOutcome:
    choices = tuple(Choice(c.axis, describe(c.axis, c.value, world.article), c.why) for c in reading.choices)
    try:
        evaluated = evaluate(part.measure, reading.settings, world)
    except (MeasureError, MissingDataError) as problem:
        return ReadingOutcome(choices, reading.primary, None, str(problem))
    measurement = _measurement(world.article, part, evaluated, target)
    return ReadingOutcome(choices, reading.primary, measurement, "")


def _beside(claim: Claim, world: World) -> Iterator[Measurement]:
    """What is shown beside the verdict; an entry is left out where the data of the date cannot give it."""
    for entry in claim.beside:
        with suppress(MeasureError, MissingDataError):
            evaluated = evaluate(entry.measure, entry.settings, world)
            yield _measurement(world.article, entry, evaluated, None)


def _measurement(article: Article, entry: Part | Beside, evaluated: Evaluated, target: Target | None) -> Measurement:
    measurement = Measurement(
        part=entry.id,
        title=entry.title,
        series=evaluated.series,
        proxy=entry.stands_for is not None,
        measure=entry.measure,
        method=evaluated.method,
        value=evaluated.value,
        unit=MEASURES[entry.measure].unit,
        interval=evaluated.interval,
        second_interval=evaluated.second_interval,
        n=evaluated.n,
        start=evaluated.start,
        end=evaluated.end,
        target=target,
        holds=None,
        hindsight=evaluated.hindsight,
        formula=evaluated.formula,
        trace=evaluated.trace,
        parameters=evaluated.parameters,
        p_values=evaluated.p_values,
        unadjusted=evaluated.unadjusted,
        proxies=tuple(name for name in evaluated.series if _stands_in(article, name, entry.stands_for)),
    )
    return measurement if target is None else replace(measurement, holds=holds(measurement))


def _stands_in(article: Article, series: str, meant: str | None) -> bool:
    """Whether ``series`` is an admitted proxy for what the entry speaks of; context series are themselves."""
    proxy = article.proxy_of(series, meant)
    return proxy is not None and proxy.id == meant and series in {entry.id for entry in proxy.admitted}


def _reason(verdict: Verdict, parts: tuple[PartOutcome, ...], claim: Claim) -> str:
    """Why a claim is not testable: the data it would need, or what went wrong with the primary reading."""
    if verdict is not Verdict.NOT_TESTABLE:
        return ""
    missing = [part.primary.reason for part in parts if part.primary.measurement is None]
    return " ".join(missing or claim.needs)
