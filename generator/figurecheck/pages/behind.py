"""Series of a claim that lag behind the newest data of the site, said beside its verdict."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from figurecheck.pages import words
from figurecheck.pages.context import ClaimContext, SeriesFacts
from figurecheck.pages.marks import anchor


@dataclass(frozen=True)
class LateSeries:
    """A series that ends early, with its last day; how old that is says the banner of the page alone."""

    series: str
    data_anchor: str
    last_day: str


@dataclass(frozen=True)
class Behind:
    """What a claim says of its late series.

    ``late`` are those that the verdict's figures use, ``others`` how many more the other readings use, in words, with
    ``others_end`` as their verb. A claim without any reading has none of them, only what is shown ``beside``.
    ``settled`` says that the windows of the figures are over, so that newer data change nothing.
    """

    late: tuple[LateSeries, ...]
    others: str
    others_end: str
    beside: tuple[LateSeries, ...]
    settled: bool
    newest: str


def late_by(facts: SeriesFacts, newest: date, limit: int) -> int:
    """By how many days a series is later than it may be counted from ``newest``; 0 where it is current or has ended.

    A series may lag by its own ``max_age_days`` (a monthly one comes late by nature) or by the article's limit,
    whichever is longer.
    """
    days = (newest - facts.last_day).days
    allowed = max(limit, facts.series.max_age_days)
    return days if facts.series.ended is None and days > allowed else 0


def behind(claim: ClaimContext, series: Mapping[str, SeriesFacts], limit: int) -> Behind | None:
    """What ``claim`` must say of late series; None where all of its series are current or have ended for good."""
    newest = max(facts.last_day for facts in series.values())
    late = {name for name in claim.today.data if late_by(series[name], newest, limit)}
    if not late:
        return None
    measured = claim.today.measurements
    deciding = [name for name in claim.today.data if name in late and any(name in one.series for one in measured)]
    shown = [] if claim.claim.testable else [name for name in claim.today.data if name in late]
    more = len(late) - len(deciding) - len(shown)
    return Behind(
        late=tuple(_row(series[name]) for name in deciding),
        others=words.count(more, "series", "series") if more else "",
        others_end="ends" if more == 1 else "end",
        beside=tuple(_row(series[name]) for name in shown),
        settled=is_over(claim, series),
        newest=words.day(newest),
    )


def is_over(claim: ClaimContext, series: Mapping[str, SeriesFacts]) -> bool:
    """Whether the windows of the verdict's figures are over, so that newer data would not change them.

    Each ends before the last day of every series that still runs, and where it ended at publication. A claim without
    figures has no window that could be over.
    """
    then = {one.part: one.end for one in claim.at_publication.measurements}
    return bool(claim.today.measurements) and all(
        then.get(one.part) == one.end
        and all(one.end < series[name].last_day for name in one.series if series[name].series.ended is None)
        for one in claim.today.measurements
    )


def _row(facts: SeriesFacts) -> LateSeries:
    return LateSeries(facts.series.id, anchor(facts.series.id), words.day(facts.last_day))
