"""How many times as illiquid one asset is as another; a basket is as illiquid as its members are on average."""

import numpy as np
import pandas as pd

from figurecheck.claims.settings import Settings
from figurecheck.claims.statistics import Estimator
from figurecheck.errors import DegenerateInputError, InsufficientDataError
from figurecheck.measures.daily_illiquidity import DAILY_ESTIMATORS, daily_illiquidity
from figurecheck.measures.liquidity import (
    Bars,
    daily_bars,
    efficient_spread,
    fong_holden_trzcinka,
    liquidity_ratio,
    roll,
    still_days,
)
from figurecheck.measures.ratio_of_means import resampled_ratio_of_means, robust_ratio_of_means
from figurecheck.pipeline.evaluators.base import Evaluated, World
from figurecheck.pipeline.evaluators.pairs import DELTA_OF_LOG, interval
from figurecheck.pipeline.evaluators.paths import cut_frame
from figurecheck.series.catalogue import builtin_catalogue

DAYS = "stationary bootstrap of days"
SHORTEST_BLOCK = 21.0
"""A month of sessions, because illiquidity comes and goes over months."""
WINDOW_REPLICATIONS = 199
"""Resamples of an estimator that needs its whole window at once, which takes a hundred times as long."""
_COLUMNS = ("open", "high", "low", "close", "volume")
_WHOLE = {Estimator.ROLL: roll, Estimator.EDGE: efficient_spread, Estimator.FHT: fong_holden_trzcinka}
_WITHOUT_INTERVAL = {
    Estimator.EDGE: "no resampled one holds a ratio with a spread as narrow as that of a fund",
    Estimator.ROLL: "the estimate is 0 in many resamples, wherever moves go on in their direction",
    Estimator.FHT: "the estimate of a wide spread is too low, so that resampled ones miss the ratio",
}
"""Why a ratio of two estimates has no interval; by FHT that of a basket alone."""


def _illiquidity_ratio(settings: Settings, world: World) -> Evaluated:
    estimator = settings.estimator or Estimator.AMIHUD
    if estimator.value in DAILY_ESTIMATORS:
        return _of_days(settings, world, estimator)
    return _of_window(settings, world, estimator)


def _of_days(settings: Settings, world: World, estimator: Estimator) -> Evaluated:
    """The ratio of two means of daily values, so that a basket can be averaged over its members day by day."""
    first, members = _daily(settings.series, settings, world, estimator)
    second, _ = _daily(settings.against, settings, world, estimator)
    both = pd.DataFrame({"first": first, "second": second}).dropna()
    if both.empty:
        raise InsufficientDataError(f"liquidity: {settings.series} and {settings.against} share no day of the window")
    days = both["first"].to_numpy(), both["second"].to_numpy()
    ratio = resampled_ratio_of_means(*days, world.seed, world.replications, shortest_block=SHORTEST_BLOCK)
    robust = robust_ratio_of_means(*days)
    parameters: dict[str, str | int | float] = {
        f"mean of {settings.series}": ratio.first,
        f"mean of {settings.against}": ratio.second,
        "stocks averaged": members,
        "effective observations": robust.effective_n,
        "block length": ratio.block_length,
        "bandwidth": robust.bandwidth,
        "replications": ratio.replications,
        "seed": ratio.seed,
    }
    return Evaluated(
        ratio.value,
        settings.measured,
        both.index[0].date(),
        both.index[-1].date(),
        ratio.n,
        estimator.value,
        "mean of the days of the first / mean of the same days of the second",
        interval=interval(robust, DELTA_OF_LOG),
        second_interval=interval(ratio, DAYS),
        parameters=parameters,
    )


def _daily(identifier: str | None, settings: Settings, world: World, estimator: Estimator) -> tuple[pd.Series, int]:
    """Illiquidity day by day, averaged over the members of a basket that have a value, and how many members."""
    members = builtin_catalogue().stored(identifier or "")

    def compute() -> pd.Series:
        window = cut_frame(identifier, settings, world).index
        frames = {name: world.series(name).frame for name in members}
        days = {name: _days(frame.loc[window[0] : window[-1]], estimator) for name, frame in frames.items()}
        return pd.DataFrame(days).mean(axis=1, skipna=True)

    return world.once(("illiquidity", identifier, settings.window, estimator), compute), len(members)


def _days(frame: pd.DataFrame, estimator: Estimator) -> pd.Series:
    return pd.Series(daily_illiquidity(_bars(frame), estimator.value), index=frame.index[1:])


