"""The charts of statistical claims: a link through time, and figures with their intervals side by side."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

import pandas as pd

from figurecheck.charts.intervals import IntervalChart, IntervalRow, draw_intervals
from figurecheck.charts.movement import DECAY, YEAR, Observations, correlation_paths, share_path
from figurecheck.charts.paths import DayMark, Look, PathChart, PathLine, draw_paths
from figurecheck.claims.model import Article, Claim
from figurecheck.claims.statistics import SinceRegime
from figurecheck.pages import answers, words
from figurecheck.pages.context import Picture
from figurecheck.pages.figures.drawn import interval_numbers, path_numbers
from figurecheck.pages.sources import Frames, source_lines, sources_together
from figurecheck.series.model import Calendar, Kind
from figurecheck.verdicts.outcome import Measurement, Outcome, Target

PAIR_MEASURES = ("correlation", "regime_correlation", "correlation_break")
SHARE_MEASURE = "first_component_share"
FEWEST_INTERVALS = 3
WIDEST = 1_000.0
"""The largest ratio of two figures on one scale."""
TWO_YEARS = timedelta(days=730)
"""The shortest window whose movement through time is drawn."""


@dataclass(frozen=True)
class _Link:
    """A figure whose movement through time is drawn, with the claim that it belongs to."""

    article: Article
    claim: Claim
    outcome: Outcome
    measured: Measurement


def statistical_pictures(
    article: Article, claim: Claim, outcome: Outcome, frames: Frames, *, dynamic: bool = True
) -> Iterator[Picture]:
    """The charts of one claim from its outcome; none where it has no statistical figure.

    Without ``dynamic`` no path is fitted (Engle 2002) beside the rolling and the weighted correlation.
    A figure over less than two years has no path of a rolling year that would say more than the figure itself.
    """
    figures = tuple(each for each in (*outcome.measurements, *outcome.beside) if each.end - each.start >= TWO_YEARS)
    pair = next((each for each in figures if each.measure in PAIR_MEASURES), None)
    share = next((each for each in figures if each in outcome.measurements and each.measure == SHARE_MEASURE), None)
    if pair is not None:
        yield _correlation(_Link(article, claim, outcome, pair), frames, dynamic=dynamic)
    if share is not None:
        yield _share(_Link(article, claim, outcome, share), frames)
    yield from _intervals(claim, outcome, frames)


def _observations(name: str, frames: Frames) -> Observations:
    series, frame = frames[name]
    price = series.kind is Kind.PRICE
    values = frame["close" if price else "value"]
    return Observations(values, price, series.calendar is Calendar.ALWAYS)


def _correlation(link: _Link, frames: Frames, *, dynamic: bool) -> Picture:
    measured, name = link.measured, f"{link.claim.id}-path"
    first, second = (frames[each][0] for each in measured.series)
    pair = (_observations(first.id, frames), _observations(second.id, frames))
    paths = correlation_paths(pair, measured.start, measured.end, dynamic=dynamic)
    target = measured.target if measured.unit == "correlation" else None
    title = f"Correlation of {second.title} and {first.title} through time"
    weighted = PathLine(f"EWMA {words.plain(DECAY)}", paths.weighted, Look.FAINT)
    lines = [PathLine(f"last {YEAR} days", paths.rolling), weighted]
    if paths.dynamic is not None:
        lines.insert(1, PathLine("DCC", paths.dynamic, Look.SECOND))
    chart = PathChart(
        name=name,
        title=title,
        description=_path_description(title, paths.rolling, measured),
        lines=tuple(lines),
        marks=_marks(link),
        low=None if target is None else target.low,
        high=None if target is None else target.high,
        band_label="" if target is None else f"holds: {words.target(target, measured.unit)}",
        tick=lambda value: words.tick(value, "correlation"),
    )
    fitted = "" if paths.dynamic is None else "by the dynamic conditional correlation of Engle (2002), "
    caption = (
        f"Correlation of daily changes at the close: over the last {YEAR} days, {fitted}and with weights that fade by "
        f"{words.percent(1 - DECAY, 0, plus=False)} a day. Dashed: {_marked(link)}. "
        f"{source_lines(measured.series, frames)}"
    )
    return Picture(name, title, caption, chart.description, draw_paths(chart), path_numbers(chart, "correlation"))


def _path_description(title: str, rolling: pd.Series, measured: Measurement) -> str:
    known, unit = rolling.dropna(), words.SHARE if measured.unit == words.SHARE else "correlation"
    lowest, highest = (int(at) for at in (known.to_numpy().argmin(), known.to_numpy().argmax()))
    said = [
        f"{word} {words.value(float(known.iloc[at]), unit)} on {words.day(_day(known, at))}"
        for word, at in (("first", 0), ("lowest", lowest), ("highest", highest), ("last", len(known) - 1))
    ]
    return f"Line chart. {title}. Over the last {YEAR} days it was {words.listed(said)}."


def _day(line: pd.Series, at: int) -> date:
    moment: pd.Timestamp = line.index[at]
    return moment.date()


def _marks(link: _Link) -> tuple[DayMark, ...]:
    breaks = [DayMark(day, words.month(day)) for day in _named_breaks(link.claim)]
    published = DayMark(link.article.article.publication_day, "article")
    return (*breaks, published) if published.day < link.measured.end else tuple(breaks)


def _named_breaks(claim: Claim) -> list[date]:
    """The days of breaks that the claim's file names beforehand."""
    regimes = [entry.settings.regime for entry in claim.beside if entry.settings.regime is not None]
    return sorted({regime.day for regime in regimes if isinstance(regime, SinceRegime)})


