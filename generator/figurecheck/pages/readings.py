"""The table of readings: what was chosen, what came out at both dates, and why each choice is a fair one."""

from dataclasses import dataclass

from figurecheck.pages import answers, words
from figurecheck.pages.deciding import decides
from figurecheck.pages.hinge import contrary, hinge
from figurecheck.pages.series_names import spoken
from figurecheck.pages.uncomputed import held, uncomputed
from figurecheck.verdicts.outcome import Choice, Measurement, Outcome, PartOutcome, ReadingOutcome
from figurecheck.verdicts.rule import answers as given


@dataclass(frozen=True)
class ReadingRow:
    """One reading: a cell for each axis, the figure at both dates, and whether it held then and holds today."""

    primary: bool
    cells: tuple[str, ...]
    at_publication: str
    held: str
    today: str
    holds: str


@dataclass(frozen=True)
class Why:
    """One choice on one axis, with the reason why it is fair."""

    axis: str
    choice: str
    why: str


@dataclass(frozen=True)
class PartReadings:
    """All readings of one part, the primary one first; ``same`` where both dates give the same figures.

    ``axes`` are those on which readings differ, ``shared`` what all of them have in common; ``whys`` are the reasons
    that no part before has given, ``said_above`` whether one has given others.
    """

    title: str
    axes: tuple[str, ...]
    shared: str
    same: bool
    rows: tuple[ReadingRow, ...]
    whys: tuple[Why, ...]
    said_above: bool
    holding: str
    holding_before: str
    deciding: str


def part_readings(then: Outcome, now: Outcome) -> tuple[PartReadings, ...]:
    """The readings of every part; both outcomes list the same readings in the same order."""
    told: list[PartReadings] = []
    for before, after in zip(then.parts, now.parts, strict=True):
        told.append(_part(before, after, {why for part in told for why in part.whys}))
    return tuple(told)


def still_computed(then: Outcome, now: Outcome) -> str:
    """``10 of 35 readings can still be computed today``; empty where no fewer than at publication."""
    if now.count >= then.count:
        return ""
    number = words.share(now.count, then.count)
    return (
        f"Of the conventional readings that could be computed at publication, {number} can still be computed today: "
        "a reading ends with the series it uses."
    )


def _part(then: PartOutcome, now: PartOutcome, given_before: set[Why]) -> PartReadings:
    every = list(zip((then.primary, *then.conventional), (now.primary, *now.conventional), strict=True))
    axes, alike = _axes(tuple(reading for _, reading in every))
    rows = tuple(_row(before, after, axes) for before, after in every)
    whys = _whys(tuple(reading for _, reading in every))
    fresh = tuple(why for why in whys if why not in given_before)
    return PartReadings(
        title=now.title,
        axes=tuple(words.axis(axis) for axis in axes),
        shared="; ".join(f"{words.axis(axis)} {chosen}" for axis, chosen in _chosen(then, now, alike).items()),
        same=all((row.at_publication, row.held) == (row.today, row.holds) for row in rows),
        rows=rows,
        whys=fresh,
        said_above=len(fresh) < len(whys),
        holding=words.share(now.holding, len(now.computed)),
        holding_before=words.share(then.holding, len(then.computed)),
        deciding=" ".join(said for said in (uncomputed([now]), decides(now), hinge(now), contrary(now)) if said),
    )


def _axes(readings: tuple[ReadingOutcome, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The axes on which readings differ and those on which they do not; a single reading keeps all its axes."""
    values: dict[str, set[str]] = {}
    for choice in (choice for reading in readings for choice in reading.choices):
        values.setdefault(choice.axis, set()).add(choice.value)
    differing = tuple(axis for axis, found in values.items() if len(found) > 1)
    return (differing, tuple(axis for axis in values if axis not in differing)) if differing else (tuple(values), ())


def _chosen(then: PartOutcome, now: PartOutcome, axes: tuple[str, ...]) -> dict[str, str]:
    """What the primary reading chose on ``axes``, in words."""
    chosen = {choice.axis: choice.value for choice in now.primary.choices}
    measured = now.primary.measurement or then.primary.measurement
    return {axis: _cell(chosen[axis], axis, measured) for axis in axes}


def _row(then: ReadingOutcome, now: ReadingOutcome, axes: tuple[str, ...]) -> ReadingRow:
    chosen = {choice.axis: choice.value for choice in now.choices}
    measured = now.measurement or then.measurement
    return ReadingRow(
        primary=now.primary,
        cells=tuple(_cell(chosen.get(axis, ""), axis, measured) for axis in axes),
        at_publication=_figure(then),
        held=_holds(then),
        today=_figure(now),
        holds=_holds(now),
    )


def _holds(reading: ReadingOutcome) -> str:
    """Yes or no at one date, and which interval it fails by where the one that is shown would do."""
    measured = reading.measurement
    if measured is None:
        return held(reading)
    if measured.holds:
        return "yes"
    said = given(measured, measured.target) if measured.target is not None else ()
    second = measured.second_interval
    if len(said) > 1 and second is not None and said[0] is True and said[1] is not True:
        limits = words.between(second, measured.unit, measured.target)
        return f"no: the second interval, {limits}, {words.ANSWERS[said[1]]}"
    return "no: only the second interval holds" if said[1:] == (True,) else "no"


def _cell(chosen: str, axis: str, measured: Measurement | None) -> str:
    """What was chosen; a proxy and a window known only afterwards are said to be one."""
    if measured is not None and measured.proxy and (chosen in measured.proxies or axis == "panel"):
        return f"{chosen} (with proxies)" if axis == "panel" else f"{spoken(chosen)} (proxy)"
    chosen = spoken(chosen)
    return f"{chosen} (hindsight)" if measured is not None and axis == "window" and measured.hindsight else chosen


def _figure(reading: ReadingOutcome) -> str:
    return words.DASH if reading.measurement is None else answers.in_short(reading.measurement)


def _whys(readings: tuple[ReadingOutcome, ...]) -> tuple[Why, ...]:
    """The reason of the primary reading as a whole, then that of every other choice, in the order of the axes."""
    primary = readings[0].choices
    taken = {(choice.axis, choice.value) for choice in primary}
    choices: dict[tuple[str, str], Choice] = {
        (choice.axis, choice.value): choice
        for reading in readings
        for choice in reading.choices
        if (choice.axis, choice.value) not in taken
    }
    axes = list(dict.fromkeys(choice.axis for choice in primary))
    ordered = sorted(choices.values(), key=lambda choice: axes.index(choice.axis))
    first = Why("primary reading", ", ".join(spoken(choice.value) for choice in primary), primary[0].why)
    return (first, *(Why(words.axis(choice.axis), spoken(choice.value), choice.why) for choice in ordered))
