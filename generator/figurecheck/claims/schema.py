"""The JSON Schema of an article file, from which an editor completes and checks it."""

import json
from importlib.resources import files
from typing import Any

from figurecheck.claims.field_words import words
from figurecheck.claims.model import Article
from figurecheck.measures.names import MEASURES

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_MEASURING = ("Part", "Beside")
"""The blocks that name a measure."""


def article_schema() -> dict[str, Any]:
    """The schema of ``articles/<slug>.yml``; the same for the same version of the model."""
    described = Article.model_json_schema(by_alias=True)
    blocks = described["$defs"]
    for name in _MEASURING:
        blocks[name]["properties"]["measure"] = {"$ref": "#/$defs/Measure"}
    blocks["Measure"] = _measures()
    _tell("Article", described)
    for name, block in blocks.items():
        _tell(name, block)
    return {"$schema": DIALECT, **described, "title": "Figurecheck article", "description": _DESCRIPTION}


def _measures() -> dict[str, Any]:
    """Every measure; editors show the sentence beside the name (the keyword is theirs, not the dialect's)."""
    return {
        "title": "Measure",
        "description": "The name of a measure.",
        "type": "string",
        "enum": list(MEASURES),
        "enumDescriptions": [one.summary for one in MEASURES.values()],
    }


def _tell(name: str, block: dict[str, Any]) -> None:
    """Write the sentence of every field of a block beside what the model says of it."""
    for field, sentence in words(name).items():
        block["properties"][field]["description"] = sentence


def article_schema_text() -> str:
    """The schema as the package carries it: JSON with sorted keys and a line feed at the end.

    The file is written by ``make schema`` from :func:`described`; a test holds the two together.
    """
    return files("figurecheck.claims").joinpath("schemas/article.schema.json").read_text(encoding="utf-8")


def described() -> str:
    """What the file must hold."""
    return json.dumps(article_schema(), indent=1, sort_keys=True, ensure_ascii=False) + "\n"


_DESCRIPTION = (
    "What one published article claims, in our own words, and how each claim is read. "
    "'figurecheck check' also tests what a schema cannot: names, windows and the number of readings."
)
