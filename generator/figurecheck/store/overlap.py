"""What a provider says now against what is stored, over the days that both have."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from figurecheck.series.model import Kind, Series
from figurecheck.store.health import Cause, Change

RELATIVE = 1e-5
"""Two values are one when they differ by less: both are rounded to seven digits, a split moves the last of them."""
VOLUME = 0.01
"""The same for volumes, which providers count anew for days."""
DISTRIBUTION = 0.002
"""The same for distributions, in US dollars a share."""
SETTLING = 5
"""In so many last stored observations a volume may still change and a distribution still be added."""


@dataclass(frozen=True)
class Difference:
    """The cells that differ, and whether each may: it was not final when it was stored."""

    revised: tuple[Change, ...]
    settled: tuple[Change, ...]


def differences(stored: pd.DataFrame, arrived: pd.DataFrame, series: Series) -> Difference:
    """Every cell of the shared days that ``arrived`` states differently, oldest first."""
    shared = stored.index.intersection(arrived.index)
    left, right = stored.loc[shared], arrived.loc[shared]
    young = set(stored.index[-SETTLING:])
    revised: list[Change] = []
    settled: list[Change] = []
    for column in series.columns:
        for day in shared[_unequal(left[column], right[column], column)]:
            before, after = left[column].loc[day], right[column].loc[day]
            may = day in young and series.kind is Kind.PRICE and _may_settle(column, before)
            cause = Cause.SETTLED if may else Cause.REVISION
            change = Change(day.date(), column, _number(before), _number(after), cause, accepted=may)
            (settled if may else revised).append(change)
    return Difference(_ordered(revised), _ordered(settled))


def rescaled(frame: pd.DataFrame, ratio: float) -> pd.DataFrame:
    """Prices and distributions divided by ``ratio`` new shares for one old share, volumes multiplied by it."""
    scaled = frame.copy()
    for column in ("open", "high", "low", "close", "dividend"):
        scaled[column] = frame[column] / ratio
    scaled["volume"] = frame["volume"] * ratio
    return scaled


def common_factor(stored: pd.DataFrame, arrived: pd.DataFrame) -> float | None:
    """The one factor by which all closes of the shared days moved; None where there is none or it is 1."""
    shared = stored.index.intersection(arrived.index)
    ratios = (stored["close"].loc[shared] / arrived["close"].loc[shared]).to_numpy(dtype=np.float64)
    if len(ratios) < 3 or not np.isfinite(ratios).all():
        return None
    middle = float(np.median(ratios))
    return middle if np.abs(ratios / middle - 1).max() < RELATIVE * 2 and abs(middle - 1) > 0.01 else None


def median_factor(stored: pd.DataFrame, arrived: pd.DataFrame) -> float:
    """The median of stored over arrived closes of the shared days; days without a ratio are left out, 1 without any."""
    shared = stored.index.intersection(arrived.index)
    before, after = (one["close"].loc[shared].to_numpy(dtype=np.float64) for one in (stored, arrived))
    whole = np.isfinite(before) & np.isfinite(after) & (before > 0) & (after > 0)
    return float(np.median(before[whole] / after[whole])) if whole.any() else 1.0


def gone(stored: pd.DataFrame, arrived: pd.DataFrame, since: date) -> pd.DatetimeIndex:
    """The stored days from ``since`` on that did not come again."""
    due = stored.index[stored.index >= pd.Timestamp(since)]
    return pd.DatetimeIndex(due.difference(arrived.index))


def _unequal(left: pd.Series, right: pd.Series, column: str) -> "np.ndarray[tuple[int], np.dtype[np.bool_]]":
    if left.dtype == bool:
        return np.asarray(left != right, dtype=bool)
    one, other = left.to_numpy(dtype=np.float64), right.to_numpy(dtype=np.float64)
    absolute, relative = (
        (DISTRIBUTION, 0.0) if column == "dividend" else (0.0, VOLUME if column == "volume" else RELATIVE)
    )
    return np.asarray(~np.isclose(one, other, rtol=relative, atol=absolute, equal_nan=True), dtype=bool)


def _may_settle(column: str, before: float) -> bool:
    return column == "volume" or (column == "dividend" and before == 0)


def _number(value: float) -> float | None:
    return None if pd.isna(value) else float(f"{float(value):.7g}")


def _ordered(changes: Iterable[Change]) -> tuple[Change, ...]:
    return tuple(sorted(changes, key=lambda change: (change.day, change.field)))
