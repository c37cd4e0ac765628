"""The two last steps of the weekly workflow: ``python -m figurecheck.pipeline.weekly propose`` and ``... publish``."""

import sys
from pathlib import Path

from figurecheck.errors import FigurecheckError, UsageError
from figurecheck.pipeline.locate import find_project
from figurecheck.pipeline.weekly.changed import has_changes
from figurecheck.pipeline.weekly.files import make_proposal
from figurecheck.pipeline.weekly.forge import publish


def main(words: list[str]) -> int:
    """``propose`` prints the summary of the job, ``publish`` prints outputs of the step; returns the exit code."""
    try:
        sys.stdout.write(_answer(words))
    except FigurecheckError as problem:
        sys.stderr.write(f"error: {problem}\n")
        return problem.exit_code
    return 0


def _answer(words: list[str]) -> str:
    project = find_project(Path.cwd())
    if words == ["propose"]:
        return make_proposal(project, changed=has_changes(project)).summary
    if words == ["publish"]:
        done = publish(project)
        return f"number={done.number}\nmerged={str(done.merged).lower()}\n"
    raise UsageError(f"asked for {' '.join(words)!r}; there are: propose, publish")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
