"""The definitions of schema.org that our data use, and what of a document does not follow them."""

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

FACTS: dict[str, Any] = json.loads((Path(__file__).parent / "expected" / "schema_org.json").read_text("utf-8"))


def line_of(kind: str) -> Iterator[str]:
    """A class and those that it inherits from."""
    at: str | None = kind
    while at is not None:
        yield at
        at = FACTS["parents"][at]


def faults(thing: dict[str, Any], place: str = "") -> list[str]:
    """What is not as defined: unknown classes and properties, values of a type that is not expected."""
    kind = thing.get("@type", "")
    if kind not in FACTS["parents"]:
        return [f"{place}: no class {kind!r}"]
    allowed = {name: types for one in line_of(kind) for name, types in FACTS["properties"][one].items()}
    found = []
    for name, value in thing.items():
        where = f"{place}/{name}"
        if name.startswith("@"):
            continue
        if name not in allowed:
            found.append(f"{where}: no property of {kind}")
        elif isinstance(value, dict):
            found += faults(value, where)
            if value.get("@type") in FACTS["parents"] and not set(line_of(value.get("@type", "Thing"))) & set(
                allowed[name]
            ):
                found.append(f"{where}: {value.get('@type')} is not expected")
        elif not any(fits(value, one) for one in allowed[name]):
            found.append(f"{where}: {value!r} is none of {allowed[name]}")
    return found


def fits(value: object, kind: str) -> bool:
    if kind == "Number":
        return isinstance(value, (int, float)) and not isinstance(value, bool)
    if not isinstance(value, str) or not value:
        return False
    if kind == "URL":
        return urlsplit(value).scheme in {"https", "http"} or value.startswith(("./", "../"))
    if kind in {"Date", "DateTime"}:
        return datetime.fromisoformat(value) is not None
    return kind == "Text"
