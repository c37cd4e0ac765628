"""The worlds in which the intervals are tried: returns whose true links are known, from tame to wild."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

VOLATILE_SHARE = 0.2
"""Share of days in the volatile state."""
VOLATILE_RUN = 25.0
"""Mean number of days that the volatile state lasts."""
VOLATILE_SPREAD = 2.5
"""Standard deviation in the volatile state of the two-regime world, in those of the calm one."""
VOLATILE_LINK = 0.6
"""How far a correlation c rises in the volatile state of the two-regime world, in units of c (1 - c)."""
GARCH = (0.02, 0.08, 0.90)
"""Constant, reaction to yesterday's shock and memory of the variance; together they keep it at 1 on average."""
_BURN_IN = 500


@dataclass(frozen=True, eq=False)
class Draws:
    """Simulated ``returns`` of shape (samples, n, k) and the days of the volatile state, shape (samples, n)."""

    returns: Floats
    high: NDArray[np.bool_]


@dataclass(frozen=True)
class Design:
    """One world: ``draw(random, samples, n, correlations)`` makes samples of n days of k series."""

    id: str
    title: str
    clustered: bool
    draw: Callable[[np.random.Generator, int, int, Floats], Draws]


def _states(random: np.random.Generator, samples: int, n: int) -> NDArray[np.bool_]:
    """Whether each day is volatile, shape (samples, n): runs of geometric length, in the long run VOLATILE_SHARE."""
    leave, enter = 1.0 / VOLATILE_RUN, VOLATILE_SHARE / (1.0 - VOLATILE_SHARE) / VOLATILE_RUN
    uniform = random.random((n, samples))
    high = np.empty((n, samples), dtype=np.bool_)
    now = random.random(samples) < VOLATILE_SHARE
    for day in range(n):
        now = np.where(now, uniform[day] >= leave, uniform[day] < enter)
        high[day] = now
    return np.ascontiguousarray(high.T)


def _normal(random: np.random.Generator, samples: int, n: int, correlations: Floats) -> Floats:
    drawn: Floats = random.standard_normal((samples, n, len(correlations))) @ np.linalg.cholesky(correlations).T
    return drawn


def _student(random: np.random.Generator, samples: int, n: int, correlations: Floats, degrees: float) -> Floats:
    """Multivariate t of unit variance: all series of a day share the size of its shock."""
    size = np.sqrt((degrees - 2.0) / random.chisquare(degrees, (samples, n, 1)))
    return _normal(random, samples, n, correlations) * size


def iid_normal(random: np.random.Generator, samples: int, n: int, correlations: Floats) -> Draws:
    """Independent normal days; the state means nothing."""
    return Draws(_normal(random, samples, n, correlations), _states(random, samples, n))


def iid_student(random: np.random.Generator, samples: int, n: int, correlations: Floats) -> Draws:
    """Independent days from a multivariate t with 5 degrees of freedom; the state means nothing."""
    return Draws(_student(random, samples, n, correlations, 5.0), _states(random, samples, n))


def garch_student(random: np.random.Generator, samples: int, n: int, correlations: Floats) -> Draws:
    """Each series with a GARCH(1,1) variance of its own, shocks from a multivariate t with 6 degrees of freedom.

    The correlation of the shocks is constant (Bollerslev 1990); the state means nothing.
    """
    omega, alpha, beta = GARCH
    shocks = _student(random, samples, n + _BURN_IN, correlations, 6.0)
    variance = np.ones((samples, len(correlations)))
    returns = np.empty_like(shocks)
    for day in range(shocks.shape[1]):
        returns[:, day] = np.sqrt(variance) * shocks[:, day]
        variance = omega + alpha * returns[:, day] ** 2 + beta * variance
    return Draws(np.ascontiguousarray(returns[:, _BURN_IN:]), _states(random, samples, n))


def two_regimes(random: np.random.Generator, samples: int, n: int, correlations: Floats) -> Draws:
    """Normal days whose volatility and correlation both step up while the volatile state lasts."""
    high = _states(random, samples, n)
    closer = correlations + VOLATILE_LINK * correlations * (1.0 - correlations)
    calm, wild = (_normal(random, samples, n, matrix) for matrix in (correlations, closer))
    return Draws(np.where(high[:, :, None], VOLATILE_SPREAD * wild, calm), high)


DESIGNS = (
    Design("iid-normal", "independent days, normal", clustered=False, draw=iid_normal),
    Design("iid-t5", "independent days, fat tails", clustered=False, draw=iid_student),
    Design("garch-t6", "GARCH with fat tails", clustered=True, draw=garch_student),
    Design("two-regime", "calm and volatile spells", clustered=True, draw=two_regimes),
)


def pair_correlations(rho: float) -> Floats:
    """The correlation matrix of a pair."""
    return np.array([[1.0, rho], [rho, 1.0]])


def panel_correlations(inside: float, across: float) -> Floats:
    """The correlation matrix of two blocks of two series each."""
    matrix = np.full((4, 4), across)
    matrix[:2, :2] = matrix[2:, 2:] = inside
    np.fill_diagonal(matrix, 1.0)
    return matrix


def factor_correlations(*loadings: float) -> Floats:
    """The correlation matrix of series that share one factor and nothing else."""
    matrix: Floats = np.outer(loadings, loadings).astype(np.float64)
    np.fill_diagonal(matrix, 1.0)
    return matrix
