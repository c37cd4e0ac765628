"""Running a command and measuring it: time on the clock, time of processors, memory of the whole process tree."""

import os
import statistics
import subprocess
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from figurecheck.pages.speed.study import Run

_KIB = 1024
_USER, _SYSTEM = 11, 12
"""Where the two times stand in a process's line of the kernel, behind its name."""
_LONG_ENOUGH = 0.05
"""Seconds below which the clock says little."""
_LOOK = 0.05
"""Seconds between two looks at the processes."""
_WEIGHED = 5
"""Every which look is one at their memory too, for which the kernel walks all their pages while they wait."""


class BenchError(Exception):
    """A command of a benchmark that failed, with what it said."""


def command(words: Sequence[str | Path], folder: Path, more: Mapping[str, str] | None = None) -> Run:
    """Run a command in ``folder``; raises BenchError where it fails."""
    # Compiled modules of this project are kept, as those of the libraries on both sides are.
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment = {**kept, "OPENBLAS_NUM_THREADS": "1", "NO_MKDOCS_2_WARNING": "1", **(more or {})}
    began = time.perf_counter()
    with subprocess.Popen(
        [str(word) for word in words],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        watcher = _Watcher(process.pid)
        watcher.start()
        said = "" if process.stdout is None else process.stdout.read()
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    wall = time.perf_counter() - began
    watcher.stop()
    if process.returncode:
        raise BenchError(f"{' '.join(map(str, words))} in {folder} failed:\n{said}")
    # The kernel counts to the end what was waited for; the watcher sees what nobody waits for, up to its last look.
    worked = max(watcher.cpu, used.ru_utime + used.ru_stime)
    peak = round(watcher.peak, 1)
    held = {name: round(share, 1) for name, share in watcher.held.items()}
    return Run(round(wall, 4), round(worked, 4), peak, round(watcher.peak_at, 1), held)


def call(work: Callable[[], object]) -> Run:
    """Run a function of this process again and again until there is time to measure; the time of one run."""
    began, used, times = time.perf_counter(), time.process_time(), 0
    while times == 0 or time.perf_counter() - began < _LONG_ENOUGH:
        work()
        times += 1
    return Run(round((time.perf_counter() - began) / times, 7), round((time.process_time() - used) / times, 7))


def pairs(one: Callable[[], Run], other: Callable[[], Run], times: int) -> tuple[list[Run], list[Run]]:
    """Both in turn, ``times`` times, so that what else the machine does meets both."""
    first, second = [], []
    for _ in range(times):
        first.append(one())
        second.append(other())
    return first, second


def median_ratio(above: Sequence[Run], below: Sequence[Run], what: str) -> float:
    """The median of the ratios of pairs, of ``wall`` or ``cpu``."""
    ratios: list[float] = [getattr(a, what) / max(getattr(b, what), 1e-9) for a, b in zip(above, below, strict=True)]
    return statistics.median(ratios)


class _Watcher(threading.Thread):
    """Looks at the memory and the processor time of a process and of all below it until it is stopped.

    The time of a process is that of the last look at it: a child that nobody waits for tells it to no one afterwards.
    """

    def __init__(self, process: int) -> None:
        super().__init__(daemon=True)
        self.peak, self.peak_at = 0.0, 0.0
        self.held: dict[str, float] = {}
        self._used: dict[int, float] = {}
        self._process = process
        self._over = threading.Event()

    def run(self) -> None:
        looks, began = 0, time.perf_counter()
        while not self._over.wait(_LOOK):
            tree = _tree(self._process)
            self._used.update((one, used) for one in tree if (used := _used(one)))
            if looks % _WEIGHED == 0:
                self._weigh(tree, time.perf_counter() - began)
            looks += 1

    def _weigh(self, tree: list[int], moment: float) -> None:
        held: dict[str, float] = {}
        for one in tree:
            name = "" if one == self._process else _module(one)
            held[name] = held.get(name, 0.0) + _resident(one)
        total = sum(held.values())
        if total > self.peak:
            self.peak, self.peak_at, self.held = total, moment, held

    @property
    def cpu(self) -> float:
        """Seconds of all processes."""
        return sum(self._used.values())

    def stop(self) -> None:
        self._over.set()
        self.join()


def _tree(process: int) -> list[int]:
    found = [process]
    for one in found:
        with suppress(OSError):  # a process that ended meanwhile
            for thread in Path(f"/proc/{one}/task").glob("*/children"):
                found.extend(map(int, _text(thread).split()))
    return found


def _used(process: int) -> float:
    """Seconds of processor time of one process so far; 0 for one that is gone."""
    fields = _text(Path(f"/proc/{process}/stat")).rpartition(")")[2].split()
    return (int(fields[_USER]) + int(fields[_SYSTEM])) / os.sysconf("SC_CLK_TCK") if fields else 0.0


def _module(process: int) -> str:
    """The module that Python runs in a process, or what was started where it runs none; "gone" for one that ended."""
    words = _text(Path(f"/proc/{process}/cmdline")).split("\0")
    after = words.index("-m") + 1 if "-m" in words else 0
    return (Path(words[after]).name if after < len(words) else "") or "gone"


def _resident(process: int) -> float:
    """MiB of a process that are its own, and its share of what it shares with others."""
    return _field(Path(f"/proc/{process}/smaps_rollup"), "Pss:") / _KIB


def _field(file: Path, name: str) -> int:
    """A number of a file of the kernel; 0 for a process that is gone."""
    return next((int(line.split()[1]) for line in _text(file).splitlines() if line.startswith(name)), 0)


def _text(file: Path) -> str:
    """A file of the kernel; empty for a process that is gone."""
    try:
        return file.read_text(encoding="ascii", errors="replace")
    except OSError:
        return ""
