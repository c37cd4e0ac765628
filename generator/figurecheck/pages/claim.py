"""The page of one claim: the answer first, then what led to it, down to the observations."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from figurecheck.claims.model import Claim
from figurecheck.pages import answers, distance_words, words
from figurecheck.pages.answers import Answer
from figurecheck.pages.behind import Behind, behind
from figurecheck.pages.beside import BesideRow, BesideSettings, beside_rows, beside_settings
from figurecheck.pages.calibrated import narrow_intervals
from figurecheck.pages.changes.after_the_fact import AfterTheFact, after_the_fact
from figurecheck.pages.changes.history import HistoryRow, claim_history, first_entry
from figurecheck.pages.changes.part_titles import part_titles
from figurecheck.pages.cite_section import CiteSection, cite_section
from figurecheck.pages.claim_shown import key_figure, shown_pictures
from figurecheck.pages.claim_source import ClaimSource, claim_source
from figurecheck.pages.context import ArticleContext, ClaimContext, SeriesFacts, Settings
from figurecheck.pages.corrections.known_window import known_window
from figurecheck.pages.covered import single_stocks_coverage
from figurecheck.pages.curve_null import NullSection, null_section
from figurecheck.pages.distance import Distance, distance
from figurecheck.pages.estimators import estimators
from figurecheck.pages.family import family
from figurecheck.pages.figures.view import PictureView
from figurecheck.pages.inference import Inference, PartComputation, computations, inference
from figurecheck.pages.marks import (
    Mark,
    ProxyNote,
    anchor,
    changed,
    mark,
    mark_of,
    proxies_used,
)
from figurecheck.pages.methods.facts import MethodFacts
from figurecheck.pages.methods.families import FAMILIES
from figurecheck.pages.methods.pages import uses
from figurecheck.pages.neighbours import Neighbours, neighbours
from figurecheck.pages.readings import PartReadings, part_readings, still_computed
from figurecheck.pages.series_notes import SeriesNoteLink, ended_note, notes_of
from figurecheck.pages.spread_words import spread_roughness
from figurecheck.pages.telling.brief import brief
from figurecheck.pages.telling.event_study import EventTable, event_table
from figurecheck.pages.traces import PartTrace, part_traces
from figurecheck.pages.verdict_tests import PartTests, part_tests
from figurecheck.verdicts.outcome import Measurement, Outcome, PartOutcome

NOWHERE = Settings()
"""No address is known."""


@dataclass(frozen=True)
class PartRow:
    """One part: what was claimed of it and what was recomputed; ``claimed`` is "" where no number is stated."""

    title: str
    claimed: str
    wanted: str
    why: str
    at_publication: str
    today: str
    mark: Mark
    mark_before: Mark | None


@dataclass(frozen=True)
class DataRow:
    """A series that a reading looks at."""

    series: str
    data_anchor: str
    title: str
    last_day: str
    checksum: str


@dataclass(frozen=True)
class MethodLink:
    """A method page that documents a measure of the claim."""

    title: str
    path: str


@dataclass(frozen=True)
class ClaimPage:
    """Everything the template of a claim may use."""

    page_title: str
    description: str
    paraphrase: str
    headline: str
    section: str
    also_in: tuple[str, ...]
    stated: str
    attributed: str
    source: ClaimSource | None
    unlinked: bool
    note: str
    mark: Mark
    mark_before: Mark | None
    answer: Answer
    key_figure: str
    narrow: str
    answer_before: str
    estimators: str
    severity: str
    behind: Behind | None
    publication_day: str
    last_day: str
    testable: bool
    needs: tuple[str, ...]
    proxies: tuple[ProxyNote, ...]
    parts: tuple[PartRow, ...]
    inference: Inference
    tests: tuple[PartTests, ...]
    pictures: tuple[PictureView, ...]
    more_pictures: tuple[PictureView, ...]
    distance: Distance
    traces: tuple[PartTrace, ...]
    computations: tuple[PartComputation, ...]
    readings: tuple[PartReadings, ...]
    still_computed: str
    null: NullSection
    readings_path: str
    methods: tuple[MethodLink, ...]
    series_notes: tuple[SeriesNoteLink, ...]
    ended: str
    beside: tuple[BesideRow, ...]
    beside_settings: tuple[BesideSettings, ...]
    events: EventTable | None
    data: tuple[DataRow, ...]
    history: tuple[HistoryRow, ...]
    first_entry: str
    after_the_fact: AfterTheFact
    command: str
    cite: CiteSection
    neighbours: Neighbours


def claim_page(
    article: ArticleContext,
    claim: ClaimContext,
    series: dict[str, SeriesFacts],
    methods: MethodFacts | None = None,
    settings: Settings = NOWHERE,
) -> ClaimPage:
    """The page of ``claim``; ``series`` holds the facts of every series by id, ``methods`` those of the measures.

    ``settings`` are the addresses that citations and objections need.
    """
    facts, said = article.article.article, claim.claim
    now, then = claim.today, claim.at_publication
    together = family(article)
    study = None if methods is None else methods.coverage
    first, more = shown_pictures(claim, facts.slug)
    told = answers.answer(said, now)
    closing = " ".join(
        sentence
        for sentence in (
            told.closing,
            spread_roughness(study, now),
            single_stocks_coverage(study, now),
            _known_window(article, now),
        )
        if sentence
    )
    return ClaimPage(
        page_title=said.paraphrase.rstrip("."),
        description=f"{words.capital(words.verdict(now.verdict))}: {told.brief if said.testable else brief(said, now)}",
        paraphrase=said.paraphrase.rstrip("."),
        headline=facts.headline,
        section=_sections(article)[said.section],
        also_in=tuple(_sections(article)[section] for section in said.also_in),
        stated=said.stated,
        attributed=attributed(said),
        source=claim_source(said),
        unlinked=said.source is None and facts.address is None,
        note=said.note or "",
        mark=mark_of(now),
        mark_before=changed(claim),
        answer=replace(told, closing=closing),
        key_figure=key_figure(now) if told.points else "",
        narrow=narrow_intervals(study, said, now),
        answer_before=answers.answer(said, then).whole,
        estimators="" if article.corrections is None else estimators(now),
        severity=words.capital(distance_words.severity(said, now)),
        behind=behind(claim, series, article.article.stale_after_days),
        publication_day=words.day(facts.publication_day),
        last_day="" if now.last_day is None else words.day(now.last_day),
        testable=said.testable,
        needs=said.needs,
        proxies=proxies_used(article.article, said, (then, now)),
        parts=tuple(_part_row(before, after) for before, after in zip(then.parts, now.parts, strict=True)),
        inference=inference(said, then, now, study),
        tests=tuple(part_tests(part, together.get((said.id, part.id), "")) for part in now.parts),
        pictures=first,
        more_pictures=more,
        distance=distance(claim, facts.slug, frozenset(one.series.id for one in article.what_if)),
        traces=part_traces(then, now),
        computations=computations(then, now),
        readings=part_readings(then, now),
        still_computed=still_computed(then, now),
        null=null_section(then, now, said.kind),
        readings_path=f"downloads/{said.id}.csv",
        methods=() if methods is None else tuple(_methods(said, methods)),
        series_notes=notes_of(claim, series),
        ended=ended_note(claim, series),
        beside=beside_rows(claim, study),
        beside_settings=beside_settings(claim),
        events=event_table(claim),
        data=tuple(_data_row(series[name], now, then) for name in now.data),
        history=claim_history(article.ledger, said.id, part_titles([said])),
        first_entry=first_entry(article.ledger, said.id),
        after_the_fact=after_the_fact(article.ledger, said.id, article.article.revisions, part_titles([said])),
        command=f"figurecheck claim {said.id}",
        cite=cite_section(article, claim, settings),
        neighbours=neighbours(article, said.id),
    )


def _known_window(article: ArticleContext, outcome: Outcome) -> str:
    """What a window as it could be known is, where a reading of the claim counts corrections in that way."""
    pair = article.corrections
    counted = any(
        reading.measurement is not None and not reading.measurement.hindsight
        for part in outcome.parts
        for reading in part.conventional
        if any(choice.axis == "timing" for choice in reading.choices)
    )
    return known_window(pair.today, pair.today.rules[0]) if counted and pair is not None else ""


def _methods(claim: Claim, facts: MethodFacts) -> Iterator[MethodLink]:
    """The families whose measures or axes the claim uses, in the order of the navigation."""
    for one in FAMILIES:
        measures = {measure.name for measure in facts.measures if measure.module in one.modules}
        if uses(claim, one, measures):
            yield MethodLink(one.title, f"../methods/{one.id}.md")


def _sections(article: ArticleContext) -> dict[str, str]:
    return {section.id: section.title for section in article.article.sections}


def attributed(claim: Claim) -> str:
    """Whom the article names for a claim, to stand before a full stop."""
    return words.listed(claim.attributed_to).removesuffix(".") if claim.attributed_to else ""


def _part_row(then: PartOutcome, now: PartOutcome) -> PartRow:
    measured = now.primary.measurement or then.primary.measurement
    target = None if measured is None else measured.target
    return PartRow(
        title=now.title if measured is None else answers.subject(measured),
        claimed=_claimed(measured),
        wanted=words.DASH if measured is None or target is None else answers.wanted(measured),
        why="" if target is None or target.claimed is not None else target.why,
        at_publication=_figure(then.primary.measurement, then.primary.reason),
        today=_figure(now.primary.measurement, now.primary.reason),
        mark=mark(now.verdict),
        mark_before=None if then.verdict is now.verdict else mark(then.verdict),
    )


def _claimed(measured: Measurement | None) -> str:
    target = None if measured is None else measured.target
    if measured is None or target is None or target.claimed is None:
        return ""
    return words.bound(target.claimed, measured.unit)


def _figure(measured: Measurement | None, reason: str) -> str:
    if measured is None:
        return f"not computed: {words.dates_in(reason)}"
    return answers.in_short(measured)


def _data_row(facts: SeriesFacts, now: Outcome, then: Outcome) -> DataRow:
    name = facts.series.id
    return DataRow(
        series=name,
        data_anchor=anchor(name),
        title=facts.series.title,
        last_day=words.day(facts.last_day),
        checksum=words.short_checksum(now.data.get(name) or then.data[name]),
    )
