"""Hedge, diversifier, safe haven or none: the role of each series in and out of the corrections of another."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from figurecheck.errors import MeasureError
from figurecheck.measures.alignment import aligned_returns
from figurecheck.measures.episodes import in_phase
from figurecheck.measures.safe_haven import HEDGE_ROLES, SAFE_HAVEN_ROLES, Effect, Role, classify, safe_haven_regression
from figurecheck.measures.safe_haven_bootstrap import Slope, bootstrap_state_slopes
from figurecheck.pipeline.evaluators.episodes import Correction

NIL_SHARE = 0.1
"""A slope is nil within this share of the ratio of the two standard deviations (Baur and McDermott's weak roles)."""


@dataclass(frozen=True)
class StateSlope:
    """A slope with its interval and the role that it shows."""

    value: float
    lower: float
    upper: float
    role: Role
    returns: int


@dataclass(frozen=True)
class StateRole:
    """One series: its role on average and on the worst twentieth of days, and out of and in corrections.

    ``average`` and ``crashes`` come from the regression of Baur and McDermott (delta method), ``outside`` and
    ``inside`` from least squares with resampled blocks; corrections run from peak to trough, in hindsight. All four are
    None where ``reason`` says why.
    """

    series: str
    first_day: date | None
    last_day: date | None
    n: int
    margin: float | None
    average: StateSlope | None
    crashes: StateSlope | None
    outside: StateSlope | None
    inside: StateSlope | None
    block_length: float | None
    replications: int
    seed: int
    reason: str


def state_roles(
    series: Mapping[str, pd.Series],
    falling: pd.Series,
    found: Sequence[Correction],
    seed: int,
    replications: int,
) -> tuple[StateRole, ...]:
    """The role of every series towards ``falling``, each over the days that both have."""
    return tuple(_role(name, prices, falling, found, (seed, replications)) for name, prices in series.items())


def _role(
    name: str, prices: pd.Series, falling: pd.Series, found: Sequence[Correction], plan: tuple[int, int]
) -> StateRole:
    seed, replications = plan
    try:
        moves = aligned_returns(pd.DataFrame({"asset": prices, "source": falling})).returns
        asset, source = (moves[column].to_numpy(dtype=np.float64) for column in ("asset", "source"))
        regression = safe_haven_regression(asset, source)
        falls = in_phase(pd.DatetimeIndex(moves.index), [one.phase for one in found])
        outside, inside, drawn = bootstrap_state_slopes(asset, source, falls, seed, replications)
    except MeasureError as problem:
        return StateRole(name, None, None, 0, None, None, None, None, None, None, replications, seed, str(problem))
    margin = NIL_SHARE * float(asset.std() / source.std())
    days = int(falls.sum())
    return StateRole(
        series=name,
        first_day=moves.index[0].date(),
        last_day=moves.index[-1].date(),
        n=regression.n,
        margin=margin,
        average=_of_effect(regression.average),
        crashes=_of_effect(next(effect for effect in regression.tails if effect.place.tail == 0.05)),
        outside=_of_slope(outside, margin, HEDGE_ROLES, falls.size - days),
        inside=_of_slope(inside, margin, SAFE_HAVEN_ROLES, days),
        block_length=drawn.block_length,
        replications=replications,
        seed=seed,
        reason="",
    )


def _of_effect(effect: Effect) -> StateSlope:
    return StateSlope(effect.value, effect.lower, effect.upper, effect.role, effect.place.days)


def _of_slope(slope: Slope, margin: float, roles: tuple[Role, ...], returns: int) -> StateSlope:
    role = classify(slope.lower, slope.upper, margin, roles)
    return StateSlope(slope.value, slope.lower, slope.upper, role, returns)
