"""What chance alone would make of the curve of a strength claim, in words, with the numbers behind them."""

from collections.abc import Iterator
from dataclasses import dataclass

from figurecheck.claims.model import ClaimKind
from figurecheck.pages import words
from figurecheck.verdicts.outcome import Outcome, PartOutcome, SpecificationNull


@dataclass(frozen=True)
class NullRow:
    """One part at one date: the median of its readings, and how often shifts give as much."""

    title: str
    when: str
    median: str
    as_large: str
    holding: str
    as_many: str


@dataclass(frozen=True)
class NullSection:
    """The section of a claim page on chance; without rows there is none.

    ``sentences`` word today's rows, ``shifted`` names the series that are moved, with ``verb`` behind it.
    """

    sentences: tuple[str, ...]
    rows: tuple[NullRow, ...]
    shifted: str
    verb: str
    settings: str
    missing: str


MISSING = (
    "For this claim no curve of chance is drawn. It asks whether one figure is a multiple of another, so its figures "
    "are ratios of two series each measured on its own: moving one of them in time would leave them as they are."
)


def null_section(then: Outcome, now: Outcome, kind: ClaimKind) -> NullSection:
    """The nulls of all parts that have one, each at both dates."""
    rows = tuple(row for pair in zip(then.parts, now.parts, strict=True) for row in _rows(*pair))
    today = [(part, part.null) for part in now.parts if part.null is not None]
    moved = dict.fromkeys(null.shifted for _, null in today)
    return NullSection(
        sentences=tuple(_sentence(part, null) for part, null in today),
        rows=rows,
        shifted=words.listed(moved or [""]),
        verb="is" if len(moved) == 1 else "are, each in its own part,",
        settings=_settings(today[0][1]) if today else "",
        missing=MISSING if kind is ClaimKind.STRENGTH and not rows and _only_ratios(now) else "",
    )


def _only_ratios(outcome: Outcome) -> bool:
    return bool(outcome.measurements) and all(one.unit == "ratio" for one in outcome.measurements)


def _settings(null: SpecificationNull) -> str:
    """How often, how far and from which seed."""
    near, far = (words.percent(share, 0, plus=False) for share in (null.nearest, 1.0 - null.nearest))
    return f"{null.shifts} times, by {near} to {far} of its length, drawn at random from the seed {null.seed}"


def _rows(then: PartOutcome, now: PartOutcome) -> Iterator[NullRow]:
    for part, when in ((then, "at publication"), (now, "today")):
        null = part.null
        if null is not None:
            yield NullRow(
                title=part.title,
                when=when,
                median=_median(part, null),
                as_large=words.share(null.as_large, null.shifts),
                holding=words.share(null.holding, null.readings),
                as_many=words.share(null.as_many, null.shifts) if null.holding else words.DASH,
            )


def _median(part: PartOutcome, null: SpecificationNull) -> str:
    measured = part.primary.measurement or next(iter(part.computed))
    return words.value(null.median, measured.unit)


def _sentence(part: PartOutcome, null: SpecificationNull) -> str:
    """Today's answer for one part."""
    size = "as large" if null.larger else "as low"
    first = (
        f"{part.title}: if the two series had nothing to do with each other, a curve with a median {size} "
        f"({_median(part, null)}) would appear in {null.as_large} of {null.shifts} shifts"
    )
    if not null.holding:
        return f"{first}. No reading meets the mark by its value alone."
    many = words.count(null.holding, "reading that meets", "readings that meet")
    return f"{first}, one with {many} the mark by value alone in {null.as_many}."
