"""The disk fills while a refresh runs: series are old or new, none between, and the next start brings in the rest."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pandas as pd
import pytest
import yfinance.data

from fault_making import FUND, NOW, OFFERED_TO, RATE, STORED_TO
from figurecheck.errors import OutputError
from figurecheck.paths import Project
from figurecheck.pipeline.refresh_command import RefreshTable, Wishes, refresh_from
from figurecheck.series.catalogue import builtin_catalogue
from figurecheck.store.health import State, read_health
from figurecheck.store.reading import read
from local_providers import KEY, Providers, frames_of, serving
from projects import ROOT, tree
from small_disks import FULL, SmallDisk, small_disk

FEW = ("NFCI", RATE, FUND, "BTC-USD")
"""From the smallest file to the largest, so that more room means more series."""
LONG_AGO = datetime(2020, 1, 1, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def fresh_client(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yfinance.data.SingletonMeta, "_instances", {})


def run(project: Project, world: Providers, *only: str, now: datetime = NOW) -> RefreshTable:
    environment = {"FIGURECHECK_PROVIDERS": world.address, "FRED_API_KEY": KEY}
    return refresh_from(project, Wishes("providers", only), now, lambda *_: None, environment)


def version(project: Project, name: str, old: dict[str, bytes], new: dict[str, bytes]) -> str:
    """Whether the two files of a series are the old ones or the new ones; anything else is an error."""
    now = tree(project.series)
    names = (f"{name}.csv", f"{name}.json")
    found = [said for said, files in (("old", old), ("new", new)) if all(now.get(n) == files.get(n) for n in names)]
    assert found, f"{name} is neither old nor new"
    return found[0]


@pytest.mark.slow
def test_wherever_the_room_ends_every_series_is_old_or_new(tmp_path: Path) -> None:
    """Twenty-five places: from a disk without a free page to one on which the largest file just fits."""
    before, after = Project(tmp_path / "before"), Project(tmp_path / "after")
    with serving(Providers(frames_of(Project(ROOT), *FEW, until=STORED_TO), NOW.replace(month=3, day=1))) as world:
        run(before, world, *FEW, now=world.now)
    frames = frames_of(Project(ROOT), *FEW, until=OFFERED_TO)
    ends: list[int] = []
    with ExitStack() as stack:
        world = stack.enter_context(serving(Providers(frames, NOW)))
        shutil.copytree(before.root, after.root)
        run(after, world, *FEW)
        old, new = tree(before.series), tree(after.series)
        disk = stack.enter_context(small_disk(tmp_path / "disk", 2**22))
        for number in range(25):
            project = Project(disk.folder / "project")
            shutil.copytree(before.root, project.root)
            with disk.with_room(number * 10_240):
                try:
                    run(project, world, *FEW)
                except OutputError as problem:
                    assert re.search(FULL, str(problem))  # noqa: PT017
            versions = [version(project, name, old, new) for name in FEW]
            assert versions == sorted(versions), "a later series came in before an earlier one"
            assert not list(project.data.rglob("*.tmp"))
            read_health(project)
            ends.append(versions.count("new"))
            assert run(project, world, *FEW).refused == 0
            assert tree(project.series) == new
            assert {one.state for one in read_health(project).values()} == {State.FRESH}
            shutil.rmtree(project.root)
    assert ends == sorted(ends)
    assert len(set(ends) - {0, len(FEW)}) == 3, "hardly ever was the disk full in the middle"
    assert ends[-1] == len(FEW)


@dataclass(frozen=True)
class Whole:
    """All series as they were at the end of 2019, and a provider that has them as they are."""

    old: Project
    world: Providers
    growth: int
    disk: SmallDisk


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Whole]:
    folder = tmp_path_factory.mktemp("whole")
    old = Project(folder / "old")
    (old.root / "articles").mkdir(parents=True)
    shutil.copy(ROOT / "mkdocs.yml", old.root)
    old.series.mkdir(parents=True)
    for name in ("FOMC.csv", "FOMC.json"):
        shutil.copy(ROOT / "data" / "series" / name, old.series)
    shutil.copy(ROOT / "data" / "corrections.yml", old.corrections)
    frames = frames_of(Project(ROOT))
    early = {code: frame.loc[: pd.Timestamp(date(2019, 12, 31))] for code, frame in frames.items()}
    with serving(Providers({code: one for code, one in early.items() if len(one)}, LONG_AGO)) as server:
        run(old, server, now=LONG_AGO)
    everything = sum(map(len, tree(ROOT / "data").values()))
    growth = everything - sum(map(len, tree(old.data).values()))
    with serving(Providers(frames, datetime.now(UTC))) as server, small_disk(folder / "disk", 2**25) as disk:
        yield Whole(old, server, growth, disk)


def command(project: Project, world: Providers) -> subprocess.CompletedProcess[str]:
    said = {"FRED_API_KEY": KEY, "FIGURECHECK_PROVIDERS": world.address, "NO_COLOR": "1", "COLUMNS": "200"}
    call = [sys.executable, "-m", "figurecheck", "refresh", "--json"]
    environment = {**os.environ, **said}
    return subprocess.run(call, cwd=project.root, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.slow
@pytest.mark.parametrize("share", [0.2, 0.5, 0.8])
def test_a_disk_that_fills_midway_through_a_whole_refresh(whole: Whole, share: float) -> None:
    """Six years of every series come in until there is no room; then room is made, and the same command ends it."""
    project = Project(whole.disk.folder / f"project-{share}")
    shutil.copytree(whole.old.root, project.root)
    old, new = tree(whole.old.series), tree(ROOT / "data" / "series")
    with whole.disk.with_room(int(share * whole.growth) if whole.disk.mounted else int(100_000 + share * 100_000)):
        done = command(project, whole.world)
    assert done.returncode == 1, done.stdout
    assert re.search(FULL, done.stderr)
    assert "Traceback" not in done.stderr
    names = [one.id for one in builtin_catalogue().refreshed if f"{one.id}.csv" in new and one.source != "fomc"]
    states = [_state(project, name, old) for name in names]
    assert 0 < states.count("new") < len(names)
    assert not list(project.data.rglob("*.tmp"))
    fresh = {name for name, one in read_health(project).items() if one.last_attempt > LONG_AGO.date()}
    assert fresh
    again = command(project, whole.world)
    said = {one["series"]: one["status"] for one in json.loads(again.stdout)["series"]}
    assert again.returncode == 3, again.stderr  # the second sources, which this provider does not have
    assert {name for name, state in said.items() if state == "refused"} == {"CBBTCUSD", "CBETHUSD"}
    assert not fresh & set(said), "what had come in whole was asked for again"
    for name in names:
        assert tree(project.series)[f"{name}.csv"] == new[f"{name}.csv"], name
        read(project, builtin_catalogue().get(name))


def _state(project: Project, name: str, old: dict[str, bytes]) -> str:
    """old, new, or absent before as now; a series between would not be read, or have an end of neither time."""
    now = tree(project.series)
    if all(now.get(file) == old.get(file) for file in (f"{name}.csv", f"{name}.json")):
        return "old"
    series = builtin_catalogue().get(name)
    assert read(project, series).last_day == read(Project(ROOT), series).last_day, name
    return "new"
