"""Tail dependence against mvtnorm, the tables of QRM, counting by hand and laws whose limits are known."""

from collections.abc import Callable
from functools import cache, partial

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from answers import answers
from figurecheck.errors import DegenerateInputError, InsufficientDataError
from figurecheck.measures import tail_dependence
from figurecheck.measures.resampling import stationary_indices
from figurecheck.measures.tail_dependence import (
    TailDependence,
    gaussian_chi,
    gaussian_chi_bar,
    lower_tail_dependence,
    poon_rockinger_tawn,
    student_tail_dependence,
)


@cache
def by_hand() -> TailDependence:
    """100 days; the ten worst of each series are known, seven of them shared."""
    first = np.arange(100.0)
    second = np.concatenate([np.arange(7.0), [20, 21, 22], np.arange(10, 20), [7, 8, 9], np.arange(23.0, 100)])
    return lower_tail_dependence(first, second, seed=1, u=0.9, replications=199)


def gaussian_pair(n: int, correlation: float = 0.5) -> tuple[np.ndarray, np.ndarray]:
    x, own = np.random.default_rng(31).standard_normal((2, n))
    return x, correlation * x + np.sqrt(1 - correlation**2) * own


def student_pair(n: int, freedom: float) -> tuple[np.ndarray, np.ndarray]:
    x, y = gaussian_pair(n)
    mixing = np.sqrt(np.random.default_rng(32).chisquare(freedom, n) / freedom)
    return x / mixing, y / mixing


def chi_bar_by_hand() -> float:
    chi_bar = by_hand().chi_bar
    assert chi_bar is not None
    return chi_bar


COMPUTED: dict[str, Callable[[], float]] = {
    **{f"gaussian_chi_{u}": partial(gaussian_chi, 0.5, float(u)) for u in (".9", ".95", ".99")},
    **{f"gaussian_chi_bar_{u}": partial(gaussian_chi_bar, 0.5, float(u)) for u in (".9", ".95", ".99")},
    **{f"student_{nu}": partial(student_tail_dependence, 0.5, nu) for nu in (2, 4, 10)},
    "hand_chi": lambda: by_hand().chi,
    "hand_chi_bar": chi_bar_by_hand,
    "hand_joint": lambda: by_hand().joint,
}


@answers("tail_dependence", COMPUTED)
def test_answers(case: str, expected: float, tolerance: float) -> None:
    assert COMPUTED[case]() == pytest.approx(expected, abs=tolerance)


def test_a_gaussian_pair_meets_its_own_benchmark() -> None:
    found = lower_tail_dependence(*gaussian_pair(20_000), seed=1, u=0.95, replications=199)
    assert found.correlation == pytest.approx(0.5, abs=0.02)
    assert found.chi == pytest.approx(found.gaussian_chi, abs=0.03)
    assert found.chi_bar == pytest.approx(found.gaussian_chi_bar, abs=0.03)
    assert found.joint == pytest.approx(found.expected_joint, rel=0.15)
    assert found.chi_lower < found.gaussian_chi < found.chi_upper


def test_a_student_pair_lies_above_the_gaussian_benchmark() -> None:
    found = lower_tail_dependence(*student_pair(8_000, 2.5), seed=1, u=0.97, replications=199)
    assert found.chi_lower > found.gaussian_chi


def test_it_is_the_lower_tail() -> None:
    x, y = gaussian_pair(1000, 0.01)
    both_crash = np.arange(1000) < 30
    x, y = np.where(both_crash, -9.0 + x / 10, x), np.where(both_crash, -9.0 + y / 10, y)
    assert lower_tail_dependence(x, y, seed=1, replications=199).joint >= 30
    assert lower_tail_dependence(-x, -y, seed=1, replications=199).joint < 15


def test_no_joint_exceedance_has_no_chi_bar() -> None:
    found = lower_tail_dependence(*gaussian_pair(300, -0.9), seed=1, replications=199)
    assert (found.joint, found.chi_bar) == (0, None)


