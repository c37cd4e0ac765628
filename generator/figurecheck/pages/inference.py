"""How sure a figure is and how it was computed: intervals side by side, and every parameter that a reader needs."""

import re
from dataclasses import dataclass
from itertools import zip_longest

from figurecheck.claims.describe import estimator_words
from figurecheck.claims.model import Claim
from figurecheck.claims.settings import Settings
from figurecheck.pages import answers, words
from figurecheck.pages.covered import coverage_of
from figurecheck.pages.methods.coverage import CoverageStudy
from figurecheck.pages.series_names import spoken
from figurecheck.pages.support import ALL_COUNT, CAPPED, ON_THOSE_DAYS, capped
from figurecheck.verdicts.outcome import Interval, Measurement, Outcome, PartOutcome, Verdict
from figurecheck.verdicts.rule import answers as given


@dataclass(frozen=True)
class IntervalRow:
    """One way of inference for one part: its interval at both dates, and what it says of the claim today.

    ``title`` stands in the first row of a part alone; ``covers`` is the share of simulated worlds in which such
    intervals hold the truth.
    """

    title: str
    method: str
    at_publication: str
    today: str
    covers: str
    says: str


@dataclass(frozen=True)
class ParameterRow:
    """One setting or side result of a computation."""

    name: str
    at_publication: str
    today: str


@dataclass(frozen=True)
class PartComputation:
    """How a figure that no pair of observations explains was computed."""

    title: str
    method: str
    arithmetic: str
    hindsight: bool
    rows: tuple[ParameterRow, ...]


@dataclass(frozen=True)
class Inference:
    """What a page says about the certainty of its figures.

    ``exact`` names the parts without sampling error and ``tested`` those whose figure is itself the result of a test,
    ``adjusted`` where these were adjusted for their number;
    ``doubts`` say why parts are not proven, where the answer of the claim has not. ``all_exact`` where there is nothing
    else. ``studied`` where the rows say how often such intervals cover the truth.
    """

    rows: tuple[IntervalRow, ...]
    studied: bool
    doubts: tuple[str, ...]
    exact: tuple[str, ...]
    tested: tuple[str, ...]
    adjusted: bool
    all_exact: bool


def inference(claim: Claim, then: Outcome, now: Outcome, study: CoverageStudy | None = None) -> Inference:
    """What the outcomes of ``claim`` at both dates say about certainty, and ``study`` about their intervals."""
    exact = tuple(part.title for part in claim.parts if part.exact)
    pairs = tuple(zip(then.parts, now.parts, strict=True))
    asked = {part.id: part.primary.settings for part in claim.parts}
    rows = tuple(row for before, after in pairs for row in _interval_rows(before, after, (study, asked.get(after.id))))
    open_parts = [after for _, after in pairs if after.verdict is Verdict.NOT_PROVEN]
    doubts = (answers.doubt(part) for part in open_parts if now.verdict is not Verdict.NOT_PROVEN)
    return Inference(
        rows=rows,
        studied=study is not None and bool(rows),
        doubts=tuple(dict.fromkeys(doubts)),
        exact=exact,
        tested=tuple(after.title for _, after in pairs if _tested(after)),
        adjusted=any(measured.unadjusted for measured in now.measurements),
        all_exact=bool(exact) and len(exact) == len(claim.parts),
    )


def _tested(part: PartOutcome) -> bool:
    measured = part.primary.measurement
    return measured is not None and measured.unit == words.P_VALUE


def _interval_rows(
    then: PartOutcome, now: PartOutcome, studied: tuple[CoverageStudy | None, Settings | None]
) -> tuple[IntervalRow, ...]:
    before, after = then.primary.measurement, now.primary.measurement
    if before is None or after is None:
        return ()
    says = _says(after)
    pairs = zip_longest(before.intervals, after.intervals, says)
    return tuple(
        IntervalRow(
            title=answers.subject(after) if number == 0 else "",
            method=f"{words.capital(second.method)} ({words.percent(second.level, 0, plus=False)})",
            at_publication=_between(first, before),
            today=_between(second, after),
            covers=coverage_of(studied[0], after, second, studied[1]),
            says=said or "",
        )
        for number, (first, second, said) in enumerate(pairs)
        if second is not None
    )


def _between(limits: Interval | None, measured: Measurement) -> str:
    return words.DASH if limits is None else answers.own_interval(limits, measured)


def _says(measured: Measurement) -> tuple[str, ...]:
    if measured.target is None:
        return ()
    return tuple(words.ANSWERS[answer] for answer in given(measured, measured.target))


def computations(then: Outcome, now: Outcome) -> tuple[PartComputation, ...]:
    """How each primary figure without a trace of observations was computed."""
    pairs = (
        (before.primary.measurement, after.primary.measurement)
        for before, after in zip(then.parts, now.parts, strict=True)
    )
    return tuple(_computation(before, after) for before, after in pairs if after is not None and not after.trace)


def _computation(then: Measurement | None, now: Measurement) -> PartComputation:
    before = {} if then is None else settings_of(then)
    rows = (
        ParameterRow(words.capital(name), before.get(name, words.DASH), shown)
        for name, shown in settings_of(now).items()
    )
    signs = re.sub(r" - ", f" {words.MINUS} ", now.formula).replace(" x ", " \N{MULTIPLICATION SIGN} ")
    return PartComputation(
        title=answers.subject(now),
        method=words.capital(estimator_words(now.method)),
        arithmetic=f"{signs} = {answers.figure(now)}",
        hindsight=now.hindsight,
        rows=tuple(rows),
    )


def settings_of(measured: Measurement) -> dict[str, str]:
    """Series, days and number of observations of a figure, then the parameters in the order of the evaluator."""
    return {
        "series": ", ".join(spoken(name) for name in measured.series),
        "from": words.day(measured.start),
        "to": words.day(measured.end),
        "observations": words.whole(measured.n),
        **{_plain(name, measured): _setting(name, measured) for name in measured.parameters},
    }


def _setting(name: str, measured: Measurement) -> str:
    said = words.parameter(name, measured.parameters[name])
    return f"{said}, all of them ({ALL_COUNT})" if capped(measured, name) else said


def _plain(name: str, measured: Measurement) -> str:
    """The name of a parameter, each basket of our own by its title; a slope of some days says whose number it is."""
    if name in CAPPED and measured.parameters.get(ON_THOSE_DAYS, measured.n) != measured.n:
        return f"{name} of the whole regression"
    for series in measured.series:
        name = name.replace(series, spoken(series))
    return name
