"""Shared fixtures: a copy of the project to work in, and one build of it."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from filelock import FileLock
from hypothesis import settings

from figurecheck.pages.guide.site import guide_pages
from figurecheck.pages.templating import environment
from figurecheck.paths import Project
from projects import copy_ledgers, copy_project, figurecheck

if TYPE_CHECKING:
    from playwright.sync_api import Browser

TEMPLATES = Path(__file__).parents[1] / "templates"

settings.register_profile("project", deadline=None, derandomize=True)
settings.load_profile("project")


@pytest.fixture(scope="session")
def guide() -> dict[str, str]:
    """The pages of the guide for authors, by path, as they are rendered."""
    return guide_pages(environment(TEMPLATES))


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A fresh copy of the project."""
    return copy_project(tmp_path / "project")


@dataclass(frozen=True)
class Built:
    """A project after one build, and what the build printed."""

    project: Project
    said: str


@pytest.fixture(scope="session")
def first_build(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A copy of the project after one build; tests only read it, and test processes side by side share it."""
    alone = os.environ.get("PYTEST_XDIST_WORKER") is None
    base = tmp_path_factory.getbasetemp() if alone else tmp_path_factory.getbasetemp().parent
    project, said = Project(base / "built" / "project"), base / "built" / "said.txt"
    with FileLock(base / "built.lock"):
        if not said.is_file():
            copy_ledgers(copy_project(project.root))
            done = figurecheck(project, "build")
            assert done.returncode == 0, done.stderr
            said.write_text(done.stdout, encoding="utf-8")
    return Built(project, said.read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def built(first_build: Built) -> Project:
    """The project of the one build."""
    return first_build.project


@pytest.fixture(scope="module")
def address(built: Project) -> Iterator[str]:
    """Where the site of the one build is served, with a slash at the end."""
    from browsing import serving

    with serving(built.site) as found:
        yield found


@pytest.fixture(scope="module")
def browser() -> Iterator["Browser"]:
    """A browser for the tests of one file."""
    from browsing import chromium

    with chromium() as started:
        yield started


@pytest.fixture
def unprivileged() -> Iterator[None]:
    """Drop root's right to write anywhere, where the tests run as root."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)
