"""What pages tell about refreshes and second sources: what came, what was refused, what differs."""

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
    """How many series came in at the last refresh, which were refused, and on which day; empty where there was none."""
    if not health:
        return ""
    came = words.count(sum(one.state == "fresh" for one in health), "series", "series")
    last = words.day(max(one.last_attempt for one in health))
    refused = sorted(one.series for one in health if one.state == "refused")
    said = f"; refused: {', '.join(refused)}" if refused else ""
    return f"On {last}, {came} of {words.whole(len(health))} came in{said}."


def finding(health: HealthFacts) -> str:
    """What the last refresh of a series met, in one sentence; empty where it came in without remark."""
    said = remarks(health)
    if not said:
        return ""
    state = OUTCOMES[health.state]
    if health.state != "fresh":
        last = health.last_success
        state = f"was {state} (it {'never came in' if last is None else f'last came in on {words.day(last)}'})"
    return f"At the last refresh, on {words.day(health.last_attempt)}, it {state}: {'; '.join(said)}"


def remarks(health: HealthFacts) -> tuple[str, ...]:
    """Why a series was refused or not asked for, and what was left out of what came; dates as people write them."""
    return tuple(words.dates_in(text) for text in (health.reason, *health.notices) if text)


def what_changed(change: ChangeFacts) -> str:
    """Whether a value that came differently is a revision, a split, or was provisional, in words."""
    if change.cause in CAUSES:
        return CAUSES[change.cause]
    return "A revision that a person accepted." if change.accepted else "A revision; refused until a person accepts it."


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
