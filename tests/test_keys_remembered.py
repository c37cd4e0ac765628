"""What is remembered comes back as it was, and never from a damaged file, other code or beyond its bound."""

from pathlib import Path

import pytest

from figurecheck.keys import remembered as module
from figurecheck.keys.remembered import Remembered, remembered


def kept(file: Path, code: str = "", **told: bytes) -> None:
    with remembered(file, code) as memory:
        for name, content in told.items():
            memory.keep(name, content)


def test_it_comes_back_and_the_newest_takes_the_place_of_the_older(tmp_path: Path) -> None:
    file = tmp_path / "folder" / "memory"
    kept(file, one=b"1", two=b"2")
    kept(file, two=b"3")
    memory = Remembered(file)
    assert [memory.find(name) for name in ("one", "two", "three")] == [b"1", b"3", None]


def test_other_code_and_a_damaged_file_forget(tmp_path: Path) -> None:
    file = tmp_path / "memory"
    kept(file, "code", one=b"1")
    assert Remembered(file, "other").find("one") is None
    assert Remembered(file, "code").find("one") == b"1"
    file.write_bytes(file.read_bytes()[:-1] + b"x")
    assert Remembered(file, "code").find("one") is None


def test_without_a_file_nothing_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with remembered(None) as memory:
        memory.keep("one", b"1")
        assert memory.find("one") == b"1"
    assert list(tmp_path.iterdir()) == []


def test_what_was_unused_for_longest_goes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST", 2)
    file = tmp_path / "memory"
    kept(file, one=b"1", two=b"2")
    with remembered(file) as memory:
        memory.find("one")
        memory.keep("three", b"3")
    again = Remembered(file)
    assert [again.find(name) for name in ("one", "two", "three")] == [b"1", None, b"3"]


def test_what_one_run_used_stays_whole_beyond_the_bound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Four pages in a file for two: the next run finds all of them, and a smaller one lets go of the rest."""
    monkeypatch.setattr(module, "MOST", 2)
    file, names = tmp_path / "memory", ("one", "two", "three", "four")
    kept(file, **{name: name.encode() for name in names})
    with remembered(file) as memory:
        assert [memory.find(name) for name in names] == [name.encode() for name in names]
    with remembered(file) as memory:
        memory.find("two")
    again = Remembered(file)
    assert [again.find(name) for name in names] == [None, b"two", None, b"four"]


def test_what_did_not_change_is_not_written_again(tmp_path: Path) -> None:
    file = tmp_path / "memory"
    kept(file, one=b"1")
    before = file.stat().st_mtime_ns
    kept(file, one=b"1")
    assert file.stat().st_mtime_ns == before
