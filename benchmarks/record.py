"""Ratios of pairs of runs, and what they ran on."""

import os
import platform
from collections.abc import Sequence
from datetime import date
from importlib.metadata import version
from pathlib import Path

from benchmarks.timing import median_ratio
from figurecheck.pages.speed.study import Comparison, Run

_PACKAGES = ("arch", "distributed", "joblib", "matplotlib", "mkdocs", "mkdocs-material", "numpy", "pandas", "scipy")
_GIB = 1024**3


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


def today() -> date:
    """The day of the run."""
    return date.today()  # noqa: DTZ011  # the day where the machine stands


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
        if line.startswith("model name"):
            return line.split(":", 1)[1].strip()
    return platform.machine()
