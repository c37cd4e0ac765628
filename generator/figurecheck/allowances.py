"""What may stand in a field, in words for the person who writes the file, from what pydantic says of it."""

import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Any

_PLAIN = {
    "int_type": "a whole number",
    "int_parsing": "a whole number",
    "float_type": "a number, without quotes and without a sign such as %",
    "float_parsing": "a number, without quotes and without a sign such as %",
    "string_type": "text; put it in quotes",
    "tuple_type": "a list, each item on a line that begins with '- '",
    "list_type": "a list, each item on a line that begins with '- '",
    "dict_type": "fields written as 'name: value'",
    "model_type": "fields written as 'name: value'",
    "model_attributes_type": "fields written as 'name: value'",
}
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
    words = _WORDS.fullmatch(str(context.get("pattern", "")))
    if kind == "string_pattern_mismatch" and words is not None:
        return one_of(str(detail["input"]), words[1].split("|"))
    return _PLAIN.get(kind, str(detail["msg"]).removeprefix("Value error, "))


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
