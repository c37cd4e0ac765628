"""What an author can write: every measure and every axis, read off the code that checks the files."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, get_args

from pydantic import BaseModel

from figurecheck.claims.axis_words import meaning
from figurecheck.claims.reading_checks import IN_A_REGIME
from figurecheck.claims.schema_words import allowed, resolved, sentence
from figurecheck.claims.settings import AXES, BOTH_ENDS_EXTREME, HINDSIGHT, Settings
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


def restrictions() -> tuple[str, ...]:
    """Combinations of values that the linter refuses, a sentence each, from the lists that it refuses them by."""
    extremes, hindsight = _rules(BOTH_ENDS_EXTREME), _rules(HINDSIGHT)
    return (
        f"The price basis intraday goes with windows of the rules {extremes} alone.",
        f"Windows of the rules {hindsight} have an end that prices choose: they cannot be moved by shift, "
        "and not be used with several series.",
        f"In a regime the method is {' or '.join(IN_A_REGIME)}.",
        "A crypto-asset has no total return, for it pays no dividend.",
        "A series of kind level, such as a rate, has no price basis.",
        "The series of decisions is of kind events; that of a regime of volatility or drawdown is of kind price.",
        "A series is never compared with itself.",
    )


def _rules(models: Iterable[type[BaseModel]]) -> str:
    names = [str(get_args(model.model_fields["rule"].annotation)[0]) for model in models]
    return f"{', '.join(names[:-1])} and {names[-1]}"


def _axis(name: str, said: dict[str, Any], known: dict[str, Any]) -> AxisEntry:
    (given,) = (each for each in said["anyOf"] if each.get("type") != "null")
    described = resolved(given, known)
    values = tuple(_values(described, known))
    meaning = "" if len(values) == 1 and values[0].parameters else described.get("description", "")
    users = tuple(one.name for one in MEASURES.values() if name in (*one.needs, *one.allows))
    plain = "" if values else allowed(described, known).capitalize()
    return AxisEntry(name, sentence(meaning) or plain, values, users)


def _values(described: dict[str, Any], known: dict[str, Any]) -> Iterator[ValueEntry]:
    for word in described.get("enum", ()):
        yield ValueEntry(str(word), sentence(f"{meaning(described.get('title', ''), str(word))}."), ())
    for option in described.get("oneOf", ()):
        yield _model(resolved(option, known), known)
    if described.get("type") == "object":
        yield _model(described, known)


def _model(described: dict[str, Any], known: dict[str, Any]) -> ValueEntry:
    fields = described["properties"]
    rule = fields.get("rule", {}).get("const", "")
    required = set(described.get("required", ()))
    parameters = tuple(
        ParameterEntry(name, allowed(each, known), "" if name in required else str(each.get("default")))
        for name, each in fields.items()
        if name != "rule"
    )
    return ValueEntry(rule, sentence(described.get("description", "")), parameters)
