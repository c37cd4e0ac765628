"""From the observations of one state to those of another, one cause at a time, in the fixed order of causes."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

import pandas as pd

from figurecheck.ledger.changes import Cause, SeriesChange
from figurecheck.ledger.splits import Split, find_split, restated

ROUNDING = 5e-6
"""Relative noise of a past that was divided and stored with seven digits again."""


@dataclass(frozen=True)
class Steps:
    """The observations of a series before, after each cause of the data, and what the causes were.

    ``frames`` has the observations once the cause and all before it have been applied; that of the last data cause
    is the new state.
    """

    before: pd.DataFrame
    frames: Mapping[Cause, pd.DataFrame]
    change: SeriesChange


def steps(name: str, before: pd.DataFrame, after: pd.DataFrame) -> Steps:
    """Apply new days, revised history, split and dividend, in this order, to get from ``before`` to ``after``.

    Both have a DatetimeIndex, oldest first, and the same columns; either may be empty. New days are those behind the
    last one of ``before``, with their distributions (or, where ``after`` ends earlier, the days that are gone). They
    and the revised past are put in the old units of a split series, so that a split which the provider carried into
    the past moves no return, and one that it had left out so far does. A dividend is a distribution of the common
    past that is another now.
    """
    split = find_split(before["close"], after["close"]) if "dividend" in after else None
    told = restated(after, split)
    is_new = after.index > before.index[-1] if len(before) else after.index == after.index
    new, past = told.loc[is_new], told.loc[~is_new]
    kept = before.loc[before.index <= after.index[-1]] if len(after) else before.iloc[:0]
    settled = past if split is None else _settled(kept, past)
    grown = pd.concat([kept, new])
    revised = pd.concat([_with_distributions(settled, kept), new])
    scaled = revised if split is None else _with_old_distributions(after, revised, split)
    frames = {Cause.NEW_DAYS: grown, Cause.REVISED: revised, Cause.SPLIT: scaled, Cause.DIVIDEND: after}
    return Steps(before, frames, _change(name, (before, kept, new), settled, split))


def _settled(kept: pd.DataFrame, past: pd.DataFrame) -> pd.DataFrame:
    """``past`` with the old values where it differs from them by rounding only."""
    old = kept.reindex(past.index)
    near = (past - old).abs() <= ROUNDING * old.abs()
    if "volume" in past:
        near["volume"] = (past["volume"] - old["volume"]).abs() <= 1.0
    if "dividend" in past:
        near["dividend"] = (past["dividend"] - old["dividend"]).abs() <= 0.002
    return past.where(~near, old)


def _with_distributions(past: pd.DataFrame, kept: pd.DataFrame) -> pd.DataFrame:
    """``past`` with the old distributions on the days that were there before."""
    if "dividend" not in past:
        return past
    old = kept["dividend"].reindex(past.index)
    return past.assign(dividend=old.where(past.index.isin(kept.index), past["dividend"]))


def _with_old_distributions(after: pd.DataFrame, revised: pd.DataFrame, split: Split) -> pd.DataFrame:
    """``after`` with the distributions of ``revised``, in the new units on the days that the split divided."""
    paid = revised["dividend"].reindex(after.index)
    return after.assign(dividend=paid.where(~split.divided(after.index), paid / split.ratio))


def _change(
    name: str, frames: tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame], past: pd.DataFrame, split: Split | None
) -> SeriesChange:
    before, kept, new = frames
    prices = list(past.columns.drop("dividend", errors="ignore"))
    days = _differing(kept[prices], past[prices])
    paid = _differing(kept[["dividend"]], past[["dividend"]], common=True) if "dividend" in past else days[:0]
    change = SeriesChange(
        name,
        new_days=len(new) - (len(before) - len(kept)),
        last_day=_day(new.index[-1]) if len(new) else None,
        revised=len(days),
        split=None if split is None else split.ratio,
        split_day=None if split is None else split.day,
        dividends=len(paid),
    )
    return replace(change, revised_from=_day(days[0]), revised_to=_day(days[-1])) if len(days) else change


def _differing(old: pd.DataFrame, new: pd.DataFrame, *, common: bool = False) -> pd.DatetimeIndex:
    """The days whose values differ or that only one of the two has; only days of both with ``common``."""
    shared = old.index.intersection(new.index)
    left, right = old.loc[shared], new.loc[shared]
    same = (left == right) | (left.isna() & right.isna())
    days = shared[~same.all(axis=1).to_numpy()]
    return pd.DatetimeIndex(days if common else days.union(old.index.symmetric_difference(new.index)).sort_values())


def _day(stamp: pd.Timestamp) -> date:
    return stamp.date()
