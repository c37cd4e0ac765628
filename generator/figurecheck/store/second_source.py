"""Holding one source against another: where two that should agree differ by more than they may."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Disagreement:
    """What the two say about a day; None where one of them says nothing."""

    day: date
    ours: float | None
    theirs: float | None


@dataclass(frozen=True)
class Comparison:
    """``days`` that both have, the first and last of them, and every disagreement, oldest first."""

    days: int
    first_day: date | None
    last_day: date | None
    disagreements: tuple[Disagreement, ...]


def compare_values(ours: "pd.Series", theirs: "pd.Series", tolerance: float) -> Comparison:
    """Two series by day (DatetimeIndex): they disagree where they differ by more than ``tolerance`` of the smaller one.

    Days that only one of them has, and days without a value, are left aside.
    """
    import pandas as pd

    both = pd.concat({"ours": ours, "theirs": theirs}, axis=1, join="inner").dropna()
    left, right = both["ours"].to_numpy(dtype=np.float64), both["theirs"].to_numpy(dtype=np.float64)
    apart = np.abs(left - right) > tolerance * np.minimum(np.abs(left), np.abs(right))
    found = (
        Disagreement(_day(both.index[at]), float(left[at]), float(right[at])) for at in np.flatnonzero(apart).tolist()
    )
    return _comparison(pd.DatetimeIndex(both.index), tuple(found))


def compare_decisions(decisions: "pd.DataFrame", target: "pd.Series", column: str) -> Comparison:
    """The list of decisions (``column`` is ``lower`` or ``upper``) against the daily target of the central bank.

    A decided value must be the target of the day after; and each change of the target, from the first decision to
    the last, must follow a decision of the day before. Decisions after the end of the target are left aside.
    """
    import pandas as pd

    effective = pd.DatetimeIndex(decisions.index) + timedelta(days=1)
    decided = pd.Series(decisions[column].to_numpy(dtype=np.float64), index=effective)
    decided = decided.loc[decided.index <= target.index[-1]]
    if decided.empty:
        return Comparison(0, None, None, ())
    said = target.reindex(decided.index)
    wrong = [
        _differing(day, decided.loc[day], said.loc[day]) for day in decided.index if said.loc[day] != decided.loc[day]
    ]
    span = target.loc[decided.index[0] : target.index[-1]]
    moved = span.index[(span != span.shift()) & span.shift().notna()]
    unexplained = [Disagreement(_day(day), None, float(span.loc[day])) for day in moved.difference(decided.index)]
    found = tuple(sorted((*wrong, *unexplained), key=lambda one: one.day))
    return _comparison(pd.DatetimeIndex(decided.index), found)


def _differing(day: "pd.Timestamp", ours: float, theirs: float) -> Disagreement:
    return Disagreement(_day(day), float(ours), None if np.isnan(theirs) else float(theirs))


def _comparison(days: "pd.DatetimeIndex", found: tuple[Disagreement, ...]) -> Comparison:
    if days.empty:
        return Comparison(0, None, None, ())
    return Comparison(len(days), _day(days[0]), _day(days[-1]), found)


def _day(at: "pd.Timestamp") -> date:
    return at.date()
