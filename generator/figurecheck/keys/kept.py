"""Results that are kept under their keys, and why one could not be used again.

A result lies in a file that is named by its key and starts with the digest of the rest, so that a damaged one is never
taken for a result. Files appear whole; two builds at once write the same bytes. The folder can be deleted at any time.
"""

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from figurecheck.errors import OutputError
from figurecheck.keys.digests import differing, digest
from figurecheck.keys.unit import Told, Unit
from figurecheck.store.atomic import write_bytes, write_text

LIMIT = 256 * 2**20
"""Bytes that are kept at the most; what was not used for longest goes first."""

_DIGITS = 64


@dataclass
class Kept:
    """The results in ``folder``; ``use`` False looks for none and keeps none (a cold build)."""

    folder: Path
    use: bool = True
    limit: int = LIMIT
    told: list[Told] = field(default_factory=list)
    _before: Mapping[str, dict[str, str]] = field(init=False)
    _now: dict[str, dict[str, str]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._before = _journal(self._journal) if self.use else {}

    @property
    def _journal(self) -> Path:
        """The inputs of every unit at its last run."""
        return self.folder / "journal.json"

    def find(self, unit: Unit, expected: bytes | None = None) -> bytes | None:
        """The result of ``unit``, or None where it has to run; either is told.

        ``expected`` is what the result has to be, for a unit whose work lies elsewhere and may have been touched there.
        """
        self._now[unit.name] = dict(unit.inputs)
        if not self.use:
            self.told.append(Told(unit.name, ran=True, why="nothing kept is used"))
            return None
        file = self._file(unit)
        found = _sound(file)
        if found is not None and expected not in {None, found}:
            self.told.append(Told(unit.name, ran=True, why="what was published of it was changed"))
            return None
        why = "" if found is not None else self._why(unit, file)
        self.told.append(Told(unit.name, ran=found is None, why=why))
        if found is not None:
            with suppress(OSError):
                os.utime(file)
        return found

    def keep(self, unit: Unit, result: bytes) -> None:
        """Keep the result of ``unit``. A folder that cannot be written costs the next build time, nothing else."""
        if self.use:
            with suppress(OutputError):
                write_bytes(self._file(unit), digest(result).encode() + result)

    def close(self) -> None:
        """Remember the inputs of this run, and drop what was not used for longest beyond the limit."""
        if not self.use:
            return
        with suppress(OutputError, OSError):
            write_text(self._journal, json.dumps(self._now, indent=1, sort_keys=True) + "\n")
            self._prune()

    def _file(self, unit: Unit) -> Path:
        return self.folder / unit.key[:2] / unit.key

    def _why(self, unit: Unit, file: Path) -> str:
        """The one input that made the unit run."""
        if file.exists():
            return "the kept result was damaged"
        before = self._before.get(unit.name)
        if before is None:
            return "it was not there at the last build"
        return next((_changed(name, before, unit) for name in differing(before, dict(unit.inputs))), "it was not kept")

    def _prune(self) -> None:
        files = [(path.stat().st_mtime_ns, path.stat().st_size, path) for path in self.folder.glob("??/*")]
        total = sum(size for _, size, _ in files)
        for _, size, path in sorted(files):
            if total <= self.limit:
                return
            path.unlink(missing_ok=True)
            total -= size


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


def _journal(file: Path) -> dict[str, dict[str, str]]:
    """The journal; an unreadable one is as good as none."""
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
