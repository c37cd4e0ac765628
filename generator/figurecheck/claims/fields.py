"""Kinds of values that the blocks of an article share: ids, plain text, moments, numbers, addresses."""

from datetime import datetime
from typing import Annotated

from pydantic import AfterValidator, AwareDatetime, BeforeValidator, Field

from figurecheck.claims.plain_text import plain
from figurecheck.claims.retold import retelling

EARLIEST, LATEST = 1900, 2200
IDENTIFIER = r"^[a-z0-9]+(?:-[a-z0-9]+)*$"
ADDRESS = r"""^https?://[^\s<>"'()]+$"""
LONGEST_PARAPHRASE = 239


def _short(text: str) -> str:
    if len(text) > LONGEST_PARAPHRASE:
        raise ValueError(f"at most {LONGEST_PARAPHRASE} characters, not {len(text)}")
    return text


def _said(text: str) -> str:
    if not text.strip():
        raise ValueError("words, not spaces alone")
    return text


def _plausible(moment: datetime) -> datetime:
    if not EARLIEST <= moment.year <= LATEST:
        raise ValueError(f"a moment in the years {EARLIEST} to {LATEST}")
    return moment


def _written(moment: object) -> object:
    if isinstance(moment, int | float):
        raise ValueError("a moment with its time zone, as '2025-10-03T02:29:00-04:00'")  # noqa: TRY004
    return moment


Identifier = Annotated[str, Field(pattern=IDENTIFIER, max_length=60)]
Words = Annotated[str, Field(min_length=1, max_length=600), AfterValidator(plain), AfterValidator(_said)]
Title = Annotated[str, Field(min_length=1, max_length=40), AfterValidator(plain), AfterValidator(_said)]
Paraphrase = Annotated[
    str,
    Field(min_length=1, json_schema_extra={"maxLength": LONGEST_PARAPHRASE}),
    AfterValidator(_short),
    AfterValidator(plain),
]
Retelling = Annotated[str, Field(min_length=1), AfterValidator(retelling)]
Moment = Annotated[AwareDatetime, BeforeValidator(_written), AfterValidator(_plausible)]
Number = Annotated[float, Field(strict=True)]
Address = Annotated[str, Field(pattern=ADDRESS, max_length=400)]
