"""The workflows: valid, found safe by zizmor, pinned, and with no more rights than each job needs. All offline."""

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

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
    assert "!github.event.repository.fork" in jobs("weekly")["refresh"]["if"]
    assert "!github.event.repository.fork" in jobs("weekly")["heartbeat"]["if"]


def test_the_heartbeat_beats_also_when_the_refresh_failed() -> None:
    job = jobs("weekly")["heartbeat"]
    assert job["needs"] == "refresh"
    assert "always()" in job["if"]
    assert any("gh workflow enable weekly.yml" in step.get("run", "") for step in job["steps"])


def test_what_was_merged_by_itself_is_published_from_here() -> None:
    assert jobs("weekly")["publish"]["if"] == "${{ needs.refresh.outputs.merged == 'true' }}"
    assert workflow("pages")["on"]["push"]["branches"] == ["main"]


def test_the_tests_run_on_every_python_and_with_the_oldest_and_newest_packages() -> None:
    assert jobs("test")["locked"]["strategy"]["matrix"]["python"] == ["3.11", "3.12", "3.13"]
    said = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert 'requires-python = ">=3.11,<3.14"' in said
    resolved = jobs("test")["resolved"]["strategy"]["matrix"]["include"]
    assert {one["resolution"] for one in resolved} == {"lowest-direct", "highest"}
