"""Which versions of Python and of installed packages a result was made with."""

import sys
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path

DISTRIBUTIONS: Mapping[str, str] = {"material": "mkdocs-material", "ruamel": "ruamel.yaml"}
"""The packages that this project imports under another name than the one they are installed by."""

_FOLDERS = ("site-packages", "dist-packages")
_RECORDS = ("*.dist-info", "*.egg-info")


def python_version() -> str:
    """Version of the interpreter, such as ``3.12.4``."""
    return ".".join(map(str, sys.version_info[:3]))


@cache
def package_version(name: str) -> str:
    """The installed version of the package that is imported as ``name``; empty where it is not installed."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(DISTRIBUTIONS.get(name, name))
    except PackageNotFoundError:
        return ""


def library_inputs() -> dict[str, str]:
    """Every installed package with its version, as inputs of a unit; read from the names of their records alone.

    It is for work that any package may take part in, as a plugin does that only a configuration names.
    """
    return {f"library {name}": version for name, version in _versions().items()}


def installed() -> str:
    """A digest of the names and versions of every installed package."""
    return sha256("\n".join(f"{name} {version}" for name, version in _versions().items()).encode()).hexdigest()


def _versions() -> dict[str, str]:
    """The version of every installed package by its name; where one is installed twice, the one that Python finds."""
    found: dict[str, str] = {}
    for folder in (Path(place) for place in sys.path if place.endswith(_FOLDERS)):
        for record in (each for kind in _RECORDS for each in folder.glob(kind)):
            name, _, version = record.stem.partition("-")
            found.setdefault(name.lower().replace("_", "-"), version)
    return dict(sorted(found.items()))
