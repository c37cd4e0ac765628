"""Second route to what happened around events: windows one after the other, abnormal returns as dummy variables."""

from math import sqrt

import numpy as np
import pandas as pd
import statsmodels.api as sm
from scipy.stats import t as student

from figurecheck.claims.settings import Settings
from figurecheck.errors import InsufficientDataError, MissingDataError, WindowError
from figurecheck.series.model import Calendar
from figurecheck.store.calendars import sessions
from figurecheck.verification.data import Data
from figurecheck.verification.figures import Figure, Limits
from figurecheck.verification.windows import ends, the_day

LEARN_FROM, LEARN_TO = -260, -11
YEARS = 3


def event_effect(settings: Settings, data: Data) -> Figure:
    """Mean of the returns around every decision that moved the rate as asked."""
    first, last = _around(settings)
    close = data.main(_name(settings))
    moves = []
    for day in _decisions(settings, data):
        zero = len(close.loc[: day - pd.Timedelta(days=1)])
        moves.append(float(close.iloc[zero + last] / close.iloc[zero + first - 1] - 1))
    return Figure(float(np.mean(moves)))


def event_rank(settings: Settings, data: Data) -> Figure:
    """Share of all windows of as many sessions in the three years before that rose as much, this one counted."""
    name = _name(settings)
    close = data.main(name)
    start, end = ends(settings.window, data, data.series[name], close, close)
    length = len(close.loc[start:end]) - 1
    reached = float(close[end] / close[start] - 1)
    before = close.loc[start - pd.DateOffset(years=YEARS) : start].tolist()
    others = [before[at + length] / before[at] - 1 for at in range(len(before) - length)]
    return Figure((1 + sum(other >= reached for other in others)) / (1 + len(others)))


def abnormal_return(settings: Settings, data: Data) -> Figure:
    """The window of one event, each of its days with a dummy variable of its own (Salkever 1976)."""
    name = _name(settings)
    close = data.main(name)
    start, _ = ends(settings.window, data, data.series[name], close, close)
    first, last = settings.window.first, settings.window.last  # type: ignore[union-attr]
    days = pd.DatetimeIndex(close.index)
    zero = days[days.tolist().index(start) + 1 - first]
    value, error, degrees = _dummies(_returns(settings, data), zero, first, last)
    return Figure(value, _student(value, error, degrees))


def mean_abnormal_return(settings: Settings, data: Data) -> Figure:
    """The mean over decisions, with the errors of the forecasts and with the spread between them."""
    first, last = _around(settings)
    table = _returns(settings, data)
    found = [_dummies(table, day, first, last) for day in _decisions(settings, data)]
    values = np.array([value for value, _, _ in found])
    forecast = sqrt(sum(error**2 for _, error, _ in found)) / len(found)
    mean, across = float(values.mean()), float(values.std(ddof=1)) / sqrt(len(found))
    degrees = min(one for _, _, one in found)
    return Figure(mean, _student(mean, forecast, degrees), _student(mean, across, len(found) - 1))


def _name(settings: Settings) -> str:
    if settings.series is None:
        raise MissingDataError("an event needs a series")
    return settings.series


def _around(settings: Settings) -> tuple[int, int]:
    if settings.decisions is None:
        raise WindowError("the reading names no decisions")
    return settings.decisions.first, settings.decisions.last


def _decisions(settings: Settings, data: Data) -> list[pd.Timestamp]:
    """Walk through the list and keep the days on which the rate stood above, or below, the decision before."""
    wanted, days, before = settings.decisions, [], None
    if wanted is None:
        raise WindowError("the reading names no decisions")
    levels = data.main(wanted.series)
    for day, level in zip(pd.DatetimeIndex(levels.index), levels.tolist(), strict=True):
        moved = 0.0 if before is None else level - before
        before = level
        inside = pd.Timestamp(wanted.start) <= day <= the_day(wanted.end, data)
        if inside and (moved > 0 if wanted.change == "rise" else moved < 0):
            days.append(day)
    if not days:
        raise InsufficientDataError("no such decision inside the span")
    return days


def _returns(settings: Settings, data: Data) -> pd.DataFrame:
    """Returns of the series, and of the market where there is one, between shared sessions."""
    close = pd.DataFrame({name: data.main(name) for name in settings.measured}).dropna()
    if any(data.series[name].calendar is not Calendar.ALWAYS for name in settings.measured):
        close = close[close.index.isin(sessions(close.index[0], close.index[-1]))]
    return close.pct_change().iloc[1:]


def _dummies(table: pd.DataFrame, day: pd.Timestamp, first: int, last: int) -> tuple[float, float, int]:
    """Sum of the dummies' coefficients, its standard error and the degrees of freedom of the regression."""
    zero = len(table.loc[: day - pd.Timedelta(days=1)])
    length = last - first + 1
    rows = [*range(zero + LEARN_FROM, zero + LEARN_TO + 1), *range(zero + first, zero + last + 1)]
    chosen = table.iloc[rows].to_numpy()
    marks = np.vstack([np.zeros((len(rows) - length, length)), np.eye(length)])
    fitted = sm.OLS(chosen[:, 0], np.column_stack([marks, np.ones(len(rows)), chosen[:, 1:]])).fit()
    summed = np.concatenate([np.ones(length), np.zeros(chosen.shape[1])])
    error = sqrt(float(summed @ fitted.cov_params() @ summed))
    return float(summed @ fitted.params), error, int(fitted.df_resid)


def _student(value: float, error: float, degrees: int) -> Limits:
    half = float(student.ppf(0.975, degrees)) * error
    return value - half, value + half
