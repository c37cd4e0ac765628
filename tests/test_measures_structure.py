"""Cointegrated paths are told from separate ones, statistics equal those spelled out in numpy, leads are found."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.tsa.stattools import coint

from answers import answers
from figurecheck.errors import DegenerateInputError, InsufficientDataError
from figurecheck.measures.structure import engle_granger, granger, johansen, trace_p_value

COUNTS = {"one": 1, "two": 2, "three": 3, "four": 4}


def walks(seed: int, n: int = 500) -> tuple[np.ndarray, np.ndarray]:
    """Two random walks that have nothing to do with each other."""
    x, y = np.cumsum(np.random.default_rng(seed).standard_normal((2, n)), axis=1)
    return x, y


def tied(seed: int, n: int = 500) -> tuple[np.ndarray, np.ndarray]:
    """A random walk, and half of it with noise that comes back."""
    walk, _ = walks(seed, n)
    return 0.5 * walk + np.random.default_rng(seed + 1).standard_normal(n), walk


def computed(case: str) -> float:
    if case.startswith("trace"):
        _, count, statistic = case.split("_")
        return trace_p_value(float(statistic), COUNTS[count])
    found = engle_granger(*tied(1, 2000))
    return {"engle_granger_critical": found.critical_value, "cointegration_slope": found.slope}[case]


@answers("structure")
def test_answers(case: str, expected: float, tolerance: float) -> None:
    assert computed(case) == pytest.approx(expected, abs=tolerance)


def test_tied_paths_are_found_and_separate_ones_are_not() -> None:
    assert engle_granger(*tied(1)).p_value < 0.01
    assert johansen(np.column_stack(tied(1))).rank == 1
    separate = [walks(seed) for seed in range(60)]
    assert np.mean([engle_granger(x, y).p_value < 0.05 for x, y in separate]) <= 0.15
    assert np.mean([johansen(np.column_stack(pair)).p_values[0] < 0.05 for pair in separate]) <= 0.15


def test_two_stationary_series_have_full_rank() -> None:
    noise = np.random.default_rng(2).standard_normal((400, 2))
    assert johansen(noise).rank == 2


def test_the_residual_test_is_a_dickey_fuller_regression() -> None:
    first, second = tied(3)
    design = np.column_stack([np.ones(500), second])
    residual = first - design @ np.linalg.lstsq(design, first, rcond=None)[0]
    step, level = np.diff(residual), residual[:-1]
    slope = level @ step / (level @ level)
    error = np.sqrt(np.sum((step - slope * level) ** 2) / (step.size - 1) / (level @ level))
    assert engle_granger(first, second, lags=0).statistic == pytest.approx(slope / error, rel=1e-6)


def test_the_trace_is_that_of_the_reduced_rank_regression() -> None:
    """Johansen's eigenvalue problem spelled out; statsmodels takes means before the lags, hence the 1 %."""
    levels = np.column_stack(tied(4, 300))
    steps = np.diff(levels, axis=0)
    target, base, past = steps[1:], levels[1:-1], np.column_stack([np.ones(298), steps[:-1]])
    r0, r1 = (block - past @ np.linalg.lstsq(past, block, rcond=None)[0] for block in (target, base))
    s00, s01, s11 = r0.T @ r0, r0.T @ r1, r1.T @ r1
    roots = np.linalg.eigvals(np.linalg.solve(s11, s01.T @ np.linalg.solve(s00, s01))).real
    terms = -298 * np.log(1 - np.sort(roots)[::-1])
    assert johansen(levels, lags=1).trace == pytest.approx([terms.sum(), terms[1]], rel=1e-2)


def test_a_lead_is_found_one_way_only() -> None:
    source, noise = np.random.default_rng(5).standard_normal((2, 1000))
    target = np.concatenate([[0.0], 0.4 * source[:-1]]) + noise
    forward, backward = granger(source, target, 2), granger(target, source, 2)
    assert forward.p_value < 1e-6
    assert forward.slopes[0] == pytest.approx(0.4, abs=0.1)
    assert forward.added == pytest.approx(0.16 / 1.16, abs=0.05)
    assert backward.p_value > 0.01


def test_changing_variance_does_not_make_a_lead() -> None:
    random = np.random.default_rng(8)
    rejections = []
    for _ in range(200):
        storm = np.exp(np.convolve(random.standard_normal(460), 0.95 ** np.arange(60), mode="valid")[:400] / 4)
        x, y = random.standard_normal((2, 400)) * storm
        rejections.append(granger(x, y, 1).p_value < 0.05)
    assert np.mean(rejections) <= 0.11


@pytest.mark.parametrize("n", [50, 99, 100, 500, 2400])
@pytest.mark.parametrize("seed", range(6))
def test_lags_are_those_of_a_search_by_single_regressions(n: int, seed: int) -> None:
    """Statsmodels fits one regression for each number of lags; the moving average makes it want several."""
    rng = np.random.default_rng(seed)
    shocks = rng.standard_normal(n + 3)
    noise = shocks[3:] + 0.9 * shocks[2:-1] - 0.5 * seed / 6 * shocks[:-3]
    walk = np.cumsum(rng.standard_normal(n))
    statistic, p_value, _ = coint(0.5 * walk + noise, walk, trend="c", autolag="aic")
    found = engle_granger(0.5 * walk + noise, walk)
    assert found.statistic == pytest.approx(statistic, rel=1e-7)
    assert found.p_value == pytest.approx(p_value, rel=1e-6)


@given(st.floats(0.1, 100.0), st.floats(-10.0, 10.0))
def test_units_and_origin_do_not_matter(scale: float, shift: float) -> None:
    first, second = tied(6, 120)
    still, moved = engle_granger(first, second, 1), engle_granger(scale * first + shift, second - shift, 1)
    assert moved.statistic == pytest.approx(still.statistic, rel=1e-6)
    panel = np.column_stack([first, second])
    assert johansen(panel * [scale, 1.0] + shift).trace == pytest.approx(johansen(panel).trace, rel=1e-5)
    steps = np.diff(panel, axis=0).T
    assert granger(scale * steps[0], steps[1]).statistic == pytest.approx(granger(*steps).statistic, rel=1e-6)


def test_bad_input_is_refused() -> None:
    x, y = walks(0, 100)
    with pytest.raises(DegenerateInputError, match="multiple"):
        engle_granger(2 * x, x)
    with pytest.raises(DegenerateInputError, match="mix of the others"):
        johansen(np.column_stack([x, y, x + y]))
    with pytest.raises(DegenerateInputError, match="columns"):
        johansen(x)
    with pytest.raises(DegenerateInputError, match="same past"):
        granger(x, x)
    with pytest.raises(InsufficientDataError):
        granger(x[:52], y[:52])
    for measure in (engle_granger, granger):
        with pytest.raises(InsufficientDataError):
            measure(x[:40], y[:40])
        with pytest.raises(DegenerateInputError):
            measure(x, np.full(100, np.nan))
        with pytest.raises(DegenerateInputError):
            measure(x, np.ones(100))
        with pytest.raises(DegenerateInputError):
            measure(x, y[:70])
