"""The tail of losses in a simulated history: its shape, its risks, and what they are where the shocks are known."""

import numpy as np

from figurecheck.measures.extremes import (
    ParetoTail,
    fit_pareto_tail,
    pareto_expected_shortfall,
    pareto_value_at_risk,
    profile_expected_shortfall,
    profile_shape,
    profile_value_at_risk,
)
from figurecheck.measures.peaks_over_threshold import THRESHOLD
from figurecheck.measures.state_slopes import Limits
from figurecheck.measures.volatility import ar_garch
from figurecheck.pipeline.coverage.samples import Sample

RISK_LEVEL = 0.99
VALUES_AT_RISK = {"iid-normal": 2.3263478740408408, "iid-t5": 2.606463569384279, "garch-t6": 2.5659780062767026}
"""The quantile of shocks of unit size at RISK_LEVEL, by world; spells of another volatility leave no such law."""
SHORTFALLS = {"iid-normal": 2.665214220345806, "iid-t5": 3.448836760048015, "garch-t6": 3.29254506281628}
"""Their mean beyond it: formulas 2.25 and 2.26 of McNeil, Frey and Embrechts (2015)."""


def shape(s: Sample) -> Limits:
    """Of the losses of the first series, freed of GARCH, beyond their ninetieth percentile."""
    return profile_shape(_tail(s))


def shape_value(s: Sample) -> float:
    """The same shape without its interval."""
    return _tail(s).shape


def value_at_risk(s: Sample) -> Limits:
    """The loss of the same residuals that one day in a hundred exceeds."""
    return profile_value_at_risk(_tail(s), RISK_LEVEL)


def value_at_risk_value(s: Sample) -> float:
    """The same loss without its interval."""
    return pareto_value_at_risk(_tail(s), RISK_LEVEL)


def shortfall(s: Sample) -> Limits:
    """The mean of the losses beyond it."""
    return profile_expected_shortfall(_tail(s), RISK_LEVEL)


def shortfall_value(s: Sample) -> float:
    """The same mean without its interval."""
    return pareto_expected_shortfall(_tail(s), RISK_LEVEL)


def _tail(s: Sample) -> ParetoTail:
    losses = -ar_garch(s.pair[0]).standardised
    return fit_pareto_tail(losses, float(np.quantile(losses, THRESHOLD)))
