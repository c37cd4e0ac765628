"""Tests of a constant correlation, spelled out on residuals that arch standardised."""

from functools import cache

import numpy as np
import pytest
from arch import arch_model
from scipy import stats

from worlds import evaluated, together

PAIR = {
    "series": "PSCT",
    "against": "BTC-USD",
    "window": {"rule": "closes", "from": "2014-09-17", "to": "latest"},
    "frequency": "daily",
}


@cache
def residuals() -> np.ndarray:
    returns = together("PSCT", "BTC-USD", "2014-09-17").pct_change().iloc[1:].to_numpy().T
    fits = [arch_model(100 * row, mean="Constant", vol="GARCH", p=1, q=1).fit(disp="off") for row in returns]
    return np.array([fit.std_resid for fit in fits])


def influence() -> np.ndarray:
    x, y = (stats.zscore(row) for row in residuals())
    return x * y - np.mean(x * y) / 2 * (x**2 + y**2)


def bartlett(values: np.ndarray, lags: int) -> float:
    centred = values - values.mean()
    products = [centred[lag:] @ centred[: values.size - lag] / values.size for lag in range(lags + 1)]
    return float(products[0] + 2 * sum((1 - lag / (lags + 1)) * products[lag] for lag in range(1, lags + 1)))


def test_the_largest_fluctuation_of_the_correlation_so_far() -> None:
    x, y = residuals()
    n = x.size
    whole = np.corrcoef(x, y)[0, 1]
    path = [j / np.sqrt(n) * abs(np.corrcoef(x[:j], y[:j])[0, 1] - whole) for j in range(10, n + 1)]
    statistic = max(path) / np.sqrt(bartlett(influence(), int(np.log(n)) - 1))
    found = evaluated("constant_correlation", PAIR)
    assert found.parameters["statistic"] == pytest.approx(statistic, rel=0.02)
    assert found.value == pytest.approx(stats.kstwobign.sf(found.parameters["statistic"]))
    assert found.parameters["critical value at 5%"] == pytest.approx(1.358, abs=5e-4)


def test_the_largest_f_over_all_days() -> None:
    """Andrews: the step of the mean of the influence, over its long-run variance around the two means."""
    values = influence()
    n = values.size
    splits = range(int(0.15 * n), int(0.85 * n) + 1)
    steps = {s: (values[:s].mean() - values[s:].mean()) ** 2 * s * (n - s) / n for s in splits}
    best = max(steps, key=lambda split: steps[split])
    left = values - np.where(np.arange(n) < best, values[:best].mean(), values[best:].mean())
    statistic = steps[best] / bartlett(left, int(4 * (n / 100) ** (2 / 9)))
    found = evaluated("correlation_break", PAIR)
    assert found.value == pytest.approx(statistic, rel=0.03)
    assert found.parameters["critical value at 5%"] == 8.68
    assert "2019-01-01" < str(found.parameters["last day before the break"]) < "2021-01-01"
