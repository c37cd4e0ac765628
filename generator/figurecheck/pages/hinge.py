"""Single readings that a reader should know of: one that decides alone, and those that decide against an open claim."""

from figurecheck.pages import answers, words
from figurecheck.pages.series_names import spoken
from figurecheck.verdicts.distance import FlipDistance, flip_distance
from figurecheck.verdicts.outcome import Measurement, PartOutcome, ReadingOutcome, Verdict
from figurecheck.verdicts.rule import PASSING_SHARE
from figurecheck.verdicts.rule import answers as given

MOST_NAMED = 2
"""So many readings that decide against the claim are named."""


def hinge(part: PartOutcome) -> str:
    """``Three of 10 conventional readings hold, ...: one fewer, and ...``; "" where no single reading decides.

    Of the readings that hold it names the one whose figure, or whose interval, ends nearest to an edge of the mark.
    """
    computed = len(part.computed)
    if part.verdict is not Verdict.DEPENDS or (part.holding - 1) / computed >= PASSING_SHARE:
        return ""
    held = [(way, each) for each in part.conventional if (way := _way(each)) is not None]
    way, reading = min(held, key=lambda pair: abs(pair[0].shift))
    held_of = f"{words.number(part.holding)} of {words.number(computed)} {_hold(part.holding)}"
    return (
        f"The verdict hangs on one reading: {held_of} where {words.part_of_whole(PASSING_SHARE)} is "
        "asked for, and with one fewer the verdict would be "
        f"\N{LEFT DOUBLE QUOTATION MARK}{words.verdict(Verdict.FAILS)}\N{RIGHT DOUBLE QUOTATION MARK}. "
        f"The one that holds by least{_chosen(reading, part.primary)} gives {_told(reading.measurement, way)}."
    )


def contrary(part: PartOutcome) -> str:
    """Of a part that is not proven, the readings whose whole intervals lie beyond the mark; "" where there are none."""
    if part.verdict is not Verdict.NOT_PROVEN:
        return ""
    found = [(each, told) for each in part.conventional if (told := each.measurement) is not None and _refutes(told)]
    if not found:
        return ""
    number = words.count(len(found), "conventional reading decides", "conventional readings decide")
    named = "; ".join(f"{_choices(each, part.primary)}: {answers.in_short(told)}" for each, told in found[:MOST_NAMED])
    more = "; and others" if len(found) > MOST_NAMED else ""
    return f"{words.capital(number)} against the claim, with whole intervals beyond the mark ({named}{more})."


def _refutes(measured: Measurement) -> bool:
    return bool(measured.intervals) and measured.target is not None and set(given(measured, measured.target)) == {False}


def _way(reading: ReadingOutcome) -> FlipDistance | None:
    measured = reading.measurement
    return flip_distance(measured) if measured is not None and measured.holds is True else None


def _chosen(reading: ReadingOutcome, primary: ReadingOutcome) -> str:
    """What the reading chooses otherwise than the primary one, in brackets."""
    choices = _choices(reading, primary)
    return f" ({choices})" if choices else ""


def _choices(reading: ReadingOutcome, primary: ReadingOutcome) -> str:
    taken = {(choice.axis, choice.value) for choice in primary.choices}
    other = [choice for choice in reading.choices if (choice.axis, choice.value) not in taken]
    return ", ".join(f"{words.axis(each.axis)} {spoken(each.value)}" for each in other)


def _told(measured: Measurement | None, way: FlipDistance) -> str:
    if measured is None:
        return words.DASH
    return (
        f"{answers.in_short(measured)}, {words.way(way.shift, measured.unit)} inside the mark of "
        f"{words.bound(way.edge, measured.unit)}"
    )


def _hold(number: int) -> str:
    return "holds" if number == 1 else "hold"
