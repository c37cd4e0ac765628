"""Days on the horizontal axis: few labels, never turned."""

from datetime import date

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.dates import MONTHLY, AutoDateLocator, ConciseDateFormatter, DateFormatter, date2num
from matplotlib.ticker import FixedLocator

_MOST = 5
"""Years that a phone can show side by side."""


def as_moment(day: date) -> pd.Timestamp:
    """Midnight of ``day``, without a time zone, as the data has it."""
    return pd.Timestamp(day)


def place(day: date) -> float:
    """Where ``day`` stands on the horizontal axis."""
    return float(date2num(as_moment(day)))


def places(line: pd.Series | pd.DataFrame) -> np.ndarray:
    """Where the days of ``line`` stand on the horizontal axis, shape (n,)."""
    return np.asarray(date2num(line.index), dtype=np.float64)


def label_days(axes: Axes) -> None:
    """At most six labels: days and months for a short span, months with the year for a longer one."""
    locator = AutoDateLocator(minticks=3, maxticks=5, interval_multiples=True)
    locator.intervald[MONTHLY] = [1, 2, 3, 4, 6, 12]
    axes.xaxis.set_major_locator(locator)
    formats = ["%Y", "%b", "%-d %b", "%H:%M", "%H:%M", "%S.%f"]
    zeros = ["", "%Y", "%-d %b", "", "", ""]
    axes.xaxis.set_major_formatter(
        ConciseDateFormatter(locator, formats=formats, zero_formats=zeros, show_offset=False)
    )


def label_years(axes: Axes, first: date, last: date) -> None:
    """Years between two days, every one, second or fourth; none beyond the last, where nothing was observed."""
    passed = last.year - first.year
    every = 1 if passed <= _MOST else 2 if passed <= 2 * _MOST else 4
    years = [date(year, 1, 1) for year in range(first.year + 1, last.year + 1) if year % every == 0]
    axes.xaxis.set_major_locator(FixedLocator([place(day) for day in years]))
    axes.xaxis.set_major_formatter(DateFormatter("%Y"))
