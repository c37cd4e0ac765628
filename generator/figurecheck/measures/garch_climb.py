"""The way up a GARCH likelihood from afar: an optimiser that is told the exact scores, then steps to the top."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from figurecheck.errors import DegenerateInputError
from figurecheck.measures.checks import Floats
from figurecheck.measures.garch_likelihood import GarchLikelihood

_REACTIONS = (0.01, 0.05, 0.1, 0.2)
_PERSISTENCES = (0.5, 0.7, 0.9, 0.98)
_FAR_APART = ((0.01, 0.98), (0.15, 0.60))
"""Reaction and memory of two places between which a likelihood with two tops has its valley."""
_NO_GAIN = 1e-12
"""Gain of the mean log-likelihood at which a climb ends."""
_FLOOR = 1e-8
"""Least omega of a climb: the variance has to stay above 0."""
_FELL = 1e-4
"""What the log-likelihood may rise by from the floor down: more, and nothing but the floor holds it."""
_MOST_STEPS = 1_000
_ROUNDING = 1e-6
"""An end of a climb that is higher than a top by less is that top, less sharply."""
_NEAR = 1e-2
"""A climb that ended nearer to a top than this, and not above it, stopped on the way to it."""


def highest(likelihood: GarchLikelihood, mean: Floats, variance: float) -> Floats:
    """The likeliest parameters, shape (k + 3,), from three starts with ``mean``, shape (k,), and ``variance``.

    Where none has a top, on a corner of the room or where the variance is constant, it is where the best climb ends.
    Raises DegenerateInputError where there is no maximum.
    """
    shapes = (np.array([*mean, variance * (1.0 - alpha - beta), alpha, beta]) for alpha, beta in _FAR_APART)
    ends = [_End.of(likelihood, start) for start in (_rough_start(likelihood, mean, variance), *shapes)]
    top = max(_tops(likelihood, [end.place for end in ends]), key=likelihood.value, default=None)
    best = max((end.place for end in ends if end.done and not end.held), key=likelihood.value, default=top)
    if best is not None and top is not None and likelihood.value(best) <= likelihood.value(top) + _ROUNDING:
        best = top
    if best is None or any(end.held and likelihood.value(end.place) > likelihood.value(best) + _FELL for end in ends):
        raise DegenerateInputError(
            f"GARCH(1,1): no maximum found in {likelihood.response.size} observations from {len(ends)} starts; "
            "take a longer window or drop this reading"
        )
    return best


def _tops(likelihood: GarchLikelihood, ends: list[Floats]) -> Iterator[Floats]:
    """The tops next to where climbs ended, each sought once."""
    tops: list[Floats] = []
    for end in sorted(ends, key=likelihood.value, reverse=True):
        if any(np.allclose(end, top, rtol=_NEAR, atol=_NEAR**2) for top in tops):
            continue
        top = likelihood.top(end)
        if top is not None:
            tops.append(top)
            yield top


@dataclass(frozen=True, eq=False)
class _End:
    """Where a climb ended, whether the optimiser is ``done``, and whether nothing but the floor ``held`` it.

    A likelihood that still grows at the floor has no maximum, as with days that stand still.
    """

    place: Floats
    done: bool
    held: bool

    @classmethod
    def of(cls, likelihood: GarchLikelihood, start: Floats) -> "_End":
        """Climb by sequential quadratic programming from ``start``, shape (k + 3,).

        Omega stays above the floor, alpha and beta at or above 0, their sum at or below 1.
        """
        from scipy.optimize import Bounds, LinearConstraint, minimize

        k = start.size - 3
        found = minimize(
            _loss,
            start.tolist(),
            (likelihood,),
            jac=_slopes,
            method="SLSQP",
            bounds=Bounds([-np.inf] * k + [_FLOOR, 0.0, 0.0], [np.inf] * (k + 1) + [1.0, 1.0]),
            constraints=LinearConstraint(np.eye(k + 3)[-2:].sum(axis=0), -np.inf, 1.0),
            tol=_NO_GAIN,
            options={"maxiter": _MOST_STEPS},
        )
        place = np.asarray(found.x, dtype=np.float64)
        held = bool(-likelihood.gradient(place)[-3] * _FLOOR > _FELL)
        return cls(place, bool(found.success and np.isfinite(found.fun)), held)


def _loss(theta: Floats, likelihood: GarchLikelihood) -> float:
    return -likelihood.value(theta) / likelihood.response.size


def _slopes(theta: Floats, likelihood: GarchLikelihood) -> Floats:
    return -likelihood.gradient(theta) / likelihood.response.size


def _rough_start(likelihood: GarchLikelihood, mean: Floats, variance: float) -> Floats:
    """``mean``, shape (k,), with the likeliest of sixteen shapes of a variance that is ``variance`` in the long run."""
    shapes = [(reaction, total - reaction) for total in _PERSISTENCES for reaction in _REACTIONS]
    starts = (np.array([*mean, variance * (1.0 - alpha - beta), alpha, beta]) for alpha, beta in shapes)
    return max(starts, key=likelihood.value)
