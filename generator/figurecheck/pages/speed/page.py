"""The page on speed: each row with its target, whether it was reached, and where the time goes where it was not."""

from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median

from figurecheck.pages import words
from figurecheck.pages.speed.growing import SizeLine, growth_says, size_lines, workers_say
from figurecheck.pages.speed.missed import Missed, missed_row
from figurecheck.pages.speed.study import Comparison, SpeedStudy, When
from figurecheck.pages.speed.targets import GROWTH, ROWS, WORKERS, Row
from figurecheck.pages.speed.telling import ratio, seconds

PAGE = "speed.md"


@dataclass(frozen=True)
class SpeedLine:
    """One row of the table, in words."""

    title: str
    means: str
    how: str
    found: str
    processors: str
    target: str
    reached: str


@dataclass(frozen=True)
class SpeedPage:
    """Everything that the template of the page may use."""

    machine: str
    plain: str
    lines: tuple[SpeedLine, ...]
    states: str
    peers: str
    missed: tuple[Missed, ...]
    growth: tuple[SizeLine, ...]
    growth_says: str
    growth_how: str
    workers: tuple[SizeLine, ...]
    workers_say: str
    workers_how: str
    missing: str
    versions: str


def speed_page(study: SpeedStudy) -> SpeedPage:
    """The page of what the benchmarks found."""
    known, cores = [one for one in study.comparisons if one.id in ROWS], int(study.machine["cores"])
    return SpeedPage(
        machine=words.listed(_machine(study)),
        plain=_plain(known),
        lines=tuple(_line(one, ROWS[one.id]) for one in known),
        states=_states(study),
        peers=_peers({one.id: one for one in known}),
        missed=tuple(missed_row(one, cores) for one in known if not _reached(one, ROWS[one.id])),
        growth=tuple(size_lines(study.growth, "claim", "claims")),
        growth_says=growth_says(study.growth),
        growth_how="" if study.growth is None else _on(study.growth.when),
        workers=tuple(size_lines(study.workers, "worker", "workers")),
        workers_say=workers_say(study.workers),
        workers_how="" if study.workers is None else _on(study.workers.when),
        missing=_missing(study),
        versions=words.listed(f"{name} {found}" for name, found in sorted(study.versions.items())),
    )


def _missing(study: SpeedStudy) -> str:
    """What was left out, and what was not asked for when this was measured."""
    return "; ".join(dict.fromkeys(_absent(study)))


def _absent(study: SpeedStudy) -> Iterator[str]:
    found = {one.id for one in study.comparisons}
    yield from (name for names in study.missing.values() for name in names)
    yield from (row.title for name, row in ROWS.items() if name not in found)
    yield from () if study.growth else (GROWTH,)
    yield from () if study.workers else (WORKERS,)


def _machine(study: SpeedStudy) -> Iterator[str]:
    told = study.machine
    yield told["processor"]
    yield f"{told['cores']} cores"
    yield f"{told['memory']} of memory"
    yield told["system"]
    yield f"Python {told['python']}"


def _plain(known: list[Comparison]) -> str:
    """How long the script takes that is ratio 1."""
    runs = [run for one in known if not ROWS[one.id].faster for run in one.other]
    return seconds(median(run.wall for run in runs)) if runs else ""


def _states(study: SpeedStudy) -> str:
    """Rows may be measured one by one; whether all are of one state of the code."""
    grown = [each.when for each in (study.growth, study.workers) if each is not None]
    states = {when.code for when in (*(one.when for one in study.comparisons), *grown)}
    return "" if len(states) < 2 else f"What was measured is of {words.number(len(states))} states of the code."


def _peers(rows: dict[str, Comparison]) -> str:
    """A build of the common work beside the tools that do the same work."""
    if not {"a", "g-jupyter-book"} <= rows.keys():
        return ""
    ours, book = rows["a"].ratio, rows["g-jupyter-book"].ratio
    return (
        f"By its row and that of Jupyter Book, the common work from nothing takes {ratio(ours)} times as long as the "
        f"plain script and {ratio(ours / book)} times as long as Jupyter Book."
    )


def _line(one: Comparison, row: Row) -> SpeedLine:
    limit = "" if row.target is None else f"{'at least' if row.faster else 'at most'} {words.plain(row.target)}"
    met = "" if row.target is None else "reached" if _reached(one, row) else "missed"
    unit = "times as fast" if row.faster else "times as long"
    pairs = "one pair" if len(one.ours) == 1 else f"{words.number(len(one.ours))} pairs"
    return SpeedLine(
        title=row.title,
        means=row.means,
        how=f"{words.capital(pairs)}, {_on(one.when)}",
        found=f"{ratio(one.ratio)} {unit}",
        processors=ratio(one.cpu_ratio),
        target=limit,
        reached=met,
    )


def _on(when: When) -> str:
    return f"{words.day(when.date)}, load {when.load} before, code {when.code}"


def _reached(one: Comparison, row: Row) -> bool:
    if row.target is None:
        return True
    return one.ratio >= row.target if row.faster else one.ratio <= row.target
