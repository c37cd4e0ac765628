"""The scale on which the errors of a figure are even: that of logarithms for a ratio, the plain one for all others."""

from collections.abc import Callable, Iterable
from math import exp, log

RATIO = "ratio"
Scale = tuple[Callable[[float], float], Callable[[float], float]]
"""The way to the scale and the way back."""


def scale_of(unit: str, values: Iterable[float]) -> Scale:
    """The scale for ``values`` of a figure in ``unit``; plain where one of them has no logarithm."""
    return (log, exp) if unit == RATIO and all(value > 0.0 for value in values) else (float, float)
