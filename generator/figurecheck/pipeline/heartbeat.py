"""Whether the weekly workflow is alive: its heartbeat in the repository, and what to do where there is none."""

import json
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from figurecheck.errors import UsageError
from figurecheck.paths import Project
from figurecheck.pipeline.git import origin
from figurecheck.pipeline.initial import UNSET

SILENCE = 14
"""Days without a heartbeat that are more than one missed week."""
HOME_NAME = "FIGURECHECK_HOME"
_CALLS = re.compile(r"uses: (?!actions/)[\w.-]+/[\w.-]+@")
"""A weekly workflow that calls the action: it leaves no heartbeat, its pull requests are its signs of life."""
_ADDRESS = re.compile(r"github\.com[:/]([\w.-]+/[\w.-]+?)(?:\.git)?/?$")


@dataclass(frozen=True)
class Silence:
    """That the weekly run gives no sign of life: what was found, and what to run."""

    found: str
    remedy: str


def silence(project: Project, today: date) -> Silence | None:
    """None where the weekly run beat within two weeks, or where the project has no weekly workflow."""
    workflow = project.root / ".github" / "workflows" / "weekly.yml"
    if not workflow.is_file():
        return None
    text = workflow.read_text(encoding="utf-8", errors="replace")
    if UNSET in text:
        return Silence(
            f"the weekly workflow calls {UNSET}", "write owner and commit of the action in weekly.yml and pages.yml"
        )
    if _CALLS.search(text):
        return None
    last = _last_beat(project.root / ".github" / "heartbeat.json")
    if last is None:
        found = f"the weekly run has left no sign of life here; it does nothing until {HOME_NAME} is set, nor in a fork"
        return Silence(found, f"gh variable set {HOME_NAME} --body {_home(project.root)}")
    days = (today - last).days
    if days <= SILENCE:
        return None
    return Silence(f"the weekly run was last alive on {last}, {days} days ago", "gh workflow enable weekly.yml")


def _last_beat(file: Path) -> date | None:
    try:
        return date.fromisoformat(json.loads(file.read_text(encoding="utf-8"))["day"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _home(root: Path) -> str:
    try:
        found = _ADDRESS.search(origin(root))
    except UsageError:
        found = None
    return found[1] if found else "OWNER/NAME"
