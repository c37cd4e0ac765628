"""The coverage study as a page tells it: how often each interval covers the truth, and what clustering costs."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from math import sqrt

from figurecheck.pages import words
from figurecheck.pages.methods.aim import BIASES, EXCEPTIONS

AIM = (0.92, 0.97)
"""Coverage that a 95 % interval should reach on independent days."""
POOR = 0.85
"""Coverage below which an interval is much narrower than it says."""
_BIASED = EXCEPTIONS[BIASES[0]]
FIRST = ("fisher", "correlation-hac")
"""The kinds of interval that the summary begins with: the textbook's, and the one most used here."""


@dataclass(frozen=True)
class CoverageRow:
    """One kind of interval in one simulated world; ``below`` and ``above`` count truths outside the limits."""

    interval: str
    title: str
    modules: tuple[str, ...]
    design: str
    world: str
    clustered: bool
    truth: float
    truth_error: float
    simulations: int
    covered: int
    below: int
    above: int
    refused: int
    resamples: int

    @property
    def coverage(self) -> float:
        """Share of histories whose interval covers the truth."""
        return self.covered / self.simulations

    @property
    def error(self) -> float:
        """Standard error of that share by counting, with two hits and two misses added (Agresti and Coull 1998)."""
        trials = self.simulations + 4
        share = (self.covered + 2) / trials
        return sqrt(share * (1.0 - share) / trials)


@dataclass(frozen=True)
class CoverageStudy:
    """A run of the study: when, from which seed, on which versions, over how many days, and what was counted."""

    date: date
    seed: int
    days: int
    level: float
    versions: Mapping[str, str]
    rows: tuple[CoverageRow, ...]

    @property
    def intervals(self) -> dict[str, tuple[CoverageRow, ...]]:
        """The rows of each kind of interval, in the order of the study."""
        return {
            key: tuple(r for r in self.rows if r.interval == key)
            for key in dict.fromkeys(r.interval for r in self.rows)
        }

    def of(self, modules: Iterable[str]) -> tuple[tuple[CoverageRow, ...], ...]:
        """The kinds of interval that one of these files of measures/ makes."""
        wanted = set(modules)
        return tuple(rows for rows in self.intervals.values() if wanted & set(rows[0].modules))


@dataclass(frozen=True)
class CoverageLine:
    """One kind of interval in a table: a cell a world, and what clustering costs, in points."""

    title: str
    cells: tuple[str, ...]
    lost: str
    histories: str


@dataclass(frozen=True)
class CoverageTable:
    """The table of some kinds of interval; ``worlds`` are its columns."""

    worlds: tuple[str, ...]
    lines: tuple[CoverageLine, ...]


@dataclass(frozen=True)
class CoveragePage:
    """Everything the template of the coverage page may use."""

    counted: str
    versions: str
    summary: tuple[str, ...]
    table: CoverageTable


def coverage_page(study: CoverageStudy) -> CoveragePage:
    """The page of the study."""
    kinds = tuple(study.intervals.values())
    counted = (
        f"Counted on {words.day(study.date)} from the seed {study.seed}: "
        f"intervals of {words.percent(study.level, 0, plus=False)} on histories of {words.whole(study.days)} days."
    )
    return CoveragePage(
        counted=counted,
        versions=words.listed(f"{name} {found}" for name, found in sorted(study.versions.items())),
        summary=tuple(_summary(kinds, study.level)),
        table=coverage_table(kinds),
    )


def coverage_table(kinds: tuple[tuple[CoverageRow, ...], ...]) -> CoverageTable:
    """A line for each kind of interval; without any, a table without columns."""
    worlds = tuple(words.capital(row.world) for row in kinds[0]) if kinds else ()
    return CoverageTable(worlds, tuple(_line(rows) for rows in kinds))


def clustering_sentence(rows: tuple[CoverageRow, ...], level: float) -> str:
    """By how much clustering breaks one kind of interval."""
    worst = worst_clustered(rows)
    # Of the rounded share, so that a reader who adds the two finds the level.
    loss = _points(level - float(words.rounded_percent(worst.coverage, 1)) / 100.0)
    direction = f"{loss} points short of" if worst.coverage < level else "no less than"
    return (
        f"{rows[0].title}: {_share(worst)} at worst where volatility clusters ({worst.world}), {direction} the "
        f"{words.percent(level, 0, plus=False)} it promises; on independent days {_listed_shares(rows)}."
    )


def aim_sentences(kinds: tuple[tuple[CoverageRow, ...], ...]) -> Iterable[str]:
    """Every kind in use outside of the aim on independent days, and what that means for a claim that uses it."""
    low, high = (words.percent(edge, 0, plus=False) for edge in AIM)
    ours = [rows for rows in kinds if _counted(rows)]
    short = [rows for rows in ours if min(row.coverage for row in _independent(rows)) < AIM[0]]
    long = [rows for rows in ours if max(row.coverage for row in _independent(rows)) > AIM[1]]
    if short:
        yield (
            f"Below {low} on independent days: {_named(short)}. These are narrower than they say. A verdict that rests "
            "on intervals that also cover little where volatility clusters is marked on its page."
        )
    if long:
        yield (
            f"Above {high} on independent days: {_named(long)}. These are wider than they need to be. A claim that one "
            "of them leaves open might be settled by a sharper method; what it settles is settled."
        )
    if any(rows[0].interval in BIASES for rows in kinds):
        yield f"Rows against the spreads that were put in are not counted here: {_BIASED}."
    if ours and not short and not long:
        yield f"On independent days every kind of this page covers between {low} and {high}."


