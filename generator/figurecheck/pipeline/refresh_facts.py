"""What the pages tell about refreshes and second sources, from the health of the series and the stored observations."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict

from figurecheck.pages.refreshes import ChangeFacts, ComparisonFacts, DisagreementFacts, HealthFacts
from figurecheck.paths import Project
from figurecheck.series.catalogue import Catalogue
from figurecheck.series.model import Kind, Series
from figurecheck.store.health import read_health
from figurecheck.store.reading import Observed
from figurecheck.store.second_source import Comparison, compare_decisions, compare_values

DECISIONS = "FOMC"
LIMITS = {"upper": "DFEDTARU", "lower": "DFEDTARL"}


def health_facts(project: Project) -> tuple[HealthFacts, ...]:
    """The health of every series that was refreshed from a provider, by id. Raises MalformedDataError."""
    return tuple(
        HealthFacts(
            series=one.series,
            state=one.state.value,
            last_attempt=one.last_attempt,
            last_success=one.last_success,
            reason=one.reason,
            notices=one.notices,
            refusals=one.refusals,
            changes=tuple(ChangeFacts(**{**asdict(change), "cause": change.cause.value}) for change in one.changes),
        )
        for one in sorted(read_health(project).values(), key=lambda one: one.series)
    )


def compared_series(catalogue: Catalogue) -> tuple[str, ...]:
    """The ids of the stored series that are held against another one, and of those others."""
    seconds = (name for second in catalogue.comparisons.values() for name in (str(second.compares), second.id))
    decided = (name for column in _decided(catalogue) for name in (DECISIONS, LIMITS[column]))
    return tuple(dict.fromkeys((*seconds, *decided)))


def comparison_facts(observed: Mapping[str, Observed], catalogue: Catalogue) -> tuple[ComparisonFacts, ...]:
    """Every series that has a second source against it; one without observations in ``observed`` is not compared."""
    found = [_values(observed, catalogue, second) for second in catalogue.comparisons.values()]
    return (*found, *(_decisions(observed, column) for column in _decided(catalogue)))


def _decided(catalogue: Catalogue) -> Iterator[str]:
    known = set(catalogue.ids)
    return (column for column in LIMITS if {DECISIONS, LIMITS[column]} <= known)


def _values(observed: Mapping[str, Observed], catalogue: Catalogue, second: Series) -> ComparisonFacts:
    first = catalogue.get(str(second.compares))
    ours, theirs = observed.get(first.id), observed.get(second.id)
    compared = Comparison(0, None, None, ())
    if ours is not None and theirs is not None:
        main = "close" if first.kind is Kind.PRICE else "value"
        compared = compare_values(ours.frame[main], theirs.frame["value"], second.agreement)
    return _facts(first.id, second.id, second.agreement, compared)


def _decisions(observed: Mapping[str, Observed], column: str) -> ComparisonFacts:
    ours, theirs = observed.get(DECISIONS), observed.get(LIMITS[column])
    compared = Comparison(0, None, None, ())
    if ours is not None and theirs is not None:
        compared = compare_decisions(ours.frame, theirs.frame["value"], column)
    return _facts(f"{DECISIONS}, {column} limit", LIMITS[column], None, compared)


def _facts(ours: str, theirs: str, tolerance: float | None, compared: Comparison) -> ComparisonFacts:
    found = tuple(DisagreementFacts(one.day, one.ours, one.theirs) for one in compared.disagreements)
    return ComparisonFacts(ours, theirs, tolerance, compared.days, compared.first_day, compared.last_day, found)
