"""The page of source health: when each series last came in, what was refused and why, what its provider changed."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from figurecheck.pages import words
from figurecheck.pages.context import SeriesFacts, SiteContext
from figurecheck.pages.marks import anchor
from figurecheck.pages.refreshes import OUTCOMES, ChangeFacts, HealthFacts, remarks, what_changed
from figurecheck.pages.sources import has_provider

SHOWN = 20
"""So many changed values of a series are listed one by one; more are told by field, with their span and number."""


@dataclass(frozen=True)
class HealthRow:
    """One series: how it stood at its last refresh, its age before the newest day of the site, what is odd in it."""

    series: str
    data_anchor: str
    last_day: str
    last_attempt: str
    last_success: str
    state: str
    refusals: str
    age: str
    seen: str


@dataclass(frozen=True)
class HealthNote:
    """Why a series was refused or not asked for, or what was left out of what came."""

    series: str
    data_anchor: str
    state: str
    text: str


@dataclass(frozen=True)
class RevisionRow:
    """A value that a provider changed after it was stored here, or how many of one field it changed in which span."""

    series: str
    day: str
    field: str
    before: str
    after: str
    cause: str
    stored: str


@dataclass(frozen=True)
class OddityRow:
    """An odd value that was looked at and kept."""

    series: str
    day: str
    field: str
    value: str
    reason: str


@dataclass(frozen=True)
class HealthPage:
    """Everything the template of the page of source health may use."""

    description: str
    recorded: bool
    summary: str
    last_day: str
    rows: tuple[HealthRow, ...]
    notes: tuple[HealthNote, ...]
    revisions: tuple[RevisionRow, ...]
    oddities: tuple[OddityRow, ...]


def health_page(site: SiteContext) -> HealthPage:
    """The source health of every series that has a file of its own; baskets are computed from their members."""
    series = [facts for facts in site.series if has_provider(facts.series)]
    health = {one.series: one for one in site.health}
    known = [(facts, health[facts.series.id]) for facts in series if facts.series.id in health]
    return HealthPage(
        description="When each series last came in, what was refused and why, and what its provider changed.",
        recorded=bool(known),
        summary=summary([one for _, one in known]),
        last_day=words.day(site.last_day),
        rows=tuple(_row(facts, health.get(facts.series.id), site.last_day) for facts in series),
        notes=tuple(note for facts, one in known for note in _notes(facts, one)),
        revisions=tuple(row for facts, one in known for row in _revisions(facts, one.changes)),
        oddities=tuple(_oddities(series)),
    )


def summary(known: list[HealthFacts]) -> str:
    """How many series came in, were refused or were not asked for, in one sentence."""
    numbers = {state: sum(health.state == state for health in known) for state in OUTCOMES}
    came = words.count(numbers["fresh"], "series", "series")
    refused = words.count(numbers["refused"], "was", "were")
    kept = words.count(numbers["kept"], "was", "were")
    return f"{words.capital(came)} came in at the last refresh, {refused} refused, {kept} not asked for"


def _row(facts: SeriesFacts, health: HealthFacts | None, newest: date) -> HealthRow:
    success = facts.retrieved_at if health is None else health.last_success
    return HealthRow(
        series=facts.series.id,
        data_anchor=anchor(facts.series.id),
        last_day=words.day(facts.last_day),
        last_attempt=words.DASH if health is None else words.day(health.last_attempt),
        last_success=words.DASH if success is None else words.day(success),
        state=_state(facts, health),
        refusals=words.DASH if health is None else words.whole(health.refusals),
        age=_age(facts, newest),
        seen=_seen(facts, health),
    )


def _age(facts: SeriesFacts, newest: date) -> str:
    days = (newest - facts.last_day).days
    return f"{words.count(days, 'day', 'days')} earlier" if days > 0 else "newest"


def _seen(facts: SeriesFacts, health: HealthFacts | None) -> str:
    """What was revised, corrected or kept although odd, with how often; a dash where nothing was."""
    numbers = (
        (0 if health is None else len(health.changes), "revision", "revisions"),
        (len(facts.corrections), "correction", "corrections"),
        (len(facts.kept), "odd value kept", "odd values kept"),
    )
    return words.listed([words.count(n, one, many) for n, one, many in numbers if n] or [words.DASH])


def _state(facts: SeriesFacts, health: HealthFacts | None) -> str:
    if facts.series.ended is not None:
        return f"ended on {words.day(facts.series.ended)}"
    return "no refresh recorded" if health is None else OUTCOMES[health.state]


def _notes(facts: SeriesFacts, health: HealthFacts) -> Iterator[HealthNote]:
    name = facts.series.id
    for text in remarks(health):
        yield HealthNote(name, anchor(name), OUTCOMES[health.state], text)


def _revisions(facts: SeriesFacts, changes: tuple[ChangeFacts, ...]) -> Iterator[RevisionRow]:
    if len(changes) <= SHOWN:
        yield from (_revision(facts, change) for change in changes)
        return
    fields = dict.fromkeys((change.field, change.cause, change.accepted) for change in changes)
    for kind in fields:
        alike = [change for change in changes if (change.field, change.cause, change.accepted) == kind]
        yield _revision(facts, alike[0]) if len(alike) == 1 else _span_of(facts, alike)


def _span_of(facts: SeriesFacts, alike: list[ChangeFacts]) -> RevisionRow:
    days = [change.day for change in alike]
    return replace(
        _revision(facts, alike[0]),
        day=f"{words.day(min(days))} to {words.day(max(days))}",
        before=words.count(len(alike), "value", "values"),
        after=words.DASH,
    )


def _revision(facts: SeriesFacts, change: ChangeFacts) -> RevisionRow:
    return RevisionRow(
        series=facts.series.id,
        day=words.day(change.day),
        field=change.field,
        before=_value(change.before),
        after=_value(change.after),
        cause=what_changed(change),
        stored="yes" if change.accepted else "no, the old value stays",
    )


def _value(value: float | None) -> str:
    return "no value" if value is None else words.exact(value)


def _oddities(series: list[SeriesFacts]) -> Iterator[OddityRow]:
    for facts in series:
        for each in facts.kept:
            yield OddityRow(facts.series.id, words.day(each.day), each.field, words.exact(each.value), each.reason)
