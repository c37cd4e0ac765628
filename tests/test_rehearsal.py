"""The weekly workflow rehearsed: calm merges itself, a flip waits for a person, a dead provider harms nothing."""

import json
from pathlib import Path

import pytest

from figurecheck.pipeline.weekly.forge import ALARM
from local_providers import KEY
from rehearsal import PAGES, Rehearsed, baseline, rehearse
from workflows import workflow

pytestmark = [pytest.mark.slow, pytest.mark.long]


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One build of three claims, which all rehearsals start from."""
    return baseline(tmp_path_factory.mktemp("rehearsal") / "base")


@pytest.fixture(scope="module")
def calm(base: Path, tmp_path_factory: pytest.TempPathFactory) -> Rehearsed:
    return rehearse("calm", base, tmp_path_factory.mktemp("calm"))


@pytest.fixture(scope="module")
def flip(base: Path, tmp_path_factory: pytest.TempPathFactory) -> Rehearsed:
    return rehearse("flip", base, tmp_path_factory.mktemp("flip"))


@pytest.fixture(scope="module")
def dead(base: Path, tmp_path_factory: pytest.TempPathFactory) -> Rehearsed:
    return rehearse("dead", base, tmp_path_factory.mktemp("dead"))


def body(found: Rehearsed) -> str:
    told = found.call("pr", "create")
    assert told is not None, found.ran.said
    return told.body


def pushed(found: Rehearsed) -> list[str]:
    """The files of the commit that reached the remote branch."""
    return found.git("diff", "--name-only", "origin/weekly-refresh~1", "origin/weekly-refresh").splitlines()


def test_a_calm_week_merges_itself(calm: Rehearsed) -> None:
    assert calm.ran.failed == "", calm.ran.said
    assert calm.call("pr", "merge", "7", "--squash") is not None
    assert calm.call("issue", "create") is None
    assert calm.ran.outputs == {"number": "7", "merged": "true"}
    text = body(calm)
    assert text.startswith(
        "A calm week (no flip, and figures moved only inside their intervals): this may merge itself."
    )
    assert "two claims moved without a flip" in text.lower()
    assert "### Source health" in calm.ran.summary
    assert ", 0 refused and " in text
    assert "| GSPC | written |" in text


def test_only_data_and_reports_are_committed(calm: Rehearsed) -> None:
    files = pushed(calm)
    assert {file.split("/")[0] for file in files} == {"data", "reports"}
    assert {"data/series/BTC-USD.csv", "data/health.json", "reports/rehearsal/results.json"} <= set(files)


def test_new_days_do_not_move_a_closed_year(calm: Rehearsed) -> None:
    results = json.loads((calm.project.results("rehearsal")).read_text(encoding="utf-8"))
    year = next(claim for claim in results["claims"] if claim["id"] == "year")
    assert round(year["today"]["measurements"][0]["value"], 3) == 1.211


def test_a_flip_waits_for_a_person_and_opens_an_issue(flip: Rehearsed) -> None:
    """Bitcoin loses a hundredth a day for more than three months: below half, so below its price of September 2024."""
    assert flip.ran.failed == "", flip.ran.said
    assert flip.call("pr", "merge") is None
    assert flip.ran.outputs == {"number": "7", "merged": "false"}
    text = body(flip)
    assert text.startswith("**A verdict flipped.**")
    rows = [line for line in text.splitlines() if line.startswith("| ") and "since-" in line]
    assert "since-bitcoin" in rows[0]
    issue = flip.call("issue", "create")
    assert issue is not None
    assert "- since-bitcoin (today): holds to does&#95;not&#95;hold" in issue.body
    assert "since-fund" not in issue.body


def test_a_dead_provider_leaves_everything_as_it_was(dead: Rehearsed, base: Path) -> None:
    assert dead.ran.failed == "", dead.ran.said
    assert [name for name in pushed(dead) if name.startswith("data/series/")] == []
    assert "data/health.json" in pushed(dead)
    assert "0 written" in dead.ran.summary
    files = (root / "reports" / "rehearsal" / "results.json" for root in (base, dead.project.root))
    before, after = (json.loads(file.read_text(encoding="utf-8")) for file in files)
    assert after["claims"] == before["claims"]
    health = json.loads(dead.project.health.read_text(encoding="utf-8"))["series"]
    assert {one["state"] for one in health} == {"refused", "kept"}
    assert "refused" in (dead.project.reports / "health.md").read_text(encoding="utf-8")


def test_the_third_week_of_a_dead_provider_says_that_nothing_came_and_alarms_a_person(dead: Rehearsed) -> None:
    text = body(dead)
    assert text.startswith("**Nothing came in: every series that was asked for was refused.**")
    assert "Some sources need a person; an issue names them." in text
    assert dead.call("pr", "merge", "7", "--squash") is not None
    issue = dead.call("issue", "create", "--title", ALARM)
    assert issue is not None
    assert "- SPY: refused three times in a row: SPY: " in issue.body
    assert dead.ran.outputs == {"number": "7", "merged": "true"}
    assert dead.published is not None
    assert dead.published.failed == "", dead.published.said
    assert dead.deployed is not None
    assert dead.deployed.failed == "", dead.deployed.said


def test_the_site_is_published_after_a_merge_alone(calm: Rehearsed, flip: Rehearsed) -> None:
    assert calm.published is not None
    assert calm.published.failed == "", calm.published.said
    assert flip.published is None
    assert calm.deployed is not None
    told = {name.partition("@")[0]: said for ran in (calm.published, calm.deployed) for name, said in ran.said.items()}
    assert "the archive that it would send" in told["actions/upload-pages-artifact"]
    pages = len(list((calm.project.root / "site").rglob("*.html")))
    assert f"{pages} pages came as built" in told["actions/deploy-pages"]
    assert f"<loc>{PAGES}/</loc>" in (calm.project.root / "site" / "sitemap.xml").read_text(encoding="utf-8")


def test_every_step_of_the_refresh_was_walked_or_stood_in_for(calm: Rehearsed) -> None:
    steps = workflow("weekly")["jobs"]["refresh"]["steps"]
    only_after_failure = [step["name"] for step in steps if "failure()" in step.get("if", "")]
    named = [step.get("name", step.get("uses")) for step in steps]
    assert [name for name in named if name not in calm.ran.said] == only_after_failure


def test_every_week_leaves_a_heartbeat_on_the_main_branch(calm: Rehearsed, flip: Rehearsed, dead: Rehearsed) -> None:
    for found in (calm, flip, dead):
        assert found.heartbeat.failed == "", found.heartbeat.said
        beat = json.loads(found.git("show", "origin/main:.github/heartbeat.json"))
        assert (beat["schema"], beat["refresh"]) == ("figurecheck.heartbeat/1", "success")
        assert beat["publish"] == ("success" if found.published else "skipped")
        assert found.call("workflow", "enable", "weekly.yml") is not None


def test_no_key_is_in_anything_that_was_told(calm: Rehearsed, flip: Rehearsed, dead: Rehearsed) -> None:
    for found in (calm, flip, dead):
        told = json.dumps([[one.words, one.body] for one in found.told])
        assert KEY not in told + found.ran.summary + str(found.ran.said)
