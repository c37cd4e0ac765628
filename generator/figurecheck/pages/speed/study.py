"""What a run of the benchmarks found, as it is kept and as the page takes it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Run:
    """One run: seconds on the clock, seconds of processors, MiB at the peak (0 where nobody looked)."""

    wall: float
    cpu: float
    peak: float = 0.0


@dataclass(frozen=True)
class Comparison:
    """Something set against something else: pairs of runs in turn, and the medians of their ratios.

    ``ratio`` (of seconds on the clock) is ours over the other, or the other over ours where it counts how many times
    faster ours is; ``cpu_ratio`` is the same of processors. ``shares`` says where the time of ours goes, in seconds.
    """

    id: str
    ours: tuple[Run, ...]
    other: tuple[Run, ...]
    ratio: float
    cpu_ratio: float
    shares: Mapping[str, float]


@dataclass(frozen=True)
class Step:
    """One size of something that grows, claims or workers, and a run of it."""

    size: int
    run: Run


@dataclass(frozen=True)
class SpeedStudy:
    """Everything that one run of the benchmarks found; ``missing`` are peers that were not installed."""

    date: date
    machine: Mapping[str, str]
    versions: Mapping[str, str]
    comparisons: tuple[Comparison, ...]
    growth: tuple[Step, ...]
    workers: tuple[Step, ...]
    missing: tuple[str, ...]
