"""Second route to the slopes in and out of corrections: normal equations of marked days, each state with its own."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from figurecheck.errors import InsufficientDataError
from figurecheck.verification.episodes import spans
from figurecheck.verification.figures import Figure, Limits
from figurecheck.verification.long_run import Array, half_width_inside, influence
from figurecheck.verification.market import YEAR, Market, falls
from figurecheck.verification.resampling import block_length, middle, resampled
from figurecheck.verification.role_words import drawn_errors
from figurecheck.verification.safe_haven import tail_regression

_OUTSIDE, _CRASHES = "outside tails", "worst twentieth"
MARGIN = 0.1
WORST = 0.05
TAILS = (0.10, 0.05, 0.01)
LIKELIHOOD_PLACES = (_OUTSIDE, _CRASHES)
_STATES = ("outside corrections", "in corrections", "outside corrections, as known", "in corrections, as known")


HAVEN_PLACES = (_CRASHES, _STATES[1], _STATES[3])
"""Where a slope is that of a safe haven; elsewhere it is that of a hedge."""


@dataclass(frozen=True)
class RoleFigures:
    """The slopes of one series by their places, the returns that each rests on, the margin, and the block length.

    ``errors`` are those that the number of draws leaves in the limits of resampled slopes.
    """

    slopes: Mapping[str, Figure]
    errors: Mapping[str, Limits]
    returns: Mapping[str, int]
    margin: float
    block: float


def role_figures(paths: Market, rule: str, days: str, day: pd.Timestamp | None) -> RoleFigures:
    """The slopes over all days, or ``before`` or ``since`` the ``day`` of the break."""
    moves = paths.shared.pct_change().iloc[1:]
    if days != "all" and day is not None:
        moves = moves[moves.index < day] if days == "before" else moves[moves.index >= day]
    if len(moves) < YEAR:
        raise InsufficientDataError(f"{len(moves)} returns are too few for slopes")
    y, x = (moves[name].to_numpy() for name in ("asset", "source"))
    found, last = falls(paths.falling, rule), paths.falling.index[-1]
    states = [_inside(moves.index, spans(found, last, ex_ante=known)) for known in (False, True)]
    line = _line(y, x)
    block = block_length((x - x.mean()) * (y - y.mean() - line * (x - x.mean())))
    drawn = resampled(np.column_stack([y, x, *states]), _both_states, block)
    values = _both_states(np.column_stack([y, x, *states]))
    each = [days for state in states for days in (~state, state)]
    robust = [_robust(y, x, days) for days in each]
    least_squares = {
        place: Figure(float(values[at]), middle(drawn[:, at]), robust[at]) for at, place in enumerate(_STATES)
    }
    counts = [int(days.sum()) for days in each]
    return RoleFigures(
        {**_tails(y, x), **least_squares},
        {place: drawn_errors(drawn[:, at]) for at, place in enumerate(_STATES)},
        {**_tail_days(x), **dict(zip(_STATES, counts, strict=True))},
        MARGIN * float(y.std() / x.std()),
        block,
    )


def _inside(days: pd.Index, falling: list[tuple[pd.Timestamp, pd.Timestamp]]) -> npt.NDArray[np.bool_]:
    """Whether each day lies after the first and at or before the last day of a fall."""
    inside = np.zeros(len(days), dtype=bool)
    for first, last in falling:
        inside |= (first < days) & (days <= last)
    return inside


def _line(y: Array, x: Array) -> float:
    return float(np.polynomial.polynomial.polyfit(x, y, 1)[1])


def _both_states(rows: Array) -> Array:
    """The four slopes of rows (y, x, state, state as known): in each pair two intercepts and two slopes."""
    both: Array = np.concatenate([_slopes(rows[:, 0], rows[:, 1], rows[:, 2 + at]) for at in (0, 1)])
    return both


def _slopes(y: Array, x: Array, state: Array) -> Array:
    design = np.column_stack([1 - state, state, x * (1 - state), x * state])
    solved = np.linalg.solve(design.T @ design, design.T @ y)
    return np.asarray(solved[2:], dtype=np.float64)


def _robust(y: Array, x: Array, days: npt.NDArray[np.bool_]) -> Limits:
    """The slope on the marked days as a function of five means, with the error of its influence on all days."""
    columns = np.column_stack([np.ones_like(x), x, y, x * x, x * y]) * days[:, None]
    value = _of_means(columns.mean(axis=0))
    half = half_width_inside(influence(columns, _of_means), days)
    return value - half, value + half


def _of_means(means: Array) -> float:
    share, x, y, squares, products = means
    return float((products - x * y / share) / (squares - x * x / share))


def _tails(y: Array, x: Array) -> dict[str, Figure]:
    """Outside of every tail and inside the worst twentieth, by quasi-maximum likelihood."""
    found = tail_regression(y, x, TAILS)
    return {_OUTSIDE: _figure(found(None)), _CRASHES: _figure(found(WORST))}


def _figure(found: tuple[float, Limits]) -> Figure:
    return Figure(*found)


def _tail_days(x: Array) -> dict[str, int]:
    widest, worst = (int((x <= np.quantile(x, tail)).sum()) for tail in (TAILS[0], WORST))
    return {_OUTSIDE: x.size - widest, _CRASHES: worst}
