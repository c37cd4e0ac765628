"""From an empty data folder to a full site, with the real clients and the real command line."""

import html
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from figurecheck.paths import Project
from figurecheck.series.catalogue import builtin_catalogue
from figurecheck.store.files import digest
from figurecheck.store.health import State, read_health
from local_providers import KEY, Providers, frames_of, serving
from projects import ROOT, copy_project

BY_HAND = ("corrections.yml", "series/FOMC.csv", "series/FOMC.json")
WRONG_DAY = "2021-05-19"
SLUG = "ultra-small-cap-hedges"

pytestmark = [pytest.mark.slow, pytest.mark.long]


@dataclass(frozen=True)
class Filled:
    """A project whose data came from the local providers alone, and what the refresh said."""

    project: Project
    code: int
    said: dict[str, object]
    server: Providers


def run(project: Project, server: Providers, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "FRED_API_KEY": KEY, "FIGURECHECK_PROVIDERS": server.address, "NO_COLOR": "1"}
    call = [sys.executable, "-m", "figurecheck", *words]
    return subprocess.run(call, cwd=project.root, capture_output=True, text=True, check=False, env=environment)


def second_sources(server: Providers) -> None:
    """Coinbase says what Yahoo says, but for one day, on which it is 10 % higher."""
    for code, first in (("CBBTCUSD", "BTC-USD"), ("CBETHUSD", "ETH-USD")):
        frame = server.frames[first][["close"]].rename(columns={"close": "value"})
        server.frames[code] = frame
    server.frames["CBBTCUSD"].loc[WRONG_DAY] *= 1.1


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Filled]:
    project = copy_project(tmp_path_factory.mktemp("nothing") / "project")
    shutil.rmtree(project.data)
    for name in BY_HAND:
        (project.data / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / "data" / name, project.data / name)
    with serving(Providers(frames_of(Project(ROOT)), datetime.now(UTC))) as server:
        second_sources(server)
        done = run(project, server, "refresh", "--json")
        assert done.stdout, done.stderr
        yield Filled(project, done.returncode, json.loads(done.stdout), server)


def test_every_file_comes_out_as_it_is_in_the_project(filled: Filled) -> None:
    assert filled.code == 0, [one for one in filled.said["series"] if one["status"] == "refused"]  # type: ignore[attr-defined]
    for series in builtin_catalogue():
        name = f"{series.id}.csv"
        ours, theirs = ((folder / name).read_bytes() for folder in (ROOT / "data" / "series", filled.project.series))
        assert digest(ours) == digest(theirs), name


def test_one_cookie_and_one_crumb_serve_all_series_and_each_is_asked_once(filled: Filled) -> None:
    requests = filled.said["requests"]
    stored = [one for one in builtin_catalogue().refreshed if one.source == "yahoo"]
    assert requests == {
        "yahoo": {"cookie": 1, "crumb": 1, "chart": len(stored)},
        "fred": {"observations": sum(one.source == "fred" for one in builtin_catalogue().refreshed)},
    }


def test_health_is_written_for_all(filled: Filled) -> None:
    health = read_health(filled.project)
    assert set(health) == {one.id for one in builtin_catalogue().refreshed}
    assert {name for name, one in health.items() if one.state is not State.FRESH} == {"FOMC"}


def test_the_site_is_the_one_of_the_project_and_tells_of_the_refresh(filled: Filled, built: Project) -> None:
    done = run(filled.project, filled.server, "build")
    assert done.returncode == 0, done.stderr
    assert (filled.project.site / "index.html").is_file()
    ours, theirs = (json.loads(one.results(SLUG).read_text(encoding="utf-8")) for one in (built, filled.project))
    assert ours["claims"] == theirs["claims"]
    page = html.unescape((filled.project.reports / "data.md").read_text(encoding="utf-8"))
    page = page.replace("\N{NO-BREAK SPACE}", " ")
    assert "| CBBTCUSD | 19 May 2021 |" in page
    assert "they differ on one day" in page
    assert "the list is kept by hand" in page


def test_the_key_is_in_no_file(filled: Filled) -> None:
    files = [path for path in filled.project.root.rglob("*") if path.is_file()]
    assert [path for path in files if KEY.encode() in path.read_bytes()] == []
