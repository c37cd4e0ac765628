"""Regimes by hand on short series, against a loop on long ones, and never knowing their own day."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from figurecheck.errors import DegenerateInputError, InsufficientDataError, WindowError
from figurecheck.measures.regimes import drawdown_regime, expanding_percentile_regime, realised_volatility_regime

WORKDAYS = pd.bdate_range("2020-01-01", periods=800)


def level(seed: int = 1) -> pd.Series:
    shocks = np.random.default_rng(seed).normal(0, 0.1, 840)
    memory = 0.95 ** np.arange(40)
    return pd.Series(np.exp(np.convolve(shocks, memory, mode="valid")[:800]), index=WORKDAYS)


def test_by_hand() -> None:
    days = pd.date_range("2024-01-01", periods=6)
    values = pd.Series([10.0, 20.0, 30.0, 15.0, 40.0, 5.0], index=days)
    # Medians through each day: 10, 15, 20, 17.5, 20, 17.5; above them: no, yes, yes, no, yes, no.
    high = expanding_percentile_regime(values, days[1:], 0.5, minimum_history=1)
    assert high.to_list() == [False, True, True, False, True]
    assert high.index.equals(days[1:])


def test_agrees_with_a_loop_over_numpy_percentiles() -> None:
    values = level()
    asked = pd.date_range("2021-06-05", "2022-12-31", freq="D")
    high = expanding_percentile_regime(values, asked)
    for day in asked[::17]:
        known = values[values.index < day].to_numpy()
        assert high[day] == (known[-1] > np.percentile(known, 80))
    assert 0 < high.mean() < 1


@given(seed=st.integers(0, 50), day=st.integers(300, 799))
@settings(max_examples=20, deadline=None)
def test_a_regime_knows_neither_its_own_day_nor_a_later_one(seed: int, day: int) -> None:
    values = level(seed)
    disturbed = values.copy()
    disturbed.iloc[day:] = 1000.0
    asked = WORKDAYS[253 : day + 1]
    expected = expanding_percentile_regime(values, asked)
    pd.testing.assert_series_equal(expanding_percentile_regime(disturbed, asked), expected)
    if day + 1 < 800:
        assert expanding_percentile_regime(disturbed, WORKDAYS[day + 1 : day + 2]).all()


@given(scale=st.floats(0.01, 100), shift=st.floats(0, 10))
@settings(max_examples=20, deadline=None)
def test_units_do_not_matter(scale: float, shift: float) -> None:
    asked = WORKDAYS[300:]
    high = expanding_percentile_regime(level(), asked)
    assert (expanding_percentile_regime(level() * scale + shift, asked) == high).mean() > 0.999


def test_drawdown_by_hand() -> None:
    days = pd.date_range("2024-01-01", periods=6)
    prices = pd.Series([100.0, 80.0, 79.0, 110.0, 90.0, 87.0], index=days)
    high = drawdown_regime(prices, days[1:].append(pd.DatetimeIndex(["2024-01-07"])))
    # Exactly -20 % on the 2nd is not more than 20 %; -21 % on the 3rd is; -20.9 % on the 6th is.
    assert high.to_list() == [False, False, True, False, False, True]


def test_realised_volatility_marks_the_wild_stretch() -> None:
    random = np.random.default_rng(2)
    days = pd.date_range("2022-01-01", periods=900)
    returns = pd.Series(random.standard_normal(900) * np.where(np.arange(900) >= 700, 0.08, 0.02), index=days)
    high = realised_volatility_regime(returns, days[400:])
    assert high.loc[days[735:]].all()
    assert high.loc[days[400:700]].mean() < 0.5
    by_hand = returns.iloc[600:630].std() > np.percentile(
        [returns.iloc[i - 29 : i + 1].std() for i in range(29, 630)], 80
    )
    assert high.loc[days[630]] == by_hand


def test_days_without_an_earlier_or_recent_observation() -> None:
    with pytest.raises(WindowError, match="no observation before"):
        expanding_percentile_regime(level(), WORKDAYS[:5])
    with pytest.raises(WindowError, match="at most 7 days"):
        expanding_percentile_regime(level(), pd.DatetimeIndex([WORKDAYS[-1] + pd.Timedelta(days=8)]))
    with pytest.raises(WindowError):
        expanding_percentile_regime(level(), WORKDAYS[:0])
    with pytest.raises(WindowError, match="at most 2 days"):
        drawdown_regime(level(), pd.DatetimeIndex([WORKDAYS[-1] + pd.Timedelta(days=3)]), maximum_age=2)


def test_too_little_history() -> None:
    with pytest.raises(InsufficientDataError, match="too little history"):
        expanding_percentile_regime(level(), WORKDAYS[200:300])
    with pytest.raises(InsufficientDataError):
        expanding_percentile_regime(level().iloc[:100], WORKDAYS[50:60])
    assert len(expanding_percentile_regime(level(), WORKDAYS[252:253])) == 1


def test_degenerate_input() -> None:
    with pytest.raises(DegenerateInputError, match="NaN"):
        expanding_percentile_regime(level().where(level() > 1), WORKDAYS[300:])
    with pytest.raises(DegenerateInputError, match="unsorted"):
        expanding_percentile_regime(level().iloc[::-1], WORKDAYS[300:])
    with pytest.raises(DegenerateInputError, match="percentile"):
        expanding_percentile_regime(level(), WORKDAYS[300:], percentile=80)
    with pytest.raises(DegenerateInputError, match="positive"):
        drawdown_regime(-level(), WORKDAYS[300:])
    with pytest.raises(DegenerateInputError, match="threshold"):
        drawdown_regime(level(), WORKDAYS[300:], threshold=20)
