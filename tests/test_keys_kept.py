"""Kept results: found again, told when not, never taken when damaged, bounded, and safe to delete."""

import errno
import shutil
from pathlib import Path

import pytest

from figurecheck.errors import OutputError
from figurecheck.keys.forgetting import forget
from figurecheck.keys.journal import read_journal
from figurecheck.keys.kept import MIB, Kept
from figurecheck.keys.unit import Told, Unit

ONE = Unit("claim one", {"data X": "aa", "resamples": "9999"})


def kept(folder: Path) -> Kept:
    return Kept(folder / "units")


def build(folder: Path, unit: Unit, result: bytes = b"result") -> Told:
    store = kept(folder)
    if store.find(unit) is None:
        store.keep(unit, result)
    store.close()
    return store.told[0]


def test_a_result_is_found_under_the_same_inputs(tmp_path: Path) -> None:
    assert build(tmp_path, ONE) == Told("claim one", ran=True, why="it was not there at the last build")
    assert build(tmp_path, ONE) == Told("claim one", ran=False, why="")
    assert kept(tmp_path).find(ONE) == b"result"


@pytest.mark.parametrize(
    ("inputs", "why"),
    [
        ({"data X": "bb", "resamples": "9999"}, "data X changed"),
        ({"data X": "aa", "resamples": "9999", "data Y": "cc"}, "data Y is new"),
        ({"resamples": "9999"}, "data X is gone"),
        ({"data X": "bb", "resamples": "99"}, "data X changed"),
    ],
)
def test_the_one_input_that_differed_is_told(tmp_path: Path, inputs: dict[str, str], why: str) -> None:
    build(tmp_path, ONE)
    assert build(tmp_path, Unit("claim one", inputs)) == Told("claim one", ran=True, why=why)


def test_going_back_finds_the_older_result(tmp_path: Path) -> None:
    build(tmp_path, ONE, b"old")
    build(tmp_path, Unit("claim one", {"data X": "bb"}), b"new")
    assert kept(tmp_path).find(ONE) == b"old"


def test_the_same_inputs_of_another_unit_are_not_its(tmp_path: Path) -> None:
    build(tmp_path, ONE)
    assert kept(tmp_path).find(Unit("claim two", ONE.inputs)) is None


def test_a_damaged_result_runs_again(tmp_path: Path) -> None:
    build(tmp_path, ONE)
    (file,) = (tmp_path / "units").glob("??/*")
    file.write_bytes(file.read_bytes()[:-1] + b"?")
    assert build(tmp_path, ONE) == Told("claim one", ran=True, why="the kept result was damaged")
    assert kept(tmp_path).find(ONE) == b"result"


def test_an_emptied_file_is_damaged_too(tmp_path: Path) -> None:
    build(tmp_path, ONE)
    (file,) = (tmp_path / "units").glob("??/*")
    file.write_bytes(b"")
    assert kept(tmp_path).find(ONE) is None


def test_what_was_published_elsewhere_has_to_agree(tmp_path: Path) -> None:
    build(tmp_path, ONE)
    store = kept(tmp_path)
    assert store.find(ONE, b"something else") is None
    assert store.told == [Told("claim one", ran=True, why="what was published of it was changed")]
    assert store.find(ONE, b"result") == b"result"


def test_the_folder_can_be_deleted(tmp_path: Path) -> None:
    build(tmp_path, ONE)
    shutil.rmtree(tmp_path / "units")
    assert build(tmp_path, ONE).ran


def test_a_damaged_journal_costs_a_reason_and_nothing_else(tmp_path: Path) -> None:
    build(tmp_path, ONE)
    (tmp_path / "units" / "journal.json").write_text("{", encoding="utf-8")
    assert not build(tmp_path, ONE).ran


def test_what_is_forgotten_is_neither_found_nor_a_reason(tmp_path: Path) -> None:
    """Also results that only older builds used, the state of the whole build and the answers about claims."""
    (tmp_path / ".cache" / "answers").mkdir(parents=True)
    (tmp_path / ".cache" / "last-build.json").write_text("{}", encoding="utf-8")
    for unit in (ONE, Unit("claim one", {"data X": "bb"})):
        store = Kept(tmp_path / ".cache" / "units")
        store.keep(unit, b"result")
        store.close()
    forget(tmp_path)
    assert list((tmp_path / ".cache").iterdir()) == []
    store = Kept(tmp_path / ".cache" / "units", unknown="all is new")
    assert store.find(ONE) is None
    assert store.told == [Told("claim one", ran=True, why="all is new")]
    forget(tmp_path)


def test_what_cannot_be_forgotten_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that stays would be used: the build has to end."""
    (tmp_path / ".cache" / "units").mkdir(parents=True)

    def refused(place: Path) -> None:
        raise PermissionError(errno.EACCES, "Permission denied", place)

    monkeypatch.setattr(shutil, "rmtree", refused)
    with pytest.raises(OutputError, match=r"units cannot be removed \(Permission denied\); remove it"):
        forget(tmp_path)


def test_of_what_the_last_build_did_not_use_the_oldest_goes_first(tmp_path: Path) -> None:
    """Room for two older results besides the one in use."""
    units = [Unit(f"claim {number}", {"data": str(number)}) for number in range(5)]
    for unit in units:
        store = Kept(tmp_path / "units", limit=2 * (64 + 100) / MIB)
        store.find(units[0])
        store.keep(unit, b"x" * 100) if store.find(unit) is None else None
        store.close()
    left = [unit.name for unit in units if kept(tmp_path).find(unit) is not None]
    assert left == ["claim 0", "claim 2", "claim 3", "claim 4"]


def test_a_build_larger_than_the_limit_finds_all_of_itself_again(tmp_path: Path) -> None:
    units = [Unit(f"claim {number}", {"data": str(number)}) for number in range(20)]
    for expected in ({True}, {False}, {False}):
        store = Kept(tmp_path / "units", limit=0)
        for unit in units:
            if store.find(unit) is None:
                store.keep(unit, b"x" * 1_000)
        store.close()
        assert {told.ran for told in store.told} == expected


def test_a_unit_whose_result_stands_in_that_of_another_keeps_its_reason(tmp_path: Path) -> None:
    build(tmp_path, ONE)
    between = kept(tmp_path)
    between.reuse(ONE)
    between.close()
    assert between.told == [Told("claim one", ran=False, why="")]
    changed = Unit("claim one", {**ONE.inputs, "data X": "bb"})
    assert build(tmp_path, changed) == Told("claim one", ran=True, why="data X changed")


def test_the_journal_holds_code_that_units_share_once(tmp_path: Path) -> None:
    code = {f"code {number}.py": "0" * 64 for number in range(100)}
    store = kept(tmp_path)
    for number in range(200):
        store.find(Unit(f"claim {number}", {**code, "library numpy": "2", "data": str(number)}))
    store.close()
    file = tmp_path / "units" / "journal.json"
    assert file.stat().st_size < 200 * 200 + 100 * 100
    assert read_journal(file)["claim 7"] == {**code, "library numpy": "2", "data": "7"}


def test_two_builds_at_once_leave_whole_results(tmp_path: Path) -> None:
    first, second = kept(tmp_path), kept(tmp_path)
    for store in (first, second):
        assert store.find(ONE) is None
    for store in (first, second):
        store.keep(ONE, b"result")
        store.close()
    assert kept(tmp_path).find(ONE) == b"result"
    assert not list((tmp_path / "units").rglob("*.tmp"))


def test_a_folder_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "units").write_text("a file in its place", encoding="utf-8")
    assert build(tmp_path, ONE).ran
    assert build(tmp_path, ONE).ran
