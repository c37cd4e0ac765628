"""How many times as illiquid one asset is as another; a basket is as illiquid as its members are on average."""

import numpy as np
import pandas as pd

from figurecheck.claims.settings import Settings
from figurecheck.claims.statistics import Estimator
from figurecheck.errors import InsufficientDataError
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
from figurecheck.pipeline.evaluators.pairs import DELTA_OF_LOG
from figurecheck.pipeline.evaluators.paths import cut_frame
from figurecheck.series.catalogue import builtin_catalogue
from figurecheck.verdicts.outcome import Interval

SHORTEST_BLOCK = 21.0
"""A month of sessions, because illiquidity comes and goes over months."""
WINDOW_REPLICATIONS = 199
"""Resamples of an estimator that needs its whole window at once, which takes a hundred times as long."""
_COLUMNS = ("open", "high", "low", "close", "volume")
_WHOLE = {Estimator.ROLL: roll, Estimator.EDGE: efficient_spread, Estimator.FHT: fong_holden_trzcinka}


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
        interval=Interval(ratio.lower, ratio.upper, ratio.level, "stationary bootstrap of days"),
        second_interval=Interval(robust.lower, robust.upper, robust.level, DELTA_OF_LOG),
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
    """The ratio of two estimates that need the whole window at once; not for a basket."""
    if any(len(builtin_catalogue().stored(name)) > 1 for name in settings.measured):
        raise InsufficientDataError(f"liquidity: {estimator.value} is no mean of days; a basket has no bars of its own")
    frames = [cut_frame(name, settings, world).dropna() for name in (settings.series, settings.against)]
    shared = frames[0].index.intersection(frames[1].index)
    first, second = (_bars(frame.loc[shared]) for frame in frames)
    ratio = liquidity_ratio(first, second, _WHOLE[estimator], world.seed, min(world.replications, WINDOW_REPLICATIONS))
    return Evaluated(
        ratio.value,
        settings.measured,
        shared[0].date(),
        shared[-1].date(),
        ratio.n,
        estimator.value,
        "estimate of the first / estimate of the second",
        interval=Interval(ratio.lower, ratio.upper, ratio.level, "stationary bootstrap of days"),
        parameters={
            f"estimate of {settings.series}": ratio.first,
            f"estimate of {settings.against}": ratio.second,
            **(_still(settings, first, second) if estimator is Estimator.FHT else {}),
            "block length": ratio.block_length,
            "replications": ratio.replications,
            "seed": ratio.seed,
        },
    )


def _still(settings: Settings, first: Bars, second: Bars) -> dict[str, str | int | float]:
    """The days that the estimate rests on."""
    return {
        f"days without a move of {settings.series}": still_days(first),
        f"days without a move of {settings.against}": still_days(second),
    }


EVALUATORS = {"illiquidity_ratio": _illiquidity_ratio}
