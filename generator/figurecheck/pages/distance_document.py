"""Windows, nearest readings, flip distances and severity as plain values of the machine-readable results."""

from datetime import date
from typing import Any

from figurecheck.claims.model import Claim
from figurecheck.verdicts.distance import flip_distance, nearest_reading
from figurecheck.verdicts.every_window import EveryWindow, WindowFigure
from figurecheck.verdicts.outcome import Outcome, PartOutcome
from figurecheck.verdicts.severity import severity_of, worst_severity

SIGNIFICANT_DIGITS = 10


def significant(value: float) -> float:
    """``value`` rounded to 10 significant digits."""
    return float(f"{value:.{SIGNIFICANT_DIGITS}g}")


def windows_counted(outcome: Outcome) -> dict[str, Any] | None:
    """The count of every-window readings over all parts; None where no part has any."""
    found = [part.windows for part in outcome.parts if part.windows is not None]
    if not found:
        return None
    return {
        "count": sum(one.count for one in found),
        "holding": sum(one.holding for one in found),
        "min": significant(min(one.lowest.value for one in found)),
        "max": significant(max(one.highest.value for one in found)),
    }


def claim_severity(claim: Claim, outcome: Outcome) -> str | None:
    """The worst severity among the parts."""
    found = worst_severity(claim.kind, outcome.parts)
    return None if found is None else found.value


def part_distance(claim: Claim, part: PartOutcome) -> dict[str, Any]:
    """What stands beside the verdict of one part."""
    found = severity_of(claim.kind, part)
    return {
        "severity": None if found is None else found.value,
        "flip": {"points": _points(part), "days": _days(part)},
        "nearest_reading": _nearest_reading(part),
        "windows": None if part.windows is None else _windows(part.windows),
    }


def _points(part: PartOutcome) -> dict[str, Any] | None:
    measured = part.primary.measurement
    way = None if measured is None else flip_distance(measured)
    if measured is None or way is None:
        return None
    return {
        "from": significant(way.limit),
        "edge": way.edge,
        "shift": significant(way.shift),
        "unit": measured.unit,
        "of_interval": way.of_interval,
    }


def _days(part: PartOutcome) -> dict[str, Any] | None:
    return None if part.windows is None or part.windows.flip is None else _window(part.windows.flip)


def _nearest_reading(part: PartOutcome) -> dict[str, Any] | None:
    measured = part.primary.measurement
    found = None if measured is None or measured.holds else nearest_reading(part)
    if found is None:
        return None
    return {
        "changes": {choice.axis: choice.value for choice in found.changes},
        "value": significant(found.measurement.value),
        "from": found.measurement.start.isoformat(),
        "to": found.measurement.end.isoformat(),
    }


def _windows(windows: EveryWindow) -> dict[str, Any]:
    return {
        "series": windows.series,
        "price": windows.price,
        **_span(windows.start, windows.end),
        "count": windows.count,
        "holding": windows.holding,
        "min": _window(windows.lowest),
        "max": _window(windows.highest),
        "nearest": None if windows.nearest is None else _window(windows.nearest),
        "closest": _window(windows.closest),
        "exact": None if windows.exact is None else _window(windows.exact),
    }


def _window(window: WindowFigure) -> dict[str, Any]:
    return {
        **_span(window.start, window.end),
        "value": significant(window.value),
        "start_shift": window.start_shift,
        "end_shift": window.end_shift,
        "shift": window.shift,
    }


def _span(start: date, end: date) -> dict[str, str]:
    return {"from": start.isoformat(), "to": end.isoformat()}
