"""The JSON Schema of an article file, from which an editor completes and checks it."""

import json
from importlib.resources import files
from typing import Any

from figurecheck.claims.model import Article

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def article_schema() -> dict[str, Any]:
    """The schema of ``articles/<slug>.yml``; the same for the same version of the model."""
    described = Article.model_json_schema(by_alias=True)
    return {"$schema": DIALECT, **described, "title": "Figurecheck article", "description": _DESCRIPTION}


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
