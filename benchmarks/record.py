"""Ratios of pairs of runs, and what they ran on."""

import os
import platform
from collections.abc import Callable
from datetime import date
from importlib.metadata import version
from pathlib import Path

from benchmarks.timing import median_ratio, pairs
from figurecheck.keys.digests import digest, folder_digests
from figurecheck.keys.state import PACKAGE
from figurecheck.pages.speed.study import Comparison, Run, When

_PACKAGES = ("arch", "distributed", "joblib", "matplotlib", "mkdocs", "mkdocs-material", "numpy", "pandas", "scipy")
_GIB = 1024**3

Both = tuple[list[Run], list[Run]]


def slower(name: str, ours: Callable[[], Run], other: Callable[[], Run], times: int) -> Comparison:
    """Runs of both in turn, and ours over the other: below 1 is faster."""
    when = now()
    runs = pairs(ours, other, times)
    return _compared(name, when, runs, runs)


def faster(name: str, ours: Callable[[], Run], other: Callable[[], Run], times: int) -> Comparison:
    """Runs of both in turn, and the other over ours: how many times faster ours is."""
    when = now()
    first, second = pairs(ours, other, times)
    return _compared(name, when, (first, second), (second, first))


def _compared(name: str, when: When, runs: Both, fraction: Both) -> Comparison:
    wall, cpu = (round(median_ratio(*fraction, what), 4) for what in ("wall", "cpu"))
    return Comparison(name, when, tuple(runs[0]), tuple(runs[1]), wall, cpu, {}, {}, {}, 0.0, ())


def machine() -> dict[str, str]:
    """What it ran on: processor, cores, memory, system, Python."""
    pages = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return {
        "processor": _processor(),
        "cores": str(os.cpu_count()),
        "memory": f"{pages / _GIB:.0f} GiB",
        "system": f"{platform.system()} {platform.release().split('-')[0]}",
        "python": platform.python_version(),
    }


def versions() -> dict[str, str]:
    """The libraries that the time depends on."""
    return {name: version(name) for name in _PACKAGES}


def now() -> When:
    """The circumstances before an item is begun; the code is that of the package and of these benchmarks."""
    today = date.today()  # noqa: DTZ011  # the day where the machine stands
    files = {**folder_digests(PACKAGE, "."), **folder_digests(Path(__file__).parents[1], Path(__file__).parent.name)}
    code = digest("\n".join(f"{name} {found}" for name, found in files.items()))
    return When(today, f"{os.getloadavg()[0]:.1f}", code[:8])


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
        if line.startswith("model name"):
            return line.split(":", 1)[1].strip()
    return platform.machine()
