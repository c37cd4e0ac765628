import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from figurecheck.errors import ChecksumError, MalformedDataError, MissingDataError, UsageError
from figurecheck.paths import Project
from figurecheck.pipeline.refresh import refresh
from figurecheck.store.files import digest
from figurecheck.store.reading import Observed, checksums, read, read_all, read_record
from small_archive import IDS, TODAY, make_archive, one, series


@pytest.fixture
def project(tmp_path: Path) -> Project:
    made = Project(tmp_path / "project")
    assert refresh(made, make_archive(tmp_path / "archive"), series(), TODAY).refused == ()
    return made


def test_observations_come_with_their_record(project: Project) -> None:
    observed = read(project, one("XLK"))
    assert observed.frame["close"].tolist() == [49, 50, 50, 49.5, 50.5, 51.12346]
    assert (observed.first_day, observed.last_day) == (date(2024, 1, 11), date(2024, 1, 19))
    assert observed.provenance.origin == "someone/somewhere, data/xlk.csv, commit 0123abc"
    assert observed.sha256 == digest((project.series / "XLK.csv").read_bytes())


def test_all_at_once_and_their_checksums(project: Project) -> None:
    everything = read_all(project, series())
    assert list(everything) == list(IDS)
    assert checksums(project) == {name: everything[name].sha256 for name in sorted(IDS)}


def test_without_a_data_folder_there_are_no_checksums(tmp_path: Path) -> None:
    assert checksums(Project(tmp_path)) == {}


def test_a_missing_file_says_what_writes_it(project: Project) -> None:
    (project.series / "XLK.csv").unlink()
    with pytest.raises(
        MissingDataError, match=r"XLK: data/series/XLK.csv is not there; 'figurecheck refresh --series XLK"
    ):
        read(project, one("XLK"))


def test_a_missing_record_says_what_writes_it(project: Project) -> None:
    (project.series / "XLK.json").unlink()
    with pytest.raises(MissingDataError, match=r"XLK: data/series/XLK.json is not there"):
        read(project, one("XLK"))


def test_an_edited_file_is_refused_with_what_to_do(project: Project) -> None:
    file = project.series / "XLK.csv"
    file.write_text(file.read_text().replace("51.12346", "51.12347"))
    with pytest.raises(
        ChecksumError, match=r"XLK: data/series/XLK.csv has the checksum .*'git checkout -- data/series/XLK"
    ):
        read(project, one("XLK"))


def vouch_for(project: Project, content: bytes) -> None:
    """Write ``content`` and a record that says it is right: a fault that no checksum can find."""
    (project.series / "XLK.csv").write_bytes(content)
    record = json.loads((project.series / "XLK.json").read_text())
    (project.series / "XLK.json").write_text(json.dumps(record | {"sha256": digest(content)}))


HEADER = b"day,open,high,low,close,volume,dividend\n"
ROW = b",1,1,1,1,1,0\n"
UNREADABLE = [
    (HEADER, "has no rows"),
    (HEADER + b"2024-01-03" + ROW + b"2024-01-02" + ROW, "days that are not in order"),
    (HEADER + b"2024-01-02" + ROW + b"2024-01-02" + ROW, "days that are not in order"),
    (HEADER + b"\xff\xfe", "is not UTF-8 text"),
    (b"date,close\n", "found the header date,close"),
]


@pytest.mark.parametrize(("content", "words"), UNREADABLE)
def test_another_format_is_refused(project: Project, content: bytes, words: str) -> None:
    vouch_for(project, content)
    with pytest.raises(MalformedDataError, match=words):
        read(project, one("XLK"))


RECORDS = ["", "[]", "{}", '{"schema": "figurecheck.provenance/1", "id": "XLK"}', "\xff"]


@pytest.mark.parametrize("text", RECORDS)
def test_a_malformed_record_is_refused(project: Project, text: str) -> None:
    (project.series / "XLK.json").write_text(text, encoding="latin-1")
    with pytest.raises(MalformedDataError, match="XLK: its provenance record is malformed"):
        read(project, one("XLK"))


def test_the_record_of_another_series_is_refused(project: Project) -> None:
    (project.series / "XLK.json").write_bytes((project.series / "DGS2.json").read_bytes())
    with pytest.raises(MalformedDataError, match="of 'DGS2'"):
        read_record(project, one("XLK"))


@pytest.mark.parametrize("name", ["series/XLK.csv", "series/XLK.json", "series"])
def test_a_symbolic_link_is_refused(project: Project, name: str) -> None:
    place = project.data / name
    place.rename(project.root / "elsewhere")
    place.symlink_to(project.root / "elsewhere")
    with pytest.raises(MalformedDataError, match=rf"data/{name} is a symbolic link"):
        read(project, one("XLK"))


def test_a_folder_in_the_place_of_a_file_is_refused(project: Project) -> None:
    (project.series / "XLK.csv").unlink()
    (project.series / "XLK.csv").mkdir()
    with pytest.raises(MalformedDataError, match=r"XLK.csv cannot be read \(Is a directory\)"):
        read(project, one("XLK"))


def test_known_before_the_close_the_day_is_not_known(project: Project) -> None:
    observed = read(project, one("XLK"))
    close = datetime(2024, 1, 19, 16, tzinfo=ZoneInfo("America/New_York"))
    assert observed.known_before(close).last_day == date(2024, 1, 18)
    assert observed.known_before(close + timedelta(seconds=1)).last_day == date(2024, 1, 19)
    assert observed.known_before(datetime(2000, 1, 1, tzinfo=UTC)).frame.empty
    assert observed.known_before(close).sha256 == observed.sha256


def test_a_moment_without_a_time_zone_is_refused(project: Project) -> None:
    with pytest.raises(UsageError, match="has no time zone"):
        read(project, one("XLK")).known_before(datetime(2024, 1, 19))  # noqa: DTZ001


@pytest.fixture(scope="module")
def observations(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Observed]:
    folder = tmp_path_factory.mktemp("known")
    refresh(Project(folder / "project"), make_archive(folder / "archive"), series(), TODAY)
    return read_all(Project(folder / "project"), series())


@given(st.sampled_from(IDS), st.datetimes(datetime(2024, 1, 10), datetime(2024, 4, 1), timezones=st.just(UTC)))  # noqa: DTZ001
def test_known_before_agrees_with_the_release_of_each_day(
    observations: dict[str, Observed], identifier: str, moment: datetime
) -> None:
    observed = observations[identifier]
    expected = [day for day in observed.frame.index if observed.series.known_at(day.date()) < moment]
    assert observed.known_before(moment).frame.index.tolist() == expected
