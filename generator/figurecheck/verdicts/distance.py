"""How far an answer is from its opposite: in the unit of the figure, and in choices that a fair reader could change."""

from dataclasses import dataclass

from figurecheck.verdicts.outcome import Choice, Measurement, PartOutcome, ReadingOutcome


@dataclass(frozen=True)
class FlipDistance:
    """The way from a figure to the edge of its target, in the unit of the figure.

    ``limit`` is where the way begins: the value, or the limit of an interval that lies nearest to an edge. ``shift`` is
    the signed way to ``edge``: +0.07 means that it lies 0.07 below.
    """

    limit: float
    edge: float
    shift: float
    of_interval: bool


@dataclass(frozen=True)
class NearestReading:
    """The conventional reading that meets the claim and changes the fewest choices of the primary one."""

    measurement: Measurement
    changes: tuple[Choice, ...]


def flip_distance(measured: Measurement) -> FlipDistance | None:
    """The shortest way from the figure, or from a limit of one of its intervals, to an edge of the target.

    None where nothing was claimed of it. Ties go to the first limit and the lower edge.
    """
    target = measured.target
    edges = [] if target is None else [edge for edge in (target.low, target.high) if edge is not None]
    limits = [limit for one in measured.intervals for limit in (one.lower, one.upper)]
    ways = [
        FlipDistance(limit, edge, edge - limit, of_interval=bool(limits))
        for limit in limits or [measured.value]
        for edge in edges
    ]
    return min(ways, key=lambda way: abs(way.shift), default=None)


def nearest_reading(part: PartOutcome) -> NearestReading | None:
    """The conventional reading nearest to the primary one among those that hold; None where none does.

    Fewest changed axes first, then the figure closest to the primary one, then the order of the file.
    """
    measured = part.primary.measurement
    if measured is None:
        return None
    found = [
        (len(changes := _changes(part.primary, reading)), abs(reading.measurement.value - measured.value), at, changes)
        for at, reading in enumerate(part.conventional)
        if reading.measurement is not None and reading.measurement.holds is True
    ]
    if not found:
        return None
    _, _, at, changes = min(found, key=lambda each: each[:3])
    nearest = part.conventional[at].measurement
    return None if nearest is None else NearestReading(nearest, changes)


def _changes(primary: ReadingOutcome, other: ReadingOutcome) -> tuple[Choice, ...]:
    taken = {choice.axis: choice.value for choice in primary.choices}
    return tuple(choice for choice in other.choices if taken.get(choice.axis) != choice.value)
