"""Returns over a window: on closes, with dividends reinvested, or between intraday extremes."""

import numpy as np

from figurecheck.claims.settings import HighToLow, LowToHigh, Price, Settings
from figurecheck.errors import WindowError
from figurecheck.measures.returns import total_return_index, window_return
from figurecheck.pipeline.evaluators.base import Evaluated, World, column, located, main_column, step
from figurecheck.store.reading import Observed
from figurecheck.verdicts.outcome import TraceStep


def _return(settings: Settings, world: World) -> Evaluated:
    price = settings.price or Price.CLOSE
    observed, _, (start, end, hindsight) = located(settings, world, price)
    fields = _intraday_fields(settings.window) if price is Price.INTRADAY else (main_column(observed),) * 2
    first, last = step(observed, start, fields[0], "start"), step(observed, end, fields[1], "end")
    value, formula = window_return(first.value, last.value), "end / start - 1"
    trace: tuple[TraceStep, ...] = (first, last)
    if price is Price.TOTAL_RETURN:
        reinvested, dividends = _reinvested(observed, start, end)
        value, formula = window_return(first.value, last.value * reinvested.value), "end x reinvested / start - 1"
        trace = (first, *dividends, reinvested, last)
    return Evaluated(
        value,
        (observed.series.id,),
        first.day,
        last.day,
        end - start + 1,
        price.value,
        formula,
        trace,
        hindsight=hindsight,
    )


def _intraday_fields(window: object) -> tuple[str, str]:
    """A rise runs from a low to a high, a fall from a high to a low; other windows have no intraday extremes."""
    if isinstance(window, LowToHigh):
        return "low", "high"
    if isinstance(window, HighToLow):
        return "high", "low"
    raise WindowError("intraday extremes need a window low_to_high or high_to_low")


def _reinvested(observed: Observed, start: int, end: int) -> tuple[TraceStep, tuple[TraceStep, ...]]:
    close, dividend = column(observed, "close"), column(observed, "dividend")
    index = total_return_index(close[start : end + 1], dividend[start : end + 1])
    factor = float((index[-1] / index[0]) / (close[end] / close[start]))
    paid = [start + 1 + int(at) for at in np.flatnonzero(np.nan_to_num(dividend[start + 1 : end + 1]) > 0)]
    day = observed.frame.index[end].date()
    reinvested = TraceStep("reinvested", observed.series.id, day, "factor", factor)
    return reinvested, tuple(step(observed, at, "dividend", "dividend") for at in paid)


EVALUATORS = {"window_return": _return}
