"""Whether a week left anything to propose: files that differ from the last commit by more than the days of asking."""

import json
import subprocess
from typing import Any

from figurecheck.errors import OutputError
from figurecheck.paths import Project
from figurecheck.pipeline.git import committed

PATHS = ("data", "reports")
"""What a refresh and a build change; nothing else is ever committed by the weekly run."""
HEALTH = "data/health.json"
DATED = frozenset({HEALTH, "reports/data.md", "reports/health.md"})
"""The health of the series and the pages that tell the day of the last refresh."""
DAYS = ("last_attempt", "last_success")


def has_changes(project: Project) -> bool:
    """Whether the refresh and the build left more than the days on which each series was last asked for and came."""
    changed = _changed(project)
    if HEALTH in changed and changed <= DATED:
        before = committed(project.root, HEALTH)
        return before is None or _undated(before) != _undated(project.health.read_bytes())
    return bool(changed)


def _undated(content: bytes) -> list[dict[str, Any]]:
    said: list[dict[str, Any]] = json.loads(content)["series"]
    return [{name: value for name, value in one.items() if name not in DAYS} for one in said]


def _changed(project: Project) -> set[str]:
    command = ["git", "status", "--porcelain", "-z", "--no-renames", "--untracked-files=all", "--", *PATHS]
    done = subprocess.run(command, cwd=project.root, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise OutputError(f"asked for 'git status'; it ended with {done.returncode}: {' '.join(done.stderr.split())}")
    return {entry[3:] for entry in done.stdout.split("\0") if entry}
