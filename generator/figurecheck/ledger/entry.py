"""What is known of one part of a claim at one date: the unit of the ledger and of every comparison."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256

REMOVED = "removed"
"""The verdict in the ledger of a claim or part that the article file no longer has."""

DIGITS = 10
RELATIVE = 1e-6
FLOOR = 1e-12

Key = tuple[str, str, str]


@dataclass(frozen=True)
class Entry:
    """One part of a claim at one date, with all that its figure rests on.

    ``part`` is empty for a claim without parts. ``value``, ``lower`` and ``upper`` are in ``unit`` and have 10
    significant digits; None where there is no figure or no interval. ``verdict`` is that of the claim,
    ``part_verdict`` that of the part. ``last_day`` is the last day of the claim's own series, ``data`` the checksum of
    the checksums of all series that it reads, ``definition`` the hash of all that the article file says of it (empty
    where it is not known). ``fragile`` is None where a results file is older than its field for parts.
    """

    as_of: str
    claim: str
    part: str
    value: float | None
    lower: float | None
    upper: float | None
    unit: str
    verdict: str
    part_verdict: str
    fragile: bool | None
    last_day: date | None
    data: str
    definition: str

    @property
    def key(self) -> Key:
        """What makes two entries comparable: date, claim, part."""
        return self.as_of, self.claim, self.part


@dataclass(frozen=True)
class SeriesMark:
    """A series as results.json describes it, so that two such files tell new days from a changed past.

    ``years`` maps each year to short checksums of its prices and of its dividends and to its last close.
    """

    sha256: str
    last_day: date
    rows: int
    years: Mapping[str, tuple[str, str, float]]


@dataclass(frozen=True)
class State:
    """Every figure of an article at one state of data, definitions and code.

    ``data_day`` is the newest day of the data, ``publication_day`` the last that was known at publication. ``reads``
    names the series of each claim and date with the checksums of their files, ``series`` describes them; both are
    empty where only the ledger is known. ``code`` is empty where the state is older than that record.
    """

    data_day: date | None
    code: str
    entries: Mapping[Key, Entry]
    reads: Mapping[tuple[str, str], Mapping[str, str]] = field(default_factory=dict)
    series: Mapping[str, SeriesMark] = field(default_factory=dict)
    publication_day: date | None = None


def rounded(value: float | None) -> float | None:
    """``value`` with the digits that results and ledger keep."""
    return None if value is None else float(f"{value:.{DIGITS}g}")


def moved(before: Entry, after: Entry) -> bool:
    """Whether the figure moved by more than one part in a million.

    The move is set against the larger of the two values and the widths of their intervals, so that a figure near 0
    with an interval does not count as moved by the last digit of a processor; the floor is 1e-12.
    """
    if before.value is None or after.value is None:
        return before.value is not after.value
    scale = max(abs(before.value), abs(after.value), _width(before), _width(after))
    return abs(after.value - before.value) > max(RELATIVE * scale, FLOOR)


def differs(before: Entry, after: Entry) -> bool:
    """Whether the ledger owes a row: another verdict, another definition, or a figure that moved."""
    said = [(e.definition, e.unit) for e in (before, after)]
    return said[0] != said[1] or judged_otherwise(before, after) or moved(before, after)


def judged_otherwise(before: Entry, after: Entry) -> bool:
    """Whether the verdict of the claim or of the part, or whether it is fragile, differs; what is unknown does not."""
    if (before.verdict, before.part_verdict) != (after.verdict, after.part_verdict):
        return True
    return None not in (before.fragile, after.fragile) and before.fragile is not after.fragile


def joint_checksum(files: Mapping[str, str]) -> str:
    """One checksum for several series: SHA-256 of their names and checksums in alphabetical order; empty for none."""
    lines = "\n".join(f"{name} {checksum}" for name, checksum in sorted(files.items()))
    return sha256(lines.encode()).hexdigest() if lines else ""


def _width(entry: Entry) -> float:
    return 0.0 if entry.lower is None or entry.upper is None else entry.upper - entry.lower
