"""Hedge, diversifier, safe haven or none: the role of each series in and out of the corrections of another."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from figurecheck.claims.statistics import Timing
from figurecheck.errors import MeasureError
from figurecheck.measures.alignment import aligned_returns
from figurecheck.measures.checks import Floats
from figurecheck.measures.episodes import Bounded, in_phase
from figurecheck.measures.safe_haven import HEDGE_ROLES, SAFE_HAVEN_ROLES, Effect, Role, classify, safe_haven_regression
from figurecheck.measures.safe_haven_bootstrap import Slope as ResampledSlope
from figurecheck.measures.safe_haven_bootstrap import bootstrap_state_slopes
from figurecheck.pipeline.evaluators.episodes import Correction, spans
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
    known = spans(tuple(found), Timing.EX_ANTE, falling.index[-1])
    phases = [one.phase for one in found], known
    told = (_role(name, prices, falling, phases, (seed, replications)) for name, prices in series.items())
    return tuple(one for one in told if one is not None)


def _role(
    name: str,
    prices: pd.Series,
    falling: pd.Series,
    phases: tuple[Sequence[Bounded], Sequence[Bounded]],
    plan: tuple[int, int],
) -> Roles | None:
    """``phases`` are the falls from peak to trough, and from the day each was known to the day its end was."""
    try:
        moves = aligned_returns(pd.DataFrame({"asset": prices, "source": falling})).returns
        asset, source = (moves[column].to_numpy(dtype=np.float64) for column in ("asset", "source"))
        regression = safe_haven_regression(asset, source)
        margin = NIL_SHARE * float(asset.std() / source.std())
        states = [in_phase(pd.DatetimeIndex(moves.index), each) for each in phases]
        hindsight, known = (_by_state(asset, source, state, margin, plan) for state in states)
    except MeasureError:
        return None
    return Roles(
        series=name,
        last_day=moves.index[-1].date(),
        average=_of_effect(regression.average),
        crashes=_of_effect(next(effect for effect in regression.tails if effect.place.tail == 0.05)),
        outside=hindsight[0],
        inside=hindsight[1],
        known_outside=known[0],
        known_inside=known[1],
    )


def _by_state(
    asset: Floats, source: Floats, falls: NDArray[np.bool_], margin: float, plan: tuple[int, int]
) -> tuple[Slope, Slope]:
    """The slopes outside of the falls and in them; ``plan`` holds the seed and the number of resamples."""
    outside, inside, _ = bootstrap_state_slopes(asset, source, falls, *plan)
    days = int(falls.sum())
    return (
        _of_slope(outside, margin, HEDGE_ROLES, falls.size - days),
        _of_slope(inside, margin, SAFE_HAVEN_ROLES, days),
    )


def _of_effect(effect: Effect) -> Slope:
    limits = Interval(effect.lower, effect.upper, _LEVEL, _DELTA)
    return Slope(effect.value, limits, effect.role.value, effect.place.days)


def _of_slope(slope: ResampledSlope, margin: float, roles: tuple[Role, ...], returns: int) -> Slope:
    role = classify(slope.lower, slope.upper, margin, roles)
    return Slope(slope.value, Interval(slope.lower, slope.upper, _LEVEL, _BLOCKS), role.value, returns)
