"""A copy of the project to work in, and the command line run as a person would."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from figurecheck.paths import Project

ROOT = Path(__file__).parents[1]


def copy_project(target: Path) -> Project:
    """The parts of the project that a build reads, in another folder."""
    for name in ("articles", "data", "studies", "templates"):
        shutil.copytree(ROOT / name, target / name)
    shutil.copy(ROOT / "mkdocs.yml", target)
    (target / "site").mkdir()
    return Project(target)


def copy_ledgers(project: Project) -> None:
    """The ledgers and the addresses of the repository, which a build adds to."""
    for file in (ROOT / "reports").glob("*/ledger.*"):
        (project.reports / file.parent.name).mkdir(parents=True, exist_ok=True)
        shutil.copy(file, project.reports / file.parent.name)
    for file in (Project(ROOT).addresses, Project(ROOT).redirects):
        if file.is_file():
            (project.root / file.relative_to(ROOT)).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(file, project.root / file.relative_to(ROOT))


def figurecheck(
    project: Project, *words: str, environment: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run the command line in a project, as a person would; ``environment`` adds variables."""
    command = [sys.executable, "-m", "figurecheck", *words]
    told = {**os.environ, "COLUMNS": "200", "NO_COLOR": "1", **(environment or {})}
    return subprocess.run(command, cwd=project.root, capture_output=True, text=True, check=False, env=told)


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder with its bytes."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}
