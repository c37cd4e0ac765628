"""Whether two prices share a path in the long run, over a window and in both of its halves, and which one leads."""

from dataclasses import dataclass
from datetime import date

import pandas as pd

from figurecheck.claims.settings import Settings
from figurecheck.measures.checks import Floats
from figurecheck.measures.multiple import adjust
from figurecheck.measures.structure import EngleGranger, Johansen, engle_granger, granger, johansen
from figurecheck.pipeline.evaluators.base import Evaluated, World
from figurecheck.pipeline.evaluators.correlation import frequency_words
from figurecheck.pipeline.evaluators.pairs import days_left_out, log_levels, pair

_WHOLE, _FIRST, _SECOND = range(3)
_NAMES = ("the whole window", "its first half", "its second half")


@dataclass(frozen=True)
class _Sample:
    """Both tests on one stretch of days, with their p-values adjusted for the six tests of the window."""

    residual: EngleGranger
    trace: Johansen
    adjusted: tuple[float, float]
    start: date
    end: date


def _cointegration(which: int, settings: Settings, world: World) -> Evaluated:
    sample = world.once(("cointegration", settings), lambda: _samples(settings, world))[which]
    return Evaluated(
        max(sample.adjusted),
        settings.measured,
        sample.start,
        sample.end,
        sample.residual.n,
        f"Engle-Granger and Johansen on log prices, {_NAMES[which]}, {_spacing(settings)}",
        "larger of the two p-values, adjusted after Holm for six tests",
        p_values=sample.adjusted,
        unadjusted=(sample.residual.p_value, sample.trace.p_values[0]),
        parameters={
            "Engle-Granger statistic": sample.residual.statistic,
            "its critical value at 5%": sample.residual.critical_value,
            "Engle-Granger p-value, unadjusted": sample.residual.p_value,
            "Engle-Granger p-value after Holm": sample.adjusted[0],
            "Johansen trace": sample.trace.trace[0],
            "critical value of the trace at 5%": sample.trace.critical_values[0],
            "Johansen p-value, unadjusted": sample.trace.p_values[0],
            "Johansen p-value after Holm": sample.adjusted[1],
            "Johansen rank": sample.trace.rank,
            "lagged differences": sample.trace.lags,
            "slope of the long-run relation": sample.residual.slope,
            **days_left_out(pair(settings, world).found),
        },
    )


def _spacing(settings: Settings) -> str:
    return frequency_words(settings).replace("returns", "closes")


def _samples(settings: Settings, world: World) -> tuple[_Sample, ...]:
    """The whole window and its halves, of equally many days; the day in the middle ends one and begins the other."""
    levels, days = log_levels(settings, world)
    middle = len(levels) // 2
    stretches = (slice(None), slice(None, middle + 1), slice(middle, None))
    tests = [_tests(levels[stretch]) for stretch in stretches]
    adjusted = adjust([p for residual, trace in tests for p in (residual.p_value, trace.p_values[0])]).p_values
    return tuple(
        _Sample(*tests[at], (adjusted[2 * at], adjusted[2 * at + 1]), *_ends(days[stretch]))
        for at, stretch in enumerate(stretches)
    )


def _tests(levels: Floats) -> tuple[EngleGranger, Johansen]:
    return engle_granger(levels[:, 0], levels[:, 1]), johansen(levels)


def _ends(days: pd.DatetimeIndex) -> tuple[date, date]:
    return days[0].date(), days[-1].date()


def _granger(settings: Settings, world: World) -> Evaluated:
    """Whether the series that the reading is set against comes first."""
    both = pair(settings, world)
    found = granger(both.y, both.x)
    return Evaluated(
        found.p_value,
        settings.measured,
        both.start,
        both.end,
        found.n,
        f"Granger, {settings.against} before {settings.series}, {frequency_words(settings)}",
        "p-value of the Wald F of the lagged returns, Newey-West errors",
        parameters={
            "Wald F": found.statistic,
            "lags": found.lags,
            "slope on the day before": found.slopes[0],
            "R squared added": found.added,
            **days_left_out(both.found),
        },
    )


EVALUATORS = {
    "cointegration": lambda settings, world: _cointegration(_WHOLE, settings, world),
    "cointegration_first_half": lambda settings, world: _cointegration(_FIRST, settings, world),
    "cointegration_second_half": lambda settings, world: _cointegration(_SECOND, settings, world),
    "granger_causality": _granger,
}
