"""Keeping a second process out while one changes the project."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from filelock import FileLock, Timeout

from figurecheck.errors import OutputError
from figurecheck.paths import Project
from figurecheck.store.pending import finish, pending


@contextmanager
def alone(project: Project, *tasks: str) -> Iterator[None]:
    """Hold the lock of each of ``tasks`` (build, refresh); raises OutputError where another process has one."""
    held: list[FileLock] = []
    try:
        held.extend(_lock(project, task) for task in tasks)
        yield
    finally:
        for lock in held:
            lock.release()


def _lock(project: Project, task: str) -> FileLock:
    folder = project.root / ".cache"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder / f"{task}.lock", timeout=0)
        lock.acquire()
    except Timeout as problem:
        raise OutputError(f"another {task} of this project is running; wait for it, then try again") from problem
    except OSError as problem:
        raise OutputError(f"cannot write in {project.root}: {problem.strerror}: {folder}") from problem
    return lock


def finish_refresh(project: Project) -> None:
    """Complete a refresh that was cut short, unless one is running."""
    if pending(project):
        with suppress(OutputError), alone(project, "refresh"):
            finish(project)
