"""What is asked of git: the committed copy of a file, the commit behind a revision, the files of a commit.

Git is started without a shell and with every argument apart; a revision is never taken for an option.
"""

import io
import os
import subprocess
import tarfile
from pathlib import Path

from figurecheck.errors import UsageError

SECONDS = 120
FOLDERS = ("articles", "data", "reports")
UNSET = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX")


def committed(root: Path, path: str) -> bytes | None:
    """The file at ``path`` (from the project's root) in the last commit; None without git, commit or file."""
    try:
        found = _run(root, "show", f"HEAD:./{path}")
    except UsageError:
        return None
    return found.stdout if found.returncode == 0 else None


def is_revision(root: Path, word: str) -> bool:
    """Whether ``word`` names a commit of the repository around ``root``."""
    if word.startswith("-"):
        return False
    try:
        return _run(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{word}^{{commit}}").returncode == 0
    except UsageError:
        return False


def origin(root: Path) -> str:
    """Where the repository around ``root`` was cloned from; empty where it was not. Raises UsageError without git."""
    found = _run(root, "remote", "get-url", "origin")
    return found.stdout.decode("utf-8", "replace").strip() if found.returncode == 0 else ""


def commit_of(root: Path, word: str) -> str:
    """The hash of the commit that ``word`` names.

    Raises UsageError for a word that begins with a hyphen, a folder that is in no repository, and a revision that the
    repository does not have, with a hint where its history was cut off (a shallow clone).
    """
    if word.startswith("-"):
        raise UsageError(f"asked for the revision {word!r}; a revision does not begin with a hyphen")
    inside = _run(root, "rev-parse", "--is-shallow-repository")
    if inside.returncode != 0:
        said = _said(inside.stderr) or "git refused"
        raise UsageError(
            f"asked for {word!r}; it is no file or ledger date, and as a revision: {said}; name a ledger date "
            "(YYYY-MM-DD), a results.json, publication or today, or keep the project in git: git init, then a commit"
        )
    found = _run(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{word}^{{commit}}")
    if found.returncode == 0:
        return found.stdout.decode("ascii").strip()
    shallow = inside.stdout.strip() == b"true"
    hint = (
        "this clone has only the newest commits; 'git fetch --unshallow' brings the others"
        if shallow
        else "name a commit, a tag or a branch, a ledger date (YYYY-MM-DD), a results.json, publication or today"
    )
    raise UsageError(f"asked for {word!r}; found no file, ledger date or revision of that name; {hint}")


def unpack(root: Path, commit: str, target: Path) -> None:
    """Write the articles, data and reports of ``commit`` below ``target``.

    Raises UsageError where git cannot give them.
    """
    listed = _run(root, "ls-tree", "--name-only", commit)
    there = [name for name in FOLDERS if name in listed.stdout.decode("utf-8").split("\n")]
    if "articles" not in there or "data" not in there:
        raise UsageError(f"asked for {commit[:12]}; it has no articles/ and data/; name a commit of this project")
    made = _run(root, "archive", "--format=tar", commit, "--", *there)
    if made.returncode != 0:
        raise UsageError(f"asked for the files of {commit[:12]}; git refused: {_said(made.stderr)}")
    with tarfile.open(fileobj=io.BytesIO(made.stdout)) as archive:
        archive.extractall(target, filter="data")


def _run(root: Path, *words: str) -> subprocess.CompletedProcess[bytes]:
    environment = {name: value for name, value in os.environ.items() if name not in UNSET}
    environment |= {"GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1", "LC_ALL": "C"}
    try:
        return subprocess.run(  # noqa: S603 (no shell, arguments apart)
            ["git", *words],  # noqa: S607 (the git of the machine)
            cwd=root,
            capture_output=True,
            check=False,
            env=environment,
            timeout=SECONDS,
        )
    except FileNotFoundError as problem:
        raise UsageError("asked for a revision; there is no git on this machine; install it") from problem
    except subprocess.TimeoutExpired as problem:
        raise UsageError(f"asked git for {words[0]}; it gave no answer in {SECONDS} seconds") from problem


def _said(message: bytes) -> str:
    return " ".join(message.decode("utf-8", "replace").split()).removeprefix("fatal: ")
