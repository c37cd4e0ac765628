"""Slopes in a simulated history: by quantile, inside and outside of a state, and in the year before a split."""

import pandas as pd

from figurecheck.measures.alignment import AlignedReturns
from figurecheck.measures.beta_drift import YEAR, beta_drift
from figurecheck.measures.placebo import Interval as Span
from figurecheck.measures.quantiles import quantile_slopes
from figurecheck.measures.safe_haven_bootstrap import Slope, bootstrap_state_slopes
from figurecheck.measures.state_slopes import Limits, hac_state_slope
from figurecheck.pipeline.coverage.samples import Pair, Sample

_MONTH = 21
_FALL = 0.15
"""How much lower a day of the state is, in deviations, for the source and for the asset beyond its slope: such states
are chosen by a fall."""


def quantile_slope(tau: float, s: Sample) -> Limits:
    """At the quantile ``tau`` of the asset given its source, by blocks of days.

    Errors are as likely above as below and as wild after a rise as after a fall of the source, so every quantile has
    the slope of the asset.
    """
    (found,) = quantile_slopes(*s.asset_on_source, s.seed, (tau,), s.resamples)
    return found


def linked_with_falls(s: Sample) -> Pair:
    """The linked pair with lower means inside the state, that of the asset by more than its slope asks for."""
    asset, source = s.asset_on_source
    return asset - 2.0 * _FALL * s.high, source - _FALL * s.high


def outside_state(s: Sample) -> Limits:
    """On the days outside of a state in which both series fall, by blocks of days."""
    return _by_blocks(s)[0]


def inside_state(s: Sample) -> Limits:
    """On the days of that state, by blocks of days."""
    return _by_blocks(s)[1]


def _by_blocks(s: Sample) -> tuple[Slope, Slope]:
    outside, inside, _ = bootstrap_state_slopes(*linked_with_falls(s), s.high, s.seed, replications=s.resamples)
    return outside, inside


def outside_state_hac(s: Sample) -> Limits:
    """On the days outside of that state, from the long-run variance."""
    return hac_state_slope(*linked_with_falls(s), ~s.high)


def inside_state_hac(s: Sample) -> Limits:
    """On the days of that state, from the long-run variance."""
    return hac_state_slope(*linked_with_falls(s), s.high)


def split_slope(s: Sample) -> Limits:
    """In the year before a month that is split into what the source implied and the rest."""
    asset, source = (0.01 * series for series in s.asset_on_source)
    days = pd.date_range("2000-01-01", periods=len(asset) + 1, freq="D")
    moves = pd.DataFrame({"asset": asset, "source": source}, index=days[1:])
    span = Span(days[YEAR], days[YEAR + _MONTH])
    return beta_drift(AlignedReturns(moves, 0, 0, days[:-1]), span).beta_limits
