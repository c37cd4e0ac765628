"""``make bench``: every item in one run, written to studies/benchmarks.json, from which the site's page is made.

BENCH_PLAIN=DIR takes another plain script in place of this project's; BENCH_ONLY=h,i measures some items anew and keeps
the others, each with its own day and load; BENCH_LONGEST=SECONDS lets the longest article take
that long in place of half an hour.
"""

import os
import sys
from dataclasses import replace
from pathlib import Path

from benchmarks.builds import OWN_PLAIN
from benchmarks.items import ITEMS, SMALL, Sizes, measure
from benchmarks.project import ROOT
from benchmarks.record import machine, versions
from benchmarks.timing import BenchError
from figurecheck.pages.speed.study import SpeedStudy
from figurecheck.paths import Project
from figurecheck.pipeline.speed_record import read_speed, speed_text

OUTPUT = ROOT / "studies" / "benchmarks.json"


def main() -> None:
    """Measure and write; BENCH_SMALL=1 measures next to nothing and writes to the screen."""
    named = os.environ.get("BENCH_ONLY", "")
    only = chosen(named)
    small = bool(os.environ.get("BENCH_SMALL"))
    source = Path(os.environ.get("BENCH_PLAIN") or OWN_PLAIN)
    kept = read_speed(Project(ROOT)) if named and not small else None
    sizes = Sizes(longest=float(os.environ.get("BENCH_LONGEST") or Sizes.longest))
    if kept is not None:
        check_machine(kept)
    found = measure(SMALL if small else sizes, source, only)
    if small or source != OWN_PLAIN:
        sys.stdout.write(speed_text(found))
        return
    OUTPUT.write_text(speed_text(found if kept is None else with_items(kept, found)), encoding="utf-8")
    sys.stderr.write(f"written to {OUTPUT.relative_to(ROOT)}; figurecheck build makes the page\n")


def chosen(named: str) -> frozenset[str]:
    """The items of a list such as ``h,i``; all of them where none is named. Raises BenchError for another name."""
    only = frozenset(filter(None, named.split(","))) or frozenset(ITEMS)
    if only - ITEMS.keys():
        raise BenchError(f"no item {', '.join(sorted(only - ITEMS.keys()))}; there are: {', '.join(ITEMS)}")
    return only


def check_machine(kept: SpeedStudy) -> None:
    """Raise BenchError, before anything is measured, where ``kept`` is of another machine or of other libraries."""
    if (kept.machine, kept.versions) != (machine(), versions()):
        raise BenchError("the kept benchmarks are of another machine or other libraries; run all of them: make bench")


def with_items(kept: SpeedStudy, found: SpeedStudy) -> SpeedStudy:
    """``found`` with those items of ``kept`` that were not measured this time; each row has its own circumstances."""
    rows = {one.id: one for one in (*kept.comparisons, *found.comparisons)}
    return replace(
        found,
        comparisons=tuple(rows[name] for name in sorted(rows)),
        growth=found.growth or kept.growth,
        workers=found.workers or kept.workers,
        missing={**kept.missing, **found.missing},
    )


if __name__ == "__main__":
    main()
