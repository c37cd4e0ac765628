"""A tiny archive folder, made from numbers in the test, and the project that reads it."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from figurecheck.paths import Project
from figurecheck.series.catalogue import builtin_catalogue
from figurecheck.series.model import Series
from figurecheck.sources.archive import ArchiveSource

RETRIEVED = date(2026, 11, 22)
TODAY = date(2026, 11, 22)

# Six sessions of January 2024 (the 15th was a holiday); 0.5 goes ex on the 17th: adj_close = close * (1 - 0.5 / 50).
FUND = """date,open,high,low,close,adj_close,volume
2024-01-11,49,50,48.5,49,48.51,1000
2024-01-12,49,50.5,49,50,49.5,1100
2024-01-16,50,50.5,49.5,50,49.5,0
2024-01-17,49.5,50,49,49.5,49.5,1300
2024-01-18,49.5,51,49.5,50.5,50.5,1400
2024-01-19,50.5,52,50.25,51.123456789,51.123456789,1500
"""
COIN = """date,open,high,low,close,adj_close,volume
2024-01-12,46000,46500,41000,42853.167969,42853.167969,43332698900
2024-01-13,42799.4,43257.3,42464.1,42842.382813,42842.382813,20310000000
2024-01-14,,,,41796.269531,41796.269531,
"""
RATE = "date,value\n2024-01-12,4.14\n2024-01-16,4.22\n2024-01-17,4.34\n"
DECISIONS = "date,lower,upper,scheduled\n2024-01-31,5.25,5.50,true\n2024-03-20,5.25,5.50,true\n"
MANIFEST = """series,kind,file,source_repo,source_path,source_commit,notes
XLK,price,prices/XLK.csv,someone/somewhere,data/xlk.csv,0123abc,"two copies agree, to the cent"
"""
FILES = {
    "prices/XLK.csv": FUND,
    "prices/BTC-USD.csv": COIN,
    "fred/DGS2.csv": RATE,
    "fomc.csv": DECISIONS,
    "MANIFEST.csv": MANIFEST,
}
IDS = ("XLK", "BTC-USD", "DGS2", "FOMC")


def make_archive(folder: Path, **changed: str) -> ArchiveSource:
    """The files above under ``folder``; keyword XLK="..." and so on replaces the text of one of them."""
    names = {"XLK": "prices/XLK.csv", "BTC": "prices/BTC-USD.csv", "DGS2": "fred/DGS2.csv", "FOMC": "fomc.csv"}
    texts = FILES | {names[key]: text for key, text in changed.items()}
    for name, text in texts.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return ArchiveSource(folder, RETRIEVED)


def series(*ids: str) -> list[Series]:
    """Catalogue entries by id."""
    return [builtin_catalogue().get(identifier) for identifier in ids or IDS]


def one(identifier: str, **changes: object) -> Series:
    """One catalogue entry, with some of its fields changed."""
    return replace(builtin_catalogue().get(identifier), **changes)  # type: ignore[arg-type]


def snapshot(project: Project) -> dict[str, bytes]:
    """Every file of the data folder with its bytes."""
    return {str(path.relative_to(project.root)): path.read_bytes() for path in sorted(project.data.rglob("*.*"))}