def test_poon_rockinger_tawn_tells_the_two_cases_apart() -> None:
    independent = poon_rockinger_tawn(*gaussian_pair(20_000), share=0.02)
    assert independent.chi is None
    assert independent.chi_bar == pytest.approx(gaussian_chi_bar(0.5, 0.99), abs=3 * independent.standard_error)
    dependent = poon_rockinger_tawn(*student_pair(20_000, 2.0), share=0.02)
    assert dependent.chi == pytest.approx(student_tail_dependence(0.5, 2.0), abs=0.06)
    assert dependent.exceedances == 400


def test_poon_rockinger_tawn_by_hand() -> None:
    """The same series twice: ranks 1..200 over 201, the ten worst days against the eleventh."""
    days = np.arange(200.0)
    frechet = -1 / np.log(np.arange(190, 201) / 201)
    chi_bar = 2 * np.mean(np.log(frechet[1:] / frechet[0])) - 1
    found = poon_rockinger_tawn(days, days)
    assert found.chi_bar == pytest.approx(chi_bar)
    assert found.standard_error == pytest.approx((1 + chi_bar) / np.sqrt(10))
    assert found.chi == pytest.approx(frechet[0] * 10 / 200)


@given(st.floats(-0.95, 0.95), st.floats(0.6, 0.999))
def test_gaussian_benchmarks_stay_in_their_range(correlation: float, u: float) -> None:
    assert gaussian_chi(correlation, u) <= 1 + 1e-9
    assert -1 - 1e-9 <= gaussian_chi_bar(correlation, u) <= 1


@settings(max_examples=20, deadline=None)
@given(st.floats(0.5, 3))
def test_margins_do_not_matter(power: float) -> None:
    x, y = gaussian_pair(300)
    bent = lower_tail_dependence(np.sign(x) * np.abs(x) ** power, 5 * y + 1, seed=1, replications=199)
    plain = lower_tail_dependence(x, y, seed=1, replications=199)
    assert (bent.chi, bent.chi_bar, bent.joint) == (plain.chi, plain.chi_bar, plain.joint)


def test_bad_input_is_refused() -> None:
    x, y = gaussian_pair(300)
    with pytest.raises(InsufficientDataError, match="100 are needed"):
        lower_tail_dependence(x[:50], y[:50], seed=1)
    with pytest.raises(InsufficientDataError, match="take a lower u"):
        lower_tail_dependence(x, y, seed=1, u=0.999)
    with pytest.raises(InsufficientDataError, match="10 are needed"):
        poon_rockinger_tawn(x, y, share=0.02)
    with pytest.raises(DegenerateInputError, match="inside"):
        lower_tail_dependence(x, x, seed=1)
    with pytest.raises(DegenerateInputError, match="NaN"):
        lower_tail_dependence(np.where(x > 2, np.nan, x), y, seed=1)
    with pytest.raises(DegenerateInputError, match="inside"):
        student_tail_dependence(1.0, 3)


@pytest.mark.parametrize(("n", "block"), [(120, 2.0), (700, 40.0)])
def test_the_interval_is_that_of_the_resampled_rows_ranked_one_by_one(
    n: int, block: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Long blocks draw the largest losses rarely, so that some resamples look at all days."""
    rng = np.random.default_rng(n)
    common = np.repeat(rng.standard_t(4, n // 20), 20)
    x, y = (np.round(common + rng.standard_t(4, n), 2) for _ in range(2))
    monkeypatch.setattr(tail_dependence, "influence_block_length", lambda _: block)
    found = lower_tail_dependence(x, y, 7, replications=300)
    beyond = []
    for days in stationary_indices(n, block, 300, 7):
        place = int(np.floor(0.95 * (n + 1) + 1e-9)) - 1
        one, other = (-series[days] > np.sort(-series[days])[place] for series in (x, y))
        beyond.append(2.0 - np.log(1.0 - np.mean(one | other)) / np.log(0.95))
    assert (found.chi_lower, found.chi_upper) == pytest.approx(tuple(np.quantile(beyond, [0.025, 0.975])), abs=1e-12)
