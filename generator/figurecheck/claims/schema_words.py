"""What a JSON Schema allows in a field, in words for the person who writes the file."""

import re
from typing import Any

from figurecheck.claims.fields import ADDRESS, IDENTIFIER

_PATTERNS = {
    IDENTIFIER: "small letters, digits and hyphens",
    ADDRESS: "an address that begins with https:// or http://",
}
_KINDS = {
    "integer": "a whole number",
    "number": "a number",
    "string": "text",
    "boolean": "true or false",
    "object": "a block",
}
_MOST_NAMES = 12
"""More names than these are counted; they stand on a page of their own."""
_FORMATS = {"date": "a day", "date-time": "a moment with its offset from UTC"}
_LIMITS = {
    "minimum": "at least",
    "exclusiveMinimum": "above",
    "maximum": "at most",
    "exclusiveMaximum": "below",
}


def resolved(said: dict[str, Any], known: dict[str, Any]) -> dict[str, Any]:
    """What a schema says, or the definition among ``known`` that it refers to."""
    reference = said.get("$ref")
    return said if reference is None else known[reference.rpartition("/")[2]]


def allowed(said: dict[str, Any], known: dict[str, Any]) -> str:
    """What may stand in a field; that a field may be left out is said elsewhere."""
    said = resolved(said, known)
    if "anyOf" in said or "oneOf" in said:
        given = (each for each in said.get("anyOf") or said["oneOf"] if each.get("type") != "null")
        return " or ".join(dict.fromkeys(allowed(each, known) for each in given))
    if len(said.get("enum", ())) > _MOST_NAMES:
        return f"one of {len(said['enum'])} names"
    if "enum" in said:
        return " or ".join(str(word) for word in said["enum"])
    if "const" in said:
        return str(said["const"])
    if said.get("type") == "array":
        return _list(said, known)
    kind = _FORMATS.get(str(said.get("format"))) or _pattern(said) or _text(said)
    limits = ", ".join(f"{words} {said[name]:g}" for name, words in _LIMITS.items() if name in said)
    return f"{kind} {limits}".strip()


def _list(said: dict[str, Any], known: dict[str, Any]) -> str:
    fewest, most = said.get("minItems"), said.get("maxItems")
    count = "" if fewest is None else f" of {fewest}" if fewest == most else f" of {fewest} or more"
    each = allowed(said.get("items") or said["prefixItems"][0], known)
    return f"a list{count}" if each == "a block" else f"a list{count}, each item {each}"


def _pattern(said: dict[str, Any]) -> str:
    """A pattern in words: those we know, and those that are words themselves."""
    pattern = str(said.get("pattern", ""))
    plain = re.fullmatch(r"\^\(?((?:\w|[|/]|\\\.)+?)\)?\$", pattern)
    if pattern in _PATTERNS or plain is None:
        return _PATTERNS.get(pattern, "")
    return plain[1].replace("\\", "").replace("|", " or ")


def _text(said: dict[str, Any]) -> str:
    if said.get("type") == "string" and "maxLength" in said:
        return f"text of at most {said['maxLength']} characters"
    return _KINDS.get(str(said.get("type")), "a value")


def sentence(text: str) -> str:
    """The first paragraph of a docstring on one line, without the marks of code."""
    return " ".join(text.split("\n\n", maxsplit=1)[0].split()).replace("``", "").replace(":class:", "").replace("`", "")
