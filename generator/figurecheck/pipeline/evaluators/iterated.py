"""Figures that an optimiser found: published to the digits on which two machines agree, and no more."""

from collections.abc import Mapping
from dataclasses import replace

from figurecheck.claims.settings import Settings
from figurecheck.claims.statistics import Method
from figurecheck.pipeline.evaluators.base import Evaluated
from figurecheck.verdicts.outcome import Interval

DIGITS = 6
"""The top of a likelihood differs in the tenth digit between processors, and what follows from it in the ninth."""
MEASURES = ("hedge_slope", "tail_slope", "tail_shape", "constant_correlation", "correlation_break")
"""Measures that rest on a GARCH model whatever the reading says; others do where their method is that one."""


def short(value: float) -> float:
    """``value`` to six digits."""
    return float(f"{value:.{DIGITS}g}")


def told(measure: str, settings: Settings, found: Evaluated) -> Evaluated:
    """``found``, its figure, limits and side results rounded where a likelihood was searched for its top."""
    if measure not in MEASURES and settings.method is not Method.GARCH:
        return found
    return replace(
        found,
        value=short(found.value),
        interval=_limits(found.interval),
        second_interval=_limits(found.second_interval),
        parameters=_settings(found.parameters),
        p_values=tuple(short(one) for one in found.p_values),
        unadjusted=tuple(short(one) for one in found.unadjusted),
    )


def _limits(interval: Interval | None) -> Interval | None:
    if interval is None:
        return None
    own = None if interval.estimate is None else short(interval.estimate)
    return replace(interval, lower=short(interval.lower), upper=short(interval.upper), estimate=own)


def _settings(found: Mapping[str, str | int | float]) -> dict[str, str | int | float]:
    """Whole numbers, seeds and counts, stay as they are."""
    return {name: short(value) if isinstance(value, float) else value for name, value in found.items()}
