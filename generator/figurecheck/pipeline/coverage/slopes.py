"""Slopes in a simulated history: by quantile, inside and outside of a state, and in the year before a split."""

import pandas as pd

from figurecheck.measures.alignment import AlignedReturns
from figurecheck.measures.beta_drift import YEAR, beta_drift
from figurecheck.measures.placebo import Interval as Span
from figurecheck.measures.quantiles import quantile_line, quantile_slopes
from figurecheck.measures.safe_haven_bootstrap import bootstrap_state_slopes
from figurecheck.pipeline.coverage.model import Limits
from figurecheck.pipeline.coverage.samples import Sample

_MONTH = 21


def quantile_slope(tau: float, s: Sample) -> Limits:
    """At the quantile ``tau`` of the first series given the second, by blocks of days."""
    (found,) = quantile_slopes(*s.pair, s.seed, (tau,), s.resamples)
    return found


def quantile_value(tau: float, s: Sample) -> float:
    """The same slope without its interval."""
    return quantile_line(*s.pair, tau)[1]


def outside_state(s: Sample) -> Limits:
    """On the days outside of the volatile state, by blocks of days."""
    return bootstrap_state_slopes(*s.asset_on_source, s.high, s.seed, replications=s.resamples)[0]


def inside_state(s: Sample) -> Limits:
    """On the days of the volatile state, by blocks of days."""
    return bootstrap_state_slopes(*s.asset_on_source, s.high, s.seed, replications=s.resamples)[1]


def split_slope(s: Sample) -> Limits:
    """In the year before a month that is split into what the source implied and the rest."""
    asset, source = (0.01 * series for series in s.asset_on_source)
    days = pd.date_range("2000-01-01", periods=len(asset) + 1, freq="D")
    moves = pd.DataFrame({"asset": asset, "source": source}, index=days[1:])
    span = Span(days[YEAR], days[YEAR + _MONTH])
    return beta_drift(AlignedReturns(moves, 0, 0, days[:-1]), span).beta_limits
