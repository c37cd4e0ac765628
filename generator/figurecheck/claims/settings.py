"""The axes along which a claim can be read: series, window, price basis, each with the values that are allowed."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, ValidationInfo, field_validator

from figurecheck.claims.statistics import (
    Episodes,
    Estimator,
    Frequency,
    Method,
    Regime,
    Risk,
    Share,
    Strict,
    Timing,
)


class Price(StrEnum):
    """Which price enters a return."""

    CLOSE = "close"
    TOTAL_RETURN = "total_return"
    INTRADAY = "intraday"


Day = date | Literal["publication", "latest"]
"""A fixed day, the last close before publication, or the last day of the data."""


class FromTo(Strict):
    """From a fixed day to a day."""

    start: date = Field(alias="from")
    end: Day = Field(alias="to")

    @field_validator("end")
    @classmethod
    def _ordered(cls, end: Day, info: ValidationInfo) -> Day:
        start = info.data.get("start")
        if isinstance(end, date) and start is not None and end <= start:
            raise ValueError(f"an end after the start {start}")
        return end


class CalendarYear(Strict):
    """Last session of the year over the last session of the year before."""

    rule: Literal["calendar_year"]
    year: int = Field(ge=1900, le=2200, strict=True)


class CalendarQuarter(Strict):
    """Last session of the quarter over the last session before it."""

    rule: Literal["calendar_quarter"]
    year: int = Field(ge=1900, le=2200, strict=True)
    quarter: int = Field(ge=1, le=4)


class CalendarMonth(Strict):
    """Last session of the month over the last session before it."""

    rule: Literal["calendar_month"]
    year: int = Field(ge=1900, le=2200, strict=True)
    month: int = Field(ge=1, le=12, strict=True)


class Closes(FromTo):
    """Last close at or before the end over the last close at or before the start."""

    rule: Literal["closes"]


class FirstToLast(FromTo):
    """Last close inside the span over the first close inside it."""

    rule: Literal["first_to_last"]


class LowToHigh(FromTo):
    """The largest rise inside the span: a low to a later high. Hindsight."""

    rule: Literal["low_to_high"]


class HighToLow(FromTo):
    """The largest fall inside the span: a high to a later low. Hindsight."""

    rule: Literal["high_to_low"]


class LowToEnd(FromTo):
    """Lowest close of the span to its end. Hindsight at the start only."""

    rule: Literal["low_to_end"]


class HighToEnd(FromTo):
    """Highest close of the span to its end. Hindsight at the start only."""

    rule: Literal["high_to_end"]


class FromEvent(Strict):
    """Last close before an event to a day."""

    rule: Literal["from_event"]
    event: str
    end: Day = Field(alias="to")


class AroundEvent(Strict):
    """Sessions ``first`` to ``last`` around an event; session 0 is the first whose close comes after it.

    The base is the close of the session before ``first``.
    """

    rule: Literal["around_event"]
    event: str
    first: int = Field(ge=-20, le=20)
    last: int = Field(ge=-20, le=250)

    @field_validator("last")
    @classmethod
    def _ordered(cls, last: int, info: ValidationInfo) -> int:
        if last < info.data.get("first", last):
            raise ValueError(f"a last session at or after the first, {info.data['first']}")
        return last


Window = Annotated[
    CalendarYear
    | CalendarQuarter
    | CalendarMonth
    | Closes
    | FirstToLast
    | LowToHigh
    | HighToLow
    | LowToEnd
    | HighToEnd
    | FromEvent
    | AroundEvent,
    Field(discriminator="rule"),
]


WindowRule = Literal[
    "calendar_year",
    "calendar_quarter",
    "calendar_month",
    "closes",
    "first_to_last",
    "low_to_high",
    "high_to_low",
    "low_to_end",
    "high_to_end",
    "from_event",
    "around_event",
]
"""The rules of windows by name, as ``left_out`` lists them."""


class Shift(Strict):
    """By how many sessions of the series both ends of a window are moved; before 0 is earlier."""

    start: int = Field(ge=-20, le=20)
    end: int = Field(ge=-20, le=20)

    @property
    def moves(self) -> bool:
        """Whether an end is moved at all."""
        return bool(self.start or self.end)


HINDSIGHT = (LowToHigh, HighToLow, LowToEnd, HighToEnd)
BOTH_ENDS_EXTREME = (LowToHigh, HighToLow)
"""The windows that can be read on intraday extremes: both of their ends are one."""


class Decisions(FromTo):
    """The decisions of a list inside a span that moved its level one way, and the sessions around each of them.

    ``series`` is the list, a series of kind events; sessions are counted as in :class:`AroundEvent`.
    """

    series: str
    change: Literal["rise", "cut"]
    first: int = Field(ge=-20, le=20)
    last: int = Field(ge=-20, le=20)

    @field_validator("last")
    @classmethod
    def _sessions_ordered(cls, last: int, info: ValidationInfo) -> int:
        if last < info.data.get("first", last):
            raise ValueError(f"a last session at or after the first, {info.data['first']}")
        return last


class Settings(Strict):
    """One value on each axis that a measure uses; the others are left out.

    ``against`` is the second series of a pair; ``panel`` lists the series of each block of a common factor.
    """

    series: str | None = None
    against: str | None = None
    panel: tuple[tuple[str, ...], ...] | None = None
    window: Window | None = None
    shift: Shift | None = None
    price: Price | None = None
    frequency: Frequency | None = None
    method: Method | None = None
    regime: Regime | None = None
    episodes: Episodes | None = None
    timing: Timing | None = None
    tail: Share | None = None
    risk: Risk | None = None
    estimator: Estimator | None = None
    decisions: Decisions | None = None

    @property
    def measured(self) -> tuple[str, ...]:
        """The series whose returns are measured, each once: of the axes ``series``, ``against`` and ``panel``."""
        named = (self.series, self.against, *(name for block in self.panel or () for name in block))
        return tuple(dict.fromkeys(name for name in named if name is not None))

    @property
    def used(self) -> tuple[str, ...]:
        """Every series that the reading looks at: those measured, and those that tell its regime or its events."""
        telling = (getattr(self.regime, "series", None), getattr(self.decisions, "series", None))
        return tuple(dict.fromkeys((*self.measured, *(name for name in telling if name is not None))))


AXES: tuple[str, ...] = tuple(Settings.model_fields)
