"""What a return would have been had an asset followed another one as before, and what was left over."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from figurecheck.errors import InsufficientDataError, WindowError
from figurecheck.measures.alignment import AlignedReturns, aligned_returns
from figurecheck.measures.checks import Floats
from figurecheck.measures.hedging import minimum_variance_hedge_ratio
from figurecheck.measures.long_run_variance import mean_error
from figurecheck.measures.placebo import OLDEST_CLOSE, Span

YEAR = 250
FEWEST = 60
"""The fewest returns that a slope needs for a split to rest on it, and for an interval of its own."""

_LEVEL = 0.95


@dataclass(frozen=True)
class Limits:
    """The lower and the upper end of an interval, ``level`` as a fraction."""

    lower: float
    upper: float
    level: float


@dataclass(frozen=True)
class BetaDrift:
    """A return split in two: ``(1 + value) = (1 + implied) (1 + drift)``, all fractions.

    ``implied`` is what the source's return ``source`` times ``beta`` (on logarithms) would have given, ``beta`` the
    slope over the ``history`` daily returns that ended with the first close of the span, and ``beta_inside`` the slope
    inside the span (None under three returns). ``n`` counts the returns inside. ``beta_limits`` and ``inside_limits``
    are the intervals of the slopes (the latter None under 60 returns), ``implied_limits`` and ``drift_limits`` what
    the two ends of that of ``beta`` would have given: they hold the moves fixed, so chance in ``drift`` is not in them.
    """

    value: float
    source: float
    beta: float
    beta_inside: float | None
    implied: float
    drift: float
    beta_limits: Limits
    inside_limits: Limits | None
    implied_limits: Limits
    drift_limits: Limits
    history: int
    n: int
    first_close: pd.Timestamp
    last_close: pd.Timestamp


def paired_moves(asset: pd.Series, source: pd.Series) -> AlignedReturns:
    """Daily log returns of two positive price paths, columns ``asset`` and ``source``, between New York sessions."""
    return aligned_returns(pd.DataFrame({"asset": asset, "source": source}), change="log")


def beta_drift(moves: AlignedReturns, span: Span, history: int = YEAR) -> BetaDrift:
    """Split the return of the asset inside ``span`` by its slope on the source before the span.

    ``moves`` come from :func:`paired_moves`; the span runs from the last close at or before its start to the last at or
    before its end. The slope is that of least squares on up to ``history`` daily log returns before the span, so it
    knows nothing of it; with one period and one slope the split is exact, not an estimate of a cause. The intervals of
    95 % of the slopes are those of least squares under dependence (Newey and West 1987), fixed-b. Raises
    WindowError when the returns do not cover the span, InsufficientDataError with fewer than 60 returns before it or
    none inside.
    """
    days = moves.returns.index.insert(0, moves.first_day)
    first, last = (int(days.searchsorted(day, side="right")) - 1 for day in (span.start, span.end))
    if first < 0 or (span.end - days[-1]).days > OLDEST_CLOSE:
        raise WindowError(f"beta and drift: {span.start.date()} to {span.end.date()} is not covered by both series")
    if first < FEWEST or last <= first:
        raise InsufficientDataError(
            f"beta and drift: {first} returns before {span.start.date()} and {last - first} inside; "
            f"{FEWEST} and 1 are needed, take a later span"
        )
    asset, source = (moves.returns[name].to_numpy(dtype=np.float64) for name in ("asset", "source"))
    before, inside = slice(max(0, first - history), first), slice(first, last)
    beta = minimum_variance_hedge_ratio(asset[before], source[before])
    value, moved = (float(np.expm1(column[inside].sum())) for column in (asset, source))
    limits = _slope_limits(asset[before], source[before], beta)
    implied, one, other = (_implied(slope, moved) for slope in (beta, limits.lower, limits.upper))
    beta_inside = minimum_variance_hedge_ratio(asset[inside], source[inside]) if last - first > 2 else None
    rest = [_rest(value, share) for share in (implied, one, other)]
    return BetaDrift(
        value=value,
        source=moved,
        beta=beta,
        beta_inside=beta_inside,
        implied=implied,
        drift=rest[0],
        beta_limits=limits,
        inside_limits=_inside_limits(asset[inside], source[inside], beta_inside),
        implied_limits=_ordered(one, other),
        drift_limits=_ordered(*rest[1:]),
        history=first - before.start,
        n=last - first,
        first_close=days[first],
        last_close=days[last],
    )


def _slope_limits(asset: Floats, source: Floats, slope: float) -> Limits:
    """The interval of a least-squares slope from the long-run variance of what each day adds to it."""
    moves, gaps = source - source.mean(), asset - asset.mean()
    half = mean_error(moves * (gaps - slope * moves) / source.var(), _LEVEL).half_width
    return Limits(slope - half, slope + half, _LEVEL)


def _inside_limits(asset: Floats, source: Floats, slope: float | None) -> Limits | None:
    return None if slope is None or asset.size < FEWEST else _slope_limits(asset, source, slope)


def _implied(slope: float, moved: float) -> float:
    return float(np.expm1(slope * np.log1p(moved)))


def _rest(value: float, implied: float) -> float:
    return (1.0 + value) / (1.0 + implied) - 1.0


def _ordered(one: float, other: float) -> Limits:
    return Limits(min(one, other), max(one, other), _LEVEL)
