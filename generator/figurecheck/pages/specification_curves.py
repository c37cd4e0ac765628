"""The specification curve of every part: chooses readings and axes from an outcome, and words them."""

from collections.abc import Iterator
from statistics import median

from figurecheck.charts.specification_curve import (
    CurveAxis,
    CurvePoint,
    SpecificationCurve,
    draw_specification_curve,
)
from figurecheck.pages import answers, words
from figurecheck.pages.context import Picture
from figurecheck.pages.deciding import differing_axes
from figurecheck.pages.figures.drawn import curve_numbers
from figurecheck.pages.figures.view import CURVE
from figurecheck.pages.series_names import headed
from figurecheck.pages.sources import Frames, sources_together
from figurecheck.verdicts.outcome import Measurement, PartOutcome, ReadingOutcome
from figurecheck.verdicts.rule import answers as given

FEWEST_READINGS = 3
_FAR_APART = 50


def specification_curve(claim: str, part: PartOutcome, frames: Frames) -> Iterator[Picture]:
    """The curve of one part; none where fewer than three readings could be computed or all give the same."""
    readings = [reading for reading in (part.primary, *part.conventional) if reading.measurement is not None]
    values = {reading.measurement.value for reading in readings if reading.measurement is not None}
    measured = part.primary.measurement
    if measured is not None and len(readings) >= FEWEST_READINGS and len(values) > 1:
        yield _picture(f"{claim}-{part.id}{CURVE}", part, measured, readings, frames)


def _picture(
    name: str, part: PartOutcome, measured: Measurement, readings: list[ReadingOutcome], frames: Frames
) -> Picture:
    axes = _axes(readings)
    points = tuple(_point(reading, axes) for reading in readings)
    target = measured.target
    said = "" if target is None else words.target(target, measured.unit)
    stated = target is not None and target.claimed is not None
    values = [point.value for point in points]
    chart = SpecificationCurve(
        name=name,
        title=f"{part.title}: every reading, sorted by what it gives",
        description=_description(part, measured, points, said),
        points=points,
        axes=tuple(
            CurveAxis(words.capital(words.axis(axis)), tuple(headed(value) for value in values))
            for axis, values in axes.items()
        ),
        low=None if target is None else target.low,
        high=None if target is None else target.high,
        claimed=None if target is None else target.claimed,
        band_label=f"{'claimed' if stated else 'would hold'}: {said}",
        primary_label=f"primary: {answers.figure(measured)}",
        tick=lambda value: words.tick(value, measured.unit),
        logarithmic=measured.unit == words.RATIO and max(values) > _FAR_APART * min(values) > 0,
    )
    used = [name for each in readings if each.measurement is not None for name in each.measurement.series]
    caption = f"{_caption(part, measured, chart)} {sources_together(used, frames)}"
    numbers = curve_numbers(chart, measured.unit)
    return Picture(name, chart.title, caption, chart.description, draw_specification_curve(chart), numbers)


def _axes(readings: list[ReadingOutcome]) -> dict[str, tuple[str, ...]]:
    """The axes on which readings differ, each with its values in the order in which they occur."""
    return differing_axes(tuple(readings))


def _point(reading: ReadingOutcome, axes: dict[str, tuple[str, ...]]) -> CurvePoint:
    measured = reading.measurement
    if measured is None:
        raise ValueError("a reading without a figure has no place on the curve")
    chosen = {choice.axis: choice.value for choice in reading.choices}
    picks = tuple(values.index(chosen[axis]) for axis, values in axes.items())
    limits = tuple((each.lower, each.upper) for each in measured.intervals)
    return CurvePoint(measured.value, _answer(measured), reading.primary, picks, limits)


def _answer(measured: Measurement) -> bool | None:
    """Whether a reading holds; None where its interval, its test or its two ways of inference leave that open."""
    if measured.holds is True or measured.target is None:
        return measured.holds is True
    return None if measured.p_values or {None, True} & set(given(measured, measured.target)) else False


def _description(part: PartOutcome, measured: Measurement, points: tuple[CurvePoint, ...], said: str) -> str:
    values = [point.value for point in points]
    lowest, middle, highest = (
        words.value(value, measured.unit) for value in (min(values), median(values), max(values))
    )
    place = 1 + sum(point.value < measured.value for point in points)
    number = words.capital(words.count(len(points), "reading", "readings"))
    holding = words.of_them_hold(sum(point.holds is True for point in points))
    unsettled = sum(point.holds is None for point in points)
    sentences = (
        "Specification curve.",
        f"{number} of {part.title}, sorted by value, from {lowest} to {highest}; their median is {middle}.",
        f"The primary reading gives {answers.figure(measured)}, number {place} from the bottom.",
        f"What would hold: {said}.",
        f"{holding}, the primary one counted{_left_open(unsettled)}.",
        "Rows below the curve show which choice each reading takes; the table of readings lists them all.",
    )
    return " ".join(sentences)


def _left_open(unsettled: int) -> str:
    return f"; {words.count(unsettled, 'is open', 'are open')}" if unsettled else ""


def _caption(part: PartOutcome, measured: Measurement, chart: SpecificationCurve) -> str:
    missing = 1 + len(part.conventional) - len(chart.points)
    left = f" {words.capital(words.count(missing, 'reading', 'readings'))} could not be computed." if missing else ""
    scale = " The scale is logarithmic." if chart.logarithmic else ""
    ring = " Ring: open, as the data contradict neither the claim nor its opposite."
    unsettled = ring if any(point.holds is None for point in chart.points) else ""
    line = " Solid line: the figure claimed." if chart.claimed is not None else ""
    return (
        f"One column a reading. Disc: holds. Cross: does not.{unsettled} Diamond: the primary reading.{line}"
        f"{_lines(measured)}{left}{scale} A share of readings is not a probability."
    )


def _lines(measured: Measurement) -> str:
    """What the vertical lines are."""
    if not measured.intervals:
        return ""
    level = words.percent(measured.intervals[0].level, 0, plus=False)
    second = ", the thinner one by another way of inference" if len(measured.intervals) > 1 else ""
    return f" Vertical lines: {level} intervals{second}; a reading holds where its whole intervals do."
