"""The workflows: valid, found safe by zizmor, pinned, and with no more rights than each job needs. All offline."""

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from expressions import Value, holds
from workflows import ROOT, WORKFLOWS, workflow

NAMES = sorted(file.stem for file in WORKFLOWS.glob("*.yml"))
BIN = Path(sys.executable).parent
every_workflow = pytest.mark.parametrize("name", NAMES)


def jobs(name: str) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = workflow(name)["jobs"]
    return found


def text(name: str) -> str:
    return (WORKFLOWS / f"{name}.yml").read_text(encoding="utf-8")


def zizmor(*words: str) -> subprocess.CompletedProcess[str]:
    command = [BIN / "zizmor", "--offline", "--no-progress", "--format", "plain", *words]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_there_are_three() -> None:
    assert NAMES == ["pages", "test", "weekly"]


def test_the_schema_of_workflows_is_met() -> None:
    files = [str(WORKFLOWS / f"{name}.yml") for name in NAMES]
    command = [BIN / "check-jsonschema", "--builtin-schema", "vendor.github-workflows", *files]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_the_schema_refuses_a_workflow_that_is_wrong(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.yml"
    wrong.write_text(text("test").replace("runs-on:", "runs_on:"), encoding="utf-8")
    command = [BIN / "check-jsonschema", "--builtin-schema", "vendor.github-workflows", str(wrong)]
    assert subprocess.run(command, capture_output=True, check=False).returncode == 1


def test_zizmor_finds_nothing() -> None:
    done = zizmor(str(WORKFLOWS))
    assert done.returncode == 0, done.stdout


def test_zizmor_would_find_something(tmp_path: Path) -> None:
    wrong = tmp_path / ".github" / "workflows" / "wrong.yml"
    wrong.parent.mkdir(parents=True)
    wrong.write_text(re.sub(r"@[0-9a-f]{40} # v\S+", "@v5", text("test")), encoding="utf-8")
    assert zizmor(str(wrong)).returncode != 0


@every_workflow
def test_every_action_is_pinned_to_a_commit_with_its_version(name: str) -> None:
    for line in re.findall(r"uses: (.+)", text(name)):
        ours = line.startswith("./.github/workflows/pages.yml")
        assert ours or re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line), line


@every_workflow
def test_rights_are_given_job_by_job_and_none_to_the_workflow(name: str) -> None:
    assert workflow(name)["permissions"] == {}
    assert all("permissions" in job for job in jobs(name).values())


@every_workflow
def test_every_job_ends_and_checks_out_without_leaving_its_token(name: str) -> None:
    for job in jobs(name).values():
        assert "timeout-minutes" in job or "uses" in job
        for step in job.get("steps", []):
            if step.get("uses", "").startswith("actions/checkout@"):
                assert step["with"]["persist-credentials"] is False


def test_a_pull_request_sees_no_secret_and_can_write_nothing() -> None:
    assert "secrets." not in text("test")
    assert "pull_request_target" not in text("test")
    assert {right for job in jobs("test").values() for right in job["permissions"].items()} == {("contents", "read")}


def test_the_key_is_seen_by_the_refresh_alone_and_never_in_a_fork() -> None:
    steps = [(n, j, step) for n in NAMES for j, job in jobs(n).items() for step in job.get("steps", [])]
    users = [(name, job, step["name"]) for name, job, step in steps if "secrets." in str(step)]
    assert [(name, job) for name, job, _ in users] == [("weekly", "refresh")]
    assert users[0][2].startswith("Refresh")


AT_HOME: dict[str, Value] = {"vars.FIGURECHECK_HOME": "owner/figurecheck", "github.repository": "owner/figurecheck"}
IN_A_FORK: dict[str, Value] = {"github.repository": "someone/figurecheck"}
"""A fork inherits no variables; a schedule has no ``github.event.repository``, so neither context has one."""
COPIED: dict[str, Value] = {**IN_A_FORK, "vars.FIGURECHECK_HOME": "owner/figurecheck"}


def runs(name: str, values: dict[str, Value], **ends: str) -> set[str]:
    """The jobs of a workflow that would run with these contexts; ``ends`` say which end otherwise than in success."""
    found: dict[str, str] = {}
    merged = "true" if ends.get("refresh", "success") == "success" else None
    for job, said in jobs(name).items():
        needs = said.get("needs", [])
        before = [found[one] for one in ([needs] if isinstance(needs, str) else needs)]
        state = next((one for one in before if one != "success"), "success")
        more: dict[str, Value] = {f"needs.{one}.result": end for one, end in found.items()}
        more["needs.refresh.outputs.merged"] = merged if found.get("refresh") == "success" else None
        goes = holds(said.get("if", "success()"), {**values, **more}, state=state)
        found[job] = ends.get(job, "success") if goes else "skipped"
    return {job for job, end in found.items() if end != "skipped"}


