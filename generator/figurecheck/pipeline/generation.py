"""Publishing a build as a whole: everything is staged first, then moved file by file, and finished after a crash.

A generation is a folder ``.cache/generation`` with the trees ``reports`` and ``site`` and, written last, a manifest
that lists every file with its checksum. Without a manifest the generation is unfinished and is thrown away. With one
it is whole, and publishing it is only a matter of moving files, which the next start completes if it was cut short.
Until the manifest is there, nothing outside the folder has changed: the last good site stays.
"""

import hashlib
import json
import os
import shutil
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from figurecheck.errors import OutputError
from figurecheck.paths import Project
from figurecheck.store.atomic import move, remove, write_text

TREES = ("reports", "site")
PROBE = ".figurecheck-probe"

KEPT = {".gitkeep"}
"""Files of the published trees that no build makes and none removes."""


@dataclass(frozen=True)
class Generation:
    """The staging folder of one build."""

    project: Project
    _staged: set[str] = field(default_factory=set, init=False, compare=False, repr=False)

    @property
    def root(self) -> Path:
        """Where a build is staged; on the same file system as what it replaces."""
        return self.project.root / ".cache" / "generation"

    @property
    def manifest(self) -> Path:
        """Written last: its presence says that the generation is whole."""
        return self.root / "manifest.json"

    def tree(self, name: str) -> Path:
        """The staged ``reports`` or ``site``."""
        return self.root / name

    def write(self, path: str, text: str) -> None:
        """Stage one file of ``reports``; nobody reads the stage before its manifest is there, so a plain write does."""
        file = self.tree("reports") / path
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8", newline="\n")
        except OSError as problem:
            raise OutputError(f"cannot stage {path}: {problem.strerror}; is the disk full?") from problem
        self._staged.add(path)

    def begin(self) -> None:
        """Start from an empty folder; a whole generation left by an earlier build is published first."""
        self._require_writable()
        self.recover()
        _discard(self.root)
        try:
            for name in TREES:
                self.tree(name).mkdir(parents=True)
        except OSError as problem:
            raise OutputError(f"asked to build in {self.root.name}; {problem.strerror}: {self.root}") from problem

    def recover(self) -> bool:
        """Complete a publication that was cut short; returns whether there was one."""
        if not self.manifest.is_file():
            return False
        self._publish()
        return True

    def finish(self, *, kept: Collection[str] = (), site: Collection[str] = ()) -> tuple[int, int]:
        """Seal the generation and publish it; returns how many files changed and how many were removed.

        The trees ``kept`` stay as they are published; ``site`` are files that the site must have. Raises OutputError
        with nothing published where one of the two trees cannot be written, and where a staged file is gone.
        """
        self._require_writable()
        files = {name: _checksums(self.tree(name)) for name in TREES if name not in kept}
        gone = sorted(self._staged.difference(files.get("reports", self._staged)))
        gone += sorted(set(site).difference(files.get("site", site)))
        if gone:
            raise OutputError(
                f"{len(gone)} files of this build are gone from {self.root.parent.name}, {gone[0]} the first; was the "
                "folder deleted meanwhile? Nothing was published; build again."
            )
        write_text(self.manifest, json.dumps(files, indent=1, sort_keys=True) + "\n")
        return self._publish()

    def _require_writable(self) -> None:
        """Refuse before anything moves, so that new reports never stand beside an old site."""
        for name in TREES:
            published = self.project.root / name
            folders = [published, *(path for path in published.rglob("*") if path.is_dir())]
            write_text(published / PROBE, "")
            remove(published / PROBE)
            closed = [folder for folder in folders if not os.access(folder, os.W_OK)]
            if closed:
                raise OutputError(f"cannot write {closed[0]}: no permission. Nothing was published.")

    def _publish(self) -> tuple[int, int]:
        files: dict[str, dict[str, str]] = json.loads(self.manifest.read_text(encoding="utf-8"))
        changed = sum(self._move(name, staged) for name, staged in files.items())
        removed = sum(self._prune(name, staged) for name, staged in files.items())
        _discard(self.root)
        return changed, removed

    def _move(self, tree: str, files: dict[str, str]) -> int:
        """Move the staged files that differ from the published ones; those already moved are gone from the stage."""
        staged, published = self.tree(tree), self.project.root / tree
        changed = 0
        for name, checksum in files.items():
            source = staged / name
            if source.is_file() and (not (published / name).is_file() or _checksum(published / name) != checksum):
                move(source, published / name)
                changed += 1
        return changed

    def _prune(self, tree: str, files: dict[str, str]) -> int:
        """Remove published files that this generation does not have, and folders that are empty then."""
        published = self.project.root / tree
        stale = [path for path in _files(published) if path.relative_to(published).as_posix() not in files]
        for path in stale:
            remove(path)
        for folder in sorted((p for p in published.rglob("*") if p.is_dir()), reverse=True):
            if not any(folder.iterdir()):
                folder.rmdir()
        return len(stale)


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file() and path.name not in KEPT)


def _checksums(folder: Path) -> dict[str, str]:
    return {path.relative_to(folder).as_posix(): _checksum(path) for path in _files(folder)}


def _checksum(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def _discard(folder: Path) -> None:
    if folder.exists():
        (folder / "manifest.json").unlink(missing_ok=True)
        shutil.rmtree(folder)
