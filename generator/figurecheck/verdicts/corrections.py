"""The corrections of one asset and what everything else did in them, in the shape that is computed and told."""

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
    """A return and what the asset's own return would have implied at the slope before: the rest is drift.

    The intervals of ``implied`` and ``drift`` are what the ends of that of ``slope`` would have given.
    """

    value: float
    source: float
    slope: float
    slope_inside: float | None
    implied: float
    drift: float
    first_close: date
    last_close: date
    slope_interval: Interval
    slope_inside_interval: Interval | None
    implied_range: Interval
    drift_range: Interval


@dataclass(frozen=True)
class Cell:
    """What one series did; ``value`` is a fraction, None where ``reason`` says why.

    ``rank`` is the share of windows of as many sessions outside of every correction that lie at or below it (None
    where fewer than three fit side by side without overlap), ``placebos`` their number. ``split`` divides the return
    into what the falling asset's own move would have implied and the rest (small series only).
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
    """One correction of the falling asset; days are closes and ``depth`` is a negative fraction.

    ``crossed`` is the day on which the rule's own threshold was passed (None where the data begin below it), ``over``
    the day on which the end could be known (None while it runs). ``known_move`` is the falling asset's own return from
    the one to the other, or to the last close while it runs (a fraction, often above 0; None without a crossing).
    ``censored`` where the data begin inside it, so that the true peak may lie before them, ``running`` where the trough
    is only the lowest so far.
    """

    peak: date
    trough: date
    crossed: date | None
    over: date | None
    depth: float
    known_move: float | None
    censored: bool
    running: bool
    after_publication: bool
    hindsight: tuple[Cell, ...]
    ex_ante: tuple[Cell, ...]


@dataclass(frozen=True)
class Summary:
    """One series over all corrections of a rule: mean return, and its excess over equally long times.

    Those are the same lengths moved through the whole calendar, corrections included; ``interval`` is that of the
    excess. ``corrections`` counts those that the series covers.
    """

    series: str
    ex_ante: bool
    corrections: int
    mean: float
    excess: float
    interval: Interval
    share_of_gains: float


@dataclass(frozen=True)
class Rule:
    """The corrections of one rule, oldest first, which ``words`` describe and ``short`` names in a column."""

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
    """What one series is to the asset: on ordinary days, on its worst twentieth, outside and inside corrections.

    The first two come from the regression of Baur and McDermott (delta method), the others from least squares with
    resampled blocks; corrections run from peak to trough, in hindsight. The ``known`` pair counts them from the day on
    which a fall was known to the day on which its end was.
    """

    series: str
    last_day: date
    average: Slope
    crashes: Slope
    outside: Slope
    inside: Slope
    known_outside: Slope
    known_inside: Slope


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

    @property
    def small(self) -> tuple[str, ...]:
        """The series that the article is about."""
        return tuple(column.series for column in self.columns if column.small)

    def role(self, series: str) -> Roles | None:
        """The roles of one series, None where they could not be told."""
        return next((one for one in self.roles if one.series == series), None)


@dataclass(frozen=True)
class CorrectionsPair:
    """The same at both dates."""

    at_publication: Corrections
    today: Corrections