def _bars(frame: pd.DataFrame) -> Bars:
    return daily_bars(*(np.asarray(frame[name], dtype=np.float64) for name in _COLUMNS))


def _of_window(settings: Settings, world: World, estimator: Estimator) -> Evaluated:
    """The ratio of two estimates that need the whole window at once; of a basket the mean over its members."""
    shared = _whole_days(settings.series, settings, world).intersection(_whole_days(settings.against, settings, world))
    first, second = (_each(name, shared, world) for name in (settings.series, settings.against))
    if estimator is not Estimator.FHT or len(first) > 1 or len(second) > 1:
        return _without_interval(settings, estimator, (first, second), shared)
    return _resampled(settings, world, (first[0], second[0]), shared)


def _whole_days(identifier: str | None, settings: Settings, world: World) -> pd.DatetimeIndex:
    """The days of the window: of a series those with a whole bar, of a basket all on which it has a value."""
    frame = cut_frame(identifier, settings, world)
    single = len(builtin_catalogue().stored(identifier or "")) == 1
    return pd.DatetimeIndex(frame.dropna().index if single else frame.index)


def _each(identifier: str | None, days: pd.DatetimeIndex, world: World) -> tuple[Bars, ...]:
    """The bars of a series, or those of each member of a basket on the days that it was listed."""
    members = builtin_catalogue().stored(identifier or "")
    frames = (world.series(name).frame[list(_COLUMNS)].dropna() for name in members)
    return tuple(_bars(frame.loc[frame.index.intersection(days)]) for frame in frames)


def _resampled(settings: Settings, world: World, both: tuple[Bars, Bars], days: pd.DatetimeIndex) -> Evaluated:
    """FHT of two funds, whose resampled ratio holds the true one about as often as it promises."""
    first, second = both
    replications = min(world.replications, WINDOW_REPLICATIONS)
    ratio = liquidity_ratio(first, second, fong_holden_trzcinka, world.seed, replications)
    return Evaluated(
        ratio.value,
        settings.measured,
        days[0].date(),
        days[-1].date(),
        ratio.n,
        Estimator.FHT.value,
        "estimate of the first / estimate of the second",
        interval=interval(ratio, DAYS),
        parameters={
            f"estimate of {settings.series}": ratio.first,
            f"estimate of {settings.against}": ratio.second,
            **_still(settings, first, second),
            "block length": ratio.block_length,
            "replications": ratio.replications,
            "seed": ratio.seed,
        },
    )


def _without_interval(
    settings: Settings,
    estimator: Estimator,
    both: tuple[tuple[Bars, ...], tuple[Bars, ...]],
    days: pd.DatetimeIndex,
) -> Evaluated:
    """The ratio of two means of estimates, where no resampled interval holds that of the spreads."""
    top, bottom = ([_WHOLE[estimator](bars) for bars in members] for members in both)
    if np.mean(bottom) <= 0.0:
        raise DegenerateInputError(f"liquidity: {estimator.value} of {settings.against} is 0; no ratio can be formed")
    named = zip((settings.series, settings.against), (top, bottom), strict=True)
    told = {name: value for series, found in named for name, value in _estimates(series, found).items()}
    return Evaluated(
        float(np.mean(top) / np.mean(bottom)),
        settings.measured,
        days[0].date(),
        days[-1].date(),
        len(days),
        estimator.value,
        "estimate of the first / estimate of the second",
        parameters={**told, "interval": f"none, as {_WITHOUT_INTERVAL[estimator]}"},
    )


def _estimates(series: str | None, found: list[float]) -> dict[str, str | int | float]:
    """The estimate of a series; of a basket the mean, with the ends of the members and how many are 0."""
    told: dict[str, str | int | float] = {f"estimate of {series}": float(np.mean(found))}
    if len(found) > 1:
        told |= {
            "stocks averaged": len(found),
            "lowest estimate of a stock": min(found),
            "highest estimate of a stock": max(found),
            "stocks whose estimate is 0": sum(one == 0.0 for one in found),
        }
    return told


def _still(settings: Settings, first: Bars, second: Bars) -> dict[str, str | int | float]:
    """The days that the estimate rests on."""
    return {
        f"days without a move of {settings.series}": still_days(first),
        f"days without a move of {settings.against}": still_days(second),
    }


EVALUATORS = {"illiquidity_ratio": _illiquidity_ratio}
