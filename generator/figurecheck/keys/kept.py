"""Results that are kept under their keys, and why one could not be used again.

A result lies in a file that is named by its key and starts with the digest of the rest, so that a damaged one is never
taken for a result. Files appear whole; two builds at once write the same bytes. The folder can be deleted at any time.
What the last build used stays however much it is, so that a long article does not push itself out; what only older
builds used is bounded.
"""

import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from figurecheck.errors import OutputError
from figurecheck.keys.digests import differing, digest
from figurecheck.keys.journal import journal_text, read_journal
from figurecheck.keys.unit import Told, Unit
from figurecheck.store.atomic import write_bytes, write_text

MIB = 2**20
LIMIT = 256
"""MiB that are kept, at the most, of results that the last build did not use; those unused for longest go first."""

_DIGITS = 64


@dataclass
class Kept:
    """The results in ``folder``; ``unknown`` is the reason told of a unit that the last build did not look at."""

    folder: Path
    limit: float = LIMIT
    unknown: str = "it was not there at the last build"
    told: list[Told] = field(default_factory=list)
    _before: Mapping[str, Mapping[str, str]] = field(init=False)
    _now: dict[str, Mapping[str, str]] = field(init=False, default_factory=dict)
    _used: set[Path] = field(init=False, default_factory=set)

    def __post_init__(self) -> None:
        self._before = read_journal(self._journal)

    @property
    def _journal(self) -> Path:
        """The inputs of every unit at its last run."""
        return self.folder / "journal.json"

    def find(self, unit: Unit, expected: bytes | None = None) -> bytes | None:
        """The result of ``unit``, or None where it has to run; either is told.

        ``expected`` is what the result has to be, for a unit whose work lies elsewhere and may have been touched there.
        """
        self._note(unit)
        file = self._file(unit)
        found = _sound(file)
        if found is not None and expected not in {None, found}:
            self.told.append(Told(unit.name, ran=True, why="what was published of it was changed"))
            return None
        why = "" if found is not None else self._why(unit, file)
        self.told.append(Told(unit.name, ran=found is None, why=why))
        if found is not None:
            _touch(file)
        return found

    def reuse(self, unit: Unit) -> None:
        """Tell of a unit whose result stands in that of another, which was found."""
        self._note(unit)
        self.told.append(Told(unit.name, ran=False, why=""))
        _touch(self._file(unit))

    def keep(self, unit: Unit, result: bytes) -> None:
        """Keep the result of ``unit``. A folder that cannot be written costs the next build time, nothing else."""
        with suppress(OutputError):
            write_bytes(self._file(unit), digest(result).encode() + result)

    def close(self) -> None:
        """Remember the inputs of this run; of what it did not use, drop the oldest that is beyond the limit."""
        with suppress(OutputError, OSError):
            write_text(self._journal, journal_text(self._now))
            self._prune()

    def _note(self, unit: Unit) -> None:
        self._now[unit.name] = unit.inputs
        self._used.add(self._file(unit))

    def _file(self, unit: Unit) -> Path:
        return self.folder / unit.key[:2] / unit.key

    def _why(self, unit: Unit, file: Path) -> str:
        """The one input that made the unit run."""
        if file.exists():
            return "the kept result was damaged"
        before = self._before.get(unit.name)
        if before is None:
            return self.unknown
        return next((_changed(name, before, unit) for name in differing(before, unit.inputs)), "it was not kept")

    def _prune(self) -> None:
        older = (path for path in self.folder.glob("??/*") if path not in self._used)
        files = [(path.stat().st_mtime_ns, path.stat().st_size, path) for path in older]
        total = sum(size for _, size, _ in files)
        for _, size, path in sorted(files):
            if total <= self.limit * MIB:
                return
            path.unlink(missing_ok=True)
            total -= size


def _touch(file: Path) -> None:
    """Say that a result was used."""
    with suppress(OSError):
        os.utime(file)


def _changed(name: str, before: Mapping[str, str], unit: Unit) -> str:
    if name not in before:
        return f"{name} is new"
    return f"{name} changed" if name in unit.inputs else f"{name} is gone"


def _sound(file: Path) -> bytes | None:
    try:
        content = file.read_bytes()
    except OSError:
        return None
    result = content[_DIGITS:]
    return result if content[:_DIGITS] == digest(result).encode() else None
