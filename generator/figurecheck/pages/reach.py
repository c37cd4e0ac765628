"""How far the series of a page reach, and which of them is the first to be out of date."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from figurecheck.pages.context import ClaimContext, SeriesFacts
from figurecheck.series.model import Kind

Facts = Mapping[str, SeriesFacts]
"""What is known of every series, by id."""


@dataclass(frozen=True)
class Reach:
    """The last day of some series, and how many days old it may be: a monthly one comes late by nature."""

    day: date
    limit: int
    series: tuple[str, ...]

    @property
    def old_from(self) -> date:
        """The first day on which a reader is told that the data are old."""
        return self.day + timedelta(days=self.limit + 1)


def oldest(reached: Iterable[Reach | None]) -> Reach | None:
    """The one that counts as old first, the earlier day first where two do, with all series of that day and limit."""
    told = [one for one in reached if one is not None]
    first = min(told, key=lambda one: (one.old_from, one.day), default=None)
    if first is None:
        return None
    alike = (one for one in told if (one.day, one.limit) == (first.day, first.limit))
    return replace(first, series=tuple(dict.fromkeys(name for one in alike for name in one.series)))


def reach_of(names: Iterable[str], series: Facts, limit: int) -> Reach | None:
    """The oldest of some series; None where none of them still runs.

    A series that has ended for good would make its page old for ever, and the last decision of a list of events says
    nothing about how far the list is known.
    """
    running = (series[name] for name in sorted(set(names) & series.keys()))
    return oldest(
        Reach(facts.last_day, max(limit, facts.series.max_age_days), (facts.series.id,))
        for facts in running
        if facts.series.ended is None and facts.series.kind is not Kind.EVENTS
    )


def claim_reach(claim: ClaimContext, series: Facts, limit: int) -> Reach | None:
    """The series of the claim's figures that gets old first; only the primary reading of each part counts."""
    return reach_of((name for measured in claim.today.measurements for name in measured.series), series, limit)
