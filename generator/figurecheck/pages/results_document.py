"""The machine-readable results of an article: the contract ``figurecheck.results/1`` for everyone downstream."""

import json
from collections.abc import Mapping
from datetime import date
from importlib.resources import files
from typing import Any

from figurecheck.claims.model import Article, Claim
from figurecheck.ledger.code import code_version
from figurecheck.ledger.definitions import definition_hash
from figurecheck.ledger.documents import mark_document
from figurecheck.ledger.entry import SeriesMark
from figurecheck.pages.calibrated import mark_document as calibrated_document
from figurecheck.pages.calibrated import marks_of
from figurecheck.pages.corrections.document import corrections_document
from figurecheck.pages.distance_document import claim_severity, part_distance, significant, windows_counted
from figurecheck.pages.methods.coverage import CoverageStudy
from figurecheck.pages.release import release_of
from figurecheck.pages.results_relations import relations_document
from figurecheck.verdicts.calibration import Calibration
from figurecheck.verdicts.corrections import CorrectionsPair
from figurecheck.verdicts.holm import AdjustedP, holm
from figurecheck.verdicts.outcome import AsOf, Interval, Measurement, Outcome, PartOutcome, SpecificationNull, Target

SCHEMA = "figurecheck.results/1"


def results_text(
    article: Article,
    outcomes: Mapping[str, Mapping[AsOf, Outcome]],
    last_day: date,
    series: Mapping[str, SeriesMark] | None = None,
    study: CoverageStudy | None = None,
    corrections: CorrectionsPair | None = None,
) -> str:
    """``results.json``: one object, claims in the order of the article file, LF at the end."""
    document = results_document(article, outcomes, last_day, series or {}, study, corrections)
    return json.dumps(document, indent=1, ensure_ascii=False, allow_nan=False) + "\n"


def results_document(
    article: Article,
    outcomes: Mapping[str, Mapping[AsOf, Outcome]],
    last_day: date,
    series: Mapping[str, SeriesMark],
    study: CoverageStudy | None = None,
    corrections: CorrectionsPair | None = None,
) -> dict[str, Any]:
    """The results as plain values; figures are fractions, rounded to 10 significant digits.

    ``code``, the definition of each claim and the marks of ``series`` let a later build say why a figure changed. By
    ``study`` parts are marked that rest on intervals narrower than they promise. ``corrections`` is null where no claim
    reads any.
    """
    facts = article.article
    document = {
        "schema": SCHEMA,
        "code": code_version(),
        "article": {"slug": facts.slug, "headline": facts.headline, "published": facts.published.isoformat()},
        "data": {"last_day": last_day.isoformat(), "publication_day": facts.publication_day.isoformat()},
        "holm": {
            as_of.value: [_adjusted(found) for found in holm(outcomes, as_of).values()]
            for as_of in (AsOf.TODAY, AsOf.PUBLICATION)
        },
        "claims": [claim_document(article, claim, outcomes[claim.id], study) for claim in article.claims],
        "series": {name: mark_document(mark) for name, mark in series.items()},
        "relations": relations_document(article, outcomes),
        "corrections": None if corrections is None else corrections_document(corrections),
    }
    return {**document, "release": release_of(document).id}


def results_schema_text() -> str:
    """The published JSON Schema of the results."""
    return files("figurecheck.pages").joinpath("schemas/results.schema.json").read_text(encoding="utf-8")


def claim_document(
    article: Article, claim: Claim, outcomes: Mapping[AsOf, Outcome], study: CoverageStudy | None = None
) -> dict[str, Any]:
    """One claim of the results: its outcome today and at publication, and the hash of its definition."""
    return {
        "id": claim.id,
        "kind": claim.kind.value,
        "section": claim.section,
        "stated": claim.stated,
        **{as_of.value: _outcome(claim, outcomes[as_of], study) for as_of in (AsOf.TODAY, AsOf.PUBLICATION)},
        "definition": definition_hash(article, claim),
    }


def _outcome(claim: Claim, outcome: Outcome, study: CoverageStudy | None) -> dict[str, Any]:
    marks = marks_of(study, claim, outcome)
    return {
        "verdict": outcome.verdict.value,
        "fragile": outcome.fragile,
        "severity": claim_severity(claim, outcome),
        "measurements": [_measurement(measurement) for measurement in outcome.measurements],
        "beside": [_measurement(measurement) for measurement in outcome.beside],
        "parts": [_part(claim, part, marks[part.id]) for part in outcome.parts],
        "readings": {
            "conventional": {"count": outcome.count, "holding": outcome.holding},
            "windows": windows_counted(outcome),
        },
        "reason": outcome.reason,
        "last_day": None if outcome.last_day is None else outcome.last_day.isoformat(),
        "data": dict(sorted(outcome.data.items())),
    }


def _part(claim: Claim, part: PartOutcome, mark: Calibration | None) -> dict[str, Any]:
    return {
        "id": part.id,
        "verdict": part.verdict.value,
        "fragile": part.fragile,
        "calibration": calibrated_document(mark),
        "deciding_axis": part.deciding_axis,
        "deciding_axes": list(part.deciding_axes),
        "readings": {"count": len(part.computed), "holding": part.holding},
        "null": None if part.null is None else _null(part.null),
        **part_distance(claim, part),
    }


def _null(null: SpecificationNull) -> dict[str, Any]:
    return {
        "method": "circular shift",
        "shifted": null.shifted,
        "seed": null.seed,
        "nearest": null.nearest,
        "readings": null.readings,
        "shifts": null.shifts,
        "median": significant(null.median),
        "direction": "larger" if null.larger else "smaller",
        "as_large": null.as_large,
        "holding_by_value": null.holding,
        "as_many": null.as_many,
        "p_value": significant(null.p_value),
    }


def _measurement(measurement: Measurement) -> dict[str, Any]:
    interval = measurement.interval
    return {
        "part": measurement.part,
        "series": "/".join(measurement.series),
        "proxy": measurement.proxy,
        "measure": measurement.measure,
        "method": measurement.method,
        "value": significant(measurement.value),
        "unit": measurement.unit,
        "interval": None if interval is None else _limits(interval),
        "level": None if interval is None else interval.level,
        "intervals": [_interval(each) for each in measurement.intervals],
        "n": measurement.n,
        "from": measurement.start.isoformat(),
        "to": measurement.end.isoformat(),
        "target": None if measurement.target is None else _target(measurement.target),
        "holds": measurement.holds,
        "hindsight": measurement.hindsight,
        "parameters": {name: _setting(value) for name, value in measurement.parameters.items()},
    }


def _adjusted(found: AdjustedP) -> dict[str, Any]:
    return {
        "claim": found.claim,
        "part": found.part,
        "raw": significant(found.raw),
        "adjusted": significant(found.adjusted),
        "family": found.family,
    }


def _interval(interval: Interval) -> dict[str, Any]:
    """The limits and, where another estimator than the figure's made them, its point value."""
    own = {} if interval.estimate is None else {"estimate": significant(interval.estimate)}
    return {"method": interval.method, "limits": _limits(interval), **own}


def _setting(value: str | float) -> str | int | float:
    """A setting as it is, a number rounded as every figure is."""
    return significant(value) if isinstance(value, float) else value


def _limits(interval: Interval) -> list[float]:
    return [significant(interval.lower), significant(interval.upper)]


def _target(target: Target) -> dict[str, Any]:
    return {
        "low": target.low,
        "high": target.high,
        "low_included": target.low_included,
        "high_included": target.high_included,
        "claimed": target.claimed,
        "why": target.why,
    }
