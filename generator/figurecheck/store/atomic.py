"""Writing a file whole or not at all."""

import os
from pathlib import Path

from figurecheck.errors import OutputError


def write_text(path: Path, text: str) -> None:
    """Write ``text`` as UTF-8 with the line ends that it has; see ``write_bytes``."""
    write_bytes(path, text.encode("utf-8"))


def write_bytes(path: Path, content: bytes) -> None:
    """Replace ``path`` by ``content`` in one step; missing folders are made.

    The content goes to a temporary file beside the target, reaches the disk, and takes the target's name. Whatever
    stops that, an interruption included, leaves the old file and no temporary one. Raises OutputError.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _replace(path, content)
    except OSError as problem:
        raise OutputError(
            f"cannot write {path}: {problem.strerror or problem}. "
            "Check that the folder exists, is writable and has room; what was there before is unchanged."
        ) from problem


def _replace(path: Path, content: bytes) -> None:
    import tempfile

    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".tmp")
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.chmod(0o644)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def sweep(folder: Path) -> None:
    """Remove the temporary files that a killed process left in ``folder``. Raises OutputError."""
    for path in folder.glob(".*.tmp"):
        remove(path)


def move(source: Path, target: Path) -> None:
    """Give ``source`` the name ``target`` in one step, replacing what was there; missing folders are made.

    Both must lie on one file system. Raises OutputError.
    """
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        source.replace(target)
    except OSError as problem:
        raise OutputError(
            f"cannot write {target}: {problem.strerror or problem}. "
            "Check that the folder is writable; the next build completes what this one began."
        ) from problem


def remove(path: Path) -> None:
    """Remove a file; one that is gone already is fine. Raises OutputError."""
    try:
        path.unlink(missing_ok=True)
    except OSError as problem:
        raise OutputError(
            f"cannot remove {path}: {problem.strerror or problem}. "
            "Check that the folder is writable; the next build completes what this one began."
        ) from problem
