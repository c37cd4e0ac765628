"""The project's own CSV format: day first, then the columns of the series, fixed digits, LF.

Prices and levels have seven significant digits: vendors keep prices in single precision, whose eighth digit is
noise and whose seventh jitters between calls. Volumes are integers, distributions have three decimals, an empty cell
means that there is no value.
"""

import csv
import io
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from figurecheck.errors import MalformedDataError
from figurecheck.series.model import Series

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

DIGITS = 7
INTEGERS = frozenset({"volume"})
TRUTHS = frozenset({"scheduled"})
THREE_DECIMALS = frozenset({"dividend"})


def table_text(frame: "pd.DataFrame", series: Series) -> str:
    """``frame`` (DatetimeIndex, the columns of the series) as the text of its data file."""
    import pandas as pd

    columns = [_cells(frame[column].to_numpy(), column) for column in series.columns]
    days = pd.DatetimeIndex(frame.index).strftime("%Y-%m-%d")
    header = ",".join(("day", *series.columns))
    return "\n".join([header, *map(",".join, zip(days, *columns, strict=True))]) + "\n"


def parse_table(text: str, series: Series) -> "pd.DataFrame":
    """The observations in the text of a data file: float64 columns (NaN where empty), ``scheduled`` as bool.

    Raises MalformedDataError for another header, a row of another width, or a cell that is no day, number or truth.
    """
    rows = list(csv.reader(io.StringIO(text)))
    header = ["day", *series.columns]
    if not rows or rows[0] != header:
        found = ",".join(rows[0]) if rows else "nothing"
        raise MalformedDataError(f"{series.id}: found the header {found}; expected {','.join(header)}")
    for line, row in enumerate(rows[1:], start=2):
        if len(row) != len(header):
            raise MalformedDataError(f"{series.id} line {line}: {len(row)} cells; expected {len(header)}")
    try:
        return _frame(list(zip(*rows[1:], strict=True)) or [()] * len(header), header)
    except ValueError as problem:
        raise MalformedDataError(f"{series.id}: {problem}") from problem


def table_days(text: str, series: Series) -> list[str]:
    """The first cell of every row in the text of a data file, in its order; the other cells are not looked at.

    Raises MalformedDataError where there is no row, or the first or last of these cells is no day.
    """
    found = [line.partition(",")[0] for line in text.splitlines()[1:]]
    try:
        for day in found[0], found[-1]:
            date.fromisoformat(day)
    except (IndexError, ValueError) as problem:
        raise MalformedDataError(f"{series.id}: its data file has no rows, or rows that begin with no day") from problem
    return found


def _frame(cells: list[tuple[str, ...]], header: list[str]) -> "pd.DataFrame":
    import pandas as pd

    index = pd.DatetimeIndex(pd.to_datetime(list(cells[0]), format="%Y-%m-%d"), name="day").as_unit("s")
    columns = {name: _values(values, name) for name, values in zip(header[1:], cells[1:], strict=True)}
    return pd.DataFrame(columns, index=index)


def _values(cells: tuple[str, ...], column: str) -> "np.ndarray":
    import numpy as np

    if column in TRUTHS:
        if not set(cells) <= {"true", "false"}:
            raise ValueError(f"{column}: found other words than true and false")
        return np.array([cell == "true" for cell in cells], dtype=bool)
    return np.array([float(cell) if cell else np.nan for cell in cells], dtype=np.float64)


def _cells(values: "np.ndarray", column: str) -> list[str]:
    import numpy as np

    if column in TRUTHS:
        return ["true" if value else "false" for value in values]
    form = _integer if column in INTEGERS else _three_decimals if column in THREE_DECIMALS else _significant
    return ["" if np.isnan(value) else form(float(value)) for value in values]


def _integer(value: float) -> str:
    return str(round(value))


def _three_decimals(value: float) -> str:
    return _plain(f"{value:.3f}")


def _significant(value: float) -> str:
    text = f"{value:.{DIGITS}g}"
    return f"{Decimal(text):f}" if "e" in text else text


def _plain(text: str) -> str:
    return text.rstrip("0").rstrip(".") if "." in text else text
