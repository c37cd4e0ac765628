"""Handing a week to the forge: a person's commits stay, what is settled is closed, a failed run opens one issue."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from figurecheck.errors import OutputError
from figurecheck.paths import Project
from figurecheck.pipeline.weekly.changed import has_changes
from figurecheck.pipeline.weekly.failure import TITLE, text
from figurecheck.pipeline.weekly.forge import ALARM, BRANCH, ISSUE, publish

GENERATOR = Path(__file__).parents[1] / "generator"
GH = """#!{python}
import json, pathlib, sys
words = sys.argv[1:]
with pathlib.Path({record!r}).open("a") as stream:
    stream.write(json.dumps(words) + "\\n")
listed = {{"issue": {issues!r}, "pr": {pulls!r}}}
print(json.dumps(listed[words[0]]) if words[1] == "list" else "https://forge.invalid/pull/7")
"""


class Week:
    """A clone with a change in ``data``, its remote, and a gh that lists what it was given and writes down the rest."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder, self.root, self.record = folder, folder / "clone", folder / "gh.jsonl"
        for name in ("AUTHOR", "COMMITTER"):
            monkeypatch.setenv(f"GIT_{name}_NAME", "Somebody")
        self.git(folder, "init", "--quiet", "--bare", "--initial-branch", "main", "origin.git")
        self.git(folder, "clone", "--quiet", str(folder / "origin.git"), "clone")
        for name in ("data", "reports", ".cache/weekly"):
            (self.root / name).mkdir(parents=True)
        (self.root / "data" / "README.md").write_text("data\n")
        (self.root / ".gitignore").write_text(".cache\n")
        (self.root / "reports" / "index.md").write_text("before\n")
        self.commit("main", "person@example.org")
        monkeypatch.setenv("PATH", f"{folder}:{os.environ['PATH']}")
        self.forge()

    def git(self, where: Path, *words: str) -> str:
        return subprocess.run(["git", *words], cwd=where, check=True, capture_output=True, text=True).stdout

    def commit(self, branch: str, email: str) -> None:
        self.git(self.root, "add", "--all")
        person = ("-c", f"user.email={email}", "-c", "user.name=Somebody")
        self.git(self.root, *person, "commit", "--quiet", "--message", "x")
        self.git(self.root, "push", "--quiet", "origin", f"HEAD:{branch}")

    def forge(self, issues: tuple[str, ...] = (), pulls: int = 0) -> None:
        listed = [{"number": at + 1, "title": title} for at, title in enumerate(issues)]
        said = GH.format(python=sys.executable, record=str(self.record), issues=listed, pulls=[{"number": 9}] * pulls)
        (self.folder / "gh").write_text(said)
        (self.folder / "gh").chmod(0o755)

    def publish(self, decision: str, value: str = "after\n", alarm: str = "") -> bool:
        (self.root / "data" / "a.csv").write_text(value)
        for name in ("title", "body", "issue"):
            (self.root / ".cache" / "weekly" / f"{name}.md").write_text(name)
        (self.root / ".cache" / "weekly" / "alarm.md").write_text(alarm)
        (self.root / ".cache" / "weekly" / "decision").write_text(decision)
        return publish(Project(self.root)).merged

    @property
    def told(self) -> list[list[str]]:
        lines = self.record.read_text().splitlines() if self.record.is_file() else []
        return [words for words in map(json.loads, lines) if words[1] != "list"]

    def head(self) -> str:
        return self.git(self.folder / "origin.git", "rev-parse", BRANCH)