def _marked(link: _Link) -> str:
    named = ["breaks named beforehand"] if _named_breaks(link.claim) else []
    found = [each for each in link.outcome.beside if each.measure == "correlation_break"]
    said = words.listed([*named, "the publication of the article"])
    if not found:
        return said
    last = words.parameter("", found[0].parameters["last day before the break"])
    return f"{said}; a search over all days places a break after {last}"


def _share(link: _Link, frames: Frames) -> Picture:
    measured, name = link.measured, f"{link.claim.id}-path"
    path = share_path({each: _observations(each, frames) for each in measured.series}, measured.start, measured.end)
    title = f"Share of one common factor in {', '.join(measured.series)} through time"
    target = measured.target
    chart = PathChart(
        name=name,
        title=title,
        description=_path_description(title, path, measured),
        lines=(PathLine(f"last {YEAR} days", path),),
        marks=_marks(link),
        low=None if target is None else target.low,
        high=None if target is None else target.high,
        band_label="" if target is None else f"holds: {words.target(target, measured.unit)}",
        tick=lambda value: words.tick(value, measured.unit),
    )
    chance = measured.parameters.get("share that unrelated blocks reach in one case of twenty")
    bar = "" if chance is None else f" Unrelated blocks reach {words.value(float(chance), words.SHARE)} one time in 20."
    caption = (
        f"Share of the variance of daily changes at the close that the first principal component carries.{bar} "
        f"Dashed: the publication of the article. {source_lines(measured.series, frames)}"
    )
    return Picture(name, title, caption, chart.description, draw_paths(chart), path_numbers(chart, measured.unit))


def _intervals(claim: Claim, outcome: Outcome, frames: Frames) -> Iterator[Picture]:
    """One chart for each unit in which the claim has at least three figures with an interval."""
    primary = outcome.measurements
    figures = [each for each in (*primary, *outcome.beside) if each.interval is not None]
    for unit in dict.fromkeys(each.unit for each in figures):
        alike = [each for each in figures if each.unit == unit]
        scales = _scales(alike)
        for number, some in enumerate(scales, 1):
            alone = len({_edge(each) for each in some if each.target is not None}) > 1
            rows = tuple(row for each in some for row in _interval_rows(each, strong=each in primary, marked=alone))
            if len(rows) >= (FEWEST_INTERVALS if len(scales) == 1 else 1):
                picture = _interval_picture(claim, unit, some, rows, number if len(scales) > 1 else 0)
                used = sources_together((name for each in some for name in each.series), frames)
                yield replace(picture, caption=f"{picture.caption} {used}")


