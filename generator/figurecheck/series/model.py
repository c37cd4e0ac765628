"""What a series is: where it comes from, its unit, its calendar, and what its values may look like."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo


class Kind(StrEnum):
    """What the values of a series mean, which fixes its columns."""

    PRICE = "price"
    LEVEL = "level"
    EVENTS = "events"


class Calendar(StrEnum):
    """The days on which a series has observations."""

    ALWAYS = "24/7"
    XNYS = "XNYS"
    DAILY = "daily"
    BUSINESS = "business"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    EVENTS = "events"


COLUMNS: dict[Kind, tuple[str, ...]] = {
    Kind.PRICE: ("open", "high", "low", "close", "volume", "dividend"),
    Kind.LEVEL: ("value",),
    Kind.EVENTS: ("lower", "upper", "scheduled"),
}
"""The columns of a data file behind its first column, ``day``."""


SATURDAY, WEEK = 5, 7
"""Days are counted from Monday, which is 0."""


@dataclass(frozen=True)
class Licence:
    """Terms under which a provider's observations may be used."""

    id: str
    title: str
    address: str
    redistributable: bool
    note: str


@dataclass(frozen=True)
class Series:
    """One catalogue entry.

    ``release_lag`` is the time from midnight (``timezone``) at the start of an observation's day until the
    observation is public; ``max_gap_days`` the longest distance between neighbouring observations that is still
    ordinary; ``max_age_days`` the age of the last observation at which the series counts as stale; ``lower`` and
    ``upper`` bound every value; ``max_move`` bounds the move from one observation to the next: for a price the larger
    over the smaller of the two less 1 (so that a fall to a tenth counts as 9, like a rise to ten times), for a level
    the absolute change in ``unit``; None where it has no bound. ``ended`` is the last day of a series that will not
    be continued (None while it runs): such a series is never stale. ``reestimated`` says that the provider revises the
    whole history as a matter of course, ``compares`` which series this one is a second source of, and ``agreement``
    by how much, relative to the value, the two may differ on a day.
    """

    id: str
    title: str
    source: str
    code: str
    kind: Kind
    unit: str
    calendar: Calendar
    timezone: str
    release_lag: timedelta
    start: date
    lower: float
    upper: float
    max_move: float | None
    max_gap_days: int
    max_age_days: int
    licence: Licence
    group: str
    address: str
    note: str = ""
    ended: date | None = None
    reestimated: bool = False
    compares: str | None = None
    agreement: float = 0.0

    @property
    def columns(self) -> tuple[str, ...]:
        """Columns of the data file behind ``day``."""
        return COLUMNS[self.kind]

    def known_at(self, day: date) -> datetime:
        """The moment from which the observation of ``day`` was public.

        What is published on business days and would come out on a weekend comes out on Monday at the same hour.
        Holidays are not looked at: what they delay counts as known up to a day too early.
        """
        moment = datetime.combine(day, time(), ZoneInfo(self.timezone)) + self.release_lag
        waits = self.calendar is Calendar.BUSINESS and moment.weekday() >= SATURDAY
        return moment + timedelta(days=WEEK - moment.weekday()) if waits else moment


@dataclass(frozen=True)
class Unavailable:
    """A series that would be admitted but cannot be had, with the reason."""

    id: str
    title: str
    reason: str
