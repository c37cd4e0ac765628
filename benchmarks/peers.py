"""Item (g): a QuantStats tearsheet and Jupyter Book on W, where ``make bench-peers`` has installed them."""

import shutil
from pathlib import Path

from benchmarks.builds import Plain
from benchmarks.project import ROOT
from benchmarks.record import slower
from benchmarks.timing import command
from figurecheck.pages.speed.study import Comparison, Run

PEERS = ROOT / ".cache" / "bench"
_TEARSHEET = """
import os, warnings
warnings.filterwarnings("ignore")
import pandas as pd
import quantstats
folder = os.environ["BENCH_DIR"] + "/data/csv/"
both = pd.DataFrame({n: pd.read_csv(folder + n + ".csv", index_col="Date", parse_dates=True)["Close"]
                     for n in ("S03", "S10")}).pct_change().dropna()
quantstats.reports.html(both["S03"], benchmark=both["S10"], output="tearsheet.html", title="S03")
"""
_BOOK = "title: Computed again\nexecute:\n  execute_notebooks: force\n"


def peers(plain: Plain, folder: Path, times: int) -> tuple[list[Comparison], list[str]]:
    """Each installed peer against the plain script, and the names of those that are not installed."""
    found, missing = [], []
    python, book = PEERS / "bin" / "python", PEERS / "bin" / "jupyter-book"
    if any(PEERS.glob("lib/*/site-packages/quantstats")):
        found.append(_compared("g-quantstats", [python, "-c", _TEARSHEET], plain, folder, times))
    else:
        missing.append("QuantStats")
    if book.is_file():
        _book(plain, folder / "book")
        found.append(_compared("g-jupyter-book", [book, "build", "--all", "book"], plain, folder, times))
    else:
        missing.append("Jupyter Book")
    return found, missing


def _compared(name: str, words: list[str | Path], plain: Plain, folder: Path, times: int) -> Comparison:
    folder.mkdir(exist_ok=True)

    def run() -> Run:
        return command(words, folder, {"BENCH_DIR": str(plain.work)})

    return slower(name, run, plain.run, times)


def _book(plain: Plain, folder: Path) -> None:
    """The pages of the plain script as a book of four parts, its computation as the first page."""
    plain.run()
    shutil.copytree(plain.folder / "docs", folder)
    code = (plain.folder / "build.py").read_text(encoding="utf-8").replace('Path("docs")', 'Path("made")')
    code = code.replace('"templates"', repr(str(plain.folder / "templates")))
    page = (
        "---\njupytext:\n  text_representation: {extension: .md, format_name: myst}\nkernelspec: {name: python3}\n---\n"
    )
    (folder / "computed.md").write_text(f"{page}# Computed\n\n```{{code-cell}}\n{code}\n```\n", encoding="utf-8")
    (folder / "_config.yml").write_text(_BOOK, encoding="utf-8")
    chapters = "".join(f"- file: {file.stem}\n" for file in sorted(folder.glob("p*.md")))
    (folder / "_toc.yml").write_text(
        f"format: jb-book\nroot: index\nchapters:\n- file: computed\n{chapters}", encoding="utf-8"
    )
