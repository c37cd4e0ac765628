"""Where observations come from, in words: provider, code and last day, as they stand under a chart."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING

from figurecheck.pages import words
from figurecheck.series.model import Series

if TYPE_CHECKING:
    import pandas as pd

Frames = Mapping[str, tuple[Series, "pd.DataFrame"]]
"""Series and observations by id; a frame has one row an observation and a DatetimeIndex."""


def source_line(series: Series, frame: "pd.DataFrame") -> str:
    """Provider, code and last day of a series, as it stands under a chart."""
    return f"Source: {source_name(series)}, {_told(series)}; last day {words.day(last_day(frame))}."


_SOURCES = {
    "yahoo": "Yahoo Finance",
    "fred": "FRED, Federal Reserve Bank of St. Louis",
    "fomc": "Federal Reserve",
}
_ASKED = frozenset({"yahoo", "fred"})
"""Sources that a refresh asks; the decisions of the Federal Reserve are kept by hand."""


def source_name(series: Series) -> str:
    """The provider of a series in words."""
    return _SOURCES.get(series.source, series.source)


def _told(series: Series) -> str:
    """What a provider calls the series; a basket of our own, which nobody else knows, by its title."""
    return series.code if has_provider(series) or series.source in _SOURCES else words.mid_sentence(series.title)


def has_provider(series: Series) -> bool:
    """Whether a refresh asks a provider for the series; a basket is computed here from its members."""
    return series.source in _ASKED


def source_lines(names: Iterable[str], frames: Frames) -> str:
    """The same for several series."""
    return " ".join(source_line(*frames[name]) for name in names)


def sources_together(names: Iterable[str], frames: Frames) -> str:
    """Providers with the codes taken from each, and the span of last days, for a chart of many series."""
    chosen = [frames[name] for name in dict.fromkeys(names)]
    codes: dict[str, list[str]] = {}
    for series, _ in chosen:
        codes.setdefault(source_name(series), []).append(_told(series))
    said = "; ".join(f"{provider} ({', '.join(each)})" for provider, each in codes.items())
    days = sorted({last_day(frame) for _, frame in chosen})
    ends = f"last day {words.day(days[0])}" if len(days) == 1 else f"last days {words.span(days[0], days[-1])}"
    return f"Source: {said}; {ends}."


def last_day(frame: "pd.DataFrame") -> date:
    """The day of the last observation."""
    last: pd.Timestamp = frame.index[-1]
    return last.date()
