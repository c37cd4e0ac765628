"""A build that has nothing to do: seen before anything heavy is imported, and never where something differs."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from figurecheck.keys.answers import KeptAnswer
from figurecheck.keys.whole import LastBuild

LINES = ["all is well"]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    files = {
        "articles/a.yml": "a", "data/series/X.csv": "x", "templates/assets/s.css": "s", "studies/coverage.json": "{}",
        "mkdocs.yml": "m", "reports/a/index.md": "r", "site/a/index.html": "h",
    }  # fmt: skip
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    LastBuild(tmp_path).remember(LINES)
    return tmp_path


def test_nothing_differs(root: Path) -> None:
    assert LastBuild(root).unchanged() == LINES


@pytest.mark.parametrize(
    "name",
    [
        "articles/a.yml", "data/series/X.csv", "templates/assets/s.css", "studies/coverage.json", "mkdocs.yml",
        "reports/a/index.md", "site/a/index.html",
    ],
)  # fmt: skip
def test_an_edited_or_removed_input_or_output_is_seen(root: Path, name: str) -> None:
    before = (root / name).read_text(encoding="utf-8")
    (root / name).write_text("edited", encoding="utf-8")
    assert LastBuild(root).unchanged() is None
    (root / name).write_text(before, encoding="utf-8")
    assert LastBuild(root).unchanged() == LINES
    (root / name).unlink()
    assert LastBuild(root).unchanged() is None


@pytest.mark.parametrize(
    "name", ["articles/b.yml", "site/stray.html", ".cache/generation/manifest.json", ".cache/series/manifest.json"]
)
def test_a_new_file_is_seen_and_so_is_work_that_was_cut_short(root: Path, name: str) -> None:
    (root / name).parent.mkdir(parents=True, exist_ok=True)
    (root / name).write_text("new", encoding="utf-8")
    assert LastBuild(root).unchanged() is None


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"files": {}}'])
def test_a_damaged_record_is_as_good_as_none(root: Path, text: str) -> None:
    LastBuild(root).file.write_text(text, encoding="utf-8")
    assert LastBuild(root).unchanged() is None


def test_another_python_or_package_is_seen(root: Path) -> None:
    file = LastBuild(root).file
    for name in ("python", "installed", "code errors.py"):
        record = json.loads(file.read_text(encoding="utf-8"))
        before = record["files"][name]
        record["files"][name] = "another"
        file.write_text(json.dumps(record), encoding="utf-8")
        assert LastBuild(root).unchanged() is None
        record["files"][name] = before
        file.write_text(json.dumps(record), encoding="utf-8")
        assert LastBuild(root).unchanged() == LINES


def test_the_command_says_so_without_a_heavy_import(root: Path) -> None:
    program = (
        "import sys; sys.argv = ['figurecheck', 'build']\n"
        "from figurecheck.start import main; main()\n"
        "heavy = {'numpy', 'pandas', 'matplotlib', 'arch', 'scipy', 'typer', 'pydantic', 'mkdocs', 'jinja2'}\n"
        "heavy &= set(sys.modules)\n"
        "sys.exit(f'imported: {sorted(heavy)}' if heavy else 0)"
    )
    environment = {**os.environ, "NO_COLOR": "1"}
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr, done.returncode) == ("all is well\n", "", 0)


def test_help_starts_without_a_heavy_import(tmp_path: Path) -> None:
    program = (
        "import sys; sys.argv = ['figurecheck', '--help']\n"
        "from figurecheck.start import main\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "heavy = {'numpy', 'pandas', 'matplotlib', 'arch', 'scipy', 'statsmodels', 'mkdocs', 'jinja2'}\n"
        "heavy &= set(sys.modules)\n"
        "sys.exit(f'imported: {sorted(heavy)}' if heavy else 0)"
    )
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.stderr, done.returncode) == ("", 0)
    assert "build" in done.stdout


def test_a_kept_answer_is_printed_without_a_heavy_import(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "mkdocs.yml").write_text("", encoding="utf-8")
    KeptAnswer(tmp_path, "some-claim").keep({"lines": ["it holds"], "tables": [], "json": "{}\n"}, [])
    program = (
        "import sys; sys.argv = ['figurecheck', 'claim', 'some-claim']\n"
        "from figurecheck.start import main\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "heavy = {'numpy', 'pandas', 'matplotlib', 'arch', 'scipy', 'statsmodels', 'mkdocs', 'jinja2'}\n"
        "heavy &= set(sys.modules)\n"
        "sys.exit(f'imported: {sorted(heavy)}' if heavy else 0)"
    )
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr, done.returncode) == ("it holds\n", "", 0)
