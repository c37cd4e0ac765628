"""What the data page tells about refreshes and second sources: what came, what was refused, what differs."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from figurecheck.pages import words


@dataclass(frozen=True)
class ChangeFacts:
    """A stored value that its provider states differently now; ``cause`` is revision, split or settled."""

    day: date
    field: str
    before: float | None
    after: float | None
    cause: str
    accepted: bool


@dataclass(frozen=True)
class HealthFacts:
    """The last refresh of one series; ``state`` is fresh, refused or kept, ``refusals`` counts those in a row."""

    series: str
    state: str
    last_attempt: date
    last_success: date | None
    reason: str
    notices: tuple[str, ...]
    changes: tuple[ChangeFacts, ...]
    refusals: int = 0


@dataclass(frozen=True)
class DisagreementFacts:
    """What two sources say about one day; None where one of them says nothing."""

    day: date
    ours: float | None
    theirs: float | None


@dataclass(frozen=True)
class ComparisonFacts:
    """One series held against its second source; ``days`` is 0 where it was not compared yet.

    ``tolerance`` is how far the two may be apart, relative to the smaller one; None for decisions, which must be equal.
    """

    ours: str
    theirs: str
    tolerance: float | None
    days: int
    first_day: date | None
    last_day: date | None
    disagreements: tuple[DisagreementFacts, ...]


@dataclass(frozen=True)
class RefreshRow:
    """One series in the table of refreshes."""

    series: str
    outcome: str
    tried: str
    came: str
    remark: str


@dataclass(frozen=True)
class ChangeRow:
    """One stored value that came differently."""

    series: str
    day: str
    field: str
    before: str
    after: str
    what: str


@dataclass(frozen=True)
class ComparisonRow:
    """One pair of sources."""

    ours: str
    theirs: str
    rule: str
    span: str
    finding: str


@dataclass(frozen=True)
class DisagreementRow:
    """One day on which two sources differ by more than they may."""

    ours: str
    theirs: str
    day: str
    our_value: str
    their_value: str


OUTCOMES = {"fresh": "came in", "refused": "refused", "kept": "not asked for"}
CAUSES = {
    "split": "A split: earlier prices were rescaled.",
    "settled": "Was provisional when it was stored; the new value is used.",
}


def refresh_summary(health: tuple[HealthFacts, ...]) -> str:
    """How many series came in at the last refresh, and on which day; empty where there was none."""
    if not health:
        return ""
    came = words.count(sum(one.state == "fresh" for one in health), "series", "series")
    last = words.day(max(one.last_attempt for one in health))
    return f"On {last}, {came} of {words.whole(len(health))} came in."


def refresh_rows(health: Iterable[HealthFacts]) -> tuple[RefreshRow, ...]:
    """The refreshes of which there is something to tell, those that were refused first."""
    order = ("refused", "kept", "fresh")
    told = (one for one in health if one.state != "fresh" or one.notices)
    ranked = sorted(told, key=lambda one: (order.index(one.state), one.series))
    return tuple(
        RefreshRow(
            series=one.series,
            outcome=OUTCOMES[one.state],
            tried=words.day(one.last_attempt),
            came="never" if one.last_success is None else words.day(one.last_success),
            remark=words.dates_in(one.reason or words.capital("; ".join(one.notices))),
        )
        for one in ranked
    )


def change_rows(health: Iterable[HealthFacts]) -> tuple[ChangeRow, ...]:
    """Every stored value that came differently, by series and day."""
    return tuple(
        ChangeRow(
            series=one.series,
            day=words.day(change.day),
            field=change.field,
            before=_value(change.before),
            after=_value(change.after),
            what=_what(change),
        )
        for one in health
        for change in one.changes
    )


def comparison_rows(comparisons: Iterable[ComparisonFacts]) -> tuple[ComparisonRow, ...]:
    """The pairs of sources and how many days differ."""
    return tuple(ComparisonRow(one.ours, one.theirs, _rule(one), _span(one), _finding(one)) for one in comparisons)


def disagreement_rows(comparisons: Iterable[ComparisonFacts]) -> tuple[DisagreementRow, ...]:
    """Every day on which two sources differ by more than they may."""
    return tuple(
        DisagreementRow(one.ours, one.theirs, words.day(each.day), _value(each.ours), _value(each.theirs))
        for one in comparisons
        for each in one.disagreements
    )


def _rule(one: ComparisonFacts) -> str:
    if one.tolerance is None:
        return "equal on the day after each decision, and unchanged on all others"
    return f"no further apart than {words.exact(one.tolerance * 100)} %"


def _what(change: ChangeFacts) -> str:
    if change.cause in CAUSES:
        return CAUSES[change.cause]
    return "A revision that a person accepted." if change.accepted else "A revision; refused until a person accepts it."


def _value(value: float | None) -> str:
    return "no value" if value is None else words.exact(value)


def _span(one: ComparisonFacts) -> str:
    if one.first_day is None or one.last_day is None:
        return "not yet compared"
    return f"{words.count(one.days, 'day', 'days')}, {words.day(one.first_day)} to {words.day(one.last_day)}"


def _finding(one: ComparisonFacts) -> str:
    if not one.days:
        return "waits for a refresh that brings the second source"
    number = len(one.disagreements)
    return f"they differ on {words.count(number, 'day', 'days')}" if number else "they agree on every day"
