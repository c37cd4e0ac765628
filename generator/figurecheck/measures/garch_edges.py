"""The edges of the room of GARCH(1,1) parameters: no floor, no shocks, no memory, or shocks that never fade."""

from dataclasses import dataclass

import numpy as np

from figurecheck.measures.checks import Floats

_ON_IT = 1e-12
_VARIANCE_PARAMETERS = 3


@dataclass(frozen=True)
class Edge:
    """Parameters that are held while the others move, ``(gamma, omega, alpha, beta)`` being all of them, k + 3.

    ``zero`` are the places of omega, alpha and beta (0, 1, 2) that are nil; ``integrated`` says that alpha and beta sum
    to one (Engle and Bollerslev 1986).
    """

    zero: tuple[int, ...] = ()
    integrated: bool = False

    def moves(self, theta: Floats) -> "Moves":
        """How to move on the edge from its place next to ``theta``."""
        placed = theta.copy()
        placed[[place - _VARIANCE_PARAMETERS for place in self.zero]] = 0.0
        ways = np.eye(theta.size)
        held = {theta.size - _VARIANCE_PARAMETERS + place for place in self.zero}
        if self.integrated:
            placed[-2] = min(max(placed[-2], _ON_IT), 1.0 - _ON_IT)
            placed[-1] = 1.0 - placed[-2]
            ways[-1, -2] = -1.0
            held.add(theta.size - 1)
        free = [at for at in range(theta.size) if at not in held]
        return Moves(self, ways[:, free], placed[free], placed - ways[:, free] @ placed[free])

    def inwards(self, size: int) -> Floats:
        """The ways off the edge into the room, one a row, shape (held, ``size``)."""
        ways = [np.eye(size)[size - _VARIANCE_PARAMETERS + place] for place in self.zero]
        return np.array([*ways, *([-np.eye(size)[-1]] if self.integrated else [])]).reshape(-1, size)


@dataclass(frozen=True, eq=False)
class Moves:
    """All parameters as ``rest + ways @ at``, ``at`` being the free ones, shape (free,), ``origin`` their values."""

    edge: Edge
    ways: Floats
    origin: Floats
    rest: Floats

    def to(self, at: Floats) -> Floats:
        """All parameters where the free ones are ``at``."""
        theta: Floats = self.rest + self.ways @ at
        return theta

    def inside(self, at: Floats) -> bool:
        """Whether no parameter that is not held lies on an edge of its own or beyond."""
        theta = self.to(at)[-_VARIANCE_PARAMETERS:]
        rest = [value for place, value in enumerate(theta) if place not in self.edge.zero]
        return min(rest) > 0.0 and (self.edge.integrated or bool(theta[1] + theta[2] < 1.0))


NO_EDGE = Edge()
EDGES = (Edge((0,)), Edge((1,)), Edge((2,)), Edge(integrated=True))


def edge_of(theta: Floats) -> Edge:
    """The edge on which parameters lie; the one that holds nothing where they lie on none."""
    zero = tuple(place for place, value in enumerate(theta[-3:]) if value == 0.0)
    return Edge(zero, bool(abs(theta[-2] + theta[-1] - 1.0) <= _ON_IT))
