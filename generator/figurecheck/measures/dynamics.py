"""How a correlation moves through time: rolling, exponentially weighted and dynamic conditional paths."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.optimize import minimize
from scipy.signal import lfilter
from scipy.special import expit, logit

from figurecheck.errors import DegenerateInputError
from figurecheck.measures.checks import Floats, pair
from figurecheck.measures.daily import daily
from figurecheck.measures.garch_likelihood import newton
from figurecheck.measures.volatility import RISKMETRICS, ewma_correlation, garch

_STARTS = ((0.98, 0.02), (0.90, 0.10), (0.60, 0.05))
"""Where the search begins: a + b, and a as a share of it."""


@dataclass(frozen=True, eq=False)
class DynamicCorrelation:
    """A fitted DCC(1,1) of two series.

    ``a`` and ``b`` drive ``Q_t = (1 - a - b) S + a z_(t-1) z_(t-1)' + b Q_(t-1)``; ``correlation`` is the path, shape
    (n,), each value known the day before; ``mean`` its average; ``unconditional`` the correlation that S implies;
    ``loglikelihood`` the correlation part, per observation.
    """

    a: float
    b: float
    correlation: Floats
    mean: float
    unconditional: float
    loglikelihood: float


def rolling_correlation(x: pd.Series, y: pd.Series, window: int) -> pd.Series:
    """Return the Pearson correlation of the last ``window`` days, from the first full window on.

    ``x``, ``y``: returns on the same days, without gaps. A window in which either does not vary is NaN. Raises
    InsufficientDataError when there are fewer days than ``window``, DegenerateInputError for a window below 3.
    """
    if window < 3:
        raise DegenerateInputError(f"window: found {window}; a rolling correlation needs at least 3 observations")
    first, second = _same_days(x, y, window)
    one, two = (_centred_windows(series.to_numpy(), window) for series in (first, second))
    spread = np.sqrt((one**2).sum(axis=1) * (two**2).sum(axis=1))
    path = np.full(spread.size, np.nan)
    np.divide((one * two).sum(axis=1), spread, out=path, where=spread > 0.0)
    return pd.Series(path, index=first.index[window - 1 :])


def _same_days(x: pd.Series, y: pd.Series, minimum: int) -> tuple[pd.Series, pd.Series]:
    first, second = daily(x, "x", minimum), daily(y, "y", minimum)
    if not first.index.equals(second.index):
        raise DegenerateInputError("x, y: found different days; align the series first")
    return first, second


def _centred_windows(values: Floats, window: int) -> Floats:
    windows = np.lib.stride_tricks.sliding_window_view(values, window)
    centred: Floats = windows - windows.mean(axis=1, keepdims=True)
    # A constant leaves rounding errors of the mean, which would correlate with anything.
    centred[np.ptp(windows, axis=1) == 0.0] = 0.0
    return centred


def ewma_correlation_path(x: pd.Series, y: pd.Series, decay: float = RISKMETRICS) -> pd.Series:
    """Return :func:`figurecheck.measures.volatility.ewma_correlation` on its days; same input as above."""
    first, second = _same_days(x, y, 2)
    return pd.Series(ewma_correlation(first.to_numpy(), second.to_numpy(), decay), index=first.index)


def dynamic_conditional_correlation(x: npt.ArrayLike, y: npt.ArrayLike) -> DynamicCorrelation:
    """Fit the two-step DCC(1,1) of Engle (2002) on univariate GARCH(1,1), Q_1 = S.

    ``x``, ``y``: shape (n,), n >= 100. ``S`` is the mean of ``z z'`` (correlation targeting). Raises as
    :func:`figurecheck.measures.volatility.garch`, and DegenerateInputError where the search finds no maximum.
    """
    first, second = pair(x, y, "dynamic correlation")
    one, two = garch(first).standardised, garch(second).standardised
    if np.isclose(abs(np.corrcoef(one, two)[0, 1]), 1.0, rtol=0.0, atol=1e-9):
        raise DegenerateInputError("dynamic correlation: one series is a multiple of the other; compare two different")
    products = np.vstack([one**2, two**2, one * two])
    results = [
        minimize(_loss, logit(start), (products,), method="Nelder-Mead", options={"xatol": 1e-7, "fatol": 1e-13})
        for start in _STARTS
    ]
    best = min((result for result in results if result.success), key=lambda result: float(result.fun), default=None)
    if best is None:
        raise DegenerateInputError("dynamic correlation: no maximum found; take a longer window or drop this reading")
    start = np.array(_weights(best.x))
    found = newton(lambda weights: _gradient(weights, products), start, _inside)
    a, b = (float(weight) for weight in (start if found is None else found))
    path, target = _correlations(products, a, b), products.mean(axis=1)
    unconditional = float(target[2] / np.sqrt(target[0] * target[1]))
    return DynamicCorrelation(a, b, path, float(path.mean()), unconditional, -_mean_loss(path, products))


def _weights(free: Floats) -> tuple[float, float]:
    """Map two unbounded numbers to a, b >= 0 with a + b < 1."""
    total, share = (float(value) for value in expit(free))
    return total * share, total * (1.0 - share)


def _correlations(products: Floats, a: float, b: float) -> Floats:
    target = products.mean(axis=1, keepdims=True)
    shocks = np.hstack([target, products[:, :-1]])
    moments, _ = lfilter([1.0], [1.0, -b], (1.0 - a - b) * target + a * shocks, axis=1, zi=b * target)
    path: Floats = moments[2] / np.sqrt(moments[0] * moments[1])
    return path


def _loss(free: Floats, products: Floats) -> float:
    """Minus the correlation part of the mean normal loglikelihood (Engle 2002, equation 26), constants left out."""
    return _mean_loss(_correlations(products, *_weights(free)), products)


def _mean_loss(path: Floats, products: Floats) -> float:
    left = 1.0 - path**2
    squares = products[0] + products[1]
    return float(0.5 * np.mean(np.log(left) + (squares - 2.0 * path * products[2]) / left - squares))


def _inside(weights: Floats) -> bool:
    return bool(weights.min() > 0.0 and weights.sum() < 1.0)


def _gradient(weights: Floats, products: Floats) -> Floats:
    """Derivatives of the loss in a and b, exact, shape (2,), through those of every moment of Q."""
    a, b = weights
    target = products.mean(axis=1, keepdims=True)
    shocks = np.hstack([target, products[:, :-1]])
    moments, _ = lfilter([1.0], [1.0, -b], (1.0 - a - b) * target + a * shocks, axis=1, zi=b * target)
    before = np.hstack([target, moments[:, :-1]])
    path = moments[2] / np.sqrt(moments[0] * moments[1])
    left, squares = 1.0 - path**2, products[0] + products[1]
    by_path = (-path - products[2]) / left + path * (squares - 2.0 * path * products[2]) / left**2
    moved = (lfilter([1.0], [1.0, -b], push - target, axis=1) for push in (shocks, before))
    slopes = [path * (one[2] / moments[2] - (one[0] / moments[0] + one[1] / moments[1]) / 2.0) for one in moved]
    gradient: Floats = np.array([np.mean(by_path * slope) for slope in slopes])
    return gradient
