"""The charts of a claim: chooses what to draw from the outcomes, and words it."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from itertools import groupby

import pandas as pd

from figurecheck.charts.steps import Mark, StepChart, draw_steps
from figurecheck.charts.window import WindowChart, draw_window
from figurecheck.claims.model import Article, Claim
from figurecheck.pages import answers, words
from figurecheck.pages.context import Picture
from figurecheck.pages.figures.drawn import step_numbers, window_numbers
from figurecheck.pages.sources import Frames, source_line
from figurecheck.pages.specification_curves import specification_curve
from figurecheck.pages.statistical_pictures import statistical_pictures
from figurecheck.pages.window_pictures import window_maps
from figurecheck.series.model import Kind
from figurecheck.verdicts.outcome import Measurement, Outcome, PartOutcome

STEP_MEASURES = ("level_change", "rises", "cuts", "unscheduled_cuts")


def claim_pictures(
    article: Article,
    claim: Claim,
    today: Outcome,
    at_publication: Outcome,
    frames: Frames,
    *,
    dynamic: bool = True,
) -> tuple[Picture, ...]:
    """The charts of one claim: windows, policy steps, links, maps, and readings; today's where the dates differ.

    Without ``dynamic`` a correlation through time is drawn without its fitted path, by far its dearest line.
    """
    parts = tuple(_fuller(now, then) for now, then in zip(today.parts, at_publication.parts, strict=True))
    drawn = [*_windows(claim.id, parts, frames), *_steps(claim.id, parts, frames)]
    drawn += statistical_pictures(article, claim, today, frames, dynamic=dynamic)
    drawn += window_maps(claim, parts, frames)
    return (*drawn, *(picture for part in parts for picture in specification_curve(claim.id, part, frames)))


def _fuller(now: PartOutcome, then: PartOutcome) -> PartOutcome:
    return then if now.primary.measurement is None else now


def _windows(claim: str, parts: Iterable[PartOutcome], frames: Frames) -> Iterable[Picture]:
    for part in parts:
        measured = part.primary.measurement
        if measured is not None and measured.measure == "window_return" and _one_field(measured):
            yield _window(f"{claim}-{part.id}", measured, frames)


def _one_field(measured: Measurement) -> bool:
    return [step.role for step in measured.trace] == ["start", "end"] and len({s.field for s in measured.trace}) == 1


def _window(name: str, measured: Measurement, frames: Frames) -> Picture:
    series, frame = frames[measured.series[0]]
    first, last = measured.trace
    target = measured.target
    said = "" if target is None else answers.wanted(measured)
    title = f"{answers.subject(measured)}, {words.span(measured.start, measured.end)}"
    stated = target is not None and target.claimed is not None
    description = _window_description(measured, frame[first.field])
    chart = WindowChart(
        name=name,
        title=title,
        description=description,
        prices=frame[first.field],
        start=measured.start,
        end=measured.end,
        first=first.value,
        last=last.value,
        low=None if target is None else target.low,
        high=None if target is None else target.high,
        band_label=f"{'claimed' if stated else 'mark'}: {said}" if said else "",
        start_label=words.price(first.value, series.unit),
        end_label=answers.figure(measured),
        percent=words.percent_tick,
    )
    basis = f"Change since {words.day(measured.start)}, from the {first.field} in {series.unit}."
    caption = f"{basis} {source_line(series, frame)}"
    numbers = window_numbers(series, frame[first.field], measured)
    return Picture(name, title, caption, description, draw_window(chart), numbers)


def _window_description(measured: Measurement, prices: pd.Series) -> str:
    inside = prices.loc[pd.Timestamp(measured.start) : pd.Timestamp(measured.end)].dropna()
    first = measured.trace[0].value
    low, high = int(inside.to_numpy().argmin()), int(inside.to_numpy().argmax())
    lowest, highest = (
        f"{_day(inside, at)} ({words.percent(float(inside.iloc[at]) / first - 1)})" for at in (low, high)
    )
    return (
        f"Line chart. {answers.moved(measured)}, {answers.against(measured)}. "
        f"Inside the window it was lowest on {lowest} and highest on {highest}, against its start."
    )


def _day(prices: pd.Series, at: int) -> str:
    moment: pd.Timestamp = prices.index[at]
    return words.day(moment.date())


def _steps(claim: str, parts: tuple[PartOutcome, ...], frames: Frames) -> Iterable[Picture]:
    """One chart for each series and window, with the days of the moves that any part counted on it."""
    measured = [m for part in parts if (m := part.primary.measurement) is not None and m.measure in STEP_MEASURES]
    ordered = sorted(measured, key=lambda m: (m.start, m.end, m.series))
    for number, (_, group) in enumerate(groupby(ordered, key=lambda m: (m.start, m.end, m.series)), 1):
        yield _step(f"{claim}-steps-{number}", tuple(group), frames)


def _step(name: str, measured: tuple[Measurement, ...], frames: Frames) -> Picture:
    first = measured[0]
    series, frame = frames[first.series[0]]
    margin = timedelta(days=max(30, (first.end - first.start).days // 4))
    shown = frame.loc[pd.Timestamp(first.start - margin) : pd.Timestamp(first.end + margin)]
    events = series.kind is Kind.EVENTS
    upper = shown["upper" if events else "value"]
    counted = {step.day: step for each in measured for step in each.trace if step.role not in {"start", "end"}}
    moves = [f"{words.day(day)} to {words.level_tick(step.value)}" for day, step in sorted(counted.items())]
    marks = _marks({day: step.value for day, step in sorted(counted.items())})
    title = f"{series.title}, {words.span(first.start, first.end)}"
    facts = "; ".join(f"{answers.moved(each)}, {answers.against(each)}" for each in measured)
    ends = f"From {_level(upper, 0)} to {_level(upper, -1)}."
    description = f"Step chart. {facts}. {ends}{f' Moves counted: {words.listed(moves)}.' if moves else ''}"
    lower = shown["lower"] if events else None
    chart = StepChart(
        name=name,
        title=title,
        description=description,
        upper=upper,
        lower=lower,
        start=first.start,
        end=first.end,
        marks=marks,
        percent=words.level_tick,
    )
    caption = f"In {series.unit}; the window of the claim is shaded. {source_line(series, frame)}"
    numbers = step_numbers(series, upper, lower, {day: step.value for day, step in sorted(counted.items())})
    return Picture(name, title, caption, description, draw_steps(chart), numbers)


def _level(level: pd.Series, at: int) -> str:
    known = level.dropna()
    return f"{words.level_tick(float(known.iloc[at]))} on {_day(known, at)}"


def _marks(levels: Mapping[date, float]) -> tuple[Mark, ...]:
    """A mark on every day, words on the first and the last only, so that they never overlap."""
    ends = {min(levels), max(levels)} if levels else set()
    return tuple(Mark(day, words.level_tick(level) if day in ends else "") for day, level in levels.items())
