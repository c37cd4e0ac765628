"""Many tests at once: p-values adjusted for the family (Holm 1979) or for the rate (Benjamini and Hochberg 1995)."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from figurecheck.errors import DegenerateInputError
from figurecheck.measures.checks import Floats, observations, probability

Method = Literal["holm", "benjamini_hochberg"]


@dataclass(frozen=True)
class Adjusted:
    """Adjusted p-values and rejections, in the order in which the p-values came."""

    p_values: tuple[float, ...]
    rejected: tuple[bool, ...]
    method: Method
    level: float


def adjust(p_values: npt.ArrayLike, method: Method = "holm", level: float = 0.05) -> Adjusted:
    """Adjust ``p_values``, shape (tests,), at least one, each in [0, 1].

    "holm" bounds the chance of a single false rejection under any dependence; "benjamini_hochberg" the expected
    share of false ones among the rejections, for independent or positively dependent tests. Raises
    DegenerateInputError for NaN and for values outside [0, 1].
    """
    values = observations(p_values, "p-values")
    if values.min() < 0.0 or values.max() > 1.0:
        raise DegenerateInputError(f"p-values: found {values.min():g} to {values.max():g}; they lie in [0, 1]")
    order = np.argsort(values, kind="stable")
    adjusted = np.empty_like(values)
    adjusted[order] = np.minimum(_STEPS[method](values[order]), 1.0)
    rejected = adjusted <= probability(level, "level")
    return Adjusted(tuple(map(float, adjusted)), tuple(map(bool, rejected)), method, level)


def _holm(ascending: Floats) -> Floats:
    """Each p-value times the number of those that are not smaller, and at least the one before."""
    factors = np.arange(len(ascending), 0, -1)
    return np.asarray(np.maximum.accumulate(ascending * factors), dtype=np.float64)


def _benjamini_hochberg(ascending: Floats) -> Floats:
    """Each p-value over the share of those that are not larger, and at most the one behind."""
    shares = np.arange(1, len(ascending) + 1) / len(ascending)
    return np.asarray(np.minimum.accumulate((ascending / shares)[::-1])[::-1], dtype=np.float64)


_STEPS = {"holm": _holm, "benjamini_hochberg": _benjamini_hochberg}
