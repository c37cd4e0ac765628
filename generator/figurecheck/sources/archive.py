"""An archive folder: prices/<code>.csv, fred/<code>.csv, fomc.csv, and MANIFEST.csv with where each came from.

Prices are ``date,open,high,low,close,adj_close,volume``; adjusted closes are not kept, the distributions that they
imply are. Other series are ``date,value``; decisions are ``date,lower,upper,scheduled``.
"""

import csv
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd

from figurecheck.errors import SourceError
from figurecheck.series.model import Kind, Series
from figurecheck.sources.base import Download, reported
from figurecheck.sources.dividends import Prices, derive_dividends, half_units

COLUMNS: dict[Kind, tuple[str, ...]] = {
    Kind.PRICE: ("date", "open", "high", "low", "close", "adj_close", "volume"),
    Kind.LEVEL: ("date", "value"),
    Kind.EVENTS: ("date", "lower", "upper", "scheduled"),
}


@dataclass(frozen=True)
class ArchiveSource:
    """A folder of downloaded series; ``retrieved_at`` is the day on which it is read."""

    folder: Path
    retrieved_at: date

    @property
    def name(self) -> str:
        """What provenance records call this source."""
        return "archive"

    @property
    def incremental(self) -> bool:
        """An archive holds the whole history."""
        return False

    def fetch(self, series: Series, since: date | None) -> Download:
        """The observations of ``series`` from ``since`` (None: from its start) on.

        Raises SourceError for a folder, file or column that is not there and for text that is not a day or a number,
        RefusedDataError for adjusted closes that contradict the closes.
        """
        file = self._file(series)
        text = _table(self.folder, file, COLUMNS[series.kind])
        with reported(f"{series.id} in {file}", ValueError):
            frame = _observations(text, series)
        first = pd.Timestamp(since or series.start)
        frame = frame.loc[frame.index >= first]
        origin, notes = self._origin(series, file)
        return Download(frame, origin, notes, self.retrieved_at)

    def _file(self, series: Series) -> str:
        if series.kind is Kind.EVENTS:
            return f"{series.code.lower()}.csv"
        return f"{'prices' if series.kind is Kind.PRICE else 'fred'}/{series.code}.csv"

    def _origin(self, series: Series, file: str) -> tuple[str, tuple[str, ...]]:
        plain = f"{self.folder.resolve().name}/{file}"
        manifest = self.folder / "MANIFEST.csv"
        if not manifest.is_file():
            return plain, ()
        with reported("MANIFEST.csv", OSError, UnicodeDecodeError, csv.Error):
            rows = list(csv.DictReader(manifest.read_text(encoding="utf-8").splitlines()))
        row = next((row for row in rows if row.get("series") == series.code), None)
        return (plain, ()) if row is None else (_origin_text(row, plain), tuple(filter(None, [row.get("notes")])))


def _origin_text(row: dict[str, str], plain: str) -> str:
    if not row.get("source_repo"):
        return plain
    place = f"{row['source_repo']}, {row.get('source_path') or 'no path'}"
    return f"{place}, commit {row['source_commit']}" if row.get("source_commit") else place


def _table(folder: Path, file: str, columns: tuple[str, ...]) -> pd.DataFrame:
    path = folder / file
    if not path.is_file():
        raise SourceError(f"{folder.name}: asked for {file}, which is not there; name a folder of the archive's shape")
    with reported(file, OSError, ValueError, pd.errors.ParserError, pd.errors.EmptyDataError):
        table = pd.read_csv(path, dtype=str, keep_default_na=False)
    absent = [column for column in columns if column not in table.columns]
    if absent:
        raise SourceError(f"{file}: found columns {', '.join(table.columns)}; {', '.join(absent)} missing")
    return table


def _observations(text: pd.DataFrame, series: Series) -> pd.DataFrame:
    days = pd.DatetimeIndex(pd.to_datetime(text["date"], format="%Y-%m-%d"), name="day").as_unit("s")
    if series.kind is Kind.PRICE:
        return _prices(text, days, series)
    frame = pd.DataFrame({column: _numbers(text[column]) for column in series.columns if column != "scheduled"}, days)
    if series.kind is Kind.EVENTS:
        frame["scheduled"] = _truths(text["scheduled"])
    return frame


def _prices(text: pd.DataFrame, days: pd.DatetimeIndex, series: Series) -> pd.DataFrame:
    numbers = {column: _numbers(text[column]) for column in COLUMNS[Kind.PRICE][1:]}
    usable = (numbers["close"] > 0) & (numbers["adj_close"] > 0)
    if not usable.all():
        where = days[int(np.argmin(usable))].date()
        raise ValueError(f"close and adj_close of {where} are not both positive numbers")
    prices = Prices(
        days,
        numbers["close"],
        numbers["adj_close"],
        half_units(text["close"]),
        half_units(text["adj_close"]),
    )
    dividends = derive_dividends(prices, series.id)
    columns = {column: numbers[column] for column in series.columns if column != "dividend"}
    return pd.DataFrame({**columns, "dividend": dividends}, days)


def _numbers(text: pd.Series) -> npt.NDArray[np.float64]:
    return np.array([float(cell) if cell else np.nan for cell in text], dtype=np.float64)


def _truths(text: pd.Series) -> npt.NDArray[np.bool_]:
    if not text.isin(["true", "false"]).all():
        raise ValueError("'scheduled' is neither true nor false everywhere")
    return np.asarray(text == "true")
