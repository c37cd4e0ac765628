"""What files import, kept beside the results of a build: the same as read anew, and never taken from a damaged file."""

import ast
from pathlib import Path

import pytest

from figurecheck.keys import imports
from figurecheck.keys.imports import imported_names, imports_kept

SOURCE = b"import os.path\nfrom figurecheck.keys import kept\n\ndef late():\n    import numpy as np\n    return np\n"
NAMES = ["figurecheck.keys.kept", "numpy", "os.path"]


@pytest.fixture(autouse=True)
def nothing_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(imports, "_known", {})
    monkeypatch.setattr(imports, "_asked", set())


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """What a build leaves that asked for one file; then everything is forgotten but the file."""
    with imports_kept(tmp_path / "imports.json"):
        assert imported_names(SOURCE) == NAMES
    imports._known.clear()
    return tmp_path / "imports.json"


def parsed(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """The sources that are parsed from here on."""
    found: list[bytes] = []
    real = ast.parse
    monkeypatch.setattr(ast, "parse", lambda source: found.append(source) or real(source))
    return found


def test_a_file_that_was_parsed_before_is_not_parsed_again(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    again = parsed(monkeypatch)
    with imports_kept(file):
        assert imported_names(SOURCE) == NAMES
        assert again == []
        assert imported_names(b"import sys\n") == ["sys"]
    assert again == [b"import sys\n"]


@pytest.mark.parametrize("damage", ["", "no record", "numpy"])
def test_what_is_damaged_is_read_anew(file: Path, damage: str, monkeypatch: pytest.MonkeyPatch) -> None:
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("numpy", "scipy") if damage == "numpy" else damage, "utf-8")
    again = parsed(monkeypatch)
    with imports_kept(file):
        assert imported_names(SOURCE) == NAMES
    assert again == [SOURCE]


def test_another_version_of_the_reader_reads_anew(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    again = parsed(monkeypatch)
    monkeypatch.setattr(imports, "python_version", lambda: "2.7.18")
    with imports_kept(file):
        assert imported_names(SOURCE) == NAMES
    assert again == [SOURCE]


def test_what_no_build_asks_for_any_more_goes(file: Path) -> None:
    with imports_kept(file):
        imported_names(b"import sys\n")
    assert "numpy" not in file.read_text(encoding="utf-8")
