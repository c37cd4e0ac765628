import json
import warnings
from pathlib import Path

import pytest

from figurecheck.paths import Project
from figurecheck.pipeline.refresh import refresh
from figurecheck.store.datapackage import FIELDS, datapackage_text, write_datapackage
from figurecheck.store.reading import read
from small_archive import IDS, TODAY, make_archive, one, series


@pytest.fixture
def project(tmp_path: Path) -> Project:
    made = Project(tmp_path / "project")
    refresh(made, make_archive(tmp_path / "archive"), series(), TODAY)
    return made


def frictionless_errors(package: Path) -> list[str]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the validator's own dependencies warn on newer Pythons
        from frictionless import Package

        report = Package(package.name, basepath=str(package.parent)).validate()
    return [str(row) for row in report.flatten(["title", "message"])]


def test_frictionless_accepts_the_folder(project: Project) -> None:
    assert frictionless_errors(project.datapackage) == []


def test_frictionless_finds_an_edit(project: Project) -> None:
    (project.series / "XLK.csv").write_text("day,open,high,low,close,volume,dividend\nsoon,1,1,1,1,1,0\n")
    assert any("Type Error" in error or "type" in error for error in frictionless_errors(project.datapackage))


def test_every_resource_has_its_checksum_size_terms_and_columns(project: Project) -> None:
    resources = {one["name"]: one for one in json.loads(project.datapackage.read_text())["resources"]}
    assert list(resources) == [name.lower() for name in IDS]
    xlk = resources["xlk"]
    assert xlk["hash"] == f"sha256:{read(project, one('XLK')).sha256}"
    assert xlk["bytes"] == (project.series / "XLK.csv").stat().st_size
    assert (xlk["redistributable"], resources["dgs2"]["redistributable"]) == (False, True)
    assert [field["name"] for field in xlk["schema"]["fields"]] == ["day", *one("XLK").columns]


def test_every_column_of_every_kind_is_described() -> None:
    assert {column for name in IDS for column in one(name).columns} | {"day"} == set(FIELDS)


def test_it_is_written_once(project: Project) -> None:
    assert not write_datapackage(project, series())
    assert write_datapackage(project, series("XLK"))
    assert datapackage_text(project, series("XLK")) == project.datapackage.read_text()
