"""Whether a whole build has anything to do: every input and every output is as the last build left it."""

import json
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from figurecheck.errors import OutputError
from figurecheck.keys.digests import differing, digest
from figurecheck.keys.state import state
from figurecheck.paths import SHIPPED
from figurecheck.store.atomic import write_text

INPUTS = ("articles", "data", "templates", "studies", "mkdocs.yml", "redirects.yml")
OUTPUTS = ("reports", "site")
UNFINISHED = (".cache/generation/manifest.json", ".cache/series/manifest.json")
"""Records of a build or a refresh that was cut short and is still to be completed."""
_ASKS = re.compile(r"^[^#\n]*!ENV(.*)$", re.MULTILINE)
_NAME = re.compile(r"\b[A-Z_][A-Z0-9_]*\b")


@dataclass(frozen=True)
class Said:
    """The lines that a build said, and the names of all its units."""

    lines: list[str]
    units: list[str]


@dataclass(frozen=True)
class LastBuild:
    """What the last build said, and where its record lies in a project's ``root``.

    ``environment`` holds the variables that mkdocs.yml may ask for, ``work`` names how the build was done where that
    was not as usual: what such a build left is no reason to leave out a usual one.
    """

    root: Path
    environment: Mapping[str, str]
    work: str = ""

    @property
    def file(self) -> Path:
        """The record; removing it makes the next build look at every unit."""
        return self.root / ".cache" / "last-build.json"

    def unchanged(self) -> Said | None:
        """What the last build said, where nothing it read or wrote differs now; else None."""
        try:
            record = json.loads(self.file.read_text(encoding="utf-8"))
            same = not any(differing(record["files"], self._state()))
            return Said(list(record["lines"]), list(record["units"])) if same else None
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def remember(self, said: Said) -> None:
        """Record the state after a build. A folder that cannot be written costs the next build time, nothing else."""
        with suppress(OutputError, OSError):
            record = {"lines": said.lines, "units": said.units, "files": self._state()}
            write_text(self.file, json.dumps(record, indent=1, sort_keys=True) + "\n")

    def _state(self) -> dict[str, str]:
        return {**state(self.root, *INPUTS, *OUTPUTS, *UNFINISHED), **self._asked(), "work": digest(self.work)}

    def _asked(self) -> dict[str, str]:
        """The variables that the project's or the package's mkdocs.yml asks for, each with the digest of its value."""
        files = (file for folder in (SHIPPED, self.root) if (file := folder / "mkdocs.yml").is_file())
        asks = (ask for file in files for ask in _ASKS.findall(file.read_text(encoding="utf-8")))
        names = {name for ask in asks for name in _NAME.findall(ask)}
        return {f"environment {name}": digest(self.environment.get(name, "")) for name in sorted(names)}
