"""What judging a claim yields: measurements, readings, tests, and the verdict that follows from them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from figurecheck.verdicts.every_window import EveryWindow


class Verdict(StrEnum):
    """The five answers, from best to worst for the article."""

    HOLDS = "holds"
    NOT_PROVEN = "not_proven"
    DEPENDS = "depends_on_reading"
    FAILS = "does_not_hold"
    NOT_TESTABLE = "not_testable"


class AsOf(StrEnum):
    """The two dates at which every claim is judged."""

    PUBLICATION = "at_publication"
    TODAY = "today"


@dataclass(frozen=True)
class Target:
    """The set of values that would make a part of a claim true.

    ``low`` and ``high`` are in the unit of the measurement (None: no bound); ``claimed`` is the figure as a number in
    that unit where the article states one; ``why`` says where the bounds come from.
    """

    low: float | None
    high: float | None
    low_included: bool
    high_included: bool
    claimed: float | None
    why: str

    def holds(self, value: float) -> bool:
        """Whether ``value`` lies in the set."""
        above = self.low is None or value > self.low or (self.low_included and value == self.low)
        below = self.high is None or value < self.high or (self.high_included and value == self.high)
        return above and below


@dataclass(frozen=True)
class Interval:
    """A confidence interval: its limits, its level (0.95) and the method that gave it.

    ``estimate`` is the point value that the interval belongs to where another estimator than the figure's made it,
    None where that is the figure itself. ``degrees`` of freedom tell the shape that the limits come from (Student's
    t); None stands for the normal one.
    """

    lower: float
    upper: float
    level: float
    method: str
    estimate: float | None = None
    degrees: float | None = None


@dataclass(frozen=True)
class TraceStep:
    """One observation that entered a figure: which series and day, which field, which value."""

    role: str
    series: str
    day: date
    field: str
    value: float


@dataclass(frozen=True)
class Measurement:
    """One figure recomputed from the data.

    ``value`` is in ``unit`` (a fraction for returns: +303 % is 3.03). ``interval`` is None where the figure has no
    sampling error, ``second_interval`` that of another inference method where there is one. ``start`` and ``end`` are
    the days of the observations used. ``formula`` is the arithmetic in the roles of ``trace`` ("end / start - 1").
    ``parameters`` are the settings that a reader needs to repeat the computation. ``proxies`` are those of ``series``
    that stand in for something else. ``p_values`` are those of the tests of which the figure is the largest p-value;
    empty for every other figure. ``unadjusted`` are the same before they were adjusted for their number, where they
    were.
    """

    part: str
    title: str
    series: tuple[str, ...]
    proxy: bool
    measure: str
    method: str
    value: float
    unit: str
    interval: Interval | None
    second_interval: Interval | None
    n: int
    start: date
    end: date
    target: Target | None
    holds: bool | None
    hindsight: bool
    formula: str
    trace: tuple[TraceStep, ...]
    parameters: Mapping[str, str | int | float] = field(default_factory=dict)
    proxies: tuple[str, ...] = ()
    p_values: tuple[float, ...] = ()
    unadjusted: tuple[float, ...] = ()

    @property
    def intervals(self) -> tuple[Interval, ...]:
        """The intervals of the inference methods, the first one first; empty for an exact figure."""
        return tuple(interval for interval in (self.interval, self.second_interval) if interval is not None)


@dataclass(frozen=True)
class Choice:
    """The value that a reading takes on one axis, in words, with the reason why it is a fair choice."""

    axis: str
    value: str
    why: str


@dataclass(frozen=True)
class ReadingOutcome:
    """One way of reading a part of a claim: what was chosen on each axis, and what came out.

    ``measurement`` is None where the reading cannot be computed from the data of that date; ``reason`` then says why.
    """

    choices: tuple[Choice, ...]
    primary: bool
    measurement: Measurement | None
    reason: str


class Question(StrEnum):
    """The tests of the verdict rule, in their order."""

    AVAILABLE = "available"
    REJECTED = "rejected"
    INTERVAL = "interval"
    METHODS = "methods"
    PRIMARY = "primary"
    READINGS = "readings"


@dataclass(frozen=True)
class Test:
    """One test that led to a verdict.

    ``found`` is the number of observations (available), the primary value (primary, interval, methods) or the share of
    the conventional readings that hold (readings); ``target`` is what would pass. ``interval`` asks whether the
    interval lies clear of the target's edges, ``methods`` whether the inference methods give the same answer.
    """

    __test__ = False

    question: Question
    found: float | None
    unit: str
    target: Target | None
    passed: bool


@dataclass(frozen=True)
class SpecificationNull:
    """What becomes of the curve of all readings when one series is shifted in time, so that nothing ties the two.

    ``as_large`` of ``shifts`` shifts give a ``median`` of the readings that is as large (``larger`` False: as small),
    ``as_many`` of them at least ``holding`` readings that meet the mark by their value alone. ``shifted`` is the
    series that was moved, at least by the share ``nearest`` of its length either way, drawn from ``seed``; ``p_value``
    counts the observed curve among the shifts.
    """

    readings: int
    shifts: int
    median: float
    as_large: int
    holding: int
    as_many: int
    larger: bool
    p_value: float
    shifted: str
    nearest: float
    seed: int


@dataclass(frozen=True)
class PartOutcome:
    """One part of a claim: its primary reading, its conventional readings and its own verdict.

    ``null`` is there for the correlations of a strength claim.
    ``windows`` stands beside them where the article asks for every window of a period, and decides nothing.
    """

    id: str
    title: str
    verdict: Verdict
    primary: ReadingOutcome
    conventional: tuple[ReadingOutcome, ...]
    tests: tuple[Test, ...]
    deciding_axes: tuple[str, ...]
    null: SpecificationNull | None = None
    windows: EveryWindow | None = None

    @property
    def deciding_axis(self) -> str:
        """The axis that separates the readings best; empty where none does or the verdict does not depend on them."""
        return next(iter(self.deciding_axes), "")

    @property
    def fragile(self) -> bool:
        """Whether the inference methods of the primary reading disagree."""
        return any(test.question is Question.METHODS and not test.passed for test in self.tests)

    @property
    def computed(self) -> tuple[Measurement, ...]:
        """The conventional readings that could be computed."""
        return tuple(r.measurement for r in self.conventional if r.measurement is not None)

    @property
    def holding(self) -> int:
        """How many of the computed conventional readings hold."""
        return sum(measurement.holds is True for measurement in self.computed)


@dataclass(frozen=True)
class Outcome:
    """One claim judged at one date."""

    claim: str
    as_of: AsOf
    verdict: Verdict
    fragile: bool
    parts: tuple[PartOutcome, ...]
    beside: tuple[Measurement, ...]
    last_day: date | None
    data: Mapping[str, str]
    reason: str

    @property
    def measurements(self) -> tuple[Measurement, ...]:
        """The primary measurement of each part, the primary part first."""
        return tuple(part.primary.measurement for part in self.parts if part.primary.measurement is not None)

    @property
    def count(self) -> int:
        """How many conventional readings were computed."""
        return sum(len(part.computed) for part in self.parts)

    @property
    def holding(self) -> int:
        """How many of them hold."""
        return sum(part.holding for part in self.parts)
