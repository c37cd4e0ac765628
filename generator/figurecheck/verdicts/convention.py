"""Which conventions decide: the axes whose values best separate the readings that hold from those that do not."""

from collections import defaultdict
from math import isclose

from figurecheck.verdicts.outcome import ReadingOutcome

CLOSE = 0.15
"""How far below the best separation another axis may lie to be named beside it."""


def deciding_axes(readings: tuple[ReadingOutcome, ...]) -> tuple[str, ...]:
    """The axis with the largest separation of readings, and those that come close to it, the largest first.

    Empty where the share of holding readings is the same at every value of every axis, and where every reading has
    values of its own; of several axes also where none does better than chance. Ties go to the axis that comes first.
    """
    computed = [reading for reading in readings if reading.measurement is not None]
    found = ((axis, separation(computed, axis)) for axis in _axes(computed))
    scores = {axis: score for axis, score in found if score is not None}
    best = max(scores.values(), default=0.0)
    if len(scores) > 1 and best <= 0:
        return ()
    close = [axis for axis in scores if scores[axis] >= best - CLOSE]
    return tuple(sorted(close, key=lambda axis: -scores[axis]))


def _axes(readings: list[ReadingOutcome]) -> list[str]:
    return list(dict.fromkeys(choice.axis for reading in readings for choice in reading.choices))


def separation(readings: list[ReadingOutcome], axis: str) -> float | None:
    """Share of the variance of holding or not that lies between the values of ``axis``, corrected for their number.

    ``1 - (within / (n - k)) / (total / (n - 1))`` for n computed readings and k values (Kelley 1935): an axis of many
    values, each in few readings, separates them by chance alone, and a value in a single reading shows nothing. 1 where
    the axis separates them fully, 0 or less where chance does as well. None where
    it does not separate them at all, or each reading
    has a value of its own.
    """
    groups: dict[str, list[bool]] = defaultdict(list)
    for reading in readings:
        held = reading.measurement is not None and reading.measurement.holds is True
        value = next((choice.value for choice in reading.choices if choice.axis == axis), "")
        groups[value].append(held)
    number = len(readings)
    total = _spread([held for group in groups.values() for held in group])
    if not total or len(groups) == number:
        return None
    within = sum(_spread(group) for group in groups.values())
    if isclose(within, total):
        return None
    return 1 - (within / (number - len(groups))) / (total / (number - 1))


def _spread(held: list[bool]) -> float:
    """Sum of the squared distances from the mean."""
    return sum(held) * (1 - sum(held) / len(held))
