"""Recognising a split: one state's past is the other's divided by a constant, up to a day."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

import numpy as np
import pandas as pd

SMALLEST = 0.01
CONSTANT = 1e-4
"""How far a single day may lie from the ratio and still follow it, relatively."""
FOLLOWING = 0.9
"""Share of the days before the split that follow the ratio, and of the days after it that did not change."""
FIRST_DAYS = 21
LARGEST_TERM = 200
PRICES = ("open", "high", "low", "close")


@dataclass(frozen=True)
class Split:
    """The past was divided by ``ratio`` before ``day``; ``carried`` where all days of the old state were."""

    ratio: float
    day: date | None
    carried: bool

    def divided(self, days: pd.Index) -> np.ndarray:
        """Which of ``days`` are in other units than they were in the old state; shape (n,).

        A split that the old state knew nothing of changes the units of every day, those after it included: in the
        old units they would be the ratio higher.
        """
        if self.carried or self.day is None:
            return np.ones(len(days), dtype=bool)
        return np.asarray(days < pd.Timestamp(self.day))


def find_split(old: pd.Series, new: pd.Series) -> Split | None:
    """The split between two states of the closes of a series, or None.

    The ratio is the median of the first days that both have, brought to a ratio of whole numbers up to 200 where one
    lies within a hundred-thousandth. Nine tenths of the days up to the last one that follows it must do so, and nine
    tenths of those behind it must be as they were; anything else is a revision.
    """
    shared = old.index.intersection(new.index)
    ratios = (old.loc[shared] / new.loc[shared]).dropna()
    if ratios.empty or not np.isfinite(ratios.to_numpy()).all():
        return None
    ratio = _simple(float(np.median(ratios.to_numpy()[:FIRST_DAYS])))
    if ratio <= 0.0 or abs(ratio - 1.0) < SMALLEST:
        return None
    follows = np.abs(ratios.to_numpy() / ratio - 1.0) < CONSTANT
    if not follows.any():
        return None
    end = int(np.flatnonzero(follows)[-1]) + 1
    after = np.abs(ratios.to_numpy()[end:] - 1.0) < CONSTANT
    if follows[:end].mean() < FOLLOWING or (after.size and after.mean() < FOLLOWING):
        return None
    days = ratios.index[end:] if after.size else new.index[new.index > old.index[-1]]
    first = days[0].date() if len(days) else None
    return Split(ratio, first, carried=not after.size)


def restated(after: pd.DataFrame, split: Split | None) -> pd.DataFrame:
    """``after`` in the units of the old state: prices and distributions times the ratio, volumes divided by it.

    Where the old state had carried the split nowhere, every day is restated; where part of it was in new units
    already, only the days before the split are.
    """
    if split is None:
        return after
    factor = pd.Series(np.where(split.divided(after.index), split.ratio, 1.0), after.index)
    prices = {name: after[name] * factor for name in (*PRICES, "dividend")}
    return after.assign(**prices, volume=after["volume"] / factor)


def _simple(ratio: float) -> float:
    near = Fraction(ratio).limit_denominator(LARGEST_TERM)
    return float(near) if near and abs(float(near) / ratio - 1.0) < 1e-5 else ratio
