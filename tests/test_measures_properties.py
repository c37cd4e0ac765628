"""What must not matter does not: the unit of a price, both signs turned, the order of pairs, the date of day one."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from figurecheck.measures.beta_drift import beta_drift, paired_moves
from figurecheck.measures.breaks import constant_correlation_test, correlation_sup_f
from figurecheck.measures.clusters import extreme_clusters
from figurecheck.measures.correlation_bootstrap import bootstrap_correlation, bootstrap_rank_correlation
from figurecheck.measures.downside import sharp_drop_ratio
from figurecheck.measures.episode_excess import episode_excess
from figurecheck.measures.episodes import bear_phases, bull_and_bear_phases, volatility_scaled_thresholds
from figurecheck.measures.events import EventWindow, abnormal_return
from figurecheck.measures.fading import correlation_trend
from figurecheck.measures.garch_likelihood import GarchLikelihood
from figurecheck.measures.generalised_pareto import fit_rows
from figurecheck.measures.peaks_over_threshold import peaks_over_threshold
from figurecheck.measures.placebo import Interval, episode_return, placebo_shifts
from figurecheck.measures.principal_component import first_component
from figurecheck.measures.quantiles import quantile_line
from figurecheck.measures.ratio_of_means import robust_ratio_of_means
from figurecheck.measures.risk_influence import hac_reduction
from figurecheck.measures.safe_haven import safe_haven_regression

SEEDS = st.integers(0, 10_000)
SCALES = st.floats(0.01, 100.0)
WEEKS = st.integers(-300, 300)
FEW = settings(max_examples=15, deadline=None)


def returns(seed: int, n: int = 400) -> tuple[np.ndarray, np.ndarray]:
    """Two series that move together, wilder at times."""
    random = np.random.default_rng(seed)
    wild = 0.01 * np.exp(0.5 * np.sin(np.arange(n) / 30.0))
    common, one, two = random.standard_normal((3, n)) * wild
    return common + one, common + two


def prices(seed: int, weeks: int = 0, n: int = 400) -> pd.DataFrame:
    """Closes of every day from a Monday on, ``weeks`` later, of an asset and of what it follows."""
    days = pd.date_range(pd.Timestamp("2016-01-04") + pd.Timedelta(weeks=weeks), periods=n)
    asset, source = returns(seed, n)
    return pd.DataFrame({"asset": np.exp(np.cumsum(asset)), "source": np.exp(np.cumsum(4.0 * source))}, index=days)


@FEW
@given(SEEDS, WEEKS)
def test_episodes_and_what_others_did_in_them_move_with_the_calendar(seed: int, weeks: int) -> None:
    shift = pd.Timedelta(weeks=weeks)
    first, second = prices(seed), prices(seed, weeks)
    falls, later = (bear_phases(bull_and_bear_phases(one["source"])) for one in (first, second))
    assert [(one.start + shift, one.end + shift) for one in falls] == [(one.start, one.end) for one in later]
    spans, moved_spans = ([Interval(one.start, one.end) for one in phases] for phases in (falls, later))
    for span, other in zip(spans, moved_spans, strict=True):
        assert episode_return(first["asset"], span).value == episode_return(second["asset"], other).value
    if len(spans) > 2:
        assert (
            placebo_shifts(first["asset"], spans).at_or_below
            == placebo_shifts(second["asset"], moved_spans).at_or_below
        )
        here, there = episode_excess(first["asset"], spans), episode_excess(second["asset"], moved_spans)
        assert (here.value, here.lower, here.upper) == (there.value, there.lower, there.upper)


@FEW
@given(SEEDS, WEEKS, SCALES)
def test_scaled_thresholds_move_with_the_calendar_and_know_no_unit(seed: int, weeks: int, scale: float) -> None:
    found = volatility_scaled_thresholds(prices(seed)["source"], 10.0, 100)
    later = volatility_scaled_thresholds(prices(seed, weeks)["source"] * scale, 10.0, 100)
    assert later.to_numpy() == pytest.approx(found.to_numpy(), rel=1e-6)
    assert (later.index - found.index == pd.Timedelta(weeks=weeks)).all()


@FEW
@given(SEEDS, SCALES, SCALES)
def test_what_the_source_implied_know_no_unit(seed: int, one: float, other: float) -> None:
    frame = prices(seed)
    scaled = frame.assign(asset=frame["asset"] * one, source=frame["source"] * other)
    span = Interval(frame.index[300], frame.index[360])
    found = [beta_drift(paired_moves(each["asset"], each["source"]), span, 200) for each in (frame, scaled)]
    assert found[1].beta == pytest.approx(found[0].beta, rel=1e-6)


@FEW
@given(SEEDS, SCALES)
def test_a_unit_is_no_news_to_ratios_and_tests(seed: int, scale: float) -> None:
    x, y = returns(seed)
    for measure in (
        lambda a, b: correlation_sup_f(a, b).statistic,
        lambda a, b: constant_correlation_test(a, b).statistic,
        lambda a, b: correlation_trend(a, b, 40).value,
        lambda a, b: hac_reduction(a, a / 2 + b / 2 * (np.std(a) / np.std(b)), "variance").value,
        lambda a, b: bootstrap_correlation(a, b, replications=100, seed=1).upper,
    ):
        assert measure(scale * x, y) == pytest.approx(measure(x, y), rel=1e-6, abs=1e-9)


@FEW
@given(SEEDS)
def test_both_signs_turned_leave_a_link_as_it_is_and_one_turns_it(seed: int) -> None:
    x, y = returns(seed)
    for measure in (
        lambda a, b: bootstrap_correlation(a, b, replications=100, seed=1).value,
        lambda a, b: bootstrap_rank_correlation(a, b, "kendall", replications=100, seed=1).value,
        lambda a, b: correlation_trend(a, b, 40).value,
        lambda a, b: quantile_line(a, b, 0.5)[1],
    ):
        assert measure(-x, -y) == pytest.approx(measure(x, y), rel=1e-6, abs=1e-9)
        assert measure(-x, y) == pytest.approx(-measure(x, y), rel=1e-6, abs=1e-9)


@FEW
@given(SEEDS)
def test_a_quantile_turned_over_is_the_other_quantile(seed: int) -> None:
    x, y = returns(seed)
    intercept, slope = quantile_line(y, x, 0.05)
    assert quantile_line(-y, x, 0.95) == pytest.approx((-intercept, -slope), rel=1e-5, abs=1e-8)


@FEW
@given(SEEDS)
def test_the_order_of_the_assets_does_not_matter_to_the_component(seed: int) -> None:
    x, y = returns(seed)
    panel = pd.DataFrame({"a": x, "b": y, "c": x - 0.3 * y + returns(seed + 1)[0]})
    found = first_component(panel).share
    assert first_component(panel[["c", "a", "b"]]).share == pytest.approx(found, rel=1e-9)
    assert first_component(panel * [3.0, 0.5, 7.0]).share == pytest.approx(found, rel=1e-9)
    shuffled = panel.sample(frac=1.0, random_state=seed)
    assert first_component(shuffled).share == pytest.approx(found, rel=1e-9)


@FEW
@given(SEEDS, SCALES)
def test_heights_of_losses_scale_and_their_shape_does_not(seed: int, scale: float) -> None:
    losses = -returns(seed, 900)[0]
    found, scaled = (peaks_over_threshold(each, 1) for each in (losses, scale * losses))
    assert scaled.tail.shape == pytest.approx(found.tail.shape, abs=1e-6)
    assert scaled.value_at_risk == pytest.approx(scale * found.value_at_risk, rel=1e-6)
    excesses = np.abs(losses)[None, :] + 1e-6
    (one, size), (same, larger) = fit_rows(excesses), fit_rows(scale * excesses)
    assert same == pytest.approx(one, abs=1e-6)
    assert larger == pytest.approx(scale * size, rel=1e-6)


@FEW
@given(SEEDS, SCALES)
def test_a_likelihood_in_another_unit_differs_by_the_logarithm_of_it(seed: int, scale: float) -> None:
    x = returns(seed)[0] * 100.0
    design = np.ones((x.size, 1))
    theta = np.array([0.01, 0.1, 0.1, 0.8])
    other = theta * [scale, scale**2, 1.0, 1.0]
    found = GarchLikelihood(x, design).value(theta)
    assert GarchLikelihood(scale * x, design).value(other) == pytest.approx(found - x.size * np.log(scale), rel=1e-9)


@FEW
@given(SEEDS, SCALES, SCALES)
def test_a_slope_is_in_units_of_both_and_a_role_in_none(seed: int, one: float, other: float) -> None:
    x, y = returns(seed, 600)
    found, scaled = safe_haven_regression(y, x, tails=(0.05,)), safe_haven_regression(one * y, other * x, tails=(0.05,))
    assert scaled.average.value == pytest.approx(found.average.value * one / other, rel=1e-4, abs=1e-9)
    assert [each.role for each in (scaled.average, *scaled.tails)] == [
        each.role for each in (found.average, *found.tails)
    ]


@FEW
@given(SEEDS, SCALES)
def test_ratios_of_means_and_of_falls(seed: int, scale: float) -> None:
    x, y = (np.abs(series) for series in returns(seed))
    found = robust_ratio_of_means(x, y)
    assert robust_ratio_of_means(scale * x, y).value == pytest.approx(scale * found.value, rel=1e-9)
    turned = robust_ratio_of_means(y, x)
    assert (turned.lower, turned.upper) == pytest.approx((1.0 / found.upper, 1.0 / found.lower), rel=1e-6)
    falls = [np.where(each > np.quantile(each, 0.9), -0.06, 0.01) for each in (x, y)]
    assert sharp_drop_ratio(falls[0], falls[0], 0.05, 1, 100).value == 1.0
    assert sharp_drop_ratio(*falls, 0.05, 1, 100).value == pytest.approx(1.0)


@FEW
@given(SEEDS, st.integers(0, 50))
def test_an_event_does_not_know_the_rows_before_its_estimation(seed: int, more: int) -> None:
    x, market = returns(seed)
    window = EventWindow(0, 2)
    found = abnormal_return(x, 350, window, market)
    padded = [np.r_[np.random.default_rng(seed + 1).standard_normal(more), each] for each in (x, market)]
    again = abnormal_return(padded[0], 350 + more, window, padded[1])
    assert (again.value, again.standard_error) == pytest.approx((found.value, found.standard_error), rel=1e-9)


@FEW
@given(SEEDS)
def test_clusters_are_the_same_backwards(seed: int) -> None:
    beyond = returns(seed, 900)[0] < -0.015
    if int(beyond.sum()) > 20:
        found, back = extreme_clusters(beyond), extreme_clusters(beyond[::-1])
        assert back.effective == pytest.approx(found.effective, rel=1e-9)
