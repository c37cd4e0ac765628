"""A small data folder, a local server that offers newer days for it, and a refresh of the one from the other."""

import shutil
from collections.abc import Iterator
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path

import pytest
import yfinance.data

from fault_making import FUND, NOW, OFFERED_TO, RATE, STORED_TO
from figurecheck.paths import Project
from figurecheck.pipeline.refresh_command import RefreshTable, Wishes, refresh_from
from figurecheck.series.catalogue import builtin_catalogue
from local_providers import KEY, Providers, frames_of, serving
from projects import ROOT, tree

CATALOGUE = builtin_catalogue()
ASKED = (FUND, "BTC-USD", RATE, "NFCI")
WITH_KEY = {"FRED_API_KEY": KEY}


def forget_client(monkeypatch: pytest.MonkeyPatch) -> None:
    """The client of one test must not know the cookies of another."""
    monkeypatch.setattr(yfinance.data.SingletonMeta, "_instances", {})


def offering() -> AbstractContextManager[Providers]:
    """A server with days to the middle of March 2024."""
    return serving(Providers(frames_of(Project(ROOT), *ASKED, until=OFFERED_TO), NOW))


def filled(folder: Path) -> Project:
    """A data folder filled from nothing, up to the end of February 2024."""
    project = Project(folder)
    then = datetime(2024, 3, 1, 12, tzinfo=NOW.tzinfo)
    with serving(Providers(frames_of(Project(ROOT), *ASKED, until=STORED_TO), then)) as server:
        assert run(project, server, now=then, only=ASKED).refused == 0
    return project


def run(
    project: Project,
    world: Providers,
    *,
    now: datetime = NOW,
    only: tuple[str, ...] = ASKED,
    key: str | None = KEY,
    **wishes: bool,
) -> RefreshTable:
    environment = {"FIGURECHECK_PROVIDERS": world.address} | ({"FRED_API_KEY": key} if key else {})
    return refresh_from(project, Wishes("providers", only, **wishes), now, lambda *_: None, environment)


def data(project: Project) -> dict[str, bytes]:
    return tree(project.data)


@pytest.fixture
def fresh_client(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test begins without the cookies of another."""
    forget_client(monkeypatch)


@pytest.fixture
def world() -> Iterator[Providers]:
    """A server that offers newer days."""
    with offering() as server:
        yield server


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The small data folder, to be copied."""
    return filled(tmp_path_factory.mktemp("stored"))


@pytest.fixture
def project(stored: Project, tmp_path: Path) -> Project:
    """A copy of the small data folder of a test's own."""
    shutil.copytree(stored.root, tmp_path / "project")
    return Project(tmp_path / "project")
