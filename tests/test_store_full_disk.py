"""A file system without room: a refusal to write leaves the old files, on a real one where it may be mounted."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from figurecheck.errors import OutputError
from figurecheck.paths import Project
from figurecheck.store.pending import replace_together
from projects import tree
from small_disks import FULL, SmallDisk, small_disk

SMALL = {"X.csv": "day,value\n" * 1000, "X.json": "{}"}
BIG = {"X.csv": "day,value\n" * 40_000, "X.json": "{}" * 300_000}
"""The first file fits into 500 kB, the second does not."""


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[SmallDisk]:
    with small_disk(tmp_path, 2**20) as disk:
        yield disk


def test_a_full_file_system_keeps_the_old_files(disk: SmallDisk) -> None:
    project = Project(disk.folder)
    replace_together(project, SMALL)
    before = tree(project.series)
    with disk.with_room(500_000), pytest.raises(OutputError, match=rf"cannot write .*{FULL}"):
        replace_together(project, BIG)
    assert tree(project.series) == before
    assert not list(project.root.rglob("*.tmp"))
    replace_together(project, {**SMALL, "X.json": "[]"})
    assert (project.series / "X.json").read_text() == "[]"
