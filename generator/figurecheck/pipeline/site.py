"""Running MkDocs as a subprocess, strictly and reproducibly."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from pathlib import Path

from figurecheck.errors import SiteError
from figurecheck.paths import Project


@dataclass
class SiteBuilder:
    """A process of MkDocs that builds once; begun before the pages are there, it is ready by then.

    ``last_day`` is the last day of the data and the date that MkDocs writes (the site map), so that the same data give
    the same bytes. ``memory`` is a file in which the process keeps what it may want the next time.
    """

    project: Project
    last_day: date
    memory: Path | None = None
    _process: subprocess.Popen[str] | None = field(init=False, default=None)

    def begin(self) -> None:
        """Start the process, unless it runs."""
        self._running()

    def build(self, docs: Path, site: Path, releases: Sequence[str] = ()) -> None:
        """Build ``docs``, whose pages may cite ``releases``, into ``site`` with the project's mkdocs.yml.

        Raises SiteError with what MkDocs said: a broken link or anchor is an error.
        """
        self.ask(docs, site, releases)
        self.wait()

    def ask(self, docs: Path, site: Path, releases: Sequence[str] = ()) -> None:
        """The first half of ``build``: the process works while other things are done here."""
        process = self._running()
        # A process that has ended takes nothing any more; ``wait`` says why.
        with suppress(BrokenPipeError), process.stdin or nullcontext() as given:
            if given is not None:
                given.write(json.dumps([str(docs), str(site), list(releases)]))
        process.stdin = None

    def wait(self) -> None:
        """The second half of ``build``."""
        process = self._running()
        _, said = process.communicate()
        if process.returncode:
            raise SiteError(f"asked MkDocs to build the reports; it refused:\n{said.strip()}")

    def end(self) -> None:
        """Let nothing run on, also where nothing was built."""
        if self._process is not None:
            self._process.kill()
            with self._process:
                pass

    def _running(self) -> subprocess.Popen[str]:
        if self._process is None:
            moment = str(int(datetime.combine(self.last_day, time(), UTC).timestamp()))
            environment = {**os.environ, "SOURCE_DATE_EPOCH": moment, "NO_MKDOCS_2_WARNING": "1"}
            command = [sys.executable, "-m", "figurecheck.pipeline.mkdocs_process", str(self.project.mkdocs)]
            command += [] if self.memory is None else [str(self.memory)]
            pipe = subprocess.PIPE
            self._process = subprocess.Popen(  # noqa: S603
                command, env=environment, stdin=pipe, stdout=pipe, stderr=pipe, text=True
            )
        return self._process


@contextmanager
def site_builder(project: Project, last_day: date, memory: Path | None = None) -> Iterator[SiteBuilder]:
    """MkDocs for one site; its process starts when it is begun, and ends with the block."""
    builder = SiteBuilder(project, last_day, memory)
    try:
        yield builder
    finally:
        builder.end()