@pytest.mark.parametrize("name", ["weekly", "pages"])
@pytest.mark.parametrize("event", ["schedule", "workflow_dispatch", "push"])
def test_what_has_rights_runs_at_home_and_never_in_a_fork(name: str, event: str) -> None:
    """Held against the contexts of each event; only a dispatch and a push tell whether the repository is a fork."""
    told: dict[str, Value] = {"github.event_name": event}
    for elsewhere in (IN_A_FORK, COPIED):
        says_so: dict[str, Value] = {} if event == "schedule" else {"github.event.repository.fork": True}
        assert runs(name, {**elsewhere, **told, **says_so}) == set()
    assert runs(name, {**AT_HOME, **told}) == set(jobs(name)) - {"alarm"}


def test_only_the_heartbeat_follows_a_refresh_that_failed() -> None:
    assert runs("weekly", AT_HOME, refresh="failure") == {"refresh", "heartbeat"}


@pytest.mark.parametrize("end", ["failure", "cancelled"])
def test_a_site_that_was_not_published_opens_an_issue(end: str) -> None:
    assert runs("weekly", AT_HOME, publish=end) == set(jobs("weekly"))
    assert runs("weekly", IN_A_FORK, publish=end) == set()


def test_a_refresh_that_was_cut_off_opens_an_issue() -> None:
    assert runs("weekly", AT_HOME, refresh="cancelled") == {"refresh", "alarm", "heartbeat"}
    steps = jobs("weekly")["refresh"]["steps"]
    (told,) = (step["if"] for step in steps if "weekly.failure" in step.get("run", ""))
    assert [end for end in ("success", "failure", "cancelled") if holds(told, {}, state=end)] == [
        "failure",
        "cancelled",
    ]


def test_a_step_that_hangs_fails_before_the_job_is_cut_off() -> None:
    job = jobs("weekly")["refresh"]
    limits = [step["timeout-minutes"] for step in job["steps"] if "run" in step]
    assert sum(limits) + 10 <= job["timeout-minutes"]


def test_the_old_guard_would_not_have_held_on_a_schedule() -> None:
    assert holds("${{ !github.event.repository.fork }}", IN_A_FORK)


def test_a_pull_request_starts_neither() -> None:
    assert [set(workflow(name)["on"]) & {"pull_request", "pull_request_target"} for name in ("weekly", "pages")] == [
        set(),
        set(),
    ]


def test_the_tests_run_before_anything_merges_itself() -> None:
    commands = [step.get("run", "") for step in jobs("weekly")["refresh"]["steps"]]
    publish = next(at for at, command in enumerate(commands) if "weekly publish" in command)
    assert "make test" in commands[:publish]
    assert commands.index("make test") > commands.index(".venv/bin/figurecheck build")


def test_the_heartbeat_beats_also_when_the_refresh_failed() -> None:
    job = jobs("weekly")["heartbeat"]
    assert job["needs"] == ["refresh", "publish"]
    assert "always()" in job["if"]
    assert any("gh workflow enable weekly.yml" in step.get("run", "") for step in job["steps"])


def test_what_was_merged_by_itself_is_published_from_here() -> None:
    assert jobs("weekly")["publish"]["if"] == "${{ needs.refresh.outputs.merged == 'true' }}"
    assert workflow("pages")["on"]["push"]["branches"] == ["main"]


def test_what_is_published_knows_its_address() -> None:
    """The address comes from Pages, asked in the same job; MkDocs' configuration asks for the same variables."""
    steps = jobs("pages")["build"]["steps"]
    (asked,) = (step for step in steps if step.get("uses", "").startswith("actions/configure-pages@"))
    (build,) = (step for step in steps if step.get("run") == "make site")
    assert steps.index(asked) < steps.index(build)
    told = build["env"]
    assert told["FIGURECHECK_SITE"] == f"${{{{ steps.{asked['id']}.outputs.base_url }}}}"
    wanted = re.findall(r"!ENV (\w+)", (ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    assert sorted(wanted) == sorted(told)


def test_every_suite_of_tests_runs_for_a_pull_request() -> None:
    """A suite is a verb of the Makefile that runs pytest on the locked packages."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    suites = set(re.findall(r"^(test[a-z-]*): .*dev\.stamp.*\n\t@\$\(BIN\)/pytest", makefile, re.MULTILINE))
    commands = [step["run"] for job in jobs("test").values() for step in job["steps"] if "run" in step]
    assert suites == {"test", "test-slow", "test-browser"}
    assert suites <= {word for command in commands for word in command.split()}


def test_the_tests_run_on_every_python_and_with_the_oldest_and_newest_packages() -> None:
    assert jobs("test")["locked"]["strategy"]["matrix"]["python"] == ["3.11", "3.12", "3.13"]
    said = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert 'requires-python = ">=3.11,<3.14"' in said
    resolved = jobs("test")["resolved"]["strategy"]["matrix"]["include"]
    assert {one["resolution"] for one in resolved} == {"lowest-direct", "highest"}
