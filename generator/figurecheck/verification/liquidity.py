"""Second route to ratios of two daily averages: illiquidity of stocks or of a basket, and counts of sharp drops."""

from collections.abc import Callable

import numpy as np
import pandas as pd

from figurecheck.claims.settings import Settings
from figurecheck.claims.statistics import Estimator
from figurecheck.errors import InsufficientDataError, MissingDataError
from figurecheck.verification.data import Data
from figurecheck.verification.figures import Figure
from figurecheck.verification.long_run import Array, around_ratio, influence
from figurecheck.verification.pairs import path, returns
from figurecheck.verification.resampling import block_length, middle, resampled

MONTH = 21.0
SHARP = -0.05


def illiquidity_ratio(settings: Settings, data: Data) -> Figure:
    """Mean daily illiquidity of the series over that of the other, on the days that both have."""
    if settings.estimator not in _DAILY:
        raise InsufficientDataError(f"the second route has no daily form of {settings.estimator}")
    daily = {name: _days(name, settings, data) for name in settings.measured}
    both = pd.DataFrame(daily).dropna().to_numpy()
    moves = _ratio_influence(both)
    drawn = resampled(both, lambda rows: float(rows[:, 0].sum() / rows[:, 1].sum()), max(MONTH, block_length(moves)))
    value = float(both[:, 0].mean() / both[:, 1].mean())
    return Figure(value, around_ratio(value, moves), middle(drawn))


def sharp_drop_ratio(settings: Settings, data: Data) -> Figure:
    """Days on which the series fell by 5 % or more over the days on which the other did."""
    pair = returns((settings.series, settings.against), settings, data).to_numpy()
    falls = (pair <= SHARP).astype(np.float64)
    block = block_length(pair[:, 0], pair[:, 1])
    drawn = resampled(falls, lambda rows: float((rows[:, 0].sum() + 0.5) / (rows[:, 1].sum() + 0.5)), block)
    value = float(falls[:, 0].sum() / falls[:, 1].sum())
    return Figure(value, around_ratio(value, _ratio_influence(falls)), middle(drawn))


def _ratio_influence(columns: Array) -> Array:
    return influence(columns, lambda means: float(means[0] / means[1]))


def _days(name: str, settings: Settings, data: Data) -> pd.Series:
    """Illiquidity of each day; for a basket the mean over its members that have a value on the day."""
    if settings.estimator is None:
        raise MissingDataError("the reading names no estimator")
    inside = path(name, settings, data).index
    members = data.members.get(name, (name,))
    bars = {one: data.table(one).loc[inside[0] : inside[-1]] for one in members}
    each = {one: _DAILY[settings.estimator](table) for one, table in bars.items()}
    return pd.DataFrame(each).mean(axis=1, skipna=True)


def _amihud(bars: pd.DataFrame) -> pd.Series:
    """Absolute return over dollar volume, in millionths; none on a day without trade."""
    dollars = bars["close"] * bars["volume"]
    daily: pd.Series = 1e6 * bars["close"].pct_change().abs() / dollars.where(dollars > 0)
    return daily.iloc[1:]


def _corwin_schultz(bars: pd.DataFrame) -> pd.Series:
    """Two-day spreads from highs and lows, the second day moved by the gap overnight, negative ones 0."""
    low, high, before = bars["low"], bars["high"], bars["close"].shift(1)
    gap = (before - high).clip(lower=0) - (low - before).clip(lower=0)
    now_low, now_high = low + gap, high + gap
    beta = np.log(high.shift(1) / low.shift(1)) ** 2 + np.log(now_high / now_low) ** 2
    top = pd.concat([high.shift(1), now_high], axis=1).max(axis=1)
    bottom = pd.concat([low.shift(1), now_low], axis=1).min(axis=1)
    root = 3 - 2 * np.sqrt(2)
    alpha = (np.sqrt(2 * beta) - np.sqrt(beta)) / root - np.sqrt(np.log(top / bottom) ** 2 / root)
    spread: pd.Series = 2 * (np.exp(alpha) - 1) / (1 + np.exp(alpha))
    return spread.clip(lower=0).iloc[1:]


def _abdi_ranaldo(bars: pd.DataFrame) -> pd.Series:
    """Two-day spreads from the close and the middles of two ranges, negative squares 0."""
    middle_of_range = (np.log(bars["high"]) + np.log(bars["low"])) / 2
    close = np.log(bars["close"])
    square = 4 * (close - middle_of_range).shift(1) * (close.shift(1) - middle_of_range)
    spread: pd.Series = np.sqrt(square.clip(lower=0))
    return spread.iloc[1:]


_DAILY: dict[Estimator | None, Callable[[pd.DataFrame], pd.Series]] = {
    Estimator.AMIHUD: _amihud,
    Estimator.CORWIN_SCHULTZ: _corwin_schultz,
    Estimator.ABDI_RANALDO: _abdi_ranaldo,
}
