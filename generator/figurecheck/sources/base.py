"""What every source offers: one series at a time, as it came, with its origin."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Protocol

from figurecheck.errors import SourceError
from figurecheck.series.model import Series

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Split:
    """``ratio`` new shares for one old share, traded on the new basis from ``day`` on."""

    day: date
    ratio: float


@dataclass(frozen=True)
class Download:
    """Observations of one series as a source gave them, not yet checked.

    ``frame`` has the columns of the series and a DatetimeIndex called ``day``; an absent value is NaN. ``origin``
    says where exactly the values come from, ``notes`` what the source says about them, ``splits`` which splits it
    reports in the days asked for; all values are on the basis after the last of them.
    """

    frame: "pd.DataFrame"
    origin: str
    notes: tuple[str, ...]
    retrieved_at: date
    splits: tuple[Split, ...] = ()


class Source(Protocol):
    """A provider of observations."""

    @property
    def name(self) -> str:
        """What provenance records call this source."""

    @property
    def incremental(self) -> bool:
        """Whether only new days and an overlap are asked for; a source that is not always hands over everything."""

    def fetch(self, series: Series, since: date | None) -> Download:
        """The observations of ``series`` from ``since`` (None: from its start) on.

        Raises SourceError when the provider cannot be read or does not have the series, and RefusedDataError when
        what it says contradicts itself.
        """


@contextmanager
def reported(asked: str, *kinds: type[Exception]) -> Iterator[None]:
    """Turn exceptions of ``kinds`` that a library raises into a SourceError that says what was asked."""
    try:
        yield
    except kinds as problem:
        raise SourceError(f"{asked}: {problem}") from problem
