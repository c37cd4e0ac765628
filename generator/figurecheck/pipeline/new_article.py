"""A new article file: what is known of the article, and comments that say what to write where."""

import json
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import TypeAdapter, ValidationError

from figurecheck.claims.fields import EARLIEST, LATEST, Address, Identifier, Words
from figurecheck.claims.placeholders import PARAPHRASE, SUMMARY, example_claim
from figurecheck.claims.schema import article_schema_text
from figurecheck.errors import UsageError
from figurecheck.paths import Project
from figurecheck.pipeline.article_template import TEMPLATE
from figurecheck.store.atomic import write_text
from figurecheck.store.calendars import last_closed

SCHEMA = Path("schema") / "article.schema.json"
"""Where the schema lies below the reports; the build writes the same file."""
_LONGEST = 60
NOON = time(12, tzinfo=timezone(timedelta(hours=-5)))
"""The time of publication that a new file says."""
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
    headline, address = _headline(wanted.headline), _address(wanted.address)
    slug = _slug(wanted.id, headline)
    file = project.article(slug)
    if file.exists() or file.is_symlink():
        raise UsageError(f"asked to write {file.name}; found it there; choose another --id or edit the file")
    schema = project.reports / SCHEMA
    if not schema.exists():
        write_text(schema, article_schema_text())
    values = {
        "slug": slug,
        "summary": SUMMARY,
        "claim": example_claim(slug),
        "paraphrase": PARAPHRASE,
        "headline": json.dumps(headline, ensure_ascii=False),
        "address": json.dumps(address, ensure_ascii=False),
        "publisher": json.dumps(urlsplit(address).hostname or address),
        "day": day.isoformat(),
        "trading_day": last_closed(datetime.combine(day, NOON)).isoformat(),
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


def _headline(text: str) -> str:
    return _valid(TypeAdapter(Words), "headline", " ".join(text.split()), "words, without marks of Markdown or HTML")


def _address(text: str) -> str:
    wanted = "begin it with https:// or http://, and write no blank, quote or bracket in it"
    return _valid(TypeAdapter(Address), "address", text, wanted)


def _slug(given: str, headline: str) -> str:
    wanted = "small letters, digits and hyphens, such as gold-2024"
    made = slug_of(headline)
    if not given and not made:
        raise UsageError(
            f"found no latin letter in the headline {headline!r} to name the file by; give an --id: {wanted}"
        )
    return _valid(TypeAdapter(Identifier), "id", given or made, wanted)


def _day(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError as problem:
        raise UsageError(f"asked for the day {text!r}; found no such day; write it as YYYY-MM-DD") from problem
    if not EARLIEST <= day.year <= LATEST:
        raise UsageError(f"asked for the day {text!r}; give a day of the years {EARLIEST} to {LATEST}")
    return day


def _valid(kind: TypeAdapter[str], name: str, text: str, wanted: str) -> str:
    try:
        return kind.validate_python(text)
    except ValidationError as problem:
        message = problem.errors()[0]["msg"]
        said = message.removeprefix("Value error, ") if message.startswith("Value error") else wanted
        raise UsageError(f"asked for the {name} {text!r}; {said}; give another --{name}") from problem


ASKED = {
    "headline": "Headline, as it was printed",
    "address": "Address, beginning with https://",
    "day": "Day of publication (YYYY-MM-DD)",
}
"""What is asked for each fact of an article that was not given."""
CHECKS: dict[str, Callable[[str], object]] = {"headline": _headline, "address": _address, "day": _day}
"""What raises UsageError for an answer that cannot stand in the file."""
