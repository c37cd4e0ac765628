"""The processes that do the work of a build: children of a server that has imported the libraries once.

Without it every worker imports pandas, scipy, arch and matplotlib for itself, while the build waits. The server is
begun before the build imports its own libraries, so that both go on at the same time.
Processes are joblib's (loky): one that is killed is noticed.
"""

import gc
import multiprocessing
import os
import sys
import threading
from multiprocessing.process import BaseProcess
from pathlib import Path

PRELOADED = (
    "figurecheck.pipeline.planning",
    "figurecheck.pages.pictures",
    "figurecheck.charts.social_card",
)
"""What every task of a build imports; what is left out here, a worker imports when it comes to it."""

FOR_ALL = (
    "figurecheck.measures.dynamics",
    "figurecheck.pipeline.corrections_facts",
    "figurecheck.pipeline.method_facts",
    "scipy.stats",
    "arch.bootstrap",
    "arch.covariance.kernel",
)
"""What some tasks import besides: half of the time of all imports, for which no worker should wait whose task is
another."""

_ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS")
"""A worker has a core of its own: more threads would take those of the others."""


def start_server(root: Path | None = None) -> bool:
    """Begin the server, unless it runs; whether this system has one.

    It imports what all tasks of a build need, unless results of an earlier build are kept in the project ``root``: then
    few tasks are left as a rule.
    Windows has none, and on macOS libraries that were imported before a fork may fail; there joblib starts its own.
    """
    if "forkserver" not in multiprocessing.get_all_start_methods() or sys.platform == "darwin":
        return False
    from multiprocessing import forkserver

    few = root is not None and (root / ".cache" / "units" / "journal.json").is_file()
    multiprocessing.set_forkserver_preload([*PRELOADED, *(() if few else FOR_ALL)])
    before = {name: os.environ.get(name) for name in _ONE_THREAD}
    os.environ.update(dict.fromkeys(_ONE_THREAD, "1"))
    try:
        forkserver.ensure_running()
    finally:
        for name, value in before.items():
            os.environ.pop(name, None)
            if value is not None:
                os.environ[name] = value
    return True


def end_workers() -> None:
    """End the processes that wait for more work, where there are any: each holds all that it has imported."""
    known = sys.modules.get("joblib.externals.loky.reusable_executor")
    executor = getattr(known, "_executor", None)
    if executor is not None:
        executor.shutdown(wait=True, kill_workers=True)


def begin_worker() -> None:
    """What a worker does first: watch the process that asked for it, and end when that is gone, however it went.

    What it has imported by now stays to the end, so that Python need not search it for what can be thrown away: it
    searches what tasks leave behind the more often, pictures of several megabytes above all.
    """
    gc.freeze()
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_after, args=(parent,), daemon=True).start()


def _end_after(parent: BaseProcess) -> None:
    parent.join()
    os._exit(1)


def use_server() -> bool:
    """Let joblib take its processes from the server; whether there is one."""
    from joblib.externals.loky.backend.context import set_start_method

    there = start_server()
    set_start_method("forkserver" if there else None, force=True)
    return there
