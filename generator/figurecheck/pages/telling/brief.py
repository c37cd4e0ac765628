"""What came out of a claim in one or two short sentences; the page of the claim has everything else."""

from collections.abc import Sequence
from datetime import date

from figurecheck.claims.model import Claim
from figurecheck.pages import answers, words
from figurecheck.pages.findings import findings
from figurecheck.pages.series_names import spoken
from figurecheck.verdicts.outcome import Measurement, Outcome, PartOutcome, Verdict

_ROUND = "the values that round to"
_NEW_YEAR = (12, 28)
"""From here on a close counts as the last of its year: exchanges are shut on some of the days that follow."""


def brief(claim: Claim, outcome: Outcome) -> str:
    """One or two sentences on the figures that decide; what is missing where no data can settle the claim."""
    if not claim.testable:
        return f"None of the data kept here can settle this. It would take {words.mid_sentence(claim.needs[0])}"
    if outcome.verdict is Verdict.NOT_TESTABLE:
        return f"The data that this needs could not be had: {outcome.reason}."
    deciding = [part for part in outcome.parts if part.verdict is outcome.verdict]
    others = [part for part in outcome.parts if part.verdict is Verdict.HOLDS and part not in deciding]
    if len(outcome.parts) > answers.MOST_IN_A_SENTENCE:
        return _of_many(outcome, deciding)
    return f"{_together(deciding)}{_held(others)}"


def brief_part(part: PartOutcome) -> str:
    """The sentence of one part."""
    return _together([part])


def _of_many(outcome: Outcome, deciding: Sequence[PartOutcome]) -> str:
    """What the parts that decide say in plain words; where their measures have none, the figure of the first."""
    counted = words.parts_sentence(part.verdict for part in outcome.parts)
    said = findings(deciding)
    if said and outcome.verdict is Verdict.NOT_PROVEN:
        return f"{counted}. Open: {words.listed(said)}."
    if said:
        return f"{words.capital(words.listed(said))}."
    return f"{counted}. {_together(deciding[:1])}"


def _together(parts: Sequence[PartOutcome]) -> str:
    """The parts in a sentence or two; two returns that ask for the same share one."""
    measured = [part.primary.measurement for part in parts]
    found = [one for one in measured if one is not None]
    if len(found) < len(parts):
        return " ".join(f"Not computed: {part.primary.reason}." for part in parts if part.primary.measurement is None)
    if len(found) > 1 and all(one.measure == answers.RETURN for one in found) and _alike(found):
        told = words.listed(words.mid_sentence(_moved(one)) for one in found)
        return f"{words.capital(told)} {when(found[0])}{_against(found[0])}."
    return " ".join(_sentence(one) for one in found)


def _alike(found: Sequence[Measurement]) -> bool:
    return len({(when(one), _against(one)) for one in found}) == 1


def _held(parts: Sequence[PartOutcome]) -> str:
    told = [(answers.holding(part), one) for part in parts if (one := part.primary.measurement) is not None]
    return "".join(f" {said}: {words.mid_sentence(_sentence(one))}" for said, one in told)


def _sentence(measured: Measurement) -> str:
    if measured.measure == answers.RETURN:
        return f"{_moved(measured)} {when(measured)}{_against(measured)}."
    return f"{_named(measured)}: {_figure(measured)}{_against(measured)}."


def _moved(measured: Measurement) -> str:
    size = words.percent(abs(measured.value), answers.digits_of(measured), plus=False)
    way = "rose by" if measured.value > 0 else "fell by" if measured.value < 0 else "stood still at"
    return f"{_named(measured)} {way} {size}"


def _named(measured: Measurement) -> str:
    named = measured.proxies or measured.series
    said = words.listed(spoken(name) for name in named)
    return f"{measured.title} (proxy: {said})" if measured.proxy else measured.title


def _figure(measured: Measurement) -> str:
    limits = measured.interval
    said = answers.figure(measured)
    return said if limits is None else f"{said} ({words.between(limits, measured.unit, measured.target)})"


def _against(measured: Measurement) -> str:
    """What was asked of the figure: that it rounds to the stated one, or the mark that was fixed beforehand."""
    wanted = measured.target
    if wanted is None:
        return ", beside the verdict"
    asked = answers.wanted(measured)
    if wanted.claimed is None:
        return f"; our mark: {asked}"
    if wanted.low is None or wanted.high is None:
        return f"; claimed: {asked}"
    return f"; {asked} {wanted.why.replace(_ROUND, 'rounds to')}"


def when(measured: Measurement) -> str:
    """``in 2020`` for a calendar year, else ``from 16 September 2025 to 2 October 2025``."""
    start, end = measured.start, measured.end
    if start.year + 1 == end.year and _ends_a_year(start) and _ends_a_year(end):
        return f"in {end.year}"
    return f"from {words.span(start, end)}"


def _ends_a_year(day: date) -> bool:
    return (day.month, day.day) >= _NEW_YEAR
