"""How far an answer is from its opposite, in sentences: severity, nearest window, nearest reading, flip distance."""

from figurecheck.claims.model import Claim
from figurecheck.pages import answers, words
from figurecheck.pages.series_names import spoken
from figurecheck.verdicts.distance import FlipDistance, flip_distance, nearest_reading
from figurecheck.verdicts.every_window import EveryWindow, WindowFigure
from figurecheck.verdicts.outcome import Measurement, Outcome, PartOutcome, Target, Verdict
from figurecheck.verdicts.rule import straddles
from figurecheck.verdicts.severity import Severity, severity_of, worst_severity

SEVERITIES: dict[Severity, str] = {
    Severity.NUMBER: "number off, direction right",
    Severity.DIRECTION: "direction wrong",
    Severity.CONCLUSION: "conclusion wrong",
}

SHORT_OF_MARK = "short of our mark, direction right"
"""A number that is off where the article states none: it moved as claimed, by less than the mark fixed beforehand."""

MEANINGS: dict[Severity, str] = {
    Severity.NUMBER: (
        "The claim says how far something moved. It moved in the claimed direction, but not by as much as was claimed, "
        "or by more. Where the article states no number, it moved by less than our mark, and the page says so."
    ),
    Severity.DIRECTION: (
        "The claim says how far something moved. In the primary reading it moved the other way, or not at all."
    ),
    Severity.CONCLUSION: (
        "The claim states a link, a property or a fact. The figure and the whole of every interval that it carries lie "
        "on the far side of the mark."
    ),
}


def severity(claim: Claim, outcome: Outcome) -> str:
    """``number off, direction right``; "" where no part of the claim has a severity."""
    found = worst_severity(claim.kind, outcome.parts)
    stated = any(_states_a_number(part) for part in outcome.parts)
    return "" if found is None else _severity_words(found, stated=stated)


def _states_a_number(part: PartOutcome) -> bool:
    measured = part.primary.measurement
    return measured is not None and measured.target is not None and measured.target.claimed is not None


def _severity_words(found: Severity, *, stated: bool) -> str:
    """In words; where the article states no number, what a figure misses is our mark."""
    return SHORT_OF_MARK if found is Severity.NUMBER and not stated else SEVERITIES[found]


def part_severity(claim: Claim, part: PartOutcome) -> str:
    """The severity of one part; "" where it has none."""
    found = severity_of(claim.kind, part)
    return "" if found is None else _severity_words(found, stated=_states_a_number(part))


def nearest(claim: Claim, part: PartOutcome) -> tuple[str, ...]:
    """What would make the article right: the nearest window, and the nearest conventional reading."""
    measured = part.primary.measurement
    if measured is None or measured.target is None or measured.holds:
        return ()
    windows = part.windows
    if windows is None:
        return _nearest_reading(part)
    near, exact = _nearest_window(claim, windows, measured, measured.target), _exact_window(claim, windows, measured)
    return (near, *exact, *_nearest_reading(part))


def in_brief(claim: Claim, outcome: Outcome) -> str:
    """For the paragraph of a claim: its severity, and what would make the parts right that decide its verdict."""
    said = severity(claim, outcome)
    deciding = [part for part in outcome.parts if part.verdict is outcome.verdict]
    if outcome.verdict not in (Verdict.FAILS, Verdict.DEPENDS):
        return ""
    found = [sentences[0] for part in deciding if (sentences := nearest(claim, part))]
    first = f"{words.capital(said)}." if said else ""
    return " ".join(part for part in (first, *dict.fromkeys(found)) if part)


def flip(part: PartOutcome) -> tuple[str, ...]:
    """How far the primary answer is from its opposite, in the unit of the figure and in days."""
    measured = part.primary.measurement
    if measured is None:
        return ()
    way = flip_distance(measured)
    days = () if part.windows is None else (_days(part.windows, measured),)
    return (*(() if way is None else (_in_points(way, measured),)), *days)


def windows_counted(claim: Claim, windows: EveryWindow, measured: Measurement) -> str:
    """How many windows there are, how many meet the claim, and what they range over."""
    number = f"{words.whole(windows.count)} windows begin and end between {words.day(windows.start)} and "
    lowest, highest = (words.value(each.value, measured.unit) for each in (windows.lowest, windows.highest))
    met = words.count(windows.holding, "of them gives", "of them give") if windows.holding else "none of them gives"
    wanted = "" if measured.target is None else wanted_words(claim, measured.target, measured.unit)
    return f"{number}{words.day(windows.end)}; {met} {wanted}. They range from {lowest} to {highest}."