@pytest.fixture
def week(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Week:
    return Week(tmp_path, monkeypatch)


def test_a_branch_of_the_workflow_alone_is_made_anew(week: Week) -> None:
    week.publish("wait")
    first = week.head()
    week.git(week.root, "switch", "--quiet", "main")
    week.publish("wait", "newer\n")
    assert week.head() != first
    assert week.git(week.root, "rev-list", "--count", f"origin/main..origin/{BRANCH}").strip() == "1"


def test_a_persons_commit_on_the_branch_is_never_lost(week: Week) -> None:
    week.publish("wait")
    (week.root / "reports" / "index.md").write_text("a remark\n")
    week.commit(BRANCH, "person@example.org")
    before = week.head()
    week.git(week.root, "switch", "--quiet", "main")
    with pytest.raises(OutputError, match=r"commits by person@example\.org, which would be lost"):
        week.publish("wait", "newer\n")
    assert week.head() == before


def test_a_flip_that_is_gone_closes_its_issue_and_an_idle_pull_request(week: Week) -> None:
    week.forge(issues=(ISSUE, "Another issue", TITLE), pulls=1)
    week.publish("nothing")
    assert [words[:3] for words in week.told] == [
        ["issue", "close", "3"],
        ["issue", "close", "1"],
        ["pr", "close", "9"],
    ]


def test_a_flip_that_stays_keeps_its_one_issue(week: Week) -> None:
    week.forge(issues=(ISSUE,), pulls=1)
    week.publish("flip")
    assert [words[:3] for words in week.told] == [["pr", "edit", "9"], ["issue", "edit", "1"]]


@pytest.mark.parametrize("decision", ["nothing", "merge"])
@pytest.mark.parametrize(("issues", "words"), [((), ["issue", "create"]), ((ALARM,), ["issue", "edit"])])
def test_sources_that_need_a_person_have_one_issue_whatever_is_decided(
    week: Week, decision: str, issues: tuple[str, ...], words: list[str]
) -> None:
    week.forge(issues=issues)
    week.publish(decision, alarm="- SPY: refused three times in a row\n")
    assert [said[:2] for said in week.told if said[0] == "issue"] == [words]


def test_sources_that_came_again_close_their_issue(week: Week) -> None:
    week.forge(issues=(ALARM,))
    week.publish("nothing")
    assert [said[:3] for said in week.told] == [["issue", "close", "1"]]


def health(day: str, refusals: int) -> str:
    one = {"series": "SPY", "last_attempt": day, "last_success": day, "refusals": refusals}
    return json.dumps({"schema": "figurecheck.health/1", "series": [one]})


def test_days_of_asking_alone_are_no_change(week: Week) -> None:
    project = Project(week.root)
    project.health.write_text(health("2026-08-14", 0))
    week.commit("main", "person@example.org")
    assert not has_changes(project)
    project.health.write_text(health("2026-08-21", 0))
    for page in ("data.md", "health.md"):
        (week.root / "reports" / page).write_text("On 21 August 2026\n")
    assert not has_changes(project)
    project.health.write_text(health("2026-08-21", 1))
    assert has_changes(project)


def test_anything_else_is_a_change(week: Week) -> None:
    project = Project(week.root)
    assert not has_changes(project)
    project.health.write_text(health("2026-08-14", 0))
    assert has_changes(project)
    week.commit("main", "person@example.org")
    (week.root / "reports" / "data.md").write_text("other words\n")
    assert has_changes(project)
    week.commit("main", "person@example.org")
    project.health.write_text(health("2026-08-21", 0))
    (week.root / "data" / "a.csv").write_text("a new day\n")
    assert has_changes(project)


@pytest.mark.parametrize(
    ("issues", "words"), [((), ["issue", "create", "--title"]), ((TITLE,), ["issue", "edit", "1"])]
)
def test_a_run_that_failed_needs_no_package_to_say_so(week: Week, issues: tuple[str, ...], words: list[str]) -> None:
    week.forge(issues=issues)
    steps = {"setup": {"outcome": "failure"}, "build": {"outcome": "skipped"}}
    told = {"STEPS": json.dumps(steps), "RUN": "https://forge.invalid/1", "PYTHONPATH": str(GENERATOR)}
    command = [sys.executable, "-S", "-m", "figurecheck.pipeline.weekly.failure"]
    done = subprocess.run(command, env={**os.environ, **told}, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert week.told[0][:3] == words
    assert text(steps, told["RUN"]) in done.stdout
    assert "failed at: setup." in done.stdout


def test_a_run_that_was_cut_off_or_not_published_says_which() -> None:
    cut = text({"refresh": {"result": "cancelled"}, "publish": {"result": "skipped"}}, "x")
    assert cut.startswith("The weekly run failed at: refresh. Nothing was merged;")
    unpublished = text({"refresh": {"result": "success"}, "publish": {"result": "failure"}}, "x")
    assert unpublished.startswith("The weekly run failed at: publish. The new data were merged, but the site was not")
    step = text({"build": {"outcome": "success"}, "publish": {"outcome": "failure"}}, "x")
    assert step.startswith("The weekly run failed at: publish. Nothing was merged;")
