"""The common workload W: synthetic series and what is asked of them, in files that a plain script can read.

The figures mean nothing; they serve timing only. Same seed, same files.
"""

import json
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd

from figurecheck.store.calendars import sessions

SEED = 20251003
ROWS = 3_000
SERIES = 20
PAGES = 40
WINDOWS = 30
PAIRS = 10
CHARTS = 20
SAMPLE = 1_550
"""Days of a bootstrapped correlation."""
FIRST_DAY = "2014-01-02"
_LAST_DAY = "2026-10-30"
_VOCABULARY = """
    price window return fall rise claim series market share coin fund rate policy hedge risk day month year link
    measure reading verdict interval sample block mean slope rank tail spread volume calm crash trend shock sector
"""
_RARE = 400
"""Further words, so that a search index has something to hold."""


@dataclass(frozen=True)
class WindowTask:
    """A return to compute from the close of ``start`` to that of ``end``, and what is said of it."""

    id: str
    ticker: str
    start: str
    end: str
    claimed: float


@dataclass(frozen=True)
class Workload:
    """Everything that is asked of the series; ``closes`` has shape (ROWS, SERIES), columns S00, S01, ..."""

    closes: pd.DataFrame
    windows: tuple[WindowTask, ...]
    pairs: tuple[tuple[str, str], ...]
    sample: tuple[str, str]
    paragraphs: tuple[tuple[str, ...], ...]

    @property
    def days(self) -> pd.DatetimeIndex:
        """The sessions of the series."""
        return pd.DatetimeIndex(self.closes.index)


def workload(rows: int = ROWS) -> Workload:
    """W with series of ``rows`` sessions, at least 1,000; twenty series that share a market, with fat tails."""
    random = np.random.Generator(np.random.PCG64(SEED))
    days = sessions(pd.Timestamp(FIRST_DAY), pd.Timestamp(_LAST_DAY))[:rows]
    market = random.standard_t(5, rows) * 0.007
    own = random.standard_t(5, (rows, SERIES)) * 0.009
    exposure = np.linspace(0.2, 1.2, SERIES)
    names = [f"S{number:02d}" for number in range(SERIES)]
    closes = pd.DataFrame(50 * np.exp(np.cumsum(0.0002 + market[:, None] * exposure + own, axis=0)), days, names)
    windows = tuple(_window(random, days, number, names) for number in range(WINDOWS))
    pairs = tuple((names[number], names[SERIES - 1 - number]) for number in range(PAIRS))
    sample = (_text(days[max(1, rows - SAMPLE)]), _text(days[-1]))
    paragraphs = tuple(tuple(_paragraph(random) for _ in range(4)) for _ in range(PAGES))
    return Workload(closes.round(4), windows, pairs, sample, paragraphs)


def write_plain(work: Workload, folder: Path) -> None:
    """One CSV a series below ``folder/data/csv``, and ``folder/spec.json`` with the work."""
    random = np.random.Generator(np.random.PCG64(SEED + 1))
    target = folder / "data" / "csv"
    target.mkdir(parents=True, exist_ok=True)
    for name in work.closes:
        bars(work.closes[name], random).to_csv(target / f"{name}.csv", index_label="Date")
    (folder / "spec.json").write_text(json.dumps(_specification(work), indent=1), encoding="utf-8")


def bars(close: pd.Series, random: np.random.Generator) -> pd.DataFrame:
    """Open, high, low, close and volume around ``close``, shape (n, 5)."""
    opened = close * np.exp(random.normal(0, 0.002, len(close)))
    high = np.maximum(opened, close) * (1 + abs(random.normal(0, 0.003, len(close))))
    low = np.minimum(opened, close) * (1 - abs(random.normal(0, 0.003, len(close))))
    columns = {"Open": opened, "High": high, "Low": low, "Close": close}
    frame = pd.DataFrame(columns).round(4)
    return frame.assign(Volume=random.integers(100_000, 10_000_000, len(close)))


def _window(random: np.random.Generator, days: pd.DatetimeIndex, number: int, names: list[str]) -> WindowTask:
    longest = len(days) // 4
    start = int(random.integers(5, len(days) - longest - 5))
    end = start + int(random.integers(60, longest))
    claimed = round(float(random.normal(0.2, 0.4)), 3)
    return WindowTask(f"W{number:02d}", names[number % SERIES], _text(days[start]), _text(days[end]), claimed)


def _paragraph(random: np.random.Generator) -> str:
    words = [*_VOCABULARY.split(), *(f"term{number}" for number in range(_RARE))]
    chosen = [words[int(at)] for at in random.integers(0, len(words), 70)]
    sentences = [" ".join(chosen[at : at + 14]).capitalize() for at in range(0, len(chosen), 14)]
    return ". ".join(sentences) + "."


def _specification(work: Workload) -> dict[str, object]:
    half = CHARTS // 2
    names = list(work.closes.columns)
    charts = [{"id": f"c{n:02d}", "kind": "price", "a": names[2 * n]} for n in range(half)]
    charts += [{"id": f"c{n + half:02d}", "kind": "corr", "a": a, "b": b} for n, (a, b) in enumerate(work.pairs)]
    start, end = work.sample
    return {
        "tickers": names,
        "windows": [asdict(window) for window in work.windows],
        "pairs": work.pairs,
        "boot": [{"a": names[n], "b": names[n + half], "start": start, "end": end} for n in range(PAIRS)],
        "charts": charts,
        "pages": [_page(work, number, charts) for number in range(PAGES)],
    }


def _page(work: Workload, number: int, charts: list[dict[str, str]]) -> dict[str, object]:
    return {
        "slug": f"p{number:02d}",
        "section": f"Part {number // 10 + 1}",
        "title": f"Claim {number:02d}",
        "paras": work.paragraphs[number],
        "heads": ["What is said", "What came out", "How firm it is"],
        "chart": None if number % 2 else charts[number // 2]["id"],
        "table": "windows" if number % 2 else "drawdowns",
    }


def _text(day: pd.Timestamp) -> str:
    return date(day.year, day.month, day.day).isoformat()
