"""The map of all windows of a part: chooses the ticks and words what it shows."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

import numpy as np

from figurecheck.charts.window_map import MapMark, Tick, WindowMap, draw_window_map
from figurecheck.claims.model import Claim
from figurecheck.pages import answers, distance_words, words
from figurecheck.pages.context import Picture
from figurecheck.pages.distance import table_path
from figurecheck.pages.figures.numbers import ChartNumbers
from figurecheck.pages.sources import Frames, source_line
from figurecheck.verdicts.every_window import EveryWindow, WindowFigure
from figurecheck.verdicts.outcome import Measurement, PartOutcome, Target

_MOST = 7
"""Months that can be labelled side by side on a phone."""
_SHORT = timedelta(days=75)
"""Periods up to this long are labelled by the week, longer ones by the month."""


def window_maps(claim: Claim, parts: Iterable[PartOutcome], frames: Frames) -> Iterator[Picture]:
    """A map for every part whose windows were computed."""
    for part in parts:
        measured = part.primary.measurement
        if part.windows is not None and measured is not None and measured.target is not None:
            yield _map(claim, part.id, measured, measured.target, part.windows, frames)


def _map(
    claim: Claim, part: str, measured: Measurement, target: Target, windows: EveryWindow, frames: Frames
) -> Picture:
    name = f"{claim.id}-{part}-windows"
    title = f"{answers.subject(measured)}: every window from {words.span(windows.start, windows.end)}"
    nearest = None if measured.holds else windows.nearest
    description = _description(claim, measured, windows)
    chart = WindowMap(
        name=name,
        title=title,
        description=description,
        closes=np.asarray(windows.closes, dtype=np.float64),
        ticks=ticks(windows.days),
        low=target.low,
        high=target.high,
        low_included=target.low_included,
        high_included=target.high_included,
        claimed=target.claimed,
        primary=MapMark(
            windows.days.index(measured.start),
            windows.days.index(measured.end),
            f"\N{BLACK CIRCLE} primary reading: {answers.figure(measured)}",
        ),
        nearest=None if nearest is None else _nearest(windows, nearest, measured),
        first_label="first day of the window \N{RIGHTWARDS ARROW}",
        last_label="\N{UPWARDS ARROW} last day of the window",
        percent=lambda value: words.percent(value, 0) if round(value, 2) else f"0{words.SPACE}%",
    )
    caption = _caption(claim, measured, target, frames)
    numbers = ChartNumbers((), (), table_at="nearest", file=table_path(windows))
    return Picture(name, title, caption, description, draw_window_map(chart), numbers, of_windows=part)


def _nearest(windows: EveryWindow, nearest: WindowFigure, measured: Measurement) -> MapMark:
    figure = words.value(nearest.value, measured.unit, measured.target)
    days = windows.days
    label = f"\N{WHITE DIAMOND} nearest that fits: {figure}"
    return MapMark(days.index(nearest.start), days.index(nearest.end), label)


def ticks(days: tuple[date, ...]) -> tuple[Tick, ...]:
    """The first days of months, of every second or third in a long period, or of weeks in a short one.

    A new year is told by its number.
    """
    short = days[-1] - days[0] <= _SHORT
    units = [day.isocalendar()[:2] if short else (day.year, day.month) for day in days]
    starts = [at for at in range(1, len(days)) if units[at] != units[at - 1]]
    if not short:
        apart = 3 if len(starts) > 12 else 2 if len(starts) > _MOST else 1
        starts = [at for at in starts if days[at].month % apart == 1 % apart]
    return tuple(Tick(at, _label(days[at], days[0], short=short)) for at in starts)


def _label(day: date, first: date, *, short: bool) -> str:
    number, name, year = words.short_day(day).split(words.SPACE)
    if short:
        return f"{number} {name}"
    return year if day.month == 1 and day - first > _SHORT else name


def _description(claim: Claim, measured: Measurement, windows: EveryWindow) -> str:
    low, high = windows.lowest, windows.highest
    told = [
        distance_words.windows_counted(claim, windows, measured),
        f"The smallest is {words.value(low.value, measured.unit, measured.target)} from "
        f"{words.span(low.start, low.end)}, the largest {words.value(high.value, measured.unit, measured.target)} from "
        f"{words.span(high.start, high.end)}.",
        f"The primary reading, {words.span(measured.start, measured.end)}, gives {answers.figure(measured)}.",
    ]
    found = None if measured.holds else windows.nearest
    if found is not None:
        figure = words.value(found.value, measured.unit, measured.target)
        told.append(f"The nearest window that meets the claim is {words.span(found.start, found.end)} with {figure}.")
    return f"Map of windows as a triangle: first day across, last day upwards, colour by return. {' '.join(told)}"


def _caption(claim: Claim, measured: Measurement, target: Target, frames: Frames) -> str:
    wanted = distance_words.wanted_words(claim, target, measured.unit)
    line = (
        " The line inside, as light or dark as the page, is the figure itself."
        if target.high is not None and target.low is not None
        else ""
    )
    series, frame = frames[measured.series[0]]
    return (
        f"Each point is one window. Blue: it rose; orange: it fell; equal growth, equal step of colour; "
        "the scale reaches equally far both ways. "
        f"Green: windows that give {wanted}.{line} {source_line(series, frame)}"
    )
