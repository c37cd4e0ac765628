"""The normal likelihood of a linear mean with GARCH(1,1) variance, its exact scores, and the last steps to its top."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from figurecheck.measures.checks import Floats
from figurecheck.measures.garch_edges import EDGES, NO_EDGE, Edge, edge_of

_DIFFERENCE = 1e-5
"""Step of the differences of the scores, as a share of a parameter of ordinary size."""
_SMALLEST_SIZE = 1e-2
_SETTLED = 1e-11
_ROUNDING = 1e-8
"""Steps below this that gain nothing are rounding: the place is as good as it gets."""
_WORSE = 1e-4
"""A likelihood lower by less is as high: an optimiser may stop a breath beyond an edge."""
_STEPS = 25
_HALVINGS = 12


@dataclass(frozen=True, eq=False)
class GarchLikelihood:
    """``response_t = design_t gamma + e_t`` with ``h_t = omega + alpha e_(t-1)^2 + beta h_(t-1)`` (Bollerslev 1986).

    ``response`` of shape (n,) and about unit size, ``design`` of shape (n, k). ``backcast`` stands for e^2 and h before
    the first row; None takes the mean square of e, which then moves with gamma. Parameters come as one vector
    ``(gamma, omega, alpha, beta)``.
    """

    response: Floats
    design: Floats
    backcast: float | None = None

    def residuals(self, theta: Floats) -> Floats:
        """e_t, shape (n,)."""
        residuals: Floats = self.response - self.design @ theta[:-3]
        return residuals

    def variance(self, theta: Floats) -> Floats:
        """h_t, shape (n,)."""
        residuals = self.residuals(theta)
        return self._filtered(theta, residuals**2, self._before(residuals))

    def value(self, theta: Floats) -> float:
        """The log-likelihood, constants included."""
        residuals = self.residuals(theta)
        squares = residuals**2
        variance = self._filtered(theta, squares, self._before(residuals))
        return float(-0.5 * np.sum(np.log(2.0 * np.pi * variance) + squares / variance))

    def scores(self, theta: Floats) -> Floats:
        """Derivatives of each row's log-likelihood, shape (n, k + 3); filters of Fiorentini and others (1996)."""
        from scipy.signal import lfilter

        _, alpha, beta = theta[-3:]
        residuals, variance = self.residuals(theta), self.variance(theta)
        before = self._before(residuals)
        turn = -2.0 * residuals[:, None] * self.design
        first = (alpha + beta) * turn.mean(axis=0) if self.backcast is None else np.zeros(self.design.shape[1])
        inputs = np.column_stack(
            [
                np.vstack([first, alpha * turn[:-1]]),
                np.ones(residuals.size),
                np.concatenate(([before], residuals[:-1] ** 2)),
                np.concatenate(([before], variance[:-1])),
            ]
        )
        moved = lfilter([1.0], [1.0, -beta], inputs, axis=0)
        scores: Floats = ((residuals**2 / variance - 1.0) / (2.0 * variance))[:, None] * moved
        scores[:, :-3] += (residuals / variance)[:, None] * self.design
        return scores

    def top(self, start: Floats) -> Floats | None:
        """The maximum next to ``start``, to about eleven digits, inside or on an edge; None where no steps lead to one.

        Optimisers stop where they no longer gain, which leaves the sixth digit to the rounding of the processor, and
        more of them on an edge, where the likelihood still rises outwards. There it must fall on every way inwards.
        """
        found = self._top_on(NO_EDGE, start)
        if found is not None:
            return found
        tops = [top for edge in EDGES if (top := self._top_on(edge, start)) is not None]
        return max(tops, key=self.value, default=None)

    def _top_on(self, edge: Edge, start: Floats) -> Floats | None:
        """The maximum of an edge where it is as high as ``start`` and falls inwards; None where it is not."""
        moves = edge.moves(start)
        found = newton(lambda at: moves.ways.T @ self.gradient(moves.to(at)), moves.origin, moves.inside)
        if found is None:
            return None
        theta = moves.to(found)
        rising = edge.inwards(theta.size) @ self.gradient(theta)
        high = self.value(theta) >= self.value(start) - _WORSE
        return theta if high and bool(np.all(rising <= 0.0)) else None

    def covariance(self, theta: Floats) -> tuple[Floats, Floats]:
        """Covariance of the maximum: robust (Bollerslev and Wooldridge 1992), and were the errors normal.

        What lies on an edge counts as known.
        """
        moves = edge_of(theta).moves(theta)
        scores = self.scores(theta) @ moves.ways
        n = len(scores)
        curvature = jacobian(lambda at: moves.ways.T @ self.gradient(moves.to(at)), moves.origin)
        bread = np.linalg.inv(-curvature / n)
        robust = bread @ np.cov(scores.T) @ bread
        return moves.ways @ robust @ moves.ways.T / n, moves.ways @ bread @ moves.ways.T / n

    def gradient(self, theta: Floats) -> Floats:
        """The sum of the scores, shape (k + 3,), by one filter that runs backwards in place of one a parameter."""
        from scipy.signal import lfilter

        _, alpha, beta = theta[-3:]
        residuals = self.residuals(theta)
        before = self._before(residuals)
        squares = residuals**2
        variance = self._filtered(theta, squares, before)
        pushes = (squares / variance - 1.0) / (2.0 * variance)
        pull = lfilter([1.0], [1.0, -beta], pushes[::-1])[::-1]
        by_residual = residuals / variance
        by_residual[:-1] -= 2.0 * alpha * pull[1:] * residuals[:-1]
        if self.backcast is None:
            by_residual -= 2.0 * (alpha + beta) * pull[0] / residuals.size * residuals
        return np.array(
            [
                *(by_residual @ self.design),
                pull.sum(),
                pull[0] * before + pull[1:] @ squares[:-1],
                pull[0] * before + pull[1:] @ variance[:-1],
            ]
        )

    def _filtered(self, theta: Floats, squares: Floats, before: float) -> Floats:
        """h_t from e_t^2 and what stands for e^2 and h before the first row."""
        from scipy.signal import lfilter

        omega, alpha, beta = theta[-3:]
        shocks = np.concatenate(([before], squares[:-1]))
        variance: Floats = lfilter([1.0], [1.0, -beta], omega + alpha * shocks, zi=np.array([beta * before]))[0]
        return variance

    def _before(self, residuals: Floats) -> float:
        return float(np.mean(residuals**2)) if self.backcast is None else self.backcast


