"""Naming what happened to a series from two marks alone: no observation is at hand, only checksums of years."""

from figurecheck.ledger.changes import SeriesChange
from figurecheck.ledger.entry import SeriesMark

SMALLEST_SPLIT = 0.01
CONSTANT = 1e-4


def series_change(name: str, old: SeriesMark, new: SeriesMark) -> SeriesChange:
    """What can be said of a series from its marks.

    A year is compared where both states have all of it: the last year of the shorter state is left out where the
    other goes on, so a revision in an unfinished year does not show here. A constant ratio of last closes from the
    first year on is a split; distributions are then scaled too, and say nothing.
    """
    years = _comparable(old, new)
    priced = [year for year in years if old.years[year][0] != new.years[year][0]]
    ratio = _split(old, new, years)
    if ratio is not None:
        priced = [year for year in priced if not _follows(old, new, year, ratio)]
    paid = [] if ratio is not None else [year for year in years if old.years[year][1] != new.years[year][1]]
    longer = (new.last_day > old.last_day) - (new.last_day < old.last_day)
    return SeriesChange(
        series=name,
        new_days=longer * max(abs(new.rows - old.rows), 1),
        last_day=new.last_day,
        revised=len(priced),
        split=ratio,
        dividends=len(paid),
        by_year=True,
    )


def _comparable(old: SeriesMark, new: SeriesMark) -> list[str]:
    both = sorted(old.years.keys() & new.years.keys())
    open_year = str(min(old.last_day, new.last_day).year) if old.last_day != new.last_day else ""
    return [year for year in both if year != open_year]


def _split(old: SeriesMark, new: SeriesMark, years: list[str]) -> float | None:
    """The ratio of the first year's last closes, where it differs clearly from 1 and the years after keep it."""
    if not years or not new.years[years[0]][2]:
        return None
    ratio = old.years[years[0]][2] / new.years[years[0]][2]
    if abs(ratio - 1.0) < SMALLEST_SPLIT:
        return None
    kept = [_follows(old, new, year, ratio) for year in years]
    return ratio if all(kept) and (len(kept) > 1) else None


def _follows(old: SeriesMark, new: SeriesMark, year: str, ratio: float) -> bool:
    """Whether the year's last close was divided by the ratio, or lies after the split and was not."""
    before, after = old.years[year][2], new.years[year][2]
    return any(abs(before / after / expected - 1.0) < CONSTANT for expected in (ratio, 1.0))
