"""The equal-weighted basket as a hand would compute it: every day the mean return of the stocks with two prices."""

from collections.abc import Sequence

import pandas as pd


def reinvested(table: pd.DataFrame) -> pd.Series:
    """Value of one share bought on the first day whose dividends buy shares at the close before, less the dividend."""
    growth = table["close"] / (table["close"].shift(1) - table["dividend"].fillna(0.0))
    return growth.fillna(1.0).cumprod().where(table["close"].notna())


def basket_table(tables: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Columns close and dividend of the basket, in a scale of its own; the dividend makes up its total return."""
    plain = pd.concat([table["close"] for table in tables], axis=1).pct_change(fill_method=None).mean(axis=1)
    total = pd.concat([reinvested(table) for table in tables], axis=1).pct_change(fill_method=None).mean(axis=1)
    close = (1 + plain.fillna(0.0)).cumprod()
    before = close.shift(1)
    dividend = before - close / (1 + total.fillna(0.0))
    return pd.DataFrame({"close": close, "dividend": dividend.fillna(0.0)})
