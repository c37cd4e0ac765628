"""Beta and drift, by hand and by an independent regression."""

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm

from figurecheck.errors import InsufficientDataError, WindowError
from figurecheck.measures.alignment import sessions
from figurecheck.measures.beta_drift import beta_drift, paired_moves
from figurecheck.measures.placebo import Interval

DAYS = sessions("2019-01-02", "2020-12-31")


def market(drift: float) -> tuple[pd.Series, pd.Series]:
    """A source that halves over the second year and an asset of slope 0.5 that gains ``drift`` a day beside it."""
    rng = np.random.default_rng(3)
    source = np.concatenate([rng.normal(0, 0.03, 252), np.full(len(DAYS) - 253, np.log(0.5) / (len(DAYS) - 253))])
    asset = 0.5 * source + np.concatenate([np.zeros(252), np.full(len(DAYS) - 253, drift)])
    return tuple(pd.Series(100 * np.exp(np.concatenate([[0.0], np.cumsum(m)])), DAYS) for m in (asset, source))


def test_a_halving_with_slope_one_half_implies_a_root_of_one_half() -> None:
    """By hand: 0.5 to the power of 0.5 less 1 is -29.29 %; the rest of the return is e to the drift less 1."""
    asset, source = market(0.002)
    found = beta_drift(paired_moves(asset, source), Interval(DAYS[252], DAYS[-1]))
    assert found.beta == pytest.approx(0.5)
    assert found.source == pytest.approx(-0.5)
    assert found.implied == pytest.approx(np.sqrt(0.5) - 1)
    assert found.drift == pytest.approx(np.expm1(0.002 * found.n))
    assert found.value == pytest.approx(asset.iloc[-1] / asset.iloc[252] - 1)
    assert (1 + found.implied) * (1 + found.drift) == pytest.approx(1 + found.value)
    assert (found.history, found.n) == (250, len(DAYS) - 253)


def test_the_slope_before_knows_nothing_of_the_span() -> None:
    asset, source = market(0.002)
    changed = asset.copy()
    changed.iloc[260:] *= np.linspace(1, 3, len(changed) - 260)
    span = Interval(DAYS[252], DAYS[-1])
    one, other = (beta_drift(paired_moves(prices, source), span) for prices in (asset, changed))
    assert other.beta == pytest.approx(one.beta)
    assert other.beta_inside != pytest.approx(one.beta_inside)


def test_slopes_by_numpy() -> None:
    rng = np.random.default_rng(4)
    prices = [pd.Series(100 * np.exp(np.cumsum(rng.normal(0, 0.02, len(DAYS)))), DAYS) for _ in range(2)]
    found = beta_drift(paired_moves(*prices), Interval(DAYS[300], DAYS[340]))
    logs = [np.diff(np.log(p.to_numpy())) for p in prices]
    assert found.beta == pytest.approx(np.polyfit(logs[1][50:300], logs[0][50:300], 1)[0])
    assert found.beta_inside == pytest.approx(np.polyfit(logs[1][300:340], logs[0][300:340], 1)[0])


def test_intervals_of_slopes_by_statsmodels() -> None:
    """Least squares with Bartlett weights by statsmodels, times the critical value of Kiefer and Vogelsang (2005)."""
    rng = np.random.default_rng(5)
    source, noise = rng.standard_t(5, 399) / 50, rng.normal(0, 0.01, 400)
    asset = 0.3 * source + noise[1:] + 0.4 * noise[:-1]
    prices = [pd.Series(100 * np.exp(np.concatenate([[0.0], np.cumsum(m)])), DAYS[:400]) for m in (asset, source)]
    found = beta_drift(paired_moves(*prices), Interval(DAYS[299], DAYS[399]))
    for part, limits in ((slice(49, 299), found.beta_limits), (slice(299, 399), found.inside_limits)):
        n = part.stop - part.start
        lags = int(1.3 * n**0.5)
        fit = sm.OLS(asset[part], sm.add_constant(source[part])).fit()
        robust = fit.get_robustcov_results("HAC", maxlags=lags, use_correction=False)
        b = (lags + 1) / n
        half = (1.96 + 2.9694 * b + 0.416 * b**2 - 0.5324 * b**3) * robust.bse[1]
        assert limits is not None
        assert (limits.lower, limits.upper) == pytest.approx((fit.params[1] - half, fit.params[1] + half))


def test_the_ranges_of_the_split_are_those_of_the_slope() -> None:
    """By hand: a source that halves implies 0.5 to the power of the slope; the steeper slope gives the larger rest."""
    asset, source = market(0.002)
    rng = np.random.default_rng(6)
    asset = asset * np.exp(np.where(DAYS[252] > DAYS, rng.normal(0, 0.01, len(DAYS)), 0.0))
    found = beta_drift(paired_moves(asset, source), Interval(DAYS[252], DAYS[-1]))
    low, high = found.beta_limits.lower, found.beta_limits.upper
    assert low < found.beta < high
    implied, rest = found.implied_limits, found.drift_limits
    assert (implied.lower, implied.upper) == pytest.approx((0.5**high - 1, 0.5**low - 1))
    whole = 1 + found.value
    assert (rest.lower, rest.upper) == pytest.approx((whole / 0.5**low - 1, whole / 0.5**high - 1))


def test_no_interval_from_few_returns() -> None:
    found = beta_drift(paired_moves(*market(0.002)), Interval(DAYS[252], DAYS[311]))
    assert (found.n, found.inside_limits) == (59, None)


def test_edges_on_closed_days_take_the_close_before() -> None:
    asset, source = market(0.0)
    found = beta_drift(paired_moves(asset, source), Interval(pd.Timestamp("2020-05-02"), pd.Timestamp("2020-06-07")))
    assert (found.first_close, found.last_close) == (pd.Timestamp("2020-05-01"), pd.Timestamp("2020-06-05"))


def test_bad_spans() -> None:
    moves = paired_moves(*market(0.0))
    with pytest.raises(WindowError):
        beta_drift(moves, Interval(DAYS[300], pd.Timestamp("2021-06-30")))
    with pytest.raises(WindowError):
        beta_drift(moves, Interval(pd.Timestamp("2018-06-30"), DAYS[300]))
    with pytest.raises(InsufficientDataError):
        beta_drift(moves, Interval(DAYS[30], DAYS[60]))
    with pytest.raises(InsufficientDataError):
        beta_drift(moves, Interval(DAYS[300], DAYS[300]))
