import os
import resource
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from figurecheck.errors import OutputError
from figurecheck.store.atomic import write_bytes, write_text

NOBODY = 65534


def test_text_is_written_as_utf_8_with_its_own_line_ends(tmp_path: Path) -> None:
    write_text(tmp_path / "new" / "folder" / "a.txt", "é\nb\r\n")
    assert (tmp_path / "new" / "folder" / "a.txt").read_bytes() == b"\xc3\xa9\nb\r\n"
    assert (tmp_path / "new" / "folder" / "a.txt").stat().st_mode & 0o777 == 0o644


def test_an_old_file_is_replaced_and_nothing_else_is_left(tmp_path: Path) -> None:
    write_text(tmp_path / "a.txt", "old")
    write_text(tmp_path / "a.txt", "new")
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {"a.txt": "new"}


def test_a_symbolic_link_is_replaced_not_followed(tmp_path: Path) -> None:
    (tmp_path / "elsewhere.txt").write_text("mine")
    (tmp_path / "a.txt").symlink_to(tmp_path / "elsewhere.txt")
    write_text(tmp_path / "a.txt", "new")
    assert (tmp_path / "elsewhere.txt").read_text() == "mine"
    assert not (tmp_path / "a.txt").is_symlink()


def test_a_folder_that_is_a_file_is_an_output_error(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("not a folder")
    with pytest.raises(OutputError, match=r"cannot write .*a\.csv: (Not a directory|File exists)"):
        write_text(tmp_path / "data" / "series" / "a.csv", "x")


def test_a_target_that_is_a_folder_leaves_no_temporary_file(tmp_path: Path) -> None:
    (tmp_path / "a.csv").mkdir()
    with pytest.raises(OutputError, match="Is a directory"):
        write_text(tmp_path / "a.csv", "x")
    assert [path.name for path in tmp_path.iterdir()] == ["a.csv"]


@contextmanager
def unprivileged() -> Iterator[None]:
    """Root may write everywhere: act as nobody where the tests run as root."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def read_only() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="figurecheck-test-"))
    (folder / "a.csv").write_text("old")
    folder.chmod(0o555)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


def test_a_read_only_folder_is_an_output_error_and_the_old_file_stays(read_only: Path) -> None:
    with unprivileged(), pytest.raises(OutputError, match=r"a\.csv: Permission denied. Check that the folder"):
        write_text(read_only / "a.csv", "new")
    assert [(path.name, path.read_text()) for path in read_only.iterdir()] == [("a.csv", "old")]


@contextmanager
def room_for(size: int) -> Iterator[None]:
    """No file may grow beyond ``size`` bytes: to a program a full disk looks the same."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_file_that_does_not_fit_leaves_the_old_one_and_no_half_one(tmp_path: Path) -> None:
    write_bytes(tmp_path / "a.csv", b"old")
    with pytest.raises(OutputError, match=r"a\.csv: File too large"), room_for(10_000):
        write_bytes(tmp_path / "a.csv", b"x" * 100_000)
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("a.csv", b"old")]
