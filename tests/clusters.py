"""A scheduler of Dask and its workers as processes of their own, which a test can kill one by one."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class Cluster:
    """A scheduler and its workers, each a process of its own; ``worker`` is the first, and none outlives anybody."""

    def __init__(self, folder: Path, workers: int) -> None:
        file = folder / "scheduler.address"
        program = (
            "import asyncio, pathlib, sys\n"
            "from distributed import Scheduler\n"
            "async def main():\n"
            "    async with Scheduler(host='127.0.0.1', port=0, dashboard=False) as running:\n"
            "        pathlib.Path(sys.argv[1]).write_text(running.address)\n"
            "        await running.finished()\n"
            "asyncio.run(main())\n"
        )
        self.scheduler = _started("-c", program, str(file))
        ends = time.monotonic() + 30
        while not (file.is_file() and file.read_text(encoding="utf-8")):
            assert time.monotonic() < ends, "the scheduler did not start"
            time.sleep(0.05)
        self.address = file.read_text(encoding="utf-8")
        words = ("--nthreads", "1", "--no-dashboard", "--no-nanny", "--local-directory", str(folder))
        self.workers = [_started("-m", "distributed.cli.dask_worker", self.address, *words) for _ in range(workers)]
        self.worker = self.workers[0]


def _started(*words: str) -> subprocess.Popen[bytes]:
    quiet = subprocess.DEVNULL
    path = os.pathsep.join([str(Path(__file__).parent), *filter(None, [os.environ.get("PYTHONPATH")])])
    environment = {**os.environ, "PYTHONPATH": path}
    return subprocess.Popen([sys.executable, *words], stdin=quiet, stdout=quiet, stderr=quiet, env=environment)


@contextmanager
def started(folder: Path, workers: int = 1) -> Iterator[Cluster]:
    folder.mkdir()
    running = Cluster(folder, workers)
    try:
        yield running
    finally:
        for process in (*running.workers, running.scheduler):
            process.kill()
            process.wait(timeout=10)
