"""How often each kind of interval covers the truth in simulated worlds; writes what it counted, with date and seed."""

import argparse
import json
import platform
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from importlib.metadata import version
from math import sqrt
from pathlib import Path

import numpy as np
from joblib import Parallel, delayed

from figurecheck.errors import MeasureError, UsageError
from figurecheck.pages.methods.coverage import CoverageRow, CoverageStudy
from figurecheck.pipeline.coverage.designs import DESIGNS, Design, Draws
from figurecheck.pipeline.coverage.intervals import INTERVALS
from figurecheck.pipeline.coverage.model import Interval
from figurecheck.pipeline.coverage.record import counts_of, read_study, row_of, study_text, with_rows
from figurecheck.pipeline.coverage.samples import DAYS, Sample
from figurecheck.pipeline.locate import find_project
from figurecheck.store.atomic import write_text

SEED = 20251003
LEVEL = 0.95
_BATCH = 100


def run_study(
    today: date,
    seed: int = SEED,
    share: float = 1.0,
    jobs: int = 1,
    only: Iterable[str] = (),
    kept: Path | None = None,
) -> CoverageStudy:
    """Try every interval in every world; ``share`` scales the number of simulations, ``only`` picks intervals by id.

    In the folder ``kept`` every row that is done is a file, so that a run that was cut short goes on where it stopped.
    """
    wanted = [interval for interval in INTERVALS if not set(only) or interval.id in set(only)]
    tasks = [(interval, design) for interval in wanted for design in DESIGNS]
    tried = Parallel(n_jobs=jobs, return_as="generator")(
        delayed(_kept)(kept, interval, design, seed, max(1, round(share * interval.simulations)))
        for interval, design in tasks
    )
    rows = tuple(_told(tried, len(tasks)))
    packages = {name: version(name) for name in ("arch", "numpy", "scipy", "statsmodels")}
    return CoverageStudy(today, seed, DAYS, LEVEL, {"python": platform.python_version(), **packages}, rows)


def _told(rows: Iterable[CoverageRow], total: int) -> Iterator[CoverageRow]:
    for number, row in enumerate(rows, 1):
        sys.stderr.write(f"{number}/{total} {row.interval} in {row.design}: {row.covered}/{row.simulations}\n")
        yield row


def _kept(folder: Path | None, interval: Interval, design: Design, seed: int, simulations: int) -> CoverageRow:
    """The row from the folder where it is there already, else counted now and written to it."""
    if folder is None:
        return try_interval(interval, design, seed, simulations)
    file = folder / f"{interval.id}-{design.id}-{seed}-{simulations}-{interval.resamples}.json"
    if file.exists():
        return row_of(interval, design, **json.loads(file.read_text(encoding="utf-8")))
    row = try_interval(interval, design, seed, simulations)
    write_text(file, json.dumps(counts_of(row), indent=1, sort_keys=True) + "\n")
    return row


def try_interval(interval: Interval, design: Design, seed: int, simulations: int) -> CoverageRow:
    """Count how often ``interval`` covers the truth in ``simulations`` histories of one world.

    Every pair of interval and world has random numbers of its own. A history on which the measure refuses to answer is
    counted as such and not as a miss.
    """
    truth, truth_error = _truth(interval, design, seed)
    random = _random(seed, interval.id, design.id)
    covered = below = above = refused = 0
    for sample in _samples(interval, design, random, simulations, DAYS):
        try:
            limits = interval.limits(sample)
        except MeasureError:
            refused += 1
            continue
        below += truth < limits.lower
        above += truth > limits.upper
        covered += limits.lower <= truth <= limits.upper
    counts = {"covered": covered, "below": below, "above": above, "refused": refused}
    return row_of(
        interval,
        design,
        truth=truth,
        truth_error=truth_error,
        simulations=simulations - refused,
        resamples=interval.resamples,
        **counts,
    )


def _random(*names: int | str) -> np.random.Generator:
    """Random numbers of their own for every seed and names."""
    words = [word for name in names for word in ([name] if isinstance(name, int) else name.encode())]
    return np.random.Generator(np.random.PCG64(np.random.SeedSequence(words)))


def _truth(interval: Interval, design: Design, seed: int) -> tuple[float, float]:
    """What the interval should cover, and the standard error of that where it comes from long histories."""
    known = interval.truth(design.id)
    if known is not None:
        return known, 0.0
    if interval.statistic is None:
        raise UsageError(f"{interval.id}: neither a known truth nor a statistic; give it one of them")
    histories, days = interval.long
    samples = _samples(interval, design, _random(seed, "truth", design.id), histories, days)
    values = np.array([interval.statistic(sample) for sample in samples])
    return float(values.mean()), float(values.std(ddof=1)) / sqrt(histories)


def _samples(
    interval: Interval, design: Design, random: np.random.Generator, samples: int, days: int
) -> Iterator[Sample]:
    """Simulated histories, drawn in batches of bounded size."""
    batch = max(1, min(_BATCH, _BATCH * DAYS // days))
    for start in range(0, samples, batch):
        draws = design.draw(random, min(batch, samples - start), days, interval.correlations)
        yield from _single(draws, start, interval.resamples)


def _single(draws: Draws, start: int, resamples: int) -> Iterator[Sample]:
    for number, (returns, high) in enumerate(zip(draws.returns, draws.high, strict=True)):
        yield Sample(returns, high, start + number, resamples)


def main(words: list[str] | None = None) -> None:
    """Run the study and write it: ``python -m figurecheck.pipeline.coverage_study --share 0.5 --jobs 2``.

    With ``--only`` the kinds that it names are counted and put into the study that is there.
    """
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--share", type=float, default=1.0, help="share of the full number of simulations")
    parser.add_argument("--jobs", type=int, default=1, help="processes")
    parser.add_argument("--only", nargs="+", default=[], metavar="KIND", choices=[one.id for one in INTERVALS])
    chosen = parser.parse_args(words)
    project, today = find_project(Path.cwd()), datetime.now(UTC).date()
    kept = project.root / ".cache" / "coverage"
    kept.mkdir(parents=True, exist_ok=True)
    study = run_study(today, chosen.seed, chosen.share, chosen.jobs, chosen.only, kept)
    whole = with_rows(read_study(project), study) if chosen.only else study
    write_text(project.root / "studies" / "coverage.json", study_text(whole))
    for file in kept.glob("*.json"):
        file.unlink()


if __name__ == "__main__":
    main()
