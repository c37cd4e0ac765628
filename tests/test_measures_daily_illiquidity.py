"""Daily illiquidity: the mean of the days is the estimator over the whole window."""

import numpy as np
import pytest

from figurecheck.errors import DegenerateInputError
from figurecheck.measures.daily_illiquidity import DAILY_ESTIMATORS, daily_illiquidity
from figurecheck.measures.liquidity import (
    Bars,
    abdi_ranaldo_two_day,
    amihud,
    corwin_schultz,
    daily_bars,
    zero_return_share,
)

WHOLE = {
    "amihud": amihud,
    "corwin_schultz": corwin_schultz,
    "abdi_ranaldo": abdi_ranaldo_two_day,
    "zero_returns": zero_return_share,
}


def bars(seed: int = 1, n: int = 300) -> Bars:
    rng = np.random.default_rng(seed)
    close = np.round(50 * np.exp(np.cumsum(rng.normal(0, 0.005, n))), 1)
    opening = close * np.exp(rng.normal(0, 0.002, n))
    high, low = np.maximum(opening, close) * 1.004, np.minimum(opening, close) * 0.996
    return daily_bars(opening, high, low, close, rng.integers(1_000, 9_000, n))


@pytest.mark.parametrize("estimator", DAILY_ESTIMATORS)
def test_the_mean_of_the_days_is_the_estimator(estimator: str) -> None:
    days = daily_illiquidity(bars(), estimator)
    assert days.shape == (299,)
    assert days.mean() == pytest.approx(WHOLE[estimator](bars()))


def test_a_day_without_trade_has_no_amihud() -> None:
    one = bars()
    still = daily_bars(one.open, one.high, one.low, one.close, np.where(np.arange(300) == 10, 0, 5_000))
    days = daily_illiquidity(still, "amihud")
    assert np.flatnonzero(np.isnan(days)).tolist() == [9]
    assert np.nanmean(days) == pytest.approx(amihud(still))


def test_other_estimators_are_refused() -> None:
    with pytest.raises(DegenerateInputError, match="allowed: amihud"):
        daily_illiquidity(bars(), "edge")
