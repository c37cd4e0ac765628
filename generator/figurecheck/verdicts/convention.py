"""Which convention decides: the axis whose values best separate the readings that hold from those that do not."""

from collections import defaultdict

from figurecheck.verdicts.outcome import ReadingOutcome


def deciding_axis(readings: tuple[ReadingOutcome, ...]) -> str:
    """Axis with the largest spread of the share of holding readings between its values, weighted by their number.

    Returns an empty string where no axis separates them. Ties go to the axis that comes first.
    """
    computed = [reading for reading in readings if reading.measurement is not None]
    scores = {axis: _separation(computed, axis) for axis in _axes(computed)}
    best = max(scores, key=lambda axis: scores[axis], default="")
    return best if best and scores[best] > 0 else ""


def _axes(readings: list[ReadingOutcome]) -> list[str]:
    return list(dict.fromkeys(choice.axis for reading in readings for choice in reading.choices))


def _separation(readings: list[ReadingOutcome], axis: str) -> float:
    groups: dict[str, list[bool]] = defaultdict(list)
    for reading in readings:
        held = reading.measurement is not None and reading.measurement.holds is True
        value = next((choice.value for choice in reading.choices if choice.axis == axis), "")
        groups[value].append(held)
    overall = sum(map(sum, groups.values())) / len(readings)
    between = sum(len(group) * (sum(group) / len(group) - overall) ** 2 for group in groups.values())
    return between / len(readings)
