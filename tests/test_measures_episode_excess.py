"""Excess returns in episodes against moved episodes: by hand on small paths, by brute force on long ones."""

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from figurecheck.errors import InsufficientDataError
from figurecheck.measures.episode_excess import episode_excess, excess_over_outside
from figurecheck.measures.placebo import Interval


def path(returns: np.ndarray) -> pd.Series:
    prices = 100 * np.cumprod(np.concatenate(([1.0], 1 + returns)))
    return pd.Series(prices, pd.bdate_range("2020-01-01", periods=prices.size))


def spans(prices: pd.Series, edges: list[tuple[int, int]]) -> list[Interval]:
    return [Interval(prices.index[first], prices.index[last]) for first, last in edges]


EDGES = [(3, 20), (30, 41), (50, 52), (70, 99), (120, 140)]


@pytest.fixture(scope="module")
def prices() -> pd.Series:
    return path(np.random.default_rng(5).normal(0.001, 0.01, 180))


def brute_force(prices: pd.Series, shift: int) -> float:
    """Mean return over the episodes, each moved by ``shift`` sessions, the path joined end to start."""
    moves = np.diff(np.log(prices.to_numpy()))
    inside = [[moves[(day + shift) % moves.size] for day in range(*edge)] for edge in EDGES]
    return float(np.mean([np.exp(np.sum(days)) - 1 for days in inside]))


def test_mean_placebo_and_inverted_interval(prices: pd.Series) -> None:
    found = episode_excess(prices, spans(prices, EDGES))
    means = np.array([brute_force(prices, shift) for shift in range(prices.size - 1)])
    assert found.mean == pytest.approx(means[0])
    assert found.placebo_mean == pytest.approx(means.mean())
    assert found.value == pytest.approx(means[0] - means.mean())
    lower, upper = np.quantile(means, [0.025, 0.975])
    assert (found.lower, found.upper) == pytest.approx((means[0] - upper, means[0] - lower))
    assert found.share_below == pytest.approx(np.mean(means <= means[0] + 1e-12))
    assert (found.n, found.left_out, found.placebos, found.effective_n) == (5, 0, 180, 180 // 29)


def test_the_second_interval_is_that_of_a_one_sample_t_test(prices: pd.Series) -> None:
    found = episode_excess(prices, spans(prices, EDGES))
    moves = np.diff(np.log(prices.to_numpy()))
    twice = np.concatenate([moves, moves])
    excess = []
    for first, last in EDGES:
        usual = np.mean([np.exp(twice[d : d + last - first].sum()) - 1 for d in range(moves.size)])
        excess.append(prices.iloc[last] / prices.iloc[first] - 1 - usual)
    limits = stats.ttest_1samp(excess, 0.0).confidence_interval(0.95)
    assert (found.episode_lower, found.episode_upper) == pytest.approx((limits.low, limits.high))


def test_a_gain_inside_the_episodes_alone_lies_above_every_placebo() -> None:
    returns = np.zeros(180)
    for first, last in EDGES:
        returns[first:last] = 0.01
    found = episode_excess(path(returns), spans(path(returns), EDGES))
    assert found.lower > 0
    assert found.share_below == 1.0


def test_a_steady_path_has_no_excess() -> None:
    steady = path(np.full(180, 0.002))
    found = episode_excess(steady, spans(steady, EDGES))
    assert (found.value, found.lower, found.upper) == pytest.approx((0.0, 0.0, 0.0), abs=1e-12)


def test_episodes_before_the_series_are_counted_as_left_out(prices: pd.Series) -> None:
    found = episode_excess(prices.iloc[25:], spans(prices, EDGES))
    assert (found.n, found.left_out) == (4, 1)


def test_two_episodes_are_too_few(prices: pd.Series) -> None:
    with pytest.raises(InsufficientDataError, match="2 of 2"):
        episode_excess(prices, spans(prices, EDGES[:2]))


def test_windows_outside_by_brute_force(prices: pd.Series) -> None:
    """Every window as long, at its own place, none of whose returns lies between the closes of any episode."""
    inside = {day for first, last in EDGES for day in range(first, last)}
    values, excess = prices.to_numpy(), []
    for first, last in EDGES:
        length = last - first
        places = [at for at in range(prices.size - length) if inside.isdisjoint(range(at, at + length))]
        if places:
            usual = [values[at + length] / values[at] - 1 for at in places]
            excess.append(values[last] / values[first] - 1 - np.mean(usual))
    found = excess_over_outside(prices, spans(prices, EDGES))
    assert found.value == pytest.approx(np.mean(excess))
    assert (found.n, found.left_out) == (len(excess), 0)


def test_a_loss_inside_the_episodes_alone_is_told_in_full_against_windows_outside() -> None:
    """Flat but for a loss of a tenth in each episode: 10 points less outside, fewer against windows anywhere."""
    returns = np.zeros(180)
    returns[[10, 35, 80, 130]] = -0.1
    steady = path(returns)
    edges = spans(steady, [(5, 15), (30, 40), (75, 85), (125, 135)])
    assert excess_over_outside(steady, edges).value == pytest.approx(-0.1)
    assert -0.1 < episode_excess(steady, edges).value < -0.05


def test_an_episode_longer_than_every_gap_is_left_out() -> None:
    even = path(np.full(100, 0.01))
    edges = spans(even, [(0, 5), (10, 15), (20, 25), (30, 95)])
    found = excess_over_outside(even, edges)
    assert (found.n, found.left_out) == (3, 1)
    with pytest.raises(InsufficientDataError, match="2 of 3 have windows as long"):
        excess_over_outside(even, edges[1:])


def test_a_span_that_ends_between_two_closes_touches_the_return_over_it() -> None:
    """Each span ends on a Saturday; the loss from that Friday to Monday is in no span's own return, nor outside."""
    fridays = (12, 27, 42)
    returns = np.zeros(60)
    returns[list(fridays)] = -0.5
    prices = path(returns)
    assert {prices.index[day].day_name() for day in fridays} == {"Friday"}
    touching = [Interval(prices.index[day - 2], prices.index[day] + pd.Timedelta(days=1)) for day in fridays]
    assert excess_over_outside(prices, touching).value == pytest.approx(0.0)
    before = [Interval(prices.index[day - 2], prices.index[day]) for day in fridays]
    assert excess_over_outside(prices, before).value > 0.01, "a span that ends on Friday leaves the loss outside"
