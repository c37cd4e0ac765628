"""The fifteen p-values of Benjamini and Hochberg (1995), and what any adjustment must keep."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.stats.multitest import multipletests

from answers import answers
from figurecheck.errors import DegenerateInputError, InsufficientDataError
from figurecheck.measures.multiple import Method, adjust

FIFTEEN = [
    *(0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344),
    *(0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0),
]

COMPUTED = {
    "holm_rejections": lambda: sum(adjust(FIFTEEN).rejected),
    "benjamini_hochberg_rejections": lambda: sum(adjust(FIFTEEN, "benjamini_hochberg").rejected),
    "holm_first": lambda: adjust(FIFTEEN).p_values[0],
    "holm_third": lambda: adjust(FIFTEEN).p_values[2],
    "holm_fourth": lambda: adjust(FIFTEEN).p_values[3],
    "benjamini_hochberg_fourth": lambda: adjust(FIFTEEN, "benjamini_hochberg").p_values[3],
    "benjamini_hochberg_last": lambda: adjust(FIFTEEN, "benjamini_hochberg").p_values[14],
}


@answers("multiple", COMPUTED)
def test_answers(case: str, expected: float, tolerance: float) -> None:
    assert COMPUTED[case]() == pytest.approx(expected, abs=tolerance, rel=0)


P_VALUES = st.lists(st.floats(0, 1), min_size=1, max_size=20)


@settings(max_examples=15, deadline=None)
@given(values=P_VALUES, method=st.sampled_from(["holm", "benjamini_hochberg"]), seed=st.integers(0, 99))
def test_order_is_kept_and_nothing_gets_more_significant(values: list[float], method: Method, seed: int) -> None:
    adjusted = adjust(values, method)
    assert all(a >= p * (1 - 1e-12) for a, p in zip(adjusted.p_values, values, strict=True))
    assert max(adjusted.p_values) <= 1.0
    order = np.random.default_rng(seed).permutation(len(values))
    shuffled = adjust(np.array(values)[order], method)
    np.testing.assert_allclose(shuffled.p_values, np.array(adjusted.p_values)[order])


@settings(max_examples=15, deadline=None)
@given(values=P_VALUES)
def test_holm_is_never_more_generous(values: list[float]) -> None:
    holm, hochberg = adjust(values), adjust(values, "benjamini_hochberg")
    assert all(b or not h for h, b in zip(holm.rejected, hochberg.rejected, strict=True))


@settings(max_examples=40, deadline=None)
@given(values=P_VALUES)
def test_statsmodels_says_the_same(values: list[float]) -> None:
    for method, theirs in (("holm", "holm"), ("benjamini_hochberg", "fdr_bh")):
        rejected, adjusted, *_ = multipletests(values, alpha=0.05, method=theirs)
        found = adjust(values, method, 0.05)
        np.testing.assert_allclose(found.p_values, adjusted, rtol=1e-14, atol=0)
        assert found.rejected == tuple(rejected)


def test_one_test_needs_no_adjustment() -> None:
    assert adjust([0.03]).p_values == (0.03,)


@pytest.mark.parametrize("values", [[0.1, float("nan")], [0.1, 1.2], [-0.1]])
def test_impossible_p_values(values: list[float]) -> None:
    with pytest.raises(DegenerateInputError):
        adjust(values)


def test_no_p_values_and_no_level() -> None:
    with pytest.raises(InsufficientDataError):
        adjust([])
    with pytest.raises(DegenerateInputError, match="level"):
        adjust([0.1], level=5)
