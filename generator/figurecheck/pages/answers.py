"""Outcomes in sentences: what was found, against what was claimed, and what decided."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import inf

from figurecheck.claims.model import Claim
from figurecheck.pages import words
from figurecheck.pages.findings import findings
from figurecheck.pages.ranks import rank_statement
from figurecheck.pages.reactions import REACTION, context, ordinary_days
from figurecheck.pages.series_names import spoken
from figurecheck.pages.single_stocks import single_stocks
from figurecheck.pages.spread_words import spread_statement
from figurecheck.pages.uncomputed import uncomputed
from figurecheck.verdicts.outcome import Interval, Measurement, Outcome, PartOutcome, Verdict
from figurecheck.verdicts.rule import answers as given

RETURN = "window_return"
MOST_IN_A_TABLE = 2
MOST_IN_A_SENTENCE = 2
"""A claim of more parts than this is told as a list."""
NARROW = 0.1
"""A part whose interval ends nearer to the mark than this share of its width holds only just."""


COUNTED = ("rise", "cut")
"""Roles of the steps of a trace that are counted, one a day."""


@dataclass(frozen=True)
class Answer:
    """The outcome of a claim: what was found, a line for each figure of a claim of many parts, and what it rests on.

    ``missing`` is how many readings could not be computed, and why ("" where all could).
    """

    lead: str
    points: tuple[str, ...]
    closing: str
    missing: str = ""

    @property
    def brief(self) -> str:
        """Without the lines of the single figures and what could not be computed."""
        return " ".join(said for said in (self.lead, self.closing) if said)

    @property
    def whole(self) -> str:
        """Without the lines of the single figures."""
        return " ".join(said for said in (self.brief, self.missing) if said)

    @property
    def text(self) -> str:
        """All of it in one paragraph."""
        points = (f"{point}." for point in self.points)
        return " ".join(said for said in (self.lead, *points, self.closing, self.missing) if said)


def answer(claim: Claim, outcome: Outcome, said_above: str = "") -> Answer:
    """The outcome of a claim in a few sentences; a reason that the page has ``said_above`` is not said again."""
    if not claim.testable:
        return Answer("None of the data kept here can settle this claim.", (), "")
    if outcome.verdict is Verdict.NOT_TESTABLE:
        return Answer(f"The data that the claim needs could not be had: {outcome.reason}.", (), "")
    deciding = [part for part in outcome.parts if part.verdict is outcome.verdict]
    settled = [part for part in outcome.parts if part.verdict is Verdict.HOLDS and part not in deciding]
    told = (
        spread_statement(outcome),
        rank_statement(outcome),
        context(claim, outcome),
        single_stocks(outcome),
        *_doubts(deciding),
        _readings(outcome, deciding),
    )
    closing = " ".join(said for said in told if said and said != said_above)
    missing = uncomputed(outcome.parts)
    if len(outcome.parts) > MOST_IN_A_SENTENCE:
        first, then = (settled, deciding) if outcome.verdict is Verdict.NOT_PROVEN else (deciding, settled)
        points = tuple(_point(part, outcome) for part in _telling_first((*first, *then)))
        return Answer(_lead(outcome, deciding, settled), points, closing, missing)
    lead = " ".join(f"{words.capital(_part(part))}." for part in deciding)
    held = "".join(f" {holding(part)}: {_part(part)}." for part in settled)
    return Answer(f"{lead}{held}", (), closing, missing)


def _telling_first(parts: tuple[PartOutcome, ...]) -> list[PartOutcome]:
    """One part of every measure first, the one that is most in doubt; then the others in their order.

    Exact figures are in no doubt and keep the order of the file.
    """
    if not any(map(_has_interval, parts)):
        return list(parts)
    doubtful: dict[str, PartOutcome] = {}
    for part in sorted(parts, key=clearance):
        doubtful.setdefault(_measure(part), part)
    first = [part for part in parts if part in doubtful.values()]
    return [*first, *(part for part in parts if part not in first)]


def _has_interval(part: PartOutcome) -> bool:
    measured = part.primary.measurement
    return measured is not None and bool(measured.intervals or measured.p_values)


def holding(part: PartOutcome) -> str:
    """What comes before a part that holds: that it only just does where its interval ends near the mark."""
    return "What does hold, if only just" if _reserve(part) < NARROW else "What does hold"


def _reserve(part: PartOutcome) -> float:
    """How far the nearest end of an interval lies from its mark, in widths of the interval; infinite without one."""
    measured = part.primary.measurement
    if measured is None or measured.target is None:
        return inf
    edges = [edge for edge in (measured.target.low, measured.target.high) if edge is not None]
    ends = [(one.upper - one.lower, end) for one in measured.intervals for end in (one.lower, one.upper)]
    return min((abs(end - edge) / width for edge in edges for width, end in ends if width > 0.0), default=inf)


def clearance(part: PartOutcome) -> float:
    """How far a figure lies from its mark, in widths of its interval; below 0 where the ways of inference disagree."""
    measured = part.primary.measurement
    if measured is None or measured.target is None:
        return inf
    if disagree(measured):
        return -1.0
    edges = [edge for edge in (measured.target.low, measured.target.high) if edge is not None]
    limits = measured.interval
    width = 1.0 if limits is None or limits.upper == limits.lower else limits.upper - limits.lower
    return min((abs(measured.value - edge) / width for edge in edges), default=inf)


def _lead(outcome: Outcome, deciding: list[PartOutcome], settled: list[PartOutcome]) -> str:
    """How many parts decide, and what they say in plain words where their measures have some.

    Where a part is not proven, what others of its measure say is not settled either.
    """
    if outcome.verdict is Verdict.NOT_PROVEN:
        settled = [part for part in settled if _measure(part) not in {_measure(one) for one in deciding}]
    found, held = (words.listed(said) if (said := findings(parts)) else "" for parts in (deciding, settled))
    counted = words.parts_sentence([part.verdict for part in outcome.parts])
    if outcome.verdict is Verdict.NOT_PROVEN:
        first = f"Settled: {held}. " if held else ""
        return f"{first}Open: {found}. {counted}." if found else f"{first}{counted}."
    return f"{words.capital(found)}. {counted}." if found else f"{counted}."


def _measure(part: PartOutcome) -> str:
    measured = part.primary.measurement
    return "" if measured is None else measured.measure


def _part(part: PartOutcome) -> str:
    measured = part.primary.measurement
    return part.primary.reason if measured is None else f"{moved(measured)}, {against(measured)}{_beyond(part)}"


def _point(part: PartOutcome, outcome: Outcome) -> str:
    measured = part.primary.measurement
    if measured is None:
        return part.primary.reason
    mark = "" if measured.target is None else f"; mark: {wanted(measured)}"
    return f"{subject(measured)}: {with_interval(measured)}{mark}{_beyond(part)}{_unproven_beforehand(part, outcome)}"


def _beyond(part: PartOutcome) -> str:
    """What an honest answer adds: the figure without hindsight, and other windows in which a trend is not there."""
    measured = part.primary.measurement
    if measured is None:
        return ""
    said = [f"; from the day on which the fall could be known: {in_short(one)}" for one in without_hindsight(part)]
    if part.verdict is Verdict.HOLDS and measured.unit == words.TREND:
        said += [
            f"; from {words.day(one.start)} on the data show no such trend: {in_short(one)}"
            for _, one in _variants(part, "window")
            if not one.holds
        ]
    return "".join(said)


def without_hindsight(part: PartOutcome) -> tuple[Measurement, ...]:
    """Of a figure in hindsight, the readings that differ only in counting from what could be known; else none."""
    measured = part.primary.measurement
    if measured is None or not measured.hindsight:
        return ()
    return tuple(one for _, one in _variants(part, "timing") if not one.hindsight)


def _unproven_beforehand(part: PartOutcome, outcome: Outcome) -> str:
    """Said where a part fails in hindsight alone: the figure that could be known leaves it open."""
    spans = [one for one in without_hindsight(part) if one.target is not None and set(given(one, one.target)) == {None}]
    if part.verdict is not Verdict.FAILS or not spans:
        return ""
    edges = [edge for one in spans if one.target is not None for edge in (one.target.low, one.target.high)]
    edge = next(words.bound(each, spans[0].unit) for each in edges if each is not None)
    spanned = edge.removesuffix(f" {words.POINTS}")
    said = f", an interval that spans {spanned}, so as it could be known the difference is not proven"
    others = [one for one in outcome.parts if one is not part and one.verdict is part.verdict]
    return f"{said}; the verdict also stands on the other parts" if others else said


def _variants(part: PartOutcome, axis: str) -> Iterator[tuple[str, Measurement]]:
    """The conventional readings that differ from the primary one on this axis alone."""
    primary = {choice.axis: choice.value for choice in part.primary.choices}
    for reading in part.conventional:
        chosen = {choice.axis: choice.value for choice in reading.choices}
        differing = [name for name in chosen if chosen[name] != primary.get(name)]
        if differing == [axis] and reading.measurement is not None:
            yield chosen[axis], reading.measurement


def _doubts(parts: list[PartOutcome]) -> list[str]:
    """Why something is not proven or not shown, each reason once."""
    said = dict.fromkeys(doubt(part) for part in parts if part.verdict is Verdict.NOT_PROVEN)
    if any(measured is not None and measured.unit == words.P_VALUE for measured in _measured(parts)):
        said[words.P_VALUE_MEANS] = None
    return list(said)


def _measured(parts: list[PartOutcome]) -> list[Measurement | None]:
    return [part.primary.measurement for part in parts if part.verdict is not Verdict.HOLDS]


def doubt(part: PartOutcome) -> str:
    """Why a part is not proven: inference methods disagree, chance is not ruled out, or an interval spans the mark."""
    measured = part.primary.measurement
    if part.fragile:
        return (
            f"Fragile: for \N{LEFT DOUBLE QUOTATION MARK}{part.title}\N{RIGHT DOUBLE QUOTATION MARK} the two ways of "
            f"inference do not give the same answer{_apart(measured)}, so it is not proven{_tests_apart(measured)}."
        )
    if measured is not None and measured.p_values:
        return words.P_VALUE_MEANS
    return words.INTERVAL_MEANS


def _apart(measured: Measurement | None) -> str:
    """``, +0.1 % to +8.3 % and -3.5 % to +10.2 % where the mark is below 10 %``; "" for a test without intervals."""
    if measured is None or measured.target is None or measured.second_interval is None:
        return ""
    limits = " and ".join(own_interval(each, measured) for each in measured.intervals)
    return f", {limits} where the mark is {wanted(measured)}"


def _tests_apart(measured: Measurement | None) -> str:
    """``: p-values 0.043 (0.007 unadjusted) and 0.217 (0.043 unadjusted), ...``; "" for a figure that is no p-value."""
    if measured is None or measured.target is None or not measured.unadjusted:
        return ""
    pairs = zip(measured.p_values, measured.unadjusted, strict=True)
    said = " and ".join(words.adjusted(after, before) for after, before in pairs)
    alone = measured.target.high is not None and max(measured.unadjusted) <= measured.target.high
    both = "; without the adjustment for several tests both would reject" if alone else ""
    return f": p-values {said}, where the mark is {wanted(measured)}{both}"


def moved(measured: Measurement) -> str:
    """``Bitcoin rose by 303.2 % from 31 December 2019 to 31 December 2020``."""
    when = f"from {words.span(measured.start, measured.end)}"
    if measured.measure == REACTION:
        when = f"on average over {words.count(measured.n, 'decision', 'decisions')} {when}"
    if measured.measure != RETURN:
        return f"{subject(measured)}: {with_interval(measured)}, {when}"
    direction = "rose" if measured.value > 0 else "fell" if measured.value < 0 else "stood still"
    size = words.percent(abs(measured.value), digits_of(measured), plus=False)
    return f"{subject(measured)} {direction} by {size} {when}"


def with_days(measured: Measurement) -> str:
    """A figure in short; a count of days names the days that it counts."""
    if measured.measure == REACTION:
        return f"{in_short(measured)}; {ordinary_days(measured)}"
    counted = [words.day(step.day) for step in measured.trace if step.role in COUNTED]
    return f"{in_short(measured)} ({words.listed(counted)})" if counted else in_short(measured)


def subject(measured: Measurement) -> str:
    """What was measured; a proxy is never named without saying that it is one."""
    named = ", ".join(spoken(name) for name in measured.proxies or measured.series)
    return f"{measured.title} (proxy: {named})" if measured.proxy else measured.title


def digits_of(measured: Measurement) -> int:
    """How many digits ``figure`` shows behind the point of a percentage."""
    shown = figure(measured)
    return len(shown.split("%")[0].strip(words.SPACE).partition(".")[2])


def against(measured: Measurement) -> str:
    """``inside what was claimed: a rise of 250 % to just short of 350 % (the values that round to 300%)``."""
    if measured.target is None:
        return "beside the verdict"
    if measured.target.claimed is not None:
        where = "inside" if measured.holds else "outside"
        return f"{where} what was claimed: {wanted(measured)} ({measured.target.why})"
    return f"where the mark is {wanted(measured)}"


def wanted(measured: Measurement) -> str:
    """What would hold: a return as ``a fall of 10 % or more``, anything else by its values; "" without a target."""
    if measured.target is None:
        return ""
    if measured.measure == RETURN:
        return words.asked_return(measured.target, measured.unit)
    return words.target(measured.target, measured.unit)


def figure(measured: Measurement) -> str:
    """The figure of a measurement in its unit; a p-value that was adjusted for several tests with what it was."""
    if measured.unadjusted:
        return f"{words.P_VALUE} {words.adjusted(measured.value, max(measured.unadjusted))}"
    shown = words.value(measured.value, measured.unit, measured.target)
    return f"{words.P_VALUE} {shown}" if measured.unit == words.P_VALUE else shown


def with_interval(measured: Measurement) -> str:
    """``+0.46 (95 % interval +0.33 to +0.58)``: the figure with its interval, or with both where they disagree.

    Another estimator of the same thing is named, with a figure and an interval of its own.
    """
    first, second = measured.interval, measured.second_interval
    if first is None:
        return figure(measured)
    said = words.interval(first, measured.unit, measured.target)
    if second is not None and second.estimate is not None:
        by = second.method.partition(",")[0]
        estimate = words.bare(second.estimate, measured.unit, measured.target)
        other = words.between(second, measured.unit, measured.target)
        return f"{figure(measured)} ({said}); by another estimator, {by}, {estimate} ({other})"
    if second is not None and disagree(measured):
        said = f"{said}; by another way of inference {own_interval(second, measured)}"
    return f"{figure(measured)} ({said})"


def own_interval(limits: Interval, measured: Measurement) -> str:
    """``+0.04 to +0.11``, or ``+0.07 (+0.04 to +0.11)`` where another estimator than the figure's made it."""
    shown = words.between(limits, measured.unit, measured.target)
    if limits.estimate is None:
        return shown
    return f"{words.bare(limits.estimate, measured.unit, measured.target)} ({shown})"


def disagree(measured: Measurement) -> bool:
    """Whether the ways of inference answer differently."""
    return measured.target is not None and len(set(given(measured, measured.target))) > 1


def other_interval(measured: Measurement) -> Interval | None:
    """The interval of the second way of inference where the ways answer differently."""
    return measured.second_interval if disagree(measured) else None


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


def _readings(outcome: Outcome, deciding: list[PartOutcome]) -> str:
    if not outcome.count:
        return ""
    number = words.share(outcome.holding, outcome.count)
    decided = words.listed(dict.fromkeys(words.axis(axis) for part in deciding for axis in part.deciding_axes) or [""])
    by = f"; the choice of {decided} decides" if decided else ""
    few = outcome.verdict is Verdict.HOLDS and 2 * outcome.holding < outcome.count
    despite = ", but the primary reading, which was fixed beforehand and alone decides here, does" if few else ""
    return f"{number} conventional readings hold{by}{despite}."
