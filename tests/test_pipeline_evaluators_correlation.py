"""Correlations of readings against numpy, scipy, statsmodels and arch on tables joined by hand."""

import numpy as np
import pytest
import statsmodels.api as sm
from arch import arch_model
from arch.bootstrap import StationaryBootstrap
from scipy import stats

from figurecheck.claims.statistics import Method
from worlds import evaluated, together

SINCE = {"rule": "closes", "from": "2020-04-10", "to": "latest"}
SOLANA = {"series": "PSCT", "against": "SOL-USD", "window": SINCE}


def by_hand() -> np.ndarray:
    return together("PSCT", "SOL-USD", "2020-04-09").pct_change().iloc[1:].to_numpy().T


def test_value_and_robust_interval_are_those_of_statsmodels() -> None:
    """Mean of the influence of each row, its error by Newey and West, fixed-b value of Kiefer and Vogelsang."""
    x, y = by_hand()
    found = evaluated("correlation", SOLANA)
    rho = np.corrcoef(x, y)[0, 1]
    one, two = stats.zscore(x), stats.zscore(y)
    influence = one * two - rho / 2 * (one**2 + two**2)
    lags = int(1.3 * np.sqrt(x.size))
    fit = sm.OLS(influence, np.ones(x.size)).fit(cov_type="HAC", cov_kwds={"maxlags": lags})
    b = (lags + 1) / x.size
    half = fit.bse[0] * (1.9600 + 2.9694 * b + 0.4160 * b**2 - 0.5324 * b**3) / (1 - rho**2)
    assert found.value == pytest.approx(rho, abs=1e-10)
    assert found.interval is not None
    expected = np.tanh(np.arctanh(rho) + np.array([-half, half]))
    assert [found.interval.lower, found.interval.upper] == pytest.approx(expected, abs=1e-8)
    assert (found.n, found.parameters["bandwidth"]) == (x.size, lags)
    assert found.parameters["effective normal observations"] == pytest.approx(((1 - rho**2) / fit.bse[0]) ** 2)
    assert found.series == ("PSCT", "SOL-USD")
    assert (str(found.start), str(found.end)) == ("2020-04-13", "2025-10-02")


def test_the_second_interval_is_a_bootstrap_of_days() -> None:
    """arch's own stationary bootstrap with the same expected block, other draws."""
    x, y = by_hand()
    found = evaluated("correlation", SOLANA)
    assert found.second_interval is not None
    drawn = StationaryBootstrap(found.parameters["block length"], x, y, seed=5)
    values = drawn.apply(lambda a, b: np.corrcoef(a, b)[0, 1], 999).ravel()
    assert [found.second_interval.lower, found.second_interval.upper] == pytest.approx(
        np.quantile(values, [0.025, 0.975]), abs=0.02
    )
    assert (found.parameters["replications"], found.parameters["seed"]) == (999, 20251003)


@pytest.mark.parametrize(
    ("method", "measure", "replications"),
    [("spearman", stats.spearmanr, 499), ("kendall", stats.kendalltau, 199)],
)
def test_ranks_have_one_interval_from_fewer_resamples(method: str, measure: object, replications: int) -> None:
    found = evaluated("correlation", {**SOLANA, "method": method})
    assert callable(measure)
    assert found.value == pytest.approx(measure(*by_hand()).statistic)
    assert found.interval is not None
    assert found.interval.lower < found.value < found.interval.upper
    assert found.second_interval is None
    assert found.parameters["replications"] == replications
    assert found.interval.method.startswith("stationary bootstrap")


def test_standardised_returns_are_those_of_arch() -> None:
    residuals = []
    for returns in by_hand():
        fit = arch_model(100 * returns, mean="Constant", vol="GARCH", p=1, q=1).fit(disp="off")
        residuals.append(fit.std_resid)
    found = evaluated("correlation", {**SOLANA, "method": Method.GARCH})
    assert found.value == pytest.approx(np.corrcoef(*residuals)[0, 1], abs=0.005)
    assert None not in (found.interval, found.second_interval)
    assert "GARCH" in found.method


def test_two_day_returns_overlap() -> None:
    closes = together("PSCT", "SOL-USD", "2020-04-09")
    found = evaluated("correlation", {**SOLANA, "frequency": "two_day"})
    assert found.value == pytest.approx(closes.pct_change(2).iloc[2:].corr().iloc[0, 1])
    assert found.n == len(closes) - 2


def test_the_lead_lag_sum_takes_three_covariances() -> None:
    x, y = by_hand()
    found = evaluated("lead_lag_correlation", SOLANA)
    spread = x.std() * y.std() * x.size
    one, two = x - x.mean(), y - y.mean()
    later, same, earlier = (float(one[1:-1] @ other) / spread for other in (two[2:], two[1:-1], two[:-2]))
    assert found.value == pytest.approx(later + same + earlier, abs=1e-10)
    assert found.parameters["with SOL-USD one row later"] == pytest.approx(later, abs=1e-10)
    assert found.parameters["on the same row"] == pytest.approx(same, abs=1e-10)
    assert found.parameters["with SOL-USD one row earlier"] == pytest.approx(earlier, abs=1e-10)
    assert found.interval is not None
