"""Where the files of a series lie, and reading them without following links."""

import hashlib
from pathlib import Path

from figurecheck.errors import MalformedDataError, MissingDataError
from figurecheck.paths import Project

MAXIMUM_BYTES = 20_000_000
"""Several times the longest daily series there is; a larger file is not a series."""


def table_file(project: Project, identifier: str) -> Path:
    """The observations of a series."""
    return project.series / f"{identifier}.csv"


def record_file(project: Project, identifier: str) -> Path:
    """Where the observations of a series came from."""
    return project.series / f"{identifier}.json"


def shown(project: Project, file: Path) -> str:
    """``file`` as the project writes it, from its root."""
    return file.relative_to(project.root).as_posix()


def read_bytes(project: Project, file: Path, identifier: str) -> bytes:
    """The bytes of a file of the data folder.

    Raises MissingDataError when there is none and MalformedDataError for a symbolic link, a file above 20 MB or one
    that cannot be read.
    """
    name = shown(project, file)
    refuse_links(project, file)
    try:
        size = file.stat().st_size
        if size > MAXIMUM_BYTES:
            raise MalformedDataError(f"{identifier}: {name} has {size} bytes; a series has {MAXIMUM_BYTES} at most")
        return file.read_bytes()
    except FileNotFoundError as problem:
        raise MissingDataError(
            f"{identifier}: {name} is not there; 'figurecheck refresh --series {identifier}' writes it"
        ) from problem
    except OSError as problem:
        raise MalformedDataError(f"{identifier}: {name} cannot be read ({problem.strerror})") from problem


def refuse_links(project: Project, file: Path) -> None:
    """Raise MalformedDataError when ``file`` or a folder between it and the root is a symbolic link."""
    for place in (project.data, project.series, file):
        if place.is_symlink():
            raise MalformedDataError(
                f"{shown(project, place)} is a symbolic link; data must lie in the project itself, so that its "
                "checksums mean something. Replace the link by the file."
            )


def digest(content: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(content).hexdigest()
