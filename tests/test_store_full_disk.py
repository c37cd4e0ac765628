"""A file system without room: a refusal to write leaves the old files, on a real one where it may be mounted."""

import resource
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from figurecheck.errors import OutputError
from figurecheck.paths import Project
from figurecheck.store.pending import replace_together
from projects import tree

SMALL = {"X.csv": "day,value\n" * 1000, "X.json": "{}"}
BIG = {"X.csv": "day,value\n" * 90_000, "X.json": "{}" * 300_000}
"""The first file fits into what is left of one megabyte, the second does not."""


@pytest.fixture
def cramped(tmp_path: Path) -> Iterator[Project]:
    """A project on a file system of one megabyte; where none may be mounted, under a limit of the size of files."""
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(tmp_path)], check=False, capture_output=True
    )
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    if mounted.returncode:
        resource.setrlimit(resource.RLIMIT_FSIZE, (500_000, before[1]))
    try:
        yield Project(tmp_path)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        if not mounted.returncode:
            subprocess.run(["umount", str(tmp_path)], check=True)


def test_a_full_file_system_keeps_the_old_files(cramped: Project) -> None:
    replace_together(cramped, SMALL)
    before = tree(cramped.series)
    with pytest.raises(OutputError, match=r"cannot write .*(No space left|File too large)"):
        replace_together(cramped, BIG)
    assert tree(cramped.series) == before
    assert not list(cramped.root.rglob("*.tmp"))
    replace_together(cramped, {**SMALL, "X.json": "[]"})
    assert (cramped.series / "X.json").read_text() == "[]"
