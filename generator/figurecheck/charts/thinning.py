"""Fewer points for a line than it has observations, without a visible difference."""

import numpy as np
import pandas as pd


def thin(line: pd.Series, columns: int = 500) -> pd.Series:
    """``line`` reduced to the first, lowest, highest and last observation of each of ``columns`` equal spans of time.

    ``line`` has shape (n,) and a sorted DatetimeIndex of any unit; NaN are dropped. Spans are counted in whole seconds:
    nanoseconds of some years times ``columns`` are more than 64 bits hold. Callers choose spans of one to three pixels
    of the pages: every peak and trough of a span stays, and what is left out lies that close to the ink of what stays.
    A line of at most ``columns`` observations comes back whole.
    """
    known = line.dropna()
    if len(known) <= columns:
        return known
    moments = known.index.to_numpy().astype("datetime64[s]").astype("int64")
    span = (moments - moments[0]) * columns // (moments[-1] - moments[0] + 1)
    values = pd.Series(known.to_numpy())
    groups = values.groupby(span)
    first = groups.head(1).index.to_numpy()
    last = groups.tail(1).index.to_numpy()
    kept = np.unique(np.concatenate([first, groups.idxmin().to_numpy(), groups.idxmax().to_numpy(), last]))
    return known.iloc[kept]
