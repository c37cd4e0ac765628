"""The climb to the highest place of a GARCH likelihood: as high as arch gets from many starts, or none."""

import numpy as np
import pytest
from arch.univariate import GARCH, ZeroMean

from figurecheck.errors import DegenerateInputError
from figurecheck.measures.garch_climb import highest
from figurecheck.measures.garch_edges import edge_of
from figurecheck.measures.garch_likelihood import GarchLikelihood
from test_measures_garch_likelihood import simulated

STARTS = [(alpha, beta) for alpha in (0.01, 0.05, 0.15, 0.4) for beta in (0.1, 0.5, 0.8, 0.95) if alpha + beta < 1.0]


def climbed(returns: np.ndarray) -> tuple[GarchLikelihood, np.ndarray]:
    scaled = returns / returns.std()
    found = GarchLikelihood(scaled, np.ones((scaled.size, 1)))
    return found, highest(found, np.array([scaled.mean()]), 1.0)


@pytest.mark.parametrize(
    "returns",
    [simulated(11, 1_500), *np.random.default_rng(1).standard_normal((6, 1_200))],
    ids=["garch", *(f"independent {number}" for number in range(6))],
)
def test_no_start_of_arch_ends_higher(returns: np.ndarray) -> None:
    """Independent route: the optimiser of arch on its own likelihood, around the mean that was found."""
    likelihood, place = climbed(returns)
    residuals = likelihood.response - place[0]
    model, before = ZeroMean(residuals, volatility=GARCH(), rescale=False), float(np.mean(residuals**2))
    heights = [
        model.fit(
            disp="off",
            show_warning=False,
            backcast=before,
            tol=1e-10,
            starting_values=np.array([before * (1.0 - alpha - beta), alpha, beta]),
        ).loglikelihood
        for alpha, beta in STARTS
    ]
    assert likelihood.value(place) > max(heights) - 1e-4


def test_where_there_is_a_top_it_is_taken_to_all_its_digits() -> None:
    likelihood, place = climbed(simulated(11, 1_500))
    assert place == pytest.approx(likelihood.top(place * 1.001), rel=1e-9)
    assert not edge_of(place).zero


def test_days_that_stand_still_have_no_maximum() -> None:
    """Their likelihood grows without end as the variance falls."""
    returns = np.concatenate([np.random.default_rng(0).standard_normal(200), np.zeros(300)])
    with pytest.raises(DegenerateInputError, match="no maximum found in 500"):
        climbed(returns - returns.mean())
