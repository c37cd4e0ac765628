"""The table of measures that an article may name; a file without dependencies, so that claims can read it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class MeasureName:
    """One measure: what it computes, in which unit, and which settings it needs or allows.

    ``topic`` is the file of measures/ that holds it. ``exact`` measures have no sampling error and carry no interval.
    ``needs`` and ``allows`` are names of the fields of ``claims.settings.Settings``; ``kinds`` are the kinds of series
    (``series.model.Kind``) that it can be computed on.
    """

    name: str
    topic: str
    summary: str
    unit: str
    exact: bool
    needs: tuple[str, ...]
    kinds: tuple[str, ...]
    allows: tuple[str, ...] = ()


FRACTION = "fraction"
POINTS = "percentage points"
COUNT = "count"

_TABLE = (
    MeasureName(
        "window_return",
        "returns",
        "Last value of a window over its first, minus one.",
        FRACTION,
        exact=True,
        needs=("series", "window"),
        kinds=("price", "level"),
        allows=("price",),
    ),
    MeasureName(
        "level_change",
        "policy",
        "Last value of a window minus its first.",
        POINTS,
        exact=True,
        needs=("series", "window"),
        kinds=("level",),
    ),
    MeasureName(
        "rises",
        "policy",
        "Number of days in a window on which a level stood above the day before.",
        COUNT,
        exact=True,
        needs=("series", "window"),
        kinds=("level",),
    ),
    MeasureName(
        "cuts",
        "policy",
        "Number of days in a window on which a level stood below the day before.",
        COUNT,
        exact=True,
        needs=("series", "window"),
        kinds=("level",),
    ),
    MeasureName(
        "unscheduled_cuts",
        "policy",
        "Number of decisions in a window that lowered the target range outside a scheduled meeting.",
        COUNT,
        exact=True,
        needs=("series", "window"),
        kinds=("events",),
    ),
)

MEASURES: dict[str, MeasureName] = {measure.name: measure for measure in _TABLE}
