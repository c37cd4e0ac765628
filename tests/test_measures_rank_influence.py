"""What a row adds to a correlation of ranks, against leaving it out; effective numbers of rows that are repeated."""

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from figurecheck.measures.correlation import kendall, spearman
from figurecheck.measures.correlation_bootstrap import RankMethod, bootstrap_rank_correlation
from figurecheck.measures.rank_influence import kendall_influence, spearman_influence

Influence = Callable[[np.ndarray, np.ndarray], np.ndarray]
both = pytest.mark.parametrize(
    ("correlation", "influence"), [(spearman, spearman_influence), (kendall, kendall_influence)]
)


def linked(n: int, rho: float = 0.5, seed: int = 1) -> tuple[np.ndarray, np.ndarray]:
    x, e = np.random.default_rng(seed).standard_normal((2, n))
    return x, rho * x + np.sqrt(1 - rho**2) * e


@both
def test_leaving_a_row_out_moves_the_correlation_by_its_influence(
    correlation: Callable[[np.ndarray, np.ndarray], float], influence: Influence
) -> None:
    x, y = linked(400)
    whole = correlation(x, y)
    moves = [399 * (whole - correlation(np.delete(x, row), np.delete(y, row))) for row in range(400)]
    assert influence(x, y) == pytest.approx(np.array(moves) - np.mean(moves), abs=0.02)


@pytest.mark.parametrize("influence", [spearman_influence, kendall_influence])
@given(scale=st.floats(0.01, 100), shift=st.floats(-5, 5))
def test_only_the_order_counts(influence: Influence, scale: float, shift: float) -> None:
    x, y = linked(60)
    assert influence(scale * x + shift, np.exp(y / 4)) == pytest.approx(influence(x, y), abs=1e-9)
    assert influence(-x, y) == pytest.approx(-influence(x, y), abs=1e-9)


def test_variance_of_independent_normal_pairs_is_that_of_the_literature() -> None:
    """Unrelated pairs: n times the variance tends to 1 for Spearman and to 4 / 9 for Kendall (Kendall 1938)."""
    x, y = linked(3000, rho=0.0)
    assert spearman_influence(x, y).var() == pytest.approx(1.0, rel=0.06)
    assert kendall_influence(x, y).var() == pytest.approx(4 / 9, rel=0.06)


@pytest.mark.parametrize("method", ["spearman", "kendall"])
def test_rows_that_are_repeated_count_once(method: RankMethod) -> None:
    """By hand: each of 400 independent rows five times in a row tells as much as 400, not as 2,000."""
    x, y = (np.repeat(values, 5) for values in linked(400, seed=3))
    found = bootstrap_rank_correlation(x, y, method, replications=299, seed=4)
    assert found.n == 2000
    assert found.effective_n == pytest.approx(400, rel=0.3)
