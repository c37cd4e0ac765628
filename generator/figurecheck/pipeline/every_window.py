"""The tier of every-window readings: all windows of the period that a part declares, beside its verdict."""

import numpy as np

from figurecheck.claims.model import Part, WindowPeriod
from figurecheck.claims.settings import Closes, Price
from figurecheck.errors import MeasureError, MissingDataError
from figurecheck.measures.every_window import Cells, Shifts, first_of, gaps, shifts, window_returns, within
from figurecheck.measures.windows import Days, Values
from figurecheck.pipeline.evaluators.base import World, days_of, located, path
from figurecheck.verdicts.every_window import EveryWindow, WindowFigure
from figurecheck.verdicts.outcome import Measurement, Target


def every_window(part: Part, measured: Measurement | None, world: World) -> EveryWindow | None:
    """All windows of the part's period on the series and price basis of its primary reading.

    A day without a close begins and ends no window. None where the part declares no period, where its primary reading
    cannot be computed, or where the observations known at the date do not reach the period.
    """
    if part.every_window is None or measured is None or measured.target is None:
        return None
    try:
        days, closes = _observations(part, part.every_window, world)
        returns = window_returns(closes)
    except (MeasureError, MissingDataError):
        return None
    return _summary(part.every_window.why, measured, measured.target, (days, closes, returns))


def _observations(part: Part, period: WindowPeriod, world: World) -> tuple[Days, Values]:
    """Days and closes of the period, shape (n,) each, or the index of total return on that basis."""
    price = part.primary.price or Price.CLOSE
    window = Closes.model_validate({"rule": "closes", "from": period.start, "to": period.end})
    settings = part.primary.settings.model_copy(update={"window": window})
    observed, _, (start, end, _) = located(settings, world, price)
    days, values = days_of(observed)[start : end + 1], path(observed, price)[start : end + 1]
    there = np.isfinite(values)
    return days[there], values[there]


def _summary(why: str, measured: Measurement, target: Target, found: tuple[Days, Values, Values]) -> EveryWindow:
    days, closes, returns = found
    moved = shifts(days, measured.start, measured.end)
    holding = within(
        returns, target.low, target.high, low_included=target.low_included, high_included=target.high_included
    )
    there = np.isfinite(returns)
    outside = gaps(returns, target.low, target.high)
    aim = outside if target.claimed is None else np.abs(returns - target.claimed)
    failing = there & ~holding

    def first(chosen: Cells, *orders: Values | Shifts) -> WindowFigure:
        at = first_of(chosen, *orders)
        start, end = days[at[0]].item(), days[at[1]].item()
        return WindowFigure(start, end, float(returns[at]), (start - measured.start).days, (end - measured.end).days)

    nearest = first(holding, moved, aim) if holding.any() else None
    turned = first(failing, moved, outside) if failing.any() else None
    return EveryWindow(
        series=measured.series[0],
        price=measured.method,
        why=why,
        days=tuple(day.item() for day in days),
        closes=tuple(float(close) for close in closes),
        count=int(there.sum()),
        holding=int(holding.sum()),
        lowest=first(there, returns, moved),
        highest=first(there, -returns, moved),
        nearest=nearest,
        flip=turned if measured.holds else nearest,
        closest=first(there, outside, moved),
        exact=None if target.claimed is None else first(there, aim, moved),
    )
