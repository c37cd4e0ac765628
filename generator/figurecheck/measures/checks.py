"""What every measure asks of its observations before it computes."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from figurecheck.errors import DegenerateInputError, InsufficientDataError

Floats = NDArray[np.float64]
ROUNDING = 1e-13
"""Up to this share of its size a constant that was computed from prices may differ from itself."""


def observations(values: ArrayLike, name: str, minimum: int = 1) -> Floats:
    """Return ``values`` as a 1-D float64 array of at least ``minimum`` finite numbers.

    Raises DegenerateInputError for another shape, NaN or infinity, InsufficientDataError for too few.
    """
    array = np.asarray(values, dtype=np.float64)
    if array.ndim != 1:
        raise DegenerateInputError(f"{name}: found {array.ndim} dimensions; pass one column of numbers")
    missing = int(np.count_nonzero(~np.isfinite(array)))
    if missing:
        raise DegenerateInputError(
            f"{name}: {missing} of {array.size} observations are NaN or infinite; align the series first"
        )
    if array.size < minimum:
        raise InsufficientDataError(
            f"{name}: found {array.size} observations, {minimum} are needed; take a longer window"
        )
    return array


def varying(values: ArrayLike, name: str, minimum: int = 2) -> Floats:
    """Return ``observations(values, name, minimum)``; raises DegenerateInputError when all are equal."""
    array = observations(values, name, minimum)
    if np.ptp(array) <= ROUNDING * np.abs(array).max():
        raise DegenerateInputError(f"{name}: all {array.size} observations are {array[0]:g}; nothing varies")
    return array


def probability(value: float, name: str) -> float:
    """Return ``value`` when it lies strictly between 0 and 1; raises DegenerateInputError otherwise."""
    if not 0.0 < value < 1.0:
        raise DegenerateInputError(f"{name}: found {value}; give a share between 0 and 1")
    return value


def finite(name: str, *numbers: float) -> None:
    """Raise DegenerateInputError unless all ``numbers`` are finite."""
    if not np.isfinite(numbers).all():
        raise DegenerateInputError(f"{name}: found {', '.join(map(str, numbers))}; give finite numbers")


def same_length(first: Floats, second: Floats, names: str) -> None:
    """Raise DegenerateInputError unless both arrays have the same number of observations."""
    if first.size != second.size:
        raise DegenerateInputError(
            f"{names}: found {first.size} and {second.size} observations; align the series first"
        )


def pair(first: ArrayLike, second: ArrayLike, names: str, minimum: int = 2) -> tuple[Floats, Floats]:
    """Return two aligned arrays that both vary; raises like ``varying`` and ``same_length``."""
    one, two = varying(first, f"{names} (first)", minimum), varying(second, f"{names} (second)", minimum)
    same_length(one, two, names)
    return one, two
