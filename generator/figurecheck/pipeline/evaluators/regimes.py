"""Correlation inside a regime that was known before each return began, outside of it, and the difference."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from figurecheck.claims.settings import Settings
from figurecheck.claims.statistics import Method
from figurecheck.errors import WindowError
from figurecheck.measures.alignment import AlignedReturns
from figurecheck.measures.correlation import hac_regime_correlation, hac_regime_difference
from figurecheck.measures.correlation_bootstrap import RegimeCorrelations, bootstrap_regime_correlations
from figurecheck.measures.forbes_rigobon import volatility_bias
from figurecheck.measures.regimes import drawdown_regime, expanding_percentile_regime, realised_volatility_regime
from figurecheck.pipeline.evaluators.base import Evaluated, World, main_column
from figurecheck.pipeline.evaluators.correlation import frequency_words
from figurecheck.pipeline.evaluators.pairs import BOOTSTRAP, HAC, NORMAL_WORTH, Pair, days_left_out, interval, pair

Marks = NDArray[np.bool_]
"""Whether each return lies in the regime, shape (n,)."""


def _history(identifier: str, world: World) -> pd.Series:
    """Every observation of a series that is known, not only those of the window."""
    observed = world.series(identifier)
    return observed.frame[main_column(observed)]


def _level(regime: Any, asked: pd.DatetimeIndex, world: World) -> pd.Series:
    return expanding_percentile_regime(_history(regime.series, world), asked, regime.percentile)


def _volatility(regime: Any, asked: pd.DatetimeIndex, world: World) -> pd.Series:
    returns = _history(regime.series, world).pct_change().iloc[1:]
    return realised_volatility_regime(returns, asked, regime.window, regime.percentile)


def _drawdown(regime: Any, asked: pd.DatetimeIndex, world: World) -> pd.Series:
    return drawdown_regime(_history(regime.series, world), asked, regime.depth)


_RULES: dict[str, Callable[[Any, pd.DatetimeIndex, World], pd.Series]] = {
    "level": _level,
    "volatility": _volatility,
    "drawdown": _drawdown,
}


def marks(settings: Settings, found: AlignedReturns, world: World) -> Marks:
    """Whether each return lies in the reading's regime, told by the last value at or before the day it begins.

    For daily returns that is the day before. A regime ``since`` a day holds the returns that end on it or later.
    """
    regime = settings.regime
    if regime is None:
        raise WindowError("the measure needs a regime; the reading names none")
    if regime.rule == "since":
        return np.asarray(found.returns.index >= pd.Timestamp(regime.day))
    # The rules look strictly before the days they are asked for.
    return np.asarray(_RULES[regime.rule](regime, found.starts + pd.Timedelta(days=1), world).to_numpy())


def _inside(settings: Settings, world: World) -> Evaluated:
    both, high, drawn = _drawn(settings, world)
    robust = hac_regime_correlation(both.x, both.y, high)
    return _evaluated(
        Evaluated(
            robust.value,
            settings.measured,
            both.start,
            both.end,
            robust.n,
            f"Pearson inside the regime, {_words(settings)}",
            "covariance / (standard deviation x standard deviation), returns inside the regime",
            interval=interval(robust, HAC),
            second_interval=interval(drawn.high, BOOTSTRAP),
            parameters={NORMAL_WORTH: robust.effective_n, "bandwidth": robust.bandwidth},
        ),
        drawn,
        both,
    )


def _difference(settings: Settings, world: World) -> Evaluated:
    both, high, drawn = _drawn(settings, world)
    robust = hac_regime_difference(both.x, both.y, high)
    return _evaluated(
        Evaluated(
            robust.value,
            settings.measured,
            both.start,
            both.end,
            robust.n,
            f"Pearson inside the regime less outside, {_words(settings)}",
            "correlation inside the regime - correlation outside of it",
            interval=interval(robust, HAC),
            second_interval=interval(drawn.difference, BOOTSTRAP),
            parameters={"effective observations": robust.effective_n, "bandwidth": robust.bandwidth},
        ),
        drawn,
        both,
    )


def _words(settings: Settings) -> str:
    standardised = ", of residuals standardised by a GARCH(1,1)" if settings.method is Method.GARCH else ""
    return f"{frequency_words(settings)}{standardised}"


def _drawn(settings: Settings, world: World) -> tuple[Pair, Marks, RegimeCorrelations]:
    """The pair, its regime, and the resamples that the level and the difference share."""
    both = pair(settings, world)
    high = marks(settings, both.found, world)

    def draw() -> RegimeCorrelations:
        return bootstrap_regime_correlations(both.x, both.y, high, replications=world.replications, seed=world.seed)

    key = ("regime", both.x.tobytes(), both.y.tobytes(), high.tobytes(), world.replications)
    return both, high, world.once(key, draw)


def _evaluated(found: Evaluated, drawn: RegimeCorrelations, both: Pair) -> Evaluated:
    """``found`` with the parameters that level and difference share."""
    return replace(
        found,
        parameters={
            **found.parameters,
            "returns inside the regime": drawn.high.n,
            "returns outside of it": drawn.low.n,
            "correlation inside": drawn.high.value,
            "lower limit inside, by resampled blocks": drawn.high.lower,
            "upper limit inside, by resampled blocks": drawn.high.upper,
            "correlation outside": drawn.low.value,
            "lower limit outside, by resampled blocks": drawn.low.lower,
            "upper limit outside, by resampled blocks": drawn.low.upper,
            "block length": drawn.difference.block_length,
            "replications": drawn.difference.replications,
            "seed": drawn.difference.seed,
            **days_left_out(both.found),
        },
    )


def _adjusted(settings: Settings, world: World) -> Evaluated:
    """The source of the shocks is the series that the reading is set against."""
    both = pair(settings, world)
    high = marks(settings, both.found, world)
    found = volatility_bias(both.y, both.x, high)
    return Evaluated(
        found.adjusted,
        settings.measured,
        both.start,
        both.end,
        int(high.sum()),
        f"Forbes and Rigobon, shocks from {settings.against}, {_words(settings)}",
        "rho / sqrt(1 + d (1 - rho^2))",
        interval=interval(found, HAC),
        parameters={
            "correlation inside": found.high,
            "correlation outside": found.low,
            "rise of the source's variance, d": found.variance_increase,
            "correlation that the rise alone would give": found.implied,
            "effective observations": found.effective_n,
            "bandwidth": found.bandwidth,
            **days_left_out(both.found),
        },
    )


EVALUATORS = {
    "regime_correlation": _inside,
    "regime_correlation_difference": _difference,
    "volatility_adjusted_correlation": _adjusted,
}