def wanted_words(claim: Claim, target: Target, unit: str) -> str:
    """What a window must give: ``a rise that rounds to 150%``, or the mark itself."""
    if target.claimed is not None and None not in (target.low, target.high):
        return f"a {'rise' if target.claimed > 0 else 'fall'} that rounds to {claim.stated}"
    mark = words.asked_return(target, unit)
    if mark.startswith(("any", "a ")):
        return mark
    return f"a return {mark}" if mark.startswith(("above", "below")) else f"a return of {mark}"


def _nearest_window(claim: Claim, windows: EveryWindow, measured: Measurement, target: Target) -> str:
    wanted = wanted_words(claim, target, measured.unit)
    found = windows.nearest
    if found is None:
        period = f"No window between {words.day(windows.start)} and {words.day(windows.end)} gives {wanted}"
        closest = f"{_with_days(windows.closest, measured)} comes closest"
        return f"{period}; {closest}."
    figure = words.value(found.value, measured.unit, target)
    gives = f"From {words.span(found.start, found.end)}"
    gives = f"{gives} {words.mid_sentence(answers.subject(measured))} gives {wanted}, {figure}"
    return f"{gives}; {_moves(found)}."


def _exact_window(claim: Claim, windows: EveryWindow, measured: Measurement) -> tuple[str, ...]:
    """Beside a window that only rounds to the figure, the one that comes closest to the figure itself."""
    found = windows.exact
    if windows.nearest is None or found is None or found == windows.nearest:
        return ()
    return (f"The window that comes closest to {claim.stated} itself is {_with_days(found, measured)}.",)


def _with_days(window: WindowFigure, measured: Measurement) -> str:
    figure = words.value(window.value, measured.unit, measured.target)
    return f"{words.span(window.start, window.end)} ({figure})"


def _moves(window: WindowFigure) -> str:
    """``its first day is 23 days later and its last day 26 days earlier``."""
    ends = (("first", window.start_shift), ("last", window.end_shift))
    moved = [(name, shift) for name, shift in ends if shift]
    said = [
        f"its {name} day {'is ' if not at else ''}{words.count(abs(shift), 'day', 'days')} "
        f"{'later' if shift > 0 else 'earlier'}"
        for at, (name, shift) in enumerate(moved)
    ]
    return f"{words.listed(said)} than in the primary reading" if said else "it is the primary reading's window"


def _nearest_reading(part: PartOutcome) -> tuple[str, ...]:
    if not part.computed:
        return ()
    found = nearest_reading(part)
    if found is None:
        return ("No conventional reading makes it right.",)
    changes = "; ".join(f"{words.axis(each.axis)}: {spoken(each.value)}" for each in found.changes)
    number = words.count(len(found.changes), "choice", "choices")
    figure = answers.with_interval(found.measurement)
    return (f"The nearest conventional reading that holds changes {number} ({changes}). It gives {figure}.",)


def _in_points(way: FlipDistance, measured: Measurement) -> str:
    size, edge = words.way(way.shift, measured.unit), words.bound(way.edge, measured.unit)
    towards = "rise" if way.shift > 0 else "fall"
    what = words.P_VALUE if measured.unit == words.P_VALUE else "figure"
    if not way.shift:
        return f"The {'end of an interval' if way.of_interval else what} stands on the mark of {edge} itself."
    if not way.of_interval:
        if measured.holds:
            return f"The {what} could {towards} by {size}, to {edge}, before the answer flips."
        return f"The {what} would have to {towards} by {size}, to {edge}, for the answer to flip."
    crossing = measured.target is not None and any(straddles(one, measured.target) for one in measured.intervals)
    if crossing:
        return f"An interval lies across the mark of {edge}; its nearer end is {size} away from it."
    beyond = "inside" if measured.holds else "short of it"
    return f"The end of an interval that is nearest to the mark of {edge} lies {size} {beyond}."


def _days(windows: EveryWindow, measured: Measurement) -> str:
    found = windows.flip
    if found is None:
        return "No window of the period flips the answer."
    number = words.count(found.shift, "day", "days")
    if not measured.holds:
        return f"Moving the ends of the window by {number} in all, within the period, flips the answer."
    return (
        f"Moving the ends of the window by {number} in all, within the period, flips it: {_with_days(found, measured)}."
    )
