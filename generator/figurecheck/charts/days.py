"""Days on the horizontal axis: few, in words, never turned."""

from datetime import date

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.dates import AutoDateLocator, ConciseDateFormatter, DateFormatter, YearLocator, date2num, num2date


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
    """At most seven labels: days and months for a short span, months with the year for a long one, years beyond."""
    first, last = (num2date(limit) for limit in axes.get_xlim())
    days = (last - first).days
    if days > 365 * 5:
        axes.xaxis.set_major_locator(YearLocator(2 if days > 365 * 8 else 1))
        axes.xaxis.set_major_formatter(DateFormatter("%Y"))
        return
    locator = AutoDateLocator(minticks=3, maxticks=6, interval_multiples=True)
    axes.xaxis.set_major_locator(locator)
    formats = ["%Y", "%b", "%-d %b", "%H:%M", "%H:%M", "%S.%f"]
    zeros = ["", "%Y", "%-d %b", "", "", ""]
    axes.xaxis.set_major_formatter(
        ConciseDateFormatter(locator, formats=formats, zero_formats=zeros, show_offset=False)
    )
