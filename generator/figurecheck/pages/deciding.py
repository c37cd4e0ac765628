"""On which axes readings differ, and which choice decides whether they hold, in a sentence."""

from figurecheck.pages import words
from figurecheck.pages.series_names import spoken
from figurecheck.verdicts.outcome import PartOutcome, ReadingOutcome, Verdict

NONE_DECIDES = (
    "No one choice decides: no single axis tells the readings that hold from the others better than chance would."
)


def differing_axes(readings: tuple[ReadingOutcome, ...]) -> dict[str, tuple[str, ...]]:
    """The axes on which readings differ, each with its values in the order in which they occur."""
    values: dict[str, dict[str, None]] = {}
    for choice in (choice for reading in readings for choice in reading.choices):
        values.setdefault(choice.axis, {})[choice.value] = None
    return {axis: tuple(found) for axis, found in values.items() if len(found) > 1}


def decides(part: PartOutcome) -> str:
    """``What decides is the window: of six choices, two always bear the claim out (...) and four never do.``.

    One sentence for each axis that decides, the first one first. Where several axes differ and none decides, it says
    so; empty where the verdict does not depend on the reading. The primary reading is counted too.
    """
    if part.verdict is Verdict.DEPENDS and not part.deciding_axes:
        return NONE_DECIDES
    return " ".join(_decides(part, axis, first=at == 0) for at, axis in enumerate(part.deciding_axes))


def _decides(part: PartOutcome, axis: str, *, first: bool) -> str:
    tallies = _tallies(part, axis)
    every = [spoken(value) for value, (held, total) in tallies.items() if held == total]
    some = [value for value, (held, total) in tallies.items() if 0 < held < total]
    none = len(tallies) - len(every) - len(some)
    opening = "What decides is" if first else "Nearly as much decides"
    said = [f"{opening} the {words.axis(axis)}: of {words.count(len(tallies), 'choice', 'choices')}"]
    if every:
        said.append(f"{words.number(len(every))} always {_bear(len(every))} ({'; '.join(every)})")
    if some:
        verb = _do(len(some)) if every else _bear(len(some))
        said.append(f"{words.number(len(some))} {verb} in some readings ({_with_counts(some, tallies)})")
    if none:
        said.append(f"{words.number(none)} never {_do(none)}")
    return f"{said[0]}, {words.listed(said[1:])}."


def _bear(count: int) -> str:
    return "bears the claim out" if count == 1 else "bear the claim out"


def _do(count: int) -> str:
    return "does" if count == 1 else "do"


def _with_counts(values: list[str], tallies: dict[str, tuple[int, int]]) -> str:
    return "; ".join(f"{spoken(value)}: {words.share(*tallies[value])}" for value in values)


def _tallies(part: PartOutcome, axis: str) -> dict[str, tuple[int, int]]:
    """For each value of ``axis`` how many readings hold, of how many that could be computed."""
    found: dict[str, list[bool]] = {}
    for reading in (part.primary, *part.conventional):
        if reading.measurement is not None:
            value = next(choice.value for choice in reading.choices if choice.axis == axis)
            found.setdefault(value, []).append(reading.measurement.holds is True)
    return {value: (sum(held), len(held)) for value, held in found.items()}
