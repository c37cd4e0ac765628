"""The relations between the claims of an article, as plain values of its results."""

from collections.abc import Mapping
from typing import Any

from figurecheck.claims.model import Article
from figurecheck.verdicts.outcome import AsOf, Outcome
from figurecheck.verdicts.relations import RelationOutcome, relation_outcomes

DATES = (AsOf.TODAY, AsOf.PUBLICATION)


def relations_document(article: Article, outcomes: Mapping[str, Mapping[AsOf, Outcome]]) -> list[dict[str, Any]]:
    """Every relation in the order of the article file, with what each date says of it."""
    found = [relation_outcomes(article, {name: both[as_of] for name, both in outcomes.items()}) for as_of in DATES]
    return [_document(dict(zip(DATES, pair, strict=True))) for pair in zip(*found, strict=True)]


def _document(pair: Mapping[AsOf, RelationOutcome]) -> dict[str, Any]:
    relation = pair[AsOf.TODAY].relation
    dates = {as_of.value: _outcome(outcome) for as_of, outcome in pair.items()}
    return {"kind": relation.kind, "title": relation.title, "why": relation.why, **dates}


def _outcome(outcome: RelationOutcome) -> dict[str, Any]:
    return {
        "finding": outcome.finding.value,
        "standings": [
            {"claim": each.claim, "part": each.part or None, "side": each.side or None, "verdict": each.verdict.value}
            for each in outcome.standings
        ],
        "readings": {"count": outcome.compared, "holding": outcome.alike},
    }
