"""Price paths inside a window and the returns of two or more series over the days that they share, in plain pandas."""

import pandas as pd

from figurecheck.claims.settings import Price, Settings
from figurecheck.claims.statistics import Frequency
from figurecheck.errors import InsufficientDataError, MissingDataError
from figurecheck.series.model import Calendar, Kind
from figurecheck.store.calendars import sessions
from figurecheck.verification.basket import reinvested
from figurecheck.verification.data import Data
from figurecheck.verification.windows import ends


def path(name: str | None, settings: Settings, data: Data) -> pd.Series:
    """Prices or levels of one series from the first to the last day of the window."""
    values, first = _to_the_end(name, settings, data)
    return values[first:]


def _to_the_end(name: str | None, settings: Settings, data: Data) -> tuple[pd.Series, pd.Timestamp]:
    """Prices or levels of one series to the last day of the window, and the first day of the window."""
    if name is None:
        raise MissingDataError("the reading names no such series")
    series, values = data.series[name], data.main(name)
    first, last = ends(settings.window, data.until_its_end(name), series, values, values)
    funds = series.kind is Kind.PRICE and series.calendar is not Calendar.ALWAYS
    if funds and settings.price is Price.TOTAL_RETURN:
        values = reinvested(data.table(name))
    return values[:last], first


def returns(names: tuple[str | None, ...], settings: Settings, data: Data) -> pd.DataFrame:
    """Simple returns of prices and changes of levels between neighbouring shared days.

    One column a series, one row a return, indexed by the day on which it ends.
    """
    common = shared_days(names, settings, data)
    changes = {name: _change(common[name], data.series[name].kind) for name in common.columns}
    return pd.DataFrame(changes).iloc[1:]


def shared_days(names: tuple[str | None, ...], settings: Settings, data: Data) -> pd.DataFrame:
    """Prices or levels of the series on the days on which all of them have one.

    The first is that of the series whose window begins earliest, for a window can begin on a day on which a fund is
    closed. The days are sessions in New York, unless every series trades around the clock; weekly ones are the last
    sessions of their weeks.
    """
    found = {name: _to_the_end(name, settings, data) for name in dict.fromkeys(names) if name is not None}
    common = pd.DataFrame({name: values for name, (values, _) in found.items()}).dropna()
    common = common[common.index >= min(first for _, first in found.values())]
    if {data.series[name].calendar for name in found} != {Calendar.ALWAYS}:
        open_days = sessions(common.index[0], common.index[-1] + pd.Timedelta(days=6))
        common = common[common.index.isin(_chosen(open_days, settings.frequency))]
    return common


def _chosen(open_days: pd.DatetimeIndex, frequency: Frequency | None) -> list[pd.Timestamp]:
    if frequency is Frequency.TWO_DAY:
        raise InsufficientDataError("the second route knows daily and weekly returns only")
    if frequency is not Frequency.WEEKLY:
        return list(open_days)
    last_of_week = {day.to_period("W-FRI"): day for day in open_days}
    return list(last_of_week.values())


def _change(values: pd.Series, kind: Kind) -> pd.Series:
    return values.diff() if kind is Kind.LEVEL else values.pct_change()
