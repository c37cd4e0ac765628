"""Copies of the data folder whose future is poisoned: what nobody could know at publication, replaced by nonsense."""

import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pandas as pd

from figurecheck.paths import Project
from figurecheck.series.catalogue import builtin_catalogue
from figurecheck.series.model import Calendar, Kind, Series
from figurecheck.store.reading import read
from figurecheck.store.writing import Arrival, prepare, write

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True)
class Then:
    """What was known when an article came out: the last day with closes, and the series whose last day was another."""

    slug: str
    published: str
    day: str
    others: Mapping[str, str] = field(hash=False)

    def last_known(self, name: str) -> pd.Timestamp:
        """The day of the last observation of a series that was public at publication."""
        return pd.Timestamp(self.others.get(name, self.day))


HEDGES = Then(
    "ultra-small-cap-hedges",
    "2025-10-03T02:29:00-04:00",
    "2025-10-02",
    {
        **dict.fromkeys(("EFFR", "DGS2", "DGS10", "T10Y2Y", "VIXCLS", "BAMLH0A0HYM2", "WALCL"), "2025-10-01"),
        "NFCI": "2025-09-26",
        **dict.fromkeys(("FEDFUNDS", "CPIAUCSL", "M2SL"), "2025-08-01"),
        "FOMC": "2025-09-17",
    },
)
MARKETS = Then(
    "markets-of-2022",
    "2023-01-15T12:00:00-05:00",
    "2023-01-13",
    {
        **dict.fromkeys(("BTC-USD", "ETH-USD", "SOL-USD", "ADA-USD", "XRP-USD", "BNB-USD"), "2023-01-14"),
        **dict.fromkeys(("DFEDTARU", "DFEDTARL"), "2023-01-14"),
        **dict.fromkeys(("EFFR", "DGS2", "DGS10", "T10Y2Y", "VIXCLS", "BAMLH0A0HYM2"), "2023-01-12"),
        "WALCL": "2023-01-11",
        "NFCI": "2023-01-06",
        **dict.fromkeys(("FEDFUNDS", "CPIAUCSL"), "2022-12-01"),
        "M2SL": "2022-11-01",
        "FOMC": "2022-12-14",
    },
)
ARTICLES = (HEDGES, MARKETS)
"""By hand from the calendars of the publishers: the last observation that was out on Friday, 3 October 2025, at 02.29,
and on Sunday, 15 January 2023, at noon, in New York; the Monday after that Sunday was a holiday.

The effective rate is published on the next business day at 9.00, the yields and the VIX reach FRED in the afternoon or
on the next business day, the balance sheet of a Wednesday comes on Thursday at 16.30, the index of Chicago on the
Wednesday after its Friday, monthly figures in the course of the following months: consumer prices of December 2022 came
on 12 January 2023, money of November 2022 on 27 December. Every other series is out on its own day.
"""

Poison = Callable[[pd.DataFrame, Series, np.random.Generator, Then], pd.DataFrame]


def poisoned_project(target: Path, poison: Poison, then: Then) -> Project:
    """A copy of articles and data in which ``poison`` has changed every series, written by the project's own writer."""
    for folder in ("articles", "data"):
        shutil.copytree(ROOT / folder, target / folder)
    project, rng = Project(target), np.random.default_rng(7)
    for series in builtin_catalogue():
        before = read(Project(ROOT), series)
        record = before.provenance
        arrival = Arrival(
            poison(before.frame, series, rng, then),
            record.read_from,
            record.origin,
            record.retrieved_at,
            record.notes,
            record.corrections,
            record.kept,
        )
        write(project, prepare(arrival, series, before))
    return project


def whole_future(frame: pd.DataFrame, series: Series, rng: np.random.Generator, when: Then) -> pd.DataFrame:
    """Everything after what was known: values changed, a third of the rows deleted, a hundred rows appended."""
    then, later = _divided(frame, series, when)
    kept = later.loc[rng.random(len(later)) > 1 / 3]
    return pd.concat([then, _changed(kept, series, rng), _appended(frame, series, rng, when)])


def release_lag(frame: pd.DataFrame, series: Series, rng: np.random.Generator, when: Then) -> pd.DataFrame:
    """Only what is dated up to publication but was published after it."""
    then, later = _divided(frame, series, when)
    unpublished = later.loc[: when.day]
    return pd.concat([then, _changed(unpublished, series, rng), later.loc[later.index > pd.Timestamp(when.day)]])


def no_future(frame: pd.DataFrame, series: Series, _rng: np.random.Generator, when: Then) -> pd.DataFrame:
    """Nothing but what was known."""
    return _divided(frame, series, when)[0]


def _divided(frame: pd.DataFrame, series: Series, when: Then) -> tuple[pd.DataFrame, pd.DataFrame]:
    known = frame.index <= when.last_known(series.id)
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


def _appended(frame: pd.DataFrame, series: Series, rng: np.random.Generator, when: Then) -> pd.DataFrame:
    """A hundred rows behind the last one, or behind publication where the series ended before; wild in every value."""
    after = max(frame.index[-1], pd.Timestamp(when.day)) + pd.Timedelta(days=1)
    step = "D" if series.calendar in (Calendar.ALWAYS, Calendar.DAILY) else "B"
    rows = frame.iloc[np.full(100, len(frame) - 1)]
    rows = rows.set_axis(pd.date_range(after, periods=100, freq=step, name=frame.index.name))
    return _changed(rows, series, rng)
