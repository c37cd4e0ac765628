"""Joining new observations to the stored ones: history stays as it was unless a split or a person says otherwise."""

import math
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

import pandas as pd

from figurecheck.errors import RefusedDataError, RevisedHistoryError
from figurecheck.series.model import Kind, Series
from figurecheck.store.health import Cause, Change
from figurecheck.store.overlap import Difference, common_factor, differences, gone, median_factor, rescaled

OVERLAP_DAYS = 30
OVERLAP_ROWS = 10
SAME_BASIS = 0.01
"""Stored and new closes are on one basis where their median ratio is no further than this from 1."""

Place = tuple[date, str]
Splits = tuple[tuple[date, float], ...]


@dataclass(frozen=True)
class Arrived:
    """What a source sent for the days from ``since`` on; ``splits`` as day and new shares for an old one."""

    frame: pd.DataFrame
    since: date
    splits: Splits = ()


@dataclass(frozen=True)
class Acceptance:
    """Which revisions a person has agreed to: all of them, or single values by day and field."""

    everything: bool = False
    places: Collection[Place] = ()

    def covers(self, change: Change) -> bool:
        """Whether ``change`` may be stored."""
        return self.everything or (change.day, change.field) in self.places


@dataclass(frozen=True)
class Merged:
    """The whole history after a refresh, with every stored value that changed and why."""

    frame: pd.DataFrame
    changes: tuple[Change, ...]
    notices: tuple[str, ...]


def since_day(stored: pd.DataFrame, series: Series) -> date | None:
    """From which day on to ask: 30 days and 10 observations before the last one; None for the whole history.

    The whole is asked for where the provider estimates its history anew as a matter of course.
    """
    if series.reestimated or len(stored) <= OVERLAP_ROWS:
        return None
    days = pd.DatetimeIndex(stored.index)
    first: pd.Timestamp = min(days[-1] - pd.Timedelta(days=OVERLAP_DAYS), days[-OVERLAP_ROWS])
    return first.date()


def merge(stored: pd.DataFrame, arrived: Arrived, series: Series, acceptance: Acceptance) -> Merged:
    """``stored`` continued by what came; a stored value within tolerance of the new one stays as it is.

    Raises RefusedDataError where stored days did not come again or prices and splits contradict each other, and
    RevisedHistoryError, with every value, for revisions that nobody accepted.
    """
    lost = gone(stored, arrived.frame, arrived.since)
    if not lost.empty:
        raise RefusedDataError(
            f"{series.id}: {len(lost)} stored days are gone from the source, the first {lost[0].date()}. "
            "Nothing was written; the stored file stays."
        )
    base, split_changes = _on_new_basis(stored, arrived, series)
    found = differences(base, arrived.frame, series)
    notices = _settled_notice(found)
    if series.reestimated:
        return Merged(arrived.frame, (), _reestimated_notice(found))
    refused = [change for change in found.revised if not acceptance.covers(change)]
    if refused:
        raise _refusal(series, found.revised, base, arrived)
    changed = (*split_changes, *(_accepted(change) for change in found.revised), *found.settled)
    return Merged(_joined(base, arrived.frame, (*found.revised, *found.settled)), changed, notices)


def _on_new_basis(stored: pd.DataFrame, arrived: Arrived, series: Series) -> tuple[pd.DataFrame, tuple[Change, ...]]:
    """The stored history on the basis after the splits that came, where the median close says that it came on it.

    Single closes that differ beside a split are revisions; they say nothing about the basis.
    """
    if series.kind is not Kind.PRICE or not arrived.splits:
        return stored, ()
    last = stored.index[-1].date()
    unseen = tuple(split for split in arrived.splits if split[0] > last)
    factor = median_factor(stored, arrived.frame)
    splits = min((unseen, arrived.splits, ()), key=lambda some: _off(factor, some))
    if not splits or _off(factor, splits) > SAME_BASIS:
        if unseen:
            raise _not_applied(series, unseen)
        return stored, ()
    made = tuple(Change(day, "ratio", 1.0, ratio, Cause.SPLIT, accepted=True) for day, ratio in splits)
    return rescaled(stored, _product(splits)), made


def _off(factor: float, splits: Splits) -> float:
    """How far closes that fell by ``factor`` are from what ``splits`` explain."""
    return abs(math.log(factor / _product(splits)))


def _product(splits: Splits) -> float:
    return math.prod(ratio for _, ratio in splits)


def _not_applied(series: Series, splits: Splits) -> RefusedDataError:
    day, ratio = splits[0]
    return RefusedDataError(
        f"{series.id}: the source reports a split on {day} ({ratio:g} for 1) that its own earlier prices do not show. "
        "Nothing was written; the stored file stays. Try again in some days."
    )


def _refusal(
    series: Series, changes: tuple[Change, ...], stored: pd.DataFrame, arrived: Arrived
) -> RevisedHistoryError:
    shown = "; ".join(f"{one.day} {one.field} {_said(one.before)} -> {_said(one.after)}" for one in changes[:3])
    factor = common_factor(stored, arrived.frame) if series.kind is Kind.PRICE else None
    hint = "" if factor is None else f" All closes moved by one factor, {factor:.4g}, but no split is reported."
    return RevisedHistoryError(
        f"{series.id}: {len(changes)} stored values differ from what the source says now: {shown}.{hint} "
        "Nothing was written. Look at them; then 'figurecheck refresh --accept-revisions' takes the new values, an "
        "entry under 'corrections' in data/corrections.yml keeps the old one, an entry under 'kept' takes one new one.",
        changes,
    )


def _said(value: float | None) -> str:
    return "nothing" if value is None else f"{value:g}"


def _accepted(change: Change) -> Change:
    return Change(change.day, change.field, change.before, change.after, change.cause, accepted=True)


def _joined(base: pd.DataFrame, arrived: pd.DataFrame, changes: tuple[Change, ...]) -> pd.DataFrame:
    joined = pd.concat([base, arrived.loc[arrived.index.difference(base.index)]]).sort_index()
    for change in changes:
        at = pd.Timestamp(change.day)
        joined.loc[joined.index == at, change.field] = arrived[change.field].loc[at]
    return joined


def _settled_notice(found: Difference) -> tuple[str, ...]:
    if not found.settled:
        return ()
    return (f"{len(found.settled)} values of the last stored days were provisional and have settled",)


def _reestimated_notice(found: Difference) -> tuple[str, ...]:
    if not found.revised:
        return ()
    first, last = found.revised[0].day, found.revised[-1].day
    return (
        f"{len(found.revised)} values from {first} to {last} were estimated anew by the provider, as it always does",
    )
