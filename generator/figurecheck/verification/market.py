"""Plain price paths of a table of corrections: one asset that falls, and others beside it."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from figurecheck.errors import InsufficientDataError
from figurecheck.series.model import Calendar
from figurecheck.store.calendars import sessions
from figurecheck.verification.basket import reinvested
from figurecheck.verification.data import Data
from figurecheck.verification.episodes import Correction, corrections

YEAR = 250


@dataclass(frozen=True)
class Market:
    """The closes of the falling asset, and total returns of another one over the same days, dividends bought in."""

    falling: pd.Series
    prices: pd.Series

    @property
    def shared(self) -> pd.DataFrame:
        """Columns ``asset`` and ``source`` on the sessions in New York on which both have a price."""
        both = pd.DataFrame({"asset": self.prices, "source": self.falling}).dropna()
        return both[both.index.isin(sessions(both.index[0], both.index[-1]))]


def market(falling: str, name: str, data: Data) -> Market:
    """The paths of both at one date; raises MissingDataError where one has no observations."""
    closes, table = data.main(falling), data.table(name)
    always = data.series[name].calendar is Calendar.ALWAYS
    prices = data.main(name) if always else reinvested(table)
    return Market(closes, prices[closes.index[0] : closes.index[-1]].dropna())


def falls(closes: pd.Series, rule: str) -> list[Correction]:
    """The corrections of a rule of the table.

    ``20%`` falls and rises, ``20% up, 15% down`` where the two differ, or ``10 deviations`` of the year before.
    """
    if rule.endswith(" down"):
        up, down = (float(part.partition("%")[0]) / 100 for part in rule.split(", "))
        return corrections(closes, up, down)
    size, _, unit = rule.partition(" ")
    if not unit:
        share = float(size.removesuffix("%")) / 100
        return corrections(closes, share, share)
    logs = np.log(closes.to_numpy())
    steps = np.diff(logs)
    first = YEAR + 1
    if len(closes) <= first:
        raise InsufficientDataError(f"{len(closes)} days are fewer than a year and a day")
    spread = np.array([float(size) * steps[day - 1 - YEAR : day - 1].std(ddof=1) for day in range(first, len(closes))])
    return corrections(closes.iloc[first:], np.expm1(spread), -np.expm1(-spread))
