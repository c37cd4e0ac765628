"""Outcomes in sentences: what was found, against what was claimed, and what decided."""

from figurecheck.claims.model import Claim
from figurecheck.pages import words
from figurecheck.verdicts.outcome import Measurement, Outcome, PartOutcome, Verdict

MOST_IN_A_TABLE = 2
MOST_DATED_PARTS = 2
"""With more parts than this a sentence leaves out days and marks; the table below it has them."""


COUNTED = ("rise", "cut")
"""Roles of the steps of a trace that are counted, one a day."""


def answer(claim: Claim, outcome: Outcome) -> str:
    """The outcome of a claim in one or two sentences."""
    if not claim.testable:
        return "No public data can settle this claim."
    if outcome.verdict is Verdict.NOT_TESTABLE:
        return f"The data that the claim needs could not be had: {outcome.reason}."
    deciding = [part for part in outcome.parts if part.verdict is outcome.verdict]
    say = _part if len(deciding) <= MOST_DATED_PARTS else _part_in_short
    found = "; ".join(say(part) for part in deciding)
    return f"{words.capital(found)}.{_doubt(deciding)}{_readings(outcome, deciding)}"


def _part(part: PartOutcome) -> str:
    measured = part.primary.measurement
    return part.primary.reason if measured is None else f"{moved(measured)}, {against(measured)}"


def _part_in_short(part: PartOutcome) -> str:
    measured = part.primary.measurement
    return part.primary.reason if measured is None else f"{subject(measured)}: {with_interval(measured)}"


def _doubt(parts: list[PartOutcome]) -> str:
    """Why something is not proven, in one sentence."""
    said = dict.fromkeys(doubt(part) for part in parts if part.verdict is Verdict.NOT_PROVEN)
    return "".join(f" {sentence}" for sentence in said)


def doubt(part: PartOutcome) -> str:
    """Why a part is not proven: its inference methods disagree, or its interval lies on both sides of the mark."""
    if part.fragile:
        return "Fragile: the two ways of inference do not give the same answer, so nothing is proven."
    return "The interval lies on both sides of the mark: the data allow both answers."


def moved(measured: Measurement) -> str:
    """``Bitcoin rose by 303.2 % from 31 December 2019 to 31 December 2020``."""
    when = f"from {words.span(measured.start, measured.end)}"
    if measured.measure != "window_return":
        return f"{subject(measured)}: {with_interval(measured)}, {when}"
    direction = "rose" if measured.value > 0 else "fell" if measured.value < 0 else "stood still"
    size = words.percent(abs(measured.value), digits_of(measured), plus=False)
    return f"{subject(measured)} {direction} by {size} {when}"


def with_days(measured: Measurement) -> str:
    """A figure in short; a count of days names the days that it counts."""
    counted = [words.day(step.day) for step in measured.trace if step.role in COUNTED]
    return f"{in_short(measured)} ({words.listed(counted)})" if counted else in_short(measured)


def subject(measured: Measurement) -> str:
    """What was measured; a proxy is never named without saying that it is one."""
    named = measured.proxies or measured.series
    return f"{measured.title} (proxy: {', '.join(named)})" if measured.proxy else measured.title


def digits_of(measured: Measurement) -> int:
    """How many digits ``figure`` shows behind the point of a percentage."""
    shown = figure(measured)
    return len(shown.split("%")[0].strip(words.SPACE).partition(".")[2])


def against(measured: Measurement) -> str:
    """``inside 250 % to just short of 350 %, the values that round to 300%``."""
    if measured.target is None:
        return "beside the verdict"
    wanted = words.target(measured.target, measured.unit)
    if measured.target.claimed is not None:
        where = "within" if measured.holds else "outside"
        return f"{where} {wanted} ({measured.target.why})"
    return f"where the mark is {wanted}"


def figure(measured: Measurement) -> str:
    """The figure of a measurement in its unit."""
    return words.value(measured.value, measured.unit, measured.target)


def with_interval(measured: Measurement) -> str:
    """``+0.46 (95 % interval +0.33 to +0.58)``: the figure with the interval of the first way of inference."""
    if measured.interval is None:
        return figure(measured)
    return f"{figure(measured)} ({words.interval(measured.interval, measured.unit, measured.target)})"


def in_short(measured: Measurement) -> str:
    """``+0.46 (+0.33 to +0.58)``."""
    if measured.interval is None:
        return figure(measured)
    return f"{figure(measured)} ({words.between(measured.interval, measured.unit, measured.target)})"


def figures(outcome: Outcome) -> tuple[str, ...]:
    """The primary figures in short, for a table: of the parts that decide, two at most, and how many more there are.

    ``+303.2 %`` where the claim has one part, else ``Bitcoin: +303.2 %`` and so on.
    """
    measured = outcome.measurements
    if not measured:
        return (words.DASH,)
    if len(outcome.parts) == 1:
        return (f"{in_short(measured[0])}{' (proxy)' if measured[0].proxy else ''}",)
    deciding = {part.id for part in outcome.parts if part.verdict is outcome.verdict}
    shown = sorted(measured, key=lambda each: each.part not in deciding)[:MOST_IN_A_TABLE]
    said = [f"{each.title}{' (proxy)' if each.proxy else ''}: {in_short(each)}" for each in shown]
    more = len(measured) - len(shown)
    return (*said, f"and {words.count(more, 'more figure', 'more figures')}") if more else tuple(said)


def figures_before(then: Outcome, now: Outcome) -> tuple[str, ...]:
    """The lines of ``figures`` at publication that are not among today's."""
    today = figures(now)
    return tuple(line for line in figures(then) if line not in today)


def _readings(outcome: Outcome, deciding: list[PartOutcome]) -> str:
    if not outcome.count:
        return ""
    number = words.share(outcome.holding, outcome.count)
    decided = words.listed(
        dict.fromkeys(words.axis(part.deciding_axis) for part in deciding if part.deciding_axis) or [""]
    )
    by = f"; the choice of {decided} decides" if decided else ""
    return f" {number} conventional readings hold{by}."
