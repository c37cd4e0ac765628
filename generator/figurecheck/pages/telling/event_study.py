"""The days of the decisions in one table: a line for each span of sessions, a column for each asset."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from figurecheck.claims.model import Beside, Claim
from figurecheck.claims.settings import Decisions
from figurecheck.pages import words
from figurecheck.pages.context import ClaimContext
from figurecheck.pages.series_names import spoken
from figurecheck.verdicts.outcome import Measurement, Outcome

RAW, LEFT = "event_effect", "mean_abnormal_return"
"""The measures of the two halves of a cell: the move itself, and what is left once an ordinary one is taken out."""

_CHANGES = {"rise": "rate rises", "cut": "rate cuts"}


@dataclass(frozen=True)
class EventCell:
    """One asset over one span: its mean move, that of ordinary days, how often chance does as much, and what is left.

    ``usual`` carries its range; ``limits`` is the interval of ``left``, "" where it has none.
    """

    moved: str
    usual: str
    chance: str
    left: str
    limits: str


@dataclass(frozen=True)
class EventLine:
    """One span of sessions around each decision."""

    span: str
    cells: tuple[EventCell, ...]


@dataclass(frozen=True)
class EventAsset:
    """One asset of the table; ``less`` says what is taken out of what is left."""

    title: str
    less: str


@dataclass(frozen=True)
class EventDate:
    """The lines with the data of one date."""

    when: str
    lines: tuple[EventLine, ...]


@dataclass(frozen=True)
class EventTable:
    """The event study of a claim: today's lines, and those at publication where they are others."""

    decisions: str
    assets: tuple[EventAsset, ...]
    dates: tuple[EventDate, ...]
    whys: tuple[str, ...]


def in_table(entry: Beside) -> bool:
    """Whether a figure beside a verdict belongs to the table."""
    return entry.measure in (RAW, LEFT) and entry.settings.decisions is not None


def event_table(claim: ClaimContext) -> EventTable | None:
    """The table of a claim that has such figures; None for every other."""
    entries = [entry for entry in claim.claim.beside if in_table(entry)]
    if not entries:
        return None
    told = [
        EventDate(when, tuple(_lines(entries, outcome)))
        for when, outcome in (("Today", claim.today), ("At publication", claim.at_publication))
    ]
    return EventTable(
        decisions=_decisions(entries, claim.today),
        assets=tuple(_asset(claim.claim, series, entries) for series in _series(entries)),
        dates=tuple(told[:1] if told[0].lines == told[1].lines else told),
        whys=tuple(dict.fromkeys(entry.why for entry in entries)),
    )


def _series(entries: Iterable[Beside]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(entry.settings.series or "" for entry in entries))


def _decisions(entries: list[Beside], outcome: Outcome) -> str:
    """``four rate cuts``; as many as the figures rest on."""
    rule = _rule(entries[0])
    found = [one.n for one in outcome.beside if one.part == entries[0].id]
    counted = words.number(found[0]) if found else "the"
    return f"{counted} {_CHANGES[rule.change]}"


def _rule(entry: Beside) -> Decisions:
    if entry.settings.decisions is None:
        raise ValueError(f"{entry.id} has no decisions")
    return entry.settings.decisions


def _asset(claim: Claim, series: str, entries: Iterable[Beside]) -> EventAsset:
    """How an asset is called, as the part of the claim that looks at it is."""
    title = next((part.title for part in claim.parts if part.primary.series == series), series)
    mine = [entry for entry in entries if entry.settings.series == series]
    proxy = f" (proxy: {spoken(series)})" if any(entry.stands_for for entry in mine) else ""
    market = any(entry.settings.against for entry in mine if entry.measure == LEFT)
    return EventAsset(f"{title}{proxy}", "what the market explains" if market else "its own mean")


def _lines(entries: list[Beside], outcome: Outcome) -> Iterable[EventLine]:
    figures = {one.part: one for one in outcome.beside}
    for first, last in dict.fromkeys((_rule(entry).first, _rule(entry).last) for entry in entries):
        mine = [entry for entry in entries if (_rule(entry).first, _rule(entry).last) == (first, last)]
        cells = tuple(_cell(series, mine, figures) for series in _series(entries))
        yield EventLine(span(first, last), cells)


def span(first: int, last: int) -> str:
    """``the day itself``, ``the day and the next``, ``the day before to the day after``, ``the day and five after``."""
    if (first, last) == (0, 0):
        return "The day itself"
    if (first, last) == (0, 1):
        return "The day and the next"
    if (first, last) == (-1, 1):
        return "The day before to the day after"
    if first == 0:
        return f"The day and the {words.number(last)} after"
    return f"Sessions {words.signed(str(first))} to {words.signed(str(last))}"


def _cell(series: str, entries: Iterable[Beside], figures: Mapping[str, Measurement]) -> EventCell:
    found = {
        entry.measure: figures[entry.id] for entry in entries if entry.settings.series == series and entry.id in figures
    }
    raw, left = found.get(RAW), found.get(LEFT)
    return EventCell(
        moved=words.DASH if raw is None else words.value(raw.value, raw.unit),
        usual=words.DASH if raw is None else _usual(raw),
        chance=words.DASH if raw is None else words.parameter("p-value", raw.parameters["p-value of the draws"]),
        left=words.DASH if left is None else words.value(left.value, left.unit),
        limits="" if left is None or left.interval is None else words.between(left.interval, left.unit),
    )


def _usual(raw: Measurement) -> str:
    mean, low, high = (
        words.percent(float(raw.parameters[name]))
        for name in (
            "mean return around ordinary days",
            "lowest mean of 95 % of the draws",
            "highest mean of 95 % of the draws",
        )
    )
    return f"{mean} ({low} to {high})"
