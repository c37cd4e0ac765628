"""Running MkDocs as a subprocess, strictly and reproducibly."""

import os
import subprocess
import sys
from datetime import UTC, date, datetime, time
from pathlib import Path

from figurecheck.errors import SiteError
from figurecheck.paths import Project
from figurecheck.store.atomic import write_text


def build_site(project: Project, docs: Path, site: Path, last_day: date) -> None:
    """Build ``docs`` into ``site`` with the project's mkdocs.yml.

    The date that MkDocs writes (the site map) is the last day of the data, so that the same data give the same bytes.
    Raises SiteError with what MkDocs said: a broken link or anchor is an error.
    """
    _first_navigation(project, docs)
    moment = datetime.combine(last_day, time(), UTC)
    environment = {**os.environ, "SOURCE_DATE_EPOCH": str(int(moment.timestamp())), "NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-m", "figurecheck.pipeline.mkdocs_process", str(project.mkdocs), str(docs), str(site)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise SiteError(f"asked MkDocs to build {docs.name}; it refused:\n{done.stderr.strip()}")


def _first_navigation(project: Project, docs: Path) -> None:
    """mkdocs.yml inherits the published navigation, which must exist, though the staged one is used in its place."""
    published = project.reports / "nav.yml"
    if not published.is_file():
        write_text(published, (docs / "nav.yml").read_text(encoding="utf-8"))
