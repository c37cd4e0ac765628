"""Where a slip of one day, unit or pair would give figures that look right: each stands against its formula."""

from itertools import combinations
from math import sqrt

import numpy as np
import pandas as pd
import pytest
from arch.bootstrap import optimal_block_length

from figurecheck.measures.downside import sharp_drop_ratio
from figurecheck.measures.episodes import volatility_scaled_thresholds
from figurecheck.measures.liquidity import Bars, liquidity_ratio
from figurecheck.measures.long_run_variance import fixed_b_critical_value, mean_error
from figurecheck.measures.peaks_over_threshold import conditional_peaks
from figurecheck.measures.principal_component import resampled_share_interval
from figurecheck.measures.quantiles import quantile_line, quantile_slopes
from figurecheck.measures.safe_haven import Role, safe_haven_regression
from figurecheck.measures.volatility import ar_garch

MONTH = 21.0


def clustered(seed: int, n: int = 1500) -> np.ndarray:
    """Returns of 1 % a day whose volatility is remembered for months."""
    random = np.random.default_rng(seed)
    level = np.zeros(n)
    for at in range(1, n):
        level[at] = 0.98 * level[at - 1] + 0.15 * random.standard_normal()
    return 0.01 * np.exp(level) * random.standard_normal(n)


def arch_block(series: np.ndarray) -> float:
    """The expected block of arch, at least a day."""
    return max(1.0, float(optimal_block_length(series)["stationary"].iloc[0]))


def test_thresholds_know_only_the_days_before() -> None:
    """On the day of a crash the threshold is still that of the calm: its deviation ends the day before."""
    returns = np.random.default_rng(3).normal(0, 0.01, 400)
    returns[300] = -0.5
    prices = pd.Series(np.exp(np.cumsum(returns)), index=pd.date_range("2020-01-01", periods=400))
    found = volatility_scaled_thresholds(prices, deviations=20.0, window=250)
    for at in (260, 299, 300, 301, 399):
        spread = 20.0 * np.std(np.log(prices.to_numpy())[at - 251 : at][1:] - np.log(prices)[at - 251 : at - 1], ddof=1)
        row = found.loc[prices.index[at]]
        assert row["down"] == pytest.approx(1.0 - np.exp(-spread), rel=1e-9)
        assert row["up"] == pytest.approx(np.exp(spread) - 1.0, rel=1e-9)
    assert found.loc[prices.index[300], "down"] < 0.25
    assert found.loc[prices.index[301], "down"] > 0.4


@pytest.mark.parametrize(("scale", "slope", "role"), [(0.1, 0.03, Role.DIVERSIFIER), (10.0, 0.0, Role.WEAK_HEDGE)])
def test_the_margin_of_a_role_is_in_units_of_both(scale: float, slope: float, role: Role) -> None:
    """Nil is a tenth of sd(asset) / sd(source): 0.01 for a calm asset, 1.0 for a wild one."""
    random = np.random.default_rng(5)
    source = random.standard_normal(4000)
    asset = slope * source + scale * random.standard_normal(4000)
    found = safe_haven_regression(asset, source, tails=(0.05,))
    assert found.average.role is role
    wide = max(abs(found.average.lower), abs(found.average.upper))
    assert wide < 0.1 or scale > 1.0
    assert wide > 0.1 or scale < 1.0


def test_the_risk_of_the_next_day_knows_the_last_shock() -> None:
    returns = np.r_[clustered(7), -0.12]
    found, filtered = conditional_peaks(returns, 1), ar_garch(returns)
    last = float(filtered.residuals[-1])
    variance = filtered.omega + filtered.alpha * last**2 + filtered.beta * float(filtered.variance[-1])
    assert variance > 1.3 * float(filtered.variance[-1])
    mean = filtered.constant + filtered.autoregression[0] * returns[-1]
    for risk, given in (
        (found.next_value_at_risk, found.peaks.value_at_risk),
        (found.next_expected_shortfall, found.peaks.expected_shortfall),
    ):
        assert risk == pytest.approx(-mean + sqrt(variance) * given, rel=1e-9)


def test_half_a_day_keeps_resamples_without_a_fall_finite() -> None:
    """One fall in 300 days is missing from a third of the resamples (Haldane 1956)."""
    random = np.random.default_rng(2)
    first, second = random.uniform(-0.04, 0.04, (2, 300))
    first[::10], second[155] = -0.06, -0.06
    found = sharp_drop_ratio(first, second, 0.05, seed=1, replications=999)
    assert (found.value, found.first_count, found.second_count) == (30.0, 30, 1)
    assert found.upper <= 2.0 * 60.0 + 1.0


def test_bars_are_drawn_in_the_longest_blocks_that_either_asks_for() -> None:
    bars = []
    for moves in (clustered(8), clustered(9)):
        close = np.exp(np.cumsum(moves))
        range_ = np.abs(moves) + 0.001
        opened = np.r_[close[0], close[:-1]]
        high, low = np.maximum(opened, close) * np.exp(range_), np.minimum(opened, close) * np.exp(-range_)
        bars.append(Bars(open=opened, high=high, low=low, close=close, dollar_volume=np.ones(close.size)))
    found = liquidity_ratio(*bars, measure=lambda one: float(np.mean(one.high / one.low)), seed=1, replications=100)
    wanted = [arch_block(np.abs(np.diff(np.log(one.close)))) for one in bars]
    assert max(wanted) > MONTH
    assert found.block_length == pytest.approx(max(wanted), rel=1e-6)


def test_rows_are_drawn_in_the_longest_blocks_that_any_pair_asks_for() -> None:
    panel = pd.DataFrame({"a": clustered(1), "b": clustered(2), "c": np.random.default_rng(3).standard_normal(1500)})
    panel["b"] += panel["a"]
    values = ((panel - panel.mean()) / panel.std(ddof=0)).to_numpy()
    wanted = []
    for i, j in combinations(range(3), 2):
        x, y = values[:, i], values[:, j]
        wanted.append(arch_block(x * y - (x * y).mean() / 2.0 * (x**2 + y**2)))
    assert max(wanted) > 2.0 * min(wanted)
    assert resampled_share_interval(panel, 1, 100).block_length == pytest.approx(max(wanted), rel=1e-6)


def test_the_blocks_of_a_quantile_are_those_of_its_scores() -> None:
    x = clustered(11)
    y = 0.5 * x + clustered(12)
    intercept, slope = quantile_line(y, x, 0.05)
    scores = (0.05 - (y < intercept + slope * x)) * (x - x.mean())
    (found,) = quantile_slopes(y, x, 1, (0.05,), 100)
    assert found.block_length == pytest.approx(arch_block(scores), rel=1e-2)


@pytest.mark.parametrize(("lags", "n"), [(9.0, 100), (24.0, 250)])
def test_a_tenth_of_the_sample_is_the_bandwidth_of_its_critical_value(lags: float, n: int) -> None:
    """Bartlett weights 1 - j / M reach nought at M = lags + 1, and b = M / n (Kiefer and Vogelsang 2005)."""
    found = mean_error(np.random.default_rng(1).standard_normal(n), bandwidth=lags)
    assert found.critical_value == pytest.approx(1.9600 + 2.9694 * 0.1 + 0.4160 * 0.1**2 - 0.5324 * 0.1**3, abs=5e-4)
    assert found.critical_value == fixed_b_critical_value(0.1)
