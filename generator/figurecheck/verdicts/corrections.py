"""The corrections of one asset and what everything else did in them, in the shape that is computed and told."""

from dataclasses import dataclass
from datetime import date

from figurecheck.verdicts.outcome import Interval


@dataclass(frozen=True)
class Column:
    """A series of the table: ``ends`` where it has ended, ``survivors`` where it is a basket of what survived.

    ``small`` series are those that the article is about; their returns are split and their roles told. ``until`` is
    the last day of a series that has not ended and still stops before the falling one does, None for all others.
    """

    series: str
    title: str
    small: bool
    ends: date | None
    survivors: bool
    until: date | None = None


@dataclass(frozen=True)
class Split:
    """A return and what the asset's own return would have implied at the slope before: ``drift`` is the rest.

    The rest holds the market and everything else. The intervals of ``implied`` and ``drift`` are what the ends of that
    of ``slope`` would have given.
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

    ``rank`` is the share of equally long times, this one among them, in which the return was as low or lower (None
    where no session lies inside). ``placebos`` is how many there are, one from each session, and ``side_by_side`` how
    many fit without overlap. ``split`` divides the return into what the falling asset's own move would have implied and
    the rest (small series only).
    """

    series: str
    value: float | None
    reason: str
    sessions: int
    rank: float | None
    placebos: int
    side_by_side: int
    split: Split | None


@dataclass(frozen=True)
class Correction:
    """One correction of the falling asset; days are closes and ``depth`` is a negative fraction.

    ``crossed`` is the day on which the rule's own threshold was passed, ``over`` the day on which the end could be
    known (None while it runs). ``known_move`` is the falling asset's own return from the one to the other, or to the
    last close while it runs (a fraction, often above 0). ``censored`` where the data begin inside it, so that the true
    peak may lie before them, ``running`` where the trough is only the lowest so far.
    """

    peak: date
    trough: date
    crossed: date
    over: date | None
    depth: float
    known_move: float
    censored: bool
    running: bool
    after_publication: bool
    hindsight: tuple[Cell, ...]
    ex_ante: tuple[Cell, ...]


@dataclass(frozen=True)
class Outside:
    """The excess over windows as long that touch no correction, over the ``corrections`` that have such windows."""

    excess: float
    corrections: int


@dataclass(frozen=True)
class Summary:
    """One series over all corrections of a rule: mean return, and its excess over equally long times.

    Those are the same lengths moved together through the whole calendar, corrections included; ``interval`` is that of
    the excess. ``corrections`` counts those that the series covers and that have a session of it. ``outside`` is the
    excess over windows that touch no correction, None where fewer than three corrections have such a window.
    """

    series: str
    ex_ante: bool
    corrections: int
    mean: float
    excess: float
    interval: Interval
    share_of_gains: float
    outside: Outside | None = None


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
    """A slope with its interval, the role that it shows, and the returns that it rests on.

    ``second`` is the interval of another inference of the same slope and ``limit_errors`` what the number of resamples
    leaves open in either limit of the first, both None where one inference stands alone. ``fragile`` where the two lead
    to different roles, or another seed could: the role is then the one that is not proven.
    """

    value: float
    interval: Interval
    role: str
    returns: int
    second: Interval | None = None
    limit_errors: tuple[float, float] | None = None
    fragile: bool = False

    @property
    def answer(self) -> tuple[str, bool]:
        """The role, and whether it is fragile."""
        return self.role, self.fragile


@dataclass(frozen=True)
class Resampling:
    """How days were drawn again: mean length of a block in days, number of resamples, seed."""

    block_length: float
    replications: int
    seed: int


@dataclass(frozen=True)
class Roles:
    """What one series is to the asset: outside its tails, on its worst twentieth, outside and inside corrections.

    The first two come from the regression of Baur and McDermott (delta method), the others from least squares on the
    days of either state, with resampled blocks and a long-run variance; corrections run from peak to trough, in
    hindsight. The ``known`` pair counts them from the day on which a fall was known to the day on which its end was. A
    slope is nil within ``margin``, the same for all of them; returns end on ``first_day`` at the earliest and on
    ``last_day`` at the latest.
    """

    series: str
    first_day: date
    last_day: date
    average: Slope
    crashes: Slope
    outside: Slope
    inside: Slope
    known_outside: Slope
    known_inside: Slope
    margin: float
    resampling: Resampling

    @property
    def pair(self) -> tuple[tuple[str, bool], tuple[str, bool]]:
        """The roles outside of corrections and in them, in hindsight, each with whether it is fragile."""
        return self.outside.answer, self.inside.answer


@dataclass(frozen=True)
class Eras:
    """The roles before a day that was named beforehand, and from it on: a series may stand in one of them only."""

    day: date
    before: tuple[Roles, ...]
    since: tuple[Roles, ...]


@dataclass(frozen=True)
class SinceThen:
    """What one series did since publication."""

    series: str
    split: Split


@dataclass(frozen=True)
class Corrections:
    """Everything about the corrections of ``falling`` as of one date.

    The first rule is the primary one; ``leading`` is the series that carries the answer. ``eras`` is None where no day
    divides the data, or one of its sides has too few of them for any series.
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
    eras: Eras | None = None

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
