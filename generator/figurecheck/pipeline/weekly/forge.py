"""Handing a proposal to the forge: one branch, one pull request, one issue for a flipped verdict, one for sources."""

import json
import subprocess
import sys
from dataclasses import dataclass

from figurecheck.errors import OutputError
from figurecheck.paths import Project
from figurecheck.pipeline.weekly.changed import PATHS
from figurecheck.pipeline.weekly.failure import TITLE as FAILURE
from figurecheck.pipeline.weekly.files import folder, read_alarm, read_decision, read_title
from figurecheck.pipeline.weekly.proposal import Decision

BRANCH = "weekly-refresh"
MAIN = "main"
AUTHOR = ("-c", "user.name=figurecheck weekly", "-c", "user.email=figurecheck-weekly@users.noreply.github.com")
EMAIL = AUTHOR[-1].split("=", 1)[1]
ISSUE = "The weekly refresh would change a verdict"
ALARM = "Sources of the weekly refresh need a person"
CAME = "No source needs a person any more: each came in, or was not refused for long."
GONE = "The newest refresh proposes no flipped verdict any more."
SETTLED = "The newest refresh changes nothing, so there is nothing left to merge."
WORKS = "The weekly refresh came through again."


@dataclass(frozen=True)
class Published:
    """What was done: the pull request's number ("" where there is none), and whether it was merged."""

    number: str
    merged: bool


def publish(project: Project) -> Published:
    """Do what the proposal decided; raises OutputError where git or gh refuses anything but the merge.

    The branch is made anew each week from the main branch: a pull request that still waits gets the newest data.
    A branch on which a person has worked is left alone, with an OutputError that says whose commits are there.
    A source that stays dead and a revision that waits have an issue of their own, whatever becomes of the proposal.
    What is settled by now is closed: the issue of a failed run, that of a flip or of sources, an idle pull request.
    """
    decision = read_decision(project)
    _close_issue(project, FAILURE, WORKS)
    if decision is not Decision.FLIP:
        _close_issue(project, ISSUE, GONE)
    if read_alarm(project):
        _issue(project, ALARM, "alarm")
    else:
        _close_issue(project, ALARM, CAME)
    if decision is Decision.NOTHING:
        for number in _open_pull_requests(project):
            _run(project, "gh", "pr", "close", number, "--comment", SETTLED)
        return Published("", merged=False)
    title = read_title(project)
    _run(project, "git", "switch", "--quiet", "--force-create", BRANCH)
    _run(project, "git", "add", "--all", "--", *PATHS)
    _run(project, "git", *AUTHOR, "commit", "--quiet", "--message", title)
    _push(project)
    number = _pull_request(project, title)
    if decision is Decision.FLIP:
        _issue(project, ISSUE, "issue")
    return Published(number, merged=decision is Decision.MERGE and _merged(project, number))


def _push(project: Project) -> None:
    """Replace the branch if this workflow made all of it, and only as long as it stays as it was seen."""
    lease = f"--force-with-lease=refs/heads/{BRANCH}:"
    seen = _run(project, "git", "ls-remote", "origin", f"refs/heads/{BRANCH}").split()
    if seen:
        lease += seen[0]
        _run(project, "git", "fetch", "--quiet", "origin", seen[0])
        made = _run(project, "git", "log", "--format=%ae%n%ce", seen[0], "--not", f"origin/{MAIN}").split("\n")
        others = sorted(set(made) - {EMAIL, ""})
        if others:
            raise OutputError(
                f"asked to renew the branch {BRANCH}; it holds commits by {', '.join(others)}, which would be lost; "
                "merge or close its pull request and delete the branch, then run the workflow again"
            )
    _run(project, "git", "push", "--quiet", lease, "origin", BRANCH)


def _open_pull_requests(project: Project) -> list[str]:
    listed = _run(project, "gh", "pr", "list", "--head", BRANCH, "--state", "open", "--json", "number")
    return [str(one["number"]) for one in json.loads(listed or "[]")]


def _open_issues(project: Project, title: str) -> list[str]:
    listed = _run(project, "gh", "issue", "list", "--state", "open", "--limit", "500", "--json", "number,title")
    return [str(one["number"]) for one in json.loads(listed or "[]") if one["title"] == title]


def _close_issue(project: Project, title: str, comment: str) -> None:
    for number in _open_issues(project, title):
        _run(project, "gh", "issue", "close", number, "--comment", comment)


def _pull_request(project: Project, title: str) -> str:
    """The number of the one open pull request of the branch, which is opened or brought up to date."""
    body = str(folder(project) / "body.md")
    numbers = _open_pull_requests(project)
    if numbers:
        _run(project, "gh", "pr", "edit", numbers[0], "--title", title, "--body-file", body)
        return numbers[0]
    made = _run(project, "gh", "pr", "create", "--head", BRANCH, "--base", MAIN, "--title", title, "--body-file", body)
    return made.strip().rsplit("/", 1)[-1]


def _issue(project: Project, title: str, name: str) -> None:
    """One open issue of this title: brought up to date where there is one already."""
    body = str(folder(project) / f"{name}.md")
    found = _open_issues(project, title)
    if found:
        _run(project, "gh", "issue", "edit", found[0], "--body-file", body)
    else:
        _run(project, "gh", "issue", "create", "--title", title, "--body-file", body)


def _merged(project: Project, number: str) -> bool:
    """Whether the forge let the proposal merge itself; where it does not, the pull request stays open for a person."""
    try:
        _run(project, "gh", "pr", "merge", number, "--squash", "--delete-branch")
    except OutputError as problem:
        sys.stderr.write(f"::warning::The pull request was not merged: {problem}\n")
        return False
    return True


def _run(project: Project, *command: str) -> str:
    done = subprocess.run(command, cwd=project.root, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        said = " ".join(done.stderr.split()) or "no reason given"
        raise OutputError(f"asked for '{' '.join(command[:3])}'; it ended with {done.returncode}: {said[:400]}")
    return done.stdout
