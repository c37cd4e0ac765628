"""The build as a whole: the same bytes twice, the contract of the results, and every way in which it refuses."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import jsonschema
import pytest

from conftest import Built
from figurecheck.paths import Project
from projects import ROOT, copy_project, figurecheck, tree

SLUG = "ultra-small-cap-hedges"


def results(project: Project) -> dict[str, object]:
    found: dict[str, object] = json.loads(project.results(SLUG).read_text(encoding="utf-8"))
    return found


def claim(project: Project, identifier: str) -> dict[str, dict[str, list[dict[str, object]]]]:
    return next(c for c in results(project)["claims"] if c["id"] == identifier)  # type: ignore[attr-defined]


@pytest.mark.slow
def test_two_builds_in_two_folders_give_the_same_bytes(built: Project, tmp_path: Path) -> None:
    """The second folder holds what the first build made, so a file that came out otherwise would count as changed."""
    other = copy_project(tmp_path / "elsewhere")
    for name in ("reports", "site"):
        shutil.copytree(built.root / name, other.root / name, dirs_exist_ok=True)
    shutil.copy(built.redirects, other.redirects)
    done = figurecheck(other, "build")
    assert done.returncode == 0, done.stderr
    assert "0 files changed, 0 removed" in done.stdout
    assert tree(other.reports) == tree(built.reports)
    assert tree(other.site) == tree(built.site)


def test_the_results_keep_their_published_contract(built: Project) -> None:
    schema = json.loads((built.reports / "schema" / "results.schema.json").read_text(encoding="utf-8"))
    validator = jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())
    validator.check_schema(schema)
    assert [error.message for error in validator.iter_errors(results(built))] == []


@pytest.mark.parametrize(
    ("identifier", "position", "series", "value"),
    [
        ("rally-btc-2020", 0, "BTC-USD", 3.03),
        ("drop-btc-2022", 0, "BTC-USD", -0.643),
        ("rally-btc-2024", 0, "BTC-USD", 1.211),
        ("rally-r2ktech-2020", 0, "PSCT", 0.276),
        ("drop-r2ktech-2022", 0, "PSCT", -0.225),
        ("rally-smalltech-2024", 0, "PSCT", -0.011),
    ],
)
def test_the_figures_are_those_that_others_publish(
    built: Project, identifier: str, position: int, series: str, value: float
) -> None:
    """Calendar years of Bitcoin and of PSCT on price, to the digits in which they are published elsewhere."""
    for date in ("today", "at_publication"):
        measured = claim(built, identifier)[date]["measurements"][position]
        assert measured["series"] == series
        assert measured["value"] == pytest.approx(value, abs=0.002)
        assert measured["proxy"] is (series == "PSCT")


def test_every_claim_of_the_register_is_judged_and_has_its_page(built: Project) -> None:
    for entry in results(built)["claims"]:  # type: ignore[attr-defined]
        assert (built.site / SLUG / entry["id"] / "index.html").is_file()
        for date in ("today", "at_publication"):
            cannot = entry[date]["verdict"] == "not_testable"
            assert cannot is (entry["kind"] == "untestable"), f"{entry['id']}: {entry[date]['reason']}"
        readings = entry["today"]["readings"]["conventional"]
        assert 0 <= readings["holding"] <= readings["count"] <= 40


def test_nothing_that_was_not_known_at_publication_enters_the_verdicts_of_that_day(built: Project) -> None:
    for entry in results(built)["claims"]:  # type: ignore[attr-defined]
        for measured in entry["at_publication"]["measurements"] + entry["at_publication"]["beside"]:
            assert measured["to"] <= "2025-10-02"


def test_the_build_ends_by_saying_where_the_site_is_and_how_many_claims_hold(first_build: Built) -> None:
    assert f"The site is in {first_build.project.site}" in first_build.said
    assert "figurecheck serve" in first_build.said
    assert "claims hold" in first_build.said


@pytest.fixture
def good(project: Project) -> Project:
    """A project with a site that must stay."""
    project.site.joinpath("index.html").write_text("the last good site", encoding="utf-8")
    return project


def refused(project: Project, code: int, *words: str) -> None:
    done = figurecheck(project, "build")
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    for word in words:
        assert word in done.stderr
    assert tree(project.site) == {"index.html": b"the last good site"}
    assert tree(project.reports) == {}


def test_an_edited_data_file_is_refused(good: Project) -> None:
    file = good.series / "BTC-USD.csv"
    file.write_text(file.read_text(encoding="utf-8").replace("457.334", "475.334", 1), encoding="utf-8")
    refused(good, 3, "BTC-USD", "checksum", "git checkout -- data/series/BTC-USD.csv")


def test_a_missing_data_file_is_refused(good: Project) -> None:
    (good.series / "PSCT.csv").unlink()
    refused(good, 3, "PSCT", "figurecheck refresh")


def test_a_series_that_no_claim_reads_is_checked_too(good: Project) -> None:
    file = good.series / "CPIAUCSL.csv"
    file.write_text(file.read_text(encoding="utf-8") + "2030-01-01,1\n", encoding="utf-8")
    refused(good, 3, "CPIAUCSL")


def test_a_wrong_article_is_refused_with_its_line(good: Project) -> None:
    file = good.article(SLUG)
    text = file.read_text(encoding="utf-8")
    # A claim on one series alone; where the series is one of a pair, its missing proxy is complained of first.
    at = text.index("series: PSCT", text.index("- id: rally-r2ktech-2020"))
    line = text.count("\n", 0, at) + 1
    file.write_text(f"{text[:at]}series: PSTC{text[at + len('series: PSCT') :]}", encoding="utf-8")
    refused(good, 1, f"{SLUG}.yml:{line}", "PSTC", "PSCT")


def test_an_output_folder_that_cannot_be_written_is_refused(good: Project) -> None:
    (good.root / ".cache").write_text("a file where a folder should be", encoding="utf-8")
    refused(good, 1, ".cache")


@pytest.mark.parametrize("moment", ["at the start", "while judging"])
def test_an_interruption_leaves_the_last_good_site(good: Project, moment: str) -> None:
    # A shell that starts the tests in the background makes its children ignore SIGINT; this child must not.
    listening = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"
    command = [sys.executable, "-c", f"{listening}; from figurecheck.cli import main; main()", "build"]
    lock = good.root / ".cache" / "build.lock"
    stage = good.root / ".cache" / "generation" / "reports"
    awaited = lock if moment == "at the start" else stage
    with subprocess.Popen(command, cwd=good.root, stderr=subprocess.PIPE, text=True) as running:
        try:
            until = time.monotonic() + 60
            while not awaited.exists() and time.monotonic() < until:
                time.sleep(0.02)
            assert awaited.exists(), f"the build never came to {awaited.name}"
            os.kill(running.pid, signal.SIGINT)
            _, said = running.communicate(timeout=60)
        finally:
            running.kill()
    assert running.returncode == 130, said
    assert "the last good site stays" in said
    assert tree(good.site) == {"index.html": b"the last good site"}
    assert tree(good.reports) == {}


GENERATED = re.compile(r"(^|/)(charts|downloads|assets|what-if)/")
"""Parts of reports/ that are made by every build and are not in the repository."""

NUMBER = re.compile(r"[-+]?\d+(?:,\d{3})*(?:\.\d+)?(?:e[-+]?\d+)?")


def words_and_numbers(text: str) -> tuple[list[str], list[float]]:
    return NUMBER.split(text), [float(number.replace(",", "")) for number in NUMBER.findall(text)]


def test_the_reports_in_the_repository_are_those_of_this_code_and_data(built: Project) -> None:
    """Words exactly, numbers to a relative 1e-6: another processor may round the last digit otherwise."""
    made = {path: content for path, content in tree(built.reports).items() if not GENERATED.search(path)}
    here = {path for path in tree(ROOT / "reports") if not GENERATED.search(path)}
    stale = sorted(here - set(made))
    for path, content in made.items():
        committed = ROOT / "reports" / path
        known = words_and_numbers(committed.read_text(encoding="utf-8")) if committed.is_file() else ([], [])
        words, numbers = words_and_numbers(content.decode("utf-8"))
        if words != known[0] or numbers != pytest.approx(known[1], rel=1e-6, abs=1e-9):
            stale.append(path)
    assert stale == [], "run make site and commit reports/"
