"""The command line as a person meets it: what it prints, and the exit code."""

import json
import re
from pathlib import Path

import pytest

from figurecheck import __version__, cli
from figurecheck.paths import Project
from figurecheck.pipeline import workers
from projects import ROOT, figurecheck
from small_archive import IDS, make_archive

HERE = Project(ROOT)
COMMANDS = ("build", "claim", "check", "serve", "series", "refresh", "doctor", "version")


def test_version_and_help() -> None:
    assert figurecheck(HERE, "version").stdout == f"figurecheck {__version__}\n"
    said = figurecheck(HERE, "--help").stdout
    assert all(command in said for command in COMMANDS)
    assert "Exit codes: 0 fine" in said


@pytest.mark.parametrize("command", [name for name in COMMANDS if name != "version"])
def test_every_command_shows_an_example(command: str) -> None:
    assert re.search(rf"Examples?: figurecheck {command}", figurecheck(HERE, command, "--help").stdout)


@pytest.mark.parametrize(("cold", "root"), [(False, ROOT), (True, None)], ids=["as usual", "--no-cache"])
def test_workers_are_begun_for_the_project_that_a_folder_lies_in(
    cold: bool, root: Path | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is kept of earlier builds lies in its root; the build is left where the server would begin."""

    class BegunError(Exception):
        pass

    def begun(asked: Path | None) -> None:
        raise BegunError(asked)

    monkeypatch.setattr(workers, "start_server", begun)
    with pytest.raises(BegunError) as found:
        cli.build(project=ROOT / "articles", no_cache=cold)
    assert found.value.args == (root,)


def test_every_command_is_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [command for command in COMMANDS if f"`figurecheck {command}" not in readme] == []


def test_a_claim_prints_figure_verdict_trace_and_readings() -> None:
    """93,429.20 and 42,265.19 are Bitcoin's closes of 31 December 2024 and 2023 as published by Yahoo Finance."""
    done = figurecheck(HERE, "claim", "rally-btc-2024")
    assert done.returncode == 0, done.stderr
    for words in (
        "121.1",
        "93,429.2",
        "42,265.19",
        "calendar year 2024",
        "conventional readings hold",
        "at publication",
    ):
        assert words in done.stdout


def test_a_claim_as_json_is_what_the_results_say(built: Project) -> None:
    done = figurecheck(built, "claim", "rally-btc-2020", "--json")
    found = json.loads(done.stdout)
    results = json.loads(built.results("ultra-small-cap-hedges").read_text(encoding="utf-8"))
    assert found == next(claim for claim in results["claims"] if claim["id"] == "rally-btc-2020")


def test_an_untestable_claim_says_which_data_would_settle_it() -> None:
    done = figurecheck(HERE, "claim", "shared-drivers")
    assert done.returncode == 0
    assert "would need:" in done.stdout


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("claim", "rally-btc-202"), 2, "did you mean rally-btc-2024"),
        (("series", "BTC"), 2, "BTC-USD"),
        (("nonsense",), 2, "No such command"),
        (("refresh", "--source", "yahu"), 2, "archive:DIR"),
        (("refresh", "--source", "archive:no-such-folder"), 2, "no such folder"),
        (("check", "--project", "tests"), 0, ""),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_wrong_words_are_refused_with_what_to_do(words: tuple[str, ...], code: int, said: str) -> None:
    done = figurecheck(HERE, *words)
    assert done.returncode == code, done.stderr
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_a_refresh_from_a_folder_stores_what_it_has_and_names_the_rest(tmp_path: Path) -> None:
    folder, root = tmp_path / "archive", tmp_path / "project"
    make_archive(folder)
    for name in ("articles", "data"):
        (root / name).mkdir(parents=True)
    (root / "mkdocs.yml").write_text("site_name: x\n", encoding="utf-8")
    done = figurecheck(Project(root), "refresh", "--source", f"archive:{folder}")
    assert done.returncode == 3
    assert "4 written, 0 unchanged" in done.stdout
    assert "prices/QQQ.csv, which is not there" in done.stdout
    assert {file.stem for file in (root / "data" / "series").glob("*.csv")} == set(IDS)
    assert "2024-01-19,50.5,52,50.25,51.12346,1500,0" in (root / "data" / "series" / "XLK.csv").read_text(
        encoding="utf-8"
    )


def test_a_folder_without_a_project_is_refused(tmp_path: Path) -> None:
    done = figurecheck(Project(tmp_path), "check")
    assert done.returncode == 2
    assert "--project" in done.stderr


def test_series_are_listed_with_span_and_checksum() -> None:
    found = {entry["id"]: entry for entry in json.loads(figurecheck(HERE, "series", "--json").stdout)}
    assert found["BTC-USD"]["first_day"] == "2014-09-17"
    assert len(found["PSCT"]["sha256"]) == 64
    table = figurecheck(HERE, "series", "PSCT").stdout
    assert "Invesco" in table
    assert found["PSCT"]["sha256"][:12] in table


def test_check_lists_every_problem_with_its_line(project: Project) -> None:
    file = project.article("ultra-small-cap-hedges")
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("measure: window_return", "measure: window_retur", 2), encoding="utf-8")
    done = figurecheck(project, "check")
    assert done.returncode == 1
    lines = [
        n for n, row in enumerate(file.read_text(encoding="utf-8").splitlines(), 1) if "window_retur\n" in f"{row}\n"
    ]
    assert len(lines) == 2
    for line in lines:
        assert f"{file}:{line}" in done.stderr
    assert "window_return" in done.stderr


def test_serve_before_a_build_says_what_to_do(project: Project) -> None:
    done = figurecheck(project, "serve", "--port", "0")
    assert done.returncode == 2
    assert "figurecheck build" in done.stderr
