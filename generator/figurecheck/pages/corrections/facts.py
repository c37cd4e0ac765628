"""What the pages tell about the corrections of one asset, as plain frozen values; all shares are fractions."""

from dataclasses import dataclass
from datetime import date

from figurecheck.verdicts.outcome import Interval


@dataclass(frozen=True)
class Column:
    """A series of the table: ``ends`` where it has ended, ``survivors`` where it is a basket of what survived.

    ``small`` series are those that the article is about; their returns are split and their roles told.
    """

    series: str
    title: str
    small: bool
    ends: date | None
    survivors: bool


@dataclass(frozen=True)
class Split:
    """A return and what the asset's own return would have implied at the slope before: the rest is drift."""

    value: float
    source: float
    slope: float
    slope_inside: float | None
    implied: float
    drift: float
    first_close: date
    last_close: date


@dataclass(frozen=True)
class Cell:
    """What one series did; ``rank`` is the share of windows of the same length elsewhere at or below it.

    ``value`` is None where ``reason`` says why, ``rank`` where there are too few windows.
    """

    series: str
    value: float | None
    reason: str
    sessions: int
    rank: float | None
    placebos: int
    split: Split | None


@dataclass(frozen=True)
class Correction:
    """One correction; ``running`` where its trough is only the lowest so far."""

    peak: date
    trough: date
    crossed: date | None
    over: date | None
    depth: float
    running: bool
    after_publication: bool
    hindsight: tuple[Cell, ...]
    ex_ante: tuple[Cell, ...]


@dataclass(frozen=True)
class Summary:
    """One series over all corrections of a rule: mean return, and its excess over the same lengths elsewhere."""

    series: str
    ex_ante: bool
    corrections: int
    mean: float
    excess: float
    interval: Interval
    share_of_gains: float


@dataclass(frozen=True)
class Rule:
    """The corrections of one rule, which ``words`` describe and ``short`` names in a column."""

    words: str
    short: str
    count: int
    count_after_publication: int
    rows: tuple[Correction, ...]
    summaries: tuple[Summary, ...]

    def summary(self, series: str, *, ex_ante: bool) -> Summary | None:
        """The summary of one series, None where there is none."""
        return next((one for one in self.summaries if (one.series, one.ex_ante) == (series, ex_ante)), None)


@dataclass(frozen=True)
class Slope:
    """A slope with its interval, the role that it shows, and the returns that it rests on."""

    value: float
    interval: Interval
    role: str
    returns: int


@dataclass(frozen=True)
class Roles:
    """What one series is to the asset: on ordinary days, on its worst twentieth, outside and inside corrections."""

    series: str
    last_day: date
    average: Slope
    crashes: Slope
    outside: Slope
    inside: Slope


@dataclass(frozen=True)
class SinceThen:
    """What one series did since publication."""

    series: str
    split: Split


@dataclass(frozen=True)
class Corrections:
    """Everything about the corrections of ``falling`` as of one date.

    The first rule is the primary one; ``leading`` is the series that carries the answer.
    """

    falling: str
    falling_title: str
    first_day: date
    last_day: date
    publication_day: date
    leading: Column
    columns: tuple[Column, ...]
    rules: tuple[Rule, ...]
    roles: tuple[Roles, ...]
    since_publication: tuple[SinceThen, ...]

    def role(self, series: str) -> Roles | None:
        """The roles of one series, None where they could not be told."""
        return next((one for one in self.roles if one.series == series), None)


@dataclass(frozen=True)
class CorrectionsPair:
    """The same at both dates."""

    at_publication: Corrections
    today: Corrections
