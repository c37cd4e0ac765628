"""What a run of the benchmarks found, as it is kept and as the page takes it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class When:
    """The circumstances of one row: the day, the load of the machine before it, and the digest of the package."""

    date: date
    load: str
    code: str


@dataclass(frozen=True)
class Run:
    """One run: seconds on the clock, seconds of processors, MiB at the peak (0 where nobody looked).

    ``peak_at`` is when that was, in seconds from the start; ``held`` says what the processes held of it: the one that
    was started as "", those below it by the module that they run, as far as a module was named.
    """

    wall: float
    cpu: float
    peak: float = 0.0
    peak_at: float = 0.0
    held: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Site:
    """A site that was built: pages of HTML, charts, and the seconds of MkDocs alone on them, from nothing, by run."""

    pages: int
    charts: int
    builder: tuple[float, ...]


@dataclass(frozen=True)
class Comparison:
    """Something set against something else: pairs of runs in turn, and the medians of their ratios.

    ``ratio`` (of seconds on the clock) is ours over the other, or the other over ours where it counts how many times
    faster ours is; ``cpu_ratio`` is the same of processors. ``shares`` says where the time of ours goes, in seconds;
    ``tasks`` the seconds of one processor that each task of it takes, the dearest ones, ``topics`` the same by module
    of measures and charts, ``work`` the seconds of all tasks; ``sites`` what both built.
    """

    id: str
    when: When
    ours: tuple[Run, ...]
    other: tuple[Run, ...]
    ratio: float
    cpu_ratio: float
    shares: Mapping[str, float]
    tasks: Mapping[str, float]
    topics: Mapping[str, float]
    work: float
    sites: tuple[Site, ...]


@dataclass(frozen=True)
class Step:
    """One size of something that grows, claims or workers, and the runs of it.

    ``shares`` says where the time of the last run goes, in seconds, where that was asked for.
    """

    size: int
    runs: tuple[Run, ...]
    shares: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Growing:
    """Something at growing sizes."""

    when: When
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class SpeedStudy:
    """Everything that was measured; ``missing`` says by item what could not be, such as peers not installed."""

    machine: Mapping[str, str]
    versions: Mapping[str, str]
    comparisons: tuple[Comparison, ...]
    growth: Growing | None
    workers: Growing | None
    missing: Mapping[str, tuple[str, ...]]
