"""Which versions of Python and of installed packages a result was made with."""

import sys
from functools import cache
from hashlib import sha256
from pathlib import Path


def python_version() -> str:
    """Version of the interpreter, such as ``3.12.4``."""
    return ".".join(map(str, sys.version_info[:3]))


@cache
def package_version(name: str) -> str:
    """The installed version of the package that is imported as ``name``; empty where it has no metadata."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def installed() -> str:
    """A digest of the names and versions of every installed package, read from the names of their records alone."""
    folders = (Path(place) for place in sys.path if place.endswith("site-packages"))
    names = sorted(record.name for folder in folders for record in folder.glob("*.dist-info"))
    return sha256("\n".join(names).encode()).hexdigest()
