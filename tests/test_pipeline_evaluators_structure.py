"""Cointegration over a window and its halves, and leads, against statsmodels on tables joined by hand."""

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
from statsmodels.stats.multitest import multipletests
from statsmodels.tsa.stattools import coint
from statsmodels.tsa.vector_ar.vecm import coint_johansen

from worlds import evaluated, together

PAIR = {
    "series": "PSCT",
    "against": "BTC-USD",
    "window": {"rule": "closes", "from": "2014-09-17", "to": "latest"},
    "frequency": "weekly",
}
RAW = ("Engle-Granger p-value, unadjusted", "Johansen p-value, unadjusted")
MEASURES = ("cointegration", "cointegration_first_half", "cointegration_second_half")


def weeks() -> pd.DataFrame:
    """Log closes of the last common day of each week; the week of publication is not over."""
    closes = np.log(together("PSCT", "BTC-USD", "2014-09-17"))
    last = closes.groupby(closes.index.to_period("W-FRI")).tail(1)
    return last.loc[:"2025-09-26"]


def test_six_tests_are_adjusted_together() -> None:
    levels = weeks().to_numpy()
    middle = len(levels) // 2
    samples = [levels, levels[: middle + 1], levels[middle:]]
    residual = [coint(rows[:, 0], rows[:, 1], trend="c", autolag="aic") for rows in samples]
    trace = [coint_johansen(rows, 0, 1).lr1[0] for rows in samples]
    found = [evaluated(measure, PAIR) for measure in MEASURES]
    for each, expected, largest in zip(found, residual, trace, strict=True):
        assert each.parameters["Engle-Granger statistic"] == pytest.approx(expected[0], rel=1e-6)
        assert each.parameters["Engle-Granger p-value, unadjusted"] == pytest.approx(expected[1], rel=1e-5)
        assert each.parameters["Johansen trace"] == pytest.approx(largest, rel=1e-6)
        assert each.parameters["critical value of the trace at 5%"] == pytest.approx(15.4943)
    raw = [each.parameters[name] for each in found for name in RAW]
    adjusted = multipletests(raw, method="holm")[1]
    assert [p for each in found for p in each.unadjusted] == pytest.approx(raw)
    assert [p for each in found for p in each.p_values] == pytest.approx(adjusted)
    expected_values = [max(adjusted[2 * at], adjusted[2 * at + 1]) for at in range(3)]
    assert [each.value for each in found] == pytest.approx(expected_values)


def test_the_halves_meet_in_the_middle() -> None:
    whole, first, second = (evaluated(measure, PAIR) for measure in MEASURES)
    days = weeks().index
    assert (whole.start, whole.end) == (days[0].date(), days[-1].date())
    assert first.start == whole.start
    assert first.end == second.start == days[len(days) // 2].date()
    assert second.end == whole.end
    assert whole.n == len(days) == first.n + second.n - 1
    assert whole.interval is None


@pytest.mark.parametrize(("series", "against"), [("PSCT", "BTC-USD"), ("BTC-USD", "PSCT")])
def test_the_second_series_leads_the_first(series: str, against: str) -> None:
    """Newey-West Wald test of the lags of the second series, by a regression on a table of lags."""
    returns = together(series, against, "2014-09-17").pct_change().iloc[1:]
    lags = {f"{name}{lag}": returns[name].shift(lag) for name in "xy" for lag in range(1, 6)}
    rows = pd.DataFrame({"now": returns["x"], **lags}).dropna()
    reach = int(4 * (len(rows) / 100) ** (2 / 9))
    fit = sm.OLS(rows["now"], sm.add_constant(rows.drop(columns="now"))).fit(
        cov_type="HAC", cov_kwds={"maxlags": reach, "use_correction": True}, use_t=True
    )
    expected = fit.f_test(", ".join(f"y{lag} = 0" for lag in range(1, 6)))
    found = evaluated("granger_causality", {**PAIR, "series": series, "against": against, "frequency": "daily"})
    assert found.value == pytest.approx(float(expected.pvalue), rel=1e-6)
    assert found.parameters["Wald F"] == pytest.approx(float(expected.fvalue), rel=1e-6)
    assert found.parameters["slope on the day before"] == pytest.approx(fit.params["y1"], rel=1e-6)
