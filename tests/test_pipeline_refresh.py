from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from figurecheck.errors import CorrectionError, OutputError
from figurecheck.paths import Project
from figurecheck.pipeline.refresh import Outcome, RefreshReport, Status, refresh
from figurecheck.store.reading import read
from small_archive import COIN, DECISIONS, FUND, IDS, MANIFEST, RATE, TODAY, make_archive, one, series, snapshot

LATER = date(2026, 12, 1)


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    return tmp_path / "archive"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path / "project")


def outcomes(report: RefreshReport) -> dict[str, Status]:
    return {outcome.series: outcome.status for outcome in report.outcomes}


def test_everything_is_written_and_described(project: Project, archive: Path) -> None:
    report = refresh(project, make_archive(archive), series(), TODAY)
    assert outcomes(report) == dict.fromkeys(IDS, Status.WRITTEN)
    assert report.outcomes[0] == Outcome("XLK", Status.WRITTEN, added=6, last_day=date(2024, 1, 19))
    files = [f"data/series/{name}.{kind}" for name in sorted(IDS) for kind in ("csv", "json")]
    assert sorted(snapshot(project)) == sorted(["data/datapackage.json", *files])


def test_a_second_refresh_changes_no_byte_on_any_day(project: Project, archive: Path) -> None:
    refresh(project, make_archive(archive), series(), TODAY)
    before = snapshot(project)
    again = refresh(project, replace(make_archive(archive), retrieved_at=LATER), series(), LATER)
    assert outcomes(again) == dict.fromkeys(IDS, Status.UNCHANGED)
    assert snapshot(project) == before


def test_two_projects_get_the_same_bytes(tmp_path: Path) -> None:
    made = []
    for name in ("one", "two"):
        refresh(Project(tmp_path / name), make_archive(tmp_path / "archive"), series(), TODAY)
        made.append(snapshot(Project(tmp_path / name)))
    assert made[0] == made[1]


def test_no_file_says_where_the_archive_lies(project: Project, archive: Path) -> None:
    refresh(project, make_archive(archive), series(), TODAY)
    assert not [name for name, content in snapshot(project).items() if str(archive.parent).encode() in content]


def test_new_and_revised_rows_are_counted_and_dated(project: Project, archive: Path) -> None:
    refresh(project, make_archive(archive), series(), TODAY)
    longer = RATE.replace("4.22", "4.23") + "2024-01-18,4.34\n"
    report = refresh(project, replace(make_archive(archive, DGS2=longer), retrieved_at=LATER), series("DGS2"), LATER)
    assert report.outcomes == (Outcome("DGS2", Status.WRITTEN, added=1, revised=1, last_day=date(2024, 1, 18)),)
    assert read(project, one("DGS2")).provenance.retrieved_at == LATER


def test_a_new_note_rewrites_the_record_but_not_the_day_of_the_data(project: Project, archive: Path) -> None:
    refresh(project, make_archive(archive), series(), TODAY)
    before = snapshot(project)
    source = replace(make_archive(archive), retrieved_at=LATER)
    (archive / "MANIFEST.csv").write_text(MANIFEST.replace("two copies", "three copies"))
    assert refresh(project, source, series("XLK"), LATER, known=series()).count(Status.WRITTEN) == 1
    after = snapshot(project)
    assert [name for name in after if after[name] != before[name]] == ["data/series/XLK.json"]
    assert read(project, one("XLK")).provenance.retrieved_at == TODAY


REFUSED = [
    ("XLK", FUND.replace("50.5,50.5,1400", "500.5,500.5,1400"), "outside high and low on 2024-01-18"),
    (
        "XLK",
        FUND.replace("2024-01-16", "2024-01-15,50,50,50,50,49.5,1\n2024-01-16"),
        "2024-01-15, a day on which the exchange was closed",
    ),
    ("XLK", FUND.replace("49,48.51", "49,49.51"), "cannot be negative"),
    ("XLK", "date,close\n", "missing"),
    ("BTC", COIN.replace("2024-01-14", "2027-01-14"), "after today"),
    ("BTC", COIN.replace("41796.269531", "417.96"), "found a move of up to"),
    ("DGS2", "\n".join(RATE.splitlines()[:-1]) + "\n", "1 stored days are gone from the source, the first 2024-01-17"),
    ("DGS2", RATE.replace("4.22", "oops"), "could not convert"),
    ("FOMC", DECISIONS.replace("5.25,5.50,true\n2024-03", "5.75,5.50,true\n2024-03"), "a lower limit above"),
]


