"""``make bench``: every item in one run, written to studies/benchmarks.json, from which the site's page is made.

README.md says what BENCH_ONLY, BENCH_LONGEST, BENCH_PLAIN and BENCH_SMALL ask for.
"""

import math
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.builds import OWN_PLAIN
from benchmarks.items import ALONG, ITEMS, SMALL, Sizes, measure
from benchmarks.project import ROOT
from benchmarks.record import machine, versions
from benchmarks.timing import BenchError
from figurecheck.errors import MalformedDataError
from figurecheck.pages.speed.study import SpeedStudy
from figurecheck.paths import Project
from figurecheck.pipeline.speed_record import read_speed, speed_text

SCRIPT = "build.py"
"""What a folder must hold to be a plain script."""
OUTPUT = ROOT / "studies" / "benchmarks.json"


@dataclass(frozen=True)
class Asked:
    """What is asked for: which items, how much of each, and against which script.

    ``keeps`` leaves the items that are not measured as they were; ``shown`` writes to the screen and keeps nothing.
    """

    only: frozenset[str]
    sizes: Sizes
    source: Path
    keeps: bool
    shown: bool


def main() -> int:
    """Measure and write; what was asked wrongly, or fails, is told in words, without a stack."""
    try:
        _run(asked(os.environ))
    except (BenchError, MalformedDataError) as problem:
        sys.stderr.write(f"{problem}\n")
        return 1
    return 0


def _run(wanted: Asked) -> None:
    kept = read_speed(Project(ROOT)) if wanted.keeps else None
    if kept is not None:
        check_machine(kept)
    found = measure(wanted.sizes, wanted.source, wanted.only)
    if wanted.shown:
        sys.stdout.write(speed_text(found))
        return
    OUTPUT.write_text(speed_text(found if kept is None else with_items(kept, found)), encoding="utf-8")
    sys.stderr.write(f"written to {OUTPUT.relative_to(ROOT)}; figurecheck build makes the page\n")


def asked(variables: Mapping[str, str]) -> Asked:
    """What the variables ask for; raises BenchError where one of them cannot be meant."""
    named, small = variables.get("BENCH_ONLY", ""), bool(variables.get("BENCH_SMALL"))
    source = _script(variables.get("BENCH_PLAIN", ""))
    sizes = Sizes(longest=_seconds(variables.get("BENCH_LONGEST", "")))
    only = chosen(named)
    return Asked(
        only, SMALL if small else sizes, source, keeps=bool(named) and not small, shown=small or source != OWN_PLAIN
    )


def chosen(named: str) -> frozenset[str]:
    """The items of a list such as ``h, i``; all of them where nothing is asked. Raises BenchError for another name.

    A row that is measured along with others stands for the item that measures it.
    """
    if not named:
        return frozenset(ITEMS)
    names = [name for name in (each.strip() for each in named.split(",")) if name]
    unknown = sorted(set(names) - ITEMS.keys() - ALONG.keys())
    if unknown or not names:
        found = f"no item {', '.join(unknown)}" if unknown else "no item named"
        raise BenchError(
            f"asked for BENCH_ONLY={named!r}; found {found}; there are {', '.join(ITEMS)} "
            f"({' and '.join(ALONG)} are measured along with a); "
            "name some, such as BENCH_ONLY=h,i, or leave it out for all"
        )
    return frozenset(ALONG.get(name, name) for name in names)


def _seconds(told: str) -> float:
    """How many seconds the longest article may take; raises BenchError where it is not a number above 0."""
    try:
        found = float(told) if told.strip() else Sizes.longest
    except ValueError:
        found = math.nan
    if not found > 0:
        raise BenchError(
            f"asked for BENCH_LONGEST={told!r}; found no number of seconds above 0; "
            "write one, such as BENCH_LONGEST=800, or leave it out for half an hour"
        )
    return found


def _script(told: str) -> Path:
    """The folder of the plain script; raises BenchError where there is none."""
    folder = Path(told) if told else OWN_PLAIN
    if not (folder / SCRIPT).is_file():
        raise BenchError(
            f"asked for BENCH_PLAIN={told!r}; found no {SCRIPT} there; "
            f"name a folder that holds one, as {OWN_PLAIN.relative_to(ROOT)} does, or leave it out for that one"
        )
    return folder


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
    sys.exit(main())
