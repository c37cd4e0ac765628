"""Peaks over a threshold of losses freed from changing volatility."""

from dataclasses import dataclass
from math import sqrt

import numpy as np
import numpy.typing as npt

from figurecheck.measures.checks import observations, probability
from figurecheck.measures.clusters import Clusters, extreme_clusters
from figurecheck.measures.extremes import (
    ParetoTail,
    TailRisk,
    fit_pareto_tail,
    pareto_expected_shortfall,
    pareto_value_at_risk,
    profile_expected_shortfall,
    profile_shape,
    profile_value_at_risk,
)
from figurecheck.measures.generalised_pareto import Fit, goodness_of_fit
from figurecheck.measures.volatility import ar_garch

THRESHOLD = 0.90
SENSITIVITY = (0.85, 0.875, 0.90, 0.925, 0.95, 0.975)


@dataclass(frozen=True, eq=False)
class Peaks:
    """A tail fitted above the quantile ``threshold`` of losses, its risks at ``risk_level`` and its fit."""

    threshold: float
    tail: ParetoTail
    risk_level: float
    value_at_risk: float
    expected_shortfall: float
    fit: Fit


@dataclass(frozen=True, eq=False)
class ConditionalPeaks:
    """The tail of AR(1)-GARCH(1,1) residuals in standard deviations, and the risks of the day after the last.

    ``shape``, ``value_at_risk`` and ``expected_shortfall`` carry profile-likelihood intervals and speak of the
    residuals; ``next_value_at_risk`` and ``next_expected_shortfall`` are in the unit of the returns.
    ``clusters`` are those of the residuals beyond the threshold: what clustering the filter has left.
    """

    peaks: Peaks
    shape: TailRisk
    value_at_risk: TailRisk
    expected_shortfall: TailRisk
    next_value_at_risk: float
    next_expected_shortfall: float
    clusters: Clusters


def peaks_over_threshold(
    losses: npt.ArrayLike, seed: int, threshold: float = THRESHOLD, risk_level: float = 0.99
) -> Peaks:
    """Fit the losses (shape (n,), positive for a loss) above their own quantile ``threshold``.

    No declustering: take losses that are about independent, such as standardised residuals. Errors as in
    :func:`fit_pareto_tail`; ``seed`` is for the goodness of fit.
    """
    values = observations(losses, "losses")
    tail = fit_pareto_tail(values, float(np.quantile(values, probability(threshold, "threshold"))))
    return Peaks(
        threshold=threshold,
        tail=tail,
        risk_level=risk_level,
        value_at_risk=pareto_value_at_risk(tail, risk_level),
        expected_shortfall=pareto_expected_shortfall(tail, risk_level),
        fit=goodness_of_fit(tail.excesses, seed),
    )


def conditional_peaks(
    returns: npt.ArrayLike, seed: int, threshold: float = THRESHOLD, risk_level: float = 0.99
) -> ConditionalPeaks:
    """Filter ``returns``, shape (n,), by AR(1)-GARCH(1,1) and fit the loss tail of what remains.

    Source: McNeil and Frey (2000). Raises DegenerateInputError (NaN, constant, no convergence) and
    InsufficientDataError (under twenty residuals above the threshold).
    """
    filtered = ar_garch(returns)
    peaks = peaks_over_threshold(-filtered.standardised, seed, threshold, risk_level)
    deviation = sqrt(filtered.next_variance)
    return ConditionalPeaks(
        peaks=peaks,
        shape=profile_shape(peaks.tail),
        value_at_risk=profile_value_at_risk(peaks.tail, risk_level),
        expected_shortfall=profile_expected_shortfall(peaks.tail, risk_level),
        next_value_at_risk=-filtered.next_mean + deviation * peaks.value_at_risk,
        clusters=extreme_clusters(-filtered.standardised > peaks.tail.threshold),
        next_expected_shortfall=-filtered.next_mean + deviation * peaks.expected_shortfall,
    )
