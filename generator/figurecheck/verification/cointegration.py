"""Second route to tests of a common long-run path: regressions by least squares, canonical correlations by QR."""

from collections.abc import Callable
from math import ceil, log

import numpy as np
from scipy.stats import gamma
from statsmodels.tsa.adfvalues import mackinnonp

from figurecheck.claims.settings import Settings
from figurecheck.verification.data import Data
from figurecheck.verification.figures import Figure
from figurecheck.verification.long_run import Array
from figurecheck.verification.pairs import shared_days


def cointegration(which: int) -> Callable[[Settings, Data], Figure]:
    """The larger p-value of the two tests after Holm, over the whole window (0), its first (1) or second half (2)."""

    def route(settings: Settings, data: Data) -> Figure:
        levels = np.log(shared_days((settings.series, settings.against), settings, data).to_numpy())
        middle = len(levels) // 2
        stretches = (levels, levels[: middle + 1], levels[middle:])
        found = holm([p for stretch in stretches for p in (engle_granger(stretch), johansen(stretch))])
        return Figure(max(found[2 * which : 2 * which + 2]))

    return route


def holm(p_values: list[float]) -> list[float]:
    """Adjusted p-values: the smallest times the number of tests, the next times one less, never falling."""
    adjusted, largest = list(p_values), 0.0
    for rank, at in enumerate(sorted(range(len(p_values)), key=p_values.__getitem__)):
        largest = max(largest, min(1.0, (len(p_values) - rank) * p_values[at]))
        adjusted[at] = largest
    return adjusted


def engle_granger(levels: Array) -> float:
    """P-value of the unit-root test on the residual of the first series on the second, lags by Akaike."""
    design = np.column_stack([np.ones(len(levels)), levels[:, 1]])
    residual = levels[:, 0] - design @ np.linalg.lstsq(design, levels[:, 0], rcond=None)[0]
    most = min(ceil(12 * (residual.size / 100) ** 0.25), residual.size // 2 - 1)
    best = int(np.argmin(_akaike(*_lagged(residual, most))))
    return float(mackinnonp(_dickey_fuller(*_lagged(residual, best)), regression="c", N=2))


def _lagged(values: Array, lags: int) -> tuple[Array, Array]:
    """The level before each change and as many changes before, a column each, and the changes."""
    changes = np.diff(values)
    before = [changes[lags - k : changes.size - k] for k in range(1, lags + 1)]
    return np.column_stack([values[lags:-1], *before]), changes[lags:]


def _akaike(design: Array, outcome: Array) -> list[float]:
    """Akaike's criterion of the regressions on the first column, the first two, and so on, all from one QR.

    What the first columns leave of the outcome has, turned, the entries below theirs.
    """
    turned = np.linalg.qr(np.column_stack([design, outcome])).R[:, -1]
    n = outcome.size
    return [n * log(float(turned[k:] @ turned[k:]) / n) + 2 * k for k in range(1, design.shape[1] + 1)]


def _dickey_fuller(design: Array, outcome: Array) -> float:
    """Student statistic of the level, the first column."""
    slopes = np.linalg.lstsq(design, outcome, rcond=None)[0]
    errors = outcome - design @ slopes
    n, k = design.shape
    error = np.sqrt(float(errors @ errors) / (n - k) * np.linalg.inv(design.T @ design)[0, 0])
    return float(slopes[0] / error)


def johansen(levels: Array) -> float:
    """P-value of the trace test that no mix is stationary; one lagged change, a constant (Doornik 1998)."""
    changes = np.diff(levels, axis=0)
    past = np.column_stack([np.ones(len(changes) - 1), changes[:-1]])
    now, before = (
        values - past @ np.linalg.lstsq(past, values, rcond=None)[0] for values in (changes[1:], levels[1:-1])
    )
    canonical = np.linalg.svd(np.linalg.qr(now)[0].T @ np.linalg.qr(before)[0], compute_uv=False)
    trace = -len(now) * float(np.log(1 - canonical**2).sum())
    return _trace_p_value(trace)


def _trace_p_value(trace: float) -> float:
    """Gamma distribution with the mean and variance of Doornik (1998, table 7) for two series and no mix."""
    mean, variance = 2 * 4 + 1.05 * 2 - 1.55 - 0.23, 3 * 4 + 1.8 * 2 - 1.1
    return float(gamma.sf(trace, mean**2 / variance, scale=variance / mean))
