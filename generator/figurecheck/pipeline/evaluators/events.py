"""What happened around decisions: raw and abnormal returns, against ordinary days and against the years before."""

from collections.abc import Sequence
from datetime import date

import numpy as np
import pandas as pd

from figurecheck.claims.settings import AroundEvent, Decisions, Price, Settings
from figurecheck.errors import InsufficientDataError, WindowError
from figurecheck.measures.abnormal_mean import mean_abnormal_return
from figurecheck.measures.alignment import aligned_returns
from figurecheck.measures.checks import Floats
from figurecheck.measures.events import ESTIMATION, EventWindow, abnormal_return, event_permutation, event_position
from figurecheck.measures.placebo import Interval as Span
from figurecheck.measures.placebo import placebo_before
from figurecheck.pipeline.evaluators.base import Evaluated, World, located, main_column, path
from figurecheck.pipeline.evaluators.paths import basis
from figurecheck.series.model import Calendar
from figurecheck.verdicts.outcome import Interval

YEARS_BEFORE = 3
"""How far back the windows reach that a single event is ranked among."""
_FORECAST = "error of a forecast, Student's t"
_ACROSS = "spread between the events, Student's t"
_LEARNT: dict[str, str | int | float] = {
    "learnt on": f"sessions {ESTIMATION[0]} to {ESTIMATION[1]}",
    "sessions learnt on": ESTIMATION[1] - ESTIMATION[0] + 1,
}


def _event_effect(settings: Settings, world: World) -> Evaluated:
    wanted = _decisions(settings)
    prices = _prices(settings.series, settings, world)
    chosen, others = _days(wanted, world)
    window = EventWindow(wanted.first, wanted.last)
    found = event_permutation(prices, chosen, window, world.seed, avoid=others)
    return Evaluated(
        found.value,
        settings.measured,
        *_reach(prices, [event_position(_index(prices), day) for day in chosen], window),
        found.n_events,
        "mean return around the decisions, against ordinary days of the same weekday and year",
        "mean of end / start - 1",
        parameters={
            "mean return around ordinary days": found.placebo_mean,
            "lowest mean of 95 % of the draws": found.lower,
            "highest mean of 95 % of the draws": found.upper,
            "p-value of the draws": found.p_value,
            "share of draws at or above": found.at_or_above,
            "decisions": found.n_events,
            "ordinary days": found.n_candidates,
            "draws": found.replications,
            "seed": found.seed,
        },
    )


def _event_rank(settings: Settings, world: World) -> Evaluated:
    """The share of the windows of the years before that rose at least as much."""
    observed, _, (start, end, _) = located(settings, world, settings.price or Price.CLOSE)
    prices = _prices(settings.series, settings, world)
    span = Span(_index(prices)[start], _index(prices)[end])
    found = placebo_before(prices, span, YEARS_BEFORE)
    return Evaluated(
        found.at_or_above,
        (observed.series.id,),
        span.start.date(),
        span.end.date(),
        found.n,
        f"rank among the windows of as many sessions in the {YEARS_BEFORE} years before",
        "windows with at least this return / windows, this one among them",
        parameters={
            "return of the window": found.value,
            "mean return of such windows": found.mean,
            "lowest return of 95 % of such windows": found.lower,
            "highest return of 95 % of such windows": found.upper,
            "sessions of the window": end - start,
            "windows": found.n,
            "windows that fit side by side": found.effective_n,
        },
    )


def _abnormal_return(settings: Settings, world: World) -> Evaluated:
    if not isinstance(settings.window, AroundEvent):
        raise WindowError("an abnormal return needs a window around an event")
    _, track, (start, end, _) = located(settings, world, settings.price or Price.CLOSE)
    window = EventWindow(settings.window.first, settings.window.last)
    zero = pd.Timestamp(track.days[start + 1 - window.first])
    returns, market = _returns(settings, world)
    found = abnormal_return(returns, _row(returns, zero), window, market)
    return Evaluated(
        found.value,
        settings.measured,
        track.days[start].item(),
        track.days[end].item(),
        window.length,
        _method(settings),
        "sum of return - constant - slope x market",
        interval=Interval(found.lower, found.upper, found.level, _FORECAST, degrees=found.degrees),
        parameters={
            "plain sum of the returns": found.raw,
            "constant": found.intercept,
            "slope on the market": found.slope,
            "p-value of no effect": found.p_value,
            **_LEARNT,
        },
    )


