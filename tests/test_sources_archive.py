from datetime import date
from pathlib import Path

import numpy as np
import pytest

from figurecheck.errors import RefusedDataError, SourceError
from figurecheck.sources.archive import ArchiveSource
from figurecheck.sources.base import reported
from small_archive import COIN, DECISIONS, FUND, RATE, RETRIEVED, make_archive, one


def test_a_fund_comes_with_its_distribution_and_without_adjusted_closes(tmp_path: Path) -> None:
    frame = make_archive(tmp_path).fetch(one("XLK"), None).frame
    assert list(frame.columns) == ["open", "high", "low", "close", "volume", "dividend"]
    assert frame["dividend"].tolist() == [0, 0, 0, 0.5, 0, 0]
    assert frame["close"].iloc[-1] == 51.123456789
    assert (frame.index.name, str(frame.index[0].date())) == ("day", "2024-01-11")


def test_an_empty_cell_is_no_value(tmp_path: Path) -> None:
    frame = make_archive(tmp_path).fetch(one("BTC-USD"), None).frame
    assert np.isnan(frame.loc["2024-01-14", ["open", "high", "low", "volume"]]).all()
    assert frame.loc["2024-01-14", "dividend"] == 0


def test_levels_and_decisions(tmp_path: Path) -> None:
    source = make_archive(tmp_path)
    assert source.fetch(one("DGS2"), None).frame["value"].tolist() == [4.14, 4.22, 4.34]
    assert source.fetch(one("FOMC"), None).frame["scheduled"].tolist() == [True, True]


def test_the_origin_comes_from_the_manifest(tmp_path: Path) -> None:
    download = make_archive(tmp_path).fetch(one("XLK"), None)
    assert download.origin == "someone/somewhere, data/xlk.csv, commit 0123abc"
    assert download.notes == ("two copies agree, to the cent",)
    assert download.retrieved_at == RETRIEVED


def test_without_a_manifest_the_origin_is_the_name_of_the_folder_not_its_path(tmp_path: Path) -> None:
    source = make_archive(tmp_path / "copy")
    (tmp_path / "copy" / "MANIFEST.csv").unlink()
    assert source.fetch(one("XLK"), None).origin == "copy/prices/XLK.csv"
    assert make_archive(tmp_path / "copy").fetch(one("DGS2"), None).origin == "copy/fred/DGS2.csv"


def test_only_what_was_asked_for(tmp_path: Path) -> None:
    source = make_archive(tmp_path)
    assert len(source.fetch(one("XLK"), date(2024, 1, 17)).frame) == 3
    assert source.fetch(one("XLK", start=date(2024, 1, 18)), None).frame.index[0].date() == date(2024, 1, 18)


def test_a_code_other_than_the_id_names_the_file(tmp_path: Path) -> None:
    assert len(make_archive(tmp_path).fetch(one("IWM", code="XLK"), None).frame) == 6


WRONG = [
    ("XLK", "XLK", "date,open\n2024-01-11,1\n", "prices/XLK.csv: found columns date, open; high, low, .* missing"),
    ("XLK", "XLK", "", "prices/XLK.csv: No columns"),
    ("XLK", "XLK", FUND.replace("48.51", "n/a"), "XLK in prices/XLK.csv: could not convert string to float: 'n/a'"),
    ("XLK", "XLK", FUND.replace("2024-01-16", "16.01.2024"), "XLK in prices/XLK.csv: time data"),
    (
        "XLK",
        "XLK",
        FUND.replace("50,49.5,1100", ",49.5,1100"),
        "close and adj_close of 2024-01-12 are not both positive",
    ),
    (
        "XLK",
        "XLK",
        FUND.replace("50,49.5,1100", "50,0,1100"),
        "close and adj_close of 2024-01-12 are not both positive",
    ),
    ("DGS2", "DGS2", RATE.replace("4.22", "."), "DGS2 in fred/DGS2.csv: could not convert"),
    ("FOMC", "FOMC", DECISIONS.replace("true", "yes"), "FOMC in fomc.csv: 'scheduled' is neither true nor false"),
    ("BTC-USD", "BTC", COIN + "2024-01-15,1,2,3,4,5,6,7,8\n", "prices/BTC-USD.csv"),
]


@pytest.mark.parametrize(("identifier", "name", "text", "words"), WRONG)
def test_what_cannot_be_read_says_where(tmp_path: Path, identifier: str, name: str, text: str, words: str) -> None:
    with pytest.raises(SourceError, match=words):
        make_archive(tmp_path, **{name: text}).fetch(one(identifier), None)


def test_a_missing_file_and_a_missing_folder(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"asked for prices/IWM.csv, which is not there"):
        make_archive(tmp_path).fetch(one("IWM"), None)
    with pytest.raises(SourceError, match=r"nowhere: asked for prices/XLK\.csv"):
        ArchiveSource(tmp_path / "nowhere", RETRIEVED).fetch(one("XLK"), None)


def test_contradicting_adjusted_closes_are_refused(tmp_path: Path) -> None:
    text = FUND.replace("49,48.51,1000", "49,49.51,1000")
    with pytest.raises(RefusedDataError, match=r"XLK on 2024-01-12: .*cannot be negative"):
        make_archive(tmp_path, XLK=text).fetch(one("XLK"), None)


def test_what_a_library_raises_becomes_a_source_error_and_nothing_else_does() -> None:
    with pytest.raises(SourceError, match="the thing asked for: no such key"), reported("the thing asked for", OSError):
        raise OSError("no such key")
    with pytest.raises(ValueError, match="other"), reported("the thing asked for", OSError):
        raise ValueError("other")
