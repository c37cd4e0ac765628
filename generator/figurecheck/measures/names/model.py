"""One entry of the table of measures, and the units that measures have."""

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
CORRELATION = "correlation"
SHARE = "share"
P_VALUE = "p-value"
STATISTIC = "statistic"
SLOPE = "slope"
RATIO = "ratio"
TREND = "z a year"
COEFFICIENT = "coefficient"