def _mean_abnormal_return(settings: Settings, world: World) -> Evaluated:
    wanted = _decisions(settings)
    returns, market = _returns(settings, world)
    chosen, _ = _days(wanted, world)
    window = EventWindow(wanted.first, wanted.last)
    rows = [_row(returns, day) for day in chosen]
    found = mean_abnormal_return(returns, rows, window, market)
    return Evaluated(
        found.value,
        settings.measured,
        *_reach(returns, rows, window),
        len(rows),
        f"mean over the decisions, {_method(settings)}",
        "mean of the sums of return - constant - slope x market",
        interval=Interval(found.lower, found.upper, found.level, _FORECAST, degrees=found.degrees),
        second_interval=Interval(found.across_lower, found.across_upper, found.level, _ACROSS, degrees=len(rows) - 1),
        parameters={
            "plain sum of the returns": found.raw,
            "decisions": len(rows),
            "mean slope on the market": float(np.mean([one.slope for one in found.single])),
            **_LEARNT,
        },
    )


def _decisions(settings: Settings) -> Decisions:
    if settings.decisions is None:
        raise WindowError("the measure needs decisions; the reading names none")
    return settings.decisions


def _days(wanted: Decisions, world: World) -> tuple[list[pd.Timestamp], list[pd.Timestamp]]:
    """The decisions of the span that moved the level as wanted, and every other decision of the list."""
    observed = world.series(wanted.series)
    moves = observed.frame[main_column(observed)].diff()
    last = {"publication": world.article.article.publication_day, "latest": world.latest}
    end = wanted.end if isinstance(wanted.end, date) else last[wanted.end]
    index = pd.DatetimeIndex(moves.index)
    inside = (index >= pd.Timestamp(wanted.start)) & (index <= pd.Timestamp(end))
    meant = inside & (moves > 0 if wanted.change == "rise" else moves < 0).to_numpy()
    if not meant.any():
        raise InsufficientDataError(f"events: {wanted.series} has no {wanted.change} from {wanted.start} to {end}")
    return list(index[meant]), list(index[~meant])


def _prices(identifier: str | None, settings: Settings, world: World) -> pd.Series:
    """Every price of a series that is known."""
    observed = world.series(identifier)
    return pd.Series(path(observed, basis(observed, settings)), index=observed.frame.index).dropna()


def _returns(settings: Settings, world: World) -> tuple[pd.Series, Floats | None]:
    """Simple returns of the series between its own sessions, and those of the market where there is one."""
    names = settings.measured
    prices = pd.DataFrame({name: _prices(name, settings, world) for name in names})
    if settings.against is None and world.series(settings.series).series.calendar is Calendar.ALWAYS:
        return prices[names[0]].pct_change().iloc[1:], None
    returns = aligned_returns(prices).returns
    market = None if settings.against is None else returns[settings.against].to_numpy(dtype=np.float64)
    return returns[names[0]], market


def _row(returns: pd.Series, day: pd.Timestamp) -> int:
    return event_position(_index(returns), day)


def _index(values: pd.Series) -> pd.DatetimeIndex:
    return pd.DatetimeIndex(values.index)


def _reach(values: pd.Series, rows: Sequence[int], window: EventWindow) -> tuple[date, date]:
    """The day before the first window and the last day of the last one."""
    index = _index(values)
    return index[min(rows) + window.first - 1].date(), index[max(rows) + window.last].date()


def _method(settings: Settings) -> str:
    return "less its own mean" if settings.against is None else f"market model on {settings.against}"


EVALUATORS = {
    "event_effect": _event_effect,
    "event_rank": _event_rank,
    "abnormal_return": _abnormal_return,
    "mean_abnormal_return": _mean_abnormal_return,
}
