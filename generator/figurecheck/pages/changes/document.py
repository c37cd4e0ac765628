"""A comparison for machines: ``figurecheck.diff/1``."""

import json
from dataclasses import asdict
from datetime import date
from typing import Any

from figurecheck.ledger.changes import ClaimChange, Comparison, Diff, FigureChange, Kind, SeriesChange
from figurecheck.ledger.entry import Entry

SCHEMA = "figurecheck.diff/1"


def document_text(found: Comparison) -> str:
    """JSON: ``verdict_flipped`` and ``calm`` for all articles, then each article, then those that are left out.

    ``calm`` is true where no verdict flipped and every figure stayed inside its old interval or, where it is exact,
    moved with new days or dividends only; p-values may move with the data where no verdict turns: nobody needs to look.
    It is false where an article is left out, because nobody knows what changed in it.
    """
    document = {
        "schema": SCHEMA,
        "verdict_flipped": any(diff.flipped for diff in found.articles),
        "calm": not found.left_out and all(diff.calm for diff in found.articles),
        "articles": [_article(diff) for diff in found.articles],
        "left_out": [asdict(one) for one in found.left_out],
    }
    return json.dumps(document, indent=1, ensure_ascii=False, allow_nan=False) + "\n"


def _article(diff: Diff) -> dict[str, Any]:
    sides = [
        {"name": name, "last_day": _day(day), "code": code or None}
        for name, day, code in zip((diff.old, diff.new), diff.days, diff.code, strict=True)
    ]
    return {
        "article": diff.article,
        "from": sides[0],
        "to": sides[1],
        "verdict_flipped": diff.flipped,
        "calm": diff.calm,
        "counts": {kind.value: len(diff.of(kind)) for kind in Kind},
        "series": [_series(one) for one in diff.series],
        "claims": [_claim(change) for change in diff.claims],
    }


def _series(change: SeriesChange) -> dict[str, Any]:
    said = {name: _day(value) if isinstance(value, date) else value for name, value in asdict(change).items()}
    return {**said, "causes": [cause.value for cause in change.causes]}


def _claim(change: ClaimChange) -> dict[str, Any]:
    return {
        "claim": change.claim,
        "as_of": change.as_of or None,
        "kind": change.kind.value,
        "calm": change.calm,
        "before": None if change.before is None else change.before.verdict,
        "after": None if change.after is None else change.after.verdict,
        "causes": [cause.value for cause in change.causes],
        "turned_by": [cause.value for cause in change.turned],
        "figures": [_figure(figure) for figure in change.figures],
        "note": change.note,
    }


def _figure(figure: FigureChange) -> dict[str, Any]:
    shares = [{"cause": share.cause.value, "amount": str(share.amount)} for share in figure.shares]
    return {
        "part": figure.part,
        "before": _entry(figure.before),
        "after": _entry(figure.after),
        "moved_by": None if figure.whole is None else str(figure.whole),
        "inside_interval": figure.inside,
        "shares": shares or None,
    }


def _entry(entry: Entry | None) -> dict[str, Any] | None:
    if entry is None:
        return None
    interval = None if entry.lower is None else [entry.lower, entry.upper]
    return {
        "value": entry.value,
        "unit": entry.unit,
        "interval": interval,
        "verdict": entry.part_verdict,
        "fragile": entry.fragile,
    }


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
