"""Returns of several series over the same days of a reading's window, and what every reading on them states."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Protocol

import numpy as np
import pandas as pd

from figurecheck.claims.settings import Settings
from figurecheck.claims.statistics import Frequency, Method
from figurecheck.errors import WindowError
from figurecheck.measures.alignment import AlignedReturns, aligned_returns
from figurecheck.measures.alignment import Calendar as Clock
from figurecheck.measures.checks import Floats
from figurecheck.measures.volatility import garch
from figurecheck.pipeline.evaluators.base import World, path
from figurecheck.pipeline.evaluators.paths import basis, window_positions
from figurecheck.series.model import Calendar, Kind
from figurecheck.store.reading import Observed
from figurecheck.verdicts.outcome import Interval

Parameters = Mapping[str, str | int | float]

HAC = "long-run variance (Bartlett), fixed-b critical values"
BOOTSTRAP = "stationary bootstrap of rows, percentiles"
NORMAL_WORTH = "effective normal observations"
"""Independent normal observations that would leave a figure as uncertain: fat tails lower their number too.

What the other label, "effective observations", counts are independent ones of the same spread.
"""
WIDE = "delta method, long-run variance over half of the days, fixed-b"
PAIRS_OF_DAYS = "stationary bootstrap of pairs of days"
DELTA_OF_LOG = "delta method on the logarithm, long-run variance over half of the days, fixed-b"
"""Where a figure has this interval and one of resampled days, this one comes first: it covers better."""


class _Limits(Protocol):
    @property
    def lower(self) -> float: ...

    @property
    def upper(self) -> float: ...

    @property
    def level(self) -> float: ...


@dataclass(frozen=True, eq=False)
class Pair:
    """Two series over the same days: ``x`` the reading's series, ``y`` the one it is set against, shape (n,)."""

    x: Floats
    y: Floats
    found: AlignedReturns

    @property
    def start(self) -> date:
        """The day of the first price used."""
        day: date = self.found.first_day.date()
        return day

    @property
    def end(self) -> date:
        """The day of the last price used."""
        return last_day(self.found)


def aligned(settings: Settings, world: World) -> AlignedReturns:
    """Returns of every series that the reading measures, one column a series, on days on which all have a value.

    Prices enter as simple returns, levels such as yields as differences in their own unit. Days are those of the New
    York exchange, unless every series trades around the clock. Raises MissingDataError or WindowError where a series
    does not reach the window, InsufficientDataError where the days in common are too few.
    """
    frequency = settings.frequency or Frequency.DAILY
    key = ("aligned returns", settings.measured, settings.window, settings.price, frequency)
    return world.once(key, lambda: _aligned(settings, world, frequency))


def _aligned(settings: Settings, world: World, frequency: Frequency) -> AlignedReturns:
    observed = [world.series(name) for name in settings.measured]
    prices = [one.series.id for one in observed if one.series.kind is Kind.PRICE]
    frame = _values(observed, settings, world)
    frame[prices] = np.log(frame[prices])
    clock: Clock = "24/7" if all(one.series.calendar is Calendar.ALWAYS for one in observed) else "XNYS"
    found = aligned_returns(frame, calendar=clock, frequency=frequency.value, change="difference")
    simple = {name: np.expm1(found.returns[name]) for name in prices}
    return replace(found, returns=found.returns.assign(**simple))


def _values(observed: list[Observed], settings: Settings, world: World) -> pd.DataFrame:
    """Values of each series, one column a series, from the earliest of the days on which the window begins for them.

    A window that begins on a closed day begins for a fund on the session before: the others start there as well.
    """
    ends = [window_positions(one, settings, world) for one in observed]
    first = min(one.frame.index[start] for one, (start, _) in zip(observed, ends, strict=True))
    paths = {}
    for one, (_, end) in zip(observed, ends, strict=True):
        whole = pd.Series(path(one, basis(one, settings)), index=one.frame.index)
        paths[one.series.id] = whole.iloc[: end + 1].loc[first:]
    return pd.DataFrame(paths)


def pair(settings: Settings, world: World) -> Pair:
    """The reading's two series; with the method ``garch`` their residuals standardised by a GARCH(1,1)."""
    if settings.series is None or settings.against is None:
        raise WindowError("the measure needs two series; the reading names one at most")
    found = aligned(settings, world)
    columns = [found.returns[name].to_numpy(dtype=np.float64) for name in (settings.series, settings.against)]
    if settings.method is Method.GARCH:
        columns = [_standardised(values.tobytes()) for values in columns]
    return Pair(columns[0], columns[1], found)


@lru_cache(maxsize=64)
def _standardised(values: bytes) -> Floats:
    """Residuals of a GARCH(1,1) over their standard deviation, fitted once for the same returns."""
    found = garch(np.frombuffer(values, dtype=np.float64)).standardised
    found.setflags(write=False)
    return found


def log_levels(settings: Settings, world: World) -> tuple[Floats, pd.DatetimeIndex]:
    """Log prices of the reading's two series less their first ones, shape (n + 1, 2), and their days."""
    if settings.frequency is Frequency.TWO_DAY:
        raise WindowError("log prices need returns that do not overlap; take daily or weekly ones")
    both = pair(settings, world)
    steps = np.log1p(np.column_stack([both.x, both.y]))
    levels = np.vstack([np.zeros(2), np.cumsum(steps, axis=0)])
    index = pd.DatetimeIndex(both.found.returns.index)
    return levels, index.insert(0, both.found.first_day)


def last_day(found: AlignedReturns) -> date:
    """The day of the last price used."""
    last: pd.Timestamp = found.returns.index[-1]
    return last.date()


def interval(limits: _Limits, method: str) -> Interval:
    """The limits that a measure found, as an interval of a figure."""
    return Interval(limits.lower, limits.upper, limits.level, method)


def days_left_out(found: AlignedReturns) -> dict[str, str | int | float]:
    """How many days had no value of some series, and how many returns reach across one."""
    return {"days left out": found.left_out, "returns across a day left out": found.spanning}
