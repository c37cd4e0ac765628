"""Second route to a return since publication and its two parts, from prices and one line through the year before."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from figurecheck.errors import InsufficientDataError
from figurecheck.verification.figures import Figure, Limits
from figurecheck.verification.long_run import Array, around, influence
from figurecheck.verification.market import YEAR, Market

FEWEST = 60


@dataclass(frozen=True)
class SinceFigures:
    """The returns of both, the slopes before and since with their intervals, and the two parts with their ranges.

    ``slope_since`` is None under three returns, its interval under 60.
    """

    value: float
    source: float
    slope_before: Figure
    slope_since: Figure | None
    implied: Figure
    rest: Figure


def since_figures(paths: Market, publication: pd.Timestamp) -> SinceFigures:
    """Split the return from the last close at or before publication to the last one that both have."""
    shared = paths.shared
    start = int((shared.index <= publication).sum()) - 1
    if start < FEWEST or start >= len(shared) - 1:
        raise InsufficientDataError(f"{start} returns before publication and {len(shared) - 1 - start} since")
    logs = np.log(shared.to_numpy())
    steps = np.diff(logs, axis=0)
    value, moved = (float(total) for total in np.exp(logs[-1] - logs[start]) - 1)
    before, inside = steps[max(0, start - YEAR) : start], steps[start:]
    slope = _slope(before)
    limits = _around(before, slope)
    implied = [(1 + moved) ** each - 1 for each in (slope, *limits)]
    rest = [(1 + value) / (1 + each) - 1 for each in implied]
    return SinceFigures(
        value,
        moved,
        Figure(slope, limits),
        _since(inside),
        Figure(implied[0], _ordered(implied[1:])),
        Figure(rest[0], _ordered(rest[1:])),
    )


def _since(inside: Array) -> Figure | None:
    if len(inside) < 3:
        return None
    slope = _slope(inside)
    return Figure(slope, _around(inside, slope) if len(inside) >= FEWEST else None)


def _slope(steps: Array) -> float:
    (variance, shared), _ = np.cov(steps[:, ::-1].T, ddof=0)
    return float(shared / variance)


def _around(steps: Array, slope: float) -> Limits:
    y, x = steps.T
    columns = np.column_stack([x, y, x * x, x * y])
    return around(slope, influence(columns, lambda m: (m[3] - m[0] * m[1]) / (m[2] - m[0] ** 2)))


def _ordered(ends: list[float]) -> Limits:
    return min(ends), max(ends)
