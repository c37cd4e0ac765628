"""What may stand in a field, in words for the person who writes the file, from what pydantic says of it."""

import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Any

_MOMENT = "a moment with its time and its offset from UTC, as '2025-10-03T02:29:00-04:00'"
_DAY = "a day as YYYY-MM-DD"
_PLAIN = {
    **dict.fromkeys(("date_type", "date_parsing", "date_from_datetime_parsing", "date_from_datetime_inexact"), _DAY),
    **dict.fromkeys(("datetime_type", "datetime_parsing", "datetime_from_date_parsing"), _MOMENT),
    "bool_type": "true or false",
    "bool_parsing": "true or false",
    "int_type": "a whole number",
    "int_parsing": "a whole number",
    "float_type": "a number, without quotes and without a sign such as %",
    "float_parsing": "a number, without quotes and without a sign such as %",
    "timezone_aware": _MOMENT,
    "string_type": "text; put it in quotes",
    "tuple_type": "a list, each item on a line that begins with '- '",
    "list_type": "a list, each item on a line that begins with '- '",
    "dict_type": "fields written as 'name: value'",
    "model_type": "fields written as 'name: value'",
    "model_attributes_type": "fields written as 'name: value'",
}
_LIMITED = {
    "string_too_long": "at most {max_length} characters",
    "string_too_short": "at least {min_length} characters",
    "too_short": "a list with at least {min_length} item(s)",
    "too_long": "a list with at most {max_length} items",
    "greater_than": "a number above {gt}",
    "greater_than_equal": "a number of at least {ge}",
    "less_than": "a number below {lt}",
    "less_than_equal": "a number of at most {le}",
}
PATTERNS = {
    "^[a-z0-9]+(": "small letters, digits and hyphens, such as gold-2024",
    "^[A-Z0-9][A-Z0-9._-]{0,31}$": "capital letters, digits, dots, hyphens and underscores, such as GOLD-MINERS",
    "^https?://": "an address that begins with https:// or http://, without blanks, quotes and brackets",
    "^https://": "an address that begins with https://, without blanks",
}
"""How the patterns of fields begin, and what they allow in words."""
SYNTAX = (
    ("mapping values are not allowed", "text with ': ' in it in quotes, and every field under its neighbours"),
    ("expected ',' or", "text with a comma, a colon or a bracket in it in quotes where it stands inside braces"),
    ("'<scalar>'", "text in quotes as a whole; a quote that opens on a line above may not be closed"),
    ("quoted scalar", "a closing quote at the end of the text; the one that opens it is here"),
    (r"'\t'", "spaces, no tab, before a field"),
    ("block mapping", "every field of a block in the same column, and text with ': ' or a leading sign in quotes"),
    ("block collection", "every '- ' of a list in the same column"),
)
"""What YAML is found at fault with, and what an author most likely meant; looked for in this order."""
_FIXED = re.compile(r"\^((?:[\w/]|\\\.)+)\$")
"""A pattern that only one text meets."""
_WORDS = re.compile(r"\^\((\w+(?:\|\w+)+)\)\$")
"""A pattern that is a list of words and nothing else."""


def allowance(detail: Mapping[str, Any]) -> str:
    """What is allowed where pydantic found ``detail``, one entry of ``ValidationError.errors()``."""
    kind, context = str(detail["type"]), detail.get("ctx", {})
    if kind == "missing":
        return f"the field {str(detail['loc'][-1])!r}, which must be there"
    if kind == "union_tag_invalid":
        return one_of(str(context["tag"]), re.findall(r"'([^']*)'", str(context["expected_tags"])))
    if kind in {"enum", "literal_error"}:
        return one_of(str(detail["input"]), re.findall(r"'([^']*)'", str(context["expected"])))
    if kind == "string_pattern_mismatch":
        return _patterned(str(context["pattern"]), str(detail["input"]))
    said = str(detail["msg"]).removeprefix("Value error, ")
    return _LIMITED.get(kind, "").format(**context) or _PLAIN.get(kind, said)


def _patterned(pattern: str, given: str) -> str:
    words = _WORDS.fullmatch(pattern)
    if words is not None:
        return one_of(given, words[1].split("|"))
    fixed = _FIXED.fullmatch(pattern)
    if fixed is not None:
        return fixed[1].replace("\\", "")
    known = (words for start, words in PATTERNS.items() if pattern.startswith(start))
    return next(known, f"text of the form {pattern}")


def syntax(said: str) -> str:
    """What an author should write, where YAML finds ``said`` wrong."""
    return next((wanted for sign, wanted in SYNTAX if sign in said), "YAML 1.2, each key once")


def unknown_field(name: str, value: object, usable: Iterable[str], every: Iterable[str]) -> str:
    """What may stand in the place of the field ``name``: the ``usable`` ones, and the nearest of ``every`` name."""
    if value is None and " " in name:
        return "text that has a comma in quotes: inside braces a comma begins the next field"
    fields = list(usable)
    here = get_close_matches(name, fields, n=1, cutoff=0.6)
    close = [one for one in get_close_matches(name, sorted(every), n=2, cutoff=0.75) if one != name] or here
    hint = f"; did you mean {' or '.join(close)}?" if close else ""
    return f"only {', '.join(fields) or 'the fields of the schema'}{hint}"


def one_of(given: str, known: Iterable[str]) -> str:
    """The names that are known, and before them the nearest of them to what was ``given``."""
    names = list(known)
    close = get_close_matches(given, names, n=2)
    hint = f"did you mean {' or '.join(close)}? " if close else ""
    return f"{hint}one of {', '.join(names)}"


def emptied(detail: Mapping[str, Any]) -> bool:
    """Whether pydantic calls a list too short only because it left out the items that it complains of elsewhere."""
    given = detail["input"]
    wanted = detail.get("ctx", {}).get("min_length", 0)
    return detail["type"] == "too_short" and isinstance(given, (list, tuple)) and len(given) >= wanted
