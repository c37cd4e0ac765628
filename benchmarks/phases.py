"""One build with the seconds of each of its phases: ``python -m benchmarks.phases FILE [RESAMPLES]`` in a project.

With RESAMPLES it is that of ``benchmarks.lean``.
"""

import json
import sys
import time
from pathlib import Path

_BEGAN = time.perf_counter()


class _Clock:
    """Adds up the time between two words of a build."""

    def __init__(self) -> None:
        self.found: dict[str, float] = {}
        self._name = "reading articles and data"
        self._since = time.perf_counter()

    def step(self, name: str, _done: int = 0, _total: int = 0) -> None:
        now = time.perf_counter()
        self.found[self._name] = self.found.get(self._name, 0.0) + now - self._since
        self._name, self._since = name, now


def main(file: str, resamples: int | None) -> None:
    """Build the project of the working directory and write what took how long."""
    from figurecheck.pipeline.workers import start_server

    start_server(Path.cwd())
    from figurecheck.paths import Project
    from figurecheck.pipeline.build import build
    from figurecheck.pipeline.judge import FULL, Draws

    imported = time.perf_counter() - _BEGAN
    clock = _Clock()
    build(Project(Path.cwd()), clock.step, draws=FULL if resamples is None else Draws(resamples, other=0))
    clock.step("end")
    told = {"importing libraries": imported, **clock.found}
    Path(file).write_text(json.dumps({name: round(seconds, 3) for name, seconds in told.items()}), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else None)
