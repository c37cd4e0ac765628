"""An equal-weighted basket of single stocks: its daily return, its path, and how many members moved it."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from figurecheck.errors import DegenerateInputError, InsufficientDataError

BASE = 100.0


@dataclass(frozen=True, eq=False)
class Basket:
    """Daily basket returns with the number of members behind each; both indexed by the day on which they end.

    ``first_day`` is the day of the first prices, one row before the first return.
    """

    returns: pd.Series
    members: pd.Series
    first_day: pd.Timestamp

    @property
    def path(self) -> pd.Series:
        """Value of the basket, BASE on ``first_day``, one row more than ``returns``."""
        grown = BASE * np.cumprod(np.concatenate(([1.0], 1.0 + self.returns.to_numpy())))
        days = pd.DatetimeIndex([self.first_day]).append(pd.DatetimeIndex(self.returns.index))
        return pd.Series(grown, index=days)


def equal_weighted(prices: pd.DataFrame) -> Basket:
    """Return the basket that holds the same dollars in every column of ``prices``, rebalanced at every close.

    ``prices`` has one row a session (DatetimeIndex, increasing) and one column a stock, positive, NaN where a stock has
    no price. The return of a day is the mean simple return over the stocks with a price on that row and on the row
    before; no price is filled forward, so a stock misses the day of its gap and the day after.

    Two biases remain in what comes out. A basket of stocks that are known today is survivorship-biased: companies that
    were delisted are missing, which flatters it. Rebalancing every day at the close adds the bounce between bid and ask
    to its mean return (Blume and Stambaugh 1983), which flatters it too.

    Raises DegenerateInputError for unsorted days, infinities or prices that are not positive, InsufficientDataError
    for a day without any return.
    """
    _check(prices)
    moves = (prices / prices.shift(1) - 1.0).iloc[1:]
    members = moves.notna().sum(axis=1)
    if len(moves) == 0 or int(members.min()) == 0:
        day = "any day" if len(moves) == 0 else f"{members.idxmin():%Y-%m-%d}"
        raise InsufficientDataError(f"basket: no stock has a return on {day}; take another span or other stocks")
    return Basket(moves.mean(axis=1), members, prices.index[0])


def _check(prices: pd.DataFrame) -> None:
    days = prices.index
    if not isinstance(days, pd.DatetimeIndex) or not (days.is_monotonic_increasing and days.is_unique):
        raise DegenerateInputError("basket: one row a day, oldest first, with a DatetimeIndex is needed")
    values = prices.to_numpy(dtype=np.float64)
    if np.isinf(values).any() or (values <= 0.0).any():
        raise DegenerateInputError("basket: found a price that is infinite or not positive; correct the series first")
