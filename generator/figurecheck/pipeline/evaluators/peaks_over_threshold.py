"""How heavy the tail of a series' losses is, and the losses beyond it, by extreme value theory."""

import numpy as np

from figurecheck.claims.settings import Settings
from figurecheck.errors import MeasureError
from figurecheck.measures.peaks_over_threshold import (
    SENSITIVITY,
    THRESHOLD,
    ConditionalPeaks,
    conditional_peaks,
    peaks_over_threshold,
)
from figurecheck.measures.volatility import ar_garch
from figurecheck.pipeline.evaluators.base import Evaluated, World
from figurecheck.pipeline.evaluators.paths import price_path
from figurecheck.verdicts.outcome import Interval

_PROFILE = "profile likelihood"


def _tail_shape(settings: Settings, world: World) -> Evaluated:
    prices = price_path(settings.series, settings, world).dropna()
    returns = prices.pct_change().iloc[1:].to_numpy(dtype=np.float64)
    found = conditional_peaks(returns, world.seed)
    return Evaluated(
        found.shape.value,
        settings.measured,
        prices.index[0].date(),
        prices.index[-1].date(),
        found.peaks.tail.n,
        "generalised Pareto law of the losses beyond a threshold, on AR(1)-GARCH(1,1) residuals",
        "shape of highest likelihood (McNeil and Frey 2000)",
        interval=Interval(found.shape.lower, found.shape.upper, found.shape.level, _PROFILE),
        parameters={**_told(found), **_by_threshold(-ar_garch(returns).standardised, world.seed)},
    )


def _told(found: ConditionalPeaks) -> dict[str, str | int | float]:
    tail, fit = found.peaks.tail, found.peaks.fit
    return {
        "threshold quantile": THRESHOLD,
        "losses beyond it": int(tail.excesses.size),
        "effective losses beyond it": found.clusters.effective,
        "scale in standard deviations": tail.scale,
        "Anderson-Darling statistic": fit.statistic,
        "Anderson-Darling p-value": fit.p_value,
        "value at risk 99% in standard deviations": found.value_at_risk.value,
        "lower limit of the value at risk": found.value_at_risk.lower,
        "upper limit of the value at risk": found.value_at_risk.upper,
        "expected shortfall 99% in standard deviations": found.expected_shortfall.value,
        "lower limit of the expected shortfall": found.expected_shortfall.lower,
        "upper limit of the expected shortfall": found.expected_shortfall.upper,
        "expected shortfall 99% of the next day": found.next_expected_shortfall,
        "replications": fit.replications,
        "seed": fit.seed,
    }


def _by_threshold(losses: np.ndarray, seed: int) -> dict[str, str | int | float]:
    """The shape at every other threshold, or that too few losses lie beyond it."""
    shapes: dict[str, str | int | float] = {}
    for threshold in SENSITIVITY:
        if threshold == THRESHOLD:
            continue
        try:
            shapes[f"shape from quantile {threshold:g}"] = peaks_over_threshold(losses, seed, threshold).tail.shape
        except MeasureError:
            shapes[f"shape from quantile {threshold:g}"] = "too few losses"
    return shapes


EVALUATORS = {"tail_shape": _tail_shape}
