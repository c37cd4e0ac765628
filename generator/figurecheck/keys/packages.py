"""Which versions of Python and of installed packages a result was made with."""

import re
import sys
from collections.abc import Iterable, Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path

DISTRIBUTIONS: Mapping[str, str] = {"material": "mkdocs-material", "ruamel": "ruamel-yaml"}
"""The packages that this project imports under another name than the one they are installed by."""

_FOLDERS = ("site-packages", "dist-packages")
_RECORDS = ("*.dist-info", "*.egg-info")
_REQUIRED = re.compile(r"^Requires-Dist: ([\w.-]+)(?![^;\n]*;.*(?:\bextra\s*==|==\s*extra\b))", re.MULTILINE)
"""The name of a requirement whose marker, behind the semicolon, asks for no extra; ``quux[extra]`` is one."""


def python_version() -> str:
    """Version of the interpreter, such as ``3.12.4``."""
    return ".".join(map(str, sys.version_info[:3]))


def package_versions(names: Iterable[str]) -> dict[str, str]:
    """The installed versions of the packages that are imported as ``names`` and of all that they require in turn.

    What is required and not installed has no part in a result, nor has what only an extra requires: no code of ours
    that uses an extra does so without importing it.
    """
    records, found = _records_once(tuple(sys.path)), dict[str, str]()
    waiting = [_plain(DISTRIBUTIONS.get(name, name)) for name in names]
    while waiting:
        name = waiting.pop()
        if name in records and name not in found:
            found[name] = _version(records[name])
            waiting += _required(records[name])
    return dict(sorted(found.items()))


def library_inputs() -> dict[str, str]:
    """Every installed package with its version, as inputs of a unit; read from the names of their records alone.

    It is for work that any package may take part in, as a plugin does that only a configuration names.
    """
    return {f"library {name}": _version(record) for name, record in _records().items()}


def installed() -> str:
    """A digest of the names and versions of every installed package."""
    told = (f"{name} {_version(record)}" for name, record in _records().items())
    return sha256("\n".join(told).encode()).hexdigest()


def _records() -> dict[str, Path]:
    """The record of every installed package by its name; where one is installed twice, the one that Python finds."""
    found: dict[str, Path] = {}
    for folder in (Path(place) for place in sys.path if place.endswith(_FOLDERS)):
        for record in (each for kind in _RECORDS for each in folder.glob(kind)):
            found.setdefault(_plain(record.stem.partition("-")[0]), record)
    return dict(sorted(found.items()))


@cache
def _records_once(_places: tuple[str, ...]) -> dict[str, Path]:
    """The same, looked up once in a process: a build asks for the libraries of each of its units."""
    return _records()


def _version(record: Path) -> str:
    return record.stem.partition("-")[2]


@cache
def _required(record: Path) -> tuple[str, ...]:
    """The names in the head of a record, read as text: importlib's parser takes too long to do it before each build."""
    file = record / "METADATA"
    head = file.read_text(encoding="utf-8").partition("\n\n")[0] if file.is_file() else ""
    return tuple(map(_plain, _REQUIRED.findall(head)))


def _plain(name: str) -> str:
    """A name as indexes compare names."""
    return re.sub(r"[-_.]+", "-", name).lower()
