"""Whether a whole build has anything to do: every input and every output is as the last build left it."""

import json
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from figurecheck.errors import OutputError
from figurecheck.keys.digests import differing
from figurecheck.keys.state import state
from figurecheck.store.atomic import write_text

INPUTS = ("articles", "data", "templates", "studies", "mkdocs.yml", "redirects.yml")
OUTPUTS = ("reports", "site")
UNFINISHED = (".cache/generation/manifest.json", ".cache/series/manifest.json")
"""Records of a build or a refresh that was cut short and is still to be completed."""


@dataclass(frozen=True)
class LastBuild:
    """What the last build said, and where its record lies in a project's ``root``."""

    root: Path

    @property
    def file(self) -> Path:
        """The record; removing it makes the next build look at every unit."""
        return self.root / ".cache" / "last-build.json"

    def unchanged(self) -> list[str] | None:
        """The lines that the last build said, where nothing it read or wrote differs now; else None."""
        try:
            record = json.loads(self.file.read_text(encoding="utf-8"))
            same = not any(differing(record["files"], _state(self.root)))
            return list(record["lines"]) if same else None
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def remember(self, lines: list[str]) -> None:
        """Record the state after a build. A folder that cannot be written costs the next build time, nothing else."""
        with suppress(OutputError, OSError):
            record = {"lines": lines, "files": _state(self.root)}
            write_text(self.file, json.dumps(record, indent=1, sort_keys=True) + "\n")


def _state(root: Path) -> dict[str, str]:
    return state(root, *INPUTS, *OUTPUTS, *UNFINISHED)
