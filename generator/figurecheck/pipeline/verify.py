"""Verification: the published primary figures of every article against the second, independent route."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from figurecheck.claims.model import Article
from figurecheck.errors import UsageError, VerificationError
from figurecheck.paths import Project
from figurecheck.pipeline.corrections_spec import reads_corrections, table_series
from figurecheck.pipeline.workspace import Workspace, open_workspace
from figurecheck.store.reading import Observed, read_all
from figurecheck.verdicts.outcome import AsOf
from figurecheck.verification.figures import Comparison, Figure, Limits, Published
from figurecheck.verification.verify import asked, verify_article

HEADER = ("claim", "part", "date", "number", "published", "second route", "difference", "tolerance", "ok")
NONE = "\N{EN DASH}"


@dataclass(frozen=True)
class Verification:
    """Every number that was compared, in the order of the article files."""

    compared: tuple[Comparison, ...]

    @property
    def differing(self) -> tuple[Comparison, ...]:
        """The numbers on which the two routes do not agree."""
        return tuple(row for row in self.compared if not row.agrees)

    @property
    def rows(self) -> tuple[tuple[str, ...], ...]:
        """One row a number, for the columns of HEADER."""
        return tuple(_cells(row) for row in self.compared)

    @property
    def json(self) -> str:
        """The same for machines."""
        rows = [_object(row) for row in self.compared]
        document = {"schema": "figurecheck.verification/1", "agrees": not self.differing, "numbers": rows}
        return json.dumps(document, indent=1, ensure_ascii=False, allow_nan=False) + "\n"


def verify(project: Project) -> Verification:
    """Compare the results that were last built with the second route.

    Raises UsageError where nothing was built, VerificationError for results that cannot be read or were built from
    other data than the data folder now holds.
    """
    workspace = open_workspace(project)
    return Verification(tuple(row for article in workspace.articles for row in _article(workspace, article)))


@dataclass(frozen=True)
class _Results:
    """What a results file says: figures by claim, part and date, the checksums of the data, and the corrections."""

    figures: Mapping[tuple[str, str, str], Figure]
    checksums: Mapping[str, str]
    corrections: Mapping[str, Any] | None


def _article(workspace: Workspace, article: Article) -> tuple[Comparison, ...]:
    file = workspace.project.results(article.article.slug)
    results, catalogue = _read(file), workspace.catalogue
    names = {name for claim in article.claims for _, settings in asked(claim).values() for name in settings.used}
    used = sorted(names | set(table_series() if reads_corrections(article) else ()))
    members = {name: catalogue.stored(name) for name in used}
    stored = sorted({one for names in members.values() for one in names})
    observed = read_all(workspace.project, [catalogue.get(name) for name in stored])
    _same_data(file, results, observed)
    baskets = {catalogue.get(name): members[name] for name in used if name in catalogue.derived}
    corrections = _corrections(file, article, results)
    return verify_article(article, observed, baskets, _published(article, results), corrections)


def _corrections(file: Path, article: Article, results: _Results) -> Mapping[str, Any] | None:
    """What the results say of corrections; they owe it where a claim reads some."""
    if reads_corrections(article) and results.corrections is None:
        raise VerificationError(f"asked to verify {file}; it says nothing of corrections; run: figurecheck build")
    return results.corrections


def _read(file: Path) -> _Results:
    try:
        document = json.loads(file.read_text(encoding="utf-8"))
        claims = document["claims"]
        outcomes = {(claim["id"], date.value): claim[date.value] for claim in claims for date in AsOf}
        figures = {
            (claim, one["part"], date): _figure(one)
            for (claim, date), outcome in outcomes.items()
            for one in (*outcome["measurements"], *outcome["beside"])
        }
        checksums = {k: v for outcome in outcomes.values() for k, v in outcome["data"].items()}
        checksums |= {name: mark["sha256"] for name, mark in document.get("series", {}).items()}
        return _Results(figures, checksums, document.get("corrections"))
    except FileNotFoundError as problem:
        raise UsageError(f"asked to verify {file}; it is not there; run: figurecheck build") from problem
    except (OSError, ValueError, KeyError, TypeError) as problem:
        raise VerificationError(
            f"asked to verify {file}; it cannot be read as results ({problem!r}); run: figurecheck build"
        ) from problem


def _figure(measured: dict[str, Any]) -> Figure:
    first, second, *_ = (*(_limits(each) for each in measured["intervals"]), None, None)
    return Figure(measured["value"], first, second)


def _limits(interval: dict[str, Any]) -> Limits:
    lower, upper = interval["limits"]
    return lower, upper


def _same_data(file: Path, results: _Results, observed: Mapping[str, Observed]) -> None:
    for name, checksum in results.checksums.items():
        if name in observed and observed[name].sha256 != checksum:
            raise VerificationError(
                f"asked to verify {file}; it was built from other data of {name} than the data folder holds; "
                "run: figurecheck build"
            )


def _published(article: Article, results: _Results) -> tuple[Published, ...]:
    """What is published of every part of every claim, and beside it, at both dates."""
    keys = [(claim.id, part, date.value) for claim in article.claims for part in asked(claim) for date in AsOf]
    return tuple(Published(*key, results.figures.get(key)) for key in keys)


def _cells(row: Comparison) -> tuple[str, ...]:
    numbers = (row.published, row.second)
    difference = NONE if row.difference is None else f"{row.difference:.1e}"
    answer = "yes" if row.agrees else f"NO {row.reason}".strip()
    shown = (NONE if number is None else f"{number:.10g}" for number in numbers)
    return (row.claim, row.part, row.date, row.number, *shown, difference, f"{row.tolerance:.1e}", answer)


def _object(row: Comparison) -> dict[str, Any]:
    return {
        "claim": row.claim,
        "part": row.part,
        "date": row.date,
        "number": row.number,
        "published": row.published,
        "second": row.second,
        "difference": row.difference,
        "tolerance": row.tolerance,
        "agrees": row.agrees,
        "reason": row.reason,
    }
