"""The coverage study as a file: the counts as JSON, which a person can read and a diff can show."""

import json
from dataclasses import asdict, replace
from datetime import date
from typing import Any

from figurecheck.errors import MalformedDataError, UsageError
from figurecheck.pages.methods.coverage import CoverageRow, CoverageStudy
from figurecheck.paths import Project
from figurecheck.pipeline.coverage.designs import DESIGNS, Design
from figurecheck.pipeline.coverage.model import Interval

_NAMED = {"title", "modules", "world", "clustered"}
"""What a row says of its interval and its world; the file leaves it to the code."""


def row_of(interval: Interval, design: Design, **counts: Any) -> CoverageRow:
    """A row of the study: ``counts`` beside the names of its interval and its world."""
    return CoverageRow(
        interval=interval.id,
        title=interval.title,
        modules=interval.modules,
        design=design.id,
        world=design.title,
        clustered=design.clustered,
        **counts,
    )


def read_study(project: Project) -> CoverageStudy | None:
    """The study as it was written, or None before its first run.

    Raises MalformedDataError for another file and for one that counts an interval or a world that is gone.
    """
    file = project.coverage_study
    return study_of(file.read_text(encoding="utf-8")) if file.exists() else None


def study_of(text: str) -> CoverageStudy:
    """The study whose file holds ``text``; raises MalformedDataError as ``read_study`` does."""
    from figurecheck.pipeline.coverage.intervals import INTERVALS

    intervals = {one.id: one for one in INTERVALS}
    designs = {one.id: one for one in DESIGNS}
    try:
        found = json.loads(text)
        rows = tuple(
            row_of(intervals[row.pop("interval")], designs[row.pop("design")], **row) for row in found.pop("rows")
        )
        return CoverageStudy(**{**found, "date": date.fromisoformat(found["date"])}, rows=rows)
    except (ValueError, TypeError, KeyError, AttributeError) as problem:
        raise MalformedDataError(
            f"studies/coverage.json: not a coverage study ({problem!r}); run: make coverage-study"
        ) from problem


def with_rows(kept: CoverageStudy | None, counted: CoverageStudy) -> CoverageStudy:
    """``kept`` with the rows of ``counted`` in it, in the order of the study; the later day is its date.

    Raises UsageError where there is nothing to add to, and where the two were not counted alike.
    """
    if kept is None:
        raise UsageError("there is no study to add rows to; run the whole of it: make coverage-study")
    for name in ("seed", "days", "level", "versions"):
        before, now = getattr(kept, name), getattr(counted, name)
        if before != now:
            raise UsageError(
                f"{name}: the study has {before}, this run {now}; run the whole of it: make coverage-study"
            )
    from figurecheck.pipeline.coverage.intervals import INTERVALS

    rows = {(row.interval, row.design): row for row in (*kept.rows, *counted.rows)}
    order = [(interval.id, design.id) for interval in INTERVALS for design in DESIGNS]
    whole = tuple(rows[key] for key in order if key in rows)
    return replace(kept, date=max(kept.date, counted.date), rows=whole)


def counts_of(row: CoverageRow) -> dict[str, Any]:
    """What was counted, without the names of the interval and its world."""
    return {name: value for name, value in asdict(row).items() if name not in {*_NAMED, "interval", "design"}}


def study_text(study: CoverageStudy) -> str:
    """``study`` as the text of its file."""
    rows = [{"interval": row.interval, "design": row.design, **counts_of(row)} for row in study.rows]
    told = {**asdict(study), "date": study.date.isoformat(), "rows": rows}
    return json.dumps(told, indent=1, sort_keys=True) + "\n"
