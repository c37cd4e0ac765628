"""What was printed about a claim, kept as long as nothing that it was made from differs."""

import json
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from figurecheck.errors import OutputError
from figurecheck.keys.digests import differing, digest
from figurecheck.keys.state import state
from figurecheck.store.atomic import write_text

MOST = 200
"""So many answers are kept; the oldest goes first."""
READ = ("articles", "data/catalogue.yml")
"""What every answer depends on besides its observations."""


@dataclass(frozen=True)
class KeptAnswer:
    """The kept answer of one claim of the project in ``root``."""

    root: Path
    claim: str

    @property
    def file(self) -> Path:
        """Where it lies; the name is a digest, so that no id of a claim is a path."""
        return self.root / ".cache" / "answers" / f"{digest(self.claim)}.json"

    def find(self) -> dict[str, Any] | None:
        """The answer, where the articles, its data and the code are as they were; else None."""
        try:
            record = json.loads(self.file.read_text(encoding="utf-8"))
            answer: dict[str, Any] = record["answer"]
            same = not any(differing(record["files"], state(self.root, *READ, *record["data"])))
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return answer if same else None

    def keep(self, answer: dict[str, Any], data: list[str]) -> None:
        """Keep ``answer``, made from the files ``data``; a folder that cannot be written is no error."""
        with suppress(OutputError, OSError):
            record = {"answer": answer, "data": data, "files": state(self.root, *READ, *data)}
            write_text(self.file, json.dumps(record, indent=1, sort_keys=True) + "\n")
            self._prune()

    def _prune(self) -> None:
        newest_first = sorted(self.file.parent.glob("*.json"), key=lambda file: -file.stat().st_mtime_ns)
        for file in newest_first[MOST:]:
            file.unlink(missing_ok=True)
