"""The last steps to the top of a GARCH likelihood: exact scores, and one answer from many starts."""

import numpy as np
import pytest
from scipy.optimize import approx_fprime

from figurecheck.measures import volatility
from figurecheck.measures.dynamics import dynamic_conditional_correlation
from figurecheck.measures.garch_likelihood import GarchLikelihood, newton
from figurecheck.measures.safe_haven import safe_haven_regression

SAME = 1e-8


def simulated(seed: int, n: int) -> np.ndarray:
    """Returns with a GARCH(1,1) variance of 1 in the long run."""
    shocks, returns, variance = np.random.default_rng(seed).standard_normal(n), np.empty(n), 1.0
    for day in range(n):
        returns[day] = np.sqrt(variance) * shocks[day]
        variance = 0.04 + 0.09 * returns[day] ** 2 + 0.87 * variance
    return returns


def likelihood(backcast: float | None) -> GarchLikelihood:
    returns = simulated(11, 1_500)
    design = np.column_stack([np.ones(1_500), np.random.default_rng(2).standard_normal(1_500)])
    return GarchLikelihood(returns / returns.std(), design, backcast)


@pytest.mark.parametrize("backcast", [None, 0.7])
def test_scores_are_the_derivatives_of_the_likelihood(backcast: float | None) -> None:
    """Independent route: differences of the likelihood itself, by scipy."""
    found, theta = likelihood(backcast), np.array([0.02, -0.1, 0.05, 0.09, 0.85])
    by_differences = approx_fprime(theta, found.value, 1e-7)
    assert found.scores(theta).sum(axis=0) == pytest.approx(by_differences, rel=1e-4, abs=1e-2)
    assert found.gradient(theta) == pytest.approx(found.scores(theta).sum(axis=0), rel=1e-10)


def test_every_start_near_the_top_ends_at_the_same_place() -> None:
    found = likelihood(None)
    top = found.top(np.array([0.0, 0.0, 0.05, 0.08, 0.88]))
    random = np.random.default_rng(1)
    for _ in range(10):
        start = top + random.normal(0, 0.003, 5)
        assert found.top(start) == pytest.approx(top, rel=SAME, abs=1e-10)
    assert np.abs(found.scores(top).sum(axis=0)).max() < 1e-7


def test_a_top_on_an_edge_is_left_where_the_optimiser_found_it() -> None:
    """Independent days have no GARCH effect: with alpha 0 the steps have nowhere to go."""
    found = GarchLikelihood(np.random.default_rng(3).standard_normal(400), np.ones((400, 1)))
    edge = np.array([0.0, 0.5, 0.0, 0.5])
    assert found.top(edge) is None
    assert newton(lambda at: at**2 + 1.0, np.array([3.0]), lambda _: True) is None


def test_figures_do_not_depend_on_where_the_optimiser_stops(monkeypatch: pytest.MonkeyPatch) -> None:
    """Another processor stops the search at another place: here a thousandth off, and nothing changes."""
    first, second = simulated(11, 1_500), simulated(12, 1_500) + 0.4 * simulated(11, 1_500)

    def figures() -> list[float]:
        one, regression = volatility.garch(first), safe_haven_regression(second, first)
        dynamic = dynamic_conditional_correlation(first, second)
        effects = [(effect.value, effect.lower) for effect in (regression.average, *regression.tails)]
        conditional = volatility.ar_garch(first)
        return [
            *(one.constant, one.omega, one.alpha, one.beta, one.next_variance),
            *(dynamic.a, dynamic.b, dynamic.mean, conditional.next_variance),
            *np.ravel(effects),
        ]

    straight, top = figures(), GarchLikelihood.top

    def off(self: GarchLikelihood, start: np.ndarray) -> np.ndarray | None:
        return top(self, start * (1.0 + 1e-3 * np.array([1.0, -1.0, 1.0] * 4)[: start.size]))

    monkeypatch.setattr(GarchLikelihood, "top", off)
    assert figures() == pytest.approx(straight, rel=SAME)
