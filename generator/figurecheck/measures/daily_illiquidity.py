"""Illiquidity day by day, so that it can be averaged over the stocks of a basket as well as over time."""

from collections.abc import Callable

import numpy as np

from figurecheck.errors import DegenerateInputError
from figurecheck.measures.checks import Floats
from figurecheck.measures.liquidity import Bars, abdi_ranaldo_squares, corwin_schultz_days


def daily_illiquidity(bars: Bars, estimator: str) -> Floats:
    """Return one value a day from the second day of ``bars`` on, shape (n - 1,); its mean is the estimator itself.

    ``estimator`` is one of DAILY_ESTIMATORS: "amihud" (Amihud 2002, millionths a dollar, NaN on a day without trade),
    "corwin_schultz" (Corwin and Schultz 2012, two-day spreads, negative ones 0), "abdi_ranaldo" (Abdi and Ranaldo 2017,
    two-day spreads, negative squares 0) or "zero_returns" (Lesmond, Ogden and Trzcinka 1999, 1 on a day whose close
    equals the one before). Raises DegenerateInputError for another one.
    """
    if estimator not in _DAYS:
        raise DegenerateInputError(f"estimator: {estimator!r} is no mean of days; allowed: {', '.join(_DAYS)}")
    return _DAYS[estimator](bars)


def _amihud(bars: Bars) -> Floats:
    moves, dollars = np.abs(np.diff(bars.close) / bars.close[:-1]), bars.dollar_volume[1:]
    traded = dollars > 0.0
    return 1e6 * np.divide(moves, dollars, out=np.full_like(moves, np.nan), where=traded)


_DAYS: dict[str, Callable[[Bars], Floats]] = {
    "amihud": _amihud,
    "corwin_schultz": lambda bars: np.maximum(corwin_schultz_days(bars), 0.0),
    "abdi_ranaldo": lambda bars: np.sqrt(np.maximum(abdi_ranaldo_squares(bars), 0.0)),
    "zero_returns": lambda bars: (np.diff(bars.close) == 0.0).astype(np.float64),
}

DAILY_ESTIMATORS = tuple(_DAYS)
