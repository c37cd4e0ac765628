"""The composite action: pinned, with no secret in its log, and walked step by step in a project that ``init`` made."""

import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from figurecheck.paths import Project
from figurecheck.pipeline.initial import SITE, make_project
from local_providers import KEY, Providers, serving
from projects import ROOT, figurecheck
from rehearsal import CLOSED, GH, VALUES, _git, article, offered
from workflows import Ran, action, run_action, run_job, workflow

SITE_ACTION = ROOT / SITE
TEXT = (ROOT / "action.yml").read_text(encoding="utf-8")
ACTION = f"owner/figurecheck@{'0a' * 20}"
BIN = Path(sys.executable).parent
PYTHON = """#!{python}
import os, sys
if sys.argv[1:3] == ["-m", "pip"]:
    print("not run: it downloads. Instead: the packages that are here.")
else:
    os.execv({python!r}, [{python!r}, *sys.argv[1:]])
"""
"""What ``python`` is in a rehearsal: the interpreter of the tests, which installs nothing."""


@pytest.mark.parametrize("place", [ROOT, SITE_ACTION], ids=["weekly", "site"])
def test_its_schema_is_met_and_zizmor_finds_nothing(place: Path) -> None:
    schema = [BIN / "check-jsonschema", "--builtin-schema", "vendor.github-actions", str(place / "action.yml")]
    done = subprocess.run(schema, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    found = [BIN / "zizmor", "--offline", "--no-progress", "--format", "plain", str(place / "action.yml")]
    done = subprocess.run(found, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_what_it_uses_is_pinned_to_the_commits_of_our_own_workflows() -> None:
    ours = "".join(file.read_text(encoding="utf-8") for file in (ROOT / ".github" / "workflows").glob("*.yml"))
    for line in re.findall(r"uses: (.+)", TEXT + (SITE_ACTION / "action.yml").read_text(encoding="utf-8")):
        assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line), line
        assert line in ours


def test_the_key_is_seen_by_the_refresh_alone_and_no_script_holds_an_expression() -> None:
    steps = action()["runs"]["steps"]
    assert [step["id"] for step in steps if "inputs.fred-api-key" in str(step)] == ["refresh"]
    assert [step["name"] for step in steps if "${{" in step.get("run", "")] == []
    assert all(step["shell"] == "bash" for step in steps if "run" in step)
    assert "set -x" not in TEXT


@pytest.mark.parametrize("place", [ROOT, SITE_ACTION], ids=["weekly", "site"])
def test_packages_are_installed_with_their_hashes(place: Path) -> None:
    (command,) = (step["run"] for step in action(place)["runs"]["steps"] if "pip install" in step.get("run", ""))
    for word in ("--require-hashes", "--only-binary :all:", "--no-deps"):
        assert word in command
    (lock,) = re.findall(r'"\$GITHUB_ACTION_PATH/(.*requirements\.lock)"', command)
    assert (place / lock).resolve() == ROOT / "requirements.lock"


@pytest.fixture
def weekly(tmp_path: Path) -> Path:
    """The weekly workflow of a new project."""
    return make_project(tmp_path / "checks", ACTION).project.root / ".github" / "workflows" / "weekly.yml"


def test_a_new_project_calls_it_in_one_line_with_no_more_rights_than_it_needs(weekly: Path) -> None:
    said = YAML(typ="safe", pure=True).load(weekly)
    assert said["permissions"] == {}
    (step,) = said["jobs"]["weekly"]["steps"]
    assert step["uses"] == ACTION
    assert set(step["with"]) <= set(action()["inputs"])
    assert said["jobs"]["weekly"]["permissions"] == {
        "contents": "write",
        "pull-requests": "write",
        "issues": "write",
    }
    assert said["jobs"]["publish"]["permissions"] == {"pages": "write", "id-token": "write"}
    assert said["jobs"]["weekly"]["if"] == "${{ vars.FIGURECHECK_HOME == github.repository }}"
    deploy = workflow("pages")["jobs"]["deploy"]["steps"][0]["uses"]
    assert said["jobs"]["publish"]["steps"][0]["uses"] == deploy


@pytest.mark.parametrize("name", ["weekly.yml", "pages.yml"])
def test_the_workflows_of_a_new_project_meet_the_schema_and_zizmor_finds_nothing(weekly: Path, name: str) -> None:
    file = weekly.with_name(name)
    schema = [BIN / "check-jsonschema", "--builtin-schema", "vendor.github-workflows", str(file)]
    done = subprocess.run(schema, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    found = [BIN / "zizmor", "--offline", "--no-progress", "--format", "plain", str(file)]
    done = subprocess.run(found, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_every_run_of_a_project_enables_its_schedule_again(weekly: Path, tmp_path: Path) -> None:
    """A schedule without a commit for sixty days is paused; also a week that failed must not let that happen."""
    job = YAML(typ="safe", pure=True).load(weekly)["jobs"]["awake"]
    assert (job["permissions"], job["needs"]) == ({"actions": "write"}, "weekly")
    assert job["if"] == "${{ always() && vars.FIGURECHECK_HOME == github.repository }}"
    record, tools = tmp_path / "gh.jsonl", tmp_path / "bin"
    tools.mkdir()
    (tools / "gh").write_text(GH.format(python=sys.executable, record=str(record)), encoding="utf-8")
    (tools / "gh").chmod(0o755)
    environment = {"PATH": f"{tools}:{os.environ['PATH']}", "GITHUB_REPOSITORY": "owner/checks"}
    run_job(job, tmp_path, VALUES, environment)
    (told,) = [json.loads(line)["words"] for line in record.read_text(encoding="utf-8").splitlines()]
    assert told == ["workflow", "enable", weekly.name, "--repo", "owner/checks"]


def test_every_push_to_main_publishes_with_no_more_rights_than_it_needs(weekly: Path) -> None:
    said = YAML(typ="safe", pure=True).load(weekly.with_name("pages.yml"))
    assert said["on"]["push"] == {"branches": ["main"]}
    assert said["permissions"] == {}
    build, deploy = said["jobs"]["build"], said["jobs"]["deploy"]
    assert build["if"] == "${{ vars.FIGURECHECK_HOME == github.repository }}"
    assert (build["permissions"], deploy["needs"]) == ({"contents": "read"}, "build")
    assert deploy["permissions"] == {"pages": "write", "id-token": "write"}
    assert deploy["steps"][0]["uses"] == workflow("pages")["jobs"]["deploy"]["steps"][0]["uses"]


@dataclass(frozen=True)
class Week:
    """One run of the action: what its steps said, what gh was told, and the clone that it worked in."""

    ran: Ran
    told: list[list[str]]
    project: Project
    deployed: Ran | None


def walked(base: Path, folder: Path, *, dead: bool = False) -> Week:
    """The one step of the project's own workflow, in a clone of ``base``, against a provider on this machine."""
    origin, clone, tools = folder / "origin.git", folder / "clone", folder / "bin"
    _git(folder, "clone", "--quiet", "--bare", str(base), str(origin))
    _git(folder, "clone", "--quiet", str(origin), str(clone))
    tools.mkdir()
    record = folder / "gh.jsonl"
    scripts = {
        "gh": GH.format(python=sys.executable, record=str(record)),
        "python": PYTHON.format(python=sys.executable),
    }
    for name, text in scripts.items():
        (tools / name).write_text(text, encoding="utf-8")
        (tools / name).chmod(0o755)
    jobs = YAML(typ="safe", pure=True).load(clone / ".github" / "workflows" / "weekly.yml")["jobs"]
    (step,) = jobs["weekly"]["steps"]
    with serving(Providers(offered(Project(base)), datetime.now(UTC))) as server:
        environment = {
            "PATH": f"{tools}:{os.environ['PATH']}",
            "FIGURECHECK_PROVIDERS": CLOSED if dead else server.address,
        }
        ran = run_action(step["with"], clone, VALUES, environment)
    deployed = run_job(jobs["publish"], clone, VALUES, environment) if ran.outputs.get("merged") == "true" else None
    lines = record.read_text(encoding="utf-8").splitlines() if record.is_file() else []
    return Week(ran, [json.loads(line)["words"] for line in lines], Project(clone), deployed)


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project that ``init`` made, with three claims, built and committed."""
    project = make_project(tmp_path_factory.mktemp("user") / "checks", ACTION).project
    project.article("example").unlink()
    project.article("rehearsal").write_text(article(), encoding="utf-8")
    done = figurecheck(project, "build")
    assert done.returncode == 0, done.stderr
    for words in (
        ("init", "--quiet", "--initial-branch", "main"),
        ("add", "--all"),
        ("commit", "--quiet", "-m", "One"),
    ):
        _git(project.root, *words)
    return project.root


@pytest.mark.long
@pytest.mark.slow
def test_a_push_builds_the_site_and_publishes_it(base: Path, tmp_path: Path) -> None:
    """The two jobs of the project's own workflow, in a clone; nothing is written to the repository."""
    clone, tools = tmp_path / "clone", tmp_path / "bin"
    _git(tmp_path, "clone", "--quiet", str(base), str(clone))
    tools.mkdir()
    (tools / "python").write_text(PYTHON.format(python=sys.executable), encoding="utf-8")
    (tools / "python").chmod(0o755)
    jobs = YAML(typ="safe", pure=True).load(clone / ".github" / "workflows" / "pages.yml")["jobs"]
    (step,) = jobs["build"]["steps"]
    environment = {"PATH": f"{tools}:{os.environ['PATH']}"}
    ran = run_action(step.get("with", {}), clone, VALUES, environment, SITE_ACTION)
    assert ran.failed == "", ran.said
    assert "The articles are fine." in ran.said["Check the articles"]
    (said,) = run_job(jobs["deploy"], clone, VALUES, environment).said.values()
    assert re.search(r"(\d+) pages came as built", said), said
    assert _git(clone, "log", "--format=%s").split() == ["One"]


@pytest.fixture(scope="module")
def calm(base: Path, tmp_path_factory: pytest.TempPathFactory) -> Week:
    return walked(base, tmp_path_factory.mktemp("calm"))


@pytest.mark.long
@pytest.mark.slow
def test_a_calm_week_merges_itself_and_its_site_is_published(calm: Week) -> None:
    assert calm.ran.failed == "", calm.ran.said
    assert calm.ran.outputs == {"number": "7", "merged": "true"}
    assert any(words[:2] == ["pr", "merge"] for words in calm.told)
    assert calm.deployed is not None
    (said,) = calm.deployed.said.values()
    assert re.search(r"(\d+) pages came as built", said), said
    assert _git(calm.project.root, "diff", "--name-only", "HEAD~1", "HEAD").count("data/series/BTC-USD.csv") == 1


@pytest.mark.long
@pytest.mark.slow
def test_every_step_was_walked_or_stood_in_for(calm: Week) -> None:
    steps = action()["runs"]["steps"]
    names = [step.get("name", step.get("uses")) for step in steps if "failure()" not in step.get("if", "")]
    assert [name for name in names if name not in calm.ran.said] == []


@pytest.mark.long
@pytest.mark.slow
def test_no_key_is_in_anything_that_was_said_or_stored(calm: Week) -> None:
    assert KEY not in str(calm.ran.said) + calm.ran.summary + str(calm.told)
    files = [path for path in calm.project.root.rglob("*") if path.is_file()]
    assert [path for path in files if KEY.encode() in path.read_bytes()] == []


@pytest.mark.long
@pytest.mark.slow
def test_a_step_that_fails_opens_an_issue_and_merges_nothing(base: Path, tmp_path: Path) -> None:
    broken = tmp_path / "base"
    _git(tmp_path, "clone", "--quiet", str(base), str(broken))
    file = Project(broken).article("rehearsal")
    file.write_text(file.read_text(encoding="utf-8").replace('"BTC-USD"', '"BTCUSD"'), encoding="utf-8")
    _git(broken, "commit", "--quiet", "--all", "--message", "A misspelt series")
    (tmp_path / "run").mkdir()
    week = walked(broken, tmp_path / "run", dead=True)
    assert week.ran.failed == "Check the articles"
    assert "did you mean BTC-USD" in week.ran.said["Check the articles"]
    assert week.ran.outputs == {}
    assert any(words[:2] == ["issue", "create"] for words in week.told)
    assert not any(words[:1] == ["pr"] for words in week.told)
