"""A project of its own for a benchmark: this project's templates, an article, and the series it asks for."""

import shutil
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd

from benchmarks.article import article_texts, slug_of, stand_ins
from benchmarks.workload import SEED, Workload, bars
from figurecheck.paths import Project
from figurecheck.series.catalogue import builtin_catalogue
from figurecheck.store.datapackage import write_datapackage
from figurecheck.store.writing import Arrival, prepare, write

ROOT = Path(__file__).parents[1]
_RETRIEVED = date(2026, 10, 31)
FLAGSHIP = "ultra-small-cap-hedges"
_FLAGSHIP = ("articles", "data", "studies", "templates", "mkdocs.yml")


def article_project(work: Workload, claims: int, folder: Path, *, lean: bool = False) -> Project:
    """W with ``claims`` claims as a project in ``folder``, lean or with everything.

    A site tells of every series of the catalogue, so the data folder is that of this project; synthetic observations
    take the place of twenty of its shares and funds.
    """
    project = _framed(folder, ("data", "templates", "mkdocs.yml"))
    names = stand_ins(work)
    project.articles.mkdir()
    for slug, text in article_texts(work, names, claims, lean=lean).items():
        project.article(slug).write_text(text, encoding="utf-8")
    random = np.random.Generator(np.random.PCG64(SEED + 1))
    for ours, theirs in names.items():
        frame = bars(work.closes[ours], random).rename(columns=str.lower).assign(dividend=0.0)
        _store(project, theirs, frame)
    write_datapackage(project, builtin_catalogue())
    return project


def flagship_project(folder: Path) -> Project:
    """The project itself with its main article and all its data, with nothing built yet."""
    project = _framed(folder, _FLAGSHIP)
    for file in project.articles.iterdir():
        if file.stem != FLAGSHIP:
            file.unlink()
    return project


def edit_claim(project: Project, turn: int) -> None:
    """Change the threshold of the first claim of W, so that this one claim is to be judged again."""
    file = project.article(slug_of(0))
    text = file.read_text(encoding="utf-8")
    before = text.split('"at_least": ', 1)[1].split(",", 1)[0]
    file.write_text(text.replace(f'"at_least": {before}', f'"at_least": {0.011 + turn / 1000:.3f}', 1), "utf-8")


def _framed(folder: Path, names: tuple[str, ...]) -> Project:
    folder.mkdir(parents=True)
    for name in names:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name)
        else:
            shutil.copy(source, folder)
    (folder / "site").mkdir()
    return Project(folder)


def _store(project: Project, name: str, frame: pd.DataFrame) -> None:
    series = builtin_catalogue().get(name)
    days = pd.DatetimeIndex(frame.index, name="day")
    columns = ["open", "high", "low", "close", "volume", "dividend"]
    arrival = Arrival(
        frame=frame.set_index(days)[columns].astype("float64"),
        read_from="benchmark",
        origin="drawn at random for timing",
        retrieved_at=_RETRIEVED,
        notes=(),
        corrections=(),
        kept=(),
    )
    write(project, prepare(arrival, series, None))
