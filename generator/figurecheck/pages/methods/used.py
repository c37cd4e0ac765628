"""What the published figures used of the settings that a method page lists by their defaults, read from the results."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from figurecheck.pages import words
from figurecheck.pages.context import ArticleContext
from figurecheck.verdicts.outcome import Measurement, Outcome

SETTINGS = (
    "replications",
    "draws",
    "circular shifts",
    "lags",
    "lagged differences",
    "bandwidth",
    "block length",
    "days a block",
    "blocks a run",
    "tails",
    "threshold quantile",
    "window of the weight",
    "learnt on",
    "seed",
)
"""Parameters of a figure that were set or chosen by rule, in the order of the table; all others are results."""
MOST = 4
"""More values than these are told by the smallest and the largest."""


@dataclass(frozen=True)
class UsedRow:
    """A setting of one measure: its values in the figures that decide, and in other readings and beside a verdict."""

    measure: str
    setting: str
    deciding: str
    others: str


def used_rows(measures: Iterable[str], articles: Iterable[ArticleContext]) -> tuple[UsedRow, ...]:
    """A row for each setting of each of ``measures`` that a published figure states, at either date."""
    deciding: dict[tuple[str, str], set[str | int | float]] = {}
    others: dict[tuple[str, str], set[str | int | float]] = {}
    for article in articles:
        for claim in article.claims:
            for outcome in (claim.at_publication, claim.today):
                for into, found in ((deciding, outcome.measurements), (others, _others(outcome))):
                    _gather(into, found)
    rows = []
    for measure in measures:
        for setting in SETTINGS:
            first, second = (found.get((measure, setting), set()) for found in (deciding, others))
            if first or second:
                rows.append(
                    UsedRow(measure, _NAMES.get(setting, setting), _told(setting, first), _told(setting, second))
                )
    return tuple(rows)


_NAMES = {
    "replications": "resamples",
    "bandwidth": "lags of the long-run variance",
    "block length": "mean block length",
}


def _gather(into: dict[tuple[str, str], set[str | int | float]], found: Iterable[Measurement]) -> None:
    for one in found:
        for name in SETTINGS:
            if name in one.parameters:
                into.setdefault((one.measure, name), set()).add(one.parameters[name])


def _others(outcome: Outcome) -> Iterator[Measurement]:
    yield from outcome.beside
    for part in outcome.parts:
        for reading in part.conventional:
            if reading.measurement is not None:
                yield reading.measurement


def _told(setting: str, values: set[str | int | float]) -> str:
    if not values:
        return words.DASH
    numbers = sorted(value for value in values if not isinstance(value, str))
    said = sorted({value for value in values if isinstance(value, str)})
    shown = list(dict.fromkeys([*said, *(words.parameter(setting, value) for value in numbers)]))
    if len(shown) <= MOST:
        return words.listed(shown)
    return f"{shown[0]} to {shown[-1]}"
