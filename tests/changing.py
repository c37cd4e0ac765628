"""A small project whose data, article and results can be changed, for comparisons of two states."""

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pandas as pd

from article_text import ARTICLE
from figurecheck.ledger.snapshots import series_marks
from figurecheck.pages.results_document import results_text
from figurecheck.paths import Project
from figurecheck.pipeline.judge import judge_article
from figurecheck.pipeline.workspace import open_workspace
from figurecheck.series.catalogue import builtin_catalogue
from figurecheck.store.files import digest, record_file, table_file
from figurecheck.store.provenance import record_text
from figurecheck.store.reading import read
from figurecheck.store.tables import table_text
from projects import ROOT

SERIES = ("DFEDTARL", "DFEDTARU", "IWM", "PSCT", "QQQ")
SINCE = """\
  - id: since
    section: only
    kind: direction
    paraphrase: Small technology gained since the start of 2024.
    stated: gained
    parts:
      - id: small
        title: Small technology
        stands_for: small-tech
        measure: window_return
        target: {at_least: 0.2, why: A fifth.}
        primary:
          series: PSCT
          window: {rule: closes, from: 2024-01-02, to: latest}
          price: total_return
          why: To the newest day.
        alternatives:
          price:
            - {value: close, why: Without dividends.}
"""


def small_project(root: Path) -> Project:
    """The small article with a claim on the newest day, the series that it reads, and its results."""
    project = Project(root)
    for folder in (project.articles, project.series):
        folder.mkdir(parents=True)
    shutil.copy(ROOT / "mkdocs.yml", root)
    for name in SERIES:
        for ending in ("csv", "json"):
            shutil.copy(ROOT / "data" / "series" / f"{name}.{ending}", project.series)
    project.article("small").write_text(ARTICLE + SINCE, encoding="utf-8")
    return publish(project)


def publish(project: Project) -> Project:
    """Write the results as a build would, without the pages."""
    workspace = open_workspace(project)
    article = workspace.articles[0]
    observed = workspace.observe(article, article.claims)
    outcomes = judge_article(article, observed, article.claims)
    last_day = max(one.last_day for one in observed.values())
    text = results_text(article, outcomes, last_day, series_marks(observed.values()))
    project.report("small").mkdir(parents=True, exist_ok=True)
    project.results("small").write_text(text, encoding="utf-8")
    return project


def copied(project: Project, root: Path) -> Project:
    """The same project in another folder."""
    shutil.copytree(project.root, root)
    return Project(root)


def observations(project: Project, name: str) -> pd.DataFrame:
    """The stored observations of a series."""
    return read(project, builtin_catalogue().get(name)).frame


def store(project: Project, name: str, frame: pd.DataFrame) -> None:
    """Other observations of a series, with the record that belongs to them."""
    series = builtin_catalogue().get(name)
    record = read(project, series).provenance
    text = table_text(frame, series)
    days = {"first_day": frame.index[0].date(), "last_day": frame.index[-1].date()}
    table_file(project, name).write_text(text, encoding="utf-8", newline="\n")
    changed = replace(record, sha256=digest(text.encode()), rows=len(frame), **days)
    record_file(project, name).write_text(record_text(changed), encoding="utf-8", newline="\n")


def git(root: Path, *words: str) -> str:
    """Run git as nobody in particular, at a fixed moment."""
    who = ["-c", "user.name=Nobody", "-c", "user.email=nobody@example.org", "-c", "commit.gpgsign=false"]
    done = subprocess.run(["git", *who, *words], cwd=root, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def committed(project: Project, message: str = "a state") -> str:
    """Commit everything; returns the hash."""
    if not (project.root / ".git").exists():
        git(project.root, "init", "--quiet", "--initial-branch=trunk")
    git(project.root, "add", "--all")
    git(project.root, "commit", "--quiet", "--message", message)
    return git(project.root, "rev-parse", "HEAD")
