"""Likelihoods that are highest on an edge: without shocks, without memory, without a floor, or with lasting shocks."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pytest
from scipy.optimize import minimize

from figurecheck.measures.garch_edges import EDGES, NO_EDGE, Edge, edge_of
from figurecheck.measures.garch_likelihood import GarchLikelihood
from test_measures_garch_likelihood import simulated

NEAR = np.array([0.0, 0.3, 0.05, 0.6])


def recursion(returns: np.ndarray, theta: np.ndarray) -> float:
    """The likelihood day by day, written a second time."""
    mean, omega, alpha, beta = theta
    variance, shock, total = 1.0, 1.0, 0.0
    for value in returns:
        variance = omega + alpha * shock + beta * variance
        shock = (value - mean) ** 2
        total -= 0.5 * (np.log(2.0 * np.pi * variance) + shock / variance)
    return total


def fading() -> np.ndarray:
    """Calm that grows every day: the variance falls by a thousandth a day, and no floor holds it."""
    return np.random.default_rng(8).standard_normal(900) * np.exp(-0.002 * np.arange(900))


def bunched() -> np.ndarray:
    """Loud days come in bunches of two: a shock says something of the next day, the variance before nothing."""
    shocks, returns = np.random.default_rng(4).standard_normal(900), np.zeros(900)
    for day in range(1, 900):
        returns[day] = shocks[day] * np.sqrt(0.5 + 0.7 * returns[day - 1] ** 2)
    return returns


def independent() -> np.ndarray:
    return np.random.default_rng(3).standard_normal(900)


def lasting() -> np.ndarray:
    """The spread of the returns walks at random and comes back to nothing."""
    random = np.random.default_rng(9)
    return random.standard_normal(900) * np.exp(np.cumsum(random.normal(0.0, 0.12, 900)))


@dataclass(frozen=True)
class Case:
    """Returns, the edge on which they are likeliest, and all parameters from those that are free there."""

    returns: Callable[[], np.ndarray]
    edge: Edge
    whole: Callable[[np.ndarray], list[float]]


CASES = {
    "no floor": Case(fading, Edge((0,)), lambda free: [free[0], 0.0, free[1], free[2]]),
    "no shocks": Case(independent, Edge((1,)), lambda free: [free[0], free[1], 0.0, free[2]]),
    "no memory": Case(bunched, Edge((2,)), lambda free: [free[0], free[1], free[2], 0.0]),
    "lasting shocks": Case(lasting, Edge(integrated=True), lambda free: [free[0], free[1], free[2], 1.0 - free[2]]),
}


@pytest.fixture(scope="module", params=CASES)
def case(request: pytest.FixtureRequest) -> Case:
    return CASES[request.param]


def searched(found: GarchLikelihood) -> np.ndarray:
    """Where an optimiser with bounds stops, in the sixth digit or so."""
    bounds = [(None, None), (0.0, None), (0.0, 1.0), (0.0, 1.0)]
    stationary = {"type": "ineq", "fun": lambda theta: 1.0 - theta[2] - theta[3]}
    loss = lambda theta: -found.value(theta) / found.response.size  # noqa: E731
    return minimize(loss, NEAR, method="SLSQP", bounds=bounds, constraints=stationary, options={"ftol": 1e-10}).x


def likelihood(case: Case) -> GarchLikelihood:
    returns = case.returns()
    return GarchLikelihood(returns / returns.std(), np.ones((returns.size, 1)), 1.0)


def test_the_top_on_an_edge_is_that_of_a_search_along_it(case: Case) -> None:
    """Independent route: the simplex of Nelder and Mead over a recursion written day by day."""
    found = likelihood(case)
    top = found.top(searched(found))
    assert top is not None
    assert edge_of(top) == case.edge
    free = top[[at for at in range(4) if at not in {place + 1 for place in case.edge.zero}]][:3]
    by_simplex = minimize(
        lambda at: -recursion(found.response, np.array(case.whole(at))),
        free * 1.02 + 0.001,
        method="Nelder-Mead",
        options={"xatol": 1e-9, "fatol": 1e-11, "maxiter": 4_000},
    )
    assert found.value(top) == pytest.approx(-by_simplex.fun, abs=1e-8)
    assert top == pytest.approx(case.whole(by_simplex.x), rel=1e-4, abs=1e-6)


def test_where_the_search_stops_does_not_matter(case: Case) -> None:
    found = likelihood(case)
    start, random = searched(found), np.random.default_rng(1)
    top = found.top(start)
    for _ in range(5):
        near = np.clip(start + random.normal(0.0, 1e-6, 4), [-np.inf, 0.0, 0.0, 0.0], None)
        near[3] = min(near[3], 1.0 - near[2])
        assert found.top(near) == pytest.approx(top, rel=1e-8, abs=1e-11)


def test_what_an_edge_holds_counts_as_known(case: Case) -> None:
    """The errors of the others are those of the likelihood in them alone, by differences of the recursion."""
    found = likelihood(case)
    top = found.top(searched(found))
    assert top is not None
    robust, normal = found.covariance(top)
    for place in case.edge.zero:
        assert not robust[place + 1].any()
    kept = [at for at in range(4) if at not in {place + 1 for place in case.edge.zero}][:3]
    curvature = second_differences(lambda free: recursion(found.response, np.array(case.whole(free))), top[kept])
    assert normal[np.ix_(kept, kept)] == pytest.approx(-np.linalg.inv(curvature), rel=1e-2, abs=1e-5)
    if case.edge.integrated:
        assert robust[2] == pytest.approx(-robust[3])


def second_differences(function: Callable[[np.ndarray], float], at: np.ndarray) -> np.ndarray:
    steps = np.diag(3e-6 * np.maximum(np.abs(at), 0.1))

    def slope(one: np.ndarray, other: np.ndarray) -> float:
        return (function(at + one + other) - function(at + one - other)) / (4.0 * one.sum() * other.sum())

    return np.array([[slope(one, other) + slope(-one, other) for other in steps] for one in steps])


def test_no_edge_is_taken_where_the_likelihood_rises_inwards() -> None:
    returns = simulated(11, 1_500)
    found = GarchLikelihood(returns / returns.std(), np.ones((1_500, 1)))
    top = found.top(searched(found))
    assert top is not None
    assert edge_of(top) == NO_EDGE
    for edge in EDGES:
        moves = edge.moves(top)
        assert found.value(moves.to(moves.origin)) < found.value(top)