def _named(kinds: list[tuple[CoverageRow, ...]]) -> str:
    return "; ".join(f"{rows[0].title} ({_listed_shares(rows)}){_kept(rows)}" for rows in kinds)


def _kept(rows: tuple[CoverageRow, ...]) -> str:
    """Why a kind outside of the aim stays, after a comma."""
    reason = EXCEPTIONS.get(rows[0].interval)
    return f", kept because {reason}" if reason else ""


def _counted(rows: tuple[CoverageRow, ...]) -> bool:
    """Whether the rows are of a kind of interval in use, and not of the bias of an estimator."""
    return bool(rows[0].modules) and rows[0].interval not in BIASES


def _summary(kinds: tuple[tuple[CoverageRow, ...], ...], level: float) -> Iterable[str]:
    yield from (clustering_sentence(rows, level) for rows in kinds if rows[0].interval in FIRST)
    ours = [rows for rows in kinds if _counted(rows)]
    fair = [rows for rows in ours if all(AIM[0] <= row.coverage <= AIM[1] for row in _independent(rows))]
    low, high = (words.percent(edge, 0, plus=False) for edge in AIM)
    yield (
        f"On independent days, {len(fair)} of {words.count(len(ours), 'kind', 'kinds')} of interval in use cover the "
        f"truth between {low} and {high} of the time in both worlds."
    )
    outside = "; ".join(f"{rows[0].title} ({_listed_shares(rows)})" for rows in ours if _clearly_outside(rows))
    if outside:
        yield f"Outside of that by more than twice the error of the count: {outside}."
    yield from aim_sentences(kinds)
    yield f"Where volatility clusters, {_broken(ours, level)}."
    yield from _poor(ours)
    refused = sum(row.refused for rows in kinds for row in rows)
    if refused:
        total = refused + sum(row.simulations for rows in kinds for row in rows)
        yield (
            f"In {words.whole(refused)} of {words.whole(total)} histories a measure refused to answer, as it does "
            "on real data; these are left out of the shares."
        )


def _clearly_outside(rows: tuple[CoverageRow, ...]) -> bool:
    """Whether the count on independent days cannot be chance for an interval that reaches the aim."""
    low, high = AIM
    return any(
        row.coverage + 2.0 * row.error < low or row.coverage - 2.0 * row.error > high for row in _independent(rows)
    )


def _broken(ours: list[tuple[CoverageRow, ...]], level: float) -> str:
    """How many intervals fall short by more than twice the error of the count; the table says which."""
    short = [rows for rows in ours if worst_clustered(rows).coverage + 2.0 * worst_clustered(rows).error < level]
    promised = words.percent(level, 0, plus=False)
    if not short:
        return f"none of them falls short of {promised} by more than twice the error of the count"
    return f"{len(short)} of {len(ours)} fall short of {promised} by more than twice the error of the count"


def _poor(ours: list[tuple[CoverageRow, ...]]) -> Iterable[str]:
    """The figures with an interval of poor coverage under clustered volatility, worst first; ways of one together."""
    found: dict[str, list[float]] = {}
    for rows in sorted(ours, key=lambda rows: worst_clustered(rows).coverage):
        if worst_clustered(rows).coverage < POOR:
            found.setdefault(rows[0].title.partition(",")[0], []).append(worst_clustered(rows).coverage)
    if found:
        named = "; ".join(f"{title} ({_spread(shares)})" for title, shares in found.items())
        poor = words.percent(POOR, 0, plus=False)
        yield f"Of these below {poor}, so much narrower than they say, each in its worst such world: {named}."


def _spread(shares: list[float]) -> str:
    """``71.7 % to 76.4 %``, or one share where there is no other."""
    ends = dict.fromkeys((min(shares), max(shares)))
    return " to ".join(words.percent(share, 1, plus=False) for share in ends)


def _line(rows: tuple[CoverageRow, ...]) -> CoverageLine:
    independent = _independent(rows)
    lost = sum(row.coverage for row in independent) / len(independent) - worst_clustered(rows).coverage
    counts = sorted({row.simulations for row in rows})
    return CoverageLine(
        title=rows[0].title,
        cells=tuple(f"{_share(row)} ± {_points(row.error)}" for row in rows),
        lost=_points(lost),
        histories=words.whole(counts[0])
        if len(counts) == 1
        else f"{words.whole(counts[0])} to {words.whole(counts[-1])}",
    )


def _independent(rows: tuple[CoverageRow, ...]) -> tuple[CoverageRow, ...]:
    return tuple(row for row in rows if not row.clustered)


def worst_clustered(rows: tuple[CoverageRow, ...]) -> CoverageRow:
    """The world with clustered volatility in which the interval covers least: what every page means by its coverage."""
    return min((row for row in rows if row.clustered), key=lambda row: row.coverage)


def _listed_shares(rows: tuple[CoverageRow, ...]) -> str:
    return words.listed(_share(row) for row in _independent(rows))


def _share(row: CoverageRow) -> str:
    return words.percent(row.coverage, 1, plus=False)


def _points(share: float) -> str:
    """A share as points, one digit: 0.0312 as ``3.1``."""
    return words.signed(f"{words.rounded_percent(share, 1)}")
