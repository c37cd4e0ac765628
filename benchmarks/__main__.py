"""``make bench``: every item in one run, written to studies/benchmarks.json, from which the site's page is made.

BENCH_PLAIN=DIR takes another plain script in place of this project's; BENCH_ONLY=h,i measures some items anew
and keeps the others; BENCH_LONGEST=SECONDS lets the longest article take more than ten minutes.
"""

import os
import sys
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.builds import OWN_PLAIN, Plain, builds, flagship, plain_script
from benchmarks.growth import growth, workers
from benchmarks.kernels import bootstrap, window_map
from benchmarks.peers import peers
from benchmarks.project import ROOT
from benchmarks.record import machine, today, versions
from benchmarks.timing import BenchError
from benchmarks.workload import Workload, workload
from figurecheck.pages.speed.study import SpeedStudy
from figurecheck.paths import Project
from figurecheck.pipeline.speed_record import read_speed, speed_text

OUTPUT = ROOT / "studies" / "benchmarks.json"


@dataclass(frozen=True)
class Sizes:
    """How much of everything; ``small`` is what a test can wait for."""

    times: int = 5
    flagship_times: int = 3
    sessions: int = 253
    resamples: int = 9_999
    claims: tuple[int, ...] = (32, 320, 3_200)
    workers: tuple[int, ...] = (1, 2, 4)
    cluster_claims: int = 320
    longest: float = 600.0
    rows: int = 3_000


SMALL = Sizes(1, 0, 40, 999, (8,), (1, 2), 8, 1_600)
"""Every step once, on work too small to measure; the flagship is left out."""
ITEMS = frozenset("abefghi")


def measure(sizes: Sizes, source: Path, only: frozenset[str] = ITEMS) -> SpeedStudy:
    """Run the items of ``only``; (c) and (d) go with (a)."""
    report = SpeedStudy(today(), machine(), versions(), (), (), (), ())
    work = workload(sizes.rows)
    with tempfile.TemporaryDirectory(prefix="figurecheck-bench-") as name:
        folder = Path(name)
        plain = plain_script(work, folder, source)
        report = _compared(report, (work, plain, folder), sizes, only)
        if "h" in only:
            _say("h: more and more claims")
            steps = growth(work, folder, sizes.claims, sizes.longest)
            short = [f"{size:,} claims" for size in sizes.claims[len(steps) :]]
            report = replace(report, growth=steps, missing=(*report.missing, *short))
        if "i" in only:
            _say("i: more and more workers")
            report = replace(report, workers=workers(work, folder, sizes.workers, sizes.cluster_claims))
    return report


def _compared(
    report: SpeedStudy, given: tuple[Workload, Plain, Path], sizes: Sizes, only: frozenset[str]
) -> SpeedStudy:
    work, plain, folder = given
    found, missing = list(report.comparisons), list(report.missing)
    if "a" in only:
        _say("a, c, d: the common work, cold, unchanged, with one claim edited")
        found += builds(work, plain, folder, sizes.times)
    if "b" in only and sizes.flagship_times:
        _say("b: the flagship, cold")
        found.append(flagship(plain, folder, sizes.flagship_times))
    if "e" in only:
        _say("e: every window of a year")
        found.append(window_map(sizes.times, sizes.sessions))
    if "f" in only:
        _say("f: a bootstrapped correlation")
        found.append(bootstrap(sizes.times, sizes.resamples))
    if "g" in only:
        _say("g: peers that are installed")
        more, absent = peers(plain, folder / "peers", sizes.times)
        found, missing = found + more, missing + absent
    return replace(report, comparisons=tuple(sorted(found, key=lambda one: one.id)), missing=tuple(missing))


def _say(text: str) -> None:
    sys.stderr.write(f"{text}\n")


def main() -> None:
    """Measure and write; BENCH_SMALL=1 measures next to nothing and writes to the screen."""
    named = os.environ.get("BENCH_ONLY", "")
    only = frozenset(named.replace(",", "")) if named else ITEMS
    small = bool(os.environ.get("BENCH_SMALL"))
    source = Path(os.environ.get("BENCH_PLAIN") or OWN_PLAIN)
    sizes = Sizes(longest=float(os.environ.get("BENCH_LONGEST") or Sizes.longest))
    found = measure(SMALL if small else sizes, source, only)
    if small or source != OWN_PLAIN:
        sys.stdout.write(speed_text(found))
        return
    kept = read_speed(Project(ROOT)) if named else None
    OUTPUT.write_text(speed_text(found if kept is None else with_items(kept, found)), encoding="utf-8")
    _say(f"written to {OUTPUT.relative_to(ROOT)}; figurecheck build makes the page")


def with_items(kept: SpeedStudy, found: SpeedStudy) -> SpeedStudy:
    """``found`` with those items of ``kept`` that were not measured this time.

    Raises BenchError where the two were not measured on the same machine with the same libraries.
    """
    here = ({**found.machine, "load before": ""}, found.versions)
    if ({**kept.machine, "load before": ""}, kept.versions) != here:
        raise BenchError("the kept benchmarks are of another machine or other libraries; run all of them: make bench")
    rows = {one.id: one for one in (*kept.comparisons, *found.comparisons)}
    return replace(
        found,
        comparisons=tuple(rows[name] for name in sorted(rows)),
        growth=found.growth or kept.growth,
        workers=found.workers or kept.workers,
        missing=found.missing or kept.missing,
    )


if __name__ == "__main__":
    main()
