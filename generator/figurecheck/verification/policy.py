"""Second route to what the Federal Reserve did: the days of a window walked through one after the other."""

from collections.abc import Iterator
from itertools import pairwise

import pandas as pd

from figurecheck.claims.settings import Settings
from figurecheck.errors import MissingDataError
from figurecheck.verification.data import Data
from figurecheck.verification.figures import Figure
from figurecheck.verification.windows import ends


def level_change(settings: Settings, data: Data) -> Figure:
    """The level at the end of the window less the level at its start: the sum of its daily changes."""
    return Figure(sum(change for _, change in _changes(settings, data)))


def rises(settings: Settings, data: Data) -> Figure:
    """Days of the window on which the level stood higher than at the observation before."""
    return Figure(float(sum(1 for _, change in _changes(settings, data) if change > 0)))


def cuts(settings: Settings, data: Data) -> Figure:
    """Days of the window on which the level stood lower than at the observation before."""
    return Figure(float(sum(1 for _, change in _changes(settings, data) if change < 0)))


def unscheduled_cuts(settings: Settings, data: Data) -> Figure:
    """Decisions of the window that lowered the range outside a scheduled meeting."""
    scheduled = data.table(_name(settings))["scheduled"]
    return Figure(float(sum(1 for day, change in _changes(settings, data) if change < 0 and not scheduled[day])))


def _changes(settings: Settings, data: Data) -> Iterator[tuple[pd.Timestamp, float]]:
    name = _name(settings)
    level = data.main(name)
    first, last = ends(settings.window, data, data.series[name], level, level)
    days = pd.DatetimeIndex(level.index)
    for before, day in pairwise(days[(days >= first) & (days <= last)]):
        yield day, float(level[day]) - float(level[before])


def _name(settings: Settings) -> str:
    if settings.series is None:
        raise MissingDataError("a level needs a series")
    return settings.series
