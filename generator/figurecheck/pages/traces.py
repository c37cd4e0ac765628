"""The formula trace: which observation entered a figure, and the arithmetic with the values in it."""

import re
from collections import Counter
from dataclasses import dataclass

from figurecheck.pages import answers, words
from figurecheck.pages.marks import anchor
from figurecheck.verdicts.outcome import AsOf, Measurement, Outcome, TraceStep

_DATES = {AsOf.TODAY: "today", AsOf.PUBLICATION: "at publication"}


@dataclass(frozen=True)
class TraceRow:
    """One observation."""

    role: str
    series: str
    data_anchor: str
    day: str
    field: str
    value: str


@dataclass(frozen=True)
class PartTrace:
    """The observations and the arithmetic of one figure; ``when`` is empty where both dates give the same."""

    title: str
    when: str
    hindsight: bool
    rows: tuple[TraceRow, ...]
    arithmetic: str


def part_traces(then: Outcome, now: Outcome) -> tuple[PartTrace, ...]:
    """The trace of each primary figure that has one, twice where publication and today use other observations."""
    found: list[PartTrace] = []
    for before, after in zip(then.parts, now.parts, strict=True):
        pair = {AsOf.PUBLICATION: before.primary.measurement, AsOf.TODAY: after.primary.measurement}
        figures = {as_of: measured for as_of, measured in pair.items() if measured is not None and measured.trace}
        if not figures:
            continue
        same = len({(measured.value, measured.trace) for measured in figures.values()}) == 1
        if same:
            found.append(_trace(next(iter(figures.values())), ""))
        else:
            found.extend(_trace(measured, _DATES[as_of]) for as_of, measured in figures.items())
    return tuple(found)


def _trace(measured: Measurement, when: str) -> PartTrace:
    rows = tuple(_row(step) for step in measured.trace)
    return PartTrace(answers.subject(measured), when, measured.hindsight, rows, arithmetic(measured))


def _row(step: TraceStep) -> TraceRow:
    return TraceRow(
        role=step.role,
        series=step.series,
        data_anchor=anchor(step.series),
        day=words.day(step.day),
        field=step.field,
        value=words.exact(step.value),
    )


def arithmetic(measured: Measurement) -> str:
    """The formula with the values in the place of the roles: ``29,001.72 / 7,193.599 - 1 = +303.2 %``."""
    once = {role for role, number in Counter(step.role for step in measured.trace).items() if number == 1}
    values = {step.role: words.exact(step.value) for step in measured.trace if step.role in once}
    formula = re.sub(r"[a-z]+", lambda match: values.get(match[0], match[0]), measured.formula)
    signs = formula.replace(" - ", f" {words.MINUS} ").replace(" x ", " \N{MULTIPLICATION SIGN} ")
    return f"{signs} = {answers.figure(measured)}"
