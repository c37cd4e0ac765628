"""All windows of a period as one table: a line a first day, a column a last day, returns as fractions."""

import csv
import io
from collections.abc import Iterable

import numpy as np

from figurecheck.measures.every_window import window_returns
from figurecheck.pages.distance import table_path
from figurecheck.verdicts.every_window import EveryWindow
from figurecheck.verdicts.outcome import Outcome

DECIMALS = 4
"""Digits behind the point of a fraction: hundredths of a percentage point."""


def window_tables(slug: str, outcomes: Iterable[Outcome]) -> dict[str, str]:
    """Every table of windows of an article by its path below the reports; parts with the same windows share one."""
    found = (part.windows for outcome in outcomes for part in outcome.parts)
    return {f"{slug}/{table_path(windows)}": windows_csv(windows) for windows in found if windows is not None}


def windows_csv(windows: EveryWindow) -> str:
    """The triangle as CSV; a cell is empty where a window would end before it begins."""
    returns = window_returns(np.asarray(windows.closes, dtype=np.float64))
    days = [day.isoformat() for day in windows.days]
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(("from / to", *days[1:]))
    for at, line in enumerate(returns[:-1]):
        writer.writerow((days[at], *[""] * at, *(f"{value:.{DECIMALS}f}" for value in line[at + 1 :])))
    return buffer.getvalue()
