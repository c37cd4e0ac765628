"""A weekly run that failed: one open issue that names the step; needs nothing but Python and gh, not the packages."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping

TITLE = "The weekly refresh failed"


BAD = ("failure", "cancelled")


def failed_steps(steps: Mapping[str, Mapping[str, object]]) -> list[str]:
    """The steps or jobs that failed or were cut off, from the context ``steps`` of a job or ``needs`` of a workflow."""
    return [name for name, step in steps.items() if step.get("outcome", step.get("result")) in BAD]


def text(steps: Mapping[str, Mapping[str, object]], run: str) -> str:
    """What the issue and the summary of the job say; ``run`` is the address of the run."""
    named = ", ".join(failed_steps(steps)) or "a step without a name of its own"
    merged = steps.get("publish", {}).get("result") in BAD
    kept = "The new data were merged, but the site was not published" if merged else "Nothing was merged"
    return f"The weekly run failed at: {named}. {kept}; the site keeps its last data.\n\nThe run: {run}\n"


def main() -> int:
    """Print the text and open the issue, or bring the open one up to date; returns 1 where gh refuses."""
    said = text(json.loads(os.environ["STEPS"]), os.environ["RUN"])
    sys.stdout.write(f"## {TITLE}\n\n{said}")
    listed = _gh("issue", "list", "--state", "open", "--limit", "500", "--json", "number,title")
    found = [str(one["number"]) for one in json.loads(listed.stdout or "[]") if one["title"] == TITLE]
    words = ("issue", "edit", found[0]) if found else ("issue", "create", "--title", TITLE)
    done = _gh(*words, "--body", said)
    sys.stderr.write(listed.stderr + done.stderr)
    return 1 if listed.returncode or done.returncode else 0


def _gh(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["gh", *words], capture_output=True, text=True, check=False)  # noqa: S603, S607


if __name__ == "__main__":
    sys.exit(main())
