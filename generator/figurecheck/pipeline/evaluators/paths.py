"""Price paths cut to the window of a reading, with the rule for series that have ended, and their aligned returns."""

from datetime import date

import numpy as np
import pandas as pd

from figurecheck.claims.settings import Price, Settings
from figurecheck.claims.statistics import Frequency
from figurecheck.measures.alignment import AlignedReturns, aligned_returns
from figurecheck.measures.windows import Values
from figurecheck.pipeline.evaluators.base import World, column, days_of, main_column, path
from figurecheck.pipeline.positions import Track, positions
from figurecheck.series.model import Calendar
from figurecheck.store.reading import Observed


def price_path(identifier: str | None, settings: Settings, world: World) -> pd.Series:
    """Prices of one series from the first to the last day of the reading's window, one row an observation.

    The price basis is that of the reading; a series that trades around the clock pays no dividend and stays on closes.
    Raises MissingDataError or WindowError where the series does not reach.
    """
    observed = world.series(identifier)
    return world.once(
        ("price path", identifier, settings.window, settings.price),
        lambda: _path(observed, settings, world),
    )


def _path(observed: Observed, settings: Settings, world: World) -> pd.Series:
    start, end = window_positions(observed, settings, world)
    prices = path(observed, _basis(observed, settings))
    return pd.Series(prices[start : end + 1], index=observed.frame.index[start : end + 1])


def window_positions(observed: Observed, settings: Settings, world: World) -> tuple[int, int]:
    """Positions of the first and last observation of the reading's window."""
    main = column(observed, main_column(observed))
    latest = _latest(observed, world)
    track = Track(observed.series, days_of(observed), main, main, world.article, latest)
    start, end, _ = positions(settings.window, track)
    return start, end


def _latest(observed: Observed, world: World) -> date:
    """The last day for this series: at publication a series that has ended is read to its end; today it leaves."""
    ended, published = observed.series.ended, world.article.article.publication_day
    if ended is not None and world.latest <= published:
        return min(ended, world.latest)
    return world.latest


def _basis(observed: Observed, settings: Settings) -> Price:
    around_the_clock = observed.series.calendar is Calendar.ALWAYS
    return Price.CLOSE if around_the_clock else settings.price or Price.CLOSE


def cut_frame(identifier: str | None, settings: Settings, world: World) -> pd.DataFrame:
    """All columns of one series inside the window, one row an observation."""
    observed = world.series(identifier)
    start, end = window_positions(observed, settings, world)
    return observed.frame.iloc[start : end + 1]


def aligned(settings: Settings, world: World) -> AlignedReturns:
    """Simple returns of the reading's series and the one it is set against, in columns ``series`` and ``against``.

    Both are taken between New York sessions on which both have a price, at the reading's frequency.
    """
    frequency = settings.frequency or Frequency.DAILY

    def compute() -> AlignedReturns:
        pair = {name: price_path(getattr(settings, name), settings, world) for name in ("series", "against")}
        return aligned_returns(pd.DataFrame(pair), frequency=frequency.value)

    key = ("aligned", settings.series, settings.against, settings.window, settings.price, frequency)
    return world.once(key, compute)


def columns(found: AlignedReturns) -> tuple[Values, Values]:
    """The returns of the series and of the one it is set against, each of shape (n,)."""
    first, second = (found.returns[name].to_numpy(dtype=np.float64) for name in ("series", "against"))
    return first, second


def span_of_returns(found: AlignedReturns) -> tuple[date, date]:
    """The day of the first price used and of the last."""
    last: pd.Timestamp = found.returns.index[-1]
    return found.first_day.date(), last.date()
