"""What an author can write: every measure and every axis, read off the code that checks the files."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from figurecheck.claims.settings import AXES, Settings
from figurecheck.measures.names import MEASURES, MeasureName


@dataclass(frozen=True)
class ParameterEntry:
    """One field of a value of an axis: what may stand in it, and its default ("" where it must be given)."""

    name: str
    allowed: str
    default: str


@dataclass(frozen=True)
class ValueEntry:
    """One value, or one sort of value, of an axis; ``meaning`` is the sentence that the code says of it."""

    name: str
    meaning: str
    parameters: tuple[ParameterEntry, ...]


@dataclass(frozen=True)
class AxisEntry:
    """One axis: what it is, its values, and the measures that need or allow it."""

    name: str
    meaning: str
    values: tuple[ValueEntry, ...]
    measures: tuple[str, ...]


def measure_entries() -> tuple[MeasureName, ...]:
    """Every measure in the order of the table."""
    return tuple(MEASURES.values())


def axis_entries() -> tuple[AxisEntry, ...]:
    """Every axis in the order of the settings."""
    schema = Settings.model_json_schema(by_alias=True)
    known: dict[str, Any] = schema["$defs"]
    return tuple(_axis(name, schema["properties"][name], known) for name in AXES)


def _axis(name: str, said: dict[str, Any], known: dict[str, Any]) -> AxisEntry:
    (given,) = (each for each in said["anyOf"] if each.get("type") != "null")
    described = _resolved(given, known)
    values = tuple(_values(described, known))
    meaning = "" if len(values) == 1 and values[0].parameters else described.get("description", "")
    users = tuple(one.name for one in MEASURES.values() if name in (*one.needs, *one.allows))
    plain = "" if values else _allowed(described, known).capitalize()
    return AxisEntry(name, _sentence(meaning) or plain, values, users)


def _values(described: dict[str, Any], known: dict[str, Any]) -> Iterator[ValueEntry]:
    for word in described.get("enum", ()):
        yield ValueEntry(str(word), "", ())
    for option in described.get("oneOf", ()):
        yield _model(_resolved(option, known), known)
    if described.get("type") == "object":
        yield _model(described, known)


def _model(described: dict[str, Any], known: dict[str, Any]) -> ValueEntry:
    fields = described["properties"]
    rule = fields.get("rule", {}).get("const", "")
    required = set(described.get("required", ()))
    parameters = tuple(
        ParameterEntry(name, _allowed(each, known), "" if name in required else str(each.get("default")))
        for name, each in fields.items()
        if name != "rule"
    )
    return ValueEntry(rule, _sentence(described.get("description", "")), parameters)


def _resolved(said: dict[str, Any], known: dict[str, Any]) -> dict[str, Any]:
    reference = said.get("$ref")
    return said if reference is None else known[reference.rpartition("/")[2]]


def _allowed(said: dict[str, Any], known: dict[str, Any]) -> str:
    """What may stand in a field, in words."""
    said = _resolved(said, known)
    if "anyOf" in said:
        return " or ".join(_allowed(each, known) for each in said["anyOf"])
    if "enum" in said:
        return " or ".join(str(word) for word in said["enum"])
    if "const" in said:
        return str(said["const"])
    limits = [
        f"{words} {said[name]:g}"
        for name, words in (
            ("minimum", "at least"),
            ("exclusiveMinimum", "above"),
            ("maximum", "at most"),
            ("exclusiveMaximum", "below"),
        )
        if name in said
    ]
    kinds = {"integer": "a whole number", "number": "a number", "string": "a name", "array": "a list"}
    kind = "a day" if said.get("format") == "date" else kinds.get(str(said.get("type")), "a value")
    return " ".join([kind, ", ".join(limits)]).strip()


def _sentence(text: str) -> str:
    """The first paragraph of a docstring on one line, without the marks of code."""
    return " ".join(text.split("\n\n", maxsplit=1)[0].split()).replace("``", "").replace(":class:", "").replace("`", "")
