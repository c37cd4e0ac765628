"""SHA-256 of texts, files and folders."""

from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path

UNREAD = frozenset({"__pycache__", ".gitkeep"})
"""Names that no build reads."""


def digest(content: bytes | str) -> str:
    """SHA-256 in hexadecimal digits; a text counts as its UTF-8 bytes."""
    return sha256(content.encode() if isinstance(content, str) else content).hexdigest()


def folder_digests(root: Path, *names: str) -> dict[str, str]:
    """The digest of every file of the files and folders ``names`` of ``root``, by its path below ``root``.

    What is not there has no entry. Raises OSError for a file that cannot be read.
    """
    found = (file for name in names for file in _files(root / name))
    return {file.relative_to(root).as_posix(): digest(file.read_bytes()) for file in found}


def differing(before: dict[str, str], now: dict[str, str]) -> Iterator[str]:
    """The names whose digest differs, in alphabetical order: changed, new or gone."""
    return (name for name in sorted({*before, *now}) if before.get(name) != now.get(name))


def _files(place: Path) -> Iterable[Path]:
    if place.is_file():
        return [place]
    return sorted(path for path in place.rglob("*") if path.is_file() and not UNREAD & set(path.parts))
