"""The hash of a claim's definition: of its block in the article file and of all that the block leans on."""

import json
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from figurecheck.claims.model import Article, Claim


def definition_hash(article: Article, claim: Claim) -> str:
    """SHA-256 of the claim, its events, its proxies and the moment of publication.

    Fields at their default are left out, so that a field that the model gains later changes no hash; so is a rounding
    that says what the figure is read as without it.
    """
    block = _dumped(claim)
    if claim.rounded_to is not None and claim.figure.unit == claim.figure.read_unit:
        del block["rounded_to"]
    facts = article.article
    events = sorted({name for name in _named(block, "event") if name in {event.id for event in article.events}})
    proxies = sorted(set(_named(block, "stands_for")))
    leaned_on = {
        "claim": block,
        "published": article.published_utc.isoformat(),
        "publication_day": facts.publication_day.isoformat(),
        "events": [_dumped(article.event(name)) for name in events],
        "proxies": [_dumped(proxy) for proxy in article.proxies if proxy.id in proxies],
    }
    return sha256(json.dumps(leaned_on, sort_keys=True, ensure_ascii=True).encode()).hexdigest()


def _dumped(model: Any) -> Any:
    return model.model_dump(mode="json", exclude_defaults=True)


def _named(value: Any, field: str) -> Iterator[str]:
    """Every text that stands in a field of this name, at any depth."""
    if isinstance(value, dict):
        if isinstance(value.get(field), str):
            yield value[field]
        for inner in value.values():
            yield from _named(inner, field)
    elif isinstance(value, list):
        for inner in value:
            yield from _named(inner, field)
