"""Every block of a file that people write, with every field of it, read off the JSON Schema that checks the file."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from figurecheck.claims.model import Choice
from figurecheck.claims.schema import article_schema
from figurecheck.claims.schema_words import allowed, sentence
from figurecheck.claims.settings import AXES

Schema = dict[str, Any]


@dataclass(frozen=True)
class FieldEntry:
    """One field: what it holds, what may stand there, whether it must be there, and which blocks stand in it.

    ``default`` is what holds where it is left out, "" where nothing does; ``blocks`` are places of blocks; ``allowed``
    is "" for the value of an axis, which each axis says for itself.
    """

    name: str
    meaning: str
    allowed: str
    owed: bool
    default: str
    blocks: tuple[str, ...]


@dataclass(frozen=True)
class BlockEntry:
    """One block: where it stands, as ``claims[].parts[]``, the sentence that the code says of it, and its fields.

    ``axes`` are the fields that are axes of readings; they are described in ``reference``.
    """

    place: str
    meaning: str
    fields: tuple[FieldEntry, ...]
    axes: tuple[str, ...]


def article_blocks() -> tuple[BlockEntry, ...]:
    """Every block of an article file in the order of the file."""
    return blocks(article_schema())


def blocks(schema: Schema) -> tuple[BlockEntry, ...]:
    """Every block of the file that ``schema`` describes, each once, a block before those inside it."""
    return tuple(_walk(schema, schema.get("$defs", {}), "", {}))


def _walk(said: Schema, known: Schema, place: str, seen: dict[str, str]) -> Iterator[BlockEntry]:
    """The block that ``said`` describes, then those inside it; ``seen`` has the place of every class met so far."""
    inside: list[tuple[Schema, str]] = []
    fields: list[FieldEntry] = []
    axes = tuple(name for name, field in said["properties"].items() if _axis(name, field))
    for name, field in said["properties"].items():
        found = [one for one in _blocks(field, known) if name not in axes or one[0] == "Choice"]
        for title, block in found:
            if title not in seen:
                seen[title] = _place(place, "AXIS" if title == "Choice" else name, field, block)
                inside.append((block, seen[title]))
        if name not in axes:
            places = tuple(seen[title] for title, _ in found)
            fields.append(_field(name, field, name in said.get("required", ()), known, places))
    yield BlockEntry(place, sentence(said.get("description") or str(Choice.__doc__)), tuple(fields), axes)
    for block, where in inside:
        yield from _walk(block, known, where, seen)


def _axis(name: str, field: Schema) -> bool:
    """Whether a field is an axis: one of that name that has no sentence of its own."""
    return name in AXES and "description" not in field


def _place(around: str, name: str, field: Schema, block: Schema) -> str:
    """Where a block stands; of a block that comes in several sorts with the sort it is."""
    kind = block["properties"].get("kind", {}).get("const")
    sort = f" ({kind})" if kind else ""
    return f"{around}.{name}{'[]' if field.get('type') == 'array' else ''}{sort}".removeprefix(".")


def _field(name: str, field: Schema, owed: bool, known: Schema, places: tuple[str, ...]) -> FieldEntry:
    default = field.get("default")
    stated = str(default).lower() if isinstance(default, (bool, int, float)) else ""
    words = "" if name == "value" else allowed(field, known)
    return FieldEntry(name, field.get("description", ""), words, owed, stated, places)


def _blocks(field: Schema, known: Schema) -> Iterator[tuple[str, Schema]]:
    """The blocks that may stand in a field, with the names of their classes."""
    name = str(field.get("$ref", "")).rpartition("/")[2]
    if name and "properties" in known[name]:
        yield ("Choice" if name.startswith("Choice_") else name), known[name]
    items = [field["items"]] if "items" in field else []
    for option in (*field.get("anyOf", ()), *field.get("oneOf", ()), *items):
        yield from _blocks(option, known)
