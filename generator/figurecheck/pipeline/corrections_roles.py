"""Hedge, diversifier, safe haven or none: the role of each series in and out of the corrections of another."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from figurecheck.claims.statistics import Timing
from figurecheck.errors import MeasureError
from figurecheck.measures.alignment import aligned_returns
from figurecheck.measures.checks import Floats
from figurecheck.measures.episodes import Bounded, in_phase
from figurecheck.measures.safe_haven import (
    HEDGE_ROLES,
    SAFE_HAVEN_ROLES,
    Effect,
    Role,
    SafeHavenRegression,
    safe_haven_regression,
)
from figurecheck.measures.safe_haven_bootstrap import ResampledSlopes, bootstrap_slopes_of_states
from figurecheck.measures.safe_haven_bootstrap import Slope as ResampledSlope
from figurecheck.measures.state_slopes import RobustSlope, agreed_role, hac_state_slope
from figurecheck.pipeline.evaluators.episodes import Correction, spans
from figurecheck.pipeline.evaluators.iterated import short
from figurecheck.pipeline.evaluators.pairs import HAC
from figurecheck.verdicts.corrections import Eras, Resampling, Roles, Slope
from figurecheck.verdicts.outcome import Interval

NIL_SHARE = 0.1
"""A slope is nil within this share of the ratio of the two standard deviations (Baur and McDermott's weak roles)."""


_LEVEL = 0.95
_DELTA = "quasi-maximum likelihood, delta method"
_BLOCKS = "least squares, stationary bootstrap"

_Choice = Callable[[pd.DatetimeIndex], NDArray[np.bool_]]
_Drawn = tuple[ResampledSlope, ResampledSlope, ResampledSlopes]


@dataclass(frozen=True)
class _Work:
    """The seed and the number of resamples, and what was computed with them."""

    plan: tuple[int, int]
    memory: dict[Hashable, Any]

    def slopes(
        self, asset: Floats, source: Floats, states: Sequence[NDArray[np.bool_]]
    ) -> tuple[SafeHavenRegression, tuple[_Drawn, ...]]:
        """The regression on tails, and the slopes of each of ``states``; the same arrays are computed once."""
        key = (self.plan, *(values.tobytes() for values in (asset, source, *states)))
        if key not in self.memory:
            regression = safe_haven_regression(asset, source, margin=NIL_SHARE)
            self.memory[key] = regression, bootstrap_slopes_of_states(asset, source, states, *self.plan)
        found: tuple[SafeHavenRegression, tuple[_Drawn, ...]] = self.memory[key]
        return found


@dataclass(frozen=True)
class _ByState:
    outside: Slope
    inside: Slope
    resampling: Resampling


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
    return _every_role(series, falling, found, _Work((seed, replications), {}), None)


def state_roles_by_era(
    series: Mapping[str, pd.Series],
    falling: pd.Series,
    found: Sequence[Correction],
    plan: tuple[int, int],
    day: date,
    memory: dict[Hashable, Any] | None = None,
) -> Eras | None:
    """The same over the returns that end before ``day`` and over those that end on it or later.

    ``plan`` holds the seed and the number of resamples; the corrections are those of all days. ``memory`` keeps what
    was computed, for the same returns at another date. None unless either side has enough days for some series.
    """
    first, work = pd.Timestamp(day), _Work(plan, {} if memory is None else memory)
    before = _every_role(series, falling, found, work, lambda days: days < first)
    since = _every_role(series, falling, found, work, lambda days: days >= first)
    return Eras(day, before, since) if before and since else None


def _every_role(
    series: Mapping[str, pd.Series],
    falling: pd.Series,
    found: Sequence[Correction],
    work: _Work,
    chosen: _Choice | None,
) -> tuple[Roles, ...]:
    known = spans(tuple(found), Timing.EX_ANTE, falling.index[-1])
    phases = [one.phase for one in found], known
    told = (_role(name, prices, falling, phases, work, chosen) for name, prices in series.items())
    return tuple(one for one in told if one is not None)


def _role(
    name: str,
    prices: pd.Series,
    falling: pd.Series,
    phases: tuple[Sequence[Bounded], Sequence[Bounded]],
    work: _Work,
    chosen: _Choice | None,
) -> Roles | None:
    """``phases`` are the falls from peak to trough, and from the day each was known to the day its end was."""
    try:
        moves = aligned_returns(pd.DataFrame({"asset": prices, "source": falling})).returns
        moves = moves if chosen is None else moves.loc[chosen(pd.DatetimeIndex(moves.index))]
        asset, source = (moves[column].to_numpy(dtype=np.float64) for column in ("asset", "source"))
        states = [in_phase(pd.DatetimeIndex(moves.index), each) for each in phases]
        regression, drawn = work.slopes(asset, source, states)
        hindsight, known = (
            _by_state((asset, source), *one, regression.margin) for one in zip(states, drawn, strict=True)
        )
    except MeasureError:
        return None
    return Roles(
        series=name,
        first_day=moves.index[0].date(),
        last_day=moves.index[-1].date(),
        average=_of_effect(regression.average),
        crashes=_of_effect(next(effect for effect in regression.tails if effect.place.tail == 0.05)),
        outside=hindsight.outside,
        inside=hindsight.inside,
        known_outside=known.outside,
        known_inside=known.inside,
        margin=regression.margin,
        resampling=hindsight.resampling,
    )


def _by_state(moves: tuple[Floats, Floats], falls: NDArray[np.bool_], found: _Drawn, margin: float) -> _ByState:
    """The slopes outside of the falls and in them; ``moves`` are those of the asset and of the source."""
    outside, inside, drawn = found
    robust = [hac_state_slope(*moves, state) for state in (~falls, falls)]
    return _ByState(
        _of_slope(outside, robust[0], margin, HEDGE_ROLES),
        _of_slope(inside, robust[1], margin, SAFE_HAVEN_ROLES),
        Resampling(drawn.block_length, drawn.replications, drawn.seed),
    )


def _of_effect(effect: Effect) -> Slope:
    """A likelihood was searched for it: six digits are those of every processor."""
    limits = Interval(short(effect.lower), short(effect.upper), _LEVEL, _DELTA)
    return Slope(short(effect.value), limits, effect.role.value, effect.place.days)


def _of_slope(slope: ResampledSlope, robust: RobustSlope, margin: float, roles: tuple[Role, ...]) -> Slope:
    role, fragile = agreed_role(slope, robust, margin, roles)
    return Slope(
        slope.value,
        Interval(slope.lower, slope.upper, _LEVEL, _BLOCKS),
        role.value,
        robust.n,
        second=Interval(robust.lower, robust.upper, robust.level, HAC),
        limit_errors=(slope.lower_error, slope.upper_error),
        fragile=fragile,
    )
