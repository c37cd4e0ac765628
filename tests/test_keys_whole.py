"""A build that has nothing to do: seen before anything heavy is imported, and never where something differs."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from figurecheck.keys import answers
from figurecheck.keys.answers import KeptAnswer
from figurecheck.keys.whole import LastBuild, Said

LINES = Said(["all is well"], ["claim one", "site"])


@pytest.fixture
def root(tmp_path: Path) -> Path:
    files = {
        "articles/a.yml": "a", "data/series/X.csv": "x", "templates/assets/s.css": "s", "studies/coverage.json": "{}",
        "mkdocs.yml": "m", "reports/a/index.md": "r", "site/a/index.html": "h",
    }  # fmt: skip
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    LastBuild(tmp_path, {}).remember(LINES)
    return tmp_path


def test_nothing_differs(root: Path) -> None:
    assert LastBuild(root, {}).unchanged() == LINES


def test_a_build_of_other_work_is_no_reason_to_leave_out_a_usual_one(root: Path) -> None:
    assert LastBuild(root, {}, "2000 0").unchanged() is None
    LastBuild(root, {}, "2000 0").remember(LINES)
    assert LastBuild(root, {}, "2000 0").unchanged() == LINES
    assert LastBuild(root, {}).unchanged() is None


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
    assert LastBuild(root, {}).unchanged() is None
    (root / name).write_text(before, encoding="utf-8")
    assert LastBuild(root, {}).unchanged() == LINES
    (root / name).unlink()
    assert LastBuild(root, {}).unchanged() is None


@pytest.mark.parametrize(
    "asks", ["site_url: !ENV PLACE", "site_url: !ENV [OTHER, PLACE, '']", "extra: {a: !ENV PLACE}"]
)
def test_a_variable_that_the_configuration_asks_for_is_seen(root: Path, asks: str) -> None:
    (root / "mkdocs.yml").write_text(f"{asks}\n# !ENV UNASKED\n", encoding="utf-8")
    LastBuild(root, {"PLACE": "here", "UNASKED": "a"}).remember(LINES)
    assert LastBuild(root, {"PLACE": "here", "UNASKED": "b"}).unchanged() == LINES
    assert LastBuild(root, {"PLACE": "there"}).unchanged() is None
    assert LastBuild(root, {}).unchanged() is None


def test_the_address_of_the_site_is_asked_for_also_where_the_package_alone_asks(root: Path) -> None:
    assert LastBuild(root, {"FIGURECHECK_SITE": "https://a.example"}).unchanged() is None


@pytest.mark.parametrize(
    "name", ["articles/b.yml", "site/stray.html", ".cache/generation/manifest.json", ".cache/series/manifest.json"]
)
def test_a_new_file_is_seen_and_so_is_work_that_was_cut_short(root: Path, name: str) -> None:
    (root / name).parent.mkdir(parents=True, exist_ok=True)
    (root / name).write_text("new", encoding="utf-8")
    assert LastBuild(root, {}).unchanged() is None


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"files": {}}'])
def test_a_damaged_record_is_as_good_as_none(root: Path, text: str) -> None:
    LastBuild(root, {}).file.write_text(text, encoding="utf-8")
    assert LastBuild(root, {}).unchanged() is None


def test_another_python_or_package_is_seen(root: Path) -> None:
    file = LastBuild(root, {}).file
    for name in ("python", "installed", "code errors.py"):
        record = json.loads(file.read_text(encoding="utf-8"))
        before = record["files"][name]
        record["files"][name] = "another"
        file.write_text(json.dumps(record), encoding="utf-8")
        assert LastBuild(root, {}).unchanged() is None
        record["files"][name] = before
        file.write_text(json.dumps(record), encoding="utf-8")
        assert LastBuild(root, {}).unchanged() == LINES


HEAVY = ("numpy", "pandas", "matplotlib", "arch", "scipy", "statsmodels", "pydantic", "mkdocs", "jinja2", "distributed")


def started(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """The command line from its start; what it imported of ``HEAVY`` and whether it began a server is printed last."""
    program = (
        f"import sys; sys.argv = ['figurecheck', *{list(words)!r}]\n"
        "from figurecheck.start import main\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        f"print(sorted({{*{HEAVY!r}, 'multiprocessing.forkserver'}} & set(sys.modules)))"
    )
    environment = {**os.environ, "NO_COLOR": "1", "COLUMNS": "200"}
    return subprocess.run(
        [sys.executable, "-c", program], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize(
    ("folder", "words"),
    [
        (".", ()),
        (".", ("--project", ".")),
        ("articles", ()),
        ("data/series", ("--project=..", "--keep", "9")),
        (".", ("--scheduler", "tcp://127.0.0.1:9")),
    ],
)
def test_every_form_of_the_command_says_so_without_a_heavy_import(
    root: Path, folder: str, words: tuple[str, ...]
) -> None:
    done = started(root / folder, "build", *words)
    assert (done.stdout, done.stderr, done.returncode) == ("all is well\n[]\n", "", 0)


def test_explain_tells_every_unit_as_reused_without_a_heavy_import(root: Path) -> None:
    done = started(root, "build", "--explain")
    assert [line.split() for line in done.stdout.splitlines()[2:4]] == [
        ["claim", "one", "\N{BOX DRAWINGS LIGHT VERTICAL}", "reused", "\N{BOX DRAWINGS LIGHT VERTICAL}"],
        ["site", "\N{BOX DRAWINGS LIGHT VERTICAL}", "reused", "\N{BOX DRAWINGS LIGHT VERTICAL}"],
    ]
    assert done.stdout.splitlines()[-2:] == ["all is well", "[]"]


@pytest.mark.parametrize(
    "words",
    [
        ("--no-cache",),
        ("--project",),
        ("--help",),
        ("--keep", "much"),
        ("--keep", "-5"),
        ("--scheduler", ""),
        ("--scheduler", "nonsense"),
    ],
)
def test_what_asks_for_work_or_help_is_left_to_the_command_line(root: Path, words: tuple[str, ...]) -> None:
    assert "all is well" not in started(root, "build", *words).stdout


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


def test_of_many_answers_the_newest_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answers, "MOST", 3)
    (tmp_path / "articles").mkdir()
    told = {"lines": [], "tables": [], "json": ""}
    for number in range(5):
        each = KeptAnswer(tmp_path, f"claim-{number}")
        each.keep(told, [])
        os.utime(each.file, (number + 1, number + 1))
    found = [number for number in range(5) if KeptAnswer(tmp_path, f"claim-{number}").find() is not None]
    assert found == [2, 3, 4]
