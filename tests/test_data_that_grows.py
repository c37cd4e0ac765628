"""The tests of the embedded data pass on data that a refresh has continued: else the weekly run would stop at them."""

import os
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from figurecheck.paths import Project
from figurecheck.series.catalogue import builtin_catalogue
from figurecheck.store.reading import read_record
from local_providers import KEY, Providers, serving
from projects import ROOT, copy_project
from rehearsal import offered

pytestmark = pytest.mark.slow
ON_REAL_DATA = (
    "test_store_data.py",
    "test_store_second_source.py",
    "test_pipeline_positions.py",
    "test_pipeline_evaluators_pairs.py",
    "test_pipeline_judge.py",
    "test_series_catalogue.py",
)
"""Files that once stood on the newest day, or that read what a refresh writes; the whole set takes minutes."""


@pytest.fixture(scope="module")
def grown(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project, its tests included, whose data the project's own refresh continued to yesterday."""
    project = copy_project(tmp_path_factory.mktemp("grown") / "project")
    for name in ("tests", "reports", ".github"):
        shutil.copytree(ROOT / name, project.root / name, ignore=shutil.ignore_patterns("__pycache__"))
    for file in ("pyproject.toml", "README.md"):
        shutil.copy(ROOT / file, project.root)
    (project.root / "generator").symlink_to(ROOT / "generator")
    with serving(Providers(offered(project), datetime.now(UTC))) as server:
        environment = {**os.environ, "FIGURECHECK_PROVIDERS": server.address, "FRED_API_KEY": KEY}
        call = [sys.executable, "-m", "figurecheck", "refresh"]
        done = subprocess.run(call, cwd=project.root, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return project.root


def test_the_data_have_grown(grown: Path) -> None:
    series = builtin_catalogue().get("BTC-USD")
    before, after = (read_record(Project(root), series).last_day for root in (ROOT, grown))
    assert after > before


@pytest.mark.parametrize("name", ON_REAL_DATA)
def test_no_test_waits_for_the_newest_day_to_stay(grown: Path, name: str) -> None:
    call = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", f"tests/{name}"]
    done = subprocess.run(call, cwd=grown, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-3000:]
