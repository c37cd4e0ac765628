"""Whether the weekly run is alive, as doctor tells it: never set up, alive, silent for too long."""

import json
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest

from figurecheck.paths import Project
from figurecheck.pipeline.doctor import Ailment, Complaint, diagnose
from projects import ROOT

TODAY = date(2026, 11, 24)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    (tmp_path / ".github" / "workflows").mkdir(parents=True)
    shutil.copy(ROOT / ".github" / "workflows" / "weekly.yml", tmp_path / ".github" / "workflows")
    return Project(tmp_path)


def told(project: Project) -> list[Complaint]:
    return [one for one in diagnose(project, TODAY, {}).complaints if one.ailment is Ailment.SILENT]


def beat(project: Project, day: str) -> None:
    (project.root / ".github" / "heartbeat.json").write_text(json.dumps({"day": day}), encoding="utf-8")


@pytest.mark.parametrize(
    ("address", "home"),
    [
        ("https://github.com/someone/figures.git", "someone/figures"),
        ("git@github.com:someone/figures", "someone/figures"),
        ("../elsewhere", "OWNER/NAME"),
    ],
)
def test_without_a_sign_of_life_the_variable_is_named_with_its_value(project: Project, address: str, home: str) -> None:
    for words in (("init", "--quiet"), ("remote", "add", "origin", address)):
        subprocess.run(["git", *words], cwd=project.root, check=True)
    (one,) = told(project)
    assert "does nothing until FIGURECHECK_HOME is set" in one.found
    assert one.remedy == f"gh variable set FIGURECHECK_HOME --body {home}"


def test_two_weeks_of_silence_are_told_and_less_is_not(project: Project) -> None:
    beat(project, "2026-11-10")
    assert told(project) == []
    beat(project, "2026-11-09")
    (one,) = told(project)
    assert one.found == "the weekly run was last alive on 2026-11-09, 15 days ago"
    assert one.remedy == "gh workflow enable weekly.yml"


def test_a_heartbeat_that_cannot_be_read_is_none(project: Project) -> None:
    beat(project, "soon")
    assert len(told(project)) == 1


def test_a_project_without_the_workflow_is_not_asked(tmp_path: Path) -> None:
    assert told(Project(tmp_path)) == []


def test_the_owner_is_told_in_the_readme() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "gh variable set FIGURECHECK_HOME --body owner/name" in text
