"""Forgetting what earlier builds kept, before one that is to owe them nothing."""

import shutil
from pathlib import Path

from figurecheck.errors import OutputError

KEPT = (".cache/last-build.json", ".cache/answers", ".cache/units")
"""What is taken for an answer without being computed: the state of the whole build, claims in words, every unit."""


def forget(root: Path) -> None:
    """Remove what builds of the project in ``root`` have kept; raises OutputError where some of it would stay."""
    for place in (root / name for name in KEPT):
        try:
            if place.is_dir():
                shutil.rmtree(place)
            else:
                place.unlink(missing_ok=True)
        except OSError as problem:
            raise OutputError(
                f"asked to use nothing of earlier builds; {place} cannot be removed ({problem.strerror or problem}); "
                "remove it, then build again"
            ) from problem