def newton(gradient: Callable[[Floats], Floats], start: Floats, inside: Callable[[Floats], bool]) -> Floats | None:
    """The zero of ``gradient`` next to ``start``; None where the steps leave the ``inside`` or do not settle."""
    theta = start
    if not inside(theta):
        return None
    for _ in range(_STEPS):
        try:
            step = np.asarray(np.linalg.solve(jacobian(gradient, theta), gradient(theta)), dtype=np.float64)
        except np.linalg.LinAlgError:
            return None
        moved = float(np.max(np.abs(step) / _size(theta)))
        if moved < _SETTLED:
            return theta - step
        shorter = _shortened(gradient, theta, step, inside)
        if shorter is None:
            return theta if moved < _ROUNDING else None
        theta = shorter
    return None


def _shortened(
    gradient: Callable[[Floats], Floats], theta: Floats, step: Floats, inside: Callable[[Floats], bool]
) -> Floats | None:
    """Where the step leads, halved until it stays inside and the gradient gets smaller; None where it never does."""
    size = _size(theta)
    steepness = float(np.linalg.norm(gradient(theta) * size))
    for halving in range(_HALVINGS):
        ahead = theta - step / 2.0**halving
        if inside(ahead) and float(np.linalg.norm(gradient(ahead) * size)) < steepness:
            return ahead
    return None


def jacobian(gradient: Callable[[Floats], Floats], theta: Floats) -> Floats:
    """Symmetric matrix of central differences of ``gradient``."""
    columns = []
    for at, reach in enumerate(_DIFFERENCE * _size(theta)):
        move = np.zeros(theta.size)
        move[at] = reach
        columns.append((gradient(theta + move) - gradient(theta - move)) / (2.0 * reach))
    found = np.column_stack(columns)
    symmetric: Floats = (found + found.T) / 2.0
    return symmetric


def _size(theta: Floats) -> Floats:
    size: Floats = np.maximum(np.abs(theta), _SMALLEST_SIZE)
    return size
