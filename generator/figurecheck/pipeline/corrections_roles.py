"""Hedge, diversifier, safe haven or none: the role of each series in and out of the corrections of another."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from figurecheck.errors import MeasureError
from figurecheck.measures.alignment import aligned_returns
from figurecheck.measures.episodes import in_phase
from figurecheck.measures.safe_haven import HEDGE_ROLES, SAFE_HAVEN_ROLES, Effect, Role, classify, safe_haven_regression
from figurecheck.measures.safe_haven_bootstrap import Slope as ResampledSlope
from figurecheck.measures.safe_haven_bootstrap import bootstrap_state_slopes
from figurecheck.pipeline.evaluators.episodes import Correction
from figurecheck.verdicts.corrections import Roles, Slope
from figurecheck.verdicts.outcome import Interval

NIL_SHARE = 0.1
"""A slope is nil within this share of the ratio of the two standard deviations (Baur and McDermott's weak roles)."""


_LEVEL = 0.95
_DELTA = "quasi-maximum likelihood, delta method"
_BLOCKS = "least squares, stationary bootstrap"


def state_roles(
    series: Mapping[str, pd.Series],
    falling: pd.Series,
    found: Sequence[Correction],
    seed: int,
    replications: int,
) -> tuple[Roles, ...]:
    """The role of every series towards ``falling``, each over the days that both have.

    A series whose days are too few for a regression is left out.
    """
    told = (_role(name, prices, falling, found, (seed, replications)) for name, prices in series.items())
    return tuple(one for one in told if one is not None)


def _role(
    name: str, prices: pd.Series, falling: pd.Series, found: Sequence[Correction], plan: tuple[int, int]
) -> Roles | None:
    seed, replications = plan
    try:
        moves = aligned_returns(pd.DataFrame({"asset": prices, "source": falling})).returns
        asset, source = (moves[column].to_numpy(dtype=np.float64) for column in ("asset", "source"))
        regression = safe_haven_regression(asset, source)
        falls = in_phase(pd.DatetimeIndex(moves.index), [one.phase for one in found])
        outside, inside, _ = bootstrap_state_slopes(asset, source, falls, seed, replications)
    except MeasureError:
        return None
    margin = NIL_SHARE * float(asset.std() / source.std())
    days = int(falls.sum())
    return Roles(
        series=name,
        last_day=moves.index[-1].date(),
        average=_of_effect(regression.average),
        crashes=_of_effect(next(effect for effect in regression.tails if effect.place.tail == 0.05)),
        outside=_of_slope(outside, margin, HEDGE_ROLES, falls.size - days),
        inside=_of_slope(inside, margin, SAFE_HAVEN_ROLES, days),
    )


def _of_effect(effect: Effect) -> Slope:
    limits = Interval(effect.lower, effect.upper, _LEVEL, _DELTA)
    return Slope(effect.value, limits, effect.role.value, effect.place.days)


def _of_slope(slope: ResampledSlope, margin: float, roles: tuple[Role, ...], returns: int) -> Slope:
    role = classify(slope.lower, slope.upper, margin, roles)
    return Slope(slope.value, Interval(slope.lower, slope.upper, _LEVEL, _BLOCKS), role.value, returns)
