"""What every evaluator shares: the world it may look at, the figure it returns, and access to observations."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

import numpy as np

from figurecheck.claims.model import Article
from figurecheck.claims.settings import Price, Settings
from figurecheck.errors import MissingDataError, WindowError
from figurecheck.measures.returns import total_return_index
from figurecheck.measures.windows import Days, Values
from figurecheck.pipeline.positions import Track, positions, shifted
from figurecheck.series.model import Kind
from figurecheck.store.reading import Observed
from figurecheck.verdicts.outcome import Interval, TraceStep

T = TypeVar("T")

SEED = 20251003
"""Where every random procedure of a build starts: the day of publication of the first article, read as a number."""


@dataclass(frozen=True)
class World:
    """Everything a reading may look at: the article, the observations known at the date, and the last common day.

    ``seed`` starts every random procedure, so that the same data give the same intervals, and ``replications`` is how
    many resamples it draws. ``memory`` keeps what several readings share; it is never looked at from outside.
    """

    article: Article
    observed: Mapping[str, Observed]
    latest: date
    seed: int = SEED
    replications: int = 9_999
    memory: dict[Hashable, Any] = field(default_factory=dict, compare=False, repr=False)

    def once(self, key: Hashable, compute: Callable[[], T]) -> T:
        """What ``compute`` returns, computed once a world and ``key``; the key names all that it depends on."""
        if key not in self.memory:
            self.memory[key] = compute()
        found: T = self.memory[key]
        return found

    def series(self, identifier: str | None) -> Observed:
        """The observations of one series; raises MissingDataError where there are none at this date."""
        if identifier is None:
            raise WindowError("the measure needs a series; the reading names none")
        if identifier not in self.observed:
            raise MissingDataError(
                f"asked for {identifier}; the data folder does not have it; run: figurecheck refresh"
            )
        return self.observed[identifier]


@dataclass(frozen=True)
class Evaluated:
    """A figure with what is needed to check it by hand.

    ``interval`` is that of the first inference method and ``second_interval`` that of the second, where the figure
    has sampling error. ``p_values`` are those of the tests of which the figure is the largest p-value,
    ``unadjusted`` the same before they were adjusted for their number.
    """

    value: float
    series: tuple[str, ...]
    start: date
    end: date
    n: int
    method: str
    formula: str
    trace: tuple[TraceStep, ...] = ()
    hindsight: bool = False
    interval: Interval | None = None
    second_interval: Interval | None = None
    parameters: Mapping[str, str | int | float] = field(default_factory=dict)
    p_values: tuple[float, ...] = ()
    unadjusted: tuple[float, ...] = ()


def days_of(observed: Observed) -> Days:
    """Days of the observations, shape (n,)."""
    return np.asarray(observed.frame.index.to_numpy(), dtype="datetime64[D]")


def column(observed: Observed, name: str) -> Values:
    """One column of the observations, shape (n,)."""
    return np.asarray(observed.frame[name].to_numpy(), dtype=np.float64)


def main_column(observed: Observed) -> str:
    """The column that a series is known by: its close, its value, the upper end of its range."""
    return {Kind.PRICE: "close", Kind.LEVEL: "value", Kind.EVENTS: "upper"}[observed.series.kind]


def path(observed: Observed, price: Price) -> Values:
    """Closing prices, or the index of total return, shape (n,)."""
    if price is Price.TOTAL_RETURN:
        return total_return_index(column(observed, "close"), column(observed, "dividend"))
    return column(observed, main_column(observed))


def located(settings: Settings, world: World, price: Price) -> tuple[Observed, Track, tuple[int, int, bool]]:
    """The observations of a reading, and where its window begins and ends among them."""
    observed = world.series(settings.series)
    low, high = ("low", "high") if price is Price.INTRADAY else (main_column(observed),) * 2
    track = Track(
        observed.series, days_of(observed), column(observed, low), column(observed, high), world.article, world.latest
    )
    return observed, track, shifted(positions(settings.window, track), settings.shift, track.days)


def step(observed: Observed, at: int, name: str, role: str) -> TraceStep:
    """The observation at one position as a step of a trace."""
    day: date = days_of(observed)[at].item()
    return TraceStep(role, observed.series.id, day, name, float(observed.frame[name].iloc[at]))
