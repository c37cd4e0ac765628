"""Replacing the two files of a series as one: staged, vouched for by a manifest, then moved; finished after a crash."""

import json
import shutil
from collections.abc import Mapping
from pathlib import Path

from figurecheck.errors import MalformedDataError, OutputError
from figurecheck.paths import Project
from figurecheck.store.atomic import move, remove, write_text
from figurecheck.store.files import digest

MANIFEST = "manifest.json"


def replace_together(project: Project, texts: Mapping[str, str]) -> None:
    """Write ``texts`` (by file name) into the folder of series, all of them or, if cut short, at the next start.

    Until the manifest is there nothing in the data folder has changed. Raises OutputError.
    """
    finish(project)
    stage = _stage(project)
    _discard(stage)
    for name, text in texts.items():
        write_text(stage / name, text)
    content = {name: digest(text.encode()) for name, text in texts.items()}
    write_text(stage / MANIFEST, json.dumps(content, indent=1) + "\n")
    finish(project)


def finish(project: Project) -> bool:
    """Complete a replacement that was cut short after its manifest; returns whether there was one.

    Raises MalformedDataError where the manifest names a file that is neither staged nor in place.
    """
    stage = _stage(project)
    manifest = stage / MANIFEST
    if not manifest.is_file():
        return False
    files: dict[str, str] = json.loads(manifest.read_text(encoding="utf-8"))
    for name, checksum in files.items():
        staged, target = stage / name, project.series / name
        if staged.is_file():
            move(staged, target)
        if not target.is_file() or digest(target.read_bytes()) != checksum:
            remove(manifest)
            raise MalformedDataError(f"{name} is not the one that a refresh began to store; refresh the series again")
    remove(manifest)
    _discard(stage)
    return True


def pending(project: Project) -> bool:
    """Whether a replacement was cut short after its manifest."""
    return (_stage(project) / MANIFEST).is_file()


def _stage(project: Project) -> Path:
    return project.root / ".cache" / "series"


def _discard(stage: Path) -> None:
    try:
        if stage.exists():
            shutil.rmtree(stage)
    except OSError as problem:
        raise OutputError(
            f"cannot remove {stage.name}: {problem.strerror}. Check that the folder is writable."
        ) from problem
