"""The workflows as data, and running the ``run:`` steps of a job as a runner would."""

import json
import os
import re
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from expressions import holds
from stand_ins import STAND_INS

ROOT = Path(__file__).parents[1]
WORKFLOWS = ROOT / ".github" / "workflows"
_EXPRESSION = re.compile(r"\$\{\{\s*([^}]+?)\s*\}\}")


def workflow(name: str) -> dict[str, Any]:
    """One workflow file as plain values."""
    found: dict[str, Any] = YAML(typ="safe", pure=True).load(WORKFLOWS / f"{name}.yml")
    return found


@dataclass
class Ran:
    """The end of a job: what each step printed by its name, its outputs, its summary, and the step that failed."""

    said: dict[str, str] = field(default_factory=dict)
    outputs: dict[str, str] = field(default_factory=dict)
    summary: str = ""
    failed: str = ""


def run_job(job: Mapping[str, Any], folder: Path, values: Mapping[str, str], environment: Mapping[str, str]) -> Ran:
    """Walk the steps of ``job`` in ``folder``, in their order; after a failure only those that ask for it.

    ``values`` are what the expressions of the workflow stand for (``secrets.FRED_API_KEY`` and so on); one that is not
    there is an error, so that a new expression cannot pass unseen. A ``uses:`` step is what its stand-in does and says.
    """
    ran, outcomes, told = Ran(), dict[str, dict[str, str]](), dict[str, str | bool | None]()
    output, summary = folder.parent / "github-output", folder.parent / "github-summary"
    for file in (output, summary):
        file.write_text("", encoding="utf-8")
    files = {"GITHUB_OUTPUT": str(output), "GITHUB_STEP_SUMMARY": str(summary), "CI": "true"}
    for step in job["steps"]:
        state = "failure" if ran.failed else "success"
        if not holds(step.get("if", "success()"), told, state=state):
            continue
        if "uses" in step:
            given = {name: _filled(str(value), values) for name, value in step.get("with", {}).items()}
            ran.said[step["uses"]] = STAND_INS[step["uses"].partition("@")[0]](folder, {**step, "with": given}) + "\n"
            continue
        values = {**values, "toJSON(steps)": json.dumps(outcomes)}
        own = {name: _filled(str(value), values) for name, value in step.get("env", {}).items()}
        assert not _EXPRESSION.search(step["run"]), "an expression inside a script can inject commands"
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
            cwd=folder,
            env={**os.environ, **environment, **files, **own},
            capture_output=True,
            text=True,
            check=False,
        )
        ran.said[step["name"]] = done.stdout + done.stderr
        if "id" in step:
            outcomes[step["id"]] = {"outcome": "failure" if done.returncode else "success"}
            told |= {f"steps.{step['id']}.outputs.{name}": value for name, value in _outputs(output).items()}
        ran.failed = ran.failed or (step["name"] if done.returncode else "")
    ran.outputs = _outputs(output)
    ran.summary = summary.read_text(encoding="utf-8")
    return ran


def action(place: Path = ROOT) -> dict[str, Any]:
    """The composite action in a folder of this repository as plain values; the weekly one lies at the top."""
    found: dict[str, Any] = YAML(typ="safe", pure=True).load(place / "action.yml")
    return found


def run_action(
    given: Mapping[str, str],
    folder: Path,
    values: Mapping[str, str],
    environment: Mapping[str, str],
    place: Path = ROOT,
) -> Ran:
    """Walk the steps of the action that lies in ``place`` in ``folder`` as one ``uses:`` line does; ``given`` is
    what stands under ``with``.

    An input that the action does not have is an error.
    """
    said = action(place)
    assert set(given) <= set(said["inputs"]), given
    inputs = {name: _filled(given.get(name, one["default"]), values) for name, one in said["inputs"].items()}
    known = {**values, **{f"inputs.{name}": text for name, text in inputs.items()}, "github.action_path": str(place)}
    return run_job(said["runs"], folder, known, {**environment, "GITHUB_ACTION_PATH": str(place)})


def _outputs(file: Path) -> dict[str, str]:
    lines = file.read_text(encoding="utf-8").splitlines()
    return dict(line.split("=", 1) for line in lines if "=" in line)


def _filled(text: str, values: Mapping[str, str]) -> str:
    return _EXPRESSION.sub(lambda found: values[found[1]], text)
