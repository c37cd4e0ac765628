"""The files that the steps of the weekly workflow hand to one another, below ``.cache``."""

import json
from pathlib import Path
from typing import Any

from figurecheck.errors import UsageError
from figurecheck.paths import Project
from figurecheck.pipeline.weekly.proposal import Decision, Proposal, propose
from figurecheck.store.atomic import write_text
from figurecheck.store.health import read_health

SCHEMAS = {"refresh-report.json": "figurecheck.refresh/1", "weekly/diff.json": "figurecheck.diff/1"}


def folder(project: Project) -> Path:
    """Where the proposal lies between two steps."""
    return project.root / ".cache" / "weekly"


def make_proposal(project: Project, *, changed: bool) -> Proposal:
    """Read what the refresh and the comparison left, write the proposal beside it; raises UsageError without them."""
    refresh, diff = (_document(project, name) for name in SCHEMAS)
    refusals = {name: one.refusals for name, one in read_health(project).items()}
    try:
        found = propose(refresh, diff, _text(folder(project) / "diff.md"), refusals, changed=changed)
    except KeyError as problem:
        raise UsageError(f"asked for the proposal of this week; the reports have no {problem}") from problem
    for name in ("title", "body", "issue", "alarm"):
        write_text(folder(project) / f"{name}.md", getattr(found, name))
    write_text(folder(project) / "decision", found.decision.value)
    return found


def read_decision(project: Project) -> Decision:
    """The decision that ``make_proposal`` left; raises UsageError where there is none."""
    return Decision(_text(folder(project) / "decision"))


def read_alarm(project: Project) -> str:
    """What ``make_proposal`` left for a person to know of the sources; empty where there is nothing."""
    return _text(folder(project) / "alarm.md")


def read_title(project: Project) -> str:
    """The title that ``make_proposal`` left, in one line."""
    return " ".join(_text(folder(project) / "title.md").split())


def _document(project: Project, name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(_text(project.root / ".cache" / name))
    if found.get("schema") != SCHEMAS[name]:
        raise UsageError(f"asked for the proposal of this week; .cache/{name} is not {SCHEMAS[name]}")
    return found


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except OSError as problem:
        raise UsageError(
            f"asked for the proposal of this week; {file.name} is not there ({problem.strerror}); run the steps of "
            ".github/workflows/weekly.yml before this one"
        ) from problem
