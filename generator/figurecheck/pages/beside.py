"""Figures beside a verdict: what they are, what they rest on, why they are shown, and how they were computed."""

from collections.abc import Iterator
from dataclasses import dataclass

from figurecheck.claims.describe import estimator_words
from figurecheck.pages import answers, words
from figurecheck.pages.benchmark import gaussian_benchmark
from figurecheck.pages.context import ClaimContext
from figurecheck.pages.covered import coverage_beside
from figurecheck.pages.inference import settings_of
from figurecheck.pages.lead_words import lead
from figurecheck.pages.methods.coverage import CoverageStudy
from figurecheck.pages.support import support
from figurecheck.pages.tail_fit import tail_fit
from figurecheck.pages.telling.event_study import in_table
from figurecheck.verdicts.outcome import Measurement


@dataclass(frozen=True)
class BesideRow:
    """A figure shown beside the verdict; ``why`` is "" where a row above has said the same, ``rests_on`` if exact.

    ``covers`` is the share of simulated histories in which such an interval holds the truth, "" without an interval.
    """

    title: str
    at_publication: str
    today: str
    rests_on: str
    covers: str
    why: str


@dataclass(frozen=True)
class BesideSettings:
    """How a figure beside the verdict was computed: its method, its settings and side results by today's data.

    ``before`` are those that had another value at publication.
    """

    title: str
    method: str
    today: str
    before: str


def beside_rows(claim: ClaimContext, study: CoverageStudy | None) -> tuple[BesideRow, ...]:
    """The figures that stand in no table of their own."""
    rows: list[BesideRow] = []
    explained: set[str] = set()
    by_id = {entry.id: entry for entry in claim.claim.beside}
    for identifier, then, now in _pairs(claim):
        entry, shown = by_id[identifier], now or then
        if in_table(entry) or shown is None:
            continue
        said = [words.DASH if each is None else answers.with_days(each) for each in (then, now)]
        why = (
            "" if entry.why in explained else entry.why,
            gaussian_benchmark(shown),
            tail_fit(shown, study),
            lead(shown),
        )
        rows.append(
            BesideRow(
                answers.subject(shown),
                said[0],
                said[1],
                support(shown),
                coverage_beside(study, shown, entry.settings),
                " ".join(filter(None, why)),
            )
        )
        explained.add(entry.why)
    return tuple(rows)


def beside_settings(claim: ClaimContext) -> tuple[BesideSettings, ...]:
    """How every figure beside the verdict was computed that is more than two closes; those of the tables as well."""
    return tuple(
        BesideSettings(answers.subject(shown), words.capital(estimator_words(shown.method)), *_settings(then, now))
        for _, then, now in _pairs(claim)
        if (shown := now or then) is not None and shown.parameters
    )


def _settings(then: Measurement | None, now: Measurement | None) -> tuple[str, str]:
    today, before = ({} if each is None else settings_of(each) for each in (now, then))
    changed = {name: value for name, value in before.items() if today.get(name) != value}
    told = ("; ".join(f"{name} {value}" for name, value in found.items()) or words.DASH for found in (today, changed))
    first, second = told
    return first, second


def _pairs(claim: ClaimContext) -> Iterator[tuple[str, Measurement | None, Measurement | None]]:
    """Every figure by its id, at publication and today."""
    before, today = ({each.part: each for each in one.beside} for one in (claim.at_publication, claim.today))
    for entry in claim.claim.beside:
        yield entry.id, before.get(entry.id), today.get(entry.id)
