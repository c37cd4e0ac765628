"""The page on speed: each row with its target, whether it was reached, and where the time goes where it was not."""

from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median

from figurecheck.pages import words
from figurecheck.pages.speed.study import Comparison, Run, SpeedStudy, Step
from figurecheck.pages.speed.targets import EXTRA_GROWTH, MOST_MEMORY, ROWS, TWO_WORKERS, Row

PAGE = "speed.md"
_SMALL_SHARE = 0.05
"""A phase below this share of the time is not named."""
_FEW = 10


@dataclass(frozen=True)
class SpeedLine:
    """One row of the table, in words."""

    title: str
    means: str
    ratio: str
    processors: str
    target: str
    reached: str


@dataclass(frozen=True)
class SizeLine:
    """One size: claims or workers, its seconds, the memory at the peak, and how it compares."""

    size: str
    seconds: str
    memory: str
    compared: str


@dataclass(frozen=True)
class SpeedPage:
    """Everything that the template of the page may use."""

    measured: str
    plain: str
    lines: tuple[SpeedLine, ...]
    missed: tuple[str, ...]
    growth: tuple[SizeLine, ...]
    growth_says: str
    workers: tuple[SizeLine, ...]
    workers_say: str
    missing: str
    versions: str


def speed_page(study: SpeedStudy) -> SpeedPage:
    """The page of one run of the benchmarks."""
    known = [one for one in study.comparisons if one.id in ROWS]
    return SpeedPage(
        measured=f"Measured on {words.day(study.date)}: {words.listed(_machine(study))}.",
        plain=_plain(known),
        lines=tuple(_line(one, ROWS[one.id]) for one in known),
        missed=tuple(_missed(one) for one in known if not _reached(one, ROWS[one.id])),
        growth=tuple(_sizes(study.growth, "claim", "claims")),
        growth_says=_growth(study.growth),
        workers=tuple(_sizes(study.workers, "worker", "workers")),
        workers_say=_workers(study.workers),
        missing=words.listed(study.missing) if study.missing else "",
        versions=words.listed(f"{name} {found}" for name, found in sorted(study.versions.items())),
    )


def _machine(study: SpeedStudy) -> Iterator[str]:
    told = study.machine
    yield told["processor"]
    yield f"{told['cores']} cores"
    yield f"{told['memory']} of memory"
    yield told["system"]
    yield f"Python {told['python']}"
    yield f"a load of {told['load before']} before the first run"


def _plain(known: list[Comparison]) -> str:
    """How long the script takes that is ratio 1."""
    runs = [run for one in known if not ROWS[one.id].faster for run in one.other]
    return _seconds(median(run.wall for run in runs)) if runs else ""


def _line(one: Comparison, row: Row) -> SpeedLine:
    limit = "" if row.target is None else f"{'at least' if row.faster else 'at most'} {words.plain(row.target)}"
    met = "" if row.target is None else "reached" if _reached(one, row) else "missed"
    return SpeedLine(row.title, row.means, _ratio(one.ratio), _ratio(one.cpu_ratio), limit, met)


def _reached(one: Comparison, row: Row) -> bool:
    if row.target is None:
        return True
    return one.ratio >= row.target if row.faster else one.ratio <= row.target


def _missed(one: Comparison) -> str:
    """Where the time of a missed row goes, the longest phases first."""
    ours = f"{ROWS[one.id].title} takes {_seconds(median(run.wall for run in one.ours))}"
    total = sum(one.shares.values())
    named = sorted(one.shares.items(), key=lambda share: -share[1])
    told = [f"{name} {_seconds(seconds)}" for name, seconds in named if seconds >= _SMALL_SHARE * total]
    return f"{ours}. Of one such build: {words.listed(told)}." if told else f"{ours}."


def _sizes(steps: tuple[Step, ...], one: str, many: str) -> Iterator[SizeLine]:
    first = steps[0] if steps else None
    for step in steps:
        compared = "" if step is first or first is None else _ratio(_faster(first.run, step.run))
        name = one if step.size == 1 else many
        memory = f"{words.whole(round(step.run.peak))}{words.SPACE}MiB" if step.run.peak else ""
        yield SizeLine(f"{words.whole(step.size)}{words.SPACE}{name}", _seconds(step.run.wall), memory, compared)


def _faster(one: Run, other: Run) -> float:
    return one.wall / other.wall


def _growth(steps: tuple[Step, ...]) -> str:
    """What one more claim costs in a long article against a short one; it needs three sizes."""
    if len(steps) < 3:
        return ""
    early, late = (_each(*pair) for pair in ((steps[0], steps[1]), (steps[-2], steps[-1])))
    limit = 1 + EXTRA_GROWTH
    grown = "within" if late <= limit * early else "beyond"
    peak = max(step.run.peak for step in steps)
    room = "below" if peak < MOST_MEMORY else "not below"
    return (
        f"One more claim costs {_seconds(early)} from the first size to the second and {_seconds(late)} up to the "
        f"last: {grown} the target of {words.percent(EXTRA_GROWTH, 0, plus=False)} more. The memory at the peak, "
        f"{words.whole(round(peak))}{words.SPACE}MiB, is {room} the {words.whole(round(MOST_MEMORY))} of the target."
    )


def _each(first: Step, second: Step) -> float:
    return (second.run.wall - first.run.wall) / (second.size - first.size)


def _workers(steps: tuple[Step, ...]) -> str:
    """Whether two workers are as much faster than one as was asked."""
    runs = {step.size: step.run for step in steps}
    if not {1, 2} <= runs.keys():
        return ""
    found = _faster(runs[1], runs[2])
    met = "reached" if found >= TWO_WORKERS else "missed"
    return f"Two workers are {_ratio(found)} times as fast as one; the target of {words.plain(TWO_WORKERS)} is {met}."


def _ratio(number: float) -> str:
    """Two significant digits, and no decimals from ten on."""
    if number >= _FEW:
        return words.whole(round(number))
    return words.signed(f"{words.rounded(number, 1 if number >= 1 else 3)}")


def _seconds(number: float) -> str:
    """Seconds, or milliseconds below a second."""
    if number < 1:
        return f"{words.signed(str(words.rounded(1000 * number, 0 if number >= 0.01 else 2)))}{words.SPACE}ms"
    return f"{words.signed(str(words.rounded(number, 1)))}{words.SPACE}s"
