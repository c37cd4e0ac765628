"""Regimes are known before a return begins, and the figures inside and outside are those of numpy."""

import numpy as np
import pandas as pd
import pytest

from figurecheck.claims.settings import Settings
from figurecheck.errors import InsufficientDataError, WindowError
from figurecheck.pipeline.evaluators.pairs import pair
from figurecheck.pipeline.evaluators.regimes import marks
from worlds import evaluated, table, together, world_of

LEVEL = {"rule": "level", "series": "VIXCLS", "percentile": 0.8}
DRAWDOWN = {"rule": "drawdown", "series": "BTC-USD", "depth": 0.2}
VOLATILITY = {"rule": "volatility", "series": "BTC-USD", "window": 30, "percentile": 0.8}
SINCE = {"rule": "since", "day": "2020-03-02"}
PAIR = {
    "series": "PSCT",
    "against": "BTC-USD",
    "window": {"rule": "closes", "from": "2014-09-17", "to": "latest"},
}


def found_marks(regime: dict[str, object], **changes: object) -> pd.Series:
    settings = Settings.model_validate({**PAIR, **changes, "regime": regime})
    here = world_of(settings)
    found = pair(settings, here).found
    return pd.Series(marks(settings, found, here), index=found.returns.index)


def above_its_past(level: pd.Series, begins: pd.DatetimeIndex, share: float) -> np.ndarray:
    """Whether the last value at or before each day lies above the quantile of all values until then, one by one."""
    values = level.to_numpy()
    at = level.index.searchsorted(begins, side="right") - 1
    return np.array([values[i] > np.quantile(values[: i + 1], share) for i in at])


def test_volatile_days_are_told_by_the_vix_of_the_day_before_since_1990() -> None:
    closes = together("PSCT", "BTC-USD", "2014-09-17")
    vix = table("VIXCLS", "value").dropna()
    assert str(vix.index[0].date()) == "1990-01-02"
    expected = above_its_past(vix, closes.index[:-1], 0.8)
    assert (found_marks(LEVEL).to_numpy() == expected).all()
    assert 0.1 < expected.mean() < 0.2


def test_a_week_is_volatile_when_the_vix_was_high_before_it_began() -> None:
    weekly = found_marks(LEVEL, frequency="weekly")
    vix = table("VIXCLS", "value").dropna()
    begins = weekly.index[:-1]
    assert (weekly.to_numpy()[1:] == above_its_past(vix, begins, 0.8)).all()


def test_falls_are_measured_from_the_highest_close_so_far() -> None:
    bitcoin = table("BTC-USD")
    fallen = bitcoin / bitcoin.cummax() - 1 < -0.2
    begins = together("PSCT", "BTC-USD", "2014-09-17").index[:-1]
    assert (found_marks(DRAWDOWN).to_numpy() == fallen[begins].to_numpy()).all()


def test_volatility_of_bitcoin_needs_a_year_before_the_first_day() -> None:
    window = {"rule": "closes", "from": "2020-01-01", "to": "latest"}
    deviations = table("BTC-USD").pct_change().rolling(30).std().dropna()
    begins = together("PSCT", "BTC-USD", "2019-12-31").index[:-1]
    expected = above_its_past(deviations, begins, 0.8)
    assert (found_marks(VOLATILITY, window=window).to_numpy() == expected).all()
    with pytest.raises(WindowError, match="2014-10-17"):
        found_marks(VOLATILITY)
    with pytest.raises(InsufficientDataError, match="too little history"):
        found_marks(VOLATILITY, window={"rule": "closes", "from": "2015-01-02", "to": "latest"})


def test_a_break_named_beforehand_begins_with_its_day() -> None:
    found = found_marks(SINCE)
    assert not found.loc[:"2020-02-28"].any()
    assert found.loc["2020-03-02":].all()


def correlations(high: np.ndarray) -> tuple[float, float]:
    returns = together("PSCT", "BTC-USD", "2014-09-17").pct_change().iloc[1:].to_numpy()
    inside, outside = (np.corrcoef(returns[state].T)[0, 1] for state in (high, ~high))
    return float(inside), float(outside)


def test_level_and_difference_come_from_the_same_days() -> None:
    high = found_marks(LEVEL).to_numpy()
    inside, outside = correlations(high)
    level = evaluated("regime_correlation", {**PAIR, "regime": LEVEL})
    difference = evaluated("regime_correlation_difference", {**PAIR, "regime": LEVEL})
    assert level.value == pytest.approx(inside, abs=1e-10)
    assert difference.value == pytest.approx(inside - outside, abs=1e-10)
    assert level.n == level.parameters["returns inside the regime"] == int(high.sum())
    assert difference.n == high.size
    for found in (level, difference):
        assert found.interval is not None
        assert found.second_interval is not None
        assert found.interval.lower < found.value < found.interval.upper
        assert found.second_interval.lower < found.value < found.second_interval.upper
        assert found.parameters["correlation outside"] == pytest.approx(outside, abs=1e-10)
        assert {"block length", "replications", "seed", "bandwidth", "days left out"} <= set(found.parameters)
    assert level.parameters["effective normal observations"] < level.n


def test_both_intervals_of_the_level_match_a_bootstrap_of_whole_years() -> None:
    """A cruder route: calendar quarters drawn with replacement, the regime of each day kept."""
    high = found_marks(LEVEL)
    returns = together("PSCT", "BTC-USD", "2014-09-17").pct_change().iloc[1:]
    quarters = [group.to_numpy() for _, group in returns.assign(high=high).groupby(returns.index.to_period("Q"))]
    rng = np.random.default_rng(1)
    draws = []
    for _ in range(400):
        rows = np.vstack([quarters[i] for i in rng.integers(len(quarters), size=len(quarters))])
        inside = rows[rows[:, 2] == 1.0]
        draws.append(np.corrcoef(inside[:, 0].astype(float), inside[:, 1].astype(float))[0, 1])
    spread = np.std(draws)
    found = evaluated("regime_correlation", {**PAIR, "regime": LEVEL})
    for interval in (found.interval, found.second_interval):
        assert interval is not None
        assert (interval.upper - interval.lower) / 3.92 == pytest.approx(spread, rel=0.35)


def test_the_correction_takes_the_variance_of_the_second_series() -> None:
    """Forbes and Rigobon's formula spelled out; the two sources give two answers."""
    high = found_marks(LEVEL).to_numpy()
    returns = together("PSCT", "BTC-USD", "2014-09-17").pct_change().iloc[1:].to_numpy().T
    rho, _ = correlations(high)
    for source, settings in ((1, PAIR), (0, {**PAIR, "series": "BTC-USD", "against": "PSCT"})):
        increase = returns[source][high].var(ddof=1) / returns[source][~high].var(ddof=1) - 1
        found = evaluated("volatility_adjusted_correlation", {**settings, "regime": LEVEL})
        assert found.value == pytest.approx(rho / np.sqrt(1 + increase * (1 - rho**2)), abs=1e-9)
        assert found.parameters["rise of the source's variance, d"] == pytest.approx(increase, rel=1e-9)


def test_a_reading_without_a_regime_is_refused() -> None:
    with pytest.raises(WindowError, match="needs a regime"):
        evaluated("regime_correlation", PAIR)
