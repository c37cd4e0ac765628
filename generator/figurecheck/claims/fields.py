"""Kinds of text that the blocks of an article share: ids, words and titles, all of them plain text."""

from typing import Annotated

from pydantic import AfterValidator, Field

from figurecheck.claims.plain_text import plain

IDENTIFIER = r"^[a-z0-9]+(?:-[a-z0-9]+)*$"


def _short(text: str) -> str:
    if len(text) >= 240:
        raise ValueError(f"at most 239 characters, not {len(text)}")
    return text


Identifier = Annotated[str, Field(pattern=IDENTIFIER, max_length=60)]
Words = Annotated[str, Field(min_length=1, max_length=600), AfterValidator(plain)]
Title = Annotated[str, Field(min_length=1, max_length=40), AfterValidator(plain)]
Paraphrase = Annotated[str, Field(min_length=1), AfterValidator(_short), AfterValidator(plain)]
