"""From the settings of a reading to its figure: fetches the observations, calls the measure, keeps the trace."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

import numpy as np
import pandas as pd

from figurecheck.claims.model import Article
from figurecheck.claims.settings import HighToLow, LowToHigh, Price, Settings
from figurecheck.errors import MissingDataError, WindowError
from figurecheck.measures import policy
from figurecheck.measures.names import MEASURES
from figurecheck.measures.returns import total_return_index, window_return
from figurecheck.measures.windows import Days, Values
from figurecheck.pipeline.positions import Track, positions
from figurecheck.series.model import Kind
from figurecheck.store.reading import Observed
from figurecheck.verdicts.outcome import Interval, TraceStep


@dataclass(frozen=True)
class World:
    """Everything a reading may look at: the article, the observations known at the date, and the last common day."""

    article: Article
    observed: Mapping[str, Observed]
    latest: date

    def series(self, identifier: str) -> Observed:
        """The observations of one series; raises MissingDataError where there are none at this date."""
        if identifier not in self.observed:
            raise MissingDataError(
                f"asked for {identifier}; the data folder does not have it; run: figurecheck refresh"
            )
        return self.observed[identifier]


@dataclass(frozen=True)
class Evaluated:
    """A figure with what is needed to check it by hand."""

    value: float
    series: tuple[str, ...]
    start: date
    end: date
    n: int
    method: str
    formula: str
    trace: tuple[TraceStep, ...]
    hindsight: bool = False
    interval: Interval | None = None
    parameters: Mapping[str, str | int | float] = field(default_factory=dict)


def evaluate(measure: str, settings: Settings, world: World) -> Evaluated:
    """The figure of ``measure`` under ``settings``; raises MeasureError or MissingDataError."""
    if settings.series is None or settings.window is None:
        raise WindowError(f"the measure {measure} needs {', '.join(MEASURES[measure].needs)}")
    return _EVALUATORS[measure](settings, world)


def _days(observed: Observed) -> Days:
    return np.asarray(observed.frame.index.to_numpy(), dtype="datetime64[D]")


def _column(observed: Observed, name: str) -> Values:
    return np.asarray(observed.frame[name].to_numpy(), dtype=np.float64)


def _main_column(observed: Observed) -> str:
    return {Kind.PRICE: "close", Kind.LEVEL: "value", Kind.EVENTS: "upper"}[observed.series.kind]


def _located(settings: Settings, world: World, price: Price) -> tuple[Observed, Track, tuple[int, int, bool]]:
    observed = world.series(settings.series or "")
    low, high = ("low", "high") if price is Price.INTRADAY else (_main_column(observed),) * 2
    track = Track(
        observed.series,
        _days(observed),
        _column(observed, low),
        _column(observed, high),
        world.article,
        world.latest,
    )
    return observed, track, positions(settings.window, track)


def _return(settings: Settings, world: World) -> Evaluated:
    price = settings.price or Price.CLOSE
    observed, track, (start, end, hindsight) = _located(settings, world, price)
    fields = _intraday_fields(settings.window) if price is Price.INTRADAY else (_main_column(observed),) * 2
    first, last = _step(observed, start, fields[0], "start"), _step(observed, end, fields[1], "end")
    value, formula = window_return(first.value, last.value), "end / start - 1"
    trace: tuple[TraceStep, ...] = (first, last)
    if price is Price.TOTAL_RETURN:
        reinvested, dividends = _reinvested(observed, start, end)
        value, formula = window_return(first.value, last.value * reinvested.value), "end x reinvested / start - 1"
        trace = (first, *dividends, reinvested, last)
    return _evaluated(value, track, (start, end), price.value, formula, trace, hindsight=hindsight)


def _intraday_fields(window: object) -> tuple[str, str]:
    """A rise runs from a low to a high, a fall from a high to a low; other windows have no intraday extremes."""
    if isinstance(window, LowToHigh):
        return "low", "high"
    if isinstance(window, HighToLow):
        return "high", "low"
    raise WindowError("intraday extremes need a window low_to_high or high_to_low")


def _reinvested(observed: Observed, start: int, end: int) -> tuple[TraceStep, tuple[TraceStep, ...]]:
    close, dividend = _column(observed, "close"), _column(observed, "dividend")
    index = total_return_index(close[start : end + 1], dividend[start : end + 1])
    factor = float((index[-1] / index[0]) / (close[end] / close[start]))
    paid = [start + 1 + int(at) for at in np.flatnonzero(np.nan_to_num(dividend[start + 1 : end + 1]) > 0)]
    day = observed.frame.index[end].date()
    step = TraceStep("reinvested", observed.series.id, day, "factor", factor)
    return step, tuple(_step(observed, at, "dividend", "dividend") for at in paid)


def _step(observed: Observed, at: int, name: str, role: str) -> TraceStep:
    row: pd.Timestamp = observed.frame.index[at]
    return TraceStep(role, observed.series.id, row.date(), name, float(observed.frame[name].iloc[at]))


def _evaluated(
    value: float,
    track: Track,
    window: tuple[int, int],
    method: str,
    formula: str,
    trace: tuple[TraceStep, ...],
    *,
    hindsight: bool,
) -> Evaluated:
    start, end = (track.days[at].item() for at in window)
    count = window[1] - window[0] + 1
    return Evaluated(value, (track.series.id,), start, end, count, method, formula, trace, hindsight)


def _level_change(settings: Settings, world: World) -> Evaluated:
    observed, track, (start, end, hindsight) = _located(settings, world, Price.CLOSE)
    name = _main_column(observed)
    value = policy.level_change(_column(observed, name), start, end)
    trace = (_step(observed, start, name, "start"), _step(observed, end, name, "end"))
    return _evaluated(value, track, (start, end), "last minus first", "end - start", trace, hindsight=hindsight)


def _counted(settings: Settings, world: World, role: str, find: Callable[[Observed, int, int], list[int]]) -> Evaluated:
    observed, track, (start, end, hindsight) = _located(settings, world, Price.CLOSE)
    name = _main_column(observed)
    found = find(observed, start, end)
    trace = tuple(_step(observed, at, name, role) for at in found)
    method, formula = "days counted", f"number of {role}s"
    return _evaluated(float(len(found)), track, (start, end), method, formula, trace, hindsight=hindsight)


def _rises(settings: Settings, world: World) -> Evaluated:
    return _counted(settings, world, "rise", lambda o, i, j: policy.rises(_column(o, _main_column(o)), i, j))


def _cuts(settings: Settings, world: World) -> Evaluated:
    return _counted(settings, world, "cut", lambda o, i, j: policy.cuts(_column(o, _main_column(o)), i, j))


def _unscheduled_cuts(settings: Settings, world: World) -> Evaluated:
    def find(observed: Observed, start: int, end: int) -> list[int]:
        upper, scheduled = _column(observed, "upper"), _column(observed, "scheduled")
        return policy.unscheduled_cuts(_days(observed), upper, scheduled, start, end)

    return _counted(settings, world, "cut", find)


_EVALUATORS: dict[str, Callable[[Settings, World], Evaluated]] = {
    "window_return": _return,
    "level_change": _level_change,
    "rises": _rises,
    "cuts": _cuts,
    "unscheduled_cuts": _unscheduled_cuts,
}
