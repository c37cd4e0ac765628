"""What every download must pass before it replaces what is stored."""

from datetime import date

import numpy as np
import pandas as pd

from figurecheck.errors import RefusedDataError
from figurecheck.series.model import Kind, Series
from figurecheck.store.calendars import closed_days, missing_days

MAXIMUM_MISSING = 0.02
"""Share of expected observations that may be absent; the rest is shown as gaps."""
RANGE_TOLERANCE = 1e-5
"""Relative slack of open and close against high and low, for vendors' single precision."""
PRICES = ("open", "high", "low", "close")


def check_download(frame: pd.DataFrame, series: Series, today: date, stored: pd.DatetimeIndex | None = None) -> None:
    """Raise RefusedDataError, with day and value, for the first thing in ``frame`` that cannot be right.

    ``stored`` are the days of the file that would be replaced (None: there is none).
    """
    days = pd.DatetimeIndex(frame.index)
    check_days(days, series, today)
    _check_history(days, series, stored)
    _check_calendar(days, series)
    for column in _bounded(series):
        _check_values(frame[column], series)
    if series.kind is Kind.PRICE:
        _check_price_bar(frame, series)
        _check_amounts(frame, series)
    if series.kind is Kind.EVENTS:
        _check_ranges(frame, series)
    _check_moves(frame, series)


def _refuse(series: Series, what: str) -> RefusedDataError:
    return RefusedDataError(f"{series.id}: {what}. Nothing was written; the stored file, if any, stays.")


def _bounded(series: Series) -> tuple[str, ...]:
    return {Kind.PRICE: PRICES, Kind.LEVEL: ("value",), Kind.EVENTS: ("lower", "upper")}[series.kind]


def _main(series: Series) -> str:
    return {Kind.PRICE: "close", Kind.LEVEL: "value", Kind.EVENTS: "upper"}[series.kind]


def check_days(days: pd.DatetimeIndex, series: Series, today: date) -> None:
    """Raise RefusedDataError where there is no day, or ``days`` repeat, do not ascend or reach beyond ``today``."""
    if days.empty:
        raise _refuse(series, f"found no observation from {series.start} on")
    if days.has_duplicates:
        raise _refuse(series, f"found {days[days.duplicated()][0].date()} twice")
    if not days.is_monotonic_increasing:
        where = int(np.argmax(np.diff(days.to_numpy()) < np.timedelta64(0, "s")))
        raise _refuse(series, f"found {days[where + 1].date()} after {days[where].date()}; days must ascend")
    if days[-1].date() > today:
        raise _refuse(series, f"found {days[-1].date()}, which is after today, {today}")


def _check_history(days: pd.DatetimeIndex, series: Series, stored: pd.DatetimeIndex | None) -> None:
    if stored is None:
        return
    lost = stored.difference(days)
    if not lost.empty:
        raise _refuse(series, f"{len(lost)} stored days are gone from the source, the first {lost[0].date()}")


def _check_calendar(days: pd.DatetimeIndex, series: Series) -> None:
    closed = closed_days(days, series)
    if not closed.empty:
        raise _refuse(series, f"found {closed[0].date()}, a day on which the exchange was closed")
    missing = missing_days(days, series)
    share = missing / (len(days) + missing)
    if share > MAXIMUM_MISSING:
        raise _refuse(
            series, f"{missing} expected observations ({share:.1%}) are missing; {MAXIMUM_MISSING:.0%} may be"
        )


def _check_values(values: pd.Series, series: Series) -> None:
    if values.name == _main(series) and values.isna().any():
        raise _refuse(series, f"found no {values.name} on {_first(values.isna())}")
    infinite = np.isinf(values)
    outside = (values < series.lower) | (values > series.upper) | infinite
    if series.kind is Kind.PRICE and (values <= 0).any():
        raise _refuse(series, f"found the {values.name} {values[values <= 0].iloc[0]:g} on {_first(values <= 0)}")
    if outside.any():
        found = values[outside].iloc[0]
        bounds = f"{series.lower:g} to {series.upper:g}"
        raise _refuse(series, f"found the {values.name} {found:g} on {_first(outside)}, outside {bounds}")


def _check_price_bar(frame: pd.DataFrame, series: Series) -> None:
    high, low = frame["high"], frame["low"]
    if (high < low * (1 - RANGE_TOLERANCE)).any():
        raise _refuse(series, f"found a high below the low on {_first(high < low * (1 - RANGE_TOLERANCE))}")
    for column in ("open", "close"):
        outside = (frame[column] > high * (1 + RANGE_TOLERANCE)) | (frame[column] < low * (1 - RANGE_TOLERANCE))
        if outside.any():
            raise _refuse(series, f"found the {column} outside high and low on {_first(outside)}")


def _check_amounts(frame: pd.DataFrame, series: Series) -> None:
    for column in ("volume", "dividend"):
        wrong = (frame[column] < 0) | np.isinf(frame[column])
        if wrong.any():
            raise _refuse(series, f"found the {column} {frame[column][wrong].iloc[0]:g} on {_first(wrong)}")
    if frame["dividend"].isna().any():
        raise _refuse(series, f"found no dividend on {_first(frame['dividend'].isna())}; 0 means none was paid")


def _check_ranges(frame: pd.DataFrame, series: Series) -> None:
    wrong = frame["lower"] > frame["upper"]
    if wrong.any():
        raise _refuse(series, f"found a lower limit above the upper one on {_first(wrong)}")


def _check_moves(frame: pd.DataFrame, series: Series) -> None:
    if series.max_move is None:
        return
    now, before = frame[_main(series)], frame[_main(series)].shift()
    price = series.kind is Kind.PRICE
    move = ((now / before).combine(before / now, max) - 1) if price else (now - before).abs()
    if (move > series.max_move).any():
        where = _first(move > series.max_move)
        size = f"{move.max():.3g} {'of the smaller value' if price else series.unit}"
        raise _refuse(series, f"found a move of up to {size}, first on {where}; {series.max_move:g} is the most")


def _first(where: pd.Series) -> date:
    day: pd.Timestamp = where.index[int(np.argmax(where.to_numpy()))]
    return day.date()
