"""A new article file: what is known of the article, and comments that say what to write where."""

import json
import re
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import TypeAdapter, ValidationError

from figurecheck.claims.fields import Address, Identifier, Words
from figurecheck.claims.schema import article_schema_text
from figurecheck.errors import UsageError
from figurecheck.paths import Project
from figurecheck.pipeline.article_template import TEMPLATE
from figurecheck.store.atomic import write_text

SCHEMA = Path("schema") / "article.schema.json"
"""Where the schema lies below the reports; the build writes the same file."""
_LONGEST = 60
_SATURDAY = 5
_FIRST_YEAR, _LAST_YEAR = 2015, 2025
"""The whole years that the embedded data of the example cover."""


@dataclass(frozen=True)
class Wanted:
    """What the author says of the article; ``id`` "" takes one from the headline."""

    headline: str
    address: str
    day: str
    id: str = ""


def new_article(project: Project, wanted: Wanted) -> Path:
    """Write the file of a new article and, where it is missing, the schema that editors complete it from.

    Raises UsageError for a day, address or id that cannot be, and where the file is there: nothing is overwritten.
    """
    day = _day(wanted.day)
    headline = _valid(TypeAdapter(Words), "headline", " ".join(wanted.headline.split()))
    address = _valid(TypeAdapter(Address), "address", wanted.address)
    slug = _valid(TypeAdapter(Identifier), "id", wanted.id or slug_of(headline))
    file = project.article(slug)
    if file.exists() or file.is_symlink():
        raise UsageError(f"asked to write {file.name}; found it there; choose another --id or edit the file")
    schema = project.reports / SCHEMA
    if not schema.exists():
        write_text(schema, article_schema_text())
    values = {
        "slug": slug,
        "headline": json.dumps(headline, ensure_ascii=False),
        "address": json.dumps(address, ensure_ascii=False),
        "publisher": json.dumps(urlsplit(address).hostname or address),
        "day": day.isoformat(),
        "trading_day": _trading_day(day).isoformat(),
        "year": str(max(_FIRST_YEAR, min(day.year - 1, _LAST_YEAR))),
    }
    write_text(file, re.sub(r"<<(\w+)>>", lambda found: values[found[1]], TEMPLATE))
    return file


def slug_of(headline: str) -> str:
    """An id from a headline: small letters, digits and hyphens, whole words, 60 characters at most."""
    plain = unicodedata.normalize("NFKD", headline).encode("ascii", "ignore").decode().lower()
    slug = ""
    for word in re.findall(r"[a-z0-9]+", plain):
        longer = f"{slug}-{word}" if slug else word[:_LONGEST]
        if len(longer) > _LONGEST:
            break
        slug = longer
    return slug


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as problem:
        raise UsageError(f"asked for the day {text!r}; found no such day; write it as YYYY-MM-DD") from problem


def _valid(kind: TypeAdapter[str], name: str, text: str) -> str:
    try:
        return kind.validate_python(text)
    except ValidationError as problem:
        message = problem.errors()[0]["msg"].removeprefix("Value error, ")
        raise UsageError(f"asked for the {name} {text!r}; {message}; give another --{name}") from problem


def _trading_day(published: date) -> date:
    """The last weekday before publication; the author corrects it where that was a holiday."""
    day = published - timedelta(days=1)
    return day if day.weekday() < _SATURDAY else day - timedelta(days=day.weekday() - _SATURDAY + 1)
