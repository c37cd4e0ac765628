"""Which files of the package, and which libraries, a result depends on: the imports of its modules, followed.

An import inside a function counts like one at the top. A module that is imported by name at run time is not seen;
whoever does that names it to ``depends`` as a further root.
"""

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from figurecheck.keys.digests import digest
from figurecheck.keys.imports import imported_names
from figurecheck.keys.packages import package_versions

PACKAGE = "figurecheck"
ROOT = Path(__file__).parents[1]

READ_FILES: Mapping[str, tuple[str, ...]] = {"series.catalogue": ("series/catalogue.yml",)}
"""Files of the package that a module reads when it is used."""


@dataclass(frozen=True)
class Code:
    """The digests of the package's files, and the versions of the libraries that they import and of those behind."""

    files: Mapping[str, str]
    packages: Mapping[str, str]

    @cached_property
    def inputs(self) -> Mapping[str, str]:
        """Both as inputs of a unit; every unit has them, so they are worded once."""
        files = {f"code {name}": found for name, found in self.files.items()}
        return files | {f"library {name}": found for name, found in self.packages.items()}


@cache
def depends(*modules: str, apart: tuple[str, ...] = ()) -> Code:
    """What ``modules`` (dotted, below the package) depend on, themselves included.

    Imports of the modules ``apart`` are not followed, unless these are among ``modules``. Raises KeyError for a module
    that is not there.
    """
    left_out = set(apart) - set(modules)
    seen: set[str] = set()
    libraries: set[str] = set()
    waiting = list(modules)
    while waiting:
        module = waiting.pop()
        if module in seen:
            continue
        seen.add(module)
        ours, theirs = _imports(module)
        waiting += [name for name in ours if name not in left_out]
        libraries |= theirs
    files = sorted(name for module in seen for name in (_file(module), *READ_FILES.get(module, ())))
    return Code({name: _digest(name) for name in files}, package_versions(libraries))


@cache
def _digest(file: str) -> str:
    return digest((ROOT / file).read_bytes().replace(b"\r\n", b"\n"))


@cache
def _modules() -> Mapping[str, str]:
    """The file of every module, by its dotted name below the package."""
    files = [file.relative_to(ROOT) for file in ROOT.rglob("*.py")]
    return {_dotted(file): file.as_posix() for file in files}


def _dotted(file: Path) -> str:
    return ".".join(file.with_suffix("").parts).removesuffix("__init__").rstrip(".")


def _file(module: str) -> str:
    return _modules()[module]


@cache
def _imports(module: str) -> tuple[frozenset[str], frozenset[str]]:
    """The modules of ours, and the top names of other packages, that a module imports."""
    named = imported_names((ROOT / _file(module)).read_bytes())
    ours = {_module_of(name) for name in named if name.split(".")[0] == PACKAGE}
    others = {name.split(".")[0] for name in named} - {PACKAGE} - set(sys.stdlib_module_names)
    return frozenset(ours), frozenset(others)


def _module_of(name: str) -> str:
    """The module that ``from MODULE import NAME`` reads: NAME itself where it is one, else MODULE."""
    inner = name.removeprefix(PACKAGE).lstrip(".")
    return inner if inner in _modules() else inner.rpartition(".")[0]
