"""Price paths cut to the window of a reading, with the rule for series that have ended."""

from datetime import date

import pandas as pd

from figurecheck.claims.settings import Price, Settings
from figurecheck.pipeline.evaluators.base import World, column, days_of, main_column, path
from figurecheck.pipeline.positions import Track, positions
from figurecheck.series.model import Calendar, Kind
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
    prices = path(observed, basis(observed, settings))
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


def basis(observed: Observed, settings: Settings) -> Price:
    """The price basis of the reading; levels and assets that trade around the clock pay no dividend."""
    fund = observed.series.kind is Kind.PRICE and observed.series.calendar is not Calendar.ALWAYS
    return settings.price or Price.CLOSE if fund else Price.CLOSE


def cut_frame(identifier: str | None, settings: Settings, world: World) -> pd.DataFrame:
    """All columns of one series inside the window, one row an observation."""
    observed = world.series(identifier)
    start, end = window_positions(observed, settings, world)
    return observed.frame.iloc[start : end + 1]
