"""Second route to what an added asset does to risk: each day's weight from the 250 days before it, in a loop."""

from collections.abc import Callable
from math import floor

import numpy as np

from figurecheck.claims.settings import Settings
from figurecheck.claims.statistics import Risk
from figurecheck.verification.data import Data
from figurecheck.verification.figures import Figure
from figurecheck.verification.long_run import Array, around_ratio, influence
from figurecheck.verification.pairs import returns
from figurecheck.verification.resampling import block_length, middle, resampled

YEAR = 250


def risk_reduction(settings: Settings, data: Data) -> Figure:
    """Share of the risk that a long-only minimum-variance weight of the asset takes away, out of sample."""
    pair = returns((settings.series, settings.against), settings, data).to_numpy()
    before, after = [], []
    for t in range(YEAR, len(pair)):
        (own, shared), (_, added) = np.cov(pair[t - YEAR : t].T, ddof=0)
        weight = min(1.0, max(0.0, (own - shared) / (own + added - 2 * shared)))
        before.append(pair[t, 0])
        after.append((1 - weight) * pair[t, 0] + weight * pair[t, 1])
    return reduction(np.array(before), np.array(after), settings.risk or Risk.VARIANCE)


def hedge_effectiveness(settings: Settings, data: Data) -> Figure:
    """Share of the risk that selling the hedge takes away, with the slope of all days as the ratio."""
    asset, hedge = returns((settings.series, settings.against), settings, data).to_numpy().T
    ratio = np.polynomial.polynomial.polyfit(hedge, asset, 1)[1]
    return reduction(asset, asset - ratio * hedge, settings.risk or Risk.VARIANCE)


def hedge_effectiveness_ahead(settings: Settings, data: Data) -> Figure:
    """The same with the slope of the year before as the ratio of each day."""
    asset, hedge = returns((settings.series, settings.against), settings, data).to_numpy().T
    ratios = [np.polynomial.polynomial.polyfit(hedge[t - YEAR : t], asset[t - YEAR : t], 1)[1] for t in _later(asset)]
    after = asset[YEAR:] - np.array(ratios) * hedge[YEAR:]
    return reduction(asset[YEAR:], after, settings.risk or Risk.VARIANCE)


def _later(values: Array) -> range:
    return range(YEAR, values.size)


def shortfall_ratio(settings: Settings, data: Data) -> Figure:
    """Risk of the series over that of the one it is set against: one less the share that the swap would take away."""
    pair = returns((settings.series, settings.against), settings, data).to_numpy()
    swap = reduction(pair[:, 1], pair[:, 0], settings.risk or Risk.EXPECTED_SHORTFALL_95)
    turned = [None if i is None else (1 - i[1], 1 - i[0]) for i in (swap.interval, swap.second_interval)]
    return Figure(1 - swap.value, *turned)


def reduction(before: Array, after: Array, risk: Risk) -> Figure:
    """1 - risk after / risk before, with the delta method's interval and that of resampled pairs of days."""
    measure = _RISKS[risk]
    both = np.column_stack([before, after])

    def share(rows: Array) -> float:
        return 1 - measure(rows[:, 1]) / measure(rows[:, 0])

    drawn = resampled(both, share, block_length(before, after))
    lower, upper = around_ratio(1 - share(both), _ratio_influence(before, after, risk))
    return Figure(share(both), (1 - upper, 1 - lower), middle(drawn))


def _ratio_influence(before: Array, after: Array, risk: Risk) -> Array:
    """What each pair of days adds to risk after / risk before.

    Each risk is a function of column means: of squares and levels, of squared losses, or of losses beyond a point.
    Expected shortfall is a minimum over that point (Rockafellar and Uryasev 2002), so that moving the point with the
    data changes nothing to first order and the observed quantile can be held.
    """
    if risk is Risk.VARIANCE:
        columns = np.column_stack([before, before**2, after, after**2])
        return influence(columns, lambda m: (m[3] - m[2] ** 2) / (m[1] - m[0] ** 2))
    if risk is Risk.SEMIVARIANCE:
        columns = np.column_stack([np.minimum(v, 0) ** 2 for v in (before, after)])
        return influence(columns, lambda m: m[1] / m[0])
    tail = _TAILS[risk]
    points = [_quantile(v, tail) for v in (before, after)]
    columns = np.column_stack([np.maximum(-v - q, 0) for v, q in zip((before, after), points, strict=True)])
    return influence(columns, lambda m: (points[1] + m[1] / tail) / (points[0] + m[0] / tail))


def _variance(values: Array) -> float:
    return float(((values - values.mean()) ** 2).mean())


def _semivariance(values: Array) -> float:
    return float((np.minimum(values, 0) ** 2).mean())


def _quantile(values: Array, tail: float) -> float:
    """The loss that at most a share ``tail`` of days exceeds."""
    worst = np.sort(-values)[::-1]
    return float(worst[int(np.ceil(round(tail * values.size, 9))) - 1])


def _shortfall(tail: float) -> Callable[[Array], float]:
    def shortfall(values: Array) -> float:
        """Mean of the worst days, the last one counted by the fraction of it that fits."""
        days = round(tail * values.size, 9)
        whole = floor(days)
        worst = np.sort(-values)[::-1]
        return float((worst[:whole].sum() + (days - whole) * worst[min(whole, values.size - 1)]) / days)

    return shortfall


_TAILS = {Risk.EXPECTED_SHORTFALL_95: 0.05, Risk.EXPECTED_SHORTFALL_99: 0.01}
_RISKS: dict[Risk, Callable[[Array], float]] = {
    Risk.VARIANCE: _variance,
    Risk.SEMIVARIANCE: _semivariance,
    **{risk: _shortfall(tail) for risk, tail in _TAILS.items()},
}
