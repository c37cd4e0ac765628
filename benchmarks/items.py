"""The items by their names, how much of everything each takes, and all of them measured."""

import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.builds import Plain, builds, everything, flagship, plain_script
from benchmarks.growth import growth, workers
from benchmarks.kernels import bootstrap, window_map
from benchmarks.peers import peers
from benchmarks.record import machine, versions
from benchmarks.workload import Workload, workload
from figurecheck.pages.speed.study import Comparison, SpeedStudy

ITEMS = {
    "a": "the common work, cold, unchanged, with one claim edited (rows a, c, d)",
    "a-everything": "the common work with everything",
    "b": "the flagship, cold",
    "e": "every window of a year",
    "f": "a bootstrapped correlation",
    "g": "peers that are installed",
    "h": "more and more claims",
    "i": "more and more workers",
}

ALONG = {"c": "a", "d": "a"}
"""The rows that no item measures alone, and the item that measures them along with its own."""


@dataclass(frozen=True)
class Sizes:
    """How much of everything; ``small`` is what a test can wait for."""

    times: int = 5
    flagship_times: int = 5
    grown_times: int = 5
    sessions: int = 253
    resamples: int = 9_999
    claims: tuple[int, ...] = (32, 320, 3_200)
    workers: tuple[int, ...] = (1, 2, 4)
    cluster_claims: int = 80
    longest: float = 1_800.0
    rows: int = 3_000


SMALL = Sizes(1, 0, 1, 40, 999, (8,), (1, 2), 8, 1_600)
"""Every step once, on work too small to measure; the flagship is left out."""


def measure(sizes: Sizes, source: Path, only: frozenset[str] = frozenset(ITEMS)) -> SpeedStudy:
    """Run the items of ``only``."""
    work = workload(sizes.rows)
    study = SpeedStudy(machine(), versions(), (), None, None, {})
    with tempfile.TemporaryDirectory(prefix="figurecheck-bench-") as name:
        folder = Path(name)
        plain = plain_script(work, folder, source)
        study = _compared(study, (work, plain, folder), sizes, only)
        if "h" in only:
            _say("h")
            grown = growth(work, folder, sizes.claims, sizes.longest, sizes.grown_times)
            short = tuple(f"{size:,} claims" for size in sizes.claims[len(grown.steps) :])
            study = replace(study, growth=grown, missing={**study.missing, "h": short})
        if "i" in only:
            _say("i")
            more = workers(work, folder, sizes.workers, sizes.cluster_claims, sizes.grown_times)
            study = replace(study, workers=more)
    return study


def _compared(study: SpeedStudy, given: tuple[Workload, Plain, Path], sizes: Sizes, only: frozenset[str]) -> SpeedStudy:
    work, plain, folder = given
    ways: dict[str, Callable[[], list[Comparison]]] = {
        "a": lambda: builds(work, plain, folder, sizes.times),
        "a-everything": lambda: [everything(work, plain, folder, sizes.times)],
        "b": lambda: [flagship(plain, folder, sizes.flagship_times)] if sizes.flagship_times else [],
        "e": lambda: [window_map(sizes.times, sizes.sessions)],
        "f": lambda: [bootstrap(sizes.times, sizes.resamples)],
    }
    found: list[Comparison] = []
    for name, way in ways.items():
        if name in only:
            _say(name)
            found += way()
    if "g" in only:
        _say("g")
        more, absent = peers(plain, folder / "peers", sizes.times)
        found, study = found + more, replace(study, missing={"g": tuple(absent)})
    return replace(study, comparisons=tuple(sorted(found, key=lambda one: one.id)))


def _say(item: str) -> None:
    sys.stderr.write(f"{item}: {ITEMS[item]}\n")
