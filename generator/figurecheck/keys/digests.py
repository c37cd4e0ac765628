"""SHA-256 of texts, files and folders."""

import os
from collections.abc import Iterator, Mapping
from hashlib import sha256
from io import FileIO
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
    above = len(os.path.join(root, ""))  # noqa: PTH118
    found = (path for name in names for path in _files(str(root / name)))
    return {path[above:].replace(os.sep, "/"): digest(_content(path)) for path in found}


def differing(before: Mapping[str, str], now: Mapping[str, str]) -> Iterator[str]:
    """The names whose digest differs, in alphabetical order: changed, new or gone."""
    return (name for name in sorted({*before, *now}) if before.get(name) != now.get(name))


def _files(place: str) -> Iterator[str]:
    """The paths of all files at or below ``place``, in the order of their names; linked folders are not entered.

    Paths are texts and folders are listed once, because a build that has nothing to do spends most of its time here.
    """
    if os.path.isfile(place):  # noqa: PTH113
        yield place
        return
    try:
        with os.scandir(place) as listed:
            entries = sorted((entry for entry in listed if entry.name not in UNREAD), key=lambda entry: entry.name)
    except (FileNotFoundError, NotADirectoryError):
        return
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            yield from _files(entry.path)
        elif entry.is_file():
            yield entry.path


def _content(path: str) -> bytes:
    with FileIO(path) as file:
        return file.readall()
