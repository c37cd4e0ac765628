"""Copies of the data folder whose future is poisoned: what nobody could know at publication, replaced by nonsense."""

import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd

from figurecheck.paths import Project
from figurecheck.series.catalogue import builtin_catalogue
from figurecheck.series.model import Calendar, Kind, Series
from figurecheck.store.reading import read
from figurecheck.store.writing import Arrival, prepare, write

ROOT = Path(__file__).parents[1]
PUBLICATION_DAY = "2025-10-02"
LAST_KNOWN = {
    "EFFR": "2025-10-01",
    "DGS2": "2025-10-01",
    "DGS10": "2025-10-01",
    "T10Y2Y": "2025-10-01",
    "VIXCLS": "2025-10-01",
    "BAMLH0A0HYM2": "2025-10-01",
    "WALCL": "2025-10-01",
    "NFCI": "2025-09-26",
    "FEDFUNDS": "2025-08-01",
    "CPIAUCSL": "2025-08-01",
    "M2SL": "2025-08-01",
    "FOMC": "2025-09-17",
}
"""By hand from the calendars of the publishers: the last observation that was out on 3 October 2025, 02.29 in New York.

The effective rate is published on the next business day at 9.00, the yields and the VIX reach FRED in the afternoon or
on the next day, the balance sheet of a Wednesday comes on Thursday at 16.30, the index of Chicago on the Wednesday
after its Friday, monthly figures in the course of the following months. Every other series is out on its own day.
"""

Poison = Callable[[pd.DataFrame, Series, np.random.Generator], pd.DataFrame]


def last_known(name: str) -> pd.Timestamp:
    """The day of the last observation of a series that was public at publication."""
    return pd.Timestamp(LAST_KNOWN.get(name, PUBLICATION_DAY))


def poisoned_project(target: Path, poison: Poison) -> Project:
    """A copy of articles and data in which ``poison`` has changed every series, written by the project's own writer."""
    for folder in ("articles", "data"):
        shutil.copytree(ROOT / folder, target / folder)
    project, rng = Project(target), np.random.default_rng(7)
    for series in builtin_catalogue():
        before = read(Project(ROOT), series)
        record = before.provenance
        arrival = Arrival(
            poison(before.frame, series, rng),
            record.read_from,
            record.origin,
            record.retrieved_at,
            record.notes,
            record.corrections,
            record.kept,
        )
        write(project, prepare(arrival, series, before))
    return project


def whole_future(frame: pd.DataFrame, series: Series, rng: np.random.Generator) -> pd.DataFrame:
    """Everything after what was known: values changed, a third of the rows deleted, a hundred rows appended."""
    then, later = _divided(frame, series)
    kept = later.loc[rng.random(len(later)) > 1 / 3]
    return pd.concat([then, _changed(kept, series, rng), _appended(frame, series, rng)])


def release_lag(frame: pd.DataFrame, series: Series, rng: np.random.Generator) -> pd.DataFrame:
    """Only what is dated up to publication but was published after it."""
    then, later = _divided(frame, series)
    unpublished = later.loc[:PUBLICATION_DAY]
    return pd.concat([then, _changed(unpublished, series, rng), later.loc[later.index > pd.Timestamp(PUBLICATION_DAY)]])


def no_future(frame: pd.DataFrame, series: Series, _rng: np.random.Generator) -> pd.DataFrame:
    """Nothing but what was known."""
    return _divided(frame, series)[0]


def _divided(frame: pd.DataFrame, series: Series) -> tuple[pd.DataFrame, pd.DataFrame]:
    known = frame.index <= last_known(series.id)
    return frame.loc[known], frame.loc[~known]


def _changed(frame: pd.DataFrame, series: Series, rng: np.random.Generator) -> pd.DataFrame:
    count = len(frame)
    if series.kind is Kind.PRICE:
        factor = np.exp(rng.normal(0.0, 0.4, count))
        bars = {name: frame[name] * factor for name in ("open", "high", "low", "close")}
        dividends = (
            {} if series.calendar is Calendar.ALWAYS else {"dividend": bars["close"] * rng.uniform(0, 0.1, count)}
        )
        return frame.assign(**bars, **dividends, volume=np.round(frame["volume"] * rng.uniform(0.1, 9.0, count)))
    if series.kind is Kind.LEVEL:
        return frame.assign(value=frame["value"] * rng.uniform(0.2, 3.0, count) + rng.normal(0.0, 2.0, count))
    moved = rng.choice([-0.75, -0.25, 0.5, 1.25], count)
    return frame.assign(lower=frame["lower"] + moved, upper=frame["upper"] + moved, scheduled=~frame["scheduled"])


def _appended(frame: pd.DataFrame, series: Series, rng: np.random.Generator) -> pd.DataFrame:
    """A hundred rows behind the last one, or behind publication where the series ended before; wild in every value."""
    after = max(frame.index[-1], pd.Timestamp(PUBLICATION_DAY)) + pd.Timedelta(days=1)
    step = "D" if series.calendar in (Calendar.ALWAYS, Calendar.DAILY) else "B"
    rows = frame.iloc[np.full(100, len(frame) - 1)]
    rows = rows.set_axis(pd.date_range(after, periods=100, freq=step, name=frame.index.name))
    return _changed(rows, series, rng)
