"""Beta and drift, by hand and by an independent regression."""

import numpy as np
import pandas as pd
import pytest

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
