"""The data page: every series with its origin, span, gaps, age, checksum and terms, and what cannot be had."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from figurecheck.pages import words
from figurecheck.pages.context import SeriesFacts, SiteContext
from figurecheck.pages.marks import anchor
from figurecheck.pages.refreshes import (
    ComparisonRow,
    DisagreementRow,
    HealthFacts,
    comparison_rows,
    disagreement_rows,
    finding,
    refresh_summary,
)
from figurecheck.pages.series_notes import note_of
from figurecheck.pages.sources import source_name


@dataclass(frozen=True)
class SeriesRow:
    """One series in the table of its group."""

    series: str
    anchor: str
    title: str
    first_day: str
    last_day: str
    age: str
    rows: str
    missing: str
    checksum: str
    download: str
    address: str
    provider: str


@dataclass(frozen=True)
class SeriesNote:
    """What is known about one series beyond its row."""

    series: str
    title: str
    unit: str
    provider: str
    code: str
    address: str
    origin: str
    retrieved_at: str
    adjustment: str
    gaps: str
    licence: str
    licence_address: str
    licence_note: str
    checksum: str
    notes: tuple[str, ...]
    finding: str


@dataclass(frozen=True)
class SeriesGroup:
    """The series of one group."""

    title: str
    rows: tuple[SeriesRow, ...]
    notes: tuple[SeriesNote, ...]


@dataclass(frozen=True)
class CorrectionRow:
    """One entry of the corrections ledger."""

    series: str
    day: str
    field: str
    wrong: str
    right: str
    reason: str
    source: str


@dataclass(frozen=True)
class MissingSeries:
    """A series that would be admitted but cannot be had."""

    series: str
    title: str
    reason: str


@dataclass(frozen=True)
class DataPage:
    """Everything the template of the data page may use."""

    description: str
    last_day: str
    groups: tuple[SeriesGroup, ...]
    corrections: tuple[CorrectionRow, ...]
    unavailable: tuple[MissingSeries, ...]
    refresh: str
    comparisons: tuple[ComparisonRow, ...]
    disagreements: tuple[DisagreementRow, ...]


def data_page(site: SiteContext) -> DataPage:
    """The data page of the whole site; ages are counted from the newest day in the data."""
    names = dict.fromkeys(facts.series.group for facts in site.series)
    number = words.count(len(site.series), "series", "series")
    return DataPage(
        description=f"{words.capital(number)} of observations, mostly daily.",
        last_day=words.day(site.last_day),
        groups=tuple(_group(name, site) for name in names),
        corrections=tuple(_corrections(site.series)),
        unavailable=tuple(MissingSeries(each.id, each.title, each.reason) for each in site.unavailable),
        refresh=refresh_summary(site.health),
        comparisons=comparison_rows(site.comparisons),
        disagreements=disagreement_rows(site.comparisons),
    )


def _group(name: str, site: SiteContext) -> SeriesGroup:
    members = [facts for facts in site.series if facts.series.group == name]
    rows = tuple(_row(facts, site.last_day) for facts in members)
    health = {one.series: one for one in site.health}
    return SeriesGroup(
        words.capital(f"{name}s"), rows, tuple(_note(facts, health.get(facts.series.id)) for facts in members)
    )


def _row(facts: SeriesFacts, newest: date) -> SeriesRow:
    series = facts.series
    return SeriesRow(
        series=series.id,
        anchor=anchor(series.id),
        title=series.title,
        first_day=words.day(facts.first_day),
        last_day=words.day(facts.last_day),
        age=_age(facts, newest),
        rows=words.whole(facts.rows),
        missing=words.whole(facts.missing),
        checksum=words.short_checksum(facts.sha256),
        download="" if facts.table is None else download_path(series.id),
        address=series.address,
        provider=source_name(series),
    )


def download_path(series: str) -> str:
    """Where the copy of a series lies, from the top of the reports folder."""
    return f"downloads/{series}.csv"


def _age(facts: SeriesFacts, newest: date) -> str:
    if facts.series.ended is not None:
        return "ended"
    days = (newest - facts.last_day).days
    if days <= facts.series.max_age_days:
        return "current"
    return f"{words.count(days, 'day', 'days')} behind"


def _note(facts: SeriesFacts, health: HealthFacts | None) -> SeriesNote:
    series, licence = facts.series, facts.series.licence
    return SeriesNote(
        series=series.id,
        title=series.title,
        unit=series.unit,
        provider=source_name(series),
        code=series.code,
        address=series.address,
        origin=facts.origin,
        retrieved_at=words.day(facts.retrieved_at),
        adjustment=facts.adjustment,
        gaps=words.count(facts.gaps, "stretch", "stretches"),
        licence=licence.title,
        licence_address=licence.address,
        licence_note=licence.note,
        checksum=facts.sha256,
        notes=tuple(words.dates_in(note) for note in (note_of(facts), series.note, *facts.notes) if note),
        finding="" if health is None else finding(health),
    )


def _corrections(series: Iterable[SeriesFacts]) -> Iterable[CorrectionRow]:
    for facts in series:
        for entry in facts.corrections:
            yield CorrectionRow(
                series=facts.series.id,
                day=words.day(entry.day),
                field=entry.field,
                wrong=words.exact(entry.wrong),
                right="no value" if entry.right is None else words.exact(entry.right),
                reason=entry.reason,
                source=entry.source,
            )
