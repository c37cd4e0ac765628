"""Figures of returns against empyrical, which shares nothing with this project."""

import empyrical
import numpy as np
import pandas as pd
import pytest

from figurecheck.measures.downside import downside_deviation, sortino_ratio
from figurecheck.measures.episodes import drawdown_path, maximum_drawdown
from figurecheck.measures.every_window import window_returns
from figurecheck.measures.hedging import minimum_variance_hedge_ratio
from figurecheck.measures.tails import expected_shortfall, value_at_risk
from figurecheck.measures.volatility import rolling_volatility

SEEDS = range(8)


def drawn(seed: int, n: int = 1000) -> tuple[pd.Series, pd.Series]:
    """Returns with heavy tails of a fund and of a market, on business days."""
    random = np.random.default_rng(seed)
    days = pd.bdate_range("2019-01-02", periods=n)
    market = pd.Series(random.standard_t(4, n) * 0.01, index=days)
    return 0.6 * market + random.standard_t(4, n) * 0.01, market


def closes(returns: pd.Series) -> pd.Series:
    """Prices that begin at 1 on the day before the first return."""
    days = returns.index.insert(0, returns.index[0] - pd.Timedelta(days=1))
    return pd.Series(np.r_[1.0, np.cumprod(1.0 + returns)], index=days)


@pytest.mark.parametrize("seed", SEEDS)
def test_downside_risk_and_sortino(seed: int) -> None:
    fund, _ = drawn(seed)
    expected = empyrical.downside_risk(fund, required_return=0.001, annualization=1)
    assert downside_deviation(fund, 0.001) == pytest.approx(expected, rel=1e-9)
    expected = empyrical.sortino_ratio(fund, required_return=0.001, annualization=1)
    assert sortino_ratio(fund, 0.001) == pytest.approx(expected, rel=1e-9)


@pytest.mark.parametrize("seed", SEEDS)
def test_drawdown(seed: int) -> None:
    fund, _ = drawn(seed)
    expected = empyrical.max_drawdown(fund)
    assert maximum_drawdown(closes(fund)).change == pytest.approx(expected, rel=1e-9)
    assert drawdown_path(closes(fund)).min() == pytest.approx(expected, rel=1e-9)


@pytest.mark.parametrize("seed", SEEDS)
def test_tail_risk(seed: int) -> None:
    """Its shortfall is the mean of the worst twentieth; its quantile lies between two losses, ours is one of them."""
    fund, _ = drawn(seed)
    assert expected_shortfall(fund, 0.95) == pytest.approx(-empyrical.conditional_value_at_risk(fund, 0.05), rel=1e-9)
    worst = np.sort(fund)[48:52]
    assert -worst[-1] <= -empyrical.value_at_risk(fund, 0.05) <= -worst[0]
    assert value_at_risk(fund, 0.95) == pytest.approx(-empyrical.value_at_risk(fund, 0.05), rel=0.05)


@pytest.mark.parametrize("seed", SEEDS)
def test_hedge_ratio_is_beta(seed: int) -> None:
    fund, market = drawn(seed)
    assert minimum_variance_hedge_ratio(fund, market) == pytest.approx(empyrical.beta(fund, market), rel=1e-9)


@pytest.mark.parametrize("seed", SEEDS)
def test_return_of_a_window(seed: int) -> None:
    fund, _ = drawn(seed, 60)
    expected = empyrical.cum_returns_final(fund)
    found = window_returns(closes(fund).to_numpy())
    assert float(found[0, -1]) == pytest.approx(expected, rel=1e-9)


@pytest.mark.parametrize("seed", SEEDS)
def test_rolling_volatility(seed: int) -> None:
    fund, _ = drawn(seed, 300)
    expected = empyrical.roll_annual_volatility(fund, window=60)
    assert rolling_volatility(fund, 60, 252.0).to_numpy() == pytest.approx(expected.to_numpy(), rel=1e-9)