def _scales(alike: list[Measurement]) -> list[list[Measurement]]:
    """Figures that one scale can show: those on a logarithmic one part where they differ more than a thousandfold."""
    if alike[0].unit != words.RATIO:
        return [alike]
    found: list[list[Measurement]] = []
    for each in sorted(alike, key=lambda one: one.value):
        if found and each.value <= WIDEST * found[-1][0].value:
            found[-1].append(each)
        else:
            found.append([each])
    return [[each for each in alike if each in some] for some in found]


def _interval_rows(measured: Measurement, *, strong: bool, marked: bool) -> Iterable[IntervalRow]:
    """``marked``: the figures of the chart have different marks, so that each needs its own."""
    limits = measured.interval
    if limits is None:
        return
    label, said = answers.subject(measured), words.bare(measured.value, measured.unit, measured.target)
    row = IntervalRow(label, measured.value, limits.lower, limits.upper, said, strong)
    if marked and measured.target is not None:
        row = replace(row, mark=_edge(measured), mark_label=_mark_label(measured.target, measured.unit))
    yield row
    if measured.measure == "regime_correlation" and strong:
        value, lower, upper = (
            float(measured.parameters[name])
            for name in (
                "correlation outside",
                "lower limit outside, by resampled blocks",
                "upper limit outside, by resampled blocks",
            )
        )
        yield IntervalRow(
            "The same on all other days", value, lower, upper, words.value(value, measured.unit), strong=False
        )


def _interval_picture(
    claim: Claim, unit: str, alike: list[Measurement], rows: tuple[IntervalRow, ...], scale: int
) -> Picture:
    """``scale`` counts the charts of figures of one unit that differ too much for one; 0 where one shows them all."""
    name = f"{claim.id}-intervals-{words.slug(unit)}{f'-{scale}' if scale else ''}"
    targets = {_edge(each): each.target for each in alike if each.target is not None}
    edge, target = next(iter(targets.items())) if len(targets) == 1 else (None, None)
    title = f"{claim.name}: {words.unit_in_titles(unit)} with their intervals{f', scale {scale}' if scale else ''}"
    limits = alike[0].interval
    level = "" if limits is None else f"{words.percent(limits.level, 0, plus=False)} "
    facts = "; ".join(f"{answers.subject(each)}: {answers.in_short(each)}" for each in alike)
    chart = IntervalChart(
        name=name,
        title=title,
        description=f"Dots with intervals on one scale. {facts}.",
        rows=rows,
        mark=edge,
        mark_label="" if edge is None or target is None else _mark_label(target, unit),
        tick=lambda value: words.tick(value, unit),
        logarithmic=unit == words.RATIO,
    )
    logarithmic = " The scale is logarithmic." if chart.logarithmic else ""
    basis = words.measured_in(unit)
    caption = f"{basis} Lines: {level}intervals.{_shapes(chart)}{logarithmic}".strip()
    return Picture(name, title, caption, chart.description, draw_intervals(chart), interval_numbers(chart, unit))


def _shapes(chart: IntervalChart) -> str:
    """What the shapes and the dashed lines that are drawn mean; nothing of those that are not."""
    kinds = {row.strong for row in chart.rows}
    diamond = " Diamond: decides the verdict." if True in kinds else ""
    dot = " Dot: shown beside it." if kinds == {True, False} else " No figure here decides the verdict."
    own = " Dashed: the mark of the row." if any(row.mark is not None for row in chart.rows) else ""
    return f"{diamond}{dot if False in kinds else ''}{own}"


def _mark_label(target: Target, unit: str) -> str:
    return f"mark: {words.target(target, unit)}"


def _edge(measured: Measurement) -> float | None:
    if measured.target is None:
        return None
    return measured.target.low if measured.target.low is not None else measured.target.high