@pytest.mark.parametrize(("name", "text", "words"), REFUSED)
def test_a_refused_series_keeps_its_files_and_stops_no_other(
    project: Project, archive: Path, name: str, text: str, words: str
) -> None:
    refresh(project, make_archive(archive), series(), TODAY)
    before = snapshot(project)
    report = refresh(project, make_archive(archive, **{name: text}), series(), TODAY)
    (refused,) = report.refused
    assert refused.series.startswith(name)
    assert words in refused.reason
    assert report.count(Status.UNCHANGED) == 3
    assert snapshot(project) == before


def test_a_refused_series_that_was_never_stored_leaves_nothing(project: Project, archive: Path) -> None:
    report = refresh(project, make_archive(archive, XLK="date,close\n"), series(), TODAY)
    assert report.count(Status.WRITTEN) == 3
    assert [name for name in snapshot(project) if "XLK" in name] == []
    assert b"XLK" not in project.datapackage.read_bytes()


def test_an_edited_file_is_written_anew(project: Project, archive: Path) -> None:
    refresh(project, make_archive(archive), series(), TODAY)
    before = snapshot(project)
    (project.series / "XLK.csv").write_text("edited")
    assert refresh(project, make_archive(archive), series(), TODAY).count(Status.WRITTEN) == 1
    assert snapshot(project) == before


def test_a_rehearsal_writes_nothing(project: Project, archive: Path) -> None:
    report = refresh(project, make_archive(archive), series(), TODAY, dry_run=True)
    assert (report.dry_run, report.count(Status.WRITTEN)) == (True, 4)
    assert not project.data.exists()


def test_progress_is_told_of_each_series(project: Project, archive: Path) -> None:
    seen: list[str] = []
    refresh(project, make_archive(archive), series(), TODAY, progress=lambda outcome: seen.append(outcome.series))
    assert seen == list(IDS)


LEDGER = """corrections:
  - {series: DGS2, day: 2024-01-16, field: value, wrong: 4.22, right: 4.21, reason: A slip., source: another copy}
"""


def test_a_correction_is_made_and_recorded_and_expires(project: Project, archive: Path) -> None:
    project.data.mkdir(parents=True)
    project.corrections.write_text(LEDGER)
    refresh(project, make_archive(archive), series(), TODAY)
    assert read(project, one("DGS2")).frame["value"].tolist() == [4.14, 4.21, 4.34]
    assert read(project, one("DGS2")).provenance.corrections[0].wrong == 4.22
    mended = make_archive(archive, DGS2=RATE.replace("4.22", "4.21"))
    report = refresh(project, mended, series(), TODAY)
    assert [outcome.series for outcome in report.refused] == ["DGS2"]
    assert "the entry has expired, remove it" in report.refused[0].reason


def test_a_malformed_ledger_stops_before_anything_is_written(project: Project, archive: Path) -> None:
    project.data.mkdir(parents=True)
    project.corrections.write_text(LEDGER.replace("wrong", "worng"))
    with pytest.raises(CorrectionError, match=r"corrections.yml:2"):
        refresh(project, make_archive(archive), series(), TODAY)
    assert not project.series.exists()


def test_a_folder_that_cannot_be_written_is_an_error_not_an_outcome(project: Project, archive: Path) -> None:
    project.root.mkdir()
    project.data.write_text("a file where the folder should be")
    with pytest.raises(OutputError, match="cannot write"):
        refresh(project, make_archive(archive), series(), TODAY)
