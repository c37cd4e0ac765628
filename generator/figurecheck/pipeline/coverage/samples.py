"""One simulated history, seen as the different things that measures ask for: pairs, prices, bars, a panel."""

from dataclasses import dataclass
from math import sqrt

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from figurecheck.measures.daily_illiquidity import daily_illiquidity
from figurecheck.measures.hedging import add_asset
from figurecheck.measures.liquidity import Bars, daily_bars
from figurecheck.measures.volatility import garch
from figurecheck.pipeline.coverage.designs import Floats

DAYS = 1250
"""Days of a simulated history: five years of sessions."""
RHO = 0.4
"""Correlation of every pair that is linked, and slope of every asset on its source."""
Pair = tuple[Floats, Floats]


@dataclass(frozen=True, eq=False)
class Sample:
    """``returns`` of unit size, shape (n, k), and the volatile days ``high``, shape (n,).

    ``seed`` and ``resamples`` are for intervals that draw at random.
    """

    returns: Floats
    high: NDArray[np.bool_]
    seed: int
    resamples: int

    @property
    def pair(self) -> Pair:
        """The first two series."""
        return self.returns[:, 0], self.returns[:, 1]

    @property
    def standardised(self) -> Pair:
        """The pair's GARCH-standardised residuals."""
        first, second = (garch(series).standardised for series in self.pair)
        return first, second

    @property
    def asset_on_source(self) -> Pair:
        """An asset with slope RHO on its source everywhere, tails included; the pair must be unlinked."""
        source, error = self.pair
        return RHO * source + sqrt(1.0 - RHO**2) * error, source

    @property
    def portfolios(self) -> Pair:
        """A portfolio, and the same with a tenth in an asset that moves three times as much."""
        stock, coin = (0.01 * series for series in self.pair)
        return stock, add_asset(stock, 3.0 * coin, 0.1)

    @property
    def falling(self) -> Pair:
        """Simple returns of a wilder and a calmer asset."""
        first, second = (np.expm1(size * series) for size, series in zip((0.02, 0.0125), self.pair, strict=True))
        return first, second

    @property
    def prices(self) -> tuple[pd.Series, pd.Series]:
        """A coin and a fund, one row a day."""
        days = pd.date_range("2000-01-01", periods=len(self.returns), freq="D")
        coin, fund = (
            pd.Series(100.0 * np.exp(np.cumsum(size * series)), index=days)
            for size, series in zip((0.035, 0.012), self.pair, strict=True)
        )
        return coin, fund

    @property
    def panel(self) -> pd.DataFrame:
        """All series as columns."""
        names = [f"series {number}" for number in range(self.returns.shape[1])]
        # Long histories have more days than a calendar; only their order counts.
        return pd.DataFrame(
            self.returns, index=pd.date_range("2000-01-01", periods=len(self.returns), freq="s"), columns=names
        )

    @property
    def bars(self) -> tuple[Bars, Bars]:
        """A wilder asset that trades a tenth of the dollars of the other."""
        random = np.random.Generator(np.random.PCG64([self.seed, 1]))
        small, large = self.pair
        return _bars(small, 0.015, 1e7, random), _bars(large, 0.01, 1e8, random)

    @property
    def illiquidity(self) -> Pair:
        """Amihud's illiquidity of the two assets, day by day."""
        first, second = (daily_illiquidity(bars, "amihud") for bars in self.bars)
        return first, second

    def sharp_falls(self, size: float) -> Pair:
        """1 on the days on which each of ``falling`` loses ``size`` or more, else 0."""
        first, second = ((returns <= -size).astype(np.float64) for returns in self.falling)
        return first, second


def _bars(returns: Floats, scale: float, dollars: float, random: np.random.Generator) -> Bars:
    close = 100.0 * np.exp(np.cumsum(scale * returns))
    traded = dollars * np.exp(0.5 * random.standard_normal(close.size))
    return daily_bars(close, close, close, close, traded / close)
