"""What a run of the benchmarks found, as the JSON that the page is made from."""

import json
import os
import platform
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from importlib.metadata import version
from pathlib import Path

from benchmarks.timing import Run, median_ratio

_PACKAGES = ("arch", "distributed", "joblib", "matplotlib", "mkdocs", "mkdocs-material", "numpy", "pandas", "scipy")
_GIB = 1024**3


@dataclass(frozen=True)
class Comparison:
    """Something set against something else: pairs of runs, and the medians of their ratios.

    ``ratio`` is time of ours over time of the other, or the other over ours where it counts how many times faster.
    ``shares`` says where the time of ours goes, in seconds by name.
    """

    id: str
    ours: tuple[Run, ...]
    other: tuple[Run, ...]
    ratio: float
    cpu_ratio: float
    shares: dict[str, float]


@dataclass(frozen=True)
class Step:
    """One size of something that grows: claims or workers, and a run of it."""

    size: int
    run: Run


@dataclass(frozen=True)
class Report:
    """Everything that one run of the benchmarks found."""

    date: str
    machine: dict[str, str]
    versions: dict[str, str]
    comparisons: tuple[Comparison, ...]
    growth: tuple[Step, ...]
    workers: tuple[Step, ...]
    missing: tuple[str, ...]


def slower(name: str, ours: Sequence[Run], other: Sequence[Run], shares: dict[str, float] | None = None) -> Comparison:
    """Ours over the other: below 1 is faster."""
    return _compared(name, ours, other, (ours, other), shares or {})


def faster(name: str, ours: Sequence[Run], other: Sequence[Run]) -> Comparison:
    """The other over ours: how many times faster ours is."""
    return _compared(name, ours, other, (other, ours), {})


def _compared(
    name: str,
    ours: Sequence[Run],
    other: Sequence[Run],
    fraction: tuple[Sequence[Run], Sequence[Run]],
    shares: dict[str, float],
) -> Comparison:
    wall, cpu = (round(median_ratio(*fraction, what), 4) for what in ("wall", "cpu"))
    return Comparison(name, tuple(ours), tuple(other), wall, cpu, shares)


def machine() -> dict[str, str]:
    """What it ran on: processor, cores, memory, system, Python, and how busy it was."""
    pages = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return {
        "processor": _processor(),
        "cores": str(os.cpu_count()),
        "memory": f"{pages / _GIB:.0f} GiB",
        "system": f"{platform.system()} {platform.release().split('-')[0]}",
        "python": platform.python_version(),
        "load before": f"{os.getloadavg()[0]:.1f}",
    }


def versions() -> dict[str, str]:
    """The libraries that the time depends on."""
    return {name: version(name) for name in _PACKAGES}


def report_text(report: Report) -> str:
    """``report`` as the text of its file."""
    return json.dumps({"schema": "figurecheck.benchmarks/1", **asdict(report)}, indent=1) + "\n"


def today() -> str:
    """The day of the run."""
    return date.today().isoformat()  # noqa: DTZ011  # the day where the machine stands


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
        if line.startswith("model name"):
            return line.split(":", 1)[1].strip()
    return platform.machine()
